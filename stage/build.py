"""All outputs of a lecture: what is asked for, what of it is out of date, and drawing that."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from stage.draw import draw, settled
from stage.errors import Failure, Refusal, nearest
from stage.lecture import Entry, Lecture
from stage.manifest import read_manifest, record, write_manifest
from stage.store import key
from stage.take import Job, Quality, Size
from stage.workers import Heard, Outcome, Report, in_processes

FILM_WEIGHT = 20
"""How many stills a film counts for in the progress; a rough guess is enough for a bar."""


@dataclass(frozen=True)
class Output:
    """One file that a lecture asks for.

    `job` holds the parameters as the lecture gives them. The key covers the source of the figure too, so it
    covers the defaults of the others, and is known without loading the figure.
    """

    name: str
    entry: Entry
    job: Job
    key: str

    @property
    def weight(self) -> int:
        """The share of the work, in stills."""
        return FILM_WEIGHT if self.job.is_film else 1


def outputs_of(
    lecture: Lecture, only: Sequence[str] = (), theme: str | None = None, quality: Quality | None = None
) -> tuple[Output, ...]:
    """Return the outputs of the figures with the ids `only`, or of all; `theme`, `quality` overrule the file.

    Raises:
        Refusal: No figure has one of the ids.
    """
    known = [entry.id for entry in lecture.figures]
    for name in only:
        if name not in known:
            raise Refusal(f'no figure of {lecture.source.path} has the id "{name}"{nearest(name, known)}')
    quality = lecture.quality if quality is None else quality
    return tuple(
        _output(entry, suffix, lecture.theme if theme is None else theme, lecture.size, quality)
        for entry in lecture.figures
        if not only or entry.id in only
        for suffix in entry.outputs
    )


def _output(entry: Entry, suffix: str, theme: str, size: str, quality: Quality) -> Output:
    job = Job(
        figure=entry.figure,
        params=entry.params,
        theme=theme,
        size=Size.read(size, lines=quality.lines),
        fps=quality.fps,
        quality=quality,
        suffix=f".{suffix}",
    )
    return Output(name=f"{entry.id}.{suffix}", entry=entry, job=job, key=key(job))


def out_of_date(outputs: Sequence[Output], folder: Path) -> tuple[Output, ...]:
    """Return the outputs whose files in `folder` are missing, touched, or made from something else."""
    records = read_manifest(folder)
    return tuple(
        output
        for output in outputs
        if output.name not in records or not records[output.name].is_current(output.key, folder)
    )


def refuse_wrong_parameters(lecture: Lecture, outputs: Sequence[Output]) -> None:
    """Refuse the lecture before anything is drawn if a parameter is unknown or its text is wrong.

    Figures are loaded in a process of their own, so that this one stays light.

    Raises:
        Refusal: With file and line.
    """
    work = {"parameters": partial(_first_refusal, tuple(output.job for output in outputs))}
    with closing(in_processes(work, 1, _unheard, _heavy(outputs))) as ends:
        for end in ends:
            if end.error is not None:
                raise end.error
            found: tuple[int, Refusal] | None = end.value
            if found is not None:
                raise lecture.refusal(outputs[found[0]].entry, found[1])


def _unheard(name: str, done: int, total: int) -> None:
    """Let a report pass: there is nothing to count."""


def _first_refusal(jobs: Sequence[Job], report: Report) -> tuple[int, Refusal] | None:
    for place, job in enumerate(jobs):
        try:
            settled(job)
        except Refusal as error:
            return place, error
    return None


def drawn(
    lecture: Lecture, outputs: Sequence[Output], folder: Path, workers: int, heard: Heard
) -> Generator[Outcome, None, None]:
    """Draw `outputs` into `folder`, `workers` at a time; yield how each ended. One failure stops no other.

    The manifest is brought up to date after each, so that a build cut short goes on where it was.

    Raises:
        Failure: The folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            f"cannot make the folder {folder}: {error.strerror}; choose another with --to"
        ) from error
    asked = {output.name: output for output in outputs}
    records = read_manifest(folder)
    # The long ones first, so that no core is left with a film at the end.
    order = sorted(outputs, key=lambda output: -output.weight)
    work = {output.name: partial(draw, output.job, folder / output.name) for output in order}
    with closing(in_processes(work, workers, heard, _heavy(outputs))) as ends:
        for end in ends:
            output = asked[end.name]
            if end.error is None:
                job, take = end.value
                records[end.name] = record(output.key, job, take, folder)
                write_manifest(folder, lecture.title, records)
            elif isinstance(end.error, Refusal):
                end = replace(end, error=lecture.refusal(output.entry, end.error))
            yield end


def _heavy(outputs: Sequence[Output]) -> tuple[str, ...]:
    """Return the modules that the work will import."""
    scenes = {f"scenes.{output.job.figure.replace('-', '_')}" for output in outputs}
    return ("stage.shoot", *sorted(scenes))
