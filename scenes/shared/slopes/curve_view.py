"""The choice of a view in which a curve is seen to climb, to fall and to be flat.

Windows of round size are tried, the usual ones first; each has a cost, and the cheapest is chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10, radians, tan

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.framing import view_of
from hillside.stage.plane import DECADES, HEADROOM, MAX_DRAWABLE, USUAL_REACH, View, drawable, uneven_shares
from mathcore import Expr, Interval, derivative

Values = NDArray[np.float64]

SAMPLES = 241
SIZES = (1.0, 1.5, 2.0, 3.0, 5.0)
"""Half widths of the windows that are tried, times powers of ten."""
INNER_MARGIN = 0.1
"""Margin at the ends of the window that given points and a minimum stay out of, as a share of it."""
FEWEST = 8
"""Divisor of the sample count that gives the minimum number of finite values for a visible curve."""
POLE_RATIO = 4.0
"""Ratio of the range of all values to that of most of them which indicates a pole or the like."""
ROUNDING = 4e-15
"""Relative difference below which two heights are equal up to rounding."""
LEVEL, STEEP = tan(radians(6)), tan(radians(80))
"""Slopes on the paper that look level, and vertical."""


@dataclass(frozen=True, kw_only=True)
class WindowCosts:
    """The costs of a window relative to the one that a lecturer would choose.

    Attributes:
        unusual: per power of ten that the window is wider or narrower than the usual -3 to 3.
            Without it `direction --function exp(x)` shows -0.1 to 0.1.
        half: that its center is half its reach right of 0. Without it
            `direction --function "exp(-x^2) + x/9"` shows -1 to 3, and its falling side is at the edge.
        half_left: and left of 0: the right is preferred. Without it `guide --function cos(x)` shows the
            valley left of 0.
        whole: that it begins at 0. Without it `guide --function tan(x)` shows 0 to 6.
        whole_left: that it ends at 0. Without it `direction --function sqrt(x)` has an empty half.
        around: that its center is a round number near the points that must be seen. Without it
            `direction --function sin(x) --climbing 6` shows 3 to 9, away from the axis.
        missing: for the share of the window over which there is no value that can be drawn. Without it
            `direction --function "ln x"` has an empty half.
        lost: that some values are too large to draw, or that all of them are equal; no picture is known where
            it is decisive.
        turns: maximum number of turns,
        turning: and the cost of each more. Without it `direction --function "x^2 + sin(5x)"` has seven.
        busy: number of turns from which on wider windows are skipped, since they have more; also the cost.
        balanced: share of the smaller of total rise and total fall below which it is hardly seen,
        one_sided: and the cost when it is 0. Without it `direction --function "x exp(-x)"` shows -1 to 1,
            where it mostly climbs.
        no_valley: that there is no minimum where one is requested. Without it
            `guide --function cos(x)` has a hilltop in its middle and no minimum.
        buried: height from the lowest to the highest of several turns, as a share of that of the curve, below
            which they are hardly seen,
        small_turns: and the cost when it is 0. Without it `guide --function "x^4 - 2x^2"` shows -3 to 3, and
            its two valleys look like one.
        bend: deviation from a straight line, as a share of the height, below which the curve looks straight,
        straight: and the cost of that. Without it `direction --function "x + exp(-x^2)/9"` looks straight.
        most_level: maximum share of the curve that may look level,
        level: and the cost per share beyond. Without it almost half of
            `direction --function exp(x)` looks level.
        all_but_level: share of the curve above which a level one is a mere step or spike,
        empty: and the cost per share beyond. Without it `direction --function floor(x/7)` shows one step.
        most_upright: maximum share of the curve that may look vertical; the excess itself is the cost.
    """

    unusual: float = 0.3
    half: float = 0.1
    half_left: float = 0.11
    whole: float = 0.2
    whole_left: float = 0.21
    around: float = 0.3
    missing: float = 1.5
    lost: float = 2.0
    turns: int = 4
    turning: float = 0.12
    busy: int = 60
    balanced: float = 0.45
    one_sided: float = 0.7
    no_valley: float = 0.6
    buried: float = 0.25
    small_turns: float = 0.3
    bend: float = 0.02
    straight: float = 0.6
    most_level: float = 0.35
    level: float = 0.9
    all_but_level: float = 0.8
    empty: float = 10.0
    most_upright: float = 0.1


COSTS = WindowCosts()

_SHARES = uneven_shares(SAMPLES)


def curve_view(
    f: Expr,
    points: Sequence[float],
    window: Interval | None,
    aspect: float,
    *,
    valley: bool = False,
    height: Interval | None = None,
) -> View:
    """Return the view of `y = f(x)` that shows what the curve does, with `points` well inside.

    Args:
        f: the function.
        points: x-values that must be visible; the function is defined there.
        window: the lecturer's window of x, or None to choose one.
        aspect: width over height of the paper.
        valley: whether a minimum should be well inside, too.
        height: the lecturer's range of y, or None to choose one.

    Raises:
        ParamError: if the function has no values in the window, or in none of those tried.
    """
    over = _best_window(f, points, aspect, valley) if window is None else window
    x = np.linspace(over.low, over.high, SAMPLES)
    with as_refusals("function"):
        y = np.asarray(f(x), dtype=float)
    seen = np.isfinite(y)
    if seen.sum() < SAMPLES // FEWEST:
        raise ParamError("window" if window else "function", _no_curve(f, over))
    if height is not None:
        return View(over, height, aspect)
    middle = points[0] if points else _middle(x[seen], y[seen])
    low, usual_low, usual_high, high = np.quantile(y[seen], (0.0, 0.02, 0.98, 1.0)).tolist()
    if high - low > POLE_RATIO * (usual_high - usual_low):
        return view_of(f, middle, float(derivative(f, middle)), over, aspect)
    spread = high - low if high - low > ROUNDING * max(abs(low), abs(high)) else max(2.0, abs(low) / 2)
    center, half = (low + high) / 2, spread * (0.5 + HEADROOM)
    return View(over, Interval(center - half, center + half), aspect)


def _no_curve(f: Expr, over: Interval) -> str:
    return (
        f"{f} has no values, or hardly any, for x from {over.low:g} to {over.high:g}; "
        "choose a window inside its domain"
    )


def _middle(x: Values, y: Values) -> float:
    """Return the x of the median value."""
    return float(x[np.argsort(y, kind="stable")[len(y) // 2]])


def _best_window(f: Expr, points: Sequence[float], aspect: float, valley: bool) -> Interval:
    """Return the first of the cheapest windows; the usual ones are tried first."""
    best, found, busy = float("inf"), Interval(-USUAL_REACH, USUAL_REACH), float("inf")
    with as_refusals("function"):
        for unusual, over in sorted(_windows(points), key=lambda pair: pair[0]):
            if unusual >= best:
                break
            if over.width >= busy:
                continue
            cost = unusual + _cost(f, over, aspect, valley)
            if cost < best:
                best, found = cost, over
            if cost >= COSTS.busy:
                busy = over.width
    return found


def _windows(points: Sequence[float]) -> Iterator[tuple[float, Interval]]:
    """Yield windows of round size that contain the points, each with the cost of its size and place."""
    center = (min(points) + max(points)) / 2 if points else 0.0
    for reach in (mantissa * 10.0**decade for decade in DECADES for mantissa in SIZES):
        unusual = COSTS.unusual * abs(log10(reach / USUAL_REACH))
        step = reach / 2
        middles = (
            (0.0, 0.0),
            (COSTS.half, reach / 2),
            (COSTS.half_left, -reach / 2),
            (COSTS.whole, reach),
            (COSTS.whole_left, -reach),
            (COSTS.around, round(center / step) * step),
        )
        for more, middle in middles:
            over = Interval(middle - reach, middle + reach)
            low, high = over.low + INNER_MARGIN * over.width, over.high - INNER_MARGIN * over.width
            if all(low <= point <= high for point in points):
                yield unusual + more, over


def _cost(f: Expr, over: Interval, aspect: float, valley: bool) -> float:
    """Return the cost of a window relative to the one that a lecturer would choose."""
    x = over.low + over.width * _SHARES
    y = np.asarray(f(x), dtype=float)
    kept, huge = drawable(y), np.abs(y) >= MAX_DRAWABLE
    x, seen = x[kept], y[kept]
    if len(seen) < SAMPLES // FEWEST:
        return float("inf")
    low, high = np.quantile(seen, (0.02, 0.98)).tolist()
    height, rises = max(high - low, ROUNDING * abs(high), 1e-300), np.diff(seen)
    cost = COSTS.lost * (bool(huge.any()) + bool(low == high)) + COSTS.missing * (1 - len(seen) / SAMPLES)
    cost += _turn_cost(rises) + _buried_cost(seen, height)
    cost += COSTS.one_sided * max(COSTS.balanced - _balance(rises), 0.0) / COSTS.balanced
    cost += COSTS.no_valley if valley and not _has_valley(x, seen, over) else 0.0
    cost += COSTS.straight if float(_off_chord(x, seen).max()) < COSTS.bend * height else 0.0
    return cost + _tilt_cost(rises, height * aspect)


def _turn_cost(rises: Values) -> float:
    """Return the cost of too many turns."""
    turns = int(np.count_nonzero(np.diff(np.sign(rises[rises != 0]))))
    return COSTS.turning * max(turns - COSTS.turns, 0) if turns < COSTS.busy else COSTS.busy


def _buried_cost(y: Values, height: float) -> float:
    """Return the cost of several turns that are small beside the whole curve."""
    rises = np.diff(y)
    turns = y[1:-1][rises[:-1] * rises[1:] < 0]
    if not 2 <= len(turns) <= COSTS.turns:
        return 0.0
    return COSTS.small_turns * max(COSTS.buried - float(np.ptp(turns)) / height, 0.0) / COSTS.buried


def _balance(rises: Values) -> float:
    """Return the smaller of total rise and total fall as a share of their sum: 0 to 1/2."""
    ups, downs = float(rises[rises > 0].sum()), -float(rises[rises < 0].sum())
    return min(ups, downs) / max(ups + downs, 1e-300)


def _has_valley(x: Values, y: Values, over: Interval) -> bool:
    """Return whether the curve falls and then rises again, well inside the window."""
    turns = x[1:-1][(y[1:-1] < y[:-2]) & (y[1:-1] < y[2:])]
    return bool((np.abs(turns - over.center) < (0.5 - INNER_MARGIN) * over.width).any())


def _off_chord(x: Values, y: Values) -> Values:
    """Return the deviation of a curve from the straight line between its ends."""
    return np.abs(y - y[0] - (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0]))


def _tilt_cost(rises: Values, height: float) -> float:
    """Return the cost of a curve that looks level, or vertical, in most of the picture."""
    with np.errstate(over="ignore"):  # a curve that is flat up to rounding
        paper = np.abs(rises * SAMPLES / height)
    level, upright = float((paper < LEVEL).mean()), float((paper > STEEP).mean())
    cost = COSTS.level * max(level - COSTS.most_level, 0.0)
    cost += COSTS.empty * max(level - COSTS.all_but_level, 0.0)
    return cost + max(upright - COSTS.most_upright, 0.0)
