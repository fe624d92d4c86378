"""Products: decomposed into a number times powers of factors, merged, and written as code again.

A root counts as a power of its radicand. Some factors combine: sign(u) |u| is u, e^u e^(-u) is 1,
sinh(u) / cosh(u) is tanh(u). In the result pi and variables come first, integers go into the numerator and
the denominator, decimals in front.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from mathcore.expressions.code import (
    Builder,
    exact_product,
    folded,
    is_decimal,
    nearest,
    number_of,
    write_number,
)

_LARGEST_EXPONENT = 100
"""Largest exponent that is simplified."""


@dataclass(frozen=True)
class Product:
    """A number times powers of factors.

    Attributes:
        number: The numeric coefficient, exact.
        decimal: Whether it was written with a decimal point.
        powers: The exponent of each factor, never 0, by the index of the factor in the builder.

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
            if base not in powers:
                powers[base] = n
            elif whole := powers[base] + n:
                powers[base] = whole
            else:
                del powers[base]
        return Product(exact_product(self.number, other.number), self.decimal or other.decimal, powers)

    def scaled(self, number: Fraction | int) -> "Product":
        """Return the product times a number."""
        return Product(self.number * number, self.decimal, self.powers)

    def without(self, base: int) -> "Product":
        """Return the product without the powers of one factor."""
        return Product(self.number, self.decimal, {b: n for b, n in self.powers.items() if b != base})


def product_of(builder: Builder, place: int) -> Product:
    """Decompose a step into a number and powers of factors."""
    product = Product()
    waiting = [(place, Fraction(1))]
    while waiting:
        at, exponent = waiting.pop()
        op, args, _ = builder.steps[at]
        number = number_of(builder, at) if op in ("number", "neg", "div") else None
        whole = exponent.denominator == 1
        if number is not None and whole and (number != 0 or exponent > 0):
            power = number if exponent == 1 else number ** int(exponent)
            product = product.times(Product(power, is_decimal(builder, at)))
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
    """Multiply by a power of a step; a root counts as a power of its radicand."""
    base, share = _root(builder, place)
    if is_awkward(product.powers.get(base, Fraction(0)) + share * exponent):
        base, share = place, Fraction(1)
    return product.times(Product(powers={base: share * exponent}))


def is_awkward(exponent: Fraction) -> bool:
    """Return whether an exponent has no simple notation, such as 1/6."""
    return exponent.denominator % 2 == 0 and exponent.denominator > 2


def _whole_exponent(builder: Builder, place: int) -> int | None:
    step = builder.steps[place]
    n = number_of(builder, step.args[1]) if step.op == "pow" else None
    return int(n) if n is not None and n.denominator == 1 and abs(n) <= _LARGEST_EXPONENT else None


def _root(builder: Builder, place: int) -> tuple[int, Fraction]:
    """Return the radicand of a root, and the exponent that the root stands for."""
    op, args, _ = builder.steps[place]
    if op in ("sqrt", "cbrt"):
        return args[0], Fraction(1, 2 if op == "sqrt" else 3)
    if op == "root_power":
        p, q = (number_of(builder, a) for a in args[1:])
        if p is not None and q is not None:
            return args[0], p / q
    if op == "pow":
        n = number_of(builder, args[1])
        if n is not None and n.denominator == 2 and abs(n) <= _LARGEST_EXPONENT:
            return args[0], n
        if n is not None and n < 0 and n.denominator > 1:
            opposite = folded(builder, "neg", args[1])
            return builder.step("pow", args[0], opposite), Fraction(-1)
    if op == "exp":
        return _exponential(builder, place)
    return place, Fraction(1)


def _exponential(builder: Builder, place: int) -> tuple[int, Fraction]:
    """Return the index of e^u, and n, for e^(n u): e^(2x) counts as the square of e^x."""
    inner = builder.steps[place].args[0]
    negative = builder.steps[inner].op == "neg"
    op, args, _ = builder.steps[builder.steps[inner].args[0]] if negative else builder.steps[inner]
    n = number_of(builder, args[0]) if op == "mul" else None
    if n is None or n.denominator != 1 or not 1 < n <= _LARGEST_EXPONENT:
        return place, Fraction(1)
    return builder.step("exp", builder.step("neg", args[1]) if negative else args[1]), n


