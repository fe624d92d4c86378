"""A product taken apart: a number times powers of factors, roots counted as powers of what is under them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mathcore.algebra import is_decimal, number_of
from mathcore.code import Builder

_MOST = 100
"""Larger exponents stay as they are."""


@dataclass(frozen=True)
class Product:
    """A number times powers of factors.

    Attributes:
        number: The number, exact.
        decimal: Whether it was written with a decimal point.
        powers: The exponent of each factor, by the factor's place in the builder; none is 0.

    Example:
        >>> cube = Product(Fraction(2), powers={0: Fraction(3)})
        >>> cube.times(cube)
        Product(number=Fraction(4, 1), decimal=False, powers={0: Fraction(6, 1)})
    """

    number: Fraction = Fraction(1)
    decimal: bool = False
    powers: Mapping[int, Fraction] = field(default_factory=dict[int, Fraction])

    def times(self, other: "Product") -> "Product":
        """Return the product of two, exponents of equal factors added."""
        powers = dict(self.powers)
        for base, n in other.powers.items():
            powers[base] = powers.get(base, Fraction(0)) + n
        kept = {base: n for base, n in powers.items() if n}
        return Product(self.number * other.number, self.decimal or other.decimal, kept)

    def scaled(self, number: Fraction | int) -> "Product":
        """Return the same factors with the number multiplied."""
        return Product(self.number * number, self.decimal, self.powers)

    def without(self, base: int) -> "Product":
        """Return the product without one factor."""
        return Product(self.number, self.decimal, {b: n for b, n in self.powers.items() if b != base})


def product_of(builder: Builder, place: int) -> Product:
    """Take a step apart into a number and powers of factors."""
    product = Product()
    waiting = [(place, Fraction(1))]
    while waiting:
        at, exponent = waiting.pop()
        op, args, _ = builder.steps[at]
        number = number_of(builder, at) if op in ("number", "neg", "div") else None
        whole = exponent.denominator == 1
        if number is not None and whole and (number != 0 or exponent > 0):
            product = product.times(Product(number ** int(exponent), is_decimal(builder, at)))
        elif op == "neg" and whole:
            product = product.scaled(-1 if exponent % 2 else 1)
            waiting.append((args[0], exponent))
        elif op == "mul" and whole:
            waiting += [(args[1], exponent), (args[0], exponent)]
        elif op == "div" and whole:
            waiting += [(args[1], -exponent), (args[0], exponent)]
        elif (n := _whole_exponent(builder, at)) is not None and whole:
            waiting.append((args[0], exponent * n))
        else:
            product = _multiplied(builder, product, at, exponent)
    return product


def _multiplied(builder: Builder, product: Product, place: int, exponent: Fraction) -> Product:
    """Put a factor to its equals; a root counts as a power of what is under it."""
    base, share = _root(builder, place)
    if is_awkward(product.powers.get(base, Fraction(0)) + share * exponent):
        base, share = place, Fraction(1)
    return product.times(Product(powers={base: share * exponent}))


def is_awkward(exponent: Fraction) -> bool:
    """Tell whether an exponent has no good way to be written, as 1/6 has none."""
    return exponent.denominator % 2 == 0 and exponent.denominator > 2


def _whole_exponent(builder: Builder, place: int) -> int | None:
    step = builder.steps[place]
    n = number_of(builder, step.args[1]) if step.op == "pow" else None
    return int(n) if n is not None and n.denominator == 1 and abs(n) <= _MOST else None


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
        if n is not None and n.denominator == 2 and abs(n) <= _MOST:
            return args[0], n
    if op == "exp":
        return _exponential(builder, place)
    return place, Fraction(1)


def _exponential(builder: Builder, place: int) -> tuple[int, Fraction]:
    """Return e^u and n for e^(n u), so that e^(2x) counts as the square of e^x."""
    inner = builder.steps[place].args[0]
    negative = builder.steps[inner].op == "neg"
    op, args, _ = builder.steps[builder.steps[inner].args[0]] if negative else builder.steps[inner]
    n = number_of(builder, args[0]) if op == "mul" else None
    if n is None or n.denominator != 1 or not 1 < n <= _MOST:
        return place, Fraction(1)
    return builder.step("exp", builder.step("neg", args[1]) if negative else args[1]), n
