"""A curve as straight pieces, proven to stay within a tolerance of the true graph."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
from .precise import precise
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
        tolerance: A distance in data units, or a pair (dx, dy): a point (x, y) of the graph is near enough
            when the curve passes within hypot(x/dx, y/dy) <= 1 of it.
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


@dataclass(frozen=True)
class _Piece:
    """One smooth piece of the graph with its two end points, which may be limits."""

    start: tuple[float, float]
    end: tuple[float, float]
    joins: bool
    """Whether the curve goes on into the next piece."""


@lru_cache(maxsize=256)
def _sample(f: Expr, over: Interval, view: _View) -> Curve:
    candidates = breaks(f, over)
    places = [classify(f, x) for x in candidates.places]
    program = tower(f.code, f.names, 2)
    pieces = [_piece(program, *ends, over, view) for ends in _between(over, places)]
    pieces = [piece for piece in pieces if piece is not None]
    if not pieces:
        return Curve((), tuple(Interval(a, b) for a, b in candidates.unsettled if a < b))
    x, missed, torn = _divided(program, pieces, over, view)
    # What rounding does to the heights matters here only where it could be seen.
    y = precise(tower(f.code, f.names, 0), [x], trusted=1e-7, most=100)[0]
    nodes = np.column_stack([x, y])
    runs: list[list[Array]] = [[]]
    for piece in pieces:
        parts = _points(piece, nodes, torn)
        runs[-1].append(parts[0])
        runs += [[part] for part in parts[1:]]
        if not piece.joins:
            runs.append([])
    kept = [part for run in runs if run for part in _visible(np.concatenate(run), view.heights)]
    for part in kept:
        part.setflags(write=False)
    unsettled = sorted({*candidates.unsettled, *missed})
    return Curve(tuple(kept), tuple(Interval(a, b) for a, b in unsettled if a < b))


def _between(over: Interval, places: list[Place]) -> list[tuple[Place | None, Place | None]]:
    """Return the neighbors of each piece; `None` stands for an end of the interval."""
    inner = [place for place in places if over.low < place.x < over.high]
    first = next((place for place in places if place.x <= over.low), None)
    last = next((place for place in places if place.x >= over.high), None)
    cuts: list[Place | None] = [first, *inner, last]
    return list(pairwise(cuts))


def _piece(
    program: Program, left: Place | None, right: Place | None, over: Interval, view: _View
) -> _Piece | None:
    """Return the smooth piece between two neighbors, or `None` where f is undefined."""
    low, high = over.low if left is None else left.x, over.high if right is None else right.x
    start = _end(program, low, left.right.value if left else None, 1, over, view)
    end = _end(program, high, right.left.value if right else None, -1, over, view)
    if not start[0] < end[0] or np.isnan(program.scalars([start[0] + 0.4871 * (end[0] - start[0])])[0]):
        return None
    return _Piece(start, end, right is not None and right.kind in CONTINUOUS)


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


def _points(piece: _Piece, nodes: Array, torn: Array) -> list[Array]:
    """Return the points of one piece, shape (n, 2) each, parted where f is not proven to be continuous."""
    x, y = nodes.T
    inside = (x > piece.start[0]) & (x < piece.end[0]) & np.isfinite(y)
    whole = np.concatenate([[piece.start], nodes[inside], [piece.end]])
    cuts = np.flatnonzero(np.isin(whole[1:-1, 0], torn)) + 2
    return [part for part in np.split(whole, cuts) if len(part)]


def _divided(
    program: Program, pieces: list[_Piece], over: Interval, view: _View
) -> tuple[Array, list[tuple[float, float]], Array]:
    """Divide all pieces at once.

    Returns:
        The nodes; the parts where the tolerance is not proven; and the left ends of the parts among them
        where not even continuity is.
    """
    low, high = (
        np.array([end[0] for end in ends]) for ends in zip(*((p.start, p.end) for p in pieces), strict=True)
    )
    # At a break itself nothing is provable; the limits stand for it.
    low, high = low + beside_all(low, over), high - beside_all(high, over)
    count = max(2, FIRST_PIECES // len(pieces))
    cuts = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, count + 1)
    lows, highs = cuts[:, :-1].ravel(), cuts[:, 1:].ravel()
    ends: list[Array] = [highs]
    missed: list[tuple[float, float]] = []
    torn: list[Array] = []
    total = len(lows)
    while len(lows):
        done, sure = _near_enough(program, lows, highs, view)
        stopped = ~done & ((highs - lows <= view.dx / _FINEST) | (total > MOST_NODES))
        missed += list(zip(lows[stopped].tolist(), highs[stopped].tolist(), strict=True))
        torn.append(lows[stopped & ~sure])
        lows, highs = lows[~done & ~stopped], highs[~done & ~stopped]
        middle = lows + 0.5 * (highs - lows)
        ends.append(middle)
        total += len(middle)
        lows, highs = np.concatenate([lows, middle]), np.concatenate([middle, highs])
    return np.unique(np.concatenate(ends)), _joined(missed), np.concatenate(torn)


def beside_all(x: Array, over: Interval) -> Array:
    """Return for each place how far from it one must stand to be surely past it."""
    return np.maximum(4 * np.spacing(np.abs(x)), 1e-15 * over.width)


def _near_enough(program: Program, low: Array, high: Array, view: _View) -> tuple[Mask, Mask]:
    """Tell for which boxes the chord is near enough or out of sight, and for which f is continuous."""
    height, slope, bend = enclose(program, [low], [high])
    width = high - low
    with np.errstate(all="ignore"):
        bound = width**2 / 8 * np.fmax(np.abs(bend.low), np.abs(bend.high)) / view.dy
        gentlest = np.where(slope.low * slope.high > 0, np.fmin(np.abs(slope.low), np.abs(slope.high)), 0.0)
        steepness = np.hypot(1.0, gentlest * view.dx / view.dy)
        known = height.sure & slope.sure & bend.sure
        near = known & (bound / steepness <= 1)
        near |= height.sure & (height.high - height.low <= view.dy)
        # A monotone curve and its chord are never farther apart sideways than the box is wide. Between breaks
        # the bounds of the slope hold wherever it exists, also next to an upright end.
        monotone = (slope.low >= 0) | (slope.high <= 0)
        near |= height.sure & monotone & (width <= view.dx)
        if view.heights is not None:
            near |= height.sure & ((height.low > view.heights.high) | (height.high < view.heights.low))
    return near, height.sure


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
    y = crossed[:, 1]
    outside = (y > heights.high) | (y < heights.low)
    between = 0.5 * (y[:-1] + y[1:])
    joined = ~outside[:-1] & ~outside[1:] & (between <= heights.high) & (between >= heights.low)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], joined, [False]]).astype(int)))
    return [crossed[a : b + 1].copy() for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _with_crossings(points: Array, heights: Interval) -> Array:
    """Add the points at which a polyline crosses the borders, each where it comes along the line."""
    x, y = points.T
    added: list[Array] = [points]
    order: list[Array] = [np.arange(len(x), dtype=np.float64)]
    for border in heights:
        at = np.flatnonzero((y[:-1] - border) * (y[1:] - border) < 0)
        share = (border - y[at]) / (y[at + 1] - y[at])
        added.append(np.column_stack([x[at] + share * (x[at + 1] - x[at]), np.full(len(at), border)]))
        order.append(at + share)
    return np.concatenate(added)[np.argsort(np.concatenate(order), kind="stable")]
