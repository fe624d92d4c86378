"""Drawing of a gentle and a steep point in two panels, each with a slope meter.

A meter is a dial with slopes at its rim; its needle is parallel to the tangent. The static parts of each
panel are drawn once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.drawing import Part, disk, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points, Sheet
from scenes.shared.slopes.panel import Panel, head_label, panels_of
from scenes.shared.slopes.tangency import tangency_parts
from scenes.steepness.facts import NAMES, RIM_ANGLES, PairView, SlopePair
from scenes.steepness.words import point_lettering, reading_lettering

HEAD, FOOT = 64.0, 230.0
"""Height for the words above each plot and for the meter below it, in layout pixels."""
OVER_READING = 20.0
"""Space between the reading and the name of the point, where they are stacked, in layout pixels."""
TICKS = 15
"""Angle between two ticks of the rim, in degrees."""
SHORT, LONG = 12.0, 22.0
"""Length of the ticks, and of those at the numbers, in layout pixels."""
OVER, NUMBERS, READING = 56.0, 24.0, 460.0
"""Space above the rim, for the numbers at its ends, and beside it for the reading, in layout pixels."""
MAX_RADIUS = 170.0
"""Maximum radius, in layout pixels."""
BESIDE = (116.0, 140.0)
"""Space between the rim with its numbers and the reading, in layout pixels; more where numbers are long."""


@dataclass(frozen=True)
class Dial:
    """A dial on the sheet.

    Attributes:
        center: the pivot of the needle, in layout pixels, shape `(2,)`.
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


def dial_in(panel: Panel, signs: tuple[int, ...]) -> Dial:
    """Return the dial in the foot of a panel: its upper half, lower half or both, as the signs require."""
    low, high = (-90 if min(signs) < 0 else 0), (90 if max(signs) > 0 or min(signs) == 0 else 0)
    box = panel.foot
    room = box.height - OVER - (NUMBERS if low < 0 < high else NUMBERS / 2)
    radius = min(room / ((high - low) / 90), MAX_RADIUS)
    width = radius + READING
    left = box.left + 10.0 if panel.stacked else max(box.left + 10.0, box.center[0] - width / 2)
    top = box.top - OVER
    return Dial(np.array([left, top - (radius if high > 0 else 0.0)]), radius, low, high)


def dial_part(dial: Dial, theme: Theme) -> Part:
    """Draw the rim with its ticks, and the horizontal from which angles are measured."""
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
    """Draw the needle at an angle in degrees."""
    needle = np.array([dial.center, dial.at(angle, dial.radius - 6)])
    hub = disk(dial.center, MEASURES.mark + 2, theme.slope)
    return Part.of(stroke([needle], theme.slope, MEASURES.tangent), hub)


def dial_numbers(dial: Dial, name: str, slopes: tuple[float, ...], language: Language) -> dict[str, Beside]:
    """Return the slopes at the rim: 0 at the horizontal, 1 at 45 degrees if the scales are equal."""
    shown = [pair for pair in zip(RIM_ANGLES, slopes, strict=True) if dial.low <= pair[0] <= dial.high]
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


@dataclass(frozen=True)
class Meter:
    """A panel with its meter.

    Attributes:
        name: the name of the point.
        panel: the boxes of the panel.
        plane: the plane that the curve is drawn on.
        dial: the dial below it.
        still: the parts that do not change while the tangent slides.
    """

    name: str
    panel: Panel
    plane: Plane
    dial: Dial
    still: dict[str, Part | Beside]


def panels_on(sheet: Sheet) -> tuple[Panel, ...]:
    """Return the panel of each point."""
    return panels_of(sheet, len(NAMES), HEAD, FOOT)


def meters_on(
    sheet: Sheet, pair: PairView, facts: SlopePair, theme: Theme, language: Language
) -> tuple[Meter, ...]:
    """Return the two panels with their meters, both of which have room for both slopes."""
    signs = facts.gentle.sign, facts.steep.sign
    found: list[Meter] = []
    for name, view, panel in zip(NAMES, pair.views, panels_on(sheet), strict=True):
        plane, dial = Plane(view, panel.plot, theme), dial_in(panel, signs)
        found.append(Meter(name, panel, plane, dial, _still(name, plane, dial, facts, language)))
    return tuple(found)


def _still(
    name: str, plane: Plane, dial: Dial, facts: SlopePair, language: Language
) -> dict[str, Part | Beside]:
    names = plane.axis_names(language)
    return {
        f"{name}-axes": plane.axes(),
        f"{name}_curve": plane.draw(getattr(facts, f"{name}_curve"), "curve"),
        f"{name}-dial": dial_part(dial, plane.theme),
        f"{name}-x": names["x-name"],
        f"{name}-y": names["y-name"],
        **dial_numbers(dial, name, facts.rim, language),
    }


def meter_parts(meter: Meter, facts: SlopePair, language: Language) -> dict[str, Part | Beside]:
    """Return a panel: curve, tangent, meter, and the words above and beside them."""
    name, plane = meter.name, meter.plane
    number, tangency = NAMES.index(name), facts.tangencies[name]
    read = reading_lettering(tangency, facts.stretch, language)
    lift = read.sizes(plane.theme.typeface)[0][1] + OVER_READING
    return {
        **meter.still,
        **tangency_parts(plane, tangency, name),
        f"{name}-needle": needle_part(meter.dial, facts.angles[number], plane.theme),
        f"{name}-head": head_label(meter.panel, point_lettering(name, tangency, language), lift),
        f"{name}-reading": _reading(meter.panel, meter.dial, read),
    }


def _reading(panel: Panel, dial: Dial, words: Lettering) -> Beside:
    """Return the reading as a label right of the dial, or above it if the dial stands beside the plot."""
    if panel.stacked:
        return head_label(panel, words)
    middle = (dial.at(dial.low, dial.radius)[1] + dial.at(dial.high, dial.radius)[1]) / 2
    at = np.array([[dial.center[0] + dial.radius + off, middle] for off in BESIDE])
    return Beside(
        lettering=words, by=at, ranked=True, sides=("right",), gap=0.0, reach=0.0, strict=True, priority=9
    )
