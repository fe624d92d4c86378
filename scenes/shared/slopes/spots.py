"""Where on a curve to show that it climbs, that it falls and that it lies flat."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, radians

import numpy as np
from numpy.typing import NDArray

from hillside.stage.view import View
from hillside.stage.view_costs import EASY_ANGLES
from mathcore import Expr, FeatureKind, Interval, Kind, classify, critical_points, derivative, gaps
from mathcore.features.monotonicity import stretches

Values = NDArray[np.float64]

FLATS = {
    FeatureKind.MINIMUM: 0.0,
    FeatureKind.MAXIMUM: 0.5,
    FeatureKind.PLATEAU: 0.3,
    FeatureKind.FLAT_INFLECTION: 0.6,
}
"""Kinds of flat places, each with the cost of showing it: a valley is what a descent looks for."""
APART = 0.27
"""Two places should be so far from each other, as a share of the window's width, to be told apart."""
ROOM = 0.12
"""A point nearer to an edge of the picture than this share of it has little room for its words."""
DOWNHILL = 0.3
"""The way down from a point should have this share of the window."""
EDGE = 0.02
"""and nearer than this it is not shown at all."""
GRID = 60
"""Round places to look at across the window, about so many;"""
WITHIN = 7
"""and so many in each piece, however short it is."""
NEAR = 1e-9
"""Shares of a window nearer than this are one place."""
BEYOND = 1e-3
"""So far beyond its ends, as a share of the window's width, a plateau may have lower ground."""
SHORT = 1e-6
HALVINGS = 40
MOST_PIECES = 24
MOST = 40
"""So many of the best candidates of each kind are tried together."""


@dataclass(frozen=True, kw_only=True)
class Spots:
    """Where the curve climbs, where it falls and where it is flat, an x each; None where there is none."""

    climbing: float | None
    falling: float | None
    flat: float | None


def spots_of(f: Expr, view: View, given: Spots, *, valley: bool = False) -> Spots:
    """Return the places that best show what the curve does, `given` ones first.

    Args:
        f: the function.
        view: what is shown.
        given: the places that the lecturer has chosen.
        valley: whether the flat place is a valley bottom, if there is one to be seen.
    """
    wishes = [
        _wishes(given.climbing, _sloped(f, view, 1)),
        _wishes(given.falling, _sloped(f, view, -1)),
        _wishes(given.flat, _flat(f, view, valley=valley)),
    ]
    found = _together([wish for wish in wishes if wish], view)
    climbing, falling, flat = (found.pop(0) if wish else None for wish in wishes)
    return Spots(climbing=climbing, falling=falling, flat=flat)


Wish = list[tuple[float, float]]
"""Candidates: pairs of cost and x, the cheapest first."""


def _wishes(given: float | None, found: Wish) -> Wish:
    return sorted(found)[:MOST] if given is None else [(0.0, given)]


def _together(wishes: Sequence[Wish], view: View) -> list[float]:
    """Return one of each kind, cheap and apart from each other."""
    if not wishes:
        return []
    grids = np.meshgrid(*(np.array([x for _, x in wish]) for wish in wishes), indexing="ij")
    costs = np.meshgrid(*(np.array([cost for cost, _ in wish]) for wish in wishes), indexing="ij")
    total = np.sum(costs, axis=0)
    for number, one in enumerate(grids):
        for other in grids[number + 1 :]:
            total = total + 6.0 * np.maximum(APART - np.abs(one - other) / view.x.width, 0.0)
    best = int(total.argmin())
    return [float(grid.flat[best]) for grid in grids]


def _sloped(f: Expr, view: View, sign: int) -> Wish:
    """Return places where the derivative has this sign, those with a slope that is easily seen cheapest."""
    over = [piece.over for piece in stretches(f, view.x) if piece.sign == sign]
    pieces = sorted(over, key=lambda piece: -piece.width)[:MOST_PIECES]
    grid = grid_in(view.x)
    x = np.array([x for piece in pieces for x in (*places_in(piece, grid), halfway(f, piece))])
    slopes = np.asarray(derivative(f, x), dtype=float) if len(x) else x
    sure = sign * slopes * view.x.width > 1e-6 * view.y.width
    y, x, slopes = np.asarray(f(x[sure]), dtype=float), x[sure], slopes[sure]
    low, high = EASY_ANGLES
    angle = np.arctan(np.abs(slopes) * view.stretch)
    cost = 0.9 * np.maximum(low - angle, 0) / low + 1.2 * np.maximum(angle - high, 0) / (radians(90) - high)
    downhill = (x - view.x.low if sign > 0 else view.x.high - x) / view.x.width
    cost = cost + 1.0 * np.maximum(DOWNHILL - downhill, 0.0)
    cost = cost + _edge_costs(view, x, y) + 0.15 * ~np.isin(x, grid) + _corner_costs(f, view, x)
    return [(c, at) for c, at in zip(cost.tolist(), x.tolist(), strict=True) if np.isfinite(c)]


