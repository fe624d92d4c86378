"""Polynomials in several generators with integer coefficients: products, exact quotients, common divisors.

A generator is a number: the index of what it stands for, such as x or sin x. The greatest common divisor is
found by evaluation at a large integer and reconstruction from the digits (the heuristic algorithm of Char,
Geddes and Gonnet 1989), and proven by exact division. The cost is bounded: what would take long is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import gcd, isqrt, prod

from mathcore.math_errors import MathError

Monomial = tuple[tuple[int, int], ...]
"""A product of powers of generators, as sorted pairs (generator, exponent), exponents positive."""
Terms = Mapping[Monomial, int]
"""The coefficient of each monomial, none of them 0."""
Dense = dict[tuple[int, ...], int]
"""The coefficients by exponents, one exponent for each generator in a fixed order."""

MOST_TERMS = 300
"""Maximum number of terms of an intermediate polynomial."""
MOST_DIGITS = 3000
"""Maximum number of evaluation digits, the product of degrees + 1, of a greatest common divisor."""
_TRIALS = 6
"""Number of evaluation points of the heuristic algorithm before it gives up (Char, Geddes, Gonnet 1989)."""


class ExpansionError(MathError):
    """A polynomial that would take too long to calculate with."""


def _rank(monomial: Monomial) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return the sort key of the graded lexicographic order."""
    return sum(n for _, n in monomial), tuple((-g, n) for g, n in monomial)


@dataclass(frozen=True)
class Polynomial:
    """A polynomial as its terms (monomial, coefficient), of highest degree first; made by `polynomial`.

    Example:
        >>> polynomial({((0, 2),): 1, (): -4}).terms
        ((((0, 2),), 1), ((), -4))
    """

    terms: tuple[tuple[Monomial, int], ...]

    @cached_property
    def generators(self) -> frozenset[int]:
        """The generators that occur."""
        return frozenset(g for monomial, _ in self.terms for g, _ in monomial)

    @cached_property
    def _hash(self) -> int:
        return hash(self.terms)

    def __hash__(self) -> int:
        return self._hash

    @property
    def is_sum(self) -> bool:
        """Whether it has two terms or more."""
        return len(self.terms) > 1

    def degree(self, generator: int) -> int:
        """Return the degree in one generator."""
        return max((n for monomial, _ in self.terms for g, n in monomial if g == generator), default=0)


def polynomial(terms: Terms) -> Polynomial:
    """Return a polynomial with its terms in order."""
    return Polynomial(tuple(sorted(terms.items(), key=lambda term: _rank(term[0]), reverse=True)))


@lru_cache(maxsize=512)
def generator(index: int) -> Polynomial:
    """Return a generator as a polynomial."""
    return Polynomial(((((index, 1),), 1),))


def monomial_product(a: Monomial, b: Monomial) -> Monomial:
    """Return the product of two monomials.

    Example:
        >>> monomial_product(((0, 2),), ((0, 1), (3, 1)))
        ((0, 3), (3, 1))
    """
    if not a or not b:
        return a or b
    powers = dict(a)
    for g, n in b:
        powers[g] = powers.get(g, 0) + n
    return tuple(sorted(powers.items()))


def product(a: Terms, b: Terms) -> dict[Monomial, int]:
    """Return the product of two polynomials.

    Raises:
        ExpansionError: If it might have too many terms.

    Example:
        >>> product({((0, 1),): 1, (): 1}, {((0, 1),): 1, (): -1})
        {((0, 2),): 1, (): -1}
    """
    if len(a) * len(b) > MOST_TERMS * 4:
        raise ExpansionError(f"a product of {len(a)} by {len(b)} terms is not expanded")
    found: dict[Monomial, int] = {}
    for m, c in a.items():
        for n, d in b.items():
            one = monomial_product(m, n)
            found[one] = found.get(one, 0) + c * d
    if len(found) > MOST_TERMS:
        raise ExpansionError(f"a polynomial with {len(found)} terms is not expanded")
    return {monomial: c for monomial, c in found.items() if c}


def total(parts: Iterable[tuple[int, Terms]]) -> dict[Monomial, int]:
    """Return the sum of multiples of polynomials, given as pairs (coefficient, polynomial)."""
    found: dict[Monomial, int] = {}
    for number, terms in parts:
        for monomial, c in terms.items():
            found[monomial] = found.get(monomial, 0) + number * c
    return {monomial: c for monomial, c in found.items() if c}


@dataclass(frozen=True)
class Parts:
    """A polynomial as `content` times `monomial` times a primitive polynomial with a positive first term."""

    content: int
    monomial: Monomial
    primitive: Polynomial


