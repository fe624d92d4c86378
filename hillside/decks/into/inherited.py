"""Properties that a shape inherits from its slide, layout and master: extent, fill and the colors' names."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from hillside.decks.into.parts import Archive, drawing, slide_tag
from hillside.decks.into.xml_edits import Node
from hillside.stage.errors import Refusal
from hillside.stage.look.color import is_color

BODY = "body"
MASTER_KINDS = MappingProxyType(
    {"": BODY, "obj": BODY, "pic": BODY, "subTitle": BODY, "media": BODY, "ctrTitle": "title"}
)
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
    kin = (shape, *inherited_shapes(shape, slide, archive))
    found = next((extent for each in kin if (extent := own_extent(each)) is not None), None)
    if found is None:
        raise Refusal("it has no size of its own; move it a little, so that the program gives it one")
    return found


def inherited_extent(shape: Node, layout: str, archive: Archive) -> Extent | None:
    """Return the position and size of a placeholder of a layout: its own, or else that of the master."""
    own, holder, master = own_extent(shape), placeholder(shape), archive.follow(layout, "slideMaster")
    if own is not None or holder is None or master is None:
        return own
    kind = holder.attributes.get("type", "")
    above = _inherited_placeholder(archive, master, index=None, kind=MASTER_KINDS.get(kind, kind))
    return None if above is None else own_extent(above)


def inherited_shapes(shape: Node, slide: str, archive: Archive) -> tuple[Node, ...]:
    """Return the placeholders of the layout and of the master from which one on a slide inherits, if any."""
    holder, layout = placeholder(shape), archive.follow(slide, "slideLayout")
    if holder is None or layout is None:
        return ()
    index, kind = holder.attributes.get("idx", "0"), holder.attributes.get("type", "")
    above = _inherited_placeholder(archive, layout, index=index, kind=kind)
    like = None if above is None else placeholder(above)
    kind = kind if like is None else like.attributes.get("type", "")
    master = archive.follow(layout, "slideMaster")
    top = (
        None
        if master is None
        else _inherited_placeholder(archive, master, index=None, kind=MASTER_KINDS.get(kind, kind))
    )
    return tuple(each for each in (above, top) if each is not None)


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


def own_extent(shape: Node) -> Extent | None:
    """Return the position and size that a shape itself states, or None."""
    frame = shape.find(slide_tag("spPr"), drawing("xfrm")) or shape.find(slide_tag("xfrm"))
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


def scheme_of(slide: str, layout: str | None, master: str | None, archive: Archive) -> dict[str, str]:
    """Return the colors of the theme `#rrggbb`, by the names of the theme and by those that the slide uses.

    The color map of the master gives the names, unless the slide or the layout has its own.
    """
    theme = None if master is None else archive.follow(master, "theme")
    if master is None or theme is None:
        return {}
    slots = archive.root(theme).find(drawing("themeElements"), drawing("clrScheme"))
    colors: dict[str, str] = {}
    for slot in [] if slots is None else slots.children:
        value = slot.children[0].attributes if slot.children else {}
        color = f"#{value.get('lastClr', value.get('val', '')).lower()}"
        if is_color(color):
            colors[slot.tag.rpartition("}")[2]] = color
    own = (None if part is None else _overriding(archive.root(part)) for part in (slide, layout))
    found = next((each for each in own if each is not None), None)
    mapped = archive.root(master).find(slide_tag("clrMap")) if found is None else found
    names = {} if mapped is None else mapped.attributes
    return colors | {name: colors[slot] for name, slot in names.items() if slot in colors}


def _overriding(root: Node) -> Node | None:
    return root.find(slide_tag("clrMapOvr"), drawing("overrideClrMapping"))
