"""Descents on a curve drawn side by side: where each panel is, its hops, and the words by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from mathcore import Polyline, Segment
from stage.box import Box
from stage.descents.trial_words import told_fate, told_rate
from stage.descents.trials import NAMES, Trials
from stage.drawing import Part, arrow, dot, stroke
from stage.labels import Beside
from stage.lettering.language import Language
from stage.lettering.lettering import Lettering, lettering
from stage.look.theme import MEASURES
from stage.plane import Plane
from stage.sheet import LANDSCAPE, Sheet, inset, panels

GUTTER = 60.0
HEADING = 104.0
"""Layout pixels over a curve for the rate,"""
VERDICT = 120.0
"""and under it for what becomes of the descent."""
LEAST = 30.0
NAME = 50.0
"""Right of the curve, for the name of the axis."""
COLUMN = 330.0
"""In a tall sheet both stand in a column of this width left of the curve."""


def trial_boxes(sheet: Sheet, count: int) -> tuple[tuple[Box, Box], ...]:
    """For each panel the box of its curve and the box that its words stay in."""
    room = sheet.inside(MEASURES.margin)
    off = MEASURES.axis_off + MEASURES.axis_head / 2
    beside = room.width >= LANDSCAPE * room.height
    whole = panels(room, count, GUTTER if beside else GUTTER / 2)
    if beside:
        words, margins = whole, {"left": off, "bottom": VERDICT + off + MEASURES.clear, "top": HEADING}
    else:
        words = tuple(replace(box, right=box.left + COLUMN - GUTTER / 2) for box in whole)
        margins = {"left": COLUMN + off, "bottom": off, "top": off}
    return tuple(
        (inset(box, right=off + NAME, **margins), room) for box, room in zip(whole, words, strict=True)
    )


def trial_panel(
    facts: Trials, number: int, plane: Plane, room: Box, language: Language
) -> dict[str, Part | Beside]:
    """One descent on the curve, the rate over it and the verdict under it; ``room`` is that of the words."""
    name, trial, exit_hop = NAMES[number], facts.trials[number], facts.exits[number]
    way: Polyline | None = getattr(facts, name)
    limit = facts.bottom if name == NAMES[-1] else None
    return {
        f"{name}-axes": plane.axes(),
        f"{name}-curve": plane.draw(facts.curve, "curve"),
        **({} if way is None else {name: hops(plane, way)}),
        **({} if exit_hop is None else {f"{name}-exit": exit_arrow(plane, exit_hop)}),
        f"{name}-start": plane.draw(facts.touch, "slope"),
        f"{name}-x-name": plane.axis_names(language)["x-name"],
        f"{name}-rate": heading(told_rate(trial.rate, limit, language), room),
        f"{name}-fate": verdict(told_fate(trial, language), plane.box, room),
    }


def hops(plane: Plane, way: Polyline) -> Part:
    """A descent on a curve: a straight line for each hop, a dot where it lands; it comes on step by step."""
    color, paper = plane.theme.slope, plane.theme.paper
    turns: list[Part] = []
    for ends in pairwise(plane.points(way.points)):
        turns.append(stroke([np.array(ends)], color, MEASURES.legs))
        turns.append(dot(ends[1], MEASURES.mark, color, paper, MEASURES.halo / 2))
    part = Part.in_turn(*turns)
    part.plane = plane
    return part


def exit_arrow(plane: Plane, exit_hop: Segment) -> Part:
    """The hop that leads out of the picture, up to its edge."""
    return arrow(plane.ends(exit_hop), plane.theme.slope, MEASURES.legs, MEASURES.callout_head)


def heading(settings: tuple[str, ...], room: Box) -> Beside:
    """Typst markup, set in one of these ways, at the top of a panel."""
    return _label(Lettering(settings=settings, least=LEAST), [(room.left, room.top)], room)


def verdict(words: str, box: Box, room: Box) -> Beside:
    """Words under the curve in ``box``; in a column, level with its middle, or higher if they are many."""
    text = lettering(words, lines=(1, 2, 3, 4), size=MEASURES.name, least=MEASURES.small, role="slope")
    heights = (room.bottom + VERDICT,)
    if box.left >= room.right:
        heights = (box.center[1], *(room.top - share * room.height for share in (0.4, 0.3, 0.2)))
    return _label(text, [(room.left, y) for y in heights], room)


def _label(words: Lettering, corners: list[tuple[float, float]], within: Box) -> Beside:
    return Beside(
        lettering=words,
        by=np.array(corners),
        ranked=True,
        sides=("below right",),
        gap=0.0,
        reach=0.0,
        strict=True,
        within=within,
        priority=9,
    )
