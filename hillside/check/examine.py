"""One figure examined in depth: its still, its film at every beat and at random, and the words about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from hillside.check.finding import Finding
from hillside.check.mistakes import mark
from hillside.check.moments import check_figure, check_moment
from hillside.check.numbers import told_in
from hillside.check.picture import AnyFigure
from hillside.files.size import Size
from hillside.stage.film import Moment
from hillside.stage.sheet import Sheet
from hillside.studio.job import WHOLE, Job
from hillside.studio.shoot import staged


@dataclass(frozen=True)
class Subject:
    """What is to be examined: a figure as `job` asks for it, and files of words about it, by their names."""

    name: str
    job: Job
    words: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Care:
    """How closely to look: at `random` times of a film, drawn by `seed`; faults are shown in `show`."""

    random: int = 3
    seed: int = 0
    show: Path | None = None


def examine(subject: Subject, care: Care) -> tuple[Finding, ...]:
    """Examine a figure.

    Raises:
        HillsideError: The figure cannot be drawn with these parameters.
    """
    with staged(_full(subject.job)) as figure:
        found = [*check_figure(figure)]
        for t, moment in _moments(figure, care):
            there = [replace(each, at=t) for each in check_moment(figure, moment)]
            found += [each for each in there if not _is_known(each, found)]
        found += told_in(figure, subject.words)
        if care.show is not None:
            mark(figure, found, subject.name, care.show)
    return tuple(found)


def _full(job: Job) -> Job:
    """The job of a still of the same shape, a pixel for each layout pixel, for which the limits are meant."""
    sheet = Sheet.of_shape(job.size.width, job.size.height)
    return replace(job, suffix=".png", size=Size(round(sheet.width), round(sheet.height)), excerpt=WHOLE)


def _moments(figure: AnyFigure, care: Care) -> Iterator[tuple[float, Moment[Any]]]:
    """Yield the end of each beat but the last, which is the still; then random times."""
    film = figure.film
    ends = list(zip(film.starts(), film.beats, strict=True))[:-1]
    for place, (start, beat) in enumerate(ends):
        yield start + beat.seconds, film.end_of(place)
    for t in sorted(np.random.default_rng(care.seed).uniform(0, film.seconds, care.random).tolist()):
        yield t, film.at(t)


def _is_known(found: Finding, before: list[Finding]) -> bool:
    return any((found.kind, found.part, found.what) == (each.kind, each.part, each.what) for each in before)
