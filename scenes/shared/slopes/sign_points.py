"""The points of a curve at which to show that it climbs, falls and is flat.

Candidates of each kind have costs; the combination is chosen that is cheap and whose points are far apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, radians

import numpy as np
from numpy.typing import NDArray

from hillside.stage.framing import EASY_ANGLES
from hillside.stage.plane import View
from mathcore import (
    Expr,
    FeatureKind,
    Interval,
    Kind,
    as_typed,
    classify,
    critical_points,
    derivative,
    gaps,
    monotone_intervals,
)

Values = NDArray[np.float64]
Candidates = list[tuple[float, float]]
"""Pairs (cost, x), the cheapest first."""

GRID_SIZE = 60
"""Approximate number of round numbers tried across the window,"""
POINTS_PER_PIECE = 7
"""and minimum number of points tried in each piece, however short it is."""
SAME_POINT = 1e-9
"""Tolerance below which two points are the same, as a share of the window's width."""
PLATEAU_REACH = 1e-3
"""Distance beyond the ends of a plateau at which it may have lower ground, as a share of the window."""
MIN_RISE = 1e-6
"""Rise of a line across the window, as a share of its height, below which its slope may be 0."""
END_OFFSET = 1e-6
"""Distance inside the ends of a piece at which it is sampled, as a share of its width."""
HALVINGS = 40
MOST_PIECES = 24
MAX_CANDIDATES = 40
"""Maximum number of candidates of each kind that are combined, the cheapest ones."""


@dataclass(frozen=True, kw_only=True)
class PointCosts:
    """The costs of a point relative to the one at which a lecturer would draw the tangent.

    Attributes:
        minimum: of a flat point that is a minimum: what a descent looks for.
        maximum: of one that is a maximum. Without it `direction` shows the hilltop.
        plateau: of one on a plateau; between minimum and maximum, though no picture is known where it is
            decisive.
        flat_inflection: of one that is an inflection point. Without it
            `direction --function "x^5 - x^3"` shows the one at 0 rather than the valley.
        apart: minimum distance of two points that are easily told apart, as a share of the window's width,
        crowded: and the cost per share of the window that is missing. Without it the climbing point of
            `direction --function x^2` is 0.8 from the flat one.
        room: distance from the edge of the picture, as a share of it, below which words have little room,
        cornered: and the cost per share of the picture that is missing. Without it the falling point of
            `direction --function |x|` is at -2.8.
        edge: minimum distance from the edge, as a share of the picture.
        shallow: of a slope that looks level, less for one closer to an angle easily seen. Without it
            the tangent of `direction --function exp(x)` is at -0.7, where the curve hardly climbs.
        steep: of a slope that looks vertical. Without it that of `direction --function tan(x)` is at -1.2.
        downhill: share of the window that the way down from a point should have,
        low: and the cost per share that is missing. Without it the climbing point of `direction` is
            further down the slope.
        odd: of an x that is not a round number. Without it the falling point of
            `direction --function sin(25x)` is at -0.1705436.
        off_curve: per share of the window by which a corner is closer than `room`: the tangent leaves the
            curve there. Without it the climbing point of `direction --function |x|` is at 0.2.
    """

    minimum: float = 0.0
    maximum: float = 0.5
    plateau: float = 0.3
    flat_inflection: float = 0.6
    apart: float = 0.27
    crowded: float = 6.0
    room: float = 0.12
    cornered: float = 5.0
    edge: float = 0.02
    shallow: float = 0.9
    steep: float = 1.2
    downhill: float = 0.3
    low: float = 1.0
    odd: float = 0.15
    off_curve: float = 4.0


COSTS = PointCosts()


@dataclass(frozen=True, kw_only=True)
class SignPoints:
    """Where the curve climbs, falls and is flat, an x each; None where there is none."""

    climbing: float | None
    falling: float | None
    flat: float | None

    @property
    def found(self) -> dict[str, float]:
        """The points that there are, by name."""
        pairs = (("climbing", self.climbing), ("falling", self.falling), ("flat", self.flat))
        return {name: at for name, at in pairs if at is not None}


