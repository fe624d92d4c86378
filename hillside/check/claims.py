"""The drawing read back: each part that depicts a fact of its name is held against that fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, cast

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.marks import Points
from hillside.check.picture import Picture
from hillside.stage.drawing import Part
from hillside.stage.plane import Plane, Shape
from mathcore import Graph, Point, Polyline, Segment

OFF = 0.5
"""Layout pixels by which a drawing may miss what it depicts."""
_ASIDE = np.concatenate([np.geomspace(1e-6, OFF / 16, 12), np.linspace(OFF / 8, 2 * OFF, 16)])
NEARBY = np.concatenate([-_ASIDE[::-1], [0.0], _ASIDE])
"""Where, in layout pixels to the left and right of a painted point, its graph is computed anew."""


def claims(picture: Picture) -> Iterator[Finding]:
    """Yield each part that shows its fact elsewhere than it is."""
    for name, fact in depicted(picture.facts):
        part = picture.painted.get(name)
        if part is None or part.plane is None or picture.shown.get(name, 0.0) < 1:
            continue
        off = _off(part, part.plane, fact)
        if not off <= OFF:
            what = f"is drawn {off:.2f} px off what it depicts"
            yield Finding(kind=Kind.CLAIM, part=name, what=what, amount=off)


def depicted(facts: Any) -> Iterator[tuple[str, Shape]]:
    """Yield the shapes among facts, by the names that their parts have."""
    for name, value in named(facts):
        if isinstance(value, Point | Segment | Polyline | Graph):
            yield name, value


def named(facts: Any) -> Iterator[tuple[str, Any]]:
    """Facts by name, those of facts within facts too; of several under one name each with its number.

    The tangent of facts named steep is also known as steep-tangent.
    """
    for field in dataclasses.fields(facts):
        value = getattr(facts, field.name)
        shape = isinstance(value, Point | Segment | Polyline | Graph)
        if dataclasses.is_dataclass(value) and not shape:
            inner = list(named(value))
            yield from inner
            yield from ((f"{field.name}-{name}", each) for name, each in inner)
        if isinstance(value, tuple):
            several = cast("tuple[Any, ...]", value)
            yield from ((f"{field.name}-{number}", each) for number, each in enumerate(several, 1))
        yield field.name, value


def _off(part: Part, plane: Plane, fact: Shape) -> float:
    read = plane.read(part, like=fact)
    match fact:
        case Point():
            return _furthest(plane.points([cast(Point, read)]) - plane.points([fact]))
        case Segment():
            return _furthest(plane.ends(cast(Segment, read)) - plane.ends(fact))
        case Polyline():
            drawn, true = plane.points(cast(Polyline, read).points), plane.points(fact.points)
            return max(_furthest_from(true, drawn), _furthest_from(drawn, true))
        case Graph():
            return _off_graph(plane, plane.points(cast(Polyline, read).points), fact)


def _furthest(between: Points) -> float:
    return float(np.hypot(*between.T).max())


def _furthest_from(way: Points, points: Points) -> float:
    return float(_beside(points, np.broadcast_to(way, (len(points), *way.shape))).max())


def _off_graph(plane: Plane, drawn: Points, graph: Graph) -> float:
    """Return how far the worst painted point is from the graph, which is computed anew around each point.

    A point close beside a steep curve is far below it, so the graph is taken at several x close by: the
    nearer the closer together, for at the edge of its domain the curve may be upright, as that of sqrt(x).
    """
    x = plane.to_data(drawn)[:, :1] + NEARBY / plane.scale[0]
    with np.errstate(all="ignore"):  # beyond its domain a function is not a number
        y = np.asarray(graph.f(x), dtype=float)
    ways = plane.to_sheet(np.stack([x, y], axis=-1).reshape(-1, 2)).reshape(*x.shape, 2)
    return float(np.max(_beside(drawn, ways)))


def _beside(points: Points, ways: Points) -> Points:
    """Return how far each of `points`, shape `(n, 2)`, is from its own polyline in `ways`, `(n, k, 2)`.

    Points of a polyline that are not numbers are left out; a point with no polyline is infinitely far.

    >>> _beside(np.array([[1.0, 3.0]]), np.array([[[0.0, 0.0], [2.0, 0.0], [9.0, 0.0]]]))
    array([3.])
    """
    to, steps = points[:, None] - ways[:, :-1], np.diff(ways, axis=1)
    with np.errstate(all="ignore"):
        share = np.clip((steps * to).sum(axis=-1) / (steps * steps).sum(axis=-1), 0.0, 1.0)
        share = np.where(np.isnan(share), 0.0, share)[..., None]
        away = np.hypot(*np.moveaxis(to - share * np.nan_to_num(steps), -1, 0))
    return np.where(np.isnan(away), np.inf, away).min(axis=1, initial=np.inf)
