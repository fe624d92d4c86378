"""Drawing of secants that converge to a tangent: the curve with its lines, and a table of their quotients."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part, dot, stroke
from hillside.stage.labels import Beside, Instead, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, inset, within_aspect
from scenes.secant.facts import Secants
from scenes.secant.table import Line, Table, aligned, table
from scenes.secant.words import (
    ASKED,
    closing_words,
    far_text,
    four_digits,
    head_settings,
    leg_texts,
    limit_settings,
    running_settings,
)
from scenes.shared.slopes.corner import corner_headline, side_labels, side_parts
from scenes.shared.slopes.graph import (
    leg_fill,
    leg_labels,
    leg_lines,
    open_dot,
    open_mark,
    small_dot,
    thin_line,
)
from scenes.shared.slopes.graph_marks import curve_parts

COLUMN = 620.0
"""Width of the column with formula and table on a wide sheet,"""
NARROW_COLUMN = 400.0
"""and of the table alone on a sheet that is less wide, in layout pixels."""
WIDE = 1.5
"""Ratio of width to height of a sheet from which on there is a column for formula and table."""
HEAD = 176.0
"""Height of the formula, in layout pixels."""
CLOSING = 130.0
"""Height of the sentence below the table,"""
CLOSING_GAP = 34.0
"""and its distance from it, in layout pixels."""
LOW_TABLE, TALL_TABLE = 200.0, 560.0
"""Height of a table below the plot on a square sheet and on a tall one, in layout pixels."""
AXIS_SPACE = 132.0
"""Space below the plot for the numerals of its axis, and below these for x + h, in layout pixels."""
SECOND_ROW = 68.0
"""Distance of x + h from the axis in layout pixels: below the numerals, which it passes while it moves."""


@dataclass(frozen=True)
class Composition:
    """What stands where on a sheet.

    Attributes:
        plot: the box of the curve.
        head: the box of the formula.
        table: the box of the table.
        low: whether the table is low and wide.
        sums_up: whether there is room for a sentence below the table.
    """

    plot: Box
    head: Box
    table: Box
    low: bool = False
    sums_up: bool = False


def composed(sheet: Sheet) -> Composition:
    """Return the composition: side by side on a landscape sheet, else one above the other."""
    room, shape = sheet.inside(MEASURES.margin), sheet.width / sheet.height
    head = Box(room.left, room.top - HEAD, room.right, room.top)
    below = inset(room, top=HEAD + 24)
    if shape >= WIDE:
        column = Box(room.right - COLUMN, room.bottom, room.right, room.top)
        plot = Box(room.left + 40, room.bottom + AXIS_SPACE, column.left - 90, room.top - 40)
        return Composition(
            plot=within_aspect(plot, 0.75, 1.8),
            head=inset(head, left=room.width - COLUMN),
            table=inset(column, top=HEAD + 54, bottom=CLOSING),
            sums_up=True,
        )
    if shape > 1.2:
        plot = Box(room.left + 40, room.bottom + AXIS_SPACE, room.right - NARROW_COLUMN - 110, below.top - 40)
        right = inset(below, left=room.width - NARROW_COLUMN)
        return Composition(plot=within_aspect(plot, 0.75, 1.8), head=head, table=inset(right, top=30))
    low = shape > 0.8
    split = room.bottom + (LOW_TABLE if low else TALL_TABLE)
    plot = Box(room.left + 40, split + AXIS_SPACE, room.right - 80, below.top - 40)
    return Composition(
        plot=within_aspect(plot, 0.75, 2.4),
        head=head,
        table=Box(room.left, room.bottom, room.right, split),
        low=low,
    )


def secant_parts(axes: Axes, facts: Secants) -> dict[str, Part]:
    """Return the strokes of the picture: axes, secants, curve, triangle, tangent, and the points on top."""
    plane, legs = axes.plane, facts.legs
    parts = {**axes.point_mark(facts.touch), **_far_mark(axes, facts), **axes.drawn()}
    parts |= leg_fill(plane, legs) if legs else {}
    parts |= {
        f"secants-{number}": thin_line(plane, chord, "legs") for number, chord in enumerate(facts.secants, 1)
    }
    parts |= curve_parts(plane, facts.curve)
    parts |= leg_lines(plane, legs) if legs else {}
    parts |= _tangents(plane, facts)
    if facts.secant is not None:
        parts["secant"] = plane.draw(facts.secant, "legs")
    parts |= {
        f"partners-{number}": open_dot(plane, end, "legs") for number, end in enumerate(facts.partners, 1)
    }
    if facts.partner is not None:
        parts["partner"] = small_dot(plane, facts.partner, "legs")
    parts["touch"] = plane.draw(facts.touch, "slope")
    return parts


def _tangents(plane: Plane, facts: Secants) -> dict[str, Part]:
    if facts.corner is not None:
        return side_parts(plane, facts.corner)
    return {"tangent": plane.dashed(facts.tangent, "slope")}


def _far_mark(axes: Axes, facts: Secants) -> dict[str, Part]:
    """Return the tick of Q on the horizontal axis, and the dotted line up to it."""
    return {name.replace("at-", "far-"): part for name, part in axes.point_mark(facts.far).items()}


def point_names(axes: Axes, facts: Secants, language: Language) -> dict[str, Beside]:
    """Return P and Q, and x and x + h on the horizontal axis."""
    far = axes.point_name(facts.far, plain(far_text(facts, axes.plane.view, language)))
    return {
        "at-name": axes.point_name(facts.touch, plain(language.isolated(language.numeral(facts.touch.x)))),
        "far-name": replace(
            far,
            lettering=replace(far.lettering, role="legs"),
            own=("axes", "ticks", "far-tick", "far-drop"),
            gap=SECOND_ROW,
            reach=SECOND_ROW + 30.0,
            priority=8,
        ),
        "touch-name": _letter("P", "touch", "slope"),
        "far-point-name": _letter("Q", "partners-1" if facts.partner is None else "partner", "legs"),
    }


def _letter(letter: str, by: str, role: str) -> Beside:
    return Beside(
        lettering=Lettering(settings=(formula(letter),), size=MEASURES.label, role=role),
        by=by,
        sides=("above left", "above", "left", "below right", "right", "below"),
        own=("partners-1", "partner", "touch"),
        gap=16.0,
        reach=70.0,
        leader=True,
        priority=6,
    )


def leg_and_side_labels(plane: Plane, facts: Secants, language: Language) -> dict[str, Beside]:
    """Return the names of the legs with their numbers, and of the two tangents at a corner."""
    texts = leg_texts(facts, plane.view, language)
    legs = leg_labels(plane, facts.legs, language, numbers=True, texts=texts) if facts.legs else {}
    if facts.corner is None:
        return legs
    return legs | side_labels(plane, facts.corner, language, within=_around(plane.box))


def _around(box: Box) -> Box:
    """Return the box for words about the curve: not beside it, where the table is."""
    return inset(box.grown(MEASURES.axis_off), right=-60, top=-60, bottom=-60)


def limit_line(facts: Secants, box: Box, language: Language, *, asks: bool = False) -> Beside:
    """Return the formula: the derivative as the limit of the quotient, or that there is none.

    If the limit is asked for, there is a question mark in its place.
    """
    if facts.corner is not None and not asks:
        return corner_headline(facts.corner, box, language)
    settings = limit_settings(facts, language, asks=asks)
    words = Lettering(settings=settings, size=MEASURES.formula, role="ink")
    return replace(headline(words, box, language), within=box)


def running_quotient(facts: Secants, plane: Plane, language: Language) -> Instead:
    """Return the quotient of the measured secant, where that formula will stand."""
    settings = running_settings(facts, plane.view, language)
    return Instead(lettering=Lettering(settings=settings, size=MEASURES.formula, role="legs"), of="slope")


def quotient_table(
    facts: Secants, place: Composition, theme: Theme, language: Language, *, asks: bool = False
) -> Table:
    """Return the table of runs and quotients, with their limits at the end, or a question mark."""
    *quotients, slope = aligned([*facts.quotients, facts.slope], language)
    slope = ASKED if asks else slope
    runs = (*(four_digits(value, language) for value in facts.runs), "→ 0")
    return table(
        [
            Line("runs", _head(head_settings(language.say("run"), "h")), runs, symbol="$h$"),
            Line("quotients", _head(head_settings(language.say("slope"))), (*quotients, f"→ {slope}")),
        ],
        place.table,
        theme,
        language,
        low=place.low,
    )


def _head(settings: tuple[str, ...]) -> Lettering:
    return Lettering(settings=settings, size=MEASURES.name, role="legs", align="right")


def table_parts(found: Table, facts: Secants, theme: Theme) -> dict[str, Part | Beside]:
    """Return the table with its marks, and the frame around the numbers of the measured secant."""
    *open_marks, last = found.marks
    lit = {} if facts.partner is None else {"lit-row": _frame(found, facts, theme)}
    marks = {
        f"row-partners-{number}": open_mark(center, theme, "legs")
        for number, center in enumerate(open_marks, 1)
    }
    end = dot(last, MEASURES.mark + 2.0, theme.slope, theme.paper, 0.0)
    return {**lit, **found.rules, **marks, "row-touch": end, **found.labels}


def _frame(found: Table, facts: Secants, theme: Theme) -> Part:
    """Return the frame around the numbers of the measured secant; it moves on to those of the next."""
    place = min(facts.step, len(facts.runs) - 1.0)
    row = int(place)
    here, there = (found.frames[each].row() for each in (row, min(row + 1, len(facts.runs) - 1)))
    left, bottom, right, top = here + (place - row) * (there - here)
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]])
    return stroke([corners], theme.legs, MEASURES.callout)


def closing_line(facts: Secants, place: Composition, found: Table, language: Language) -> dict[str, Beside]:
    """Return the sentence that sums up the table, where it is true and there is room for it."""
    if not place.sums_up or facts.corner is not None or not facts.closer_and_closer:
        return {}
    words = lettering(closing_words(language), lines=(1, 2, 3), size=MEASURES.name, least=MEASURES.small)
    bottom = found.frames[-1].bottom - CLOSING_GAP
    box = Box(place.table.left, bottom - CLOSING, place.table.right, bottom)
    return {"closing": replace(headline(words, box, language), within=box)}
