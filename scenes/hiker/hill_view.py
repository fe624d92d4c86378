"""Which part of the ground to show, so that the way down is seen and can be walked."""

from __future__ import annotations

from math import radians, tan

import numpy as np

from hillside.stage.box import Box
from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.geometry import Points
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet, inset, within_aspect
from hillside.stage.view import SAMPLES, View, check_inside
from mathcore import Expr, Interval, Path, derivative, domain

STEEPEST = radians(62)
"""No walked ground is drawn steeper than this, or the hiker would climb a wall."""
GROUND_SHARE = 0.16
"""How much solid ground is left under the lowest point, as a share of the box."""
WAY_WIDENED = 2.6
"""The window is so many times as wide as the way down, so that the ground around it is seen,"""
LEAST_SHOWN = 0.4
"""but no narrower than this share of the window that suits the curve,"""
SHORT_WAY = 0.06
"""which is shown itself when the way is a smaller share of it."""
ROOM_DOWNHILL = 0.48
"""On the side that falls away, the start has so large a share of that window."""
CUTS = ((0.0, 0.03), (0.0, 0.1), (0.05, 0.03), (0.1, 0.1))
"""Shares of the heights that may be cut off at the bottom and at the top, say at a pole."""
MUCH_LESS = 0.12
"""A cut is worth it when the heights that stay span less than this share of those before."""


def ground_box(sheet: Sheet) -> Box:
    """Return where the ground is drawn: the whole width, under the line with the numbers."""
    return within_aspect(inset(sheet.inside(MEASURES.margin), top=90), 0.8, 2.4)


def hill_view(f: Expr, path: Path, window: Interval | None, box: Box, height: float) -> View:
    """Return the view of the ground in which the descent is best seen.

    Args:
        f: the ground.
        path: the descent.
        window: the window of x when the lecturer has chosen it.
        box: the box on the sheet; the ground fills its lower part.
        height: the hiker's, in layout pixels; so much stays free above the ground.

    Raises:
        ParamError: if the start lies outside the window.
    """
    start = float(path.points[0, 0])
    check_inside(start, window, "start", "start")
    over = _window(f, path, box.width / box.height) if window is None else window
    x = np.linspace(over.low, over.high, SAMPLES)
    with as_refusals("function"):
        y, slopes = f.roughly(x), np.abs(np.asarray(derivative(f, x), dtype=float))
    way = _way(f, path, over)
    low, high = float(way.min()), float(way.max())
    walked = slopes[(x >= low) & (x <= high) & np.isfinite(slopes)]
    steepest = max([abs(float(derivative(f, start))), *walked.tolist()])
    heights = f.roughly(np.linspace(low, high, SAMPLES))
    return _fitted(over, _heights(y[np.isfinite(y)], heights), steepest, box, height)


def _window(f: Expr, path: Path, aspect: float) -> Interval:
    """Return a window around the start that shows the way down as well, unless the descent runs away."""
    start = float(path.points[0, 0])
    slope = float(derivative(f, start))
    near = view_of(f, start, slope, None, aspect).x
    way = _way(f, path, Interval(start - 3 * near.width, start + 3 * near.width))
    low, high = float(way.min()), float(way.max())
    if high - low < SHORT_WAY * near.width:
        return _with_room_downhill(near, start, slope)
    width = max(WAY_WIDENED * (high - low), LEAST_SHOWN * near.width)
    center = (low + high) / 2
    return Interval(center - width / 2, center + width / 2)


def _with_room_downhill(window: Interval, start: float, slope: float) -> Interval:
    """Return the window moved, if need be, so that the arrow downhill and its words find room."""
    room = (start - window.low if slope > 0 else window.high - start) / window.width
    shift = max(ROOM_DOWNHILL - room, 0.0) * window.width * (-1 if slope > 0 else 1)
    return Interval(window.low + shift, window.high + shift)


def _way(f: Expr, path: Path, over: Interval) -> Points:
    """The x of the iterates, up to the first that leaves the piece of ground of the start, or `over`."""
    x: Points = path.points[:, 0]
    piece = next((piece for piece in domain(f, over) if float(x[0]) in piece), over)
    off = [number for number, place in enumerate(x.tolist()) if place not in piece]
    return x[: max(off[0], 1)] if off else x


def _heights(y: Points, walked: Points) -> tuple[float, float]:
    """The heights to show: all that is walked, and the others but for extremes that would flatten it all."""
    ordered = np.sort(y)
    last = len(ordered) - 1
    found: list[tuple[float, float]] = []
    for low_share, high_share in CUTS:
        low = min(float(ordered[round(low_share * last)]), float(walked.min()))
        high = max(float(ordered[round((1 - high_share) * last)]), float(walked.max()))
        if not found or high - low < MUCH_LESS * (found[-1][1] - found[-1][0]):
            found.append((low, high))
    return found[-1]


def _fitted(over: Interval, heights: tuple[float, float], steepest: float, box: Box, height: float) -> View:
    """Scale the ground so that it fits under the hiker and is not too steep to walk on."""
    low, high = heights
    room = box.height * (1 - GROUND_SHARE) - 1.2 * height
    across = box.width / over.width
    scale = room / max(high - low, 1e-12 * max(abs(low), abs(high)), 1e-300)
    if steepest > 0:
        scale = min(scale, tan(STEEPEST) * across / steepest)
    if scale / 2 <= across <= scale:
        scale = across
    bottom = low - GROUND_SHARE * box.height / scale
    return View(over, Interval(bottom, bottom + box.height / scale), box.width / box.height)
