"""How large a shape is, wherever that is said: in the shape, in its layout, in its master, in its groups."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.decks.into.archive import Archive, drawing, slide_tag
from hillside.decks.into.spans import Node, parsed
from hillside.stage.errors import Refusal

BODY = "body"
STAND_INS = {"": BODY, "obj": BODY, "pic": BODY, "subTitle": BODY, "media": BODY, "ctrTitle": "title"}
"""The kind of placeholder of a master that one of a layout takes after, where their names differ."""


@dataclass(frozen=True)
class Extent:
    """A place and a size in English Metric Units, as a shape has it."""

    x: int
    y: int
    width: int
    height: int


def extent_of(shape: Node, slide: str, archive: Archive) -> Extent:
    """Return the place and size of a shape; a placeholder may have them from its layout or its master.

    Raises:
        Refusal: None of them says it.
    """
    found = _own(shape)
    if found is not None:
        return found
    holder = placeholder(shape)
    layout = archive.follow(slide, "slideLayout")
    if holder is not None and layout is not None:
        index, kind = holder.attributes.get("idx", "0"), holder.attributes.get("type", "")
        above = _holder(archive, layout, index=index, kind=kind)
        found = None if above is None else _own(above)
        master = archive.follow(layout, "slideMaster")
        if found is None and master is not None:
            like = placeholder(above) if above is not None else None
            kind = kind if like is None else like.attributes.get("type", "")
            above = _holder(archive, master, index=None, kind=STAND_INS.get(kind, kind))
            found = None if above is None else _own(above)
    if found is None:
        raise Refusal("it has no size of its own; move it a little, so that the program gives it one")
    return found


def aspect_of(shape: Node, extent: Extent) -> float:
    """Return the width over the height of the picture in a shape, which groups scale and cropping cuts."""
    width, height = float(extent.width), float(extent.height)
    for group in shape.above():
        if group.tag == slide_tag("grpSp"):
            across, up = _scale(group)
            width, height = width * across, height * up
    left, right, top, bottom = crop_of(shape)
    width, height = width / (1 - left - right), height / (1 - top - bottom)
    if width <= 0 or height <= 0:
        raise Refusal("it has no width or no height; make it larger")
    return width / height


def crop_of(shape: Node) -> tuple[float, float, float, float]:
    """Return how much of a picture is cut off on the left, right, top and bottom, as shares of it."""
    found = shape.find(slide_tag("blipFill"), drawing("srcRect"))
    if found is None:
        return 0.0, 0.0, 0.0, 0.0
    left, right, top, bottom = (int(found.attributes.get(side, "0")) / 100_000 for side in "lrtb")
    if left + right >= 1 or top + bottom >= 1:
        raise Refusal("nothing is left of it after cropping; crop it less")
    return left, right, top, bottom


def placeholder(shape: Node) -> Node | None:
    """Return the element that makes a shape a placeholder."""
    for head in shape.children:
        found = head.find(slide_tag("nvPr"), slide_tag("ph"))
        if found is not None:
            return found
    return None


def _own(shape: Node) -> Extent | None:
    frame = shape.find(slide_tag("spPr"), drawing("xfrm"))
    offset = None if frame is None else frame.find(drawing("off"))
    size = None if frame is None else frame.find(drawing("ext"))
    if offset is None or size is None:
        return None
    x, y = (int(offset.attributes[name]) for name in ("x", "y"))
    return Extent(x, y, int(size.attributes["cx"]), int(size.attributes["cy"]))


def _holder(archive: Archive, part: str, index: str | None, kind: str) -> Node | None:
    """Return the placeholder of a layout or master with an index, or else of a kind."""
    shapes = [node for node in parsed(archive.parts[part], part).walk() if placeholder(node) is not None]
    by_kind = None
    for shape in shapes:
        attributes = getattr(placeholder(shape), "attributes", {})
        if index is not None and attributes.get("idx", "0") == index:
            return shape
        if by_kind is None and attributes.get("type", "") == kind:
            by_kind = shape
    return by_kind


def _scale(group: Node) -> tuple[float, float]:
    """Return how many times larger a group shows what is in it."""
    frame = group.find(slide_tag("grpSpPr"), drawing("xfrm"))
    shown = None if frame is None else frame.find(drawing("ext"))
    inside = None if frame is None else frame.find(drawing("chExt"))
    if shown is None or inside is None:
        return 1.0, 1.0
    across, up = (int(shown.attributes[side]) / max(int(inside.attributes[side]), 1) for side in ("cx", "cy"))
    return across, up
