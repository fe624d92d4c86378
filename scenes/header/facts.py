"""The facts of the header's two halves: the slope of a curve, and the way down a hill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hillside.stage.plane import View
from hillside.stage.sheet import Box
from mathcore import Expr, Interval
from scenes.hiker.facts import Hill, descent, hill_at
from scenes.hiker.ground_view import hill_view
from scenes.tangent.facts import Slope

Views: TypeAlias = tuple[View, View]
"""The views of the curve and of the hill."""
RATE = 0.1
"""Learning rate; the hiker takes no step, so it has no effect."""
WORD_SPACE = 110.0
"""Space above the hiker for the words about the arrow, in layout pixels."""
FLOOR = 0.16
"""Soil below the lowest ground, as a share of the height of the box."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The slope on the left, and the hill with its downhill direction on the right."""

    slope: Slope
    hill: Hill


def framed_hill(f: Expr, start: float, window: Interval | None, box: Box, height: float) -> View:
    """Return the view of the hill `f` in `box` for a hiker at `start`, `height` layout pixels tall."""
    return hill_view(f, descent(f, start, RATE, 1), window, box, height + WORD_SPACE, FLOOR * box.height)


def hill_before_walking(f: Expr, start: float, view: View) -> Hill:
    """Return the facts of a hiker at `start` on the hill `f`, before the first step."""
    return hill_at(f, start, descent(f, start, RATE, 1), 0.0, RATE, view)
