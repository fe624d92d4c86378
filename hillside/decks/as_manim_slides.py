"""Slides for manim-slides 5, which presents a clip for each beat: its JSON file, with the clips beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hillside.decks.kinds import Exporter, Needs
from hillside.decks.slides import Deck, Slide
from hillside.decks.sources import MediaFolder
from hillside.files.atomic import write_text_atomically

VIDEO, IMAGE = "video", "image"
"""The types of slides of manim-slides."""


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the presentation to `target` and the clips into a folder beside it; return all files.

    manim-slides looks for presentations in the folder `slides`, and names one by its file without the suffix.

    Raises:
        Failure: A file cannot be written.
    """
    media = MediaFolder(target)
    # It looks for files from the folder that holds that of the JSON file.
    folder = target.resolve().parent.name
    slides = [shown for slide in deck.slides for shown in _slides(slide, folder, deck.loop, media)]
    size = deck.slides[0].size
    whole = {
        "slides": slides,
        "resolution": [size.width, size.height],
        "background_color": deck.theme.paper,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    write_text_atomically(target, f"{text}\n")
    return (target, *media.written)


def _slides(slide: Slide, folder: str, loop: bool, media: MediaFolder) -> Iterator[dict[str, Any]]:
    """Yield a slide for each clip of a figure; its picture for a figure without a film."""
    for number, step in enumerate(slide.steps):
        file = f"{folder}/{media.add(step.film or step.stills['.png'])}"
        spoken = [*(slide.paragraphs if number == 0 else ()), step.say]
        # The same clip stands for its reverse, as where manim-slides itself is told to skip reversing.
        yield {
            "file": file,
            "rev_file": file,
            "type": IMAGE if step.film is None else VIDEO,
            "loop": loop and step.film is not None,
            "notes": "\n\n".join(note for note in spoken if note),
        }


def needs(per: str) -> Needs:
    """Return what has to be drawn: a clip for each beat."""
    return Needs(stills=(".png",), film=None, step_stills=(".png",), step_film=".mp4")


EXPORTER = Exporter(needs, export, ".json")
