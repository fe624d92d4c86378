"""Slides as a notebook for Jupyter, in which every figure stands with the line that draws it."""

from __future__ import annotations

import json
from pathlib import Path

from hillside.decks.notebook import notebook
from hillside.decks.slides import Deck, Exporter, Needs
from hillside.files.atomic import atomic_write


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the notebook as `target`; pictures and films are in it.

    Raises:
        Failure: The file cannot be written.
    """
    content = json.dumps(notebook(deck), ensure_ascii=False, indent=1, sort_keys=True)
    with atomic_write(target) as aside:
        aside.write_text(f"{content}\n", encoding="utf-8")
    return (target,)


def needs(per: str) -> Needs:
    """Return what is to be drawn: an SVG and a PNG for each beat, and the film of each figure or beat."""
    if per == "figure":
        return Needs(stills=(), film=".mp4", step_stills=(".svg", ".png"))
    return Needs(stills=(), film=None, step_stills=(".svg", ".png"), step_film=".mp4")


EXPORTER = Exporter(needs, export)
