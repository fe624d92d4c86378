"""Drawing the outputs of lectures, several at a time; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from hillside.lectures.keep import Keeper
from hillside.lectures.lecture import Lecture
from hillside.lectures.narration import clock_time
from hillside.lectures.outputs import Output
from hillside.lectures.schedule import Place, Plan, modules, pieces, places
from hillside.stage.errors import HillsideError, Refusal
from hillside.studio.catalogue import module_of
from hillside.studio.draw import settled
from hillside.studio.job import Job
from hillside.studio.progress import Progress, Tally
from hillside.studio.workers import Outcome, Report, run_in_processes

Ended = Callable[[Outcome], None]


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
        told = ", ".join(f"{count} {word}" for word, count in counts.items())
        return f"{failures}{total}: {told}, in {clock_time(self.seconds)}"

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
    ended: Ended,
) -> Summary:
    """Draw `todo`, those of `outputs` that are wanted now, into `folder`; see `build_all`."""
    return build_all([Plan(lecture, outputs, todo, folder)], workers, progress, ended)[0]


def build_all(plans: Sequence[Plan], workers: int, progress: Progress, ended: Ended) -> tuple[Summary, ...]:
    """Draw what each plan has to do, `workers` pieces of work at a time; equal outputs are drawn once.

    `ended` hears how each came out; with several plans, names are those of folder and file. The manifest of
    a folder is brought up to date after each, so that a build cut short goes on where it was.

    Raises:
        Failure: A folder cannot be made or written to.
    """
    began = monotonic()
    everything = list(places(plans))
    keeper = Keeper.of(plans)
    copied, drawn = keeper.shared(everything)
    tally = Tally({place.name: place.output.weight for place in drawn}, progress)
    failed: dict[str, HillsideError] = {}
    for place, error in copied:
        _note(Outcome(place.name, error=error), failed, ended)
    with closing(_drawn(drawn, keeper, workers, tally)) as coming:
        for end in coming:
            progress.clear()
            _note(end, failed, ended)
    seconds = round(monotonic() - began, 3)
    fresh = {place.name for place in drawn}
    return tuple(_summary(plan, everything, fresh, failed, seconds) for plan in plans)


def _note(end: Outcome, failed: dict[str, HillsideError], ended: Ended) -> None:
    if end.error is not None:
        failed[end.name] = end.error
    ended(end)


def _drawn(
    drawn: Sequence[Place], keeper: Keeper, workers: int, tally: Tally
) -> Generator[Outcome, None, None]:
    """Draw each place, keep it, and yield how it ended, and how those ended that are equal to it."""
    work = pieces(drawn)
    waiting = {place.name: place for place in drawn}
    queue = {name: piece for name, (piece, _) in work.items()}
    with closing(run_in_processes(queue, workers, tally.frames, modules(drawn))) as ends:
        for end in ends:
            parts = [end]
            if end.name in work:
                # What is left of a piece when it ends has failed with it.
                parts = [
                    replace(end, name=place.name) for place in work[end.name][1] if place.name in waiting
                ]
            for part in parts:
                place = waiting.pop(part.name)
                tally.end(place.name)
                yield from keeper.keep(place, part)


def _summary(
    plan: Plan,
    everything: Sequence[tuple[Place, bool]],
    fresh: set[str],
    failed: dict[str, HillsideError],
    seconds: float,
) -> Summary:
    mine = [(place.output.name, place.name, wanted) for place, wanted in everything if place.plan is plan]
    done = [(name, full) for name, full, wanted in mine if wanted and full not in failed]
    return Summary(
        folder=plan.folder,
        drawn=tuple(name for name, full in done if full in fresh),
        unchanged=tuple(name for name, _, wanted in mine if not wanted),
        failed=tuple((name, str(failed[full])) for name, full, _ in mine if full in failed),
        seconds=seconds,
        copied=tuple(name for name, full in done if full not in fresh),
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
    heavy = ("hillside.studio.shoot", *sorted({module_of(output.job.figure) for output in outputs}))
    with closing(run_in_processes(work, 1, preload=heavy)) as ends:
        for end in ends:
            if end.error is not None:
                raise end.error
            found: tuple[int, Refusal] | None = end.value
            if found is not None:
                raise lecture.refusal(outputs[found[0]].entry, found[1])


def _first_refusal(jobs: Sequence[Job], report: Report) -> tuple[int, Refusal] | None:
    for place, job in enumerate(jobs):
        try:
            settled(job)
        except Refusal as error:
            return place, error
    return None
