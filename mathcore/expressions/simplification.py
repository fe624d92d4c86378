"""Simplification for display: like terms collected, common factors taken out, fractions reduced.

Every step of a closed-form derivative passes through `simplified`. The order of the terms as typed is kept,
and there is no general-purpose simplifier: the rules are those of a calculation at the blackboard.
Cancelling a factor may extend the domain, as (x^2)'/x = 2 does.
"""

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm

from mathcore.expressions.code import Builder, folded, number_of
from mathcore.expressions.products import Product, is_awkward, product_of, size_of, write_product
from mathcore.expressions.sums import SUMS, expanded, in_order_of_powers, terms_of, write_sum

_WORTH_FACTORING = (*SUMS, "exp", "pow", "sigmoid")
"""Operations worth factoring out of all terms: a sum, e^u, u^v or the like, but not x: x^3 - 4x stays."""


def factored_sum(builder: Builder, place: int) -> int:
    """Return the index of the shortest form of a sum: unchanged, factored or expanded."""
    terms = terms_of(builder, place)
    forms = [write_sum(builder, terms)]
    if len(terms) > 1:
        for out in (
            common(terms, _in_all),
            common(terms, lambda base, n: n < 0 or _is_worth_factoring(builder, base)),
        ):
            if any(_is_worth_factoring(builder, base) for base in out.powers):
                rest = in_order_of_powers(builder, _multiplied_out(builder, divided(terms, out)))
                forms.insert(0, write_product(builder, _times_sum(builder, out, rest, flip=True)))
        open_ = expanded(builder, terms)
        forms += [] if open_ is None else [write_sum(builder, open_)]
    return min(forms, key=lambda form: size_of(builder, form))


def _in_all(base: int, n: Fraction) -> bool:
    return n > 0


def _is_worth_factoring(builder: Builder, base: int) -> bool:
    return builder.steps[base].op in _WORTH_FACTORING


def factored_product(builder: Builder, product: Product) -> Product:
    """Normalize the sums among the factors: no nested fractions, common factors cancelled, one sign."""
    for base in tuple(product.powers):
        n = product.powers.get(base)
        if builder.steps[base].op in SUMS and n in (1, -1):
            product = _normalized(builder, product, base, n == 1)
    return product


def _normalized(builder: Builder, product: Product, base: int, above: bool) -> Product:
    """Factor out of one sum, in the numerator or denominator, what combines with the other factors."""
    others = product.without(base)
    terms = terms_of(builder, base)
    quotient = any(n < 0 for n in others.powers.values()) or others.number.denominator > 1
    if above and quotient:
        terms = _multiplied_out(builder, terms)

    def wanted(b: int, n: Fraction) -> bool:
        there = others.powers.get(b, Fraction(0)) * (1 if above else -1)
        return n < 0 or there < 0 or (above and quotient and _is_worth_factoring(builder, b))

    out = common(terms, wanted) if others.powers else Product()
    out = out.scaled(_number_out(others, terms, above))
    taken = out if above else inverse(out)
    if any(is_awkward(others.powers.get(b, Fraction(0)) + n) for b, n in taken.powers.items()):
        return product
    rest = divided(terms, out)
    rest = _multiplied_out(builder, rest) if above and quotient else rest
    others = others.times(taken)
    flip = quotient or any(builder.steps[b].op == "exp" for b in others.powers)
    return _times_sum(builder, others, rest, flip) if above else _over_sum(builder, others, rest)


def _times_sum(builder: Builder, product: Product, terms: list[Product], flip: bool) -> Product:
    """Multiply a product by a sum; with `flip`, -(1 - x) becomes x - 1."""
    if len(terms) < 2:
        return product.times(terms[0]) if terms else Product(Fraction(0))
    out = Product()
    if flip and product.powers:
        fits = product.powers.get
        out = common(terms, lambda b, n: n > 0 and not is_awkward(fits(b, Fraction(0)) + n))
        out = out.scaled(content(terms))
    mixed = len({term.number > 0 for term in terms}) == 2
    alone = abs(product.number) == 1 and not product.powers
    if (flip or alone) and product.number * out.number < 0 and mixed:
        out = out.scaled(-1)
    rest = write_sum(builder, divided(terms, out))
    return product.times(out).times(Product(powers={rest: Fraction(1)}))


