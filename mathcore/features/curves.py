"""Sampling of a graph as polylines, proven to stay within a tolerance of it.

The graph is cut at its breaks into smooth arcs that end in one-sided limits. The arcs are bisected until
interval arithmetic proves each chord to be within the tolerance; the polylines are clipped to the visible
range of y.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from mathcore.calculus.derivatives import tower
from mathcore.calculus.local_behavior import LocalBehavior, classify
from mathcore.calculus.shapes import Interval, Pair, as_intervals, clearance, interval, joined, paired
from mathcore.expressions.evaluation import Program, enclose, precise
from mathcore.features.piecewise import CONTINUOUS, breaks
from mathcore.functions.interval_arithmetic import Mask
from mathcore.functions.kernels import Array
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError


@dataclass(frozen=True)
class _Limits:
    """Limits to the subdivision of the arcs of one curve.

    Attributes:
        nodes: Maximum number of boxes.
        first: Number of boxes at the start, over all arcs.
        finest: A box narrower than the tolerance in x by this factor is not bisected any more.
    """

    nodes: int = 40_000
    first: int = 16
    finest: int = 64


_LIMITS = _Limits()


@dataclass(frozen=True)
class View:
    """The view that a curve is sampled for.

    Attributes:
        dx: The tolerance in x, in data coordinates.
        dy: The tolerance in y, in data coordinates.
        heights: The visible range of y; `None` for all.
    """

    dx: float
    dy: float
    heights: Interval | None


def visible(points: Array, heights: Interval | None) -> list[Array]:
    """Clip a polyline, shape (n, 2), to a range of y, and return the parts inside.

    >>> visible(np.array([[0.0, -1e300], [2.0, 1e300]]), Interval(-1.0, 1.0))[0].tolist()
    [[1.0, -1.0], [1.0, 1.0]]
    """
    if heights is None:
        return [points] if len(points) > 1 else []
    crossed = _with_crossings(points, heights)
    y = crossed[:, 1]
    outside = (y > heights.high) | (y < heights.low)
    between = 0.5 * y[:-1] + 0.5 * y[1:]
    joined = ~outside[:-1] & ~outside[1:] & (between <= heights.high) & (between >= heights.low)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], joined, [False]]).astype(int)))
    return [crossed[a : b + 1].copy() for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _with_crossings(points: Array, heights: Interval) -> Array:
    """Insert the points at which a polyline crosses the ends of the range of y."""
    x, y = points.T
    added: list[Array] = [points]
    order: list[Array] = [np.arange(len(x), dtype=np.float64)]
    for border in heights:
        side = np.greater(y, border).astype(int) - np.less(y, border)
        at = np.flatnonzero(side[:-1] * side[1:] < 0)
        # Halved, since the difference of the largest floats would overflow.
        share = (0.5 * border - 0.5 * y[at]) / (0.5 * y[at + 1] - 0.5 * y[at])
        added.append(np.column_stack([x[at] + share * (x[at + 1] - x[at]), np.full(len(at), border)]))
        order.append(at + share)
    return np.concatenate(added)[np.argsort(np.concatenate(order), kind="stable")]


@dataclass(frozen=True)
class Arc:
    """A smooth piece of the graph with its end points (x, y), which may be one-sided limits."""

    start: tuple[float, float]
    end: tuple[float, float]
    joins: bool
    """Whether the curve continues into the next arc."""


def arcs(program: Program, places: list[LocalBehavior], over: Interval, view: View) -> list[Arc]:
    """Return the smooth arcs of a graph between its breaks."""
    inner = [place for place in places if over.low < place.x < over.high]
    first = next((place for place in places if place.x <= over.low), None)
    last = next((place for place in places if place.x >= over.high), None)
    cuts: list[LocalBehavior | None] = [first, *inner, last]
    found = (_arc(program, left, right, over, view) for left, right in pairwise(cuts))
    return [arc for arc in found if arc is not None]


def _arc(
    program: Program, left: LocalBehavior | None, right: LocalBehavior | None, over: Interval, view: View
) -> Arc | None:
    """Return the arc between two neighboring breaks, `None` where f is undefined."""
    low, high = over.low if left is None else left.x, over.high if right is None else right.x
    start = _end(program, low, left.right.value if left else None, 1, over, view)
    end = _end(program, high, right.left.value if right else None, -1, over, view)
    if not start[0] < end[0] or np.isnan(program.scalars([start[0] + 0.4871 * (end[0] - start[0])])[0]):
        return None
    return Arc(start, end, right is not None and right.kind in CONTINUOUS)


def _end(
    program: Program, x: float, limit: float | None, inward: int, over: Interval, view: View
) -> tuple[float, float]:
    """Return the end point of an arc: the limit there, or a point next to it if the limit is infinite."""
    if limit is not None and np.isfinite(limit):
        return x, limit
    if limit is not None:
        x += inward * max(
            view.dx if view.heights is None else 1e-12 * over.width, 4 * float(np.spacing(abs(x)))
        )
    return x, program.scalars([x])[0]


def arc_points(arc: Arc, nodes: Array, discontinuous: Array) -> list[Array]:
    """Return the points of one arc, shape (n, 2) each, split where f is not proven to be continuous."""
    x, y = nodes.T
    inside = (x > arc.start[0]) & (x < arc.end[0]) & np.isfinite(y)
    whole = np.concatenate([[arc.start], nodes[inside], [arc.end]])
    cuts = np.flatnonzero(np.isin(whole[1:-1, 0], discontinuous)) + 2
    return [part for part in np.split(whole, cuts) if len(part)]


def subdivided(
    program: Program, arcs: list[Arc], over: Interval, view: View
) -> tuple[Array, list[Pair], Array]:
    """Bisect all arcs until each chord is proven to be within the tolerance, or the limits are reached.

    Returns:
        The x of the nodes; the pieces where the tolerance is not proven; and the left ends of those among
        them where continuity is not proven either.
    """
    lows, highs = _first_boxes(arcs, over)
    ends: list[Array] = [highs]
    missed: list[Pair] = []
    discontinuous: list[Array] = []
    total = len(lows)
    while len(lows):
        done, sure = _within_tolerance(program, lows, highs, view)
        stopped = ~done & ((highs - lows <= view.dx / _LIMITS.finest) | (total > _LIMITS.nodes))
        missed += paired(lows[stopped], highs[stopped])
        discontinuous.append(lows[stopped & ~sure])
        lows, highs = lows[~done & ~stopped], highs[~done & ~stopped]
        middle = lows + 0.5 * (highs - lows)
        ends.append(middle)
        total += len(middle)
        lows, highs = np.concatenate([lows, middle]), np.concatenate([middle, highs])
    return np.unique(np.concatenate(ends)), joined(missed), np.concatenate(discontinuous)


def _first_boxes(arcs: list[Arc], over: Interval) -> tuple[Array, Array]:
    """Return the left and right ends of the boxes at the start, shape (n,) each."""
    low, high = np.array([arc.start[0] for arc in arcs]), np.array([arc.end[0] for arc in arcs])
    # Nothing can be proven at a break itself; the limits take its place.
    low, high = low + clearance(low, over), high - clearance(high, over)
    count = max(2, _LIMITS.first // len(arcs))
    cuts = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, count + 1)
    return cuts[:, :-1].ravel(), cuts[:, 1:].ravel()


def _within_tolerance(program: Program, low: Array, high: Array, view: View) -> tuple[Mask, Mask]:
    """Return which boxes have a chord within the tolerance or out of view, and on which f is continuous."""
    height, slope, bend = enclose(program, [low], [high])
    width = high - low
    with np.errstate(all="ignore"):
        bound = width**2 / 8 * np.fmax(np.abs(bend.low), np.abs(bend.high)) / view.dy
        gentlest = np.where(slope.low * slope.high > 0, np.fmin(np.abs(slope.low), np.abs(slope.high)), 0.0)
        steepness = np.hypot(1.0, gentlest * view.dx / view.dy)
        known = height.sure & slope.sure & bend.sure
        near = known & (bound / steepness <= 1)
        near |= height.sure & (height.high - height.low <= view.dy)
        # The horizontal distance of a monotone curve from its chord is at most the width of the box. Between
        # breaks the bounds of the slope hold wherever it exists, also next to a vertical tangent.
        monotone = (slope.low >= 0) | (slope.high <= 0)
        near |= height.sure & monotone & (width <= view.dx)
        if view.heights is not None:
            near |= height.sure & ((height.low > view.heights.high) | (height.high < view.heights.low))
    return near, height.sure


@dataclass(frozen=True, eq=False)
class Curve:
    """A sampled graph: polylines that never cross a gap.

    Attributes:
        pieces: Arrays of shape (n, 2), x increasing, in data coordinates.
        unsettled: Pieces of the interval on which the tolerance could not be proven.

    Example:
        >>> from mathcore import parse
        >>> sample(parse("2x"), (0, 1), 0.1).pieces[0][[0, -1]].tolist()
        [[0.0, 0.0], [1.0, 2.0]]
    """

    pieces: tuple[Array, ...]
    unsettled: tuple[Interval, ...] = ()


def sample(
    f: Expr,
    over: Interval | tuple[float, float],
    tolerance: float | tuple[float, float],
    heights: Interval | tuple[float, float] | None = None,
) -> Curve:
    """Return polylines that stay within the tolerance of the graph of f.

    The error of a chord over a box of width h is at most h^2/8 max|f''| (Davis, Interpolation and
    Approximation, 1963). Interval arithmetic bounds f'' over the box, so no spike can be missed.

    Args:
        f: A function of one variable.
        over: The interval, or a `(low, high)` pair.
        tolerance: A distance in data coordinates, or a pair (dx, dy): the offset (u, v) from each point of
            the graph to the curve then satisfies hypot(u/dx, v/dy) <= 1.
        heights: The visible range of y. The curve is clipped exactly at its ends, also next to a pole.

    Returns:
        A `Curve` of at most some tens of thousands of points.

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
    shown = None if heights is None else interval(heights)
    return _sample(f, interval(over), View(float(dx), float(dy), shown))


