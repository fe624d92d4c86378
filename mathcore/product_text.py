"""A product written down: pi and letters first, whole numbers over and under the line, decimals in front."""

from fractions import Fraction

from mathcore.algebra import make, write_number
from mathcore.code import Builder, extract, tree_size
from mathcore.identities import merged
from mathcore.products import Product, product_of

_FUNCTIONS = 2
_ORDER = {"name": 0, "pi": -1, "e": -1, "exp": 1, "pow": 1, "add": 1.5, "sub": 1.5}


def size_of(builder: Builder, place: int) -> int:
    """Count the parts of what stands at a place, as they are written out."""
    return tree_size(extract(builder.steps, [place])[0])


def _rank(builder: Builder, place: int) -> float:
    """Order factors as one writes them: pi, letters, powers and sums, functions."""
    return _ORDER.get(builder.steps[place].op, _FUNCTIONS)


def write_product(builder: Builder, product: Product) -> int:
    """Return the place of a product, written as at a blackboard."""
    product = merged(builder, product)
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
