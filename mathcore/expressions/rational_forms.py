"""Rational functions of generators written as code again, in the notation of a textbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from mathcore.expressions.code import Builder, write_number
from mathcore.expressions.generators import Generator, Generators, Kind
from mathcore.expressions.polynomials import Monomial, Polynomial, Terms, generator, polynomial
from mathcore.expressions.products import Product, write_product
from mathcore.expressions.rational_functions import RationalFunction, constant, sum_of
from mathcore.expressions.sums import write_sum


@dataclass(frozen=True)
class Writer:
    """Writes rational functions of these generators.

    Attributes:
        generators: The generators.
        hyperbolic: Whether e^x + e^(-x) is written as 2 cosh x.
    """

    generators: Generators
    hyperbolic: bool = False

    @property
    def builder(self) -> Builder:
        """The builder that the code is added to."""
        return self.generators.builder

    def write(self, f: RationalFunction) -> int:
        """Return the index of a rational function, written as one product."""
        return write_product(self.builder, self.product(f))

    def write_terms(self, terms: list[RationalFunction]) -> int:
        """Return the index of a sum of rational functions, each written as a product."""
        return write_sum(self.builder, [self.product(term) for term in terms])

    def product(self, f: RationalFunction) -> Product:
        """Return a rational function as a product of steps; each is written only once."""
        written, key = self.generators.products, (f, self.hyperbolic)
        if key not in written:
            written[key] = self._product(f)
        return written[key]

    def _product(self, f: RationalFunction) -> Product:
        if not f.number:
            return Product(Fraction(0))
        f, sizes = self._sizes(f)
        f, roots = self._roots(f)
        f = _flipped(f)
        found = Product(f.number, self.generators.decimal, roots).times(sizes)
        powers: dict[RationalFunction | None, list[tuple[Generator, Fraction]]] = {}
        for p, n in f.factors.items():
            half = half_difference(self.generators, p) if self.hyperbolic and p.is_sum else None
            if half is not None:
                place = self.builder.step(half.op, self.write(half.argument))
                found = found.times(Product(Fraction(2 * half.number) ** n, powers={place: Fraction(n)}))
                powers.setdefault(None, []).extend((entry, share * n) for entry, share in half.outside)
            elif p.is_sum:
                found = found.times(Product(powers={self._sum(p): Fraction(n)}))
            else:
                entry = self.generators.table[_single(p)[0]]
                if entry.kind is Kind.POWER:
                    powers.setdefault(entry.base, []).append((entry, Fraction(n, entry.order)))
                else:
                    found = found.times(Product(powers={self._step(entry): Fraction(n, entry.order)}))
        for base, entries in powers.items():
            found = self._power(found, f, base, entries)
        return found

    def _step(self, entry: Generator) -> int:
        """Return the index of what a generator stands for."""
        if entry.kind is Kind.SIGN and entry.inside is not None:
            return self.builder.step("sign", self.write(entry.inside))
        return entry.step

    def _sizes(self, f: RationalFunction) -> tuple[RationalFunction, Product]:
        """Take the absolute values out of a product: |u| |v| is |u v|, and |u|/u^2 is 1/|u|."""
        found = Product()
        inside = {1: constant(1), -1: constant(1)}
        for p in f.factors:
            entry = None if p.is_sum else self.generators.table[_single(p)[0]]
            if entry is None or entry.kind is not Kind.SIZE or entry.inside is None:
                continue
            ((q, _),) = entry.inside.factors.items()
            below = f.factors.get(q, 0) < -1
            factors = dict(f.factors) | ({q: f.factors[q] + 2} if below else {})
            f = RationalFunction(f.number, {r: n for r, n in factors.items() if r != p and n})
            sign = -1 if below else 1
            inside[sign] = inside[sign].times(entry.inside)
        for sign, whole in inside.items():
            if not whole.is_number:
                place = self.builder.step("abs", self.write(whole))
                found = found.times(Product(powers={place: Fraction(sign)}))
        return f, found

    def _sum(self, p: Polynomial) -> int:
        """Return the index of a polynomial, its terms in the usual order; each is written only once."""
        written, key = self.generators.sums, (p, self.hyperbolic)
        if key not in written:
            terms = in_usual_order(p.terms)
            written[key] = self.write_terms([_term(monomial, c) for monomial, c in terms])
        return written[key]

    def _roots(self, f: RationalFunction) -> tuple[RationalFunction, dict[int, Fraction]]:
        """Take the roots out of a product, with the powers of their radicands: u / sqrt(u) is sqrt(u)."""
        powers: dict[int, Fraction] = {}
        for p in tuple(f.factors):
            # The radicand of a root may be another root, which is then taken out with it.
            n = f.factors.get(p)
            entry = None if p.is_sum or n is None else self.generators.table[_single(p)[0]]
            if n is None or entry is None or entry.kind is not Kind.ROOT or entry.inside is None:
                continue
            whole = _multiplicity(f, entry.inside)
            rest = {q: m for q, m in f.factors.items() if q != p}
            f = RationalFunction(f.number, rest).times(entry.inside.power(-whole))
            exponent, inside = Fraction(n, entry.order) + whole, entry.inside
            if exponent < 0 and any(m < 0 for m in inside.factors.values()):
                exponent, inside = -exponent, inside.power(-1)
            place = self.write(inside)
            powers[place] = powers.get(place, Fraction(0)) + exponent
        return f, {place: n for place, n in powers.items() if n}

    def _power(
        self,
        found: Product,
        f: RationalFunction,
        base: RationalFunction | None,
        entries: list[tuple[Generator, Fraction]],
    ) -> Product:
        """Multiply by base^exponent, the exponents of all such powers added."""
        exponents = [(entry.inside or constant(1)).scaled(n) for entry, n in entries]
        step = self.builder.step
        if base is None:
            exponent = sum_of(exponents)
            if not exponent.number:
                return found
            if exponent.is_number and abs(exponent.number) == 1:
                return found.times(Product(powers={step("e"): exponent.number}))
            below = any(n < 0 for n in found.powers.values()) and not self.generators.negative_exponents
            if exponent.number < 0 and below:
                place = step("exp", self._exponent(exponent.scaled(-1)))
                return found.times(Product(powers={place: Fraction(-1)}))
            return found.times(Product(powers={step("exp", self._exponent(exponent)): Fraction(1)}))
        place = entries[0][0].step
        whole = found.powers.get(place, Fraction(0))
        if whole.denominator == 1:
            exponents, found = [*exponents, constant(whole)], found.without(place)
        exponent = sum_of(exponents)
        written = step("pow", place, self._exponent(exponent))
        return found.times(Product(powers={written: Fraction(1)}))

    def _exponent(self, exponent: RationalFunction) -> int:
        """Return the index of an exponent, as it was typed if it was."""
        shown = self.generators.shown_exponents
        if exponent in shown:
            return shown[exponent]
        if exponent.is_number:
            place = write_number(self.builder, exponent.number, self.generators.decimal)
            return self.builder.number(float(exponent.number)) if place is None else place
        for typed, place in shown.items():
            if typed.factors == exponent.factors:
                return write_product(
                    self.builder, Product(exponent.number / typed.number, powers={place: Fraction(1)})
                )
        return self.write(exponent)


class Half(NamedTuple):
    """The sum e^u + e^-u or e^u - e^-u as 2 number e^outside times the function `op` of `argument`."""

    number: int
    op: str
    argument: RationalFunction
    outside: list[tuple[Generator, Fraction]]


def half_difference(generators: Generators, p: Polynomial) -> Half | None:
    """Return c (e^v + e^w) or c (e^v - e^w) as a hyperbolic function of (v - w)/2, `None` for other sums.

    1 + e^x has no such form: it would need e^(x/2).
    """
    if len(p.terms) != 2 or abs(p.terms[0][1]) != abs(p.terms[1][1]):
        return None
    entries = {g: generators.table[g] for g in p.generators}
    if any(entry.kind is not Kind.POWER or entry.base is not None for entry in entries.values()):
        return None
    (first, c), (second, d) = p.terms
    exponents: list[RationalFunction] = []
    outside: list[tuple[Generator, Fraction]] = []
    for g, entry in entries.items():
        n, m = (dict(monomial).get(g, 0) for monomial in (first, second))
        if (n - m) % 2:
            return None
        v, w = Fraction(n, entry.order), Fraction(m, entry.order)
        exponents.append((entry.inside or constant(1)).scaled((v - w) / 2))
        outside.append((entry, (v + w) / 2))
    argument = sum_of(exponents)
    if argument.number < 0:
        argument, c = argument.scaled(-1), c if c == d else -c
    return Half(c, "cosh" if p.terms[0][1] == d else "sinh", argument, outside)


def _single(p: Polynomial) -> tuple[int, int]:
    """Return the generator of a factor that is one, and its exponent."""
    return p.terms[0][0][0]


def _term(monomial: Monomial, c: int) -> RationalFunction:
    return RationalFunction(Fraction(c), {generator(g): n for g, n in monomial})


def _multiplicity(f: RationalFunction, inside: RationalFunction) -> int:
    """Return the exponent m of the largest power of `inside` that divides f, or negative, divides 1/f."""
    shares = [
        Fraction(f.factors.get(p, 0), n)
        for p, n in inside.factors.items()
        if p.is_sum or not inside.is_number
    ]
    if not shares:
        return 0
    if all(share > 0 for share in shares):
        return int(min(shares))
    return -int(min(-share for share in shares)) if all(share < 0 for share in shares) else 0


def _flipped(f: RationalFunction) -> RationalFunction:
    """Return f with a minus in front moved into a sum: -(x^2 - 1) becomes 1 - x^2."""
    if f.number > 0:
        return f
    odd = [p for p, n in f.factors.items() if p.is_sum and n % 2 and any(c < 0 for _, c in p.terms)]
    odd.sort(key=lambda p: (f.factors[p] < 0, len(p.terms)))
    if not odd:
        return f
    first = odd[0]
    opposite = Polynomial(tuple((monomial, -c) for monomial, c in first.terms))
    factors: Mapping[Polynomial, int] = {(opposite if p == first else p): m for p, m in f.factors.items()}
    return RationalFunction(-f.number, factors)


def in_usual_order(terms: tuple[tuple[Monomial, int], ...]) -> tuple[tuple[Monomial, int], ...]:
    """Return terms by falling powers, or by rising powers if that is without a minus in front.

    Example:
        >>> in_usual_order(((((0, 2),), -1), ((), 1)))
        (((), 1), (((0, 2),), -1))
    """
    return terms[::-1] if terms[0][1] < 0 < terms[-1][1] else terms


def terms_over(f: RationalFunction, open_: Terms, below: Mapping[Polynomial, int]) -> list[RationalFunction]:
    """Return the terms of an expanded numerator, each over the whole denominator."""
    under = RationalFunction(f.number, below)
    ordered = in_usual_order(polynomial(open_).terms)
    return [_term(monomial, c).times(under) for monomial, c in ordered]
