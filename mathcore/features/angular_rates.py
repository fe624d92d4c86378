"""Angular rates: the numbers k in the sines sin(k x + c) of a function, and so the scale that suits its x."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mathcore.expressions.code import Step
from mathcore.language.expr import Expr

CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
"""The functions with a period of 2 pi."""


@dataclass(frozen=True)
class _Linear:
    """A quantity k x + c; `value` is c if it is known exactly and k is 0, and None otherwise."""

    rate: Fraction
    value: Fraction | None = None


def angular_rates(f: Expr) -> tuple[Fraction | None, ...]:
    """Return the rate k of each circular function of k x + c in `f`; None where its argument is no such sum.

    The rate is exact, and None too where it is irrational, as in sin(pi x).

    Args:
        f: A function of one variable.

    Example:
        >>> from mathcore import parse
        >>> angular_rates(parse("x + sin(2x + 1) - cos(x/3)"))
        (Fraction(2, 1), Fraction(1, 3))
        >>> angular_rates(parse("sin(x^2)")), angular_rates(parse("x^2"))
        ((None,), ())
    """
    known: list[_Linear | None] = []
    rates: list[Fraction | None] = []
    for step in f.code:
        arguments = [known[place] for place in step.args]
        known.append(_combined(step, arguments))
        if step.op in CIRCULAR:
            rates.append(None if arguments[0] is None else arguments[0].rate)
    return tuple(rates)


def _combined(step: Step, arguments: list[_Linear | None]) -> _Linear | None:
    if step.op == "number":
        return _Linear(Fraction(0), Fraction(str(step.value)))
    if step.op == "name":
        return _Linear(Fraction(1))
    if None in arguments or not arguments:
        # A constant such as pi shifts a sine, but is no rational rate.
        return None if arguments else _Linear(Fraction(0))
    first, *others = [each for each in arguments if each is not None]
    match step.op:
        case "neg":
            return _scaled(first, Fraction(-1))
        case "add" | "sub":
            sign = 1 if step.op == "add" else -1
            return _sum(first, _scaled(others[0], Fraction(sign)))
        case "mul":
            return _product(first, others[0])
        case "div":
            under = others[0].value
            return None if not under else _scaled(first, 1 / under)
        case _:
            constant = all(each.rate == 0 for each in (first, *others))
            return _Linear(Fraction(0)) if constant else None


def _scaled(of: _Linear, factor: Fraction) -> _Linear:
    return _Linear(of.rate * factor, None if of.value is None else of.value * factor)


def _sum(first: _Linear, second: _Linear) -> _Linear:
    value = None if first.value is None or second.value is None else first.value + second.value
    return _Linear(first.rate + second.rate, value)


def _product(first: _Linear, second: _Linear) -> _Linear | None:
    if first.value is not None:
        return _scaled(second, first.value)
    if second.value is not None:
        return _scaled(first, second.value)
    return _Linear(Fraction(0)) if first.rate == second.rate == 0 else None
