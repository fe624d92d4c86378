"""The pictures and films requested by the tags on slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from hillside.decks.into.look_on_slide import LookOnSlide, look_on_slide, unmatched
from hillside.decks.into.tagged_shapes import FigureRequest, Medium
from hillside.decks.lecture_slides import DeckOptions, requests_film, slide_quality
from hillside.files.formats import Quality, Size
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.manifest import Record, read_manifest, write_manifest
from hillside.lectures.outputs import TRANSPARENT, language_for, theme_for
from hillside.lectures.schedule import FileRequest, Piece
from hillside.stage.errors import Failure, HillsideError, Refusal, command_line_message, suggestion
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.studio.catalogue import module_of, names
from hillside.studio.job import WHOLE, Excerpt, Job
from hillside.studio.key import key
from hillside.studio.progress import Progress, Tally
from hillside.studio.recipe_reader import job_of
from hillside.studio.requested_look import LookChanges, language_of, theme_of
from hillside.studio.workers import RunTasks, run_in_processes

LARGEST_RATIO = 7
"""The largest ratio of the long side of a picture to the short one."""


@dataclass(frozen=True)
class RequestedJobs:
    """The jobs of a request: PNG and SVG for a picture, or the film alone.

    Attributes:
        request: the request.
        jobs: the jobs, each with its key.
        remark: what the person should know of its look; may be empty.
    """

    request: FigureRequest
    jobs: tuple[tuple[Job, str], ...]
    remark: str = ""

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
        jobs, remark = _jobs(request, lecture, options)
        told = f"{request.where}: {remark}" if remark else ""
        return RequestedJobs(request, tuple((job, key(job)) for job in jobs), told)
    except HillsideError as error:
        raise _located(request, error) from error


def _jobs(
    request: FigureRequest, lecture: Lecture | None, options: DeckOptions
) -> tuple[tuple[Job, ...], str]:
    """Return the jobs of a request, and a remark on their look."""
    asked = _Asked.of(request, lecture)
    tag, film = request.tag, asked.moves
    quality, look = asked.quality(options), asked.look(options)
    job = Job.read(
        asked.figure,
        {**asked.params, **dict(tag.params)},
        ".mp4" if film else ".png",
        asked.changes(options).applied(look.theme),
        str(_size(request.aspect, quality)),
        quality,
        excerpt=Excerpt(
            transparent=look.transparent,
            loop=film and (tag.loop or options.loop or asked.excerpt.loop),
            beat=asked.excerpt.beat if tag.beat is None else tag.beat,
            moment=asked.excerpt.moment if tag.beat is None and not film else None,
            pace=options.pace or asked.excerpt.pace,
        ),
        language=asked.language(options),
        title=asked.title,
    )
    return ((job,) if film else (job, replace(job, suffix=".svg"))), look.remark


@dataclass(frozen=True)
class _Asked:
    """What a tag asks for: a figure of the lecture, what its shape holds already, or a figure as it is.

    Attributes:
        request: the request.
        lecture: the lecture, if there is one.
        entry: the figure of the lecture that the tag names, or None.
        held: the job of the picture or film that the shape holds and that the tag means, or None.
    """

    request: FigureRequest
    lecture: Lecture | None
    entry: Entry | None
    held: Job | None

    @classmethod
    def of(cls, request: FigureRequest, lecture: Lecture | None) -> _Asked:
        """Return what a request asks for.

        Raises:
            Refusal: Its tag names nothing.
        """
        word = request.tag.word
        entries = {} if lecture is None else {entry.id: entry for entry in lecture.figures}
        if word in entries:
            return cls(request, lecture, entries[word], None)
        figures = names()
        held = None if request.recipe is None else job_of(request.recipe)
        if held is not None and (word not in figures or held.figure == word):
            return cls(request, lecture, None, held)
        if word not in figures:
            raise Refusal(f'there is no figure "{word}"{suggestion(word, [*entries, *figures])}')
        return cls(request, lecture, None, None)

    @property
    def figure(self) -> str:
        """The name of the figure."""
        if self.entry is not None:
            return self.entry.figure
        return self.request.tag.word if self.held is None else self.held.figure

    @property
    def params(self) -> Mapping[str, str]:
        """The parameters that the tag need not give."""
        if self.entry is not None:
            return dict(self.entry.params)
        return {} if self.held is None else dict(self.held.params)

    @property
    def excerpt(self) -> Excerpt:
        """The part of the film that the shape shows already."""
        return WHOLE if self.held is None else self.held.excerpt

    @property
    def moves(self) -> bool:
        """Whether a film is asked for."""
        tag = self.request.tag
        if tag.film is not None:
            return tag.film
        if self.held is not None:
            return tag.loop or self.held.is_film
        return tag.loop or (self.entry is not None and requests_film(self.entry))

    def quality(self, options: DeckOptions) -> Quality:
        """Return the quality: that of the options, of what is held, of the lecture, or the standard one."""
        if options.quality is None and self.held is not None:
            return Quality(self.held.quality)
        return slide_quality(self.lecture, options)

    def language(self, options: DeckOptions) -> Language:
        """Return the language, in the same order."""
        if self.held is not None:
            same = options.lang is None or language_of(options.lang).code == self.held.language.code
            return self.held.language if same else language_of(options.lang or "")
        if self.lecture is not None and self.entry is not None:
            return language_for(self.lecture, self.entry, options.lang)
        own = "en" if self.lecture is None else self.lecture.lang
        return language_of(own if options.lang is None else options.lang)

    @property
    def title(self) -> str:
        """The title of the file, if it is not that of the figure."""
        if self.held is not None:
            return self.held.title
        return "" if self.entry is None else self.entry.title or ""

    def changes(self, options: DeckOptions) -> LookChanges:
        """Return the colors and the size of words that are changed for this figure alone."""
        return options.look if self.entry is None else self.entry.look.then(options.look)

    def look(self, options: DeckOptions) -> LookOnSlide:
        """Return the look: on what lies behind the shape, unless another color is given."""
        tag = self.request.tag
        own = None if self.lecture is None or self.entry is None else self.lecture.background
        background = tag.background or options.background or own
        return look_on_slide(self._theme(options), background, self.request.ground, self.moves)

    def _theme(self, options: DeckOptions) -> Theme:
        """Return the theme before it is matched to a background."""
        if self.request.tag.theme is not None:
            return theme_of(self.request.tag.theme, folder=self.request.folder)
        if options.theme is None and self.held is not None:
            return unmatched(self.held.theme)
        if self.lecture is not None:
            return theme_for(self.lecture, options.theme, TRANSPARENT)
        return theme_of("light" if options.theme is None else options.theme)


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


@dataclass(frozen=True)
class RequestedMedia:
    """What has been drawn for requests.

    Attributes:
        media: the picture or film of each request.
        drawn: the number of files that were out of date and have been drawn.
        remarks: what the person should know of their looks, a sentence each.
    """

    media: tuple[Medium, ...]
    drawn: int
    remarks: tuple[str, ...]


def media_for(
    requests: Sequence[FigureRequest],
    lecture: Lecture | None,
    options: DeckOptions,
    folder: Path,
    workers: int,
    progress: Progress,
    run: RunTasks | None = None,
) -> RequestedMedia:
    """Return the picture or film of each request, drawn into `folder`.

    What draws is `run`, such as a cluster; by default processes of this machine.

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
    _draw(todo, records, folder, workers, progress, run or run_in_processes)
    media = tuple(_medium(each, folder, records) for each in requested)
    return RequestedMedia(media, len(todo), tuple(each.remark for each in requested if each.remark))


