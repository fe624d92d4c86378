"""The color behind the shapes of a slide, if it is one: the slide's own, its layout's or its master's."""

from __future__ import annotations

from hillside.decks.into.archive import Archive, drawing, slide_tag
from hillside.decks.into.spans import Node, parsed

PLAIN = "1001"
"""The first background style of a theme: one color, as it is given."""


def background_of(slide: str, archive: Archive) -> str | None:
    """Return the background of a slide as `#rrggbb`; None for a gradient, a picture or a changed color."""
    layout = archive.follow(slide, "slideLayout")
    master = None if layout is None else archive.follow(layout, "slideMaster")
    for part in (slide, layout, master):
        if part is None:
            continue
        found = parsed(archive.parts[part], part).find(slide_tag("cSld"), slide_tag("bg"))
        if found is not None:
            return _color(found, (slide, layout), master, archive)
    return None


def _color(ground: Node, maps: tuple[str | None, ...], master: str | None, archive: Archive) -> str | None:
    reference = ground.find(slide_tag("bgRef"))
    fill = ground.find(slide_tag("bgPr"), drawing("solidFill"))
    if reference is not None and reference.attributes.get("idx") != PLAIN:
        return None
    holder = fill if reference is None else reference
    # A color with a child is made lighter, darker or clearer.
    if holder is None or not holder.children or holder.children[0].children:
        return None
    color = holder.children[0]
    if color.tag == drawing("srgbClr"):
        return f"#{color.attributes['val'].lower()}"
    if color.tag == drawing("schemeClr") and master is not None:
        return _of_scheme(color.attributes["val"], maps, master, archive)
    return None


def _of_scheme(name: str, maps: tuple[str | None, ...], master: str, archive: Archive) -> str | None:
    """Return a color of the theme by the name that slides use for it, which the master may map to another."""
    theme = archive.follow(master, "theme")
    mapped = parsed(archive.parts[master], master).find(slide_tag("clrMap"))
    for part in maps:
        own = None if part is None else _overriding(parsed(archive.parts[part], part))
        if own is not None:
            mapped = own
            break
    if theme is None or mapped is None:
        return None
    scheme = parsed(archive.parts[theme], theme).find(drawing("themeElements"), drawing("clrScheme"))
    slot = None if scheme is None else scheme.find(drawing(mapped.attributes.get(name, name)))
    if slot is None or not slot.children:
        return None
    value = slot.children[0].attributes
    found = value.get("lastClr", value.get("val", ""))
    return f"#{found.lower()}" if len(found) == 6 else None


def _overriding(root: Node) -> Node | None:
    return root.find(slide_tag("clrMapOvr"), drawing("overrideClrMapping"))
