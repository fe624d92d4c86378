"""Slides as PDF: vectors, one page for each beat, tagged and described for screen readers."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from export.typst.source import source
from stage.decks.slides import Deck, Exporter, Needs
from stage.errors import Failure
from stage.lettering.scripts import script_of
from stage.store import write_whole

STANDARD = "ua-1"
"""PDF/UA (ISO 14289-1, 2014); the typesetter refuses to write a file that breaks it."""


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the slides as `target`.

    Raises:
        Failure: The typesetter refuses, or the file cannot be written.
    """
    with TemporaryDirectory(prefix="hillside-slides-") as folder:
        root = Path(folder)

        def place(file: Path) -> str:
            (root / file.name).write_text(_without_words(file.read_text(encoding="utf-8")), encoding="utf-8")
            return file.name

        (root / "slides.typ").write_text(source(deck, place), encoding="utf-8")
        try:
            pages = typst.compile(
                root / "slides.typ",
                root=root,
                font_paths=_fonts(deck),
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=[STANDARD],
            )
        except typst.TypstError as error:
            raise Failure(f"{target}: the slides could not be set: {error}") from error
    with write_whole(target) as aside:
        aside.write_bytes(pages)
    return (target,)


def _without_words(drawing: str) -> str:
    """Take out the unseen words over the outlines, which are for browsers."""
    return re.sub(r"<text .*?</text>\n?", "", drawing, flags=re.DOTALL)


def _fonts(deck: Deck) -> typst.Fonts:
    face = deck.theme.typeface
    files = [*face.text_files, *(file for slide in deck.slides for file in script_of(slide.lang).files)]
    files += script_of(deck.lang).files
    folders = list(dict.fromkeys(file.path.parent for file in files))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def needs(per: str) -> Needs:
    """Return what is to be drawn: a vector still for each beat."""
    return Needs(stills=(), film=None, step_stills=(".svg",))


EXPORTER = Exporter(needs, export)
