"""Drawing the outputs of a lecture, several at a time; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from stage.catalogue import module_of
from stage.draw import draw, settled
from stage.errors import Failure, Refusal
from stage.lecture import Lecture
from stage.manifest import read_manifest, record, write_manifest
from stage.outputs import Output
from stage.progress import Progress, Tally, clock_time
from stage.take import Job
from stage.workers import Heard, Outcome, Report, in_processes


@dataclass(frozen=True)
class Summary:
    """What a build did in `folder`: names of outputs, and for each that failed why."""

    folder: Path
    drawn: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    seconds: float

    def __str__(self) -> str:
        """Return the summary for a person.

        >>> print(Summary(Path("out/a"), ("a.png",), ("b.png", "c.png"), (("d.png", "disk full"),), 61))
        Failed: d.png: disk full
        4 outputs in out/a: 1 drawn, 2 unchanged, 1 failed, in 1:01
        """
        failures = "".join(f"Failed: {name}: {why}\n" for name, why in self.failed)
        total = len(self.drawn) + len(self.unchanged) + len(self.failed)
        counts = f"{len(self.drawn)} drawn, {len(self.unchanged)} unchanged, {len(self.failed)} failed"
        return f"{failures}{total} outputs in {self.folder}: {counts}, in {clock_time(self.seconds)}"

    def to_json(self) -> dict[str, Any]:
        """Return the summary as plain JSON values."""
        failed = [{"name": name, "why": why} for name, why in self.failed]
        return {**asdict(self), "folder": str(self.folder), "failed": failed}


def build(
    lecture: Lecture,
    outputs: Sequence[Output],
    todo: Sequence[Output],
    folder: Path,
    workers: int,
    progress: Progress,
    ended: Callable[[Outcome], None],
) -> Summary:
    """Draw `todo`, those of `outputs` that are wanted now, into `folder`, `workers` at a time.

    `ended` hears how each came out. The manifest of the folder is brought up to date after each, so that a
    build cut short goes on where it was.

    Raises:
        Failure: The folder cannot be made or written to.
    """
    began, ends = monotonic(), list[Outcome]()
    tally = Tally({output.name: output.weight for output in todo}, progress)
    with closing(_drawn(lecture, todo, folder, workers, tally.heard)) as coming:
        for end in coming:
            ends.append(end)
            tally.ended(end.name)
            progress.clear()
            ended(end)
    waiting = {output.name for output in todo}
    return Summary(
        folder=folder,
        drawn=tuple(end.name for end in ends if end.error is None),
        unchanged=tuple(output.name for output in outputs if output.name not in waiting),
        failed=tuple((end.name, str(end.error)) for end in ends if end.error is not None),
        seconds=round(monotonic() - began, 3),
    )


def refuse_wrong_parameters(lecture: Lecture, outputs: Sequence[Output]) -> None:
    """Refuse the lecture before anything is drawn if a parameter is unknown or its text is wrong.

    Figures are loaded in a process of their own, so that this one stays light.

    Raises:
        Refusal: With file and line.
    """
    if not outputs:
        return
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


def _drawn(
    lecture: Lecture, outputs: Sequence[Output], folder: Path, workers: int, heard: Heard
) -> Generator[Outcome, None, None]:
    """Draw `outputs` and yield how each ended, with the place in the lecture file that a refusal is about."""
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
    return ("stage.shoot", *sorted({module_of(output.job.figure) for output in outputs}))
