"""A slope meter: a dial whose needle lies as the tangent does, with slopes written at its rim."""

from dataclasses import dataclass

import numpy as np

from hillside.stage.drawing import Part, disk, stroke
from hillside.stage.geometry import Points
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from scenes.shared.slopes.panel import Panel

TICKS = 15
"""Degrees from one mark of the rim to the next."""
SHORT, LONG = 12.0, 22.0
OVER, NUMBERS, READING = 56.0, 24.0, 460.0
"""Layout pixels over the rim, for the numbers at its ends, and beside it for what the meter reads."""
LARGEST = 170.0
NUMBERED = (-45, 0, 45)
"""Degrees at which the slope is written; near 90 it grows beyond every number."""


@dataclass(frozen=True)
class Dial:
    """A dial on the sheet.

    Attributes:
        center: where the needle turns, in layout pixels, shape `(2,)`.
        radius: of the rim, in layout pixels.
        low: the angle in degrees at which the rim begins.
        high: and at which it ends.
    """

    center: Points
    radius: float
    low: int
    high: int

    def at(self, angle: float, radius: float) -> Points:
        """Return the point at an angle in degrees, so far from the center."""
        turned = np.radians(angle)
        return self.center + radius * np.array([np.cos(turned), np.sin(turned)])


def dial_in(panel: Panel, signs: tuple[int, ...]) -> Dial:
    """Return the dial in the foot of a panel: its upper half, its lower half or both, as the signs need."""
    low, high = (-90 if min(signs) < 0 else 0), (90 if max(signs) > 0 or min(signs) == 0 else 0)
    box = panel.foot
    room = box.height - OVER - (NUMBERS if low < 0 < high else NUMBERS / 2)
    radius = min(room / ((high - low) / 90), LARGEST)
    width = radius + READING
    left = box.left + 10.0 if panel.stacked else max(box.left + 10.0, box.center[0] - width / 2)
    top = box.top - OVER
    return Dial(np.array([left, top - (radius if high > 0 else 0.0)]), radius, low, high)


def dial_part(dial: Dial, theme: Theme) -> Part:
    """Return the rim with its marks, and the level from which angles are measured."""
    rim = np.array([dial.at(angle, dial.radius) for angle in range(dial.low, dial.high + 1)])
    marks = [
        np.array(
            [dial.at(angle, dial.radius - (LONG if angle % 45 == 0 else SHORT)), dial.at(angle, dial.radius)]
        )
        for angle in range(dial.low, dial.high + 1, TICKS)
    ]
    level = np.array([dial.center, dial.at(0, dial.radius)])
    return stroke([rim, *marks, level], theme.faint, MEASURES.axis)


def needle_part(dial: Dial, angle: float, theme: Theme) -> Part:
    """Return the needle at an angle in degrees."""
    needle = np.array([dial.center, dial.at(angle, dial.radius - 6)])
    hub = disk(dial.center, MEASURES.mark + 2, theme.slope)
    return Part.of(stroke([needle], theme.slope, MEASURES.tangent), hub)


def rim_slopes(stretch: float) -> tuple[float, ...]:
    """Return the slopes that are drawn at the angles of `NUMBERED`.

    >>> rim_slopes(1.0)
    (-1.0, 0.0, 1.0)
    """
    return tuple(float((angle > 0) - (angle < 0)) / stretch for angle in NUMBERED)


def dial_numbers(dial: Dial, name: str, slopes: tuple[float, ...], language: Language) -> dict[str, Beside]:
    """Return the slopes at the rim: 0 where it is level, 1 at 45 degrees when the scales are equal."""
    shown = [pair for pair in zip(NUMBERED, slopes, strict=True) if dial.low <= pair[0] <= dial.high]
    sides = {-45: "below right", 0: "right", 45: "above right"}
    return {
        f"{name}-mark{angle}": Beside(
            lettering=Lettering(
                settings=(plain(language.isolated(language.numeral(slope))),),
                size=MEASURES.small,
                role="faint",
            ),
            by=dial.at(angle, dial.radius)[None],
            sides=(sides[angle],),
            gap=10.0,
            reach=24.0,
            strict=True,
            priority=9,
        )
        for angle, slope in shown
    }
