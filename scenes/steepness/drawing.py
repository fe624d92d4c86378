"""Drawing of a gentle and a steep point on one curve: tangents, their angles, and the words beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part, filled, stroke
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset, within_aspect
from scenes.shared.slopes.graph import curve_label
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.tangency import tangency_parts
from scenes.steepness.facts import NAMES, SlopePair
from scenes.steepness.words import angle_text, headline_settings, point_lettering, question_settings

HEADROOM = 112.0
"""Space above the plot, for the formula of the derivative, in layout pixels."""
PLOT_SHARE, PLOT_SHARE_BELOW = 0.61, 0.62
"""Share of the width for the plot with the meter beside it, and of the height with the meter below it."""
WEDGE = 0.2
"""Radius of the arcs of the angles, as a share of the plot's shorter side,"""
WEDGE_BASE = 1.25
"""and length of the horizontal from which an angle is measured, as a multiple of that radius."""
LEAST_ANGLE = 2.0
"""Minimum angle in degrees that an arc can show."""


def boxes_on(sheet: Sheet) -> tuple[Box, Box]:
    """Return the box of the plot and the box of the meter, which stands beside it or below it."""
    inside = sheet.inside(MEASURES.margin)
    if inside.width >= LANDSCAPE * inside.height:
        edge = inside.left + PLOT_SHARE * inside.width
        room, meter = (
            Box(inside.left, inside.bottom, edge, inside.top),
            Box(edge, inside.bottom, inside.right, inside.top),
        )
    else:
        edge = inside.top - PLOT_SHARE_BELOW * inside.height
        room, meter = (
            Box(inside.left, edge, inside.right, inside.top),
            Box(inside.left, inside.bottom, inside.right, edge),
        )
    plot = inset(room, top=HEADROOM + MEASURES.axis_off, left=50, right=70, bottom=64)
    return within_aspect(plot, 0.8, 2.2), meter


def pair_parts(axes: Axes, facts: SlopePair) -> dict[str, Part]:
    """Return the strokes of the plot: axes, curve, and at each point its angle, its tangent and its dot."""
    plane = axes.plane
    marks, wedges, lines = dict[str, Part](), dict[str, Part](), dict[str, Part]()
    for name, angle in zip(NAMES, facts.angles, strict=True):
        tangency = facts.tangencies[name]
        own = axes.point_mark(tangency.touch)
        marks |= {part.replace("at-", f"{name}-"): drawn for part, drawn in own.items()}
        center = plane.points([tangency.touch])[0]
        wedges |= _wedge(plane, center, angle, name)
        lines |= _arc(plane, center, angle, name) | tangency_parts(plane, tangency, name)
    return {**axes.drawn(), **wedges, **marks, **curve_parts(plane, facts.curve), **lines}


def _wedge(plane: Plane, center: Points, angle: float, name: str) -> dict[str, Part]:
    """Return the inside of the angle between the horizontal and a tangent, if it can be seen."""
    if abs(angle) < LEAST_ANGLE:
        return {}
    corners = np.vstack([center, _arc_points(plane, center, angle)])
    return {f"{name}-wedge": filled(corners, plane.theme.slope_fill)}


def _arc(plane: Plane, center: Points, angle: float, name: str) -> dict[str, Part]:
    """Return the horizontal at a point, and the arc from it to the tangent."""
    end = center + np.array([WEDGE_BASE * _radius(plane), 0.0])
    base = stroke([np.array([center, end])], plane.theme.faint, MEASURES.axis)
    if abs(angle) < LEAST_ANGLE:
        return {f"{name}-arc": base}
    arc = stroke([_arc_points(plane, center, angle)], plane.theme.slope, MEASURES.legs)
    return {f"{name}-arc": Part.of(base, arc)}


def _arc_points(plane: Plane, center: Points, angle: float) -> Points:
    turned = np.radians(np.linspace(0.0, angle, max(2, round(abs(angle)))))
    return center + _radius(plane) * np.column_stack([np.cos(turned), np.sin(turned)])


def _radius(plane: Plane) -> float:
    return WEDGE * min(plane.box.width, plane.box.height)


