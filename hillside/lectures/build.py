"""The build: the outputs of lectures drawn in parallel, where a failure stops no other output."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

from hillside.lectures.build_records import BuildRecords
from hillside.lectures.schedule import (
    LectureBuild,
    ScheduledOutput,
    drawing_tasks,
    modules_for,
    schedule,
)
from hillside.lectures.transcript import clock_time
from hillside.stage.errors import HillsideError, counted
from hillside.studio.progress import Progress, Tally
from hillside.studio.workers import Outcome, RunTasks, run_in_processes

Listener = Callable[[Outcome], None]
"""Called with the outcome of each output that was pending."""


@dataclass(frozen=True)
class Summary:
    """The result of a build in `folder`: the names of outputs, and the reason for each failure.

    `copied` outputs were copied from an identical output of another figure or lecture; `workers` names the
    workers of a cluster that have drawn outputs.
    """

    folder: Path
    drawn: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    seconds: float
    copied: tuple[str, ...] = ()
    workers: Mapping[str, str] = field(default_factory=dict[str, str])

    def __str__(self) -> str:
        """Return the summary as text.

        >>> print(Summary(Path("out/a"), ("a.png",), ("b.png", "c.png"), (("d.png", "disk full"),), 61))
        Failed: d.png: disk full
        4 outputs in out/a: 1 drawn, 2 unchanged, 1 failed, in 1:01
        """
        failures = "".join(f"Failed: {name}: {why}\n" for name, why in self.failed)
        parts = {"drawn": self.drawn, "copied": self.copied, "unchanged": self.unchanged}
        counts = {word: len(names) for word, names in parts.items() if names or word != "copied"}
        counts["failed"] = len(self.failed)
        total = f"{counted(sum(counts.values()), 'output')} in {self.folder}"
        listed = ", ".join(f"{count} {word}" for word, count in counts.items())
        return f"{failures}{total}: {listed}, in {clock_time(self.seconds)}"

    def to_json(self) -> dict[str, Any]:
        """Return the summary as plain JSON values; `workers` is among them if a cluster has drawn."""
        failed = [{"name": name, "why": why} for name, why in self.failed]
        values = {**asdict(self), "folder": str(self.folder), "failed": failed}
        return values if self.workers else {name: each for name, each in values.items() if name != "workers"}


def ignore_outcome(outcome: Outcome) -> None:
    """Ignore an outcome; failures are in the summary anyway."""


def build(
    builds: Sequence[LectureBuild],
    workers: int,
    progress: Progress,
    listener: Listener = ignore_outcome,
    run: RunTasks | None = None,
) -> tuple[Summary, ...]:
    """Draw the pending outputs of each lecture, identical ones only once, and return a summary of each.

    The manifest of a folder is updated after each output, or if it is long every few seconds and at the end,
    so an interrupted build resumes where it stopped.

    Args:
        builds: The lectures and their folders.
        workers: The number of worker processes.
        progress: Where progress is shown.
        listener: Called with each outcome; with several lectures, its name includes the folder.
        run: What draws, such as a cluster; by default processes of this machine.

    Raises:
        Failure: A folder cannot be made or written to.
    """
    began = monotonic()
    scheduled = schedule(builds)
    records = BuildRecords.of(builds)
    copied, to_draw = records.copy_existing(scheduled)
    tally = Tally({each.name: each.output.weight for each in to_draw}, progress)
    failed: dict[str, HillsideError] = {}
    by: dict[str, str] = {}
    with ExitStack() as stack:
        # What is finished is kept, whatever ends the build.
        stack.callback(records.save)
        for outcome in copied:
            _note(outcome, failed, by, listener)
        drawing = _drawn(to_draw, records, workers, tally, run or run_in_processes)
        for outcome in stack.enter_context(closing(drawing)):
            progress.clear()
            _note(outcome, failed, by, listener)
    seconds = round(monotonic() - began, 3)
    drawn = {each.name for each in to_draw}
    return tuple(
        _summary(one, [each for each in scheduled if each.build is one], drawn, failed, by, seconds)
        for one in builds
    )


def _note(outcome: Outcome, failed: dict[str, HillsideError], by: dict[str, str], listener: Listener) -> None:
    if outcome.error is not None:
        failed[outcome.name] = outcome.error
    if outcome.worker:
        by[outcome.name] = outcome.worker
    listener(outcome)


def _drawn(
    to_draw: Sequence[ScheduledOutput], records: BuildRecords, workers: int, tally: Tally, run: RunTasks
) -> Generator[Outcome, None, None]:
    """Draw and record each output; yield its outcome and those of the outputs identical to it."""
    tasks = drawing_tasks(to_draw, workers)
    waiting = {each.name: each for each in to_draw}
    runs = {name: task.run for name, task in tasks.items()}
    with closing(run(runs, workers, tally.frames, modules_for(to_draw))) as outcomes:
        for outcome in outcomes:
            parts = [outcome]
            if outcome.name in tasks:
                # A failed task fails for all its outputs that are not done.
                left = [each.name for each in tasks[outcome.name].outputs if each.name in waiting]
                parts = [replace(outcome, name=name) for name in left]
            for part in parts:
                tally.end(part.name, part.worker)
                yield from records.add(waiting.pop(part.name), part)


def _summary(
    one: LectureBuild,
    scheduled: Sequence[ScheduledOutput],
    drawn: set[str],
    failed: dict[str, HillsideError],
    by: dict[str, str],
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
        workers={each.output.name: by[each.name] for each in scheduled if each.name in by},
    )
