"""Slides as a source for Marp, with the pictures and films beside it."""

from __future__ import annotations

from pathlib import Path

from export.beside import Beside
from export.markdown.marp import source
from stage.decks.slides import Deck, Exporter, Needs
from stage.store import write_whole


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the source as `target`, and a folder of its name with what it shows.

    Raises:
        Failure: The files cannot be written.
    """
    beside = Beside(target)
    text = source(deck, target.name, beside.put)
    with write_whole(target) as aside:
        aside.write_text(text, encoding="utf-8")
    return (target, *beside.written)


def needs(per: str) -> Needs:
    """Return what is to be drawn: a vector still for each beat, and the film of each figure or beat."""
    if per == "figure":
        return Needs(stills=(), film=".mp4", step_stills=(".svg",))
    return Needs(stills=(), film=None, step_stills=(".svg",), step_film=".mp4")


EXPORTER = Exporter(needs, export)