def pair_labels(axes: Axes, facts: SlopePair, language: Language, at: dict[str, str]) -> dict[str, Beside]:
    """Return the names on the plot: axes, curve, and at each point its kind, its slope and its angle.

    Args:
        axes: the axes.
        facts: the facts.
        language: the language.
        at: x of each point as it is written on the axis, by the name of the point.
    """
    touches = [tangency.touch for tangency in facts.tangencies.values()]
    kept = [axes.names(language, point=touch) for touch in touches]
    names = {name: label for name, label in kept[0].items() if name in kept[1]}
    found = {**names, "curve-name": curve_label(language, facts.curve.f)}
    for name, tangency in facts.tangencies.items():
        on_axis = axes.point_name(tangency.touch, plain(language.isolated(at[name])))
        own = tuple(part.replace("at-", f"{name}-") for part in on_axis.own)
        found[f"{name}-name"] = replace(on_axis, own=own, leader=True)
        found[f"{name}-head"] = _head(axes.plane, facts, name, language)
        if facts.stretch == 1:
            found[f"{name}-angle"] = _angle_label(axes.plane, facts, name, language)
    return found


def _head(plane: Plane, facts: SlopePair, name: str, language: Language) -> Beside:
    """Return the kind of a point and its slope, beside the end of its tangent or beside its dot."""
    tangency, angle = facts.tangencies[name], facts.angles[NAMES.index(name)]
    line = tangency.tangent
    ends = [tangency.touch, *(line.at(share) for share in (1.0, 0.9, 0.8, 0.7, 0.0, 0.1, 0.2, 0.3))]
    under, over = ("below", "above") if angle >= 0 else ("above", "below")
    return Beside(
        lettering=point_lettering(name, tangency, language),
        by=plane.points(ends[1:5] + ends[:1] + ends[5:]),
        ranked=True,
        sides=("right", f"{under} right", f"{over} left", "left", f"{over} right"),
        own=(f"{name}-touch", f"{name}-tangent", f"{name}-arc", f"{name}-wedge", f"{name}-angle", "curve"),
        gap=22.0,
        reach=80.0,
        leader=True,
        priority=7,
    )


def _angle_label(plane: Plane, facts: SlopePair, name: str, language: Language) -> Beside:
    """Return the angle of a tangent in degrees, outside of its arc."""
    tangency, angle = facts.tangencies[name], facts.angles[NAMES.index(name)]
    center = plane.points([tangency.touch])[0]
    turned = np.radians([angle * share for share in (0.5, 0.35, 0.65, 0.2, 0.8)])
    by = center + _radius(plane) * np.column_stack([np.cos(turned), np.sin(turned)])
    over, under = ("above", "below") if angle >= 0 else ("below", "above")
    return Beside(
        lettering=Lettering(
            settings=(plain(language.isolated(angle_text(tangency, language))),),
            size=MEASURES.point_name,
            least=MEASURES.small,
            role="slope",
        ),
        by=by,
        ranked=True,
        sides=("right", f"{over} right", f"{under} right", under, over),
        own=(f"{name}-arc", f"{name}-wedge", f"{name}-tangent"),
        gap=12.0,
        reach=60.0,
        leader=True,
        priority=8,
        optional=True,
    )


def pair_question(facts: SlopePair, sheet: Sheet, language: Language) -> Beside:
    """Return the question for the numbers, and how the heights are scaled."""
    line = Lettering(
        settings=question_settings(facts, language), size=MEASURES.label, least=MEASURES.least_label
    )
    return headline(line, sheet.inside(MEASURES.margin), language)


def pair_headline(facts: SlopePair, sheet: Sheet, language: Language) -> dict[str, Beside]:
    """Return the line above the picture: the derivative as a function, and how the heights are scaled."""
    settings = headline_settings(facts, language)
    if not settings:
        return {}
    line = Lettering(settings=settings, size=MEASURES.formula, least=MEASURES.least_label, role="ink")
    return {"formula": headline(line, sheet.inside(MEASURES.margin), language)}