def choose_sign_points(f: Expr, view: View, given: SignPoints, *, valley: bool = False) -> SignPoints:
    """Return the points that best show what the curve does; `given` ones are kept.

    Args:
        f: the function.
        view: the view.
        given: the points chosen by the lecturer.
        valley: whether the flat point is a minimum, if one is visible.
    """
    candidates = [
        _cheapest(given.climbing, _sloped(f, view, 1)),
        _cheapest(given.falling, _sloped(f, view, -1)),
        _cheapest(given.flat, _flat(f, view, valley=valley)),
    ]
    found = _best_combination([each for each in candidates if each], view)
    climbing, falling, flat = (found.pop(0) if each else None for each in candidates)
    return SignPoints(climbing=climbing, falling=falling, flat=flat)


def _cheapest(given: float | None, found: Candidates) -> Candidates:
    return sorted(found)[:MAX_CANDIDATES] if given is None else [(0.0, given)]


def _best_combination(kinds: Sequence[Candidates], view: View) -> list[float]:
    """Return one candidate of each kind, cheap and far from each other."""
    if not kinds:
        return []
    grids = np.meshgrid(*(np.array([x for _, x in kind]) for kind in kinds), indexing="ij")
    costs = np.meshgrid(*(np.array([cost for cost, _ in kind]) for kind in kinds), indexing="ij")
    total = np.sum(costs, axis=0)
    for number, one in enumerate(grids):
        for other in grids[number + 1 :]:
            close = np.maximum(COSTS.apart - np.abs(one - other) / view.x.width, 0.0)
            total = total + COSTS.crowded * close
    best = np.unravel_index(int(total.argmin()), total.shape)
    # Not from the grids: a given point may be a constant such as pi/2.
    return [kind[place][1] for kind, place in zip(kinds, best, strict=True)]


def _sloped(f: Expr, view: View, sign: int) -> Candidates:
    """Return points where the derivative has this sign, cheapest where the slope is easily seen."""
    over = [piece.over for piece in monotone_intervals(f, view.x) if piece.sign == sign]
    pieces = sorted(over, key=lambda piece: -piece.width)[:MOST_PIECES]
    grid = round_numbers(view.x)
    x = np.array([x for piece in pieces for x in (*points_in(piece, grid), halfway(f, piece))])
    slopes = np.asarray(derivative(f, x), dtype=float) if len(x) else x
    sure = sign * slopes * view.x.width > MIN_RISE * view.y.width
    y, x, slopes = np.asarray(f(x[sure]), dtype=float), x[sure], slopes[sure]
    cost = _angle_costs(slopes * view.stretch)
    downhill = (x - view.x.low if sign > 0 else view.x.high - x) / view.x.width
    cost = cost + COSTS.low * np.maximum(COSTS.downhill - downhill, 0.0)
    cost = cost + _edge_costs(view, x, y) + COSTS.odd * ~np.isin(x, grid) + _corner_costs(f, view, x)
    return [(c, at) for c, at in zip(cost.tolist(), x.tolist(), strict=True) if np.isfinite(c)]


def _angle_costs(slopes: Values) -> Values:
    """Return the costs of slopes on the paper that are not easily seen as slopes."""
    low, high = EASY_ANGLES
    angle = np.arctan(np.abs(slopes))
    shallow, steep = np.maximum(low - angle, 0), np.maximum(angle - high, 0)
    return COSTS.shallow * shallow / low + COSTS.steep * steep / (radians(90) - high)


def _flat(f: Expr, view: View, *, valley: bool) -> Candidates:
    """Return points where the curve has a horizontal tangent; a corner has none.

    With `valley` these are the minima, those well inside the window first; or all points if there is none.
    """
    kinds = _kind_costs()
    points = [point for point in critical_points(f, view.x) if point.kind in kinds]
    smooth = [point for point in points if classify(f, point.x).kind is Kind.SMOOTH]
    x, y = (np.array([getattr(point, name) for point in smooth]) for name in "xy")
    costs = [kinds[point.kind] for point in smooth] + _edge_costs(view, x, y)
    found = [(c, point) for c, point in zip(costs.tolist(), smooth, strict=True) if np.isfinite(c)]
    bottoms = [(c, point) for c, point in found if point.kind is FeatureKind.MINIMUM]
    inner = (0.5 - COSTS.room) * view.x.width
    middle = [(c, point) for c, point in bottoms if abs(point.x - view.x.center) < inner]
    return [(c, as_typed(point.x)) for c, point in (valley and (middle or bottoms)) or found]


