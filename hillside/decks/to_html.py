"""Slides for a browser: one file that fetches nothing."""

from __future__ import annotations

from pathlib import Path

from hillside.decks.reveal.document import document
from hillside.decks.slides import Deck, Exporter, Needs
from hillside.files.atomic import atomic_write


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the deck as `target`.

    Raises:
        Failure: The file cannot be written.
    """
    page = document(deck)
    with atomic_write(target) as aside:
        aside.write_text(page, encoding="utf-8")
    return (target,)


def needs(per: str) -> Needs:
    """Return what is to be drawn: vector stills, and films that every browser plays."""
    if per == "figure":
        return Needs(stills=(".svg",), film=".mp4", step_stills=(".svg",))
    return Needs(stills=(".svg",), film=None, step_stills=(".svg",), step_film=".mp4")


EXPORTER = Exporter(needs, export)
