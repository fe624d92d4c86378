"""PDF documents from Typst markup and drawings, tagged for screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from hillside.files.atomic import write_atomically
from hillside.stage.leftovers import temporary_folder

STANDARD = "ua-1"
"""PDF/UA (ISO 14289-1, 2014); the typesetter refuses a document that violates it."""


def write_pdf(target: Path, source: str, drawings: Mapping[str, Path], fonts: Iterable[Path]) -> None:
    """Typeset markup as PDF, atomically.

    Args:
        target: The file to write.
        source: The markup.
        drawings: Pictures by their names in the markup; of SVG files, the invisible words are left out.
        fonts: Font files; others in their folders are available too.

    Raises:
        Failure: The typesetter refuses, for example because the fonts lack a glyph.
    """
    import typst

    from hillside.stage.lettering.typesetting import typesetter_failures

    folders = list(dict.fromkeys(font.parent for font in fonts))
    with temporary_folder("pages") as folder:
        root = Path(folder)
        for name, file in drawings.items():
            if file.suffix == ".svg":
                (root / name).write_bytes(_without_words(file.read_text(encoding="utf-8")).encode("utf-8"))
            else:
                (root / name).write_bytes(file.read_bytes())
        (root / "pages.typ").write_bytes(source.encode("utf-8"))
        with typesetter_failures(f"{target}: the pages could not be set"):
            pages = typst.compile(
                root / "pages.typ",
                root=root,
                font_paths=typst.Fonts(
                    include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
                ),
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=[STANDARD],
            )
    write_atomically(target, pages)


def _without_words(drawing: str) -> str:
    """Remove the invisible text over the outlines, which is for browsers."""
    return re.sub(r"<text .*?</text>\n?", "", drawing, flags=re.DOTALL)


def array(texts: Iterable[str]) -> str:
    """Return texts as an array of strings in Typst source.

    >>> array(("a", "b"))
    '("a", "b", )'
    """
    return "(" + "".join(f"{quoted(text)}, " for text in texts) + ")"


def quoted(text: str) -> str:
    r"""Return a Typst string literal; only quotation marks and backslashes are escaped.

    >>> quoted('the "run"')
    '"the \\"run\\""'
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
