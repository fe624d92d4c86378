"""Factors that are shorter together: sign(u) |u| is u, e^u e^(-u) is 1, sinh(u) / cosh(u) is tanh(u)."""

from fractions import Fraction

from mathcore.code import Builder
from mathcore.products import Product

_QUOTIENTS = (("sinh", "cosh", "tanh"), ("sin", "cos", "tan"), ("cos", "sin", "cot"))


def merged(builder: Builder, product: Product) -> Product:
    """Return the product with such factors replaced.

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
    """Join sign(u)^m |u|^n, which is u^n or |u|^n or sign(u) u^n for whole m and n, n not 0."""
    sign = builder.step("sign", inner)
    m = product.powers.get(sign, Fraction(0))
    if m <= 0 or m.denominator != 1 or n.denominator != 1:
        return product
    rest = product.without(sign).without(size)
    base = size if m % 2 == 0 and n % 2 == 1 else inner
    rest = rest.times(Product(powers={base: n}))
    return rest.times(Product(powers={sign: Fraction(1)})) if m % 2 == 1 and n % 2 == 0 else rest
