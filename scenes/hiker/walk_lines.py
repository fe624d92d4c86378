"""The lines over the picture: the function, the numbers where the hiker is, and the step that is taken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hillside.stage.labels import Beside
from hillside.stage.lettering.language import MINUS, Language
from hillside.stage.lettering.tints import tinted
from hillside.stage.lettering.typesetting import Lettering, markup_of, typeset
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box, Sheet
from mathcore import Expr
from scenes.hiker.facts import Hill

LINE = 82.0
"""Height of a line, in layout pixels."""
WIDE = 1.5
"""Ratio of width to height of a sheet from which a line has room for the numbers and the step."""
GAP = 4.0
"""Space between the lines and the picture, in layout pixels."""


def lines_height(sheet: Sheet) -> float:
    """Return the space that the lines take at the top of the sheet, in layout pixels."""
    return LINE * (2 if _is_wide(sheet) else 3) + GAP


def _is_wide(sheet: Sheet) -> bool:
    return sheet.width >= WIDE * sheet.height


def walk_lines(facts: Hill, sheet: Sheet, language: Language, *, asks: bool = False) -> dict[str, Beside]:
    """Return the lines as labels with fixed places.

    On a wide sheet the function and the numbers are on the side where reading begins, and the step is on the
    other side; else the step stands below them.

    Args:
        facts: the walk.
        sheet: the sheet.
        language: the language.
        asks: whether the next step is asked for.
    """
    box, wide = sheet.inside(MEASURES.margin), _is_wide(sheet)
    rows = (0, 1) if wide else (2, 2)
    large = MEASURES.formula if wide else MEASURES.label
    lines = {"slope": _line(values_settings(facts, language), box, 1, language, size=large)}
    named = formula_settings(facts.ground.f, box.width * (0.6 if wide else 1.0), language)
    if named:
        line = _line(named, box, 0, language, size=MEASURES.name)
        lines["ground-formula"] = replace(line, priority=4, optional=True)
    if asks:
        question = (question_sum(facts, language),)
        lines["question"] = _line(question, box, rows[1], language, far=True, size=MEASURES.label)
    elif facts.hop is not None:
        said = language.say("Step {number} of {total}", number=facts.number, total=facts.count)
        lines["step-number"] = _line(
            (plain(said),), box, rows[0], language, weight="semibold", far=wide, size=MEASURES.label
        )
        lines["step-size"] = _line(
            step_settings(facts, language), box, rows[1], language, far=True, size=MEASURES.label
        )
    return lines


def formula_settings(f: Expr, width: float, language: Language) -> tuple[str, ...]:
    """Return the function with its formula as Typst markup; nothing if it is too long for a line."""
    whole = formula(f"{markup_of('f(x)', language)} = {language.formula_of(f.typst())}")
    return (whole,) if typeset(whole, MEASURES.name).width <= width else ()


def values_settings(facts: Hill, language: Language) -> tuple[str, ...]:
    """Return x, f(x) and f′(x) under the hiker, with as many digits at every moment of a step."""
    rests = facts.step == facts.reached
    values = (facts.foot.x, facts.foot.y, facts.slope)
    x, y, slope = (
        quoted(language.numeral(value) if rests or value == 0 else language.counting(value, abs(value)))
        for value in values
    )
    letter, applied = markup_of("x", language), markup_of("f(x)", language)
    derived = f"{markup_of('f', language)}'({letter})"
    height = f"{applied} = {y}"
    slope = tinted("slope", f"{derived} = {slope}")
    return (
        formula(f"{letter} = {x} quad {height} quad {slope}"),
        formula(f"{letter} = {x} quad {slope}"),
        formula(slope),
    )


def step_settings(facts: Hill, language: Language) -> tuple[str, ...]:
    """Return the step as rate times slope, such as `step length = 0.25 · 0.536 = 0.134`, as Typst markup."""
    hop = facts.hop
    if hop is None:
        return ()
    rate, slope = (quoted(language.numeral(term)) for term in hop.terms)
    sign = "=" if hop.sign == "=" else "approx"
    length = quoted(language.numeral(hop.result))
    value = f"{rate} dot.c {tinted('slope', slope)} {sign} {length}"
    words = language.say("step length"), language.say("step")
    return tuple(formula(f"{quoted(word)} = {value}") for word in words)


def question_sum(facts: Hill, language: Language) -> str:
    """Return the next step without its result, such as `0.4 - 0.25 · (-0.536) = ?`, as Typst markup."""
    x, rate, slope = (language.numeral(each) for each in (facts.foot.x, facts.rate, facts.slope))
    factor = f"({slope})" if slope.startswith(MINUS) else slope
    product = f"{quoted(rate)} dot.c {tinted('slope', quoted(factor))}"
    return formula(f"{quoted(x)} {MINUS} {product} = {quoted('?')}")


def _line(
    settings: tuple[str, ...],
    box: Box,
    row: int,
    language: Language,
    *,
    far: bool = False,
    weight: str = "medium",
    size: float = MEASURES.formula,
) -> Beside:
    """Return a line at a fixed place: in a row from the top, where reading begins or on the `far` side."""
    at_left = (language.direction == "ltr") != far
    words = Lettering(settings=settings, size=size, least=MEASURES.least_label, weight=weight, role="ink")
    corner = np.array([[box.left if at_left else box.right, box.top - row * LINE]])
    side = "below right" if at_left else "below left"
    return Beside(lettering=words, by=corner, sides=(side,), gap=0.0, reach=0.0, strict=True, priority=10)
