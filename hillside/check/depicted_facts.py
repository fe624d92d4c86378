"""The drawing read back: each part that depicts a fact of its name is held against that fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard, cast

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.marks import Points
from hillside.check.painted_picture import Picture
from hillside.stage.drawing import Part
from hillside.stage.plane import Plane, Shape
from mathcore import Graph, Point, Polyline, Segment

OFF = 0.5
"""The largest distance in layout pixels between a drawing and what it depicts."""
_ASIDE = np.concatenate([np.geomspace(1e-6, OFF / 16, 12), np.linspace(OFF / 8, 2 * OFF, 16)])
NEARBY = np.concatenate([-_ASIDE[::-1], [0.0], _ASIDE])
"""Offsets in layout pixels, left and right of a painted point, at which its graph is sampled."""


def misdrawn_facts(picture: Picture) -> Iterator[Finding]:
    """Yield each part that shows the fact of its name elsewhere than it is."""
    for name, fact in depicted(picture.facts):
        part = picture.painted.get(name)
        if part is None or part.plane is None or not picture.is_on(name):
            continue
        off = _off(part, part.plane, fact)
        if not off <= OFF:
            what = f"is drawn {off:.2f} px off what it depicts"
            yield Finding(kind=Kind.CLAIM, part=name, what=what, amount=off)


def depicted(facts: Any) -> Iterator[tuple[str, Shape]]:
    """Yield the shapes among facts, by the names that their parts have."""
    for name, value in named(facts):
        if _is_shape(value):
            yield name, value


def named(facts: Any) -> Iterator[tuple[str, Any]]:
    """Yield facts by name, those of facts within facts too; of several under one name each with its number.

    The tangent of facts named steep is also known as steep-tangent.
    """
    for field, value in fields_of(facts).items():
        if dataclasses.is_dataclass(value) and not _is_shape(value):
            inner = list(named(value))
            yield from inner
            yield from ((f"{field}-{name}", each) for name, each in inner)
        if isinstance(value, tuple):
            several = cast("tuple[Any, ...]", value)
            yield from ((f"{field}-{number}", each) for number, each in enumerate(several, 1))
        yield field, value


def records(facts: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Yield facts and the facts within them: the fields by name, and the names that lead to them.

    What a record claims is told by the names and types of its fields, so that figures need no registering.
    """
    fields = fields_of(facts)
    yield path, fields
    for name, value in fields.items():
        if dataclasses.is_dataclass(value) and not _is_shape(value):
            yield from records(value, (*path, name))


def fields_of(record: Any) -> dict[str, Any]:
    """Return the fields of a dataclass by name, as they are: values that are dataclasses stay so."""
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


def _is_shape(value: Any) -> TypeGuard[Shape]:
    return isinstance(value, Point | Segment | Polyline | Graph)


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


def _furthest_from(polyline: Points, points: Points) -> float:
    return float(_distances(points, np.broadcast_to(polyline, (len(points), *polyline.shape))).max())


def _off_graph(plane: Plane, drawn: Points, graph: Graph) -> float:
    """Return how far the worst painted point is from the graph, which is computed anew around each point.

    A point close beside a steep curve is far below it, so the graph is taken at several x close by: the
    nearer the closer together, for at the edge of its domain the curve may be upright, as that of sqrt(x).
    """
    x = plane.to_data(drawn)[:, :1] + NEARBY / plane.scale[0]
    with np.errstate(all="ignore"):  # beyond its domain a function is not a number
        y = np.asarray(graph.f(x), dtype=float)
    curves = plane.to_sheet(np.stack([x, y], axis=-1).reshape(-1, 2)).reshape(*x.shape, 2)
    return float(np.max(_distances(drawn, curves)))


def _distances(points: Points, polylines: Points) -> Points:
    """Return the distance of each of `points`, shape `(n, 2)`, from its own polyline, shape `(n, k, 2)`.

    Points of a polyline that are not numbers are left out; a point with no polyline is infinitely far.

    >>> _distances(np.array([[1.0, 3.0]]), np.array([[[0.0, 0.0], [2.0, 0.0], [9.0, 0.0]]]))
    array([3.])
    """
    to, steps = points[:, None] - polylines[:, :-1], np.diff(polylines, axis=1)
    with np.errstate(all="ignore"):
        share = np.clip((steps * to).sum(axis=-1) / (steps * steps).sum(axis=-1), 0.0, 1.0)
        share = np.where(np.isnan(share), 0.0, share)[..., None]
        away = np.hypot(*np.moveaxis(to - share * np.nan_to_num(steps), -1, 0))
    return np.where(np.isnan(away), np.inf, away).min(axis=1, initial=np.inf)
