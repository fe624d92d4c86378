"""Drawing of the rate of change in every direction: the map, and steps down, up and along the level line."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from hillside.stage.drawing import Part, arrow, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, dashes, inset, within_aspect
from mathcore import Point, Segment
from scenes.steepest.facts import Facts

FAN, FAN_HEAD = 3.5, 20.0
"""Width of the arrows of the fan, and length of their heads, in layout pixels."""
RIGHT_ANGLE = 40.0
"""Side of the right-angle mark, in layout pixels."""
OVER = 82.0
"""Maximum distance of the steepest step's name above the map, in layout pixels."""
DASH, DASH_GAP = 9.0, 8.0
"""Dash and gap of the arrows uphill, in layout pixels, so that not only color distinguishes them."""


GAP, DOT_GAP = 10.0, 24.0
"""Distance of a name from the tip of its arrow, and from the middle of the dot, in layout pixels."""


def map_box(sheet: Sheet) -> Box:
    """Return the box of the map: below the line with the rate, with space for the names of the axes."""
    return within_aspect(
        inset(sheet.inside(MEASURES.margin), top=140, right=80, bottom=36, left=40), 0.55, 1.9
    )


def step_parts(plane: Plane, facts: Facts) -> dict[str, Part]:
    """Return the point with its steps; on flat ground only the point."""
    parts: dict[str, Part] = {}
    if facts.rose is not None and facts.level is not None and facts.descent is not None:
        parts["rose"] = plane.draw(facts.rose, "faint")
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
    color = plane.theme.slope if facts.rate < 0 else plane.theme.curve
    part = arrow(plane.ends(facts.step), color, MEASURES.arrow, MEASURES.arrow_head)
    part.plane = plane
    return part


def step_names(plane: Plane, facts: Facts, language: Language) -> Parts:
    """Return the names of the steps, on plates by their tips."""
    if facts.level is None or facts.descent is None:
        return {"flat-name": _name(_word(language.say("flat"), "ink"), plane, [facts.touch], gap=DOT_GAP)}
    beside = [step.end for step in facts.downhill if step != facts.descent]
    words, sign = plain(language.say("steepest descent")), formula("- nabla f")
    steepest = Lettering(settings=(f"{words} {sign}", f"{words}\\\n{sign}", sign), role="slope")
    return {
        "steepest-name": _name(steepest, plane, [facts.descent.end], priority=6, over=OVER),
        "level-name": _name(_word(language.say("level"), "ink"), plane, [facts.level.start, facts.level.end]),
        "uphill-name": _name(_word(language.say("uphill"), "curve"), plane, _tips(facts.uphill)),
        "downhill-name": _name(_word(language.say("downhill"), "slope"), plane, beside),
    }


def _word(text: str, role: Role) -> Lettering:
    return Lettering(settings=(plain(text),), size=MEASURES.name, least=MEASURES.small, role=role)


def _tips(steps: Iterable[Segment]) -> list[Point]:
    return [step.end for step in steps]


def _is_at_the_edge(plane: Plane, tips: Points) -> bool:
    """Return whether tips of arrows are beyond the map, so that their name may stand beside it."""
    low, high = (plane.box.left, plane.box.bottom), (plane.box.right, plane.box.top)
    return bool(((tips < low) | (tips > high)).any())


def _name(
    lettering: Lettering,
    plane: Plane,
    tips: list[Point],
    priority: int = 3,
    over: float = 0.0,
    gap: float = GAP,
) -> Beside:
    by: Points = plane.points(tips)
    return Beside(
        lettering=lettering,
        by=by,
        within=None if _is_at_the_edge(plane, by) else inset(plane.box.grown(-12), top=-over),
        own=("rose",),
        gap=gap,
        reach=90,
        leader=True,
        priority=priority,
        plate=True,
    )
