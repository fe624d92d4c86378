"""Sums: decomposed into terms, expanded, like terms collected, and written as code again."""

from collections.abc import Iterable
from fractions import Fraction

from mathcore.expressions.code import Builder
from mathcore.expressions.products import Product, product_of, write_product

SUMS = ("add", "sub")
_MOST_TERMS = 24
"""Maximum number of terms of an expanded sum; a longer one would not fit on a slide."""
_HIGHEST = 3
"""Maximum exponent of a sum that is expanded."""


def terms_of(builder: Builder, place: int) -> list[Product]:
    """Return the terms of a sum in the order written, like terms collected."""
    found: list[Product] = []
    waiting = [(place, 1)]
    while waiting:
        at, sign = waiting.pop()
        op, args, _ = builder.steps[at]
        if op in SUMS:
            waiting += [(args[1], sign if op == "add" else -sign), (args[0], sign)]
        elif op == "neg":
            waiting.append((args[0], -sign))
        else:
            product = product_of(builder, at)
            found.append(product.scaled(-1) if sign < 0 else product)
    return collected(found)


def collected(terms: Iterable[Product]) -> list[Product]:
    """Add terms that differ only in their coefficient.

    Example:
        >>> twice, thrice = (Product(Fraction(n), powers={0: Fraction(1)}) for n in (2, 3))
        >>> [term.number for term in collected([twice, thrice])]
        [Fraction(5, 1)]
    """
    # Whole numbers are hashed much faster than fractions.
    kept: dict[frozenset[tuple[int, int, int]], Product] = {}
    for term in terms:
        key = frozenset((base, n.numerator, n.denominator) for base, n in term.powers.items())
        if key in kept:
            number, decimal = kept[key].number + term.number, kept[key].decimal or term.decimal
            kept[key] = Product(number, decimal, term.powers)
        elif term.number:
            kept[key] = term
    return [term for term in kept.values() if term.number]


def flattened(builder: Builder, terms: list[Product]) -> list[Product]:
    """Open a sum that is a term: 2x - (x^2 + 1) is 2x - x^2 - 1."""
    found: list[Product] = []
    for term in terms:
        base, n = next(iter(term.powers.items()), (-1, 0))
        alone = len(term.powers) == 1 and n == 1 and term.number in (1, -1) and builder.steps[base].op in SUMS
        found += [part.times(term.without(base)) for part in terms_of(builder, base)] if alone else [term]
    return collected(found)


def expanded(builder: Builder, terms: list[Product]) -> list[Product] | None:
    """Expand the sums among the factors; `None` if that makes too many terms."""
    open_ = [base for term in terms for base, n in term.powers.items() if _is_open(builder, base, n)]
    if not open_:
        return terms
    while open_:
        opened: list[Product] = []
        for term in terms:
            opened += _opened(builder, term, open_[0])
        terms = collected(opened)
        if len(terms) > _MOST_TERMS:
            return None
        open_ = [base for term in terms for base, n in term.powers.items() if _is_open(builder, base, n)]
    return in_order_of_powers(builder, terms)


def in_order_of_powers(builder: Builder, terms: list[Product]) -> list[Product]:
    """Sort the terms of a polynomial in one variable; leave other sums unchanged.

    The powers fall, or rise if that is without a minus in front: 1 - 3x - x^2.
    """
    bases = {base for term in terms for base in term.powers}
    if len(bases) != 1 or builder.steps[min(bases)].op != "name":
        return terms
    falling = sorted(terms, key=lambda term: -sum(term.powers.values()))
    return falling[::-1] if falling[0].number < 0 < falling[-1].number else falling


def _is_open(builder: Builder, base: int, n: Fraction) -> bool:
    return builder.steps[base].op in SUMS and n.denominator == 1 and 0 < n <= _HIGHEST


def _opened(builder: Builder, term: Product, base: int) -> list[Product]:
    """Return a term with one power of the sum `base` multiplied out."""
    n = term.powers.get(base, Fraction(0))
    if not _is_open(builder, base, n):
        return [term]
    found = [term.without(base)]
    for _ in range(int(n)):
        found = collected(one.times(other) for one in found for other in terms_of(builder, base))
    return found


def write_sum(builder: Builder, terms: list[Product]) -> int:
    """Return the index of a sum, in the order of its terms."""
    terms = flattened(builder, terms)
    if not terms:
        return builder.number(0.0)
    # A positive term goes first, if there is one, so that the sum does not begin with a minus.
    first = next((at for at, term in enumerate(terms) if term.number.numerator > 0), 0)
    total = write_product(builder, terms[first])
    rest = terms[:first] + terms[first + 1 :]
    # A subtracted number goes last: x sin x + cos x - 1.
    for term in sorted(rest, key=lambda term: not term.powers and term.number.numerator < 0):
        if term.number.numerator < 0:
            total = builder.step("sub", total, write_product(builder, term.scaled(-1)))
        else:
            total = builder.step("add", total, write_product(builder, term))
    return total