@lru_cache(maxsize=256)
def _sample(f: Expr, over: Interval, view: View) -> Curve:
    candidates = breaks(f, over)
    places = [classify(f, x) for x in candidates.points]
    program = tower(f.code, f.names, 2)
    smooth = arcs(program, places, over, view)
    if not smooth:
        return Curve((), as_intervals(candidates.unsettled))
    x, missed, discontinuous = subdivided(program, smooth, over, view)
    # Lost digits are restored only where the error could be visible.
    y = precise(tower(f.code, f.names, 0), [x], trusted=1e-7, most=100)[0]
    runs = _runs(smooth, np.column_stack([x, y]), discontinuous)
    kept = tuple(part for run in runs for part in visible(run, view.heights))
    for part in kept:
        part.setflags(write=False)
    return Curve(kept, as_intervals([*candidates.unsettled, *missed]))


def _runs(smooth: list[Arc], nodes: Array, discontinuous: Array) -> list[Array]:
    """Return the points of the arcs, shape (n, 2) each; arcs that join share one array."""
    runs: list[list[Array]] = [[]]
    for arc in smooth:
        first, *others = arc_points(arc, nodes, discontinuous)
        runs[-1].append(first)
        runs += [[part] for part in others]
        if not arc.joins:
            runs.append([])
    return [np.concatenate(run) for run in runs if run]
