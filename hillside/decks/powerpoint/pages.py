"""What each slide shows and what its speaker says, told apart from how a file puts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hillside.decks.slides import Deck, Slide, Step


@dataclass(frozen=True, kw_only=True)
class Page:
    """One slide with a picture.

    Attributes:
        name: the tag of its picture, by which `deck --into` finds it again.
        title: what stands above it.
        alt: the picture in words.
        lang: the language of the words.
        notes: the paragraphs of the speaker's notes.
        png: the picture, or the poster of the film.
        svg: its vector twin.
        film: the film, if it moves.
        seconds: how long that takes.
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


def pages(deck: Deck) -> Iterator[Page]:
    """Yield the slides that follow the title."""
    for slide in deck.slides:
        if deck.per == "beat" and any(step.film is not None for step in slide.steps):
            yield from (_of_beat(slide, number, step) for number, step in enumerate(slide.steps, 1))
        else:
            yield _of_figure(slide)


def _of_figure(slide: Slide) -> Page:
    spoken = tuple(f"{clock(step.start)}  {step.say}" for step in slide.steps if step.say)
    return Page(
        name=f"fig:{slide.id}",
        title=slide.title,
        alt=slide.alt,
        lang=slide.lang,
        notes=(*slide.notes.splitlines(), *(spoken if slide.film else ())),
        png=slide.stills[".png"],
        svg=slide.stills[".svg"] if slide.film is None else None,
        film=slide.film,
        seconds=sum(step.seconds for step in slide.steps),
    )


def _of_beat(slide: Slide, number: int, step: Step) -> Page:
    told = slide.notes.splitlines() if number == 1 else []
    return Page(
        name=f"fig:{slide.id} --beat {number}",
        title=slide.title,
        # The last picture is the whole figure; of the others, what is said there is what they show.
        alt=slide.alt if number == len(slide.steps) else step.say,
        lang=slide.lang,
        notes=(*told, step.say),
        png=step.stills[".png"],
        svg=None,
        film=step.film,
        seconds=step.seconds,
    )


def clock(seconds: float) -> str:
    """Return a time of a film as it stands on a player.

    >>> clock(4.5), clock(75)
    ('0:04', '1:15')
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
