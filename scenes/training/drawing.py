"""Drawing of the training figure: the layout of graphs and loop, and the error curve."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hillside.stage.axes import Axes, axes_of
from hillside.stage.drawing import Part
from hillside.stage.labels import Beside, Parts, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, columns, inset
from scenes.shared.samples.line_graphs import Graphs
from scenes.training.facts import Facts
from scenes.training.loop import Loop, loop_in

WIDE, TALL = 1.5, 0.8
"""Aspects: above the first, the stages stand side by side; below the second, the graphs are stacked."""
ACROSS_HEIGHT, ROWS_HEIGHT, TALL_HEIGHT = 258.0, 508.0, 780.0
"""Height of the loop on a wide, a square and a tall sheet, in layout pixels."""
LEAST_NAME = 30.0
"""Minimum type size of the name of an axis, in layout pixels."""
CLEAR = 12.0
"""Distance of words of the graphs from the loop, in layout pixels."""
GUTTER = 44.0
"""Space between the loop and the graphs, in layout pixels."""


@dataclass(frozen=True)
class Layout:
    """The boxes of the two graphs, the layout of the loop, and the room above it."""

    data: Box
    error: Box
    loop: Loop
    room: Box


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
    return Layout(_graph(data), _graph(error), loop, inset(room, bottom=height + CLEAR))


def _graph(box: Box) -> Box:
    """Return the box without the space for the axes and their names."""
    return inset(box, left=112, right=40, top=84, bottom=84)


def axes_parts(
    graphs: Graphs, columns_of_data: tuple[str, str] | None, language: Language, within: Box
) -> Parts:
    """Return the axes of both graphs beside them, with ticks and numerals, and their names, inside a box."""
    across, up = (None, None) if columns_of_data is None else map(plain, columns_of_data)
    error = axes_of(graphs.error, beside=True)
    data = axes_of(graphs.data, beside=True)
    names = named_axes(error, plain(language.say("step")), plain(language.say("error")), language, within)
    return {
        **data.drawn(),
        **named_axes(data, across, up, language, within),
        **{f"error-{name}": part for name, part in error.drawn().items()},
        **{f"error-{name}": label for name, label in names.items()},
    }


def scales_of(graphs: Graphs) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of ticks and numerals of the data, and of the error."""
    data, error = (axes_of(plane, beside=True).scale() for plane in (graphs.data, graphs.error))
    return data, tuple(f"error-{name}" for name in error)


def named_axes(
    axes: Axes, across: str | None, up: str | None, language: Language, within: Box, *, over: bool = True
) -> dict[str, Beside]:
    """Return names and numerals of axes beside a plot, inside a box.

    Args:
        axes: the axes.
        across: Typst markup of the name of the horizontal axis; x if it is None.
        up: the same for the vertical axis; y if it is None.
        language: the language.
        within: the box that they stay in.
        over: whether a name may lie over the plot, where that is bare paper.
    """
    more = {"x-name": ("above left", "above"), "y-name": ("right", "below right")} if over else {}
    sides = {"x-name": ("below left", "below"), "y-name": ("above", "above right")}
    return {
        name: replace(
            label,
            lettering=replace(label.lettering, least=LEAST_NAME if name in sides else None),
            sides=(*sides.get(name, label.sides[:1]), *more.get(name, ())),
            strict=True,
            reach=80.0,
            within=within,
        )
        for name, label in axes.names(language, across, up).items()
    }


def scaled_parts(room: Box, facts: Facts, language: Language) -> Parts:
    """Return the note that x and y were scaled, over the graphs; none if they were not."""
    if not facts.scaled:
        return {}
    text = language.say("x and y scaled to mean 0 and spread 1")
    words = lettering(text, lines=(1, 2), size=MEASURES.small, least=LEAST_NAME, role="faint")
    return {"scaled-note": replace(headline(words, room, language), priority=3)}


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
