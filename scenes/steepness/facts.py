"""The facts of a gentle and a steep point of one curve: the choice of the two, slopes and angles."""

from dataclasses import dataclass
from math import atan, degrees, radians, tan

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.plane import View, check_inside
from mathcore import Expr, Graph, Interval, Kind, derivative, derivative_expr, gaps, monotone_intervals
from scenes.shared.slopes.curve_view import curve_view
from scenes.shared.slopes.sign_points import points_in, round_numbers
from scenes.shared.slopes.tangency import Tangency, is_visible, slide_to, slope_of, tangency_at
from scenes.steepness.pair_framing import pair_framing

Values = NDArray[np.float64]

NAMES = ("gentle", "steep")
TANGENT_SHARE = 0.3
"""Length of each tangent to each side of its point, as a share of the plot's shorter side."""
RIM_SLOPES = (0.5, 1.0, 3.0)
"""Slopes written at the rim of the meter where the scales are equal, upward and downward, besides 0."""
UPRIGHT = tan(radians(80))
"""Slope on the paper that looks vertical."""
LEAST_APART = 12.0
"""Minimum angle on the paper between two slopes that can be told apart, in degrees."""
STRETCHES = tuple(size * 10.0**decade for decade in range(-12, 13) for size in (1.0, 2.0, 5.0))
"""Stretches of y that are tried where equal scales show nothing."""
NEIGHBORHOOD = 0.02
"""Half the width of the neighborhood of a point in which the curve is smooth, as a share of the window."""
SLOPES = 400
MAX_ROUGHNESS = 0.25
"""Maximum deviation from a parabola in that neighborhood, as a share of its height; poles exceed it."""
EDGE = 0.05
"""Margin at the ends of the window that the points stay out of, as a share of it."""
MOST_PIECES, WITHIN = 10, 24
"""Number of pieces of the curve that are tried, the widest first, and of points in each."""


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
        falling: that the steep one falls. Without it both points of `steepness --function cos(x)` do.
        unequal: for unequal scales of x and y, with which the angle is not that of the slope. Without it
            the scales of `steepness --function exp(x)` are unequal.
        upright: per share of the usual window over which the curve looks vertical. Without it the scales of
            `steepness --function sin(30x)` are equal, and its waves are needles.
        apart: distance of the two points, as a share of the usual window, at which they are two places,
        close: and the cost per share that is missing; no picture is known where it is decisive.
        left: that the steep point is left of 0. Without it those of `steepness --function 1/x` are.
        odd: that x of a point is not a round number. Without it the gentle point of
            `steepness --function "x^3/3 - x"` is at -1.13.
        cornered: per share of the window by which a corner is closer than that. Without it the steep
            point of `steepness --function relu(x)` is at 0.1.
        broken: that the curve breaks off between the two. Without it those of `steepness --function tan(x)`
            are on two branches.
    """

    gentle: float = 15.0
    steep: float = 60.0
    degrees: float = 20.0
    opposite: float = 0.8
    level: float = 0.5
    falling: float = 0.3
    unequal: float = 3.0
    upright: float = 6.0
    apart: float = 0.15
    close: float = 4.0
    left: float = 0.05
    odd: float = 0.3
    cornered: float = 4.0
    broken: float = 0.6


COSTS = PairCosts()


@dataclass(frozen=True)
class PairView:
    """Two points of a curve, and the view that holds both.

    Attributes:
        view: the part of the plane.
        gentle: x of the gentle point.
        steep: x of the steep point.
    """

    view: View
    gentle: float
    steep: float

    @property
    def stretch(self) -> float:
        """The length of a unit of y on the paper over that of a unit of x: 1 for equal scales."""
        return float(f"{self.view.stretch:.6g}")


def pair_view(
    f: Expr,
    gentle: float | None,
    steep: float | None,
    window: Interval | None,
    aspect: float,
    height: Interval | None = None,
) -> PairView:
    """Return a gentle and a steep point of `y = f(x)`, with equal scales on both axes if possible.

    Args:
        f: the function.
        gentle: the lecturer's gentle point, or None to choose one.
        steep: the lecturer's steep point, or None to choose one.
        window: the window in which to look for them.
        aspect: width over height of the paper.
        height: the lecturer's range of y, or None to choose one.

    Raises:
        ParamError: if there is no such pair: the slope is the same everywhere, or given points are swapped.
    """
    given = {name: at for name, at in (("gentle", gentle), ("steep", steep)) if at is not None}
    for name, at in given.items():
        check_inside(at, window, name, "point")
        slope_of(f, at, name)
    whole = curve_view(f, list(given.values()), window, aspect, height=height)
    found = _candidates(f, whole, height)
    one, other = (found if at is None else np.array([at]) for at in (gentle, steep))
    fixed = None if window is None or height is None else whole.stretch
    low, high, scale = _chosen(f, one, other, whole.x, fixed)
    view = pair_framing(f, (low, high), scale, whole, window, height)
    # A point that was given may be a constant such as pi/2, and is kept as it was typed.
    return PairView(view, low if gentle is None else gentle, high if steep is None else steep)


def _candidates(f: Expr, whole: View, height: Interval | None) -> Values:
    """Return visible x where the curve is smooth, shape `(n,)`; round numbers where possible."""
    inner = Interval(whole.x.low + EDGE * whole.x.width, whole.x.high - EDGE * whole.x.width)
    pieces = sorted((piece.over for piece in monotone_intervals(f, inner)), key=lambda piece: -piece.width)
    grid = round_numbers(inner)
    x = np.concatenate([points_in(piece, grid, WITHIN) for piece in pieces[:MOST_PIECES]] or [np.empty(0)])
    if len(x) == 0:
        return x
    y = np.asarray(f(x), dtype=float)
    low, high = (-np.inf, np.inf) if height is None else _within(height)
    x = x[np.isfinite(y) & (y >= low) & (y <= high)]
    calm = x[_is_smooth(f, x, NEIGHBORHOOD * whole.x.width)]
    return calm if len(calm) else x


def _within(height: Interval) -> tuple[float, float]:
    """Return the heights between which a point is well inside."""
    return height.low + EDGE * height.width, height.high - EDGE * height.width


def _is_smooth(f: Expr, x: Values, reach: float) -> NDArray[np.bool_]:
    """Return whether the curve is close to a parabola (by least squares) within `reach` on both sides."""
    share = np.linspace(-1.0, 1.0, 9)
    powers = np.vander(share, 3)
    y = f.roughly(x[:, None] + reach * share)
    with np.errstate(all="ignore"):
        off = y - y @ (powers @ np.linalg.pinv(powers)).T
        return np.abs(off).max(axis=1) <= MAX_ROUGHNESS * np.ptp(y, axis=1)


def _chosen(
    f: Expr, gentle: Values, steep: Values, usual: Interval, fixed: float | None
) -> tuple[float, float, float]:
    """Return the best pair of points, and the stretch of y: `fixed`, or 1 unless they would look alike."""
    if not (len(gentle) and len(steep)):
        raise ParamError("function", f"{f} has no slope that can be shown here; choose another window")
    with as_refusals("function"):
        low, high = (np.asarray(derivative(f, x), dtype=float) for x in (gentle, steep))
    placing = _placing_costs(f, gentle, steep, usual)
    steepest = _slopes_over(f, usual)
    usual_scale = 1.0 if fixed is None else fixed
    best = _best(low, high, placing + _upright_cost(steepest, usual_scale), usual_scale)
    if fixed is None and best[0] > COSTS.unequal:
        best = min(
            best, *(_best(low, high, placing + _upright_cost(steepest, scale), scale) for scale in STRETCHES)
        )
    if best[0] == float("inf"):
        raise ParamError(*_reason_for_none(f, gentle, steep, low, high))
    _, scale, first, second = best
    return float(gentle[first]), float(steep[second]), scale


def _slopes_over(f: Expr, over: Interval) -> Values:
    """Return the slopes of a curve across a window that are finite, shape `(n,)`."""
    x = np.linspace(over.low, over.high, SLOPES)
    with np.errstate(all="ignore"):
        slopes = np.diff(f.roughly(x)) / (x[1] - x[0])
    return slopes[np.isfinite(slopes)]


def _upright_cost(slopes: Values, scale: float) -> float:
    return COSTS.upright * float((np.abs(slopes) * scale > UPRIGHT).mean()) if len(slopes) else 0.0


def _placing_costs(f: Expr, gentle: Values, steep: Values, usual: Interval) -> Values:
    """Return the cost of each pair by where its points are, shape `(n, m)`."""
    found = gaps(f, usual)
    breaks, corners = (
        np.array([gap.x for gap in found if (gap.kind is Kind.CORNER) == cornered])
        for cornered in (False, True)
    )
    one, other = (_point_costs(x, round_numbers(usual), corners, usual.width) for x in (gentle, steep))
    first, second = (np.searchsorted(breaks, x) for x in (gentle, steep))
    close = np.maximum(COSTS.apart - np.abs(gentle[:, None] - steep[None, :]) / usual.width, 0.0)
    pairs = COSTS.close * close + COSTS.broken * (first[:, None] != second[None, :])
    return pairs + one[:, None] + other[None, :] + COSTS.left * (steep < 0)[None, :]


def _point_costs(x: Values, grid: Values, corners: Values, width: float) -> Values:
    """Return the cost of each point: of numbers that are not round, and of corners nearby."""
    off = np.abs(x[:, None] - corners[None]).min(axis=1, initial=np.inf) / width
    return COSTS.odd * ~np.isin(x, grid) + COSTS.cornered * np.maximum(COSTS.apart - off, 0.0)


def _best(low: Values, high: Values, placing: Values, scale: float) -> tuple[float, float, int, int]:
    """Return the cheapest pair of slopes at one stretch: cost, stretch, and the indices of the two."""
    first, second = (np.degrees(np.arctan(np.abs(slopes) * scale)) for slopes in (low, high))
    apart = second[None, :] - first[:, None]
    cost = np.abs(first - COSTS.gentle)[:, None] / COSTS.degrees
    cost = cost + np.abs(second - COSTS.steep)[None, :] / COSTS.degrees + placing
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


def rim_slopes(stretch: float) -> tuple[float, ...]:
    """Return the slopes above 0 that are written at the rim, whose angles are those of `RIM_SLOPES`.

    >>> rim_slopes(1.0), rim_slopes(0.5)
    ((0.5, 1.0, 3.0), (1.0, 2.0, 6.0))
    """
    return tuple(float(f"{slope / stretch:.6g}") for slope in RIM_SLOPES)


def paper_angle(slope: float, stretch: float) -> float:
    """Return the angle in degrees at which a slope is drawn: arctan(stretch · slope).

    >>> paper_angle(1.0, 1.0)
    45.0
    """
    return degrees(atan(slope * stretch))


def slide_start_of(f: Expr, name: str, pair: PairView) -> float:
    """Return x from which a film slides to a point: to the steep one from the gentle one, if it can.

    Else a place nearby where the curve is visible with the same sign of slope; or the point itself if there
    is none.
    """
    at = pair.steep if name == "steep" else pair.gentle
    if name == "steep" and is_visible(f, pair.gentle, at, pair.view):
        return pair.gentle
    return slide_to(f, at, pair.view)


@dataclass(frozen=True, kw_only=True)
class SlopePair:
    """The facts of two points of a curve and their slopes.

    Attributes:
        curve: the graph.
        gentle: the tangent at the gentle point.
        steep: the tangent at the steep point.
        stretch: the length of a unit of y on the paper over that of a unit of x.
        angles: the angles in degrees at which the tangents are drawn.
        rim: 0, the slopes above 0 that are written at the rim of the meter, and their opposites.
        scaling: heights to widths as they are drawn, one of which is 1.
    """

    curve: Graph
    gentle: Tangency
    steep: Tangency
    stretch: float
    angles: tuple[float, float]
    rim: tuple[float, ...]
    scaling: tuple[float, float]

    @property
    def tangencies(self) -> dict[str, Tangency]:
        """Both tangents, by name."""
        return {"gentle": self.gentle, "steep": self.steep}

    @property
    def derivative(self) -> Expr | None:
        """The derivative as a function; None if the curve's formula has no variable."""
        f = self.curve.f
        return derivative_expr(f, f.names[0]) if f.names else None


def slope_pair(f: Expr, gentle: float | None, steep: float | None, pair: PairView) -> SlopePair:
    """Return the facts at a pair of points, which may differ from those that the view was chosen for.

    Raises:
        ParamError: if the function has no tangent at one of them.
    """
    view = pair.view
    low = tangency_at(f, pair.gentle if gentle is None else gentle, view, TANGENT_SHARE, "gentle")
    high = tangency_at(f, pair.steep if steep is None else steep, view, TANGENT_SHARE, "steep")
    return SlopePair(
        curve=Graph(f, view.x),
        gentle=low,
        steep=high,
        stretch=pair.stretch,
        angles=(paper_angle(low.slope, pair.stretch), paper_angle(high.slope, pair.stretch)),
        rim=(0.0, *rim_slopes(pair.stretch), *(-slope for slope in rim_slopes(pair.stretch))),
        scaling=(max(pair.stretch, 1.0), float(f"{max(1 / pair.stretch, 1.0):.6g}")),
    )
