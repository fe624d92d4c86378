"""Rational functions of generators in factored form: products, and sums over one denominator.

A value is a number times powers of polynomials. Products and powers merge exponents, and nothing is
expanded; a sum takes out what its terms share, and expands only the rest. So (2x + 1)^20 stays as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from mathcore.expressions.code import exact_product
from mathcore.expressions.polynomials import (
    ExpansionError,
    Polynomial,
    Terms,
    common_divisor,
    derivative,
    generator,
    parts,
    product,
    quotient,
    total,
)

HIGHEST_POWER = 24
"""Largest exponent of a sum that is expanded."""
Reduction = Callable[[Terms], Terms]
"""Rewrites an expanded polynomial by identities such as sin^2 = 1 - cos^2."""


def unreduced(terms: Terms) -> Terms:
    """Return the terms as they are: no identities."""
    return terms


@dataclass(frozen=True)
class RationalFunction:
    """A number times powers of primitive polynomials, exponents never 0; the number 0 has no factors.

    Example:
        >>> x = RationalFunction(factors={generator(0): 1})
        >>> x.times(x).power(-1).factors == {generator(0): -2}
        True
    """

    number: Fraction = Fraction(1)
    factors: Mapping[Polynomial, int] = field(default_factory=dict[Polynomial, int])

    def __hash__(self) -> int:
        return hash((self.number, frozenset(self.factors.items())))

    def times(self, other: "RationalFunction") -> "RationalFunction":
        """Return the product of two, common factors cancelled."""
        if not self.number or not other.number:
            return RationalFunction(Fraction(0))
        number = exact_product(self.number, other.number)
        if not other.factors:
            return RationalFunction(number, self.factors)
        factors = dict(self.factors)
        for p, n in other.factors.items():
            factors[p] = factors.get(p, 0) + n
        return RationalFunction(number, _cancelled({p: n for p, n in factors.items() if n}))

    def scaled(self, number: Fraction | int) -> "RationalFunction":
        """Return the product with a number."""
        return (
            RationalFunction(self.number * number, self.factors) if number else RationalFunction(Fraction(0))
        )

    def power(self, n: int) -> "RationalFunction":
        """Return the power with an integer exponent.

        Raises:
            ExpansionError: If it is a power of 0 that is undefined.
        """
        if n == 0:
            return RationalFunction()
        if n < 0 and not self.number:
            raise ExpansionError("a division by 0 is undefined")
        number = self.number if self.number == 1 else self.number**n
        return RationalFunction(number, {p: m * n for p, m in self.factors.items()})

    @property
    def is_number(self) -> bool:
        """Whether there are no factors."""
        return not self.factors


def _cancelled(factors: Mapping[Polynomial, int]) -> dict[Polynomial, int]:
    """Return a product with the common divisors of sums in numerator and denominator cancelled."""
    found = dict(factors)
    above = [p for p, n in found.items() if n > 0 and p.is_sum]
    while above:
        p = above.pop()
        below = [q for q, n in found.items() if n < 0 and q.is_sum] if p in found else []
        q, shared = next(((q, s) for q in below if (s := common_divisor(p, q)) is not None), (p, None))
        if shared is not None:
            new = _split(found, p, q, shared)
            above += [piece for piece in new if found.get(piece, 0) > 0 and piece.is_sum]
    return found


def _split(
    factors: dict[Polynomial, int], p: Polynomial, q: Polynomial, shared: Polynomial
) -> list[Polynomial]:
    """Replace two factors by their common divisor and the two quotients; return these."""
    n, m = factors.pop(p), factors.pop(q)
    found = [(shared, n + m), (quotient(p, shared), n), (quotient(q, shared), m)]
    new: list[Polynomial] = []
    for piece, exponent in found:
        if piece is not None and piece.terms[0][0]:
            factors[piece] = factors.get(piece, 0) + exponent
            new.append(piece)
            if not factors[piece]:
                del factors[piece]
    return new


def constant(number: Fraction | int) -> RationalFunction:
    """Return a number as a rational function."""
    return RationalFunction(Fraction(number))


def from_terms(terms: Terms, number: Fraction | int = 1) -> RationalFunction:
    """Return a number times an expanded polynomial, its common monomial taken out."""
    if not terms or not number:
        return constant(0)
    found = parts(terms)
    factors = {generator(g): n for g, n in found.monomial}
    if found.primitive.terms[0][0]:
        factors[found.primitive] = factors.get(found.primitive, 0) + 1
    return RationalFunction(Fraction(number) * found.content, factors)


def expansion(factors: Mapping[Polynomial, int], reduction: Reduction = unreduced) -> Terms:
    """Return a product of polynomials multiplied out.

    Raises:
        ExpansionError: If that has too many terms, or an exponent is too large or negative.
    """
    found: Terms = {(): 1}
    for p, n in sorted(factors.items(), key=lambda item: len(item[0].terms)):
        if n < 0 or (p.is_sum and n > HIGHEST_POWER):
            raise ExpansionError(f"the exponent {n} is not expanded")
        if not p.is_sum:
            monomial = tuple((g, m * n) for g, m in p.terms[0][0])
            found = reduction(product(found, {monomial: p.terms[0][1] ** n}))
            continue
        for _ in range(n):
            found = reduction(product(found, dict(p.terms)))
    return found


def common(terms: Sequence[RationalFunction]) -> dict[Polynomial, int]:
    """Return the greatest powers of factors that divide all terms, negative for common denominators."""
    bases = dict.fromkeys(p for term in terms for p in term.factors)
    least = {p: min(term.factors.get(p, 0) for term in terms) for p in bases}
    return {p: n for p, n in least.items() if n}


def sum_of(terms: Sequence[RationalFunction], reduction: Reduction = unreduced) -> RationalFunction:
    """Return a sum over one denominator, common factors taken out and cancelled.

    Raises:
        ExpansionError: If it has too many terms.

    Example:
        >>> x, one = RationalFunction(factors={generator(0): 1}), constant(1)
        >>> below = sum_of([x, one.scaled(-1)]).power(-1)
        >>> sum_of([x.times(below), below.scaled(-1)]) == one
        True
    """
    terms = [term for term in terms if term.number]
    if len(terms) < 2:
        return terms[0] if terms else constant(0)
    shared = common(terms)
    outside = RationalFunction(factors=shared)
    under = lcm(*(term.number.denominator for term in terms))
    expanded = [
        (int(term.number * under), expansion(term.times(outside.power(-1)).factors, reduction))
        for term in terms
    ]
    inside = from_terms(reduction(total(expanded)), Fraction(1, under))
    return outside.times(inside)


def factored(f: RationalFunction) -> RationalFunction:
    """Return f with repeated factors of its sums found: x^2 - 2x + 1 becomes (x - 1)^2."""
    found = RationalFunction(f.number)
    for p, n in f.factors.items():
        pieces = _square_free(p) if p.is_sum else {p: 1}
        found = found.times(RationalFunction(factors={piece: m * n for piece, m in pieces.items()}))
    return found


def _square_free(p: Polynomial) -> dict[Polynomial, int]:
    """Return a primitive polynomial as a product of powers of polynomials without repeated factors."""
    for by in sorted(p.generators):
        slope = derivative(p, by)
        if p.degree(by) < 2 or not slope:
            continue
        shared = common_divisor(p, parts(slope).primitive)
        rest = None if shared is None else quotient(p, shared)
        if shared is None or rest is None:
            continue
        pieces: dict[Polynomial, int] = {}
        for piece in (shared, rest):
            for q, n in _square_free(piece).items():
                pieces[q] = pieces.get(q, 0) + n
        return _refined(pieces)
    return {p: 1}


def _refined(pieces: dict[Polynomial, int]) -> dict[Polynomial, int]:
    """Return the same product with factors that have no common divisors."""
    for p in pieces:
        for q in pieces:
            shared = None if p == q else common_divisor(p, q)
            if shared is None:
                continue
            found = dict(pieces)
            _split(found, p, q, shared)
            return _refined(found)
    return pieces