def _over_sum(builder: Builder, product: Product, terms: list[Product]) -> Product:
    """Divide a product by a sum."""
    if len(terms) == 1:
        return product.times(inverse(terms[0]))
    return product.times(Product(powers={write_sum(builder, terms): Fraction(-1)}))


def _multiplied_out(builder: Builder, terms: list[Product]) -> list[Product]:
    """Return the terms expanded if that makes them no longer, otherwise unchanged."""
    open_ = expanded(builder, terms)
    if open_ is None:
        return terms
    before, after = (size_of(builder, write_sum(builder, way)) for way in (terms, open_))
    return open_ if after <= before else terms


def _number_out(others: Product, terms: list[Product], above: bool) -> Fraction:
    """Return the number to factor out of a sum: its sign, its denominators, and what cancels."""
    sign = -1 if all(term.number < 0 for term in terms) else 1
    if others.decimal or not terms or any(term.decimal for term in terms):
        return Fraction(sign)
    under = lcm(*(term.number.denominator for term in terms))
    if under > 1:
        plain = above and abs(others.number) == 1 and not any(n < 0 for n in others.powers.values())
        return Fraction(sign) if plain else Fraction(sign, under)
    cancels = others.number.denominator if above else others.number.numerator
    return sign * Fraction(gcd(cancels, *(term.number.numerator for term in terms)))


def content(terms: list[Product]) -> Fraction:
    """Return the content of a sum: the greatest common divisor of its coefficients, negative if all are.

    If a coefficient is a decimal, return only the sign.

    Example:
        >>> content([Product(Fraction(4)), Product(Fraction(-6))])
        Fraction(2, 1)
    """
    sign = -1 if all(term.number < 0 for term in terms) else 1
    if any(term.decimal for term in terms):
        return Fraction(sign)
    over = gcd(*(term.number.numerator for term in terms))
    return Fraction(sign * over, lcm(*(term.number.denominator for term in terms)))


def common(terms: list[Product], wanted: Callable[[int, Fraction], bool]) -> Product:
    """Return the powers of the wanted factors common to all terms; a negative one clears a fraction."""
    bases = dict.fromkeys(base for term in terms for base in term.powers)
    least = {base: min(term.powers.get(base, Fraction(0)) for term in terms) for base in bases}
    return Product(
        powers={base: n for base, n in least.items() if n and wanted(base, n) and _parts(terms, base, n)}
    )


def _parts(terms: list[Product], base: int, n: Fraction) -> bool:
    """Return whether factoring base^n out of every term leaves exponents with a simple notation."""
    return not any(is_awkward(term.powers.get(base, Fraction(0)) - n) for term in terms)


def inverse(product: Product) -> Product:
    """Return 1 / product."""
    return Product(1 / product.number, product.decimal, {base: -n for base, n in product.powers.items()})


def divided(terms: list[Product], out: Product) -> list[Product]:
    """Return each term divided by `out`."""
    return [term.times(inverse(out)) for term in terms]


_PRODUCTS = ("mul", "div", "neg", "sqrt", "cbrt", "root_power")
"""Operations that are simplified as products of powers."""


def simplified(builder: Builder, op: str, *args: int) -> int:
    """Return the index of `op(args)` simplified for display.

    Example:
        >>> builder = Builder()
        >>> x = builder.step("name", value="x")
        >>> simplified(builder, "sub", x, x) == builder.number(0.0)
        True
    """
    if op in ("add", "sub"):
        return factored_sum(builder, builder.step(op, *args))
    if op in ("mul", "div", "neg", "sqrt", "cbrt", "root_power") or (
        op == "pow" and _is_power(builder, *args)
    ):
        product = product_of(builder, builder.step(op, *args))
        return write_product(builder, factored_product(builder, product))
    return folded(builder, op, *args)


def _is_power(builder: Builder, base: int, exponent: int) -> bool:
    """Return whether base^exponent counts as a repeated factor."""
    n = number_of(builder, exponent)
    whole = n is not None and n.denominator == 1 and 1 < abs(n) <= 100
    return whole and builder.steps[base].op != "number"
