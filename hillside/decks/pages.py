"""A deck as the pages of a source: pictures one over the other, a click each, and the film after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hillside.decks.slides import Deck, Slide, Step


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a source.

    Attributes:
        name: what it can be linked by.
        title: what it is called.
        lang: the code of the language of what it says.
        pictures: the stills in the order of the clicks, each with its alt text.
        film: the film or the clip, which ends on the last still.
        captions: its captions as WebVTT, which lie beside it.
        notes: what the lecturer says, a paragraph each.
        told: what is told with each picture; may be empty.
    """

    name: str
    title: str
    lang: str
    pictures: tuple[tuple[Path, str], ...]
    film: Path | None
    notes: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def captions(self) -> Path | None:
        """The captions of the film, as WebVTT."""
        return None if self.film is None else self.film.with_suffix(".vtt")

    @property
    def spoken(self) -> tuple[str, ...]:
        """All that is said on it."""
        return (*self.notes, *self.told)


def pages(deck: Deck, suffix: str) -> Iterator[Page]:
    """Yield the pages after the title, a figure each or a beat each, with stills of this suffix."""
    for slide in deck.slides:
        if deck.per == "figure" or len(slide.steps) == 1:
            yield _whole(slide, suffix)
        else:
            yield from (_beat(slide, number, suffix) for number in range(len(slide.steps)))


def _whole(slide: Slide, suffix: str) -> Page:
    only = slide.steps[0].film if len(slide.steps) == 1 else None
    return Page(
        name=slide.id,
        title=slide.title,
        lang=slide.lang,
        pictures=tuple((step.stills[suffix], alt_of(slide, step)) for step in slide.steps),
        film=only if slide.film is None else slide.film,
        notes=_paragraphs(slide),
        told=tuple(step.say for step in slide.steps if step.say),
    )


def _beat(slide: Slide, number: int, suffix: str) -> Page:
    step = slide.steps[number]
    return Page(
        name=f"{slide.id}-{number + 1}",
        title=f"{slide.title} {number + 1}/{len(slide.steps)}",
        lang=slide.lang,
        pictures=((step.stills[suffix], alt_of(slide, step)),),
        film=step.film,
        notes=_paragraphs(slide) if number == 0 else (),
        told=(step.say,),
    )


def _paragraphs(slide: Slide) -> tuple[str, ...]:
    return tuple(line for line in slide.notes.split("\n") if line)


def alt_of(slide: Slide, step: Step) -> str:
    """Return what a picture shows: the last one the whole figure, the others what is said there."""
    return slide.alt if step is slide.steps[-1] else step.say
