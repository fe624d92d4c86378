"""The smooth arcs of a graph between its breaks, each with the limits at its two ends."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mathcore.interval import Interval
from mathcore.kernels import Array
from mathcore.landscape import CONTINUOUS
from mathcore.local import Place
from mathcore.program import Program
from mathcore.view import View


@dataclass(frozen=True)
class Arc:
    """A smooth piece of the graph with its two end points, which may be limits."""

    start: tuple[float, float]
    end: tuple[float, float]
    joins: bool
    """Whether the curve goes on into the next arc."""


def arcs(program: Program, places: list[Place], over: Interval, view: View) -> list[Arc]:
    """Return the smooth pieces of a graph between the places of its breaks."""
    inner = [place for place in places if over.low < place.x < over.high]
    first = next((place for place in places if place.x <= over.low), None)
    last = next((place for place in places if place.x >= over.high), None)
    cuts: list[Place | None] = [first, *inner, last]
    found = (_arc(program, left, right, over, view) for left, right in pairwise(cuts))
    return [arc for arc in found if arc is not None]


def _arc(program: Program, left: Place | None, right: Place | None, over: Interval, view: View) -> Arc | None:
    """Return the smooth piece between two neighbors, or `None` where f is undefined."""
    low, high = over.low if left is None else left.x, over.high if right is None else right.x
    start = _end(program, low, left.right.value if left else None, 1, over, view)
    end = _end(program, high, right.left.value if right else None, -1, over, view)
    if not start[0] < end[0] or np.isnan(program.scalars([start[0] + 0.4871 * (end[0] - start[0])])[0]):
        return None
    return Arc(start, end, right is not None and right.kind in CONTINUOUS)


def _end(
    program: Program, x: float, limit: float | None, inward: int, over: Interval, view: View
) -> tuple[float, float]:
    """Return the end point of a piece: the limit there, or a place next to it where the limit is infinite."""
    if limit is not None and np.isfinite(limit):
        return x, limit
    if limit is not None:
        x += inward * max(
            view.dx if view.heights is None else 1e-12 * over.width, 4 * float(np.spacing(abs(x)))
        )
    return x, program.scalars([x])[0]


def points_of(arc: Arc, nodes: Array, torn: Array) -> list[Array]:
    """Return the points of one arc, shape (n, 2) each, parted where f is not proven to be continuous."""
    x, y = nodes.T
    inside = (x > arc.start[0]) & (x < arc.end[0]) & np.isfinite(y)
    whole = np.concatenate([[arc.start], nodes[inside], [arc.end]])
    cuts = np.flatnonzero(np.isin(whole[1:-1, 0], torn)) + 2
    return [part for part in np.split(whole, cuts) if len(part)]
