"""Pictures as PDF: vector paths, tagged for screen readers, with searchable and selectable words."""

from pathlib import Path

import typst

from hillside.files.footage import Picture
from hillside.files.svg import svg
from hillside.files.typst_pages import STANDARD, quoted
from hillside.stage.drawing import Letters
from hillside.stage.lettering.font_collections import font_collection
from hillside.stage.lettering.tints import untinted
from hillside.stage.lettering.typesetting import POINTS, typesetter_failures


def write_pdf(picture: Picture, target: Path) -> None:
    """Write the picture as a page of PDF/UA; a layout pixel is 3/4 point.

    Raises:
        Failure: The typesetter refuses.
    """
    with typesetter_failures(f"{target}: the page could not be written"):
        page = typst.compile(
            _source(picture).encode(),
            font_paths=font_collection(picture.typeface.files),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
        )
    target.write_bytes(page)


def _source(picture: Picture) -> str:
    about, sheet = picture.about, picture.sheet
    width, height = (f"{side * POINTS:g}pt" for side in (sheet.width, sheet.height))
    shapes = [shape for part in picture.parts.values() for shape in part.shapes()]
    words = "".join(_unseen(shape, picture) for shape in shapes if isinstance(shape, Letters))
    drawing = quoted(svg(picture, selectable=False))
    # No date, so that equal pictures are equal files.
    return f"""\
#set document(title: {quoted(about.title)}, description: {quoted(about.alt)}, date: none)
#set document(keywords: {quoted(about.recipe)})
#set page(width: {width}, height: {height}, margin: 0pt, fill: none)
#set text(lang: {quoted(about.language)})
#image(bytes({drawing}), format: "svg", width: {width}, alt: {quoted(about.alt)})
{words}"""


def _unseen(shape: Letters, picture: Picture) -> str:
    """Return markup that repeats the words invisibly over their outlines, hidden from screen readers."""
    outline, (x, y) = shape.outline, shape.corner
    left = (picture.sheet.width / 2 + x) * POINTS
    top = (picture.sheet.height / 2 - y - outline.height) * POINTS
    return (
        f"#place(top + left, dx: {left:.2f}pt, dy: {top:.2f}pt, pdf.artifact(box(width: "
        # 0.5 pt of slack, since a line as wide as its box could wrap.
        f"{outline.width * POINTS + 0.5:.2f}pt)[\n{outline.style}#set text(fill: rgb(0, 0, 0, 0))\n"
        f"{untinted(outline.markup)}]))\n"
    )
