"""Properties that a shape inherits from its slide, layout and master: extent and background color."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.decks.into.parts import Archive, drawing, slide_tag
from hillside.decks.into.xml_edits import Node
from hillside.stage.errors import Refusal

BODY = "body"
MASTER_KINDS = {"": BODY, "obj": BODY, "pic": BODY, "subTitle": BODY, "media": BODY, "ctrTitle": "title"}
"""The kind of master placeholder from which a layout placeholder inherits, where the two differ."""


@dataclass(frozen=True)
class Extent:
    """The position and the size of a shape in English Metric Units."""

    x: int
    y: int
    width: int
    height: int


def extent_of(shape: Node, slide: str, archive: Archive) -> Extent:
    """Return the position and size of a shape; a placeholder may inherit them from its layout or master.

    Raises:
        Refusal: None of them states it.
    """
    found = _own_extent(shape)
    if found is not None:
        return found
    holder = placeholder(shape)
    layout = archive.follow(slide, "slideLayout")
    if holder is not None and layout is not None:
        index, kind = holder.attributes.get("idx", "0"), holder.attributes.get("type", "")
        above = _inherited_placeholder(archive, layout, index=index, kind=kind)
        found = None if above is None else _own_extent(above)
        master = archive.follow(layout, "slideMaster")
        if found is None and master is not None:
            like = placeholder(above) if above is not None else None
            kind = kind if like is None else like.attributes.get("type", "")
            above = _inherited_placeholder(archive, master, index=None, kind=MASTER_KINDS.get(kind, kind))
            found = None if above is None else _own_extent(above)
    if found is None:
        raise Refusal("it has no size of its own; move it a little, so that the program gives it one")
    return found


def aspect_of(shape: Node, extent: Extent) -> float:
    """Return the aspect ratio, width over height, of a shape's picture before cropping, as groups scale it.

    Raises:
        Refusal: The shape has no width or no height, or nothing is left of it after cropping.
    """
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
    """Return the parts of a picture cropped on the left, right, top and bottom, as shares of its sides.

    Raises:
        Refusal: Nothing is left of it.
    """
    found = shape.find(slide_tag("blipFill"), drawing("srcRect"))
    if found is None:
        return 0.0, 0.0, 0.0, 0.0
    left, right, top, bottom = (int(found.attributes.get(side, "0")) / 100_000 for side in "lrtb")
    if left + right >= 1 or top + bottom >= 1:
        raise Refusal("nothing is left of it after cropping; crop it less")
    return left, right, top, bottom


def placeholder(shape: Node) -> Node | None:
    """Return the element that makes a shape a placeholder, or None if it is not one."""
    for head in shape.children:
        found = head.find(slide_tag("nvPr"), slide_tag("ph"))
        if found is not None:
            return found
    return None


def _own_extent(shape: Node) -> Extent | None:
    frame = shape.find(slide_tag("spPr"), drawing("xfrm"))
    offset = None if frame is None else frame.find(drawing("off"))
    size = None if frame is None else frame.find(drawing("ext"))
    if offset is None or size is None:
        return None
    x, y = (int(offset.attributes[name]) for name in ("x", "y"))
    return Extent(x, y, int(size.attributes["cx"]), int(size.attributes["cy"]))


def _inherited_placeholder(archive: Archive, part: str, index: str | None, kind: str) -> Node | None:
    """Return the placeholder of a layout or master with an index, or else the first of a kind, or None."""
    shapes = [node for node in archive.root(part).walk() if placeholder(node) is not None]
    by_kind = None
    for shape in shapes:
        attributes = getattr(placeholder(shape), "attributes", {})
        if index is not None and attributes.get("idx", "0") == index:
            return shape
        if by_kind is None and attributes.get("type", "") == kind:
            by_kind = shape
    return by_kind


def _scale(group: Node) -> tuple[float, float]:
    """Return the horizontal and vertical factors by which a group scales its content."""
    frame = group.find(slide_tag("grpSpPr"), drawing("xfrm"))
    shown = None if frame is None else frame.find(drawing("ext"))
    inside = None if frame is None else frame.find(drawing("chExt"))
    if shown is None or inside is None:
        return 1.0, 1.0
    across, up = (int(shown.attributes[side]) / max(int(inside.attributes[side]), 1) for side in ("cx", "cy"))
    return across, up


PLAIN_STYLE = "1001"
"""The index of a theme's first background style, a solid color."""


def background_of(slide: str, archive: Archive) -> str | None:
    """Return the background of a slide as `#rrggbb`; None for a gradient, a picture or a modified color."""
    layout = archive.follow(slide, "slideLayout")
    master = None if layout is None else archive.follow(layout, "slideMaster")
    for part in (slide, layout, master):
        if part is None:
            continue
        found = archive.root(part).find(slide_tag("cSld"), slide_tag("bg"))
        if found is not None:
            return _color(found, (slide, layout), master, archive)
    return None


def _color(ground: Node, maps: tuple[str | None, ...], master: str | None, archive: Archive) -> str | None:
    reference = ground.find(slide_tag("bgRef"))
    fill = ground.find(slide_tag("bgPr"), drawing("solidFill"))
    if reference is not None and reference.attributes.get("idx") != PLAIN_STYLE:
        return None
    holder = fill if reference is None else reference
    # The children of a color modify its lightness or opacity.
    if holder is None or not holder.children or holder.children[0].children:
        return None
    color = holder.children[0]
    if color.tag == drawing("srgbClr"):
        return f"#{color.attributes['val'].lower()}"
    if color.tag == drawing("schemeClr") and master is not None:
        return _of_scheme(color.attributes["val"], maps, master, archive)
    return None


def _of_scheme(name: str, maps: tuple[str | None, ...], master: str, archive: Archive) -> str | None:
    """Return a theme color by its name on slides, which the color map of the master may rename."""
    theme = archive.follow(master, "theme")
    mapped = archive.root(master).find(slide_tag("clrMap"))
    for part in maps:
        own = None if part is None else _overriding(archive.root(part))
        if own is not None:
            mapped = own
            break
    if theme is None or mapped is None:
        return None
    scheme = archive.root(theme).find(drawing("themeElements"), drawing("clrScheme"))
    slot = None if scheme is None else scheme.find(drawing(mapped.attributes.get(name, name)))
    if slot is None or not slot.children:
        return None
    value = slot.children[0].attributes
    found = value.get("lastClr", value.get("val", ""))
    return f"#{found.lower()}" if len(found) == 6 else None


def _overriding(root: Node) -> Node | None:
    return root.find(slide_tag("clrMapOvr"), drawing("overrideClrMapping"))
