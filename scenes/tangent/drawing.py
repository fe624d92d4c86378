"""Drawing of the tangent and of a corner: strokes, headline and callouts."""

from __future__ import annotations

import numpy as np

from hillside.stage.axes import OVER, Axes
from hillside.stage.drawing import Part
from hillside.stage.labels import Beside, Instead, Pointing, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, plot_under
from mathcore import Point
from scenes.shared.slopes.corner import Corner, side_parts
from scenes.shared.slopes.graph import leg_fill, leg_lines
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.tangent.facts import APART, Facts, Slope, is_on_curve
from scenes.tangent.words import question_markup, running_settings, slope_settings, tangent_words

HEADROOM = 180
"""Space above the plot, for the line with the slope and the callout of the tangent, in layout pixels."""


def plot_box(sheet: Sheet) -> Box:
    """Return the box of the curve: below the line with the slope."""
    return plot_under(sheet, HEADROOM)


def slope_parts(axes: Axes, facts: Slope) -> dict[str, Part]:
    """Return the strokes of the picture: axes, curve, triangle, tangent, and the touch point on top."""
    plane = axes.plane
    return {
        **axes.drawn(),
        **leg_fill(plane, facts),
        **curve_parts(plane, facts.curve),
        **leg_lines(plane, facts),
        "tangent": plane.dashed(facts.tangent, "slope"),
        "touch": plane.draw(facts.touch, "slope"),
    }


def corner_parts(axes: Axes, facts: Corner) -> dict[str, Part]:
    """Return the strokes of the picture: axes, curve, the two tangents, and the corner on top."""
    plane = axes.plane
    return {
        **axes.drawn(),
        **curve_parts(plane, facts.curve),
        **side_parts(plane, facts),
        "touch": plane.draw(facts.touch, "slope"),
    }


def asked_parts(axes: Axes, facts: Facts) -> dict[str, Part]:
    """Return the strokes of the picture without what tells its slope; at a corner, without a tangent."""
    plane = axes.plane
    line = {"tangent": plane.dashed(facts.tangent, "slope")} if isinstance(facts, Slope) else {}
    touch = {"touch": plane.draw(facts.touch, "slope")}
    return {**axes.drawn(), **curve_parts(plane, facts.curve), **line, **touch}


def question_headline(facts: Facts, sheet: Sheet, language: Language) -> Beside:
    """Return the line above the picture that asks for the derivative."""
    line = Lettering(settings=(question_markup(facts, language),), size=MEASURES.formula, role="ink")
    return headline(line, sheet.inside(MEASURES.margin), language)


def slope_headline(facts: Slope, sheet: Sheet, language: Language) -> Beside:
    """Return the line above the picture: the derivative as rise over run, and the word for its trend."""
    settings = slope_settings(facts, language)
    line = Lettering(settings=settings, size=MEASURES.formula, least=MEASURES.least_label, role="ink")
    return headline(line, sheet.inside(MEASURES.margin), language)


def running_slope(facts: Slope, plane: Plane, language: Language) -> Instead:
    """Return the slope that changes while the point slides, where that line will stand."""
    line = Lettering(
        settings=running_settings(facts, plane.view, language), size=MEASURES.formula, role="ink"
    )
    return Instead(lettering=line, of="slope")


def slope_callout(
    own: str | None, plane: Plane, facts: Slope, language: Language, within: Box | None = None
) -> Pointing:
    """Return the words with an arrow to the tangent that avoids dot and triangle.

    Args:
        own: the lecturer's words; None for the default.
        plane: the plane of the drawing.
        facts: the slope.
        language: the language of the default words.
        within: the box that the words stay in, or None for anywhere.
    """
    avoid = [facts.touch, facts.corners[2]] if facts.measurable else [facts.touch]
    return Pointing(
        lettering=lettering(tangent_words(own, language), lines=(1, 2, 3, 4, 5), least=MEASURES.least_label),
        to="tangent",
        also=_lines_under(plane, facts),
        over=OVER,
        avoid=plane.points(avoid),
        within=within,
        priority=8,
    )


def _lines_under(plane: Plane, facts: Slope) -> tuple[str, ...]:
    """Return the names of the lines so close to the tangent that no arrow can touch the tangent alone."""
    curve = is_on_curve(facts.curve.f, plane.view, facts.touch, facts.tangent)
    ends, axis = plane.ends(facts.tangent)[:, 1], plane.to_sheet(np.zeros((1, 2)))[0, 1]
    level = bool((abs(ends - axis) < APART).all())
    return (*(("curve",) if curve else ()), *(("axes", "ticks") if level else ()))


def own_callout(own: str | None, plane: Plane, touch: Point, to: str) -> dict[str, Pointing]:
    """Return the lecturer's own words, if there are any, with an arrow to a tangent where there is no slope.

    The default words would not be true there.
    """
    if own is None:
        return {}
    callout = Pointing(
        lettering=lettering(own, least=MEASURES.least_label),
        to=to,
        also=("curve", "axes", "ticks"),
        over=OVER,
        avoid=plane.points([touch]),
        priority=7,
    )
    return {"callout": callout}
