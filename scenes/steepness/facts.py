"""The facts of a gentle and a steep point of one curve, at one scale, so that their angles can be compared.

Includes the choice of the two points and of their views, and the slopes and angles measured there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan, degrees

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.plane import View, check_inside
from mathcore import Expr, Graph, Interval, derivative, monotone_intervals
from scenes.shared.slopes.curve_view import curve_view
from scenes.shared.slopes.sign_points import points_in, round_numbers
from scenes.shared.slopes.tangency import Tangency, slope_of, tangency_at

Values = NDArray[np.float64]

NAMES = ("gentle", "steep")
TANGENT_SHARE = 0.42
"""Length of each tangent to each side of its point, as a share of the panel's shorter side."""
RIM_ANGLES = (-45, 0, 45)
"""Angles in degrees at which the slope is written at the rim; near 90 it diverges."""
LEAST_APART = 12.0
"""Minimum angle on the paper between two slopes that can be told apart, in degrees."""
STRETCHES = tuple(size * 10.0**decade for decade in range(-12, 13) for size in (1.0, 2.0, 5.0))
"""Stretches of y that are tried where equal scales show nothing."""
SHARES = (0.5, 0.35, 0.25, 0.18, 0.12, 0.08, 0.05, 0.03, 0.02)
"""Widths of the panels that are tried, as shares of the window that suits the curve."""
BEND_RANGE = (0.04, 0.2)
"""Minimum and maximum distance of the curve from its tangent halfway to the edge, in halves of the width."""
BROKEN_COST = 10.0
"""Cost of a panel in which the curve breaks off; leaving the tangent wrongly costs at most a few."""
SAMPLES = 41
MAX_ROUGHNESS = 0.25
"""Maximum deviation from a parabola in the narrowest panel, as a share of the height; poles exceed it."""
EDGE = 0.05
"""Margin at the ends of the window that the points stay out of, as a share of it."""
MOST_PIECES, WITHIN = 10, 24
"""Number of pieces of the curve that are tried, the widest first, and of points in each."""
SLIDES = (0.6, 0.45, 0.3)
"""Lengths of the slide in the film that are tried, as shares of half the panel."""


@dataclass(frozen=True, kw_only=True)
class PairCosts:
    """The costs of a pair of points relative to the one that a lecturer would choose.

    Attributes:
        gentle: ideal angle on the paper of the gentle slope, in degrees,
        steep: and of the steep one.
        degrees: deviation from these angles that costs 1, in degrees.
        opposite: that one climbs and the other falls: their signs would distract from their sizes. Without it
            the points of `steepness --function x^2` are on two sides of the valley.
        level: that the gentle one is 0: it has no size to compare; no picture is known where it is decisive.
        falling: that the steep one falls. Without it both points of `steepness --function x^2` do.
        unequal: for unequal scales of x and y, with which the angle is not that of the slope. Without it
            the scales of `steepness --function exp(x)` are unequal.
    """

    gentle: float = 15.0
    steep: float = 60.0
    degrees: float = 20.0
    opposite: float = 0.8
    level: float = 0.5
    falling: float = 0.3
    unequal: float = 2.0


COSTS = PairCosts()


@dataclass(frozen=True)
class PairView:
    """Two points of a curve, and the view of each.

    Attributes:
        gentle: x of the gentle point.
        steep: x of the steep point.
        views: the views around them, of the same size and at the same scale.
    """

    gentle: float
    steep: float
    views: tuple[View, View]

    @property
    def stretch(self) -> float:
        """The length of a unit of y on the paper over that of a unit of x: 1 for equal scales."""
        return float(f"{self.views[0].stretch:.6g}")


def pair_view(
    f: Expr, gentle: float | None, steep: float | None, window: Interval | None, aspect: float
) -> PairView:
    """Return a gentle and a steep point of `y = f(x)`, with equal scales on both axes if possible.

    Args:
        f: the function.
        gentle: the lecturer's gentle point, or None to choose one.
        steep: the lecturer's steep point, or None to choose one.
        window: the window in which to look for them.
        aspect: width over height of the paper of each.

    Raises:
        ParamError: if there is no such pair: the slope is the same everywhere, or given points are swapped.
    """
    given = {name: at for name, at in (("gentle", gentle), ("steep", steep)) if at is not None}
    for name, at in given.items():
        check_inside(at, window, name, "point")
        slope_of(f, at, name)
    whole = curve_view(f, list(given.values()), window, aspect)
    found = _candidates(f, whole)
    one, other = (found if at is None else np.array([at]) for at in (gentle, steep))
    low, high, scale = _chosen(f, one, other)
    reach = _reach(f, (low, high), whole.x.width, scale)
    return PairView(
        low, high, (_around(f, low, reach, scale, aspect), _around(f, high, reach, scale, aspect))
    )


