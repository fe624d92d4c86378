"""Who draws what: outputs of several lectures as pieces of work, none of which is done twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hillside.lectures.draw_all import Order, draw_all
from hillside.lectures.lecture import Lecture
from hillside.lectures.outputs import Output
from hillside.studio.catalogue import module_of
from hillside.studio.workers import Task


@dataclass(frozen=True)
class Plan:
    """What is wanted of a lecture in a folder: its `outputs`, and of these `todo`, which are out of date."""

    lecture: Lecture
    outputs: Sequence[Output]
    todo: Sequence[Output]
    folder: Path


@dataclass(frozen=True)
class Place:
    """An output of a lecture, and what it is called among those of all lectures."""

    name: str
    plan: Plan
    output: Output

    @property
    def same(self) -> tuple[bool, str]:
        """What is equal for outputs that are equal byte by byte."""
        return self.output.told, self.output.key


def places(plans: Sequence[Plan]) -> Iterator[tuple[Place, bool]]:
    """Yield all outputs, and whether each is to be made; of several lectures, with the folder in the name."""
    for plan in plans:
        waiting = {output.name for output in plan.todo}
        for output in plan.outputs:
            name = output.name if len(plans) == 1 else f"{plan.folder.name}/{output.name}"
            yield Place(name, plan, output), output.name in waiting


def pieces(drawn: Sequence[Place]) -> dict[str, tuple[Task, tuple[Place, ...]]]:
    """Return the work by name, the most first, each piece with the outputs that come of it.

    A piece is all of one figure with the same parameters, look and size, since these share much of the work.
    Its quick outputs come first; of the pieces the long ones do, so that no core is left with one at the end.
    """
    groups: dict[tuple[Any, ...], list[Place]] = {}
    for place in drawn:
        groups.setdefault(_stage(place.output), []).append(place)
    ordered = sorted(groups.values(), key=lambda group: -sum(place.output.weight for place in group))
    found: dict[str, tuple[Task, tuple[Place, ...]]] = {}
    for number, group in enumerate(ordered, 1):
        group = sorted(group, key=lambda place: place.output.weight)
        orders = [_order(place) for place in group]
        found[f"piece {number}"] = partial(draw_all, orders), tuple(group)
    return found


def modules(drawn: Sequence[Place]) -> tuple[str, ...]:
    """Return the modules that the work will import."""
    figures = {module_of(place.output.job.figure) for place in drawn}
    return ("hillside.studio.shoot", "hillside.lectures.narrate", *sorted(figures))


def _stage(output: Output) -> tuple[Any, ...]:
    job = output.job
    return job.figure, job.params, job.theme, job.size, job.excerpt.transparent, job.language


def _order(place: Place) -> Order:
    output = place.output
    return Order(place.name, output.job, place.plan.folder / output.name, output.told)