def parts(terms: Terms) -> Parts:
    """Take out of a polynomial its content, with the sign of the first term, and its common monomial.

    Example:
        >>> parts({((0, 3),): -2, ((0, 1),): 4})
        Parts(content=-2, monomial=((0, 1),), primitive=Polynomial(terms=((((0, 2),), 1), ((), -2))))
    """
    content = gcd(*terms.values())
    shared = dict(next(iter(terms)))
    for monomial in terms:
        powers = dict(monomial)
        shared = {g: min(n, powers[g]) for g, n in shared.items() if g in powers}
    rest = polynomial(
        {
            tuple((g, n - shared.get(g, 0)) for g, n in monomial if n > shared.get(g, 0)): c
            for monomial, c in terms.items()
        }
    )
    if rest.terms[0][1] < 0:
        content = -content
    rest = Polynomial(tuple((monomial, c // content) for monomial, c in rest.terms))
    return Parts(content, tuple(sorted(shared.items())), rest)


def derivative(p: Polynomial, by: int) -> dict[Monomial, int]:
    """Return the partial derivative of a polynomial by a generator.

    Example:
        >>> derivative(polynomial({((0, 3),): 1, (): 5}), by=0)
        {((0, 2),): 3}
    """
    found: dict[Monomial, int] = {}
    for monomial, c in p.terms:
        powers = dict(monomial)
        n = powers.pop(by, 0)
        if n:
            powers |= {by: n - 1} if n > 1 else {}
            found[tuple(sorted(powers.items()))] = c * n
    return found


def _dense(p: Polynomial, order: tuple[int, ...]) -> Dense:
    return {tuple(dict(monomial).get(g, 0) for g in order): c for monomial, c in p.terms}


def _sparse(dense: Dense, order: tuple[int, ...]) -> dict[Monomial, int]:
    return {tuple((g, n) for g, n in zip(order, at, strict=True) if n): c for at, c in dense.items()}


@lru_cache(maxsize=4096)
def quotient(f: Polynomial, g: Polynomial) -> Polynomial | None:
    """Return f / g if g divides f, otherwise `None`.

    Example:
        >>> x2_minus_4 = polynomial({((0, 2),): 1, (): -4})
        >>> x_minus_2 = polynomial({((0, 1),): 1, (): -2})
        >>> quotient(x2_minus_4, x_minus_2).terms
        ((((0, 1),), 1), ((), 2))
    """
    if not g.generators <= f.generators:
        return None
    order = tuple(sorted(f.generators))
    found = _quotient(_dense(f, order), _dense(g, order))
    return None if found is None else polynomial(_sparse(found, order))


def _quotient(f: Dense, g: Dense) -> Dense | None:
    """Return f / g by long division in lexicographic order, `None` if a remainder is left."""
    first = max(g)
    lead, rest = g[first], dict(f)
    found: Dense = {}
    while rest:
        at = max(rest)
        by = tuple(n - m for n, m in zip(at, first, strict=True))
        if min(by, default=0) < 0 or rest[at] % lead or len(found) > MOST_TERMS:
            return None
        c = found[by] = rest[at] // lead
        for monomial, d in g.items():
            here = tuple(n + m for n, m in zip(by, monomial, strict=True))
            left = rest.get(here, 0) - c * d
            if left:
                rest[here] = left
            else:
                rest.pop(here, None)
    return found


@lru_cache(maxsize=4096)
def common_divisor(f: Polynomial, g: Polynomial) -> Polynomial | None:
    """Return the greatest common divisor of two primitive polynomials, `None` if it is 1.

    It counts as 1, too, if the search for it would take too long.

    Example:
        >>> square = polynomial({((0, 2),): 1, ((0, 1),): -4, (): 4})
        >>> common_divisor(square, polynomial({((0, 2),): 1, (): -4})).terms
        ((((0, 1),), 1), ((), -2))
    """
    order = tuple(sorted(f.generators | g.generators))
    if not f.generators & g.generators:
        return None
    if prod(1 + max(f.degree(x), g.degree(x)) for x in order) > MOST_DIGITS:
        return None
    found = _heuristic(_dense(f, order), _dense(g, order))
    if found is None or len(found) < 2:
        return None
    return parts(_sparse(found, order)).primitive


def _heuristic(f: Dense, g: Dense) -> Dense | None:
    """Return the greatest common divisor by the heuristic algorithm, `None` if it fails."""
    if () in f or () in g:
        return {(): gcd(f[()], g[()])}
    shared = gcd(*f.values(), *g.values())
    f, g = _primitive(f), _primitive(g)
    for point in _points(f, g):
        below = _at(f, point), _at(g, point)
        if not all(below):
            continue
        found = _heuristic(*below)
        if found is None:
            return None
        found = _primitive(_reconstructed(found, point))
        if _quotient(f, found) is not None and _quotient(g, found) is not None:
            return {at: shared * c for at, c in found.items()}
    return None


def _points(f: Dense, g: Dense) -> Iterator[int]:
    """Yield the points of evaluation, beyond twice the coefficients of any common divisor."""
    point = 2 * min(max(map(abs, f.values())), max(map(abs, g.values()))) + 29
    for _ in range(_TRIALS):
        yield point
        point = 73794 * point * isqrt(isqrt(point)) // 27011


def _primitive(f: Dense) -> Dense:
    content = gcd(*f.values())
    return {at: c // content for at, c in f.items()}


def _at(f: Dense, point: int) -> Dense:
    """Return f with its last generator replaced by an integer."""
    found: Dense = {}
    for exponents, c in f.items():
        at, n = exponents[:-1], exponents[-1]
        found[at] = found.get(at, 0) + c * point**n
    return {at: c for at, c in found.items() if c}


def _reconstructed(values: Dense, point: int) -> Dense:
    """Return the polynomial that has these values at an integer: its coefficients are their digits."""
    found: Dense = {}
    n = 0
    while values:
        higher: Dense = {}
        for at, value in values.items():
            digit = value % point
            digit -= point if 2 * digit > point else 0
            if digit:
                found[*at, n] = digit
            if value != digit:
                higher[at] = (value - digit) // point
        values, n = higher, n + 1
    return found
