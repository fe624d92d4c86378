"""Equations and symbols on a picture, read as arithmetic and held against the parameters.

An equation is a chain such as `f′(1.5) = rise/run = 0.25/0.2 = 1.25`. Its names have true values, its numbers
are rounded; every number must round the truth, and arithmetic on numbers must hold in the digits shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import TypeAlias

from hillside.check.hearing.claims_of_learning import (
    Training,
    fitting_of,
    intercept_of,
    training_at,
    weight_here,
)
from hillside.check.hearing.claims_of_secants import present_run, quotient
from hillside.check.hearing.claims_of_slopes import drawn_run
from hillside.check.hearing.claims_of_walks import foot, steps_taken, walk
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.situation import Situation, insist, require
from hillside.check.hearing.stated_values import Stated, UnreadableError, stripped

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?(?:\s?[×·]\s?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)|(?P<name>[^\W\d_]\w*['′]?)"
    r"|(?P<sign>[-+−/·()=≈<>→√?]))"
)
RELATIONS = "=≈<>→"

_CONSTANTS: Mapping[str, float] = MappingProxyType({"π": 3.141592653589793, "e": 2.718281828459045})
"""Numbers that are written as letters."""


@dataclass(frozen=True)
class Side:
    """One side of an equation.

    Attributes:
        value: its value, by the true values of its names and the numbers as written.
        named: whether a name occurs in it.
        stated: the number that it is, if it is one alone.
        parts: both sides of a division, if it is one.
        rounding: how far the digits of its numbers leave its value open.
    """

    value: Estimate
    named: bool
    stated: Stated | None = None
    parts: tuple[Side, Side] | None = None
    rounding: float = 0.0


Names: TypeAlias = Mapping[str, Estimate]


class _Reader:
    """A reader of one text, from left to right, that knows the values of names."""

    def __init__(self, text: str, here: Situation, names: Names) -> None:
        self.here, self.names = here, names
        self.tokens = list(_tokens(text))
        self.next = 0

    @property
    def ahead(self) -> str:
        """The next token, empty at the end."""
        return self.tokens[self.next][1] if self.next < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        """Return the next token and go beyond it."""
        if self.next >= len(self.tokens):
            raise UnreadableError("the equation stops too early")
        self.next += 1
        return self.tokens[self.next - 1]

    def chains(self) -> list[tuple[list[str], list[Side]]]:
        """Return the equations, each as its relations and its sides."""
        found: list[tuple[list[str], list[Side]]] = []
        while self.next < len(self.tokens):
            relations, sides, asked = list[str](), [self.sum()], False
            while self.ahead and self.ahead in RELATIONS and not asked:
                relation = self.take()[1]
                asked = self.ahead == "?"
                if asked:  # f′(1.5) = ? claims nothing of the value
                    self.take()
                else:
                    relations.append(relation)
                    sides.append(self.sum())
            if not relations and not asked:
                raise UnreadableError("there is no equation")
            found.append((relations, sides))
        return found

    def sum(self) -> Side:
        """Read a sum or a difference."""
        side = self.product()
        while self.ahead and self.ahead in "+-−":
            sign = 1.0 if self.take()[1] == "+" else -1.0
            side = _combined(side, self.product(), sign)
        return side

    def product(self) -> Side:
        """Read a product or a quotient."""
        side = self.factor()
        while self.ahead and self.ahead in "·/":
            side = _times(side, self.factor()) if self.take()[1] == "·" else _over(side, self.factor())
        return side

    def factor(self) -> Side:
        """Read a number, a name, a call such as f′(1.5), or something in parentheses."""
        kind, text = self.take()
        if text in ("-", "−"):
            inner = self.factor()
            stated = None if inner.stated is None else _negative(inner.stated)
            return Side(inner.value.scaled(-1), inner.named, stated, rounding=inner.rounding)
        if text == "√":
            inner = self.factor()
            return Side(Estimate(inner.value.value**0.5), inner.named, _exact(inner.value.value**0.5))
        if text == "(":
            inner = self.sum()
            insist(self.take()[1] == ")", "has a parenthesis that is not closed")
            return inner
        if kind == "number":
            stated = self.here.number(text)
            return Side(Estimate(stated.value), named=False, stated=stated, rounding=stated.half_unit)
        if kind == "name":
            return self._named(text)
        raise UnreadableError(f'"{text}" has no meaning here')

    def _named(self, text: str) -> Side:
        constant = _CONSTANTS.get(text) if text not in self.names else None
        if constant is not None:
            return Side(Estimate(constant), named=False, stated=_exact(constant))
        if self.ahead == "(" and text.rstrip("'′") == self.here.f.applied.partition("(")[0]:
            self.take()
            place = self.sum()
            insist(self.take()[1] == ")", "has a parenthesis that is not closed")
            return Side(_called(text, place, self.here), named=True)
        if text not in self.names:
            raise UnreadableError(f'"{text}" is no name of this picture')
        return Side(self.names[text], named=True)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place = list[tuple[str, str]](), 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise UnreadableError(f'"{text}" is no equation')
        found.append((match.lastgroup or "", match[match.lastgroup or ""]))
        place = match.end()
    return found


def _exact(value: float) -> Stated:
    return Stated(value, 0.0, f"{value:.6g}")


def _negative(stated: Stated) -> Stated:
    return Stated(-stated.value, stated.half_unit, f"−{stated.text}")


def _combined(one: Side, other: Side, sign: float) -> Side:
    value = Estimate(
        one.value.value + sign * other.value.value,
        one.value.uncertainty + other.value.uncertainty + 1e-15 * abs(one.value.value),
        one.value.input_error + other.value.input_error,
    )
    return Side(value, one.named or other.named, rounding=one.rounding + other.rounding)


def _times(one: Side, other: Side) -> Side:
    a, b = one.value, other.value
    value = Estimate(a.value * b.value, abs(a.value) * b.uncertainty + abs(b.value) * a.uncertainty)
    rounding = abs(a.value) * other.rounding + abs(b.value) * one.rounding
    return Side(value, one.named or other.named, rounding=rounding)


def _over(one: Side, other: Side) -> Side:
    a, b = one.value, other.value
    insist(b.value != 0, "divides by 0")
    value = Estimate(a.value / b.value, a.uncertainty / abs(b.value), a.input_error / abs(b.value))
    exact = one.stated is not None and other.stated is not None and other.stated.half_unit == 0
    both = _exact(value.value) if exact and one.stated is not None and one.stated.half_unit == 0 else None
    return Side(value, one.named or other.named, both, (one, other))


def _called(name: str, place: Side, here: Situation) -> Estimate:
    """Return f or f′ at the point of the figure that a number names."""
    if place.stated is None and place.parts is None and not place.named:
        raise UnreadableError("the function is taken at no number")
    stated = place.stated or _exact(place.value.value)
    points = [*here.places(), *([foot(here)] if here.name == "hiker" else [])]
    close = [x for x in points if abs(x - stated.value) <= stated.half_unit + 1e-9 * here.scale]
    insist(bool(close), f"takes the function at {stated.text}, which is none of its points")
    x = min(close, key=lambda each: abs(each - stated.value))
    if name[-1] in "'′":
        return here.slope(x)
    value = here.value(x)
    return Estimate(
        value, 1e-9 * abs(value), here.slope(x).uncertainty + 4e-16 * abs(x * here.slope(x).value)
    )


def check_equation(text: str, here: Situation) -> None:
    """Check a text of equations.

    Raises:
        UntrueError: if one does not hold.
        UnreadableError: if the text is no equation of this picture.
    """
    names = names_here(here)
    written = stripped(text).replace("\N{LEFT-TO-RIGHT ISOLATE}", "")
    for word, symbol in words_here(here).items():
        letters = r"\s*".join(re.escape(letter) for letter in word if not letter.isspace())
        written = re.sub(rf"(?<!\w){letters}(?!\w)", symbol, written)
    written = re.sub(r"∂\s*E\s*/\s*∂\s*(\w)", r"dE\1", written)
    for relations, sides in _Reader(written, here, names).chains():
        _check_chain(relations, sides)


def _check_chain(relations: list[str], sides: list[Side]) -> None:
    """Check each side against the first one with a name, and each quotient against the number after it."""
    for relation, one, other in zip(relations, sides[:-1], sides[1:], strict=True):
        if relation in "<>":
            holds = (
                one.value.value < other.value.value
                if relation == "<"
                else one.value.value > other.value.value
            )
            insist(holds, f"says {one.value.value:.4g} {relation} {other.value.value:.4g}")
    named = [side for side in sides if side.named]
    insist(bool(named), "names nothing")
    truth = named[0]
    shape = next((side for side in named if side.parts is not None), None)
    last = next((side.stated for side in reversed(sides) if side.stated is not None and not side.named), None)
    for side in sides:
        if side.stated is not None:
            require(side.stated, truth.value)
        elif side.named and side is not truth:
            apart = abs(side.value.value - truth.value.value)
            slack = side.value.uncertainty + truth.value.uncertainty + 1e-6 * abs(truth.value.value)
            insist(apart <= slack, f"equates {side.value.value:.4g} with {truth.value.value:.4g}")
        elif side.parts is not None:
            if last is not None:
                insist(
                    last.agrees(side.value.value) or "≈" in relations,
                    f"tells {last.text} for a quotient of {side.value.value:.5g}",
                )
            if shape is not None and shape.parts is not None:
                for written, meant in zip(side.parts, shape.parts, strict=True):
                    if written.stated is not None:
                        require(written.stated, meant.value)
        elif not side.named:
            apart = abs(side.value.value - truth.value.value)
            slack = side.rounding + truth.value.uncertainty + 1e-6 * abs(truth.value.value)
            insist(apart <= slack, f"comes to {side.value.value:.4g}, not to {truth.value.value:.4g}")


def words_here(here: Situation) -> dict[str, str]:
    """Return the words that are names in equations, with the symbols they stand for."""
    say = here.language.say
    known = {
        "rise": "Drise",
        "run": "Drun",
        "weight": "Dweight",
        "error": "Derror",
        "step length": "Dstep",
        "step": "Dstep",
    }
    return {say(word): symbol for word, symbol in known.items()}


def names_here(here: Situation) -> Names:
    """Return the values of the names that equations of this picture may have."""
    if here.name == "error":
        weight = weight_here(here)
        error = fitting_of(here).error(weight, intercept_of(here))
        return {"Dweight": Estimate(weight), "Derror": Estimate(error, 1e-9 * error)}
    if here.name == "hiker":
        return _names_of_walk(here)
    if here.name == "training":
        return _training_names(training_at(here))
    if "run" in here.drawn and hasattr(here.params, "at"):
        run = drawn_run(here)
        return {"Drun": Estimate(run), "Drise": _slope_of_legs(here).scaled(run)}
    return {}


def _slope_of_legs(here: Situation) -> Estimate:
    """Return the slope over rise and run: of a secant as long as it has a run, or of the tangent."""
    if here.name == "secant" and (run := present_run(here)):
        return quotient(here, run)
    return here.slope(float(here.params.at))


def _names_of_walk(here: Situation) -> Names:
    """Return the place of the hiker by its letters, and the length of the step that is being taken."""
    there = foot(here)
    names = dict.fromkeys(here.letters, Estimate(there, 1e-9 * here.scale, 1e-9 * here.scale))
    count, rows = ceil(steps_taken(here)), walk(here).points[:, 0]
    if count:
        length = abs(float(rows[count] - rows[count - 1]))
        names["Dstep"] = Estimate(length, 1e-6 * length)
    return names


def _training_names(run: Training) -> Names:
    weight, intercept = run.rows[run.step]
    by_weight, by_intercept = run.data.derivatives(weight, intercept)
    slack = 1e-12 * float(abs(run.data.y).max()) * max(1.0, float(abs(run.data.x).max()))
    return {
        "w": Estimate(weight, 1e-12 * abs(weight)),
        "b": Estimate(intercept, 1e-12 * abs(intercept)),
        "E": run.error,
        "dEw": Estimate(by_weight, slack),
        "dEb": Estimate(by_intercept, slack),
    }


def follows(text: str) -> bool:
    """Return whether a text goes on an equation that words have begun.

    >>> follows("= 1.25"), follows("/"), follows("→"), follows("→ 1")
    (True, True, False, True)
    """
    return re.match(r"\s*(?:[=/·<>≈]|→\s*\S)", text) is not None


def leads_on(text: str) -> bool:
    """Return whether a text needs something after it to be an equation; an arrow alone is a trend."""
    return re.search(r"(?:[=/·<>≈]|\S\s*→)\s*$", text) is not None
