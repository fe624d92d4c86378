"""A curve as straight pieces, proven to stay within a tolerance of the true graph."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .boxes import Mask
from .breaks import breaks
from .differentiate import tower
from .enclosures import enclose
from .errors import MathError
from .expr import Expr
from .features import CONTINUOUS
from .interval import Interval, interval
from .kernels import Array
from .local import Place, classify
from .program import Program

MOST_NODES = 40_000
FIRST_PIECES = 16
_FINEST = 64
"""Pieces narrower than the tolerance by this factor are not divided further."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A graph as polylines that never join across a gap.

    Attributes:
        pieces: Arrays of shape (n, 2), x increasing, in data coordinates.
        unsettled: Parts of the interval where the tolerance could not be proven.
    """

    pieces: tuple[Array, ...]
    unsettled: tuple[Interval, ...] = ()


@dataclass(frozen=True)
class _View:
    """How the curve will be looked at: what counts as one unit in x and in y, and the visible heights."""

    dx: float
    dy: float
    heights: Interval | None


def sample(
    f: Expr,
    over: Interval | tuple[float, float],
    tolerance: float | tuple[float, float],
    heights: Interval | tuple[float, float] | None = None,
) -> Curve:
    """Return polylines that stay within the tolerance of the graph of f.

    A chord over a box of width h is off by at most h^2/8 max|f''| (Davis, Interpolation and Approximation,
    1963), and interval arithmetic bounds f'' over the box; so no spike can be missed.

    Args:
        f: A function of one variable.
        over: The interval, or a `(low, high)` pair.
        tolerance: A distance in data units, or a pair (dx, dy): a point (x, y) of the graph is near enough when
            the curve passes within hypot(x/dx, y/dy) <= 1 of it.
        heights: The visible heights. The curve is cut off there, exactly at the border, also next to a pole.

    Returns:
        A `Curve` with at most some tens of thousands of points.

    Raises:
        MathError: If f is not a function of one variable, or the tolerance is not above 0.

    Example:
        >>> from mathcore import parse
        >>> curve = sample(parse("1/x"), (-2, 2), 0.01, heights=(-4, 4))
        >>> [piece[[0, -1]].round(3).tolist() for piece in curve.pieces]
        [[[-2.0, -0.5], [-0.25, -4.0]], [[0.25, 4.0], [2.0, 0.5]]]
    """
    dx, dy = tolerance if isinstance(tolerance, tuple) else (tolerance, tolerance)
    if not (dx > 0 and dy > 0):
        raise MathError(f"the tolerance {tolerance} must be above 0")
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; a curve needs one variable")
    visible = None if heights is None else interval(heights)
    return _sample(f, interval(over), _View(float(dx), float(dy), visible))


@lru_cache(maxsize=256)
def _sample(f: Expr, over: Interval, view: _View) -> Curve:
    candidates = breaks(f, over)
    places = [classify(f, x) for x in candidates.places]
    program = tower(f.code, f.names, 2)
    runs: list[list[Array]] = []
    joins = False
    unsettled = list(candidates.unsettled)
    for low, high in _between(over, places):
        points, missed = _nodes(program, low, high, over, view)
        if len(points) == 0:
            joins = False
            continue
        unsettled += missed
        if joins:
            runs[-1].append(points[1:])
        else:
            runs.append([points])
        joins = high is not None and high.kind in CONTINUOUS
    whole = [np.concatenate(run) for run in runs]
    kept = [part for run in whole for part in _visible(run, view.heights)]
    for part in kept:
        part.setflags(write=False)
    return Curve(tuple(kept), tuple(Interval(a, b) for a, b in sorted(set(unsettled)) if a < b))


def _between(over: Interval, places: list[Place]) -> list[tuple[Place | None, Place | None]]:
    """Return the neighbors of each piece; `None` stands for an end of the interval."""
    inner = [place for place in places if over.low < place.x < over.high]
    first = next((place for place in places if place.x <= over.low), None)
    last = next((place for place in places if place.x >= over.high), None)
    cuts: list[Place | None] = [first, *inner, last]
    return list(zip(cuts[:-1], cuts[1:], strict=True))


def _nodes(
    program: Program, left: Place | None, right: Place | None, over: Interval, view: _View
) -> tuple[Array, list[tuple[float, float]]]:
    """Return the points of one smooth piece, shape (n, 2), with its limits as end points."""
    low, high = over.low if left is None else left.x, over.high if right is None else right.x
    from_x, from_y = _end(program, low, left.right.value if left else None, 1, over, view)
    to_x, to_y = _end(program, high, right.left.value if right else None, -1, over, view)
    middle = program.scalars([from_x + 0.4871 * (to_x - from_x)])[0]
    if not from_x < to_x or np.isnan(middle):
        return np.empty((0, 2)), []
    x, missed = _divided(program, from_x, to_x, view)
    y = program.arrays([x])[0]
    y[0], y[-1] = from_y, to_y
    fine = np.isfinite(y)
    return np.column_stack([x[fine], y[fine]]), missed


def _end(
    program: Program, x: float, limit: float | None, inward: int, over: Interval, view: _View
) -> tuple[float, float]:
    """Return the end point of a piece: the limit there, or a place next to it where the limit is infinite."""
    if limit is not None and np.isfinite(limit):
        return x, limit
    if limit is not None:
        x += inward * max(
            view.dx if view.heights is None else 1e-12 * over.width, 4 * float(np.spacing(abs(x)))
        )
    return x, program.scalars([x])[0]


def _divided(
    program: Program, low: float, high: float, view: _View
) -> tuple[Array, list[tuple[float, float]]]:
    """Return the nodes of one piece, and the parts where the tolerance is not proven."""
    cuts = np.linspace(low, high, FIRST_PIECES + 1)
    lows, highs = cuts[:-1], cuts[1:]
    ends: list[Array] = [np.array([low])]
    missed: list[tuple[float, float]] = []
    count = 0
    while len(lows):
        done = _near_enough(program, lows, highs, view)
        tiny = ~done & (highs - lows <= view.dx / _FINEST)
        full = count + 2 * len(lows) > MOST_NODES
        stopped = ~done if full else tiny
        missed += list(zip(lows[stopped].tolist(), highs[stopped].tolist(), strict=True))
        done |= stopped
        ends.append(highs[done])
        count += int(done.sum())
        lows, highs = lows[~done], highs[~done]
        middle = lows + 0.5 * (highs - lows)
        lows, highs = np.concatenate([lows, middle]), np.concatenate([middle, highs])
    return np.unique(np.concatenate(ends)), _joined(missed)


def _near_enough(program: Program, low: Array, high: Array, view: _View) -> Mask:
    """Tell for which boxes the chord is proven to stay within the tolerance, or to be out of sight."""
    height, slope, bend = enclose(program, low, high)
    width = high - low
    with np.errstate(all="ignore"):
        bound = width**2 / 8 * np.fmax(np.abs(bend.low), np.abs(bend.high)) / view.dy
        gentlest = np.where(slope.low * slope.high > 0, np.fmin(np.abs(slope.low), np.abs(slope.high)), 0.0)
        steepness = np.hypot(1.0, gentlest * view.dx / view.dy)
        known = height.sure & slope.sure & bend.sure
        near = known & (bound / steepness <= 1)
        near |= height.sure & (height.high - height.low <= view.dy)
        # A monotone curve and its chord are never farther apart sideways than the box is wide.
        monotone = (slope.low >= 0) | (slope.high <= 0)
        near |= height.sure & slope.sure & monotone & (width <= view.dx)
        if view.heights is not None:
            near |= height.sure & ((height.low > view.heights.high) | (height.high < view.heights.low))
    return near


def _joined(pairs: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for a, b in sorted(pairs):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _visible(points: Array, heights: Interval | None) -> list[Array]:
    """Cut a polyline off at the visible heights."""
    if heights is None:
        return [points] if len(points) > 1 else []
    crossed = _with_crossings(points, heights)
    x, y = crossed.T
    outside = (y > heights.high) | (y < heights.low)
    between = 0.5 * (y[:-1] + y[1:])
    joined = ~outside[:-1] & ~outside[1:] & (between <= heights.high) & (between >= heights.low)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], joined, [False]]).astype(int)))
    return [crossed[a : b + 1].copy() for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _with_crossings(points: Array, heights: Interval) -> Array:
    """Add the points at which a polyline crosses the borders."""
    x, y = points.T
    added: list[Array] = [points]
    for border in heights:
        at = np.flatnonzero((y[:-1] - border) * (y[1:] - border) < 0)
        share = (border - y[at]) / (y[at + 1] - y[at])
        added.append(np.column_stack([x[at] + share * (x[at + 1] - x[at]), np.full(len(at), border)]))
    whole = np.concatenate(added)
    # Of two crossings of one steep step, the one nearer to its start comes first.
    rising = np.interp(whole[:, 0], x, np.gradient(y) if len(y) > 1 else y) >= 0
    order = np.lexsort((np.where(rising, whole[:, 1], -whole[:, 1]), whole[:, 0]))
    return whole[order]