def _draw(
    todo: Mapping[str, tuple[Job, str, RequestedJobs]],
    records: dict[str, Record],
    folder: Path,
    workers: int,
    progress: Progress,
    run: RunTasks,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally({name: 20 if job.is_film else 1 for name, (job, _, _) in todo.items()}, progress)
    work = {
        f"piece {number}": Piece((FileRequest(name, job, folder / name),))
        for number, (name, (job, _, _)) in enumerate(todo.items(), 1)
    }
    heavy = ("hillside.studio.renderer", *sorted({module_of(job.figure) for job, _, _ in todo.values()}))
    with closing(run(work, workers, tally.frames, heavy)) as ends:
        for end in ends:
            name = work[end.name].requests[0].name if end.name in work else end.name
            _, known, requested = todo[name]
            if end.error is not None:
                raise _located(requested.request, end.error)
            if end.name not in work:
                settled, take, _ = end.value
                records[name] = Record.of(known, settled, take, folder)
                write_manifest(folder, "figures of a deck", records)
                tally.end(name, end.worker)


def _located(request: FigureRequest, error: HillsideError) -> HillsideError:
    """Return the error with the slide and the shape of the request at the start of its message."""
    kind = Refusal if isinstance(error, Refusal) else Failure
    return kind(f"{request.where}: {command_line_message(error)}")


def _medium(requested: RequestedJobs, folder: Path, records: Mapping[str, Record]) -> Medium:
    first = requested.names[0]
    take = records[first].rendering
    job = requested.jobs[0][0]
    if not job.is_film:
        return Medium(
            alt=take["alt"],
            png=folder / first,
            svg=folder / requested.names[1],
            transparent=job.excerpt.transparent,
        )
    film = folder / first
    return Medium(
        alt=take["alt"],
        png=film.with_suffix(".poster.png"),
        film=film,
        seconds=sum(clip["seconds"] for clip in take["clips"]),
        loop=job.excerpt.loop,
    )
