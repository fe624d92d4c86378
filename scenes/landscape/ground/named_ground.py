"""What the places of a landscape are called, truly: hill, valley, lowest point, plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import dist
from typing import Literal, TypeAlias

import numpy as np

from hillside.stage.plane import View
from mathcore import Point
from scenes.shared.maps.height_scale import HeightScale
from scenes.shared.maps.scalar_field import Array, Field, Flags

Kind: TypeAlias = Literal["hill", "valley", "lowest", "plain"]
"""A local maximum; a local minimum that is not the lowest point; the lowest point; level ground."""

GRID = 121
"""Number of samples across and up among which turns are sought."""
MARGIN = 5
"""Number of samples at the edge of the window where nothing is named."""
AROUND, HALVINGS, LOOKS = 5, 24, 400
"""Number of samples across and up among which a turn is sought more closely: around the best one so far, and
closer around it when it is the best; how often closer, and how often at most."""
CIRCLE = 0.05
"""Radius of the circle around a hill or valley on which all ground is lower or higher, in windows,"""
LEAST_RISE, LEAST_DEPTH = 0.012, 5e-4
"""and by how much at least in relative heights, 0 to 1; around the lowest point it may be less."""
SAME_HEIGHT = 1e-3
"""Difference of two heights, as a share of all, below which two lowest points are equally low."""
PLAIN, PLAIN_RADIUS = 0.03, 0.08
"""The greatest slope on a plain as a share of the greatest anywhere, and the least radius, in windows."""
APART = 0.14
"""Minimum distance between two named places, and of a plain from the path, as a share of the window."""


@dataclass(frozen=True)
class Place:
    """A named place.

    Attributes:
        kind: what it is.
        at: where it is.
        height: the value of the function there.
        rise: by how much the ground around it is lower, or higher, at least; in relative heights.
    """

    kind: Kind
    at: Point
    height: float
    rise: float = 0.0


def places_on(f: Field, scale: HeightScale, view: View, path: Array) -> tuple[Place, ...]:
    """Return at most one place of each kind: the highest hill, the lowest point, the deepest other valley.

    Args:
        f: the function.
        scale: the heights at which it is drawn; where they are not to scale, no plain is named.
        view: the window.
        path: points that a plain keeps away from, shape `(n, 2)`.

    >>> from mathcore import Interval, parse
    >>> from scenes.shared.maps.scalar_field import field_of
    >>> view, scale = View(Interval(-2, 2), Interval(-2, 2), 1.0), HeightScale((0.0, 8.0), (0.0, 1.0))
    >>> (bottom,) = places_on(field_of(parse("x^2 + y^2", ("x", "y"))), scale, view, np.zeros((1, 2)))
    >>> bottom.kind, round(bottom.at.x, 6) + 0, round(bottom.height, 6)
    ('lowest', 0.0, 0.0)
    """
    x, y = (np.linspace(side.low, side.high, GRID) for side in (view.x, view.y))
    values = f(*np.meshgrid(x, y))
    if not np.isfinite(values).any():
        return ()
    found = list(_turns(f, scale, view, values))
    lowest = _lowest(found, float(np.nanmin(values)), float(np.ptp(scale.values)), path[-1])
    floor = -np.inf if lowest is None else lowest.height + SAME_HEIGHT * float(np.ptp(scale.values))
    clear = [each for each in found if each.rise > LEAST_RISE]
    center = (view.x.center, view.y.center)

    def best(kind: Kind, sign: float) -> list[Place]:
        """Return the highest hills, or the deepest valleys, and of equal ones those in the middle first."""
        heights = {each: round(sign * float(scale.of_values(np.array(each.height))), 2) for each in clear}
        few = [each for each in clear if each.kind == kind and (kind == "hill" or each.height > floor)]
        return sorted(few, key=lambda each: (-heights[each], dist(center, (each.at.x, each.at.y))))

    named: list[Place] = [] if lowest is None else [lowest]
    for kind in (best("hill", 1.0), best("valley", -1.0)):
        named += [each for each in kind if _is_apart(each.at, named, view)][:1]
    return (*named, *(_plain(f, view, values, named, path) if len(scale.values) == 2 else ()))


def _turns(f: Field, scale: HeightScale, view: View, values: Array) -> Iterator[Place]:
    """Yield the strict local extrema: the highest hills, then the deepest valleys."""
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    radii = CIRCLE * np.array([view.x.width, view.y.width])
    kinds: tuple[tuple[Kind, float], ...] = (("hill", 1.0), ("valley", -1.0))
    for kind, sign in kinds:
        rows, columns = np.nonzero(_is_highest(sign * np.nan_to_num(values, nan=-sign * np.inf)))
        order = np.argsort(-sign * values[rows, columns], kind="stable")[:12]
        for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
            at = _refined(f, view, row, column, sign)
            height = f(at[:1], at[1:])
            around = f(at[0] + radii[0] * np.cos(turns), at[1] + radii[1] * np.sin(turns))
            rise = float((sign * (scale.of_values(height) - scale.of_values(around))).min())
            if rise > LEAST_DEPTH:
                yield Place(kind, Point(*at.tolist()), float(height[0]), rise)


def _is_highest(values: Array) -> Flags:
    """Return which samples are higher than their eight neighbors, but for those at the edge."""
    inner = values[1:-1, 1:-1]
    neighbors = [
        values[1 + up : GRID - 1 + up, 1 + across : GRID - 1 + across]
        for up in (-1, 0, 1)
        for across in (-1, 0, 1)
        if up or across
    ]
    highest = np.zeros(values.shape, dtype=bool)
    highest[1:-1, 1:-1] = np.isfinite(inner) & np.all([inner >= each for each in neighbors], axis=0)
    highest[:MARGIN] = highest[-MARGIN:] = highest[:, :MARGIN] = highest[:, -MARGIN:] = False
    return highest


def _refined(f: Field, view: View, row: int, column: int, sign: float) -> Array:
    """Return the highest point near a sample, or the lowest if `sign` is negative, shape `(2,)`."""
    size = np.array([view.x.width, view.y.width]) / (GRID - 1)
    at = np.array([view.x.low, view.y.low]) + size * (column, row)
    shifts = np.stack(np.meshgrid(*[np.linspace(-1, 1, AROUND)] * 2), axis=-1).reshape(-1, 2)
    halvings = 0
    for _ in range(LOOKS):
        near = np.vstack([at, at + shifts * size])
        # The middle comes first, so that on level ground nothing moves.
        best = int(np.nanargmax(sign * f(*near.T)))
        at = near[best]
        halvings += best == 0
        size = size / 2 if best == 0 else size
        if halvings == HALVINGS:
            break
    return at


def _lowest(found: list[Place], least: float, spread: float, end: Array) -> Place | None:
    """Return the lowest point: of several that are equally low, the one next to the end of the path."""
    lows = [each for each in found if each.kind == "valley" and each.height <= least + SAME_HEIGHT * spread]
    nearest = min(lows, key=lambda each: dist(end.tolist(), (each.at.x, each.at.y)), default=None)
    return None if nearest is None else replace(nearest, kind="lowest")


def _is_apart(at: Point, named: list[Place], view: View) -> bool:
    return all(
        np.hypot((at.x - each.at.x) / view.x.width, (at.y - each.at.y) / view.y.width) > APART
        for each in named
    )


def _plain(f: Field, view: View, values: Array, named: list[Place], path: Array) -> Iterator[Place]:
    """Yield the middle of the largest level ground that is clear of the named places and the path."""
    along_y, along_x = np.gradient(values, view.y.width / (GRID - 1), view.x.width / (GRID - 1))
    slope = np.hypot(along_x, along_y)
    steepest = float(np.nanquantile(slope, 0.99)) if np.isfinite(slope).any() else 0.0
    if not steepest > 0:
        return
    x, y = (np.linspace(side.low, side.high, GRID) for side in (view.x, view.y))
    across, up = np.meshgrid((x - view.x.low) / view.x.width, (y - view.y.low) / view.y.width)
    marks = [[each.at.x, each.at.y] for each in named]
    keep = np.vstack([np.array(marks).reshape(-1, 2), path])
    keep = (keep - (view.x.low, view.y.low)) / (view.x.width, view.y.width)
    off = np.min(np.hypot(across[..., None] - keep[:, 0], up[..., None] - keep[:, 1]), axis=2)
    rough = ~(slope <= PLAIN * steepest)
    bumps = np.column_stack([across[rough], up[rough]])
    candidates = np.argwhere(~rough & (off > APART))[::7]
    best, radius = None, PLAIN_RADIUS
    for row, column in candidates.tolist():
        here = np.array([across[row, column], up[row, column]])
        edge = float(min(here.min(), (1 - here).min()))
        clear = min(edge + 0.02, float(np.hypot(*(bumps - here).T).min(initial=1.0)))
        if clear > radius:
            best, radius = (row, column), clear
    if best is not None:
        at = Point(float(x[best[1]]), float(y[best[0]]))
        yield Place("plain", at, float(f(np.array([at.x]), np.array([at.y]))[0]))
