"""The choice of the ground that is shown under a walk."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, tan

import numpy as np

from hillside.stage.errors import ParamError, as_refusals
from hillside.stage.framing import view_of
from hillside.stage.plane import SAMPLES, View, check_inside
from hillside.stage.sheet import Box, Points
from mathcore import Expr, Interval, Path, derivative
from scenes.hiker.facts import unbroken


@dataclass(frozen=True)
class GroundFraming:
    """How the part of the ground that is shown is chosen.

    Attributes:
        steepest: maximum angle at which walked ground is drawn, in radians, or the hiker would climb a wall.
        headroom: room above the highest walked ground, in heights of the hiker. Without it the head is out
            of the picture in `hiker --function=-x^2 --start 0.5 --step 0`.
        widening: width of the window over that of the walk. At 1 the hiker stands at the edge of the picture
            in `hiker --function x^2 --start 2 --rate 0.1`, and the valley is half a valley.
        least_width: minimum width of the window, as a share of the one that suits the curve alone.
        short_walk: a walk shorter than this share of that window does not change the window.
            Without it `hiker --function x^2 --start 2 --rate 0.001` shows a slope without a valley.
        tallest: a climb above the start by more than this many times the fall on the first step is not
            shown. Without it the slope of 2 is almost level in
            `hiker --function x^2 --start 1 --rate 1.1 --step 0`.
        room_downhill: minimum distance from the start to the edge on the downhill side, as a share of that
            window. Without it the arrow stands at the edge in
            `hiker --function "x^3/3 - x" --start=-1.5 --rate 0.001`.
        cuts: shares of the heights that may be cut off at the bottom and at the top, in the order in which
            they are tried. Without them the pole flattens the ground of
            `hiker --function 1/x --start 1 --rate 0.5`.
        worthwhile_cut: a cut is made if the remaining heights span less than this share of those before.
            At 1 the wall of `hiker --function x^4 --start 1` runs out of the picture for nothing.
        beside: room beside the walk, as a share of the window, where the ground leaves the picture.
        hill: heights that are shown at most, in heights of the walk; higher walls run out of the picture.
            Without it the walk of `hiker --function x^4/4 --start 1` is a walk on the level.
        least_hill: heights that are shown at least, as a share of all, if the walk begins near the lowest.
    """

    steepest: float = radians(58)
    headroom: float = 1.15
    widening: float = 2.6
    least_width: float = 0.4
    short_walk: float = 0.06
    tallest: float = 6.0
    room_downhill: float = 0.48
    cuts: tuple[tuple[float, float], ...] = ((0.0, 0.03), (0.0, 0.1), (0.05, 0.03), (0.1, 0.1))
    worthwhile_cut: float = 0.12
    beside: float = 0.08
    hill: float = 2.2
    least_hill: float = 0.3


FRAMING = GroundFraming()


def hill_view(
    f: Expr,
    path: Path,
    window: Interval | None,
    box: Box,
    height: float,
    floor: float,
    heights: Interval | None = None,
) -> View:
    """Return the view of the ground that best shows the descent.

    Args:
        f: the ground.
        path: the descent.
        window: the lecturer's window of x, or None to choose one.
        box: the box on the sheet.
        height: height of the hiker in layout pixels, for the room above the walked ground.
        floor: space below the lowest ground in layout pixels.
        heights: the lecturer's range of heights of the ground, or None to choose one.

    Raises:
        ParamError: if the start lies outside the window, or ground that is walked on outside the heights.
    """
    check_inside(float(path.points[0, 0]), window, "start", "start")
    if heights is not None:
        over = _window(f, path, box.width / box.height) if window is None else window
        return _within(f, path, over, heights, box, height, floor)
    if window is not None:
        return _view_over(f, path, window, box, height, floor)
    over = _window(f, path, box.width / box.height)
    wide = _view_over(f, path, over, box, height, floor)
    return _view_over(f, path, _within_heights(f, path, wide), box, height, floor)


def _within(
    f: Expr, path: Path, over: Interval, heights: Interval, box: Box, height: float, floor: float
) -> View:
    """Return the view of the ground over a window between two heights, above the floor."""
    walked = _iterates(f, path, over)
    y = f.roughly(np.linspace(float(walked.min()), float(walked.max()), SAMPLES))
    lowest, start, room = float(y.min()), float(path.values[0]), box.height - floor
    if lowest < heights.low:
        raise ParamError(
            "height",
            f"{heights.low:g} to {heights.high:g} leaves out ground that is walked on, at the height "
            f"{lowest:.3g}; choose a range that holds it",
        )
    tall = FRAMING.headroom * height
    top = (start * room - heights.low * tall) / (room - tall)
    if heights.high < top:
        raise ParamError(
            "height",
            f"{heights.low:g} to {heights.high:g} has no room for the hiker, who stands at the height "
            f"{start:.3g}; choose a range that goes up to {top:.3g} or more",
        )
    unit = room / heights.width
    bottom = heights.low - floor / unit
    return View(over, Interval(bottom, heights.high), box.width / box.height, box.width)


def _within_heights(f: Expr, path: Path, view: View) -> Interval:
    """Return the window without what is to the left or right of walls that go beyond the top of the view."""
    x = np.linspace(view.x.low, view.x.high, SAMPLES)
    walked = _iterates(f, path, view.x)
    margin = FRAMING.beside * view.x.width
    beyond = x[f.roughly(x) > view.y.high]
    left = beyond[beyond < walked.min() - margin]
    right = beyond[beyond > walked.max() + margin]
    return Interval(left.max() if len(left) else view.x.low, right.min() if len(right) else view.x.high)


def _view_over(f: Expr, path: Path, over: Interval, box: Box, height: float, floor: float) -> View:
    """Return the view of the ground over a window."""
    start = float(path.points[0, 0])
    x = np.linspace(over.low, over.high, SAMPLES)
    with as_refusals("function"):
        y, slopes = f.roughly(x), np.abs(np.asarray(derivative(f, x), dtype=float))
    walked = _iterates(f, path, over)
    low, high = float(walked.min()), float(walked.max())
    underfoot = slopes[(x >= low) & (x <= high) & np.isfinite(slopes)]
    steepest = max([abs(float(derivative(f, start))), *underfoot.tolist()])
    heights = f.roughly(np.linspace(low, high, SAMPLES))
    return _scaled(over, _heights(y[np.isfinite(y)], heights), heights, steepest, box, height, floor)


def _window(f: Expr, path: Path, aspect: float) -> Interval:
    """Return a window around the start that also contains the walk, unless the descent diverges."""
    start = float(path.points[0, 0])
    slope = float(derivative(f, start))
    near = view_of(f, start, slope, None, aspect).x
    walked = _iterates(f, path, Interval(start - 3 * near.width, start + 3 * near.width))
    low, high = float(walked.min()), float(walked.max())
    if high - low < FRAMING.short_walk * near.width:
        return _with_room_downhill(near, start, slope)
    width = max(FRAMING.widening * (high - low), FRAMING.least_width * near.width)
    center = (low + high) / 2
    return Interval(center - width / 2, center + width / 2)


def _with_room_downhill(window: Interval, start: float, slope: float) -> Interval:
    """Return the window moved, if necessary, to make room for the downhill arrow and its words."""
    room = (start - window.low if slope > 0 else window.high - start) / window.width
    shift = max(FRAMING.room_downhill - room, 0.0) * window.width * (-1 if slope > 0 else 1)
    return Interval(window.low + shift, window.high + shift)


def _iterates(f: Expr, path: Path, over: Interval) -> Points:
    """Return the x of the iterates before the first that is outside, across a gap, or far above the start."""
    x: Points = path.points[:, 0]
    whole = unbroken(f, over, float(x[0]))
    crossed = f.roughly(np.linspace(float(x[0]), float(x[1]), SAMPLES)) if len(x) > 1 else path.values
    high = path.values[0] + FRAMING.tallest * float(np.nanmax(path.values[0] - crossed, initial=0.0))
    off = [k for k, each in enumerate(x.tolist()) if each not in whole or path.values[k] > high]
    return x[: max(off[0], 1)] if off else x


def _heights(y: Points, walked: Points) -> tuple[float, float]:
    """Return the heights to show: all walked ones, and others except extremes that would flatten it."""
    ordered = np.sort(y)
    last = len(ordered) - 1
    found: list[tuple[float, float]] = []
    for low_share, high_share in FRAMING.cuts:
        low = min(float(ordered[round(low_share * last)]), float(walked.min()))
        high = max(float(ordered[round((1 - high_share) * last)]), float(walked.max()))
        if not found or high - low < FRAMING.worthwhile_cut * (found[-1][1] - found[-1][0]):
            found.append((low, high))
    return found[-1]


def _scaled(
    over: Interval,
    heights: tuple[float, float],
    walked: Points,
    steepest: float,
    box: Box,
    height: float,
    floor: float,
) -> View:
    """Return the view scaled so that the ground fits below the hiker and is not too steep to walk on."""
    low, high = heights
    top = float(walked.max())
    high = min(high, low + max(FRAMING.hill * (top - low), FRAMING.least_hill * (high - low)))
    room = box.height - floor
    least = max(1e-12 * max(abs(low), abs(high)), 1e-300)
    scale = min(room / max(high - low, least), (room - FRAMING.headroom * height) / max(top - low, least))
    across = box.width / over.width
    if steepest > 0:
        scale = min(scale, tan(FRAMING.steepest) * across / steepest)
    if scale / 2 <= across <= scale:
        scale = across
    bottom = low - floor / scale
    return View(over, Interval(bottom, bottom + box.height / scale), box.width / box.height, box.width)
