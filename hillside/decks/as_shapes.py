"""Slides for PowerPoint whose figures are shapes: each part can be edited, and enters with its beat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from hillside.decks.into.template import Template
from hillside.decks.kinds import Exporter, Needs
from hillside.decks.powerpoint.deck_file import FIRST_FREE, SlideContent, presentation
from hillside.decks.powerpoint.drawn_shapes import (
    DrawnPart,
    drawn_parts,
    part_names,
    picture_names,
    pictures_in,
)
from hillside.decks.powerpoint.entrances import entrances
from hillside.decks.powerpoint.package import Media, R, Relation
from hillside.decks.powerpoint.slide_shapes import Box
from hillside.decks.slides import Deck, Slide
from hillside.decks.to_pptx import clock, media_of
from hillside.files.atomic import write_atomically


def export(deck: Deck, target: Path, template: Template | None = None) -> tuple[Path, ...]:
    """Write the deck to `target`, in the lecturer's own template if one is given; return its path.

    Raises:
        Failure: The file cannot be written.
    """
    write_atomically(target, deck_bytes(deck, template))
    return (target,)


def deck_bytes(deck: Deck, template: Template | None = None) -> bytes:
    """Return the PowerPoint file of a deck."""
    pictures = chain.from_iterable(
        pictures_in(slide.stills[".svg"].read_bytes()).parts for slide in deck.slides
    )
    logo = media_of(deck, ())
    media = Media(logo.names, (*logo.parts, *{part.name: part for part in pictures}.values()))
    slides = [(partial(_content, slide), bool(slide.points)) for slide in deck.slides]
    return presentation(deck, slides, media, template)


def _content(slide: Slide, box: Box, media: Media) -> SlideContent:
    """Return a slide with the parts of a figure in a box."""
    svg = slide.stills[".svg"].read_bytes()
    parts = drawn_parts(svg, box, slide.alt, slide.lang, FIRST_FREE)
    captions = tuple(f"{clock(step.start)}  {step.say}" for step in slide.steps if step.say)
    return SlideContent(
        title=slide.title,
        lang=slide.lang,
        notes=(*slide.paragraphs, *captions),
        points=slide.points,
        figure="".join(part.xml for part in parts),
        relations=tuple(
            Relation(f"rId{number}", f"{R}/image", name) for number, name in enumerate(picture_names(svg), 2)
        ),
        timing=entrances(_clicks(slide, parts)),
    )


def _clicks(slide: Slide, parts: Sequence[DrawnPart]) -> list[list[DrawnPart]]:
    """Return the parts that enter with each beat after the first, whose parts are there from the start.

    A part enters with the beat after which it stays.
    """
    if len(slide.steps) < 2:
        return []
    shown = [set(part_names(step.stills[".svg"].read_bytes())) for step in slide.steps]
    beats = {part.name: _beat_of(part.name, shown) for part in parts}
    return [[part for part in parts if beats[part.name] == beat] for beat in range(1, len(shown))]


def _beat_of(name: str, shown: Sequence[set[str]]) -> int:
    """Return the beat, from 0, after which a part is in the picture of every beat.

    >>> _beat_of("slope", [{"curve"}, {"curve", "slope"}, {"curve", "slope"}])
    1
    """
    absent = [number for number, names in enumerate(shown) if name not in names]
    return min(absent[-1] + 1, len(shown) - 1) if absent else 0


def needs(per: str) -> Needs:
    """Return what has to be drawn: vector stills, whose parts become shapes; no films."""
    return Needs(stills=(".svg",), film=None, step_stills=(".svg",))


def _export_in(template: Template, deck: Deck, target: Path) -> tuple[Path, ...]:
    return export(deck, target, template)


EXPORTER = Exporter(needs, export, ".pptx", _export_in)