def _flat(f: Expr, view: View, *, valley: bool) -> Wish:
    """Return places where the curve has a level tangent; a corner that turns has none.

    With `valley` these are the valley bottoms, those well inside the window first; or all if there is none.
    """
    points = [point for point in critical_points(f, view.x) if point.kind in FLATS]
    smooth = [point for point in points if classify(f, point.x).kind is Kind.SMOOTH]
    x, y = (np.array([getattr(point, name) for point in smooth]) for name in "xy")
    costs = [FLATS[point.kind] for point in smooth] + _edge_costs(view, x, y)
    found = [(c, point) for c, point in zip(costs.tolist(), smooth, strict=True) if np.isfinite(c)]
    bottoms = [(c, point) for c, point in found if point.kind is FeatureKind.MINIMUM]
    middle = [
        (c, point) for c, point in bottoms if abs(point.x - view.x.center) < (0.5 - ROOM) * view.x.width
    ]
    return [(c, point.x) for c, point in (valley and (middle or bottoms)) or found]


def is_valley(f: Expr, at: float, view: View) -> bool:
    """Whether a flat place has no lower ground beside it: a minimum, or part of a plateau without a way down.

    >>> from mathcore import parse
    >>> plain = View(Interval(-3, 3), Interval(-3, 3), 1.0)
    >>> is_valley(parse("relu(x)"), -1, plain), is_valley(parse("-relu(x)"), -1, plain)
    (True, False)
    """
    for point in critical_points(f, view.x):
        if point.over and at in point.over:
            off = BEYOND * view.x.width
            ends = point.over.low - off, point.over.high + off
            return not any(float(f(end)) < point.y for end in ends)
        if point.kind is FeatureKind.MINIMUM and abs(point.x - at) <= NEAR * view.x.width:
            return True
    return False


def _edge_costs(view: View, x: Values, y: Values) -> Values:
    """Return the cost of being near the edge of the picture; infinite outside of it."""
    across = np.minimum(x - view.x.low, view.x.high - x) / view.x.width
    up = np.minimum(y - view.y.low, view.y.high - y) / view.y.width
    room = np.minimum(across, up)
    return np.where(room >= EDGE, 5.0 * np.maximum(ROOM - room, 0.0), np.inf)


def _corner_costs(f: Expr, view: View, x: Values) -> Values:
    """Return the cost of being so near to a corner that the tangent leaves the curve there."""
    corners = [gap.x for gap in gaps(f, view.x) if gap.kind is Kind.CORNER]
    off = np.abs(x[:, None] - np.array(corners)[None]).min(axis=1, initial=np.inf) / view.x.width
    return 4.0 * np.maximum(ROOM - off, 0.0)


def grid_in(over: Interval) -> Values:
    """Return numbers of few digits across a window: about `GRID` of them."""
    step = 10.0 ** floor(log10(over.width / GRID))
    step *= next(size for size in (1, 2, 5, 10) if size * step * GRID >= over.width)
    counts = range(ceil(over.low / step), floor(over.high / step) + 1)
    return np.array([float(f"{value:.12g}") for value in (count * step for count in counts)])


def halfway(f: Expr, piece: Interval) -> float:
    """Return where a curve that keeps climbing, or falling, is halfway up; its middle where it has no height.

    By bisection; on a sudden step this is the step, which even places would miss.
    """
    low, high = piece.low, piece.high
    bottom, top = float(f(low + SHORT * piece.width)), float(f(high - SHORT * piece.width))
    if not np.isfinite(bottom + top):
        return piece.center
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = (float(f(middle)) < (bottom + top) / 2) == (bottom < top)
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2


def places_in(piece: Interval, grid: Values, count: int = WITHIN) -> Values:
    """Return the round places inside a piece, and `count` even ones when there are fewer."""
    inner = grid[(grid > piece.low) & (grid < piece.high)]
    even = piece.low + piece.width * np.arange(1, count) / count
    return inner if len(inner) >= count else np.concatenate([inner, even])