def _candidates(f: Expr, whole: View) -> Values:
    """Return visible x where the curve is smooth, shape `(n,)`; round numbers where possible."""
    inner = Interval(whole.x.low + EDGE * whole.x.width, whole.x.high - EDGE * whole.x.width)
    pieces = sorted((piece.over for piece in monotone_intervals(f, inner)), key=lambda piece: -piece.width)
    grid = round_numbers(inner)
    x = np.concatenate([points_in(piece, grid, WITHIN) for piece in pieces[:MOST_PIECES]] or [np.empty(0)])
    if len(x) == 0:
        return x
    x = x[np.isfinite(np.asarray(f(x), dtype=float))]
    calm = x[_is_smooth(f, x, SHARES[-1] * whole.x.width)]
    return calm if len(calm) else x


def _is_smooth(f: Expr, x: Values, reach: float) -> NDArray[np.bool_]:
    """Return whether the curve is close to a parabola (by least squares) within `reach` on both sides."""
    share = np.linspace(-1.0, 1.0, 9)
    powers = np.vander(share, 3)
    y = f.roughly(x[:, None] + reach * share)
    with np.errstate(all="ignore"):
        off = y - y @ (powers @ np.linalg.pinv(powers)).T
        return np.abs(off).max(axis=1) <= MAX_ROUGHNESS * np.ptp(y, axis=1)


def _chosen(f: Expr, gentle: Values, steep: Values) -> tuple[float, float, float]:
    """Return the best pair of points, and the stretch of y: 1 unless the two would look alike."""
    if not (len(gentle) and len(steep)):
        raise ParamError("function", f"{f} has no slope that can be shown here; choose another window")
    with as_refusals("function"):
        low, high = (np.asarray(derivative(f, x), dtype=float) for x in (gentle, steep))
    best = _best(low, high, 1.0)
    if best[0] > COSTS.unequal:
        best = min(best, *(_best(low, high, scale) for scale in STRETCHES))
    if best[0] == float("inf"):
        raise ParamError(*_reason_for_none(f, gentle, steep, low, high))
    _, scale, first, second = best
    return float(gentle[first]), float(steep[second]), scale


def _best(low: Values, high: Values, scale: float) -> tuple[float, float, int, int]:
    """Return the cheapest pair of slopes at one stretch: cost, stretch, and the indices of the two."""
    first, second = (np.degrees(np.arctan(np.abs(slopes) * scale)) for slopes in (low, high))
    apart = second[None, :] - first[:, None]
    cost = np.abs(first - COSTS.gentle)[:, None] / COSTS.degrees
    cost = cost + np.abs(second - COSTS.steep)[None, :] / COSTS.degrees
    cost = cost + COSTS.opposite * (np.sign(low)[:, None] != np.sign(high)[None, :])
    cost = cost + COSTS.level * (first == 0)[:, None]
    cost = cost + COSTS.falling * (np.sign(high) < 0)[None, :]
    cost = np.where(apart >= LEAST_APART, cost, np.inf) + (0.0 if scale == 1.0 else COSTS.unequal)
    at = int(np.argmin(cost))
    return float(cost.flat[at]), scale, at // len(high), at % len(high)


def _reason_for_none(f: Expr, gentle: Values, steep: Values, low: Values, high: Values) -> tuple[str, str]:
    if len(gentle) == len(steep) == 1:
        return "steep", (
            f"the slope at x = {steep[0]:g} is {high[0]:g} and that at x = {gentle[0]:g} is {low[0]:g}, "
            "which does not look less steep; choose two places that differ more"
        )
    least, most = (float(bound(np.abs(np.concatenate([low, high])))) for bound in (np.min, np.max))
    size = f"is {most:g}" if least == most else f"goes from {least:g} to {most:g}"
    return "function", (
        f"the slope of {f} {size} in size, so that no place looks steeper than another; "
        "choose other places, or a function that bends"
    )


