"""Drawing of two places of one curve: angles at the points, meters of steepness, and the labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan, degrees

import numpy as np

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part, arrow, disk, filled, stroke
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset, within_aspect
from scenes.shared.slopes.graph import curve_label
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.tangency import tangency_parts
from scenes.steepness.facts import NAMES, RIM_SLOPES, SlopePair
from scenes.steepness.words import angle_text, headline_settings, point_lettering, question_settings

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
