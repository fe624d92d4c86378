"""From a place in a deck that asks for a figure to the jobs for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hillside.decks.deck import Wish
from hillside.decks.drawn import asks_for_film
from hillside.decks.tags import Place, Tag
from hillside.files.size import Quality, Size
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.outputs import language_for, theme_for
from hillside.stage.errors import HillsideError, Refusal, nearest
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.studio.catalogue import names
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import key
from hillside.studio.requested_language import language_of
from hillside.studio.theme_file import theme_of

LONGEST = 7
"""How many times longer than high a picture may be, or higher than long."""


@dataclass(frozen=True)
class Asked:
    """The jobs for one place, a picture and its vector twin or a film, each with its key."""

    place: Place
    jobs: tuple[tuple[Job, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of their files: places that ask for the same share them."""
        return tuple(f"{job.figure}-{known[:16]}{job.suffix}" for job, known in self.jobs)


def asked_in(place: Place, lecture: Lecture | None, wish: Wish) -> Asked:
    """Return what is asked for in a place.

    Raises:
        Refusal: The tag asks for what there is not; the message names the slide.
    """
    try:
        return Asked(place, tuple((job, key(job)) for job in _jobs(place, lecture, wish)))
    except HillsideError as error:
        raise type(error)(f"{place.where}: {error}") from error


def _jobs(place: Place, lecture: Lecture | None, wish: Wish) -> tuple[Job, ...]:
    tag = place.tag
    entry = _entry(tag, lecture)
    given = {} if entry is None else dict(entry.params)
    film = _moves(tag, entry)
    quality = _quality(lecture, wish)
    job = Job.read(
        tag.word if entry is None else entry.figure,
        {**given, **dict(tag.params)},
        ".mp4" if film else ".png",
        _theme(place, lecture, wish),
        str(_size(place.aspect, quality)),
        quality,
        excerpt=Excerpt(loop=film and (tag.loop or wish.loop), beat=tag.beat),
        language=_language(entry, lecture, wish),
    )
    return (job,) if film else (job, replace(job, suffix=".svg"))


def _entry(tag: Tag, lecture: Lecture | None) -> Entry | None:
    """Return the figure of the lecture that a tag means; None for a figure that is no lecture's.

    Raises:
        Refusal: There is neither.
    """
    known = {} if lecture is None else {entry.id: entry for entry in lecture.figures}
    if tag.word in known:
        return known[tag.word]
    figures = names()
    if tag.word not in figures:
        among = (
            "there is no figure" if lecture is None else f"neither {lecture.source.path} nor the figures have"
        )
        raise Refusal(f'{among} "{tag.word}"{nearest(tag.word, [*known, *figures])}')
    return None


def _moves(tag: Tag, entry: Entry | None) -> bool:
    if tag.film is not None:
        return tag.film
    return tag.loop or (entry is not None and asks_for_film(entry))


def _quality(lecture: Lecture | None, wish: Wish) -> Quality:
    if wish.quality is not None:
        return Quality(wish.quality)
    return Quality.STANDARD if lecture is None else Quality(lecture.quality)


def _size(aspect: float, quality: Quality) -> Size:
    """Return the size of a picture of this shape; both sides are even, as films need them.

    >>> _size(2.0, Quality.STANDARD), _size(0.5, Quality.DRAFT)
    (Size(width=2160, height=1080), Size(width=480, height=960))
    """
    if not 1 / LONGEST <= aspect <= LONGEST:
        raise Refusal(f"its sides are as {aspect:.2g} to 1, and a figure needs less than {LONGEST} to 1")
    width, height = max(aspect, 1.0), max(1 / aspect, 1.0)
    return Size(2 * round(quality.lines * width / 2), 2 * round(quality.lines * height / 2))


def _theme(place: Place, lecture: Lecture | None, wish: Wish) -> Theme:
    """Return the theme for a place: on the color of its slide, unless another is asked for."""
    own = None if lecture is None else lecture.background
    background = place.background if wish.background is None and own is None else wish.background
    if lecture is None:
        return theme_of("light" if wish.theme is None else wish.theme, background)
    return theme_for(lecture, wish.theme, background)


def _language(entry: Entry | None, lecture: Lecture | None, wish: Wish) -> Language:
    if lecture is not None and entry is not None:
        return language_for(lecture, entry, wish.lang)
    own = "en" if lecture is None else lecture.lang
    return language_of(own if wish.lang is None else wish.lang)
