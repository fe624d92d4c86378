"""The ticks of an axis: a few round numbers, or multiples of π where a function asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10, pi
from typing import Literal, TypeAlias

from hillside.stage.lettering.language import MINUS, Language
from hillside.stage.lettering.typst_markup import display, plain
from mathcore import Expr, Interval, angular_rates

MOST_TICKS = 6
"""Maximum number of ticks on an axis, 0 not counted: more are a ruler, and not read."""
MOST_DIGITS = 7
"""Maximum number of digits of a numeral: ticks whose numbers differ only after more are left out."""
ROUND_STEPS = (1, 2, 5)
"""Distances of ticks, times a power of ten."""
PI_STEPS = tuple(Fraction(*each) for each in ((1, 6), (1, 4), (1, 2), (1, 1), (2, 1), (4, 1)))
"""Distances of ticks as multiples of π."""
LEAST_TURN = 0.6
"""Width of a window, as a multiple of π, below which multiples of π are too few to be ticks."""
INSET = 0.02
"""Margin at the ends of a window, as a share of it, in which there is no tick: the arrow is there."""


_ONE_TIMES = re.compile(r"\A1\s[×·]\s(?=10)")
"""The factor of a power of ten, which needs none."""

TickChoice: TypeAlias = Literal["auto", "none", "pi"]
"""What the ticks of the horizontal axis are: numbers that suit the function, none, or multiples of π."""


@dataclass(frozen=True)
class Tick:
    """A tick.

    Attributes:
        at: its number, in data coordinates.
        turns: the number as a multiple of π; None if it is shown as a decimal.
        digits: number of significant digits that tell it from the next tick.
    """

    at: float
    turns: Fraction | None = None
    digits: int = 3

    def markup(self, language: Language, *, inline: bool = False) -> str:
        """Return the numeral as Typst markup; a multiple of π may be a fraction that is written `inline`.

        >>> Tick(-0.5).markup(Language("de")), Tick(pi / 2, Fraction(1, 2)).markup(Language())
        ('#text("−0,5")', '$display((pi)/2)$')
        """
        if self.turns is not None:
            return display(_turns_markup(self.turns, "\\/" if inline else "/"))
        return plain(language.isolated(_ONE_TIMES.sub("", language.numeral(self.at, self.digits))))


def _turns_markup(turns: Fraction, bar: str) -> str:
    if turns == 0:
        return "0"
    sign, count = MINUS if turns < 0 else "", abs(turns.numerator)
    over = "pi" if count == 1 else f"{count} pi"
    if turns.denominator == 1:
        return f"{sign}{over}"
    return f"{sign}{over if bar != '/' else f'({over})'}{bar}{turns.denominator}"


def ticks_of(
    over: Interval, *, most: int = MOST_TICKS, turns: bool = False, zero: bool = False
) -> tuple[Tick, ...]:
    """Return the ticks of a window: at least two round numbers, if it has them, and at most `most`.

    Args:
        over: the window.
        most: maximum number of ticks, 0 not counted.
        turns: whether they are multiples of π.
        zero: whether 0 is one of them; at an origin it needs no tick.

    >>> [tick.at for tick in ticks_of(Interval(-2.2, 3.2))]
    [-2.0, -1.0, 1.0, 2.0, 3.0]
    >>> [tick.markup(Language()) for tick in ticks_of(Interval(1000.1, 1000.9), most=2)]
    ['#text("1000.5")']
    >>> [tick.at for tick in ticks_of(Interval(-0.9, 0.9), most=1, zero=True)]
    [0.0]
    >>> [str(tick.turns) for tick in ticks_of(Interval(-0.7, 6.5), turns=True)]
    ['1/2', '1', '3/2', '2']
    """
    inner = Interval(over.low + INSET * over.width, over.high - INSET * over.width)
    for step in _turn_steps() if turns else _steps(over.width / most):
        unit = pi if turns else 1.0
        first, last = (turn / (float(step) * unit) for turn in (inner.low, inner.high))
        counts = [count for count in range(ceil(first), floor(last) + 1) if count or zero]
        if len(counts) - (0 in counts) <= most:
            return _ticks([count * step for count in counts], step, turns=turns)
    return ()


def decades_of(over: Interval, *, most: int = MOST_TICKS) -> tuple[Tick, ...]:
    """Return the ticks of a window with a logarithmic scale: powers of ten, every one, or every few.

    >>> [tick.at for tick in decades_of(Interval(0.0005, 20.0))]
    [0.001, 0.01, 0.1, 1.0, 10.0]
    >>> [tick.at for tick in decades_of(Interval(1e-12, 1.0), most=3)]
    [1e-10, 1e-05, 1.0]
    """
    powers = range(ceil(log10(over.low) - 1e-9), floor(log10(over.high) + 1e-9) + 1)
    apart = next(each for each in range(1, len(powers) + 2) if -(-len(powers) // each) <= most)
    return tuple(Tick(float(f"1e{power}"), digits=1) for power in powers if power % apart == 0)


def _ticks(numbers: list[Fraction], step: Fraction, *, turns: bool) -> tuple[Tick, ...]:
    if turns:
        return tuple(Tick(float(number) * pi, number) for number in numbers)
    largest = max((abs(number) for number in numbers), default=step) or step
    digits = max(3, floor(log10(largest)) - floor(log10(step)) + 1)
    return tuple(Tick(float(number), digits=digits) for number in numbers) if digits <= MOST_DIGITS else ()


def _turn_steps() -> Iterator[Fraction]:
    yield from PI_STEPS
    yield from (Fraction(8 * 2**k) for k in range(40))


def _steps(least: float) -> Iterator[Fraction]:
    """Yield round distances from just below `least` on, exactly: as fractions, so that 3 * 0.1 is 0.3."""
    decade = floor(log10(least)) - 1
    for power in range(decade, decade + 4):
        yield from (Fraction(10) ** power * step for step in ROUND_STEPS)


def asks_for_turns(f: Expr, over: Interval) -> bool:
    """Return whether multiples of π are the numbers of a function: it turns by simple shares of them.

    >>> from mathcore import parse
    >>> [asks_for_turns(parse(f), Interval(0, 7)) for f in ("sin x", "cos(2x) + x", "sin(pi x)", "sin(x^2)")]
    [True, True, False, False]
    """
    rates = angular_rates(f)
    simple = all(rate is not None and rate != 0 and rate.denominator <= 4 for rate in rates)
    return bool(rates) and simple and over.width >= LEAST_TURN * pi
