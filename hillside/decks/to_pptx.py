"""PowerPoint slides: a title, and a slide for each figure or each beat."""

from __future__ import annotations

from pathlib import Path

from hillside.decks.powerpoint.frame import STRIP
from hillside.decks.powerpoint.presentation import presentation
from hillside.decks.slides import Deck, Exporter, Needs
from hillside.files.atomic import atomic_write


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the deck as `target`.

    Raises:
        Failure: The file cannot be written.
    """
    content = presentation(deck)
    with atomic_write(target) as aside:
        aside.write_bytes(content)
    return (target,)


def needs(per: str) -> Needs:
    """Return what is to be drawn: stills as PNG and SVG, films as MP4, which every PowerPoint plays."""
    still = Needs(stills=(".png", ".svg"), film=".mp4", height=1 - STRIP)
    if per == "figure":
        return still
    return Needs(
        stills=(".png", ".svg"), film=None, step_stills=(".png",), step_film=".mp4", height=1 - STRIP
    )


EXPORTER = Exporter(needs, export)
