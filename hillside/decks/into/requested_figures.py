"""The pictures and films requested by the tags on slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hillside.decks.into.tagged_shapes import FigureRequest, Medium, Tag
from hillside.decks.lecture_slides import DeckOptions, requests_film
from hillside.files.formats import Quality, Size
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.manifest import Record, read_manifest, write_manifest
from hillside.lectures.outputs import language_for, theme_for
from hillside.stage.errors import HillsideError, ParamError, Refusal, command_line_message, suggestion
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.studio.catalogue import module_of, names
from hillside.studio.draw import draw
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import key
from hillside.studio.progress import Progress, Tally
from hillside.studio.requested_look import language_of, theme_of
from hillside.studio.workers import run_in_processes

LARGEST_RATIO = 7
"""The largest ratio of the long side of a picture to the short one."""


@dataclass(frozen=True)
class RequestedJobs:
    """The jobs of a request: PNG and SVG for a picture, or the film alone.

    Attributes:
        request: the request.
        jobs: the jobs, each with its key.
    """

    request: FigureRequest
    jobs: tuple[tuple[Job, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The file names of the jobs; requests for the same picture share them."""
        return tuple(f"{job.figure}-{known[:16]}{job.suffix}" for job, known in self.jobs)


def jobs_for(request: FigureRequest, lecture: Lecture | None, options: DeckOptions) -> RequestedJobs:
    """Return the jobs of a request.

    Raises:
        Refusal: The tag requests something that does not exist; the message names the slide.
    """
    try:
        return RequestedJobs(request, tuple((job, key(job)) for job in _jobs(request, lecture, options)))
    except HillsideError as error:
        raise type(error)(f"{request.where}: {error}") from error


def _jobs(request: FigureRequest, lecture: Lecture | None, options: DeckOptions) -> tuple[Job, ...]:
    tag = request.tag
    entry = _entry(tag, lecture)
    given = {} if entry is None else dict(entry.params)
    film = _moves(tag, entry)
    quality = _quality(lecture, options)
    job = Job.read(
        tag.word if entry is None else entry.figure,
        {**given, **dict(tag.params)},
        ".mp4" if film else ".png",
        _theme(request, lecture, options),
        str(_size(request.aspect, quality)),
        quality,
        excerpt=Excerpt(loop=film and (tag.loop or options.loop), beat=tag.beat),
        language=_language(entry, lecture, options),
    )
    return (job,) if film else (job, replace(job, suffix=".svg"))


def _entry(tag: Tag, lecture: Lecture | None) -> Entry | None:
    """Return the entry of the lecture that a tag names; None if it names a figure of the catalogue.

    Raises:
        Refusal: It names neither.
    """
    known = {} if lecture is None else {entry.id: entry for entry in lecture.figures}
    if tag.word in known:
        return known[tag.word]
    figures = names()
    if tag.word not in figures:
        among = (
            "there is no figure" if lecture is None else f"neither {lecture.source.path} nor the figures have"
        )
        raise Refusal(f'{among} "{tag.word}"{suggestion(tag.word, [*known, *figures])}')
    return None


def _moves(tag: Tag, entry: Entry | None) -> bool:
    if tag.film is not None:
        return tag.film
    return tag.loop or (entry is not None and requests_film(entry))


def _quality(lecture: Lecture | None, options: DeckOptions) -> Quality:
    if options.quality is not None:
        return Quality(options.quality)
    return Quality.STANDARD if lecture is None else Quality(lecture.quality)


def _size(aspect: float, quality: Quality) -> Size:
    """Return the size in pixels for an aspect ratio; both sides are even, as video codecs require.

    >>> _size(2.0, Quality.STANDARD), _size(0.5, Quality.DRAFT)
    (Size(width=2160, height=1080), Size(width=480, height=960))
    """
    if not 1 / LARGEST_RATIO <= aspect <= LARGEST_RATIO:
        raise Refusal(
            f"its sides are as {aspect:.2g} to 1, and a figure needs less than {LARGEST_RATIO} to 1"
        )
    width, height = max(aspect, 1.0), max(1 / aspect, 1.0)
    return Size(2 * round(quality.lines * width / 2), 2 * round(quality.lines * height / 2))


def _theme(request: FigureRequest, lecture: Lecture | None, options: DeckOptions) -> Theme:
    """Return the theme for a request, on the color of its slide unless the options give another."""
    own = None if lecture is None else lecture.background
    background = request.background if options.background is None and own is None else options.background
    if lecture is None:
        return theme_of("light" if options.theme is None else options.theme, background)
    return theme_for(lecture, options.theme, background)


def _language(entry: Entry | None, lecture: Lecture | None, options: DeckOptions) -> Language:
    if lecture is not None and entry is not None:
        return language_for(lecture, entry, options.lang)
    own = "en" if lecture is None else lecture.lang
    return language_of(own if options.lang is None else options.lang)


def media_for(
    requests: Sequence[FigureRequest],
    lecture: Lecture | None,
    options: DeckOptions,
    folder: Path,
    workers: int,
    progress: Progress,
) -> tuple[tuple[Medium, ...], int]:
    """Return the picture or film of each request, drawn into `folder`, and the number of files drawn.

    Raises:
        Failure: A file cannot be drawn or written.
        Refusal: A tag requests something that does not exist, or a figure refuses its parameters; the
            message names the slide.
    """
    requested = [jobs_for(request, lecture, options) for request in requests]
    jobs = {
        name: (job, known, each)
        for each in requested
        for name, (job, known) in zip(each.names, each.jobs, strict=True)
    }
    records = read_manifest(folder)
    todo = {
        name: work
        for name, work in jobs.items()
        if name not in records or not records[name].is_current(work[1], folder)
    }
    _draw(todo, records, folder, workers, progress)
    return tuple(_medium(each, folder, records) for each in requested), len(todo)


def _draw(
    todo: Mapping[str, tuple[Job, str, RequestedJobs]],
    records: dict[str, Record],
    folder: Path,
    workers: int,
    progress: Progress,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally({name: 20 if job.is_film else 1 for name, (job, _, _) in todo.items()}, progress)
    work = {name: partial(draw, job, folder / name) for name, (job, _, _) in todo.items()}
    heavy = ("hillside.studio.renderer", *sorted({module_of(job.figure) for job, _, _ in todo.values()}))
    with closing(run_in_processes(work, workers, tally.frames, heavy)) as ends:
        for end in ends:
            _, known, requested = todo[end.name]
            if end.error is not None:
                raise _located(requested.request, end.error)
            settled, take = end.value
            records[end.name] = Record.of(known, settled, take, folder)
            write_manifest(folder, "figures of a deck", records)
            tally.end(end.name)


def _located(request: FigureRequest, error: HillsideError) -> HillsideError:
    """Return the error with the slide and the shape of the request at the start of its message."""
    kind = Refusal if isinstance(error, ParamError) else type(error)
    return kind(f"{request.where}: {command_line_message(error)}")


def _medium(requested: RequestedJobs, folder: Path, records: Mapping[str, Record]) -> Medium:
    first = requested.names[0]
    take = records[first].rendering
    job = requested.jobs[0][0]
    if not job.is_film:
        return Medium(alt=take["alt"], png=folder / first, svg=folder / requested.names[1])
    film = folder / first
    return Medium(
        alt=take["alt"],
        png=film.with_suffix(".poster.png"),
        film=film,
        seconds=sum(clip["seconds"] for clip in take["clips"]),
        loop=job.excerpt.loop,
    )
