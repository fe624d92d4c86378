"""Slides as PDF: vector pictures, one page per beat, tagged and with alt texts for screen readers."""

from __future__ import annotations

from pathlib import Path

from hillside.decks.kinds import Exporter, Needs
from hillside.decks.slides import Deck
from hillside.decks.to_typ import source
from hillside.files.typst_pages import write_pdf
from hillside.stage.lettering.language import script_of


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the slides to `target`, and return its path.

    Raises:
        Failure: Typst fails, or the file cannot be written.
    """
    drawings: dict[str, Path] = {}

    def reference(file: Path) -> str:
        drawings[file.name] = file
        return file.name

    write_pdf(target, source(deck, target.name, reference), drawings, _fonts(deck))
    return (target,)


def _fonts(deck: Deck) -> list[Path]:
    scripts = [script_of(lang) for lang in (deck.lang, *(slide.lang for slide in deck.slides))]
    files = [*deck.theme.typeface.text_files, *(file for script in scripts for file in script.files)]
    return [file.path for file in files]


def needs(per: str) -> Needs:
    """Return what has to be drawn: a vector still for each beat."""
    return Needs(stills=(), film=None, step_stills=(".svg",))


EXPORTER = Exporter(needs, export)
