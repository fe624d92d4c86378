"""The words in the picture of a curve and its slope."""

from collections.abc import Mapping

import numpy as np

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, symbol
from hillside.stage.lettering.markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from mathcore import FeatureKind
from scenes.derivative.slope_curve import SlopeCurve
from scenes.derivative.slope_curve_parts import zero_height
from scenes.derivative.slope_curve_words import flat_word
from scenes.shared.slopes.curve import curve_label
from scenes.shared.slopes.slope import trend_of
from scenes.shared.slopes.slope_words import trend_word


def slope_curve_labels(
    facts: SlopeCurve, drawn: Mapping[str, Part], sheet: Sheet, language: Language
) -> dict[str, Beside]:
    """Return the names of both curves, the slope in a headline, and what each level place is."""
    labels = {"curve-name": curve_label(language)}
    traces = [name for name in drawn if name.startswith("traces-")]
    if traces:
        labels["trace-name"] = _trace_name(max(traces, key=lambda name: float(drawn[name].width)))
    if facts.touch is not None and facts.slope is not None:
        labels["slope"] = _slope_line(facts.touch.x, facts.slope, sheet, language)
    for number, kind in enumerate(facts.kinds, 1):
        labels[f"flat-name-{number}"] = _flat_label(number, kind, language)
    return labels


def _trace_name(trace: str) -> Beside:
    name = Lettering(settings=(formula("y = f'(x)"),), size=MEASURES.name, role="slope")
    return Beside(lettering=name, by=trace, sides=("above left", "above", "right"), reach=60, priority=4)


def _slope_line(place: float, slope: float, sheet: Sheet, language: Language) -> Beside:
    x, value = quoted(language.numeral(place)), quoted(language.numeral(slope))
    equation, word = formula(f"f'({x}) = {value}"), plain(trend_word(trend_of(slope), language))
    ways = (f"{equation}#h(0.8em){word}", equation)
    return headline(Lettering(settings=ways, role="slope"), sheet.inside(MEASURES.margin), language)


def _flat_label(number: int, kind: str, language: Language) -> Beside:
    """What the level place of that number is, over a hilltop and under a valley where there is room."""
    return Beside(
        lettering=Lettering(settings=(plain(flat_word(kind, language)),), size=MEASURES.small),
        by=f"flats-{number}",
        sides=("above", "below")[:: -1 if kind == FeatureKind.MINIMUM.value else 1],
        gap=24.0,
        leader=True,
        priority=4,
    )


def slope_axis_names(plane: Plane, language: Language) -> dict[str, Beside]:
    """The names of the axes of f′, and the zero on the one of the slope: y′ where the word is too long."""
    left, right = plane.box.left - MEASURES.axis_off, plane.box.right + MEASURES.axis_off
    top, zero = plane.box.top + MEASURES.axis_off, zero_height(plane)
    ways = plain(language.say("slope")), formula("y'")
    return {
        "slope-x-name": _name((symbol("x", language),), (right, zero), ("right", "below", "above right")),
        "slope-y-name": _name(ways, (left, top), ("left", "above", "right")),
        "zero-name": _name(("$0$",), (left, zero), ("left",)),
    }


def _name(settings: tuple[str, ...], by: tuple[float, float], sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=settings, size=MEASURES.name, least=MEASURES.small, role="faint"),
        by=np.array([by]),
        sides=sides,
        own=("slope-axes",),
        reach=60,
        priority=9,
    )
