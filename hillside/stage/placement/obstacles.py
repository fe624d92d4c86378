"""What stands in the way of labels: strokes, filled regions and boxes; as one outline, at rest and moving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from hillside.stage.sheet import Array, Box, Indices


@dataclass(frozen=True, eq=False)
class Stroke:
    """A drawn polyline: `points` of shape `(n, 2)`, `width` in pixels; nan rows break it.

    A single point with a width is a dot.
    """

    points: Array
    width: float = 0.0
    name: str = ""


@dataclass(frozen=True, eq=False)
class Region:
    """A filled shape: the corners of a closed polygon, shape `(n, 2)`."""

    points: Array
    name: str = ""


Obstacle: TypeAlias = Stroke | Region | Box


GAP = np.full((1, 2), np.nan)


@dataclass(frozen=True, eq=False)
class Outlines:
    """The outlines of obstacles, one after another.

    Attributes:
        points: shape `(n, 2)`; a nan row ends each outline.
        owner: which obstacle each point belongs to, shape `(n,)`.
        half: half widths of the obstacles.
        names: of the obstacles.
        solid: which of them are filled.
    """

    points: Array
    owner: Indices
    half: Array
    names: tuple[str, ...]
    solid: tuple[bool, ...]

    def filled(self) -> list[tuple[str, Array]]:
        """Return name and corners of each filled obstacle."""
        ends = np.searchsorted(self.owner, np.arange(len(self.names)), side="right").tolist()
        spans = zip(self.names, self.solid, [0, *ends], ends, strict=False)
        return [(name, self.points[low : high - 1]) for name, solid, low, high in spans if solid]


def outlines_of(obstacles: Sequence[Obstacle]) -> Outlines:
    """Return the outlines of obstacles: polylines as they are, shapes closed.

    >>> outlines_of([Box(0, 0, 4, 2), Stroke(np.zeros((1, 2)), width=6)]).owner.tolist()
    [0, 0, 0, 0, 0, 0, 1, 1]
    """
    each = [_outline(obstacle) for obstacle in obstacles]
    return Outlines(
        np.concatenate([part for points in each for part in (points, GAP)] or [GAP[:0]]),
        np.repeat(np.arange(len(each)), [len(points) + 1 for points in each]),
        np.array([o.width / 2 if isinstance(o, Stroke) else 0.0 for o in obstacles]),
        tuple("" if isinstance(o, Box) else o.name for o in obstacles),
        tuple(not isinstance(o, Stroke) for o in obstacles),
    )


def _outline(obstacle: Obstacle) -> Array:
    if isinstance(obstacle, Box):
        b = obstacle
        return np.array(
            [[b.left, b.bottom], [b.right, b.bottom], [b.right, b.top], [b.left, b.top], [b.left, b.bottom]]
        )
    points = np.asarray(obstacle.points, dtype=float).reshape(-1, 2)
    return np.concatenate([points, points[:1]]) if isinstance(obstacle, Region) else points


def moving(before: Sequence[Obstacle], after: Sequence[Obstacle], shares: Array) -> list[Outlines]:
    """Return what is drawn at each of the shares of the time between two key times.

    Obstacles in the same place of both lists, of one kind and one number of points, move evenly from one
    to the other.  What has no such partner is taken to be there all the time.

    >>> moving([Box(0, 0, 2, 2)], [Box(4, 0, 6, 2)], np.array([0.5]))[0].points[0].tolist()
    [2.0, 0.0]
    """
    stay: list[Obstacle] = [*before[len(after) :], *after[len(before) :]]
    pairs = [*((o, o) for o in stay)]
    for old, new in zip(before, after, strict=False):
        pairs += [(old, new)] if _alike(old, new) else [(old, old), (new, new)]
    first, last = outlines_of([old for old, _ in pairs]), outlines_of([new for _, new in pairs])
    way = last.points - first.points
    return [replace(last, points=first.points + way * share) for share in shares.tolist()]


def _alike(old: Obstacle, new: Obstacle) -> bool:
    if isinstance(old, Box) or isinstance(new, Box):
        return isinstance(old, Box) and isinstance(new, Box)
    return type(old) is type(new) and old.points.shape == new.points.shape
