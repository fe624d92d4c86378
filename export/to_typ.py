"""Slides as a source for Typst, with the pictures and films beside it."""

from __future__ import annotations

from pathlib import Path

from export.beside import Beside
from export.typst.source import source
from stage.decks.slides import Deck, Exporter, Needs
from stage.store import write_whole


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the source as `target`, and a folder of its name with what it shows.

    Raises:
        Failure: The files cannot be written.
    """
    beside = Beside(target)
    text = source(deck, beside.put)
    for slide in deck.slides:
        if slide.film is not None:
            beside.put(slide.film)
    with write_whole(target) as aside:
        aside.write_text(text, encoding="utf-8")
    return (target, *beside.written)


def needs(per: str) -> Needs:
    """Return what is to be drawn: a vector still for each beat, and the films."""
    return Needs(stills=(), film=".mp4", step_stills=(".svg",))


EXPORTER = Exporter(needs, export)
