"""Slides as PDF: vector pictures, one page per beat, tagged and with alt texts for screen readers."""

from __future__ import annotations

from pathlib import Path

from hillside.decks.kinds import Exporter, Needs
from hillside.decks.slides import Deck
from hillside.decks.to_typ import body, font_files
from hillside.files.typst_pages import write_pdf


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the slides to `target`, and return its path.

    Raises:
        Failure: Typst fails, or the file cannot be written.
    """
    drawings: dict[str, Path] = {}

    def reference(file: Path) -> str:
        drawings[file.name] = file
        return file.name

    write_pdf(target, body(deck, reference), drawings, font_files(deck))
    return (target,)


def needs(per: str) -> Needs:
    """Return what has to be drawn: a vector still for each beat."""
    return Needs(stills=(), film=None, step_stills=(".svg",))


EXPORTER = Exporter(needs, export)
