"""Drawing of the rate of change in every direction: the map, and steps down, up and along the level line."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

import numpy as np

from hillside.stage.drawing import Part, arrow, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points, dashes
from mathcore import Point, Polyline, Segment
from scenes.shared.axis_names import sides_toward
from scenes.steepest.facts import FIRST_TURN, Facts
from scenes.steepest.words import role_of, signed

FAN, FAN_HEAD = 4.0, 22.0
"""Width of the arrows of the fan, and length of their heads, in layout pixels."""
STEEPEST, STEEPEST_HEAD = 9.0, 40.0
"""The same of the steepest descent, or of the step that is turned away from it."""
CIRCLE = 3.0
"""Width of the curve through the tips of all arrows, in layout pixels."""
PIECES = 36
"""Number of pieces in which this curve appears, evenly in angle, as the step turns."""
RIGHT_ANGLE = 34.0
"""Side of the right-angle mark, in layout pixels."""
DASH, DASH_GAP = 11.0, 8.0
"""Dash and gap of the arrows uphill, in layout pixels, so that not only color distinguishes them."""
AROUND_MAP = 60.0
"""How far a name may reach beyond the map, in layout pixels."""
AROUND_STEEPEST = 3
"""Number of arrows uphill, the steepest first, by one of which their name stands."""
GAP, DOT_GAP = 12.0, 24.0
"""Distance of a name from the tip of its arrow, and from the middle of the dot, in layout pixels."""
VALUES = 3
"""Maximum number of level lines with their values."""


def step_parts(plane: Plane, facts: Facts) -> dict[str, Part]:
    """Return the point with its steps; on flat ground only the point."""
    parts: dict[str, Part] = {}
    if facts.rose is not None and facts.level is not None and facts.descent is not None:
        parts["rose"] = _rose(plane, facts.rose, FIRST_TURN)
        parts["level"] = plane.dashed(facts.level, "ink")
        parts["uphill"] = Part.of(*(_uphill_arrow(plane, step) for step in facts.uphill))
        parts["downhill"] = Part.of(*(_fan_arrow(plane, step) for step in facts.downhill))
        parts["right-angle"] = _right_angle(plane, facts.descent)
        parts["step"] = _step(plane, facts)
    parts["touch"] = plane.draw(facts.touch, "ink")
    return parts


def _right_angle(plane: Plane, descent: Segment) -> Part:
    """Return the right-angle mark between level line and steepest descent, clear of the point's dot."""
    corner, tip = plane.ends(descent)
    down = (tip - corner) / np.hypot(*(tip - corner))
    along = np.array([-down[1], down[0]])
    path = corner + RIGHT_ANGLE * np.array([along, along + down, down])
    return stroke([path], plane.theme.ink, MEASURES.callout)


def _fan_arrow(plane: Plane, step: Segment) -> Part:
    return arrow(plane.ends(step), plane.theme.slope, FAN, FAN_HEAD)


def _uphill_arrow(plane: Plane, step: Segment) -> Part:
    start, tip = plane.ends(step)
    length = float(np.hypot(*(tip - start)))
    head = min(FAN_HEAD, length / 2)
    neck = tip + (start - tip) * head / length
    color = plane.theme.curve
    shaft = stroke(dashes(np.array([start, neck]), DASH, DASH_GAP), color, FAN)
    return Part.of(shaft, arrow(np.array([neck, tip]), color, FAN, 2 * head))


def _step(plane: Plane, facts: Facts) -> Part:
    if facts.step is None:
        return Part()
    part = arrow(plane.ends(facts.step), plane.theme.color(role_of(facts.rate)), STEEPEST, STEEPEST_HEAD)
    part.plane = plane
    return part


def _rose(plane: Plane, rose: Polyline, first_turn: float) -> Part:
    """Return the curve through the tips of all arrows, downhill and uphill in their colors, in turn."""
    points = plane.points(rose.points)
    size = (len(points) - 1) // PIECES
    pieces = [points[first : first + size + 1] for first in range(0, len(points) - 1, size)]
    middles = [first_turn - 360 * (number + 0.5) / PIECES for number in range(PIECES)]
    colors = [plane.theme.slope if cos(radians(turn)) > 0 else plane.theme.curve for turn in middles]
    part = Part.in_turn(
        *(stroke([piece], color, CIRCLE) for piece, color in zip(pieces, colors, strict=True))
    )
    part.plane = plane
    return part


def step_names(plane: Plane, facts: Facts, language: Language, *, turned: bool) -> Parts:
    """Return the names of the steps with their rates, by their tips; also that of a turned step if asked."""
    if facts.level is None or facts.descent is None:
        return {
            "flat-name": _name(
                _word(language.say("flat"), "ink"), plane, facts.touch, [facts.touch], gap=DOT_GAP
            )
        }
    say = language.say
    words, sign = plain(say("steepest descent")), formula("- nabla f")
    steepest = Lettering(
        settings=(f"{words} {sign}", f"{words}\\\n{sign}", sign), size=MEASURES.least_label, role="slope"
    )
    climb = say("uphill: {rate}", rate=signed(facts.steepness, language))
    flat = say("level: {rate}", rate=language.numeral(0.0))
    own = {} if facts.step is None or not turned else _turned_name(plane, facts, facts.step, language)
    return {
        "steepest-name": _name(
            steepest, plane, facts.touch, [facts.descent.end], "step", "downhill", priority=6
        ),
        **own,
        "level-name": _name(
            _word(flat, "ink"), plane, facts.touch, [facts.level.start, facts.level.end], "level"
        ),
        "uphill-name": _name(
            _word(climb, "curve"),
            plane,
            facts.touch,
            _tips(facts.uphill[:AROUND_STEEPEST]),
            "uphill",
            strict=True,
        ),
    }


def _turned_name(plane: Plane, facts: Facts, step: Segment, language: Language) -> dict[str, Beside]:
    words = language.say("turned {turn}°: {rate}", turn=abs(facts.turn), rate=signed(facts.rate, language))
    return {
        "step-name": _name(
            _word(words, role_of(facts.rate)), plane, facts.touch, [step.end], "step", priority=5
        )
    }


def _word(text: str, role: Role) -> Lettering:
    return Lettering(settings=(plain(text),), size=MEASURES.least_label, least=MEASURES.small, role=role)


def _tips(steps: Iterable[Segment]) -> list[Point]:
    return [step.end for step in steps]


def _name(
    lettering: Lettering,
    plane: Plane,
    touch: Point,
    tips: list[Point],
    *own: str,
    priority: int = 3,
    gap: float = GAP,
    strict: bool = False,
) -> Beside:
    by: Points = plane.points(tips)
    away = by[0] - plane.points([touch])[0]
    return Beside(
        lettering=lettering,
        by=by,
        within=plane.box.grown(AROUND_MAP),
        sides=sides_toward(away) if away.any() else (),
        strict=strict,
        own=("rose", *own),
        gap=gap,
        reach=110,
        leader=True,
        priority=priority,
        halo=plane.theme.paper,
    )