_QUOTIENTS = (("sinh", "cosh", "tanh"), ("sin", "cos", "tan"), ("cos", "sin", "cot"))
"""Functions whose quotient, first over second, is the third."""


def merged(builder: Builder, product: Product) -> Product:
    """Return the product with factors combined, such as sign(u) |u| to u.

    Example:
        >>> builder = Builder()
        >>> x = builder.step("name", value="x")
        >>> powers = {builder.step(op, x): Fraction(1) for op in ("sign", "abs")}
        >>> merged(builder, Product(powers=powers)).powers == {x: 1}
        True
    """
    for base, n in product.powers.items():
        op, args, _ = builder.steps[base]
        if op == "exp" and builder.steps[args[0]].op == "neg":
            other = builder.step("exp", builder.steps[args[0]].args[0])
            if other in product.powers:
                product = product.without(base).times(Product(powers={other: -n}))
        if op == "abs":
            product = _signed(builder, product, base, args[0], n)
        for over, under, name in _QUOTIENTS:
            below = builder.step(under, *args) if op == over else base
            if op == over and n > 0 and product.powers.get(below) == -n:
                whole = Product(powers={builder.step(name, *args): n})
                product = product.without(base).without(below).times(whole)
    return product


def _signed(builder: Builder, product: Product, size: int, inner: int, n: Fraction) -> Product:
    """Combine sign(u)^m |u|^n, which is u^n, |u|^n or sign(u) u^n for integers m and n, n not 0."""
    sign = builder.step("sign", inner)
    m = product.powers.get(sign, Fraction(0))
    if m <= 0 or m.denominator != 1 or n.denominator != 1:
        return product
    rest = product.without(sign).without(size)
    base = size if m % 2 == 0 and n % 2 == 1 else inner
    rest = rest.times(Product(powers={base: n}))
    return rest.times(Product(powers={sign: Fraction(1)})) if m % 2 == 1 and n % 2 == 0 else rest


_ORDER = MappingProxyType(
    {"number": -1, "pi": -1, "e": -1, "name": 0, "exp": 1, "pow": 1, "add": 1.5, "sub": 1.5}
)
"""The sort keys of factors by their operation."""
_FUNCTIONS = 2
"""The sort key of all other factors, the functions."""


def size_of(builder: Builder, place: int) -> int:
    """Return the number of nodes of the expression tree of a step."""
    return builder.sizes[place]


def _place_in_product(builder: Builder, place: int) -> tuple[float, str]:
    """Return the sort key of a factor: constants, variables by their names, powers and sums, functions."""
    op, _, value = builder.steps[place]
    return _ORDER.get(op, _FUNCTIONS), str(value) if op == "name" else ""


def write_product(builder: Builder, product: Product) -> int:
    """Return the index of a product in conventional notation."""
    product = merged(builder, product)
    if product.number == 0:
        return builder.number(0.0)
    ordered = sorted(product.powers.items(), key=lambda pair: _place_in_product(builder, pair[0]))
    above = [_raised(builder, base, n) for base, n in ordered if n.numerator > 0]
    below = [_raised(builder, base, -n) for base, n in ordered if n.numerator < 0]
    negative = product.number.numerator < 0
    whole = _with_number(
        builder, -product.number if negative else product.number, product.decimal, above, below
    )
    return folded(builder, "neg", whole) if negative else whole


def _with_number(builder: Builder, size: Fraction, decimal: bool, above: list[int], below: list[int]) -> int:
    """Write size * above / below: a decimal in front, a fraction as part of numerator and denominator."""
    written = write_number(builder, size, decimal)
    if written is None:
        # Numerator or denominator is not exactly a float: one float replaces the fraction.
        written = builder.number(nearest(size))
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
    if builder.steps[base].op == "exp" and n.denominator == 1:
        inner = product_of(builder, builder.steps[base].args[0]).scaled(n)
        return builder.step("exp", write_product(builder, inner))
    if n.denominator == 1:
        return builder.step("pow", base, builder.number(float(n)))
    if n == Fraction(1, 2):
        return builder.step("sqrt", base)
    if n == Fraction(1, 3):
        return builder.step("cbrt", base)
    over, under = builder.number(float(n.numerator)), builder.number(float(n.denominator))
    if n.denominator % 2 == 0:
        return builder.step("pow", base, builder.step("div", over, under))
    return builder.step("root_power", base, over, under)
