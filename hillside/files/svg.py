"""A picture as SVG: true paths, one group a part, with title, description and recipe inside."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from hillside.files.content import Picture
from hillside.files.svg_paths import Drawing

RECIPE_SPACE = "urn:hillside:recipe"
"""The XML namespace of the recipe, so that no reader takes it for something else."""


def write_svg(picture: Picture, target: Path) -> None:
    """Write the picture as SVG."""
    target.write_text(svg(picture), encoding="utf-8")


def svg(picture: Picture, selectable: bool = True) -> str:
    """Return the text of an SVG file, as large in pixels as the picture.

    Screen readers find the title and the description as `<title>` and `<desc>`; each part is a group
    whose id is its name. A letter that comes twice has its outline once. Over words lie the same words
    unseen, to be searched and selected, unless `selectable` is false.
    """
    sheet, size, about = picture.sheet, picture.size, picture.about
    drawing = Drawing.of(picture, selectable)
    groups = "\n".join(
        f"<g id={quoteattr(name)}>\n{chr(10).join(elements)}\n</g>" for name, elements in drawing.groups
    )
    defs = f"<defs>\n{chr(10).join(drawing.defs)}\n</defs>\n" if drawing.defs else ""
    paper = (
        ""
        if picture.paper is None
        else f'<rect id="paper" width="100%" height="100%" fill="{picture.paper}"/>\n'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        f' aria-labelledby="title" aria-describedby="desc" xml:lang={quoteattr(about.language)}'
        f' width="{size.width}" height="{size.height}" viewBox="0 0 {sheet.width:g} {sheet.height:g}">\n'
        f'<title id="title">{escape(about.title)}</title>\n<desc id="desc">{escape(about.alt)}</desc>\n'
        f'<metadata><recipe xmlns="{RECIPE_SPACE}">{escape(about.recipe)}</recipe></metadata>\n'
        f"{defs}{paper}{groups}\n</svg>\n"
    )
