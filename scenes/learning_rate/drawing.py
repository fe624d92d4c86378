"""Drawing of descents side by side: the layout of the panels, the hops, and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from hillside.stage.drawing import Part, arrow, dot, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import LANDSCAPE, Box, Sheet, inset, panels
from mathcore import Polyline, Segment
from scenes.learning_rate.facts import NAMES, Trials
from scenes.learning_rate.words import rate_settings, verdict

HEADING_SIZES = (MEASURES.label, 42.0, 40.0, 38.0, 36.0, 34.0, 32.0, 30.0)
"""Type sizes of the rates, in layout pixels: all are set in the largest in which each of them fits."""


@dataclass(frozen=True)
class PanelLayout:
    """Space around the curve of a panel, in layout pixels.

    Attributes:
        gutter: between two panels side by side; half of it between two stacked ones.
        heading: above the curve, for the rate.
        verdict: below the curve, for the outcome of the descent.
        name: right of the curve, for the name of the axis.
        column: left of the curve on a tall sheet, for rate and verdict in one column.
    """

    gutter: float = 60.0
    heading: float = 104.0
    verdict: float = 120.0
    name: float = 50.0
    column: float = 330.0


LAYOUT = PanelLayout()


def trial_boxes(sheet: Sheet, count: int) -> tuple[tuple[Box, Box], ...]:
    """Return the box of the curve and the box of the words of each panel."""
    room = sheet.inside(MEASURES.margin)
    off = MEASURES.axis_off + MEASURES.axis_head / 2
    beside = room.width >= LANDSCAPE * room.height
    whole = panels(room, count, LAYOUT.gutter if beside else LAYOUT.gutter / 2)
    if beside:
        words, margins = (
            whole,
            {"left": off, "bottom": LAYOUT.verdict + off + MEASURES.clear, "top": LAYOUT.heading},
        )
    else:
        words = tuple(replace(box, right=box.left + LAYOUT.column - LAYOUT.gutter / 2) for box in whole)
        margins = {"left": LAYOUT.column + off, "bottom": off, "top": off}
    return tuple(
        (inset(box, right=off + LAYOUT.name, **margins), room) for box, room in zip(whole, words, strict=True)
    )


def trial_panel(
    facts: Trials, number: int, plane: Plane, room: Box, language: Language
) -> dict[str, Part | Beside]:
    """Return a descent on its curve, the rate above and the verdict below, with the words inside `room`."""
    name, trial, exit_hop = NAMES[number], facts.trials[number], facts.exits[number]
    descent = facts.hops[number]
    return {
        f"{name}-axes": plane.axes(),
        f"{name}-curve": plane.draw(facts.curve, "curve"),
        **({} if descent is None else {name: hops(plane, descent)}),
        **({} if exit_hop is None else {f"{name}-exit": exit_arrow(plane, exit_hop)}),
        f"{name}-start": plane.draw(facts.touch, "slope"),
        f"{name}-x-name": plane.axis_names(language)["x-name"],
        f"{name}-rate": _label(headings(facts, plane, room, language)[number], [(room.left, room.top)], room),
        f"{name}-fate": verdict_label(verdict(trial, language), plane.box, room),
    }


def hops(plane: Plane, descent: Polyline) -> Part:
    """Draw a descent: a line segment for each hop and a dot where it lands, appearing one after the other."""
    color, paper = plane.theme.slope, plane.theme.paper
    drawn: list[Part] = []
    for ends in pairwise(plane.points(descent.points)):
        drawn.append(stroke([np.array(ends)], color, MEASURES.legs))
        drawn.append(dot(ends[1], MEASURES.mark, color, paper, MEASURES.halo / 2))
    part = Part.in_turn(*drawn)
    part.plane = plane
    return part


def exit_arrow(plane: Plane, exit_hop: Segment) -> Part:
    """Draw the hop that leaves the picture as an arrow up to its edge."""
    return arrow(plane.ends(exit_hop), plane.theme.slope, MEASURES.legs, MEASURES.callout_head)


def headings(facts: Trials, plane: Plane, room: Box, language: Language) -> tuple[Lettering, ...]:
    """Return the rates, all in one type size, the last one compared with the limit."""
    over_axis = LAYOUT.heading - MEASURES.axis_off - MEASURES.axis_head / 2 - MEASURES.clear
    most = room.width, LAYOUT.heading if _in_column(plane.box, room) else over_axis
    limits = (*[None] * (len(NAMES) - 1), facts.bottom)
    rates = [
        rate_settings(trial.rate, limit, language) for trial, limit in zip(facts.trials, limits, strict=True)
    ]
    sized = [tuple(Lettering(settings=settings, size=size) for settings in rates) for size in HEADING_SIZES]
    fits = (each for each in sized if all(_fits(words, most, plane.theme) for words in each))
    return next(fits, sized[-1])


def _fits(words: Lettering, most: tuple[float, float], theme: Theme) -> bool:
    """Return whether some setting of the words is within the width and height `most`, in layout pixels."""
    return any(width <= most[0] and height <= most[1] for width, height in words.sizes(theme.typeface))


def _in_column(box: Box, room: Box) -> bool:
    """Return whether the words stand left of the curve, rather than above and below it."""
    return box.left >= room.right


def verdict_label(words: str, box: Box, room: Box) -> Beside:
    """Return the words below the curve in `box`, or in a column beside it, higher if they are long."""
    text = lettering(words, lines=(1, 2, 3, 4), size=MEASURES.name, least=MEASURES.small, role="slope")
    heights = (room.bottom + LAYOUT.verdict,)
    if _in_column(box, room):
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
