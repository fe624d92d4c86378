"""Chords near enough to a graph: arcs are divided until interval arithmetic proves each chord good."""

import numpy as np

from mathcore.arcs import Arc
from mathcore.boxes import Mask
from mathcore.enclosures import enclose
from mathcore.interval import Interval
from mathcore.kernels import Array
from mathcore.pieces import Pair, beside, joined, paired
from mathcore.program import Program
from mathcore.view import View

MOST_NODES = 40_000
FIRST_PIECES = 16
_FINEST = 64
"""Pieces narrower than the tolerance by this factor are not divided further."""


def divided(program: Program, arcs: list[Arc], over: Interval, view: View) -> tuple[Array, list[Pair], Array]:
    """Divide all arcs at once.

    Returns:
        The nodes; the parts where the tolerance is not proven; and the left ends of the parts among them
        where not even continuity is.
    """
    lows, highs = _first_boxes(arcs, over)
    ends: list[Array] = [highs]
    missed: list[Pair] = []
    torn: list[Array] = []
    total = len(lows)
    while len(lows):
        done, sure = _near_enough(program, lows, highs, view)
        stopped = ~done & ((highs - lows <= view.dx / _FINEST) | (total > MOST_NODES))
        missed += paired(lows[stopped], highs[stopped])
        torn.append(lows[stopped & ~sure])
        lows, highs = lows[~done & ~stopped], highs[~done & ~stopped]
        middle = lows + 0.5 * (highs - lows)
        ends.append(middle)
        total += len(middle)
        lows, highs = np.concatenate([lows, middle]), np.concatenate([middle, highs])
    return np.unique(np.concatenate(ends)), joined(missed), np.concatenate(torn)


def _first_boxes(arcs: list[Arc], over: Interval) -> tuple[Array, Array]:
    """Return the left and right ends of the first boxes, shapes (n,)."""
    low, high = np.array([arc.start[0] for arc in arcs]), np.array([arc.end[0] for arc in arcs])
    # At a break itself nothing is provable; the limits stand for it.
    low, high = low + beside(low, over), high - beside(high, over)
    count = max(2, FIRST_PIECES // len(arcs))
    cuts = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, count + 1)
    return cuts[:, :-1].ravel(), cuts[:, 1:].ravel()


def _near_enough(program: Program, low: Array, high: Array, view: View) -> tuple[Mask, Mask]:
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
