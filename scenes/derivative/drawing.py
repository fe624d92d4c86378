"""Drawing of a curve above its slope: axes, guides, the growing trace, and the labels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, stroke
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, markup_of, symbol
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, inset, within_aspect
from mathcore import FeatureKind, Point
from scenes.derivative.facts import SlopeCurve, Views, pieces_of
from scenes.derivative.words import level_word
from scenes.shared.slopes.graph import curve_label, small_dot
from scenes.shared.slopes.tangency import trend_of, trend_word

DASH, GAP = 6.0, 12.0
"""Dash and gap of a guide, in layout pixels: finer than those of a tangent."""
BETWEEN = 130.0
"""Space between the two planes, for the axes and the name of the lower one, in layout pixels."""
MAX_ASPECT, MIN_ASPECT = 3.2, 0.8
"""Maximum and minimum aspect of a plane: width over height."""


def planes(views: Views, sheet: Sheet, theme: Theme) -> tuple[Plane, Plane]:
    """Return the planes of f and, below it on every sheet, of f′, with the same window of x."""
    above = curve_box(sheet)
    middle = _room(sheet).center[1]
    below = Box(above.left, 2 * middle - above.top, above.right, 2 * middle - above.bottom)
    return Plane(views.curve, above, theme), Plane(views.slope, below, theme)


def curve_box(sheet: Sheet) -> Box:
    """Return the box of f; that of f′ has the same size."""
    room = _room(sheet)
    half = inset(room, bottom=(room.height + BETWEEN) / 2)
    return within_aspect(half, MIN_ASPECT, MAX_ASPECT)


def _room(sheet: Sheet) -> Box:
    return inset(sheet.inside(MEASURES.margin), top=130, right=80, bottom=10, left=90)


def slope_axes(plane: Plane) -> Part:
    """Draw the axes of f′: the x-axis is at height 0, where the sign of the slope changes."""
    zero = zero_height(plane)
    off, left = MEASURES.axis_off, plane.box.left - MEASURES.axis_off
    across = np.array([[left, zero], [plane.box.right + off, zero]])
    up = np.array([[left, plane.box.bottom], [left, plane.box.top + off]])
    return Part.of(
        *(arrow(line, plane.theme.faint, MEASURES.axis, MEASURES.axis_head) for line in (across, up))
    )


def zero_height(plane: Plane) -> float:
    """Return the y-coordinate on the sheet of slope 0, in layout pixels."""
    return float(plane.points([Point(plane.view.x.low, 0.0)])[0, 1])


def curve_and_slope(above: Plane, below: Plane, facts: SlopeCurve) -> dict[str, Part]:
    """Return the strokes of both planes: axes, guides, curves, critical points, the point and its tangent."""
    flats, zeros = enumerate(facts.flats, 1), enumerate(facts.zeros, 1)
    parts = {"axes": above.axes(), "slope-axes": slope_axes(below)}
    parts |= {f"guides-{number}": _guide(above, below, flat) for number, flat in enumerate(facts.flats, 1)}
    if facts.touch is not None:
        parts["guide"] = _guide(above, below, facts.touch)
    parts["curve"] = above.draw(facts.curve, "curve")
    parts |= _traces(below, facts)
    parts |= {f"flats-{number}": small_dot(above, flat, "ink") for number, flat in flats}
    parts |= {f"zeros-{number}": small_dot(below, zero, "ink") for number, zero in zeros}
    if facts.tangent is not None and facts.touch is not None:
        parts["tangent"] = above.dashed(facts.tangent, "slope")
        parts["touch"] = above.draw(facts.touch, "slope")
    if facts.value is not None and facts.height is not None:
        parts["height"] = below.draw(facts.height, "slope")
        parts["value"] = below.draw(facts.value, "slope")
    return parts


def _guide(above: Plane, below: Plane, point: Point) -> Part:
    """Draw a fine dashed line from a point of f straight down to the axis of f′."""
    ends = np.vstack([above.points([point]), below.points([Point(point.x, 0.0)])])
    return dashed(ends, above.theme.faint, MEASURES.axis, DASH, GAP)


def _traces(plane: Plane, facts: SlopeCurve) -> dict[str, Part]:
    """Return the traced part of the graph of f′ in pieces `traces-1` and so on, those that are visible.

    The whole graph is sampled once and cut off where the trace ends.
    """
    found: dict[str, Part] = {}
    pieces = pieces_of(facts.curve.f, facts.curve.over)
    for number, (whole, graph) in enumerate(zip(pieces, facts.traces, strict=False), 1):
        end = float(plane.points([Point(graph.over.high, 0.0)])[0, 0])
        lines = [line for piece in plane.curve(whole) if len(line := _up_to(piece, end)) > 1]
        if lines:
            part = stroke(lines, plane.theme.slope, MEASURES.curve)
            part.plane = plane
            found[f"traces-{number}"] = part
    return found


def _up_to(line: Points, end: float) -> Points:
    """Return the part of a polyline from left to right that lies left of `end`.

    >>> _up_to(np.array([[0.0, 0.0], [4.0, 8.0]]), 1.0).tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """
    if line[-1, 0] <= end:
        return line
    kept = line[line[:, 0] < end]
    if not len(kept):
        return kept
    return np.vstack([kept, [end, np.interp(end, line[:, 0], line[:, 1])]])


def slope_curve_labels(
    facts: SlopeCurve, drawn: Mapping[str, Part], sheet: Sheet, language: Language
) -> dict[str, Beside]:
    """Return the names of both curves, the slope in a headline, and the kind of each critical point."""
    labels = {"curve-name": curve_label(language)}
    traces = [name for name in drawn if name.startswith("traces-")]
    if traces:
        labels["trace-name"] = _trace_name(max(traces, key=lambda name: float(drawn[name].width)), language)
    if facts.touch is not None and facts.slope is not None:
        labels["slope"] = _slope_headline(facts.touch.x, facts.slope, sheet, language)
    for number, kind in enumerate(facts.kinds, 1):
        labels[f"flat-name-{number}"] = _flat_label(number, kind, language)
    return labels


def _trace_name(trace: str, language: Language) -> Beside:
    slope = formula(f"y = {markup_of('f', language)}'({markup_of('x', language)})")
    name = Lettering(settings=(slope,), size=MEASURES.name, role="slope")
    return Beside(lettering=name, by=trace, sides=("above left", "above", "right"), reach=60, priority=4)


def _slope_headline(x: float, slope: float, sheet: Sheet, language: Language) -> Beside:
    place, value = quoted(language.numeral(x)), quoted(language.numeral(slope))
    equation = formula(f"{markup_of('f', language)}'({place}) = {value}")
    word = plain(trend_word(trend_of(slope), language))
    settings = (f"{equation}#h(0.8em){word}", equation)
    return headline(Lettering(settings=settings, role="slope"), sheet.inside(MEASURES.margin), language)


def _flat_label(number: int, kind: str, language: Language) -> Beside:
    """Return the label of a critical point, its kind: above a maximum and below a minimum if possible."""
    return Beside(
        lettering=Lettering(settings=(plain(level_word(kind, language)),), size=MEASURES.small),
        by=f"flats-{number}",
        sides=("above", "below")[:: -1 if kind == FeatureKind.MINIMUM.value else 1],
        gap=24.0,
        leader=True,
        priority=4,
    )


def slope_axis_names(plane: Plane, language: Language) -> dict[str, Beside]:
    """Return the names of the axes of f′ and its 0; y′ where the word is too long."""
    left, right = plane.box.left - MEASURES.axis_off, plane.box.right + MEASURES.axis_off
    top, zero = plane.box.top + MEASURES.axis_off, zero_height(plane)
    slope = plain(language.say("slope")), formula(f"{markup_of('y', language)}'")
    return {
        "slope-x-name": _name((symbol("x", language),), (right, zero), ("right", "below", "above right")),
        "slope-y-name": _name(slope, (left, top), ("left", "above", "right")),
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
