"""Drawing of the training figure: the layout of graphs and loop, and the error curve."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import formula
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, columns, inset
from scenes.training.facts import Facts
from scenes.training.loop import Loop, loop_in

WIDE, TALL = 1.5, 0.8
"""Aspects: above the first, the stages stand side by side; below the second, the graphs are stacked."""
ACROSS_HEIGHT, ROWS_HEIGHT, TALL_HEIGHT = 258.0, 508.0, 780.0
"""Height of the loop on a wide, a square and a tall sheet, in layout pixels."""
GUTTER = 44.0
"""Space between the loop and the graphs, in layout pixels."""


@dataclass(frozen=True)
class Layout:
    """The boxes of the two graphs, and the layout of the loop."""

    data: Box
    error: Box
    loop: Loop


def layout_on(sheet: Sheet) -> Layout:
    """Return graphs above the loop; its stages are side by side on a wide sheet, else stacked."""
    room = sheet.inside(MEASURES.margin)
    aspect = room.width / room.height
    height = ACROSS_HEIGHT if aspect >= WIDE else ROWS_HEIGHT if aspect >= TALL else TALL_HEIGHT
    loop = loop_in(Box(room.left, room.bottom, room.right, room.bottom + height), across=aspect >= WIDE)
    over = inset(room, bottom=height + GUTTER)
    if aspect >= TALL:
        data, error = columns(over, (1.25, 1.0), 2 * GUTTER)
    else:
        middle = over.bottom + 0.42 * (over.height - GUTTER)
        error = inset(over, top=over.top - middle)
        data = inset(over, bottom=middle + GUTTER - over.bottom)
    return Layout(_graph(data), _graph(error), loop)


def _graph(box: Box) -> Box:
    """Return the box without the space for the axes and their names."""
    return inset(box, left=40, right=40, top=56, bottom=78)


def trace_parts(plane: Plane, facts: Facts, language: Language) -> Parts:
    """Return the error since the start, its present value, and the verdict on a run that diverges."""
    parts: dict[str, Part | Beside] = {}
    if facts.trace is not None:
        parts["trace"] = plane.draw(facts.trace, "legs")
        parts["trace"].grows = False  # it always reaches to the present error
    parts["now"] = plane.draw(facts.now, "legs")
    if facts.diverging:
        parts["verdict"] = _verdict(language.say("the rate is too large"))
    return parts


def _verdict(text: str) -> Beside:
    """Return words beside the last error of a run that diverges."""
    return Beside(
        lettering=lettering(text, size=MEASURES.name, role="legs"),
        by="now",
        sides=("left", "below left", "right", "below right", "below"),
        own=("trace",),
        leader=True,
        priority=4,
    )


def line_label() -> Beside:
    """Return the formula of the line as its label."""
    return Beside(
        lettering=Lettering(settings=(formula("y = w x + b"),), size=MEASURES.name, role="curve"),
        by="line",
        sides=("above left", "above", "below right", "below"),
        own=("gaps",),
        reach=60,
        leader=True,
        priority=3,
    )