def _reach(f: Expr, points: tuple[float, float], width: float, scale: float) -> float:
    """Return half the width of the panels, in which the curve visibly touches its tangent and leaves it."""
    rounded = [float(f"{share * width:.1g}") for share in SHARES]
    return min(rounded, key=lambda reach: max(_bend_cost(f, at, reach, scale) for at in points))


def _bend_cost(f: Expr, at: float, reach: float, scale: float) -> float:
    """Return the cost of a curve that leaves its tangent too little or too much in a panel."""
    slope = float(derivative(f, at))
    half = 0.5 * reach / (1 + (slope * scale) ** 2) ** 0.5
    x = at + half * np.linspace(-1, 1, SAMPLES)
    y = np.asarray(f(x), dtype=float)
    if not np.isfinite(y).all():
        return BROKEN_COST
    off = np.abs(y - float(f(at)) - slope * (x - at)).max() * scale / (1 + (slope * scale) ** 2) ** 0.5
    low, high = BEND_RANGE
    share = float(off) / reach
    return max(0.0, 1 - share / low) + max(0.0, share / high - 1)


def _around(f: Expr, at: float, reach: float, scale: float, aspect: float) -> View:
    height, half = float(f(at)), reach / (aspect * scale)
    return View(Interval(at - reach, at + reach), Interval(height - half, height + half), aspect)


def rim_slopes(stretch: float) -> tuple[float, ...]:
    """Return the slopes that are drawn at the angles `RIM_ANGLES`.

    >>> rim_slopes(1.0)
    (-1.0, 0.0, 1.0)
    """
    return tuple(float((angle > 0) - (angle < 0)) / stretch for angle in RIM_ANGLES)


def paper_angle(slope: float, stretch: float) -> float:
    """Return the angle in degrees at which a slope is drawn: arctan(stretch · slope).

    >>> paper_angle(1.0, 1.0)
    45.0
    """
    return degrees(atan(slope * stretch))


def slides_from(f: Expr, at: float, view: View) -> Iterator[float]:
    """Yield x to slide from, where the curve is visible with the same sign of slope, the farthest first."""
    slope = slope_of(f, at)
    for share in SLIDES:
        for x in (at - share * view.x.width / 2, at + share * view.x.width / 2):
            between = np.linspace(x, at, SAMPLES)
            y, slopes = np.asarray(f(between), dtype=float), np.asarray(derivative(f, between), dtype=float)
            inside = (y > view.y.low) & (y < view.y.high) & (slopes * slope >= 0)
            if inside.all() and abs(slopes[0]) != abs(slope):
                yield x


@dataclass(frozen=True, kw_only=True)
class SlopePair:
    """The facts of two points of a curve and their slopes.

    Attributes:
        gentle_curve: the graph around the gentle point.
        steep_curve: the graph around the steep point.
        gentle: the tangent at the gentle point.
        steep: the tangent at the steep point.
        stretch: the length of a unit of y on the paper over that of a unit of x.
        angles: the angles in degrees at which the tangents are drawn.
        rim: the slopes written at the rim of each meter.
    """

    gentle_curve: Graph
    steep_curve: Graph
    gentle: Tangency
    steep: Tangency
    stretch: float
    angles: tuple[float, float]
    rim: tuple[float, ...]

    @property
    def tangencies(self) -> dict[str, Tangency]:
        """Both tangents, by name."""
        return {"gentle": self.gentle, "steep": self.steep}


def slope_pair(f: Expr, gentle: float | None, steep: float | None, pair: PairView) -> SlopePair:
    """Return the facts at a pair of points, which may differ from those that the views were chosen for.

    Raises:
        ParamError: if the function has no tangent at one of them.
    """
    left, right = pair.views
    low = tangency_at(f, pair.gentle if gentle is None else gentle, left, TANGENT_SHARE, "gentle")
    high = tangency_at(f, pair.steep if steep is None else steep, right, TANGENT_SHARE, "steep")
    return SlopePair(
        gentle_curve=Graph(f, left.x),
        steep_curve=Graph(f, right.x),
        gentle=low,
        steep=high,
        stretch=pair.stretch,
        angles=(paper_angle(low.slope, pair.stretch), paper_angle(high.slope, pair.stretch)),
        rim=rim_slopes(pair.stretch),
    )
