"""Algebra for the eye: like terms and equal factors collected, fractions reduced.

Every step of a closed-form derivative passes through `polish`. The order of the lecturer's terms is kept,
and no general simplifier is called: what comes out is what a careful hand would write at the blackboard.
Cancelling a factor may extend the domain, as (x^2)'/x = 2 does.
"""

from mathcore.algebra import make, number_of
from mathcore.code import Builder
from mathcore.factoring import factored_product, factored_sum
from mathcore.product_text import write_product
from mathcore.products import product_of

_PRODUCTS = ("mul", "div", "neg", "sqrt", "cbrt", "root_power")


def polish(builder: Builder, op: str, *args: int) -> int:
    """Return the place of `op(args)` in a form fit for a slide.

    Example:
        >>> builder = Builder()
        >>> x = builder.step("name", value="x")
        >>> polish(builder, "sub", x, x) == builder.number(0.0)
        True
    """
    if op in ("add", "sub"):
        return factored_sum(builder, builder.step(op, *args))
    if op in ("mul", "div", "neg", "sqrt", "cbrt", "root_power") or (
        op == "pow" and _is_power(builder, *args)
    ):
        product = product_of(builder, builder.step(op, *args))
        return write_product(builder, factored_product(builder, product))
    return make(builder, op, *args)


def _is_power(builder: Builder, base: int, exponent: int) -> bool:
    """Tell whether base^exponent counts as a factor repeated."""
    n = number_of(builder, exponent)
    whole = n is not None and n.denominator == 1 and 1 < abs(n) <= 100
    return whole and builder.steps[base].op != "number"
