"""Algebra for the eye: like terms and equal factors collected, fractions reduced.

Every step of a closed-form derivative passes through `polish`. The order of the lecturer's terms is kept,
and no general simplifier is called: what comes out is what a careful hand would write at the blackboard.
Cancelling a factor may extend the domain, as (x^2)'/x = 2 does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .algebra import is_decimal, make, number_of, write_number
from .code import Builder


@dataclass
class _Product:
    """A number times powers of factors: `powers` maps the place of a factor to its rational exponent."""

    number: Fraction
    decimal: bool
    powers: dict[int, Fraction]


def polish(builder: Builder, op: str, *args: int) -> int:
    """Return the place of `op(args)` in a form fit for a slide."""
    if op in ("mul", "div", "neg"):
        place = builder.step(op, *args)
        return _write_product(builder, _product(builder, place))
    if op in ("add", "sub"):
        return _write_sum(builder, _terms(builder, builder.step(op, *args)))
    if op == "pow":
        return _power(builder, *args)
    if op in ("sqrt", "cbrt", "root_power"):
        return _write_product(builder, _product(builder, builder.step(op, *args)))
    return make(builder, op, *args)


def _power(builder: Builder, base: int, exponent: int) -> int:
    n = number_of(builder, exponent)
    if n is not None and n.denominator == 1 and 1 < abs(n) <= 100 and builder.steps[base].op != "number":
        return _write_product(builder, _product(builder, builder.step("pow", base, exponent)))
    return make(builder, "pow", base, exponent)


def _product(builder: Builder, place: int) -> _Product:
    """Take a step apart into a number and powers of factors."""
    product = _Product(Fraction(1), False, {})
    waiting = [(place, Fraction(1))]
    while waiting:
        at, exponent = waiting.pop()
        op, args, _ = builder.steps[at]
        number = number_of(builder, at) if op in ("number", "neg", "div") else None
        whole = exponent.denominator == 1
        if number is not None and whole and (number != 0 or exponent > 0):
            product.number *= number ** int(exponent)
            product.decimal |= is_decimal(builder, at)
        elif op == "neg" and whole:
            product.number *= -1 if exponent % 2 else 1
            waiting.append((args[0], exponent))
        elif op == "mul" and whole:
            waiting += [(args[1], exponent), (args[0], exponent)]
        elif op == "div" and whole:
            waiting += [(args[1], -exponent), (args[0], exponent)]
        elif (n := _whole_exponent(builder, at)) is not None and whole:
            waiting.append((args[0], exponent * n))
        else:
            _multiply(builder, product, at, exponent)
    return product


def _multiply(builder: Builder, product: _Product, place: int, exponent: Fraction) -> None:
    """Put a factor to its equals; a root counts as a power of what is under it."""
    base, share = _root(builder, place)
    total = product.powers.get(base, Fraction(0)) + share * exponent
    if total.denominator % 2 == 0 and total.denominator > 2:
        base, total = place, product.powers.get(place, Fraction(0)) + exponent
    product.powers[base] = total


def _whole_exponent(builder: Builder, place: int) -> int | None:
    step = builder.steps[place]
    n = number_of(builder, step.args[1]) if step.op == "pow" else None
    return int(n) if n is not None and n.denominator == 1 and abs(n) <= 100 else None


def _root(builder: Builder, place: int) -> tuple[int, Fraction]:
    """Return what is under a root, and the exponent that the root stands for."""
    op, args, _ = builder.steps[place]
    if op in ("sqrt", "cbrt"):
        return args[0], Fraction(1, 2 if op == "sqrt" else 3)
    if op == "root_power":
        p, q = (number_of(builder, a) for a in args[1:])
        if p is not None and q is not None:
            return args[0], p / q
    if op == "pow":
        n = number_of(builder, args[1])
        if n is not None and n.denominator == 2 and abs(n) <= 100:
            return args[0], n
    return place, Fraction(1)


_FUNCTIONS = 2
_ORDER = {"name": 0, "pi": -1, "e": -1, "exp": 1, "pow": 1, "add": 1.5, "sub": 1.5}


def _rank(builder: Builder, place: int) -> float:
    """Order factors as one writes them: pi, letters, powers and sums, functions."""
    return _ORDER.get(builder.steps[place].op, _FUNCTIONS)


def _write_product(builder: Builder, product: _Product) -> int:
    if product.number == 0:
        return builder.number(0.0)
    ordered = sorted(product.powers.items(), key=lambda pair: _rank(builder, pair[0]))
    above = [_raised(builder, base, n) for base, n in ordered if n > 0]
    below = [_raised(builder, base, -n) for base, n in ordered if n < 0]
    size = abs(product.number)
    whole = _with_number(builder, size, product.decimal, above, below)
    return make(builder, "neg", whole) if product.number < 0 else whole


def _with_number(builder: Builder, size: Fraction, decimal: bool, above: list[int], below: list[int]) -> int:
    """Write size * above / below: decimals in front, whole fractions over and under the line."""
    written = write_number(builder, size, decimal)
    if written is None:
        # Too large for the parts of a fraction: one float stands for it.
        written = builder.number(float(size))
    if builder.steps[written].op == "number":
        return _quotient(builder, _line(builder, [written] if size != 1 else [], above), below)
    over, under = builder.steps[written].args
    if above or below:
        head = [over] if size.numerator != 1 else []
        return _quotient(builder, _line(builder, head, above), [under, *below])
    return written


def _line(builder: Builder, head: list[int], factors: list[int]) -> int:
    parts = head + factors
    return _chained(builder, parts) if parts else builder.number(1.0)


def _chained(builder: Builder, parts: list[int]) -> int:
    product, *rest = parts
    for part in rest:
        product = builder.step("mul", product, part)
    return product


def _quotient(builder: Builder, over: int, below: list[int]) -> int:
    return builder.step("div", over, _chained(builder, below)) if below else over


def _raised(builder: Builder, base: int, n: Fraction) -> int:
    if n == 1:
        return base
    if n.denominator == 1:
        return builder.step("pow", base, builder.number(float(n)))
    if n == Fraction(1, 2):
        return builder.step("sqrt", base)
    if n == Fraction(1, 3):
        return builder.step("cbrt", base)
    over, under = builder.number(float(n.numerator)), builder.number(float(n.denominator))
    if n.denominator == 2:
        return builder.step("pow", base, builder.step("div", over, under))
    return builder.step("root_power", base, over, under)


def _terms(builder: Builder, place: int) -> list[_Product]:
    """Take a sum apart into terms, in the order written."""
    found: list[_Product] = []
    waiting = [(place, 1)]
    while waiting:
        at, sign = waiting.pop()
        op, args, _ = builder.steps[at]
        if op in ("add", "sub"):
            waiting += [(args[1], sign if op == "add" else -sign), (args[0], sign)]
        elif op == "neg":
            waiting.append((args[0], -sign))
        else:
            product = _product(builder, at)
            product.number *= sign
            found.append(product)
    return found


def _collected(terms: Iterable[_Product]) -> list[_Product]:
    """Add up terms that differ in their number only."""
    kept: dict[frozenset[tuple[int, Fraction]], _Product] = {}
    for term in terms:
        key = frozenset((base, n) for base, n in term.powers.items() if n)
        if key in kept:
            kept[key].number += term.number
            kept[key].decimal |= term.decimal
        else:
            kept[key] = _Product(term.number, term.decimal, dict(term.powers))
    return [term for term in kept.values() if term.number != 0]


def _write_sum(builder: Builder, terms: list[_Product]) -> int:
    collected = _collected(terms)
    if not collected:
        return builder.number(0.0)
    # A sum does not begin with a minus if it has a term that can go first.
    first = next((at for at, term in enumerate(collected) if term.number > 0), 0)
    collected.insert(0, collected.pop(first))
    total = _write_product(builder, collected[0])
    for term in collected[1:]:
        negative = term.number < 0
        term.number = abs(term.number)
        total = builder.step("sub" if negative else "add", total, _write_product(builder, term))
    return total
