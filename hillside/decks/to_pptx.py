"""Slides for PowerPoint: a title slide, and a slide per figure or per beat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hillside.decks.into.template import Template
from hillside.decks.kinds import Exporter, Needs
from hillside.decks.powerpoint.deck_file import FIRST_FREE, SlideContent, presentation
from hillside.decks.powerpoint.package import MEDIA_RELATION, Media, R, Relation
from hillside.decks.powerpoint.slide_shapes import Box, SlidePicture, picture
from hillside.decks.powerpoint.timing import autoplay
from hillside.decks.slides import Deck, Slide, Step
from hillside.files.atomic import write_atomically


@dataclass(frozen=True, kw_only=True)
class Page:
    """One slide with a picture.

    Attributes:
        name: the tag of its picture, by which `deck --into` finds it again.
        title: its title.
        alt: its alt text.
        lang: the code of the language of its text.
        notes: the paragraphs of the speaker's notes.
        png: the picture, or the poster of the film.
        svg: the same picture as SVG, or None.
        film: the film, or None.
        seconds: the duration of the film in seconds.
        points: what stands beside the picture, line by line.
    """

    name: str
    title: str
    alt: str
    lang: str
    notes: tuple[str, ...]
    png: Path
    svg: Path | None
    film: Path | None
    seconds: float
    points: tuple[str, ...] = ()


def pages(deck: Deck) -> Iterator[Page]:
    """Yield the slides after the title slide."""
    for slide in deck.slides:
        if deck.per == "beat" and any(step.film is not None for step in slide.steps):
            yield from (_of_beat(slide, number, step) for number, step in enumerate(slide.steps, 1))
        else:
            yield _of_figure(slide)


def _of_figure(slide: Slide) -> Page:
    captions = tuple(f"{clock(step.start)}  {step.say}" for step in slide.steps if step.say)
    return Page(
        name=f"fig:{slide.id}",
        title=slide.title,
        alt=slide.alt,
        lang=slide.lang,
        notes=(*slide.notes.splitlines(), *(captions if slide.film else ())),
        png=slide.poster or slide.stills[".png"],
        svg=slide.stills[".svg"] if slide.film is None else None,
        film=slide.film,
        seconds=sum(step.seconds for step in slide.steps),
        points=slide.points,
    )


def _of_beat(slide: Slide, number: int, step: Step) -> Page:
    spoken = slide.notes.splitlines() if number == 1 else []
    return Page(
        name=f"fig:{slide.id} --beat {number}",
        title=slide.title_of(number),
        alt=slide.alt_of(step),
        lang=slide.lang,
        notes=(*spoken, step.say),
        png=step.stills[".png"],
        svg=None,
        film=step.film,
        seconds=step.seconds,
        points=slide.points,
    )


def clock(seconds: float) -> str:
    """Return a time as players show it, in minutes and seconds.

    >>> clock(4.5), clock(75)
    ('0:04', '1:15')
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def export(deck: Deck, target: Path, template: Template | None = None) -> tuple[Path, ...]:
    """Write the deck to `target`, in the lecturer's own template if one is given; return its path.

    Raises:
        Failure: The file cannot be written.
    """
    write_atomically(target, deck_bytes(deck, template))
    return (target,)


def deck_bytes(deck: Deck, template: Template | None = None) -> bytes:
    """Return the PowerPoint file of a deck."""
    shown = tuple(pages(deck))
    media = media_of(deck, [file for page in shown for file in (page.png, page.svg, page.film)])
    slides = [(partial(_content, page, deck.loop), bool(page.points)) for page in shown]
    return presentation(deck, slides, media, template)


def media_of(deck: Deck, files: Sequence[Path | None]) -> Media:
    """Return the files of a deck and its logo as parts; equal contents are stored once."""
    return Media.of([file for file in (deck.logo, *files) if file is not None])


def _content(page: Page, loop: bool, box: Box, media: Media) -> SlideContent:
    """Return a slide with a picture or a film in a box."""
    relations, timing = [Relation("rId2", f"{R}/image", media.names[page.png])], ""
    seen = SlidePicture(id=FIRST_FREE, name=page.name, alt=page.alt, png="rId2")
    if page.film is not None:
        name = media.names[page.film]
        relations += [Relation("rId3", f"{R}/video", name), Relation("rId4", MEDIA_RELATION, name)]
        seen = replace(seen, film="rId3", media="rId4")
        timing = autoplay(FIRST_FREE, page.seconds, loop)
    elif page.svg is not None:
        relations.append(Relation("rId3", f"{R}/image", media.names[page.svg]))
        seen = replace(seen, svg="rId3")
    return SlideContent(
        title=page.title,
        lang=page.lang,
        notes=page.notes,
        points=page.points,
        figure=picture(seen, box),
        relations=tuple(relations),
        timing=timing,
    )


def needs(per: str) -> Needs:
    """Return what has to be drawn: stills as PNG and SVG, films as MP4, which every PowerPoint plays."""
    if per == "figure":
        return Needs(stills=(".png", ".svg"), film=".mp4")
    return Needs(stills=(".png", ".svg"), film=None, step_stills=(".png",), step_film=".mp4")


def _export_in(template: Template, deck: Deck, target: Path) -> tuple[Path, ...]:
    return export(deck, target, template)


EXPORTER = Exporter(needs, export, export_in=_export_in)
