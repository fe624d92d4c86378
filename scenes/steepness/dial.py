"""The slope meter: a dial whose needles are parallel to the tangents, with slopes at its rim."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, degrees

import numpy as np

from hillside.stage.drawing import Part, arrow, disk, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import Box, Points
from scenes.steepness.facts import RIM_SLOPES

FINE_SLOPES = (0.25, 0.75, 1.5, 2.0, 5.0)
"""Slopes of the ticks without numbers, where the scales are equal."""
SHORT, LONG = 12.0, 24.0
"""Length of the ticks, and of those at the numbers, in layout pixels."""
BESIDE, OVER, UNDER = 270.0, 70.0, 76.0
"""Space for the readings right of the rim, for those above it, and for the name below, in layout pixels."""
MOST_RADIUS, LEAST_RADIUS = 400.0, 110.0
"""Maximum and minimum radius, in layout pixels."""
OFF_RIM = 6.0
"""Space between the tip of a needle and the rim, in layout pixels."""
ASIDE = (0.0, 5.0, -5.0, 10.0, -10.0, 15.0, -15.0)
"""Angles from a needle to its reading that are tried, in degrees."""


@dataclass(frozen=True)
class Dial:
    """A dial on the sheet.

    Attributes:
        center: the pivot of the needles, in layout pixels, shape `(2,)`.
        radius: the radius of the rim, in layout pixels.
        low: the angle in degrees at which the rim begins.
        high: the angle in degrees at which it ends.
    """

    center: Points
    radius: float
    low: int
    high: int

    def at(self, angle: float, radius: float) -> Points:
        """Return the point at an angle in degrees and a distance `radius` from the center in pixels."""
        turned = np.radians(angle)
        return self.center + radius * np.array([np.cos(turned), np.sin(turned)])

    def shows(self, angle: float) -> bool:
        """Return whether the rim has a place at an angle in degrees."""
        return self.low <= angle <= self.high


def dial_in(box: Box, signs: tuple[int, ...]) -> Dial:
    """Return the dial in a box: its upper half, its lower half or both, as the slopes require."""
    low, high = (-90 if min(signs) < 0 else 0), (90 if max(signs) > 0 or min(signs) == 0 else 0)
    halves = (high - low) / 90
    radius = min(box.width - BESIDE, (box.height - OVER - UNDER) / halves, MOST_RADIUS)
    radius = max(radius, LEAST_RADIUS)
    left = box.left + max(0.0, box.width - BESIDE - radius) / 2
    below = (box.height - OVER - UNDER - halves * radius) / 2
    bottom = box.bottom + UNDER + max(below, 0.0)
    return Dial(np.array([left, bottom - low / 90 * radius]), radius, low, high)


def dial_part(dial: Dial, theme: Theme) -> Part:
    """Draw the rim with its ticks, and the lines from the pivot to its ends and to the horizontal."""
    rim = np.array([dial.at(angle, dial.radius) for angle in range(dial.low, dial.high + 1)])
    ticks = [
        np.array([dial.at(angle, dial.radius - length), dial.at(angle, dial.radius)])
        for length, slopes in ((LONG, RIM_SLOPES), (SHORT, FINE_SLOPES))
        for slope in slopes
        for angle in (degrees(atan(slope)), -degrees(atan(slope)))
        if dial.shows(angle)
    ]
    spokes = [np.array([dial.center, dial.at(angle, dial.radius)]) for angle in {dial.low, 0, dial.high}]
    return stroke([rim, *ticks, *spokes], theme.faint, MEASURES.axis)


def needle_part(dial: Dial, angle: float, theme: Theme) -> Part:
    """Draw a needle at an angle in degrees."""
    needle = np.array([dial.center, dial.at(angle, dial.radius - OFF_RIM)])
    hub = disk(dial.center, MEASURES.dot, theme.slope)
    return Part.of(arrow(needle, theme.slope, MEASURES.tangent, MEASURES.arrow_head), hub)


def dial_labels(dial: Dial, rim: tuple[float, ...], language: Language) -> dict[str, Beside]:
    """Return the name of the dial and the slopes at its rim: from 0 upward they are the first of `rim`."""
    marks = {"level-mark": (0.0, 0.0)}
    for number, (usual, slope) in enumerate(zip(RIM_SLOPES, rim[1 : len(RIM_SLOPES) + 1], strict=True), 1):
        angle = degrees(atan(usual))
        marks |= {f"up-mark-{number}": (angle, slope), f"down-mark-{number}": (-angle, -slope)}
    shown = {name: mark for name, mark in marks.items() if dial.shows(mark[0])}
    middle, lowest = dial.center[0] + dial.radius / 2, dial.at(dial.low, dial.radius)[1]
    return {
        **{name: _rim_label(dial, angle, slope, language) for name, (angle, slope) in shown.items()},
        "dial-name": Beside(
            lettering=lettering(language.say("slope meter"), size=MEASURES.name, role="faint"),
            by=np.array([[middle, min(lowest, dial.center[1])]]),
            sides=("below",),
            own=("dial",),
            gap=26.0,
            reach=60.0,
        ),
    }


def _rim_label(dial: Dial, angle: float, slope: float, language: Language) -> Beside:
    return Beside(
        lettering=Lettering(
            settings=(plain(language.isolated(language.numeral(slope))),), size=MEASURES.small, role="faint"
        ),
        by=dial.at(angle, dial.radius)[None],
        sides=_outward(angle),
        own=("dial",),
        gap=12.0,
        reach=26.0,
        strict=True,
        priority=-1,
        optional=True,
    )


def _outward(angle: float) -> tuple[str, ...]:
    """Return the sides away from the pivot, for words at an angle of the rim in degrees."""
    if abs(angle) < 15:
        return ("right",)
    return ("above right", "right", "above") if angle > 0 else ("below right", "right", "below")


def reading_label(dial: Dial, name: str, angle: float, words: Lettering) -> Beside:
    """Return the reading of a needle at its tip, outside of the rim.

    Args:
        dial: the dial.
        name: the name of the point whose slope the needle shows.
        angle: the angle of the needle in degrees.
        words: the reading.
    """
    tips = [dial.at(min(max(angle + aside, dial.low), dial.high), dial.radius) for aside in ASIDE]
    up = "above" if dial.high > 0 else "below"
    return Beside(
        lettering=words,
        by=np.array(tips),
        ranked=True,
        sides=(f"{up} right", "right", up) if abs(angle) >= 15 else ("right", f"{up} right"),
        own=("dial", f"{name}-needle"),
        gap=16.0,
        reach=60.0,
        priority=9,
    )
