"""Drawing of secants that converge to a tangent: the curve with its lines, and a table of their quotients."""

from __future__ import annotations

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering, markup_of
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, inset, within_aspect
from scenes.secant.facts import Secants
from scenes.secant.table import aligned, table
from scenes.secant.words import four_digits
from scenes.shared.slopes.corner import corner_headline, side_labels, side_parts
from scenes.shared.slopes.graph import leg_fill, leg_labels, leg_lines, small_dot, thin_line

TABLE_WIDTH = 440.0
"""Width of a table beside the plot, in layout pixels."""
TABLE_HEIGHT, TABLE_SHARE = 540.0, 0.48
"""Height of a table below the plot in layout pixels, and its maximum as a share of the available height."""
AXIS_SPACE = 72.0
"""Space between plot and table, for the axis, in layout pixels."""


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Return the boxes of curve and table: side by side, or stacked on a square or tall sheet."""
    room = inset(sheet.inside(MEASURES.margin), top=100)
    if sheet.height >= sheet.width:
        split = room.bottom + min(TABLE_HEIGHT, TABLE_SHARE * room.height)
        plot = Box(room.left + 40, split + AXIS_SPACE, room.right - 80, room.top - 60)
        return within_aspect(plot, 0.8, 2.4), Box(room.left, room.bottom, room.right, split)
    plot = Box(room.left + 40, room.bottom + 36, room.right - TABLE_WIDTH - 90, room.top - 60)
    return within_aspect(plot, 0.75, 1.6), Box(room.right - TABLE_WIDTH, room.bottom, room.right, room.top)


def secant_parts(plane: Plane, facts: Secants) -> dict[str, Part]:
    """Return the strokes of the picture: axes, secants, curve, triangle, tangent, and the points on top."""
    return {
        "axes": plane.axes(),
        **leg_fill(plane, facts),
        **{
            f"secants-{number}": thin_line(plane, line, "legs")
            for number, line in enumerate(facts.secants, 1)
        },
        "curve": plane.draw(facts.curve, "curve"),
        **leg_lines(plane, facts),
        "secant": plane.draw(facts.secant, "legs"),
        **_tangents(plane, facts),
        **{
            f"partners-{number}": small_dot(plane, end, "legs")
            for number, end in enumerate(facts.partners, 1)
        },
        "partner": small_dot(plane, facts.partner, "legs"),
        "touch": plane.draw(facts.touch, "slope"),
    }


def _tangents(plane: Plane, facts: Secants) -> dict[str, Part]:
    if facts.corner is not None:
        return side_parts(plane, facts.corner)
    return {"tangent": plane.dashed(facts.tangent, "slope")}


def leg_and_side_labels(plane: Plane, facts: Secants, language: Language) -> dict[str, Beside]:
    """Return the names of the legs while the picture is at rest, and of the two tangents at a corner."""
    legs = leg_labels(plane, facts, language, numbers=False) if facts.at_rest else {}
    if facts.corner is None:
        return legs
    return legs | side_labels(plane, facts.corner, language, within=_around(plane.box))


def _around(box: Box) -> Box:
    """Return the box for words about the curve: not beside it, where the table is."""
    return inset(box.grown(MEASURES.axis_off), right=-60, top=-60, bottom=-60)


def slope_headline(facts: Secants, sheet: Sheet, language: Language) -> Beside:
    """Return the line above the picture: the derivative, or that there is none."""
    if facts.corner is not None:
        return corner_headline(facts.corner, sheet, language)
    place, slope = quoted(language.numeral(facts.touch.x)), quoted(four_digits(facts.slope, language))
    words = Lettering(settings=(formula(f"{markup_of('f', language)}'({place}) = {slope}"),), role="slope")
    return headline(words, sheet.inside(MEASURES.margin), language)


def quotient_table(facts: Secants, box: Box, theme: Theme, language: Language) -> dict[str, Part | Beside]:
    """Return the table of runs and quotients, with their limits in the last row."""
    *quotients, slope = aligned([*facts.quotients, facts.slope], language)
    return table(
        {
            "runs": [
                _head(language.say("run")),
                *(_number(four_digits(value, language), "ink", language) for value in facts.runs),
                _number("→ 0", "slope", language),
            ],
            "quotients": [
                _head(language.say("slope")),
                *(_number(value, "ink", language) for value in quotients),
                _number(f"→ {slope}", "slope", language),
            ],
        },
        box,
        theme,
    )


def _head(words: str) -> Lettering:
    return lettering(words, lines=(1, 2), size=MEASURES.name, role="legs", align="right")


def _number(text: str, role: Role, language: Language) -> Lettering:
    setting = plain(language.isolated(text))
    return Lettering(settings=(setting,), size=MEASURES.name, role=role, align="right")
