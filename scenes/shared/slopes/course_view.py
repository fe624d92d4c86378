"""Which part of a curve to show so that it is seen to climb, to fall and to lie flat."""

from collections.abc import Iterator, Sequence
from math import log10, radians, tan

import numpy as np
from numpy.typing import NDArray

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.framing import view_of
from hillside.stage.view import DECADES, HEADROOM, HUGE, USUAL_REACH, View, drawable, uneven
from mathcore import Expr, Interval, derivative

Values = NDArray[np.float64]

SAMPLES = 241
SIZES = (1.0, 2.0, 3.0, 5.0)
BALANCED = 0.45
"""Of all ups and downs, at least this share should be of the lesser kind, or it is hardly seen."""
NO_VALLEY = 0.6
"""What it costs to show no valley bottom where one is wished for."""
INNER = 0.1
"""A given point stays so far from the ends of the window, as a share of it."""
LEVEL, UPRIGHT = tan(radians(6)), tan(radians(80))
"""Slopes on the paper that look level, and upright."""
MOST_LEVEL, MOST_UPRIGHT = 0.35, 0.1
ALL_BUT_LEVEL, EMPTY = 0.8, 10.0
"""A curve that is level over more than this share is a mere step or spike, and what that costs."""
RUNAWAY = 4.0
"""Where the values span so many times what most of them do, there is a pole or the like."""
MANY_TURNS = 4
BUSY = 60
"""With so many turns among the samples, a wider window can only be worse."""
ROUNDING = 4e-15
STRAIGHT = 0.02
"""A curve nearer to a straight line than this share of its height does not show what it does."""
LOST = 2.0
"""What it costs that some values are too large for any picture, or that all of them are the same."""
FEWEST = 8
"""With fewer values than the samples over this, there is no curve to be seen."""


_SHARES = uneven(SAMPLES)


def course_view(
    f: Expr, points: Sequence[float], window: Interval | None, aspect: float, *, valley: bool = False
) -> View:
    """Return the view of `y = f(x)` that shows what the curve does, with `points` well inside.

    Args:
        f: the function.
        points: x that must be seen; the function is defined there.
        window: the window of x when the lecturer has chosen it.
        aspect: width over height of the paper.
        valley: whether a valley bottom should be well inside, too.

    Raises:
        ParamError: if the function has no values in the window, or in none that was tried.
    """
    over = _best_window(f, points, aspect, valley) if window is None else window
    x = np.linspace(over.low, over.high, SAMPLES)
    with as_refusals("function"):
        y = np.asarray(f(x), dtype=float)
    seen = np.isfinite(y)
    if seen.sum() < SAMPLES // FEWEST:
        raise ParamError("window" if window else "function", _no_curve(f, over))
    middle = points[0] if points else _middle(x[seen], y[seen])
    low, usual_low, usual_high, high = np.quantile(y[seen], (0.0, 0.02, 0.98, 1.0)).tolist()
    if high - low > RUNAWAY * (usual_high - usual_low):
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
    """Return the x of the value in the middle of all values."""
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
            if cost >= BUSY:
                busy = over.width
    return found


def _windows(points: Sequence[float]) -> Iterator[tuple[float, Interval]]:
    """Windows of round size that hold the points, each with the cost of not being the usual one."""
    center = (min(points) + max(points)) / 2 if points else 0.0
    for reach in (mantissa * 10.0**decade for decade in DECADES for mantissa in SIZES):
        unusual = 0.3 * abs(log10(reach / USUAL_REACH))
        step = reach / 2
        middles = {0.0: 0.0, 0.1: reach / 2, 0.11: -reach / 2, 0.2: reach, 0.21: -reach}
        for more, middle in (*middles.items(), (0.3, round(center / step) * step)):
            over = Interval(middle - reach, middle + reach)
            low, high = over.low + INNER * over.width, over.high - INNER * over.width
            if all(low <= point <= high for point in points):
                yield unusual + more, over


def _cost(f: Expr, over: Interval, aspect: float, valley: bool) -> float:
    """Return how far a window is from what a lecturer would choose; the weights were set by looking."""
    x = over.low + over.width * _SHARES
    y = np.asarray(f(x), dtype=float)
    kept, huge = drawable(y), np.abs(y) >= HUGE
    x, seen = x[kept], y[kept]
    if len(seen) < SAMPLES // FEWEST:
        return float("inf")
    low, high = np.quantile(seen, (0.02, 0.98)).tolist()
    height, rises = max(high - low, ROUNDING * abs(high), 1e-300), np.diff(seen)
    turns = int(np.count_nonzero(np.diff(np.sign(rises[rises != 0]))))
    ups, downs = float(rises[rises > 0].sum()), -float(rises[rises < 0].sum())
    balance = min(ups, downs) / max(ups + downs, 1e-300)
    cost = LOST * (bool(huge.any()) + bool(low == high)) + 1.5 * (1 - len(seen) / SAMPLES)
    cost += 0.12 * max(turns - MANY_TURNS, 0) if turns < BUSY else BUSY
    cost += 0.7 * max(BALANCED - balance, 0.0) / BALANCED
    cost += NO_VALLEY if valley and not _has_valley(x, seen, over) else 0.0
    cost += 0.6 if float(_off_chord(x, seen).max()) < STRAIGHT * height else 0.0
    return cost + _tilt_cost(rises, height * aspect)


def _has_valley(x: Values, y: Values, over: Interval) -> bool:
    """Return whether the curve falls and then climbs again, well inside the window."""
    turns = x[1:-1][(y[1:-1] < y[:-2]) & (y[1:-1] < y[2:])]
    return bool((np.abs(turns - over.center) < (0.5 - INNER) * over.width).any())


def _off_chord(x: Values, y: Values) -> Values:
    """Return how far a curve is from the straight line between its ends."""
    return np.abs(y - y[0] - (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0]))


def _tilt_cost(rises: Values, height: float) -> float:
    """Return the cost of a curve that is level, or upright, in most of the picture."""
    with np.errstate(over="ignore"):  # a curve flat but for rounding
        paper = np.abs(rises * SAMPLES / height)
    level, upright = float((paper < LEVEL).mean()), float((paper > UPRIGHT).mean())
    cost = 0.9 * max(level - MOST_LEVEL, 0.0) + EMPTY * max(level - ALL_BUT_LEVEL, 0.0)
    return cost + max(upright - MOST_UPRIGHT, 0.0)
