"""The schedule: the outputs of several lectures as tasks for workers, without duplicate work."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hillside.files.atomic import write_text_atomically
from hillside.files.captions import srt
from hillside.lectures.build_costs import processor_seconds
from hillside.lectures.lecture import Lecture
from hillside.lectures.outputs import Output
from hillside.lectures.transcript import Transcript
from hillside.stage.errors import as_refusals
from hillside.studio.catalogue import module_of
from hillside.studio.draw import resolved
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering
from hillside.studio.workers import Outcome, Report, outcome_of

if TYPE_CHECKING:
    from hillside.stage.figure import AnyFigure


@dataclass(frozen=True)
class LectureBuild:
    """A lecture and its folder, with the requested `outputs` and those `pending`, which are out of date."""

    lecture: Lecture
    outputs: Sequence[Output]
    pending: Sequence[Output]
    folder: Path


@dataclass(frozen=True)
class ScheduledOutput:
    """An output of a lecture, its unique name among all lectures, and whether it has to be made."""

    name: str
    build: LectureBuild
    output: Output
    is_pending: bool

    @property
    def identity(self) -> tuple[bool, str]:
        """A value that is equal for outputs with identical bytes."""
        return self.output.is_transcript, self.output.key

    @property
    def path(self) -> Path:
        """The path of its main file."""
        return self.build.folder / self.output.name


@dataclass(frozen=True)
class FileRequest:
    """One file to be drawn: its name, its job, its path, and whether it is a transcript."""

    name: str
    job: Job
    target: Path
    is_transcript: bool = False


@dataclass(frozen=True)
class Piece:
    """The smallest piece of work: files of one figure with equal parameters, look and size, as plain data.

    It is a task, and can be sent to any process on any machine. At most so many `workers` draw a film
    together.
    """

    requests: tuple[FileRequest, ...]
    workers: int = 1

    def __call__(self, report: Report) -> Generator[Outcome, None, None]:
        """Draw the files; see `draw_files`."""
        return draw_files(self.requests, self.workers, report)


@dataclass(frozen=True)
class DrawingTask:
    """A task for one worker, and the outputs that it makes."""

    run: Piece
    outputs: tuple[ScheduledOutput, ...]


def schedule(builds: Sequence[LectureBuild]) -> tuple[ScheduledOutput, ...]:
    """Return all outputs; with several lectures, their names include the folder."""
    scheduled: list[ScheduledOutput] = []
    for build in builds:
        pending = {output.name for output in build.pending}
        for output in build.outputs:
            name = output.name if len(builds) == 1 else f"{build.folder.name}/{output.name}"
            scheduled.append(ScheduledOutput(name, build, output, output.name in pending))
    return tuple(scheduled)


def drawing_tasks(outputs: Sequence[ScheduledOutput], workers: int = 1) -> dict[str, DrawingTask]:
    """Return the tasks that draw these outputs, by name.

    A task comprises all outputs of a figure with equal parameters, look and size, which share much of the
    work. Within a task quick outputs come first; the longest tasks come first, to balance the workers. With
    fewer tasks than workers, several draw one film.
    """
    groups: dict[tuple[Any, ...], list[ScheduledOutput]] = {}
    for each in outputs:
        groups.setdefault(_shared_work(each.output), []).append(each)
    ordered = sorted(groups.values(), key=lambda group: -sum(each.output.weight for each in group))
    tasks, each_has = dict[str, DrawingTask](), max(1, workers // max(1, len(ordered)))
    for number, group in enumerate(ordered, 1):
        group = sorted(group, key=lambda each: each.output.weight)
        requests = tuple(
            FileRequest(each.name, each.output.job, each.path, each.output.is_transcript) for each in group
        )
        tasks[f"task {number}"] = DrawingTask(Piece(requests, each_has), tuple(group))
    return tasks


def modules_for(outputs: Sequence[ScheduledOutput]) -> tuple[str, ...]:
    """Return the modules that have to be imported to draw these outputs."""
    figures = {module_of(each.output.job.figure) for each in outputs}
    return ("hillside.studio.renderer", "hillside.lectures.transcription", *sorted(figures))


def _shared_work(output: Output) -> tuple[Any, ...]:
    job = output.job
    return job.figure, job.params, job.theme, job.size, job.excerpt.transparent, job.language


Postpone = Callable[["AnyFigure", Job], object | None]
"""A function that returns what is to be done later instead of a drawing, or None."""


def nothing_later(figure: AnyFigure, job: Job) -> None:
    """Postpone nothing."""


def draw_files(
    requests: Sequence[FileRequest], workers: int, report: Report, postpone: Postpone = nothing_later
) -> Generator[Outcome, None, None]:
    """Draw files of one figure with equal parameters, look and size; yield the outcome of each.

    At most so many `workers` draw a film together.

    The value of an outcome is the resolved job, the rendering, and the transcript if it was requested; or
    what `postpone` returns for it.

    Raises:
        HillsideError: The figure refuses its parameters.
    """
    began = processor_seconds()
    from hillside.studio.renderer import staged

    with as_refusals():
        first = resolved(requests[0].job)
        with staged(first) as figure:
            for request in requests:
                job = replace(request.job, params=first.params)
                draw = partial(_drawn_or_postponed, figure, job, request, workers, report, postpone)
                outcome = outcome_of(request.name, draw)
                ended = processor_seconds()
                yield replace(outcome, spent=ended - began)
                began = ended


def _drawn_or_postponed(
    figure: AnyFigure, job: Job, request: FileRequest, workers: int, report: Report, postpone: Postpone
) -> object:
    later = None if request.is_transcript else postpone(figure, job)
    return _draw_file(figure, job, request, workers, report) if later is None else later


def _draw_file(
    figure: AnyFigure, job: Job, request: FileRequest, workers: int, report: Report
) -> tuple[Job, Rendering, Transcript | None]:
    from hillside.lectures.transcription import write_transcript
    from hillside.studio.renderer import render_staged

    with as_refusals():
        if request.is_transcript:
            transcript, files = write_transcript(figure, job, request.target)
            return job, Rendering(transcript.title, transcript.alt, job.size, {}, files), transcript
        rendering = render_staged(
            figure, job, request.target, lambda done, total: report(done, total, request.name), workers
        )
        return job, with_srt(rendering) if job.is_film else rendering, None


def with_srt(rendering: Rendering) -> Rendering:
    """Write the captions as SRT too, for players that do not support WebVTT."""
    file = rendering.files[0].with_suffix(".srt")
    write_text_atomically(file, srt(rendering.clips))
    return replace(rendering, files=(*rendering.files, file))
