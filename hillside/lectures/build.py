"""Drawing the outputs of lectures, several at a time; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from hillside.lectures.build_records import BuildRecords
from hillside.lectures.lecture import Lecture
from hillside.lectures.outputs import Output
from hillside.lectures.schedule import (
    LectureBuild,
    ScheduledOutput,
    drawing_tasks,
    modules_for,
    schedule,
)
from hillside.lectures.transcript import clock_time
from hillside.stage.errors import HillsideError, Refusal
from hillside.studio.catalogue import module_of
from hillside.studio.draw import resolved
from hillside.studio.job import Job
from hillside.studio.progress import Progress, Tally
from hillside.studio.workers import Outcome, Report, run_in_processes

Listener = Callable[[Outcome], None]
"""Called with the outcome of each output that was pending."""


@dataclass(frozen=True)
class Summary:
    """What a build did in `folder`: names of outputs, and for each that failed why.

    `copied` are those that came from an equal output of another figure or lecture.
    """

    folder: Path
    drawn: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    seconds: float
    copied: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the summary for a person.

        >>> print(Summary(Path("out/a"), ("a.png",), ("b.png", "c.png"), (("d.png", "disk full"),), 61))
        Failed: d.png: disk full
        4 outputs in out/a: 1 drawn, 2 unchanged, 1 failed, in 1:01
        """
        failures = "".join(f"Failed: {name}: {why}\n" for name, why in self.failed)
        parts = {"drawn": self.drawn, "copied": self.copied, "unchanged": self.unchanged}
        counts = {word: len(names) for word, names in parts.items() if names or word != "copied"}
        counts["failed"] = len(self.failed)
        total = f"{sum(counts.values())} outputs in {self.folder}"
        listed = ", ".join(f"{count} {word}" for word, count in counts.items())
        return f"{failures}{total}: {listed}, in {clock_time(self.seconds)}"

    def to_json(self) -> dict[str, Any]:
        """Return the summary as plain JSON values."""
        failed = [{"name": name, "why": why} for name, why in self.failed]
        return {**asdict(self), "folder": str(self.folder), "failed": failed}


def ignore_outcome(outcome: Outcome) -> None:
    """Ignore an outcome: what failed is in the summary."""


def build(
    builds: Sequence[LectureBuild],
    workers: int,
    progress: Progress,
    listener: Listener = ignore_outcome,
) -> tuple[Summary, ...]:
    """Draw what is pending of each lecture; outputs that are equal are drawn once.

    The manifest of a folder is brought up to date after each output, so that a build cut short goes on where
    it was.

    Args:
        builds: The lectures and their folders.
        workers: The number of processes at a time.
        progress: Where to show how far it is.
        listener: Called with each outcome; of several lectures, names are those of folder and file.

    Raises:
        Failure: A folder cannot be made or written to.
    """
    began = monotonic()
    scheduled = schedule(builds)
    records = BuildRecords.of(builds)
    copied, to_draw = records.copy_what_is_there(scheduled)
    tally = Tally({each.name: each.output.weight for each in to_draw}, progress)
    failed: dict[str, HillsideError] = {}
    for outcome in copied:
        _note(outcome, failed, listener)
    with closing(_drawn(to_draw, records, workers, tally)) as outcomes:
        for outcome in outcomes:
            progress.clear()
            _note(outcome, failed, listener)
    seconds = round(monotonic() - began, 3)
    drawn = {each.name for each in to_draw}
    return tuple(
        _summary(one, [each for each in scheduled if each.build is one], drawn, failed, seconds)
        for one in builds
    )


def _note(outcome: Outcome, failed: dict[str, HillsideError], listener: Listener) -> None:
    if outcome.error is not None:
        failed[outcome.name] = outcome.error
    listener(outcome)


def _drawn(
    to_draw: Sequence[ScheduledOutput], records: BuildRecords, workers: int, tally: Tally
) -> Generator[Outcome, None, None]:
    """Draw and record each output; yield its outcome, and those of the outputs that are equal to it."""
    tasks = drawing_tasks(to_draw)
    waiting = {each.name: each for each in to_draw}
    runs = {name: task.run for name, task in tasks.items()}
    with closing(run_in_processes(runs, workers, tally.frames, modules_for(to_draw))) as outcomes:
        for outcome in outcomes:
            parts = [outcome]
            if outcome.name in tasks:
                # What is left of a task when it ends has failed with it.
                left = [each.name for each in tasks[outcome.name].outputs if each.name in waiting]
                parts = [replace(outcome, name=name) for name in left]
            for part in parts:
                tally.end(part.name)
                yield from records.enter(waiting.pop(part.name), part)


def _summary(
    one: LectureBuild,
    scheduled: Sequence[ScheduledOutput],
    drawn: set[str],
    failed: dict[str, HillsideError],
    seconds: float,
) -> Summary:
    made = [each for each in scheduled if each.is_pending and each.name not in failed]
    return Summary(
        folder=one.folder,
        drawn=tuple(each.output.name for each in made if each.name in drawn),
        unchanged=tuple(each.output.name for each in scheduled if not each.is_pending),
        failed=tuple((each.output.name, str(failed[each.name])) for each in scheduled if each.name in failed),
        seconds=seconds,
        copied=tuple(each.output.name for each in made if each.name not in drawn),
    )


def refuse_wrong_parameters(lecture: Lecture, outputs: Sequence[Output]) -> None:
    """Refuse the lecture before anything is drawn if a parameter is unknown or its text is wrong.

    Figures are loaded in a process of their own, so that this one stays light.

    Raises:
        Refusal: With file and line.
    """
    if not outputs:
        return
    tasks = {"parameters": partial(_first_refusal, tuple(output.job for output in outputs))}
    heavy = ("hillside.studio.shoot", *sorted({module_of(output.job.figure) for output in outputs}))
    with closing(run_in_processes(tasks, 1, preload=heavy)) as outcomes:
        for outcome in outcomes:
            if outcome.error is not None:
                raise outcome.error
            found: tuple[int, Refusal] | None = outcome.value
            if found is not None:
                index, refusal = found
                raise lecture.refusal(outputs[index].entry, refusal)


def _first_refusal(jobs: Sequence[Job], report: Report) -> tuple[int, Refusal] | None:
    for index, job in enumerate(jobs):
        try:
            resolved(job)
        except Refusal as error:
            return index, error
    return None
