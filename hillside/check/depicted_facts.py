"""Each part of a drawing compared with the fact of the same name that it depicts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard, cast

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.marks import Points
from hillside.check.painted_picture import Picture
from hillside.stage.drawing import Part
from hillside.stage.plane import Plane, Shape, plane_of
from mathcore import Graph, Point, Polyline, Segment

TOLERANCE = 0.5
"""The largest distance allowed between a drawing and what it depicts, in layout pixels."""
_OFFSETS = np.concatenate(
    [np.geomspace(1e-6, TOLERANCE / 16, 12), np.linspace(TOLERANCE / 8, 2 * TOLERANCE, 16)]
)
SAMPLE_OFFSETS = np.concatenate([-_OFFSETS[::-1], [0.0], _OFFSETS])
"""Offsets from a painted point at which the graph is sampled, to the left and right, in layout pixels."""


def misdrawn_facts(picture: Picture) -> Iterator[Finding]:
    """Yield each part drawn further than the tolerance from the fact of the same name."""
    for name, fact in depicted_shapes(picture.facts):
        part = picture.painted.get(name)
        plane = None if part is None else plane_of(part)
        if part is None or plane is None or not picture.is_on(name):
            continue
        off = _deviation(part, plane, fact)
        if not off <= TOLERANCE:
            what = f"is drawn {off:.2f} px off what it depicts"
            yield Finding(kind=Kind.CLAIM, part=name, what=what, amount=off)


def depicted_shapes(facts: Any) -> Iterator[tuple[str, Shape]]:
    """Yield the shapes among facts, each with the name of the part that depicts it."""
    for name, value in facts_by_name(facts):
        if _is_shape(value):
            yield name, value


def facts_by_name(facts: Any) -> Iterator[tuple[str, Any]]:
    """Yield each fact with its name, including nested facts; the items of a tuple are numbered from 1.

    A field `tangent` of nested facts `steep` is yielded both as `tangent` and as `steep-tangent`.
    """
    for field, value in fields_of(facts).items():
        if _is_record(value):
            inner = list(facts_by_name(value))
            yield from inner
            yield from ((f"{field}-{name}", each) for name, each in inner)
        if isinstance(value, tuple):
            yield from _items_by_name(field, cast("tuple[Any, ...]", value))
        yield field, value


def _items_by_name(field: str, several: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the items of a tuple, `place-1` and so on; of those that are facts, also `place-1-tangent`."""
    for number, each in enumerate(several, 1):
        if _is_record(each):
            yield from ((f"{field}-{number}-{name}", inner) for name, inner in facts_by_name(each))
        yield f"{field}-{number}", each


def records(facts: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Yield facts and all facts nested in them, each as the path of names to it and its fields by name.

    The names and types of its fields say what a record claims, so figures register nothing.
    """
    fields = fields_of(facts)
    yield path, fields
    for name, value in fields.items():
        if _is_record(value):
            yield from records(value, (*path, name))
        elif isinstance(value, tuple):
            for number, each in enumerate(cast("tuple[Any, ...]", value), 1):
                if _is_record(each):
                    yield from records(each, (*path, f"{name}-{number}"))


def fields_of(record: Any) -> dict[str, Any]:
    """Return the fields of a dataclass by name; unlike `dataclasses.asdict`, nested dataclasses are kept."""
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


def _is_record(value: Any) -> bool:
    """Return whether a value holds facts of its own; a shape and an expression do not."""
    return dataclasses.is_dataclass(value) and not _is_shape(value)


def _is_shape(value: Any) -> TypeGuard[Shape]:
    return isinstance(value, Point | Segment | Polyline | Graph)


def _deviation(part: Part, plane: Plane, fact: Shape) -> float:
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
            return _deviation_from_graph(plane, plane.points(cast(Polyline, read).points), fact)


def _furthest(between: Points) -> float:
    return float(np.hypot(*between.T).max())


def _furthest_from(polyline: Points, points: Points) -> float:
    return float(_distances(points, np.broadcast_to(polyline, (len(points), *polyline.shape))).max())


def _deviation_from_graph(plane: Plane, drawn: Points, graph: Graph) -> float:
    """Return the largest distance from a painted point to the graph, in layout pixels.

    The graph is evaluated anew around each point, not only at its x: a point right beside a steep curve may
    be far below it. The samples are denser close to the point, since at the edge of its domain a curve may
    be vertical, as that of sqrt(x) is.
    """
    x = plane.to_data(drawn)[:, :1] + SAMPLE_OFFSETS / plane.scale[0]
    with np.errstate(all="ignore"):  # outside its domain a function is NaN
        y = np.asarray(graph.f(x), dtype=float)
    curves = plane.to_sheet(np.stack([x, y], axis=-1).reshape(-1, 2)).reshape(*x.shape, 2)
    return float(np.max(_distances(drawn, curves)))


def _distances(points: Points, polylines: Points) -> Points:
    """Return the distance of each of `points`, shape `(n, 2)`, from its own polyline in `polylines`.

    `polylines` has shape `(n, k, 2)`. NaN vertices are skipped; the distance to an empty polyline is inf.

    >>> _distances(np.array([[1.0, 3.0]]), np.array([[[0.0, 0.0], [2.0, 0.0], [9.0, 0.0]]]))
    array([3.])
    """
    to, steps = points[:, None] - polylines[:, :-1], np.diff(polylines, axis=1)
    with np.errstate(all="ignore"):
        share = np.clip((steps * to).sum(axis=-1) / (steps * steps).sum(axis=-1), 0.0, 1.0)
        share = np.where(np.isnan(share), 0.0, share)[..., None]
        away = np.hypot(*np.moveaxis(to - share * np.nan_to_num(steps), -1, 0))
    return np.where(np.isnan(away), np.inf, away).min(axis=1, initial=np.inf)
