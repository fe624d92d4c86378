"""From the places in a deck that ask for figures to the pictures and films for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from stage.catalogue import module_of, names
from stage.decks.deck import Wish
from stage.decks.shown import asks_for_film
from stage.decks.tags import Medium, Place, Tag
from stage.draw import draw
from stage.errors import HillsideError, ParamError, Refusal, nearest, said
from stage.finish import Finish
from stage.job import Job
from stage.lectures.lecture import Entry, Lecture
from stage.lectures.manifest import Record, read_manifest, record, write_manifest
from stage.lectures.outputs import language_for, theme_for
from stage.lectures.progress import Progress, Tally
from stage.lectures.workers import in_processes
from stage.lettering.asked_language import language_of
from stage.lettering.language import Language
from stage.look.theme import Theme
from stage.look.theme_file import theme_of
from stage.quality import Quality
from stage.size import Size
from stage.store import key

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


def media_for(
    places: Sequence[Place],
    lecture: Lecture | None,
    wish: Wish,
    folder: Path,
    workers: int,
    progress: Progress,
) -> tuple[tuple[Medium, ...], int]:
    """Return what is shown in each place, drawn into `folder`, and how many files had to be drawn.

    Raises:
        Failure: A file cannot be drawn or written.
        Refusal: A tag asks for what there is not, or a figure refuses its parameters; the message names
            the slide.
    """
    asked = [_asked(place, lecture, wish) for place in places]
    jobs = {
        name: (job, known, each)
        for each in asked
        for name, (job, known) in zip(each.names, each.jobs, strict=True)
    }
    records = read_manifest(folder)
    todo = {
        name: work
        for name, work in jobs.items()
        if name not in records or not records[name].is_current(work[1], folder)
    }
    _draw(todo, records, folder, workers, progress)
    return tuple(_medium(each, folder, records) for each in asked), len(todo)


def _asked(place: Place, lecture: Lecture | None, wish: Wish) -> Asked:
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
        finish=Finish(loop=film and (tag.loop or wish.loop), beat=tag.beat),
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


def _draw(
    todo: Mapping[str, tuple[Job, str, Asked]],
    records: dict[str, Record],
    folder: Path,
    workers: int,
    progress: Progress,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally({name: 20 if job.is_film else 1 for name, (job, _, _) in todo.items()}, progress)
    work = {name: partial(draw, job, folder / name) for name, (job, _, _) in todo.items()}
    heavy = ("stage.shoot", *sorted({module_of(job.figure) for job, _, _ in todo.values()}))
    with closing(in_processes(work, workers, tally.heard, heavy)) as ends:
        for end in ends:
            _, known, asked = todo[end.name]
            if end.error is not None:
                raise _at(asked.place, end.error)
            settled, take = end.value
            records[end.name] = record(known, settled, take, folder)
            write_manifest(folder, "figures of a deck", records)
            tally.ended(end.name)


def _at(place: Place, error: HillsideError) -> HillsideError:
    """Return an error with the place in the deck that it is about."""
    kind = Refusal if isinstance(error, ParamError) else type(error)
    return kind(f"{place.where}: {said(error)}")


def _medium(asked: Asked, folder: Path, records: Mapping[str, Record]) -> Medium:
    first = asked.names[0]
    take = records[first].take
    job = asked.jobs[0][0]
    if not job.is_film:
        return Medium(alt=take["alt"], png=folder / first, svg=folder / asked.names[1])
    film = folder / first
    return Medium(
        alt=take["alt"],
        png=film.with_suffix(".poster.png"),
        film=film,
        seconds=sum(clip["seconds"] for clip in take["clips"]),
        loop=job.finish.loop,
    )
