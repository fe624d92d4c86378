"""Two panels, each with a curve and a slope meter: what stands still in them, and what moves."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from scenes.shared.slopes.panel import Panel, head_words, panels_of
from scenes.shared.slopes.touching import touching_parts
from scenes.steepness.dial import Dial, dial_in, dial_numbers, dial_part, needle_part
from scenes.steepness.measured import NAMES, Measured
from scenes.steepness.meter_words import place_words, reading, reading_words
from scenes.steepness.steep_pair import Pair

HEAD, FOOT = 64.0, 230.0
"""Layout pixels for the words over each plot and for the meter under it."""
OVER_READING = 20.0
"""Layout pixels between the reading and the name of the place, where one stands over the other."""


@dataclass(frozen=True)
class Meter:
    """A panel with its meter.

    Attributes:
        name: of the place.
        panel: where the parts of the panel stand.
        plane: the plane that the curve is drawn on.
        dial: the meter under it.
        still: what does not change while the tangent slides.
    """

    name: str
    panel: Panel
    plane: Plane
    dial: Dial
    still: dict[str, Part | Beside]


def panels_on(sheet: Sheet) -> tuple[Panel, ...]:
    """Return the panel of each place."""
    return panels_of(sheet, len(NAMES), HEAD, FOOT)


def meters_on(
    sheet: Sheet, pair: Pair, facts: Measured, theme: Theme, language: Language
) -> tuple[Meter, ...]:
    """Return the two panels with their meters, which both have room for both slopes."""
    signs = facts.gentle.sign, facts.steep.sign
    found: list[Meter] = []
    for name, view, panel in zip(NAMES, pair.views, panels_on(sheet), strict=True):
        plane, dial = Plane(view, panel.plot, theme), dial_in(panel, signs)
        found.append(Meter(name, panel, plane, dial, _still(name, plane, dial, facts, language)))
    return tuple(found)


def _still(
    name: str, plane: Plane, dial: Dial, facts: Measured, language: Language
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


def meter_parts(meter: Meter, facts: Measured, language: Language) -> dict[str, Part | Beside]:
    """Return a panel: curve, tangent, meter, and the words over and beside them."""
    name, plane = meter.name, meter.plane
    number, place = NAMES.index(name), facts.places[name]
    read = reading_words(place, facts.stretch, language)
    lift = read.sizes(plane.theme.typeface)[0][1] + OVER_READING
    return {
        **meter.still,
        **touching_parts(plane, place, name),
        f"{name}-needle": needle_part(meter.dial, facts.angles[number], plane.theme),
        f"{name}-head": head_words(meter.panel, place_words(name, place, language), lift),
        f"{name}-reading": reading(meter.panel, meter.dial, read),
    }