def _kind_costs() -> dict[FeatureKind, float]:
    return {
        FeatureKind.MINIMUM: COSTS.minimum,
        FeatureKind.MAXIMUM: COSTS.maximum,
        FeatureKind.PLATEAU: COSTS.plateau,
        FeatureKind.FLAT_INFLECTION: COSTS.flat_inflection,
    }


def is_valley(f: Expr, at: float, view: View) -> bool:
    """Return whether a flat point is a minimum, or on a plateau with no lower ground at its ends.

    >>> from mathcore import parse
    >>> plain = View(Interval(-3, 3), Interval(-3, 3), 1.0)
    >>> is_valley(parse("relu(x)"), -1, plain), is_valley(parse("-relu(x)"), -1, plain)
    (True, False)
    """
    for point in critical_points(f, view.x):
        if point.over and at in point.over:
            off = PLATEAU_REACH * view.x.width
            ends = point.over.low - off, point.over.high + off
            return not any(float(f(end)) < point.y for end in ends)
        if point.kind is FeatureKind.MINIMUM and abs(point.x - at) <= SAME_POINT * view.x.width:
            return True
    return False


def _edge_costs(view: View, x: Values, y: Values) -> Values:
    """Return the costs of being near the edge of the picture; infinite outside of it."""
    across = np.minimum(x - view.x.low, view.x.high - x) / view.x.width
    up = np.minimum(y - view.y.low, view.y.high - y) / view.y.width
    room = np.minimum(across, up)
    return np.where(room >= COSTS.edge, COSTS.cornered * np.maximum(COSTS.room - room, 0.0), np.inf)


def _corner_costs(f: Expr, view: View, x: Values) -> Values:
    """Return the costs of being so near to a corner that the tangent leaves the curve there."""
    corners = [gap.x for gap in gaps(f, view.x) if gap.kind is Kind.CORNER]
    off = np.abs(x[:, None] - np.array(corners)[None]).min(axis=1, initial=np.inf) / view.x.width
    return COSTS.off_curve * np.maximum(COSTS.room - off, 0.0)


def round_numbers(over: Interval) -> Values:
    """Return about `GRID_SIZE` numbers with few digits across a window.

    >>> round_numbers(Interval(0, 60)).tolist()[:3]
    [0.0, 1.0, 2.0]
    """
    step = 10.0 ** floor(log10(over.width / GRID_SIZE))
    step *= next(size for size in (1, 2, 5, 10) if size * step * GRID_SIZE >= over.width)
    counts = range(ceil(over.low / step), floor(over.high / step) + 1)
    return np.array([float(f"{value:.12g}") for value in (count * step for count in counts)])


def points_in(piece: Interval, grid: Values, count: int = POINTS_PER_PIECE) -> Values:
    """Return the round numbers inside a piece, and evenly spaced ones too if there are fewer than `count`.

    >>> points_in(Interval(0, 8), np.array([0.0, 5.0, 10.0]), 4).tolist()
    [5.0, 2.0, 4.0, 6.0]
    """
    inner = grid[(grid > piece.low) & (grid < piece.high)]
    even = piece.low + piece.width * np.arange(1, count) / count
    return inner if len(inner) >= count else np.concatenate([inner, even])


def halfway(f: Expr, piece: Interval) -> float:
    """Return where a monotone curve is halfway between its end values; its midpoint where it is constant.

    Found by bisection; on a jump this is the jump, which evenly spaced points would miss.

    >>> from mathcore import parse
    >>> round(halfway(parse("x^2"), Interval(0, 1)) ** 2, 5)
    0.5
    """
    low, high = piece.low, piece.high
    bottom, top = float(f(low + END_OFFSET * piece.width)), float(f(high - END_OFFSET * piece.width))
    if not np.isfinite(bottom + top):
        return piece.center
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = (float(f(middle)) < (bottom + top) / 2) == (bottom < top)
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2
