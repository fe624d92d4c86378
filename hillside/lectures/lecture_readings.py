"""How the formulas of a lecture are read, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from hillside.lectures.lecture import Lecture
from hillside.lectures.outputs import Output
from hillside.stage.errors import Refusal
from hillside.studio.catalogue import module_of
from hillside.studio.job import Job
from hillside.studio.workers import Report, run_in_processes

if TYPE_CHECKING:
    from hillside.studio.readings import Reading


def readings_of(lecture: Lecture, outputs: Sequence[Output]) -> dict[str, tuple[Reading, ...]]:
    """Return how the formulas of each figure of the outputs are read, by the ids of the figures.

    Figures are loaded in a worker process, so that this one does not import manim.

    Raises:
        Refusal: A parameter is unknown, or its text is invalid; the message names file and line.
    """
    figures = {output.entry.id: output for output in outputs}
    if not figures:
        return {}
    jobs = {name: output.job for name, output in figures.items()}
    heavy = ("hillside.studio.renderer", *sorted({module_of(job.figure) for job in jobs.values()}))
    with closing(run_in_processes({"parameters": partial(_read, jobs)}, 1, preload=heavy)) as outcomes:
        outcome = next(outcomes)
    if outcome.error is not None:
        raise outcome.error
    found: tuple[dict[str, tuple[Reading, ...]], Refusal | None] = outcome.value
    read, refusal = found
    if refusal is not None:
        refused = next(name for name in jobs if name not in read)
        raise lecture.refusal(figures[refused].entry, refusal)
    return read


def _read(jobs: Mapping[str, Job], report: Report) -> tuple[dict[str, tuple[Reading, ...]], Refusal | None]:
    """Return the readings of each job, up to the first that is refused."""
    from hillside.studio.readings import readings  # not above: a build with nothing to do needs no numpy

    found: dict[str, tuple[Reading, ...]] = {}
    # A figure has one reading in all of its sizes and looks.
    known: dict[tuple[Any, ...], tuple[Reading, ...]] = {}
    for name, job in jobs.items():
        alike = job.figure, job.params, job.language
        try:
            if alike not in known:
                known[alike] = readings(job)
        except Refusal as error:
            return found, error
        found[name] = known[alike]
    return found, None


def interpretations(lecture: Lecture, read: Mapping[str, Sequence[Reading]]) -> list[str]:
    """Return a line for each formula that had to be interpreted, with its line in the lecture file."""
    entries = {entry.id: entry for entry in lecture.figures}
    return [
        f"{lecture.place_of(entries[name], each.parameter)}: {each.parameter} is read as {each.shown}"
        for name, found in read.items()
        for each in found
        if each.is_interpreted
    ]
