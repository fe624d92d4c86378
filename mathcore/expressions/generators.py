"""Code as rational functions of generators: variables, functions, roots, and powers with variable exponents.

A sum of functions is a polynomial in them. The generators know how they depend on each other: the square of a
root is its radicand, e^(2x) is the square of e^x, sin(-x) is -sin x, and sin^2 + cos^2 is 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from mathcore.expressions.code import Builder, Step, depending, exactly
from mathcore.expressions.identities import (
    EVEN,
    ODD,
    POSITIVE,
    SQUARES,
    Identity,
    quotient_of_functions,
    value_at_multiple_of_pi,
    value_at_number,
)
from mathcore.expressions.polynomials import (
    ExpansionError,
    Monomial,
    Polynomial,
    Terms,
    generator,
    product,
    total,
)
from mathcore.expressions.products import Product
from mathcore.expressions.rational_functions import (
    RationalFunction,
    constant,
    expansion,
    factored,
    from_terms,
    sum_of,
)

HIGHEST_EXPONENT = 60
"""Largest constant exponent that is calculated with."""
_MOST_ATTEMPTS = 12
"""Maximum number of translations, each with finer orders of the generators."""
LARGEST_ROOT = 12
"""Largest q of a root x^(p/q) that is calculated with."""


class Kind(Enum):
    """What a generator stands for."""

    FACTOR = "a variable, constant or function"
    POWER = "a power whose exponent varies"
    ROOT = "a root of a rational function"
    SIZE = "the absolute value of a rational function"
    SIGN = "the sign of a rational function"


@dataclass(frozen=True)
class Generator:
    """What a generator stands for: x^(1/order), base^(inside/order), inside^(1/order) or |inside|.

    Attributes:
        kind: Which of these.
        step: The index of x, or of the base; -1 for the base e; as typed, or -1, of what is under a root.
        order: The denominator of the exponent, so that all exponents in polynomials are integers.
        inside: The exponent, the radicand, or the argument of the function x.
        base: The base of a power.
        positive: Whether its values are positive wherever it is defined.
        sign: Sign of the argument of the function x, as written, relative to `inside`.
    """

    kind: Kind
    step: int
    order: int = 1
    inside: RationalFunction | None = None
    base: RationalFunction | None = None
    positive: bool = False
    sign: int = 1


Key = tuple[object, ...]


class _FinerOrderError(Exception):
    """A generator needs a larger order; the translation starts again with that."""


@dataclass(frozen=True)
class _Rule:
    """The power of a generator that an identity replaces by a polynomial."""

    exponent: int
    by: Terms


class Generators:
    """The generators of one expression, while it is translated."""

    def __init__(self, builder: Builder, identity: Identity, orders: dict[Key, int]) -> None:
        self.builder = builder
        self.table: list[Generator] = []
        self.decimal = False
        self.shown_exponents: dict[RationalFunction, int] = {}
        self.negative_exponents = False
        self.sums: dict[tuple[Polynomial, bool], int] = {}
        """The steps of polynomials that have been written, without and with hyperbolic functions."""
        self.products: dict[tuple[RationalFunction, bool], Product] = {}
        """The products of rational functions that have been written, likewise."""
        self._identity = identity
        self._orders = orders
        self._indices: dict[Key, int] = {}
        self._rules: dict[int, _Rule] = {}

    def index(
        self, key: Key, kind: Kind, step: int, inside: RationalFunction | None = None,
        base: RationalFunction | None = None, positive: bool = False, sign: int = 1,
    ) -> int:  # fmt: skip
        """Return the index of a generator; add it if it is new."""
        if key not in self._indices:
            self._indices[key] = len(self.table)
            order = self._orders.get(key, 1)
            self.table.append(Generator(kind, step, order, inside, base, positive, sign))
        return self._indices[key]

    def with_exponent(self, key: Key, at: int, exponent: Fraction) -> RationalFunction:
        """Return a power of a generator with a rational exponent of what it stands for."""
        order = self.table[at].order
        if order % exponent.denominator:
            finer = lcm(order, exponent.denominator)
            if finer > LARGEST_ROOT**2:
                raise ExpansionError(f"the exponent {exponent} is not calculated with")
            self._orders[key] = finer
            raise _FinerOrderError
        n = int(exponent * order)
        return RationalFunction(factors={generator(at): n} if n else {})

    # The values of steps.

    def factor(self, step: int) -> RationalFunction:
        """Return a variable, a constant, or any other step that is not calculated with."""
        at = self.index(("step", step), Kind.FACTOR, step)
        return self.with_exponent(("step", step), at, Fraction(1))

    def function(self, op: str, inside: RationalFunction, argument: int) -> RationalFunction:
        """Return a function of one argument, with its value and its parity."""
        value = self._special_value(op, inside)
        if value is not None:
            return constant(value)
        parts = quotient_of_functions(op, self._identity)
        if parts is not None:
            over, under = (
                constant(1) if part == "" else self.function(part, inside, argument) for part in parts
            )
            return over.times(under.power(-1))
        sign = 1
        if inside.number < 0 and (op in ODD or op in EVEN):
            inside, sign = inside.scaled(-1), -1
        key: Key = (op, inside)
        typed, shown = self.builder.steps[argument], sign
        if sign < 0 and typed.op == "neg":
            argument, shown = typed.args[0], 1
        step = self.builder.step(op, argument)
        at = self.index(key, Kind.FACTOR, step, inside=inside, positive=op in POSITIVE, sign=shown)
        self._add_identity(op, at, inside, argument)
        found = self.with_exponent(key, at, Fraction(1))
        return found.scaled(sign * self.table[at].sign) if op in ODD else found

    def _special_value(self, op: str, inside: RationalFunction) -> Fraction | None:
        """Return the rational value of a function at 0, 1, -1, or at a multiple of pi; ln e is 1."""
        if inside.is_number:
            return value_at_number(op, inside.number)
        if len(inside.factors) != 1:
            return None
        ((p, n),) = inside.factors.items()
        if p.is_sum or n != 1:
            return None
        found = self.table[p.terms[0][0][0][0]]
        if found.kind is Kind.FACTOR and found.order == 1 and self.builder.steps[found.step].op == "pi":
            return value_at_multiple_of_pi(op, inside.number)
        is_e = found.kind is Kind.POWER and found.base is None and inside.number == 1
        exponent = found.inside or constant(0)
        if op == "log" and is_e and exponent.is_number and n == found.order:
            return exponent.number
        return None

    def _add_identity(self, op: str, at: int, inside: RationalFunction, argument: int) -> None:
        """Add the identity that replaces the square of a function, such as sin^2 = 1 - cos^2."""
        square = SQUARES.get((self._identity, op))
        if at in self._rules or square is None:
            return
        # The function that remains may ask for this rule in turn.
        self._rules[at] = _Rule(2, {(): square.number})
        other = self.function(square.other, inside, argument).power(2)
        parts = (1, {(): square.number}), (square.factor * int(other.number), expansion(other.factors))
        self._rules[at] = _Rule(2, total(parts))

    def size(self, inside: RationalFunction) -> RationalFunction:
        """Return the absolute value, factor by factor."""
        found = constant(abs(inside.number))
        for p, n in inside.factors.items():
            even = n % 2 == 0 or self.is_positive(p)
            base = RationalFunction(factors={p: 1}) if even else self._size_of_factor(p)
            found = found.times(base.power(n))
        return self.normalized(found)

    def _size_of_factor(self, p: Polynomial) -> RationalFunction:
        inside = RationalFunction(factors={p: 1})
        key: Key = (Kind.SIZE, p)
        at = self.index(key, Kind.SIZE, -1, inside=inside, positive=True)
        if at not in self._rules:
            self._rules[at] = _Rule(2, expansion({p: 2}))
        return RationalFunction(factors={generator(at): 1})

    def sign(self, inside: RationalFunction) -> RationalFunction:
        """Return the sign, of the factors whose sign may change."""
        odd = {p: 1 for p, n in inside.factors.items() if n % 2 and not self.is_positive(p)}
        found = constant(1 if inside.number > 0 else -1 if inside.number < 0 else 0)
        if not odd or not inside.number:
            return found
        inside = RationalFunction(factors=odd)
        at = self.index((Kind.SIGN, inside), Kind.SIGN, -1, inside=inside)
        self._rules.setdefault(at, _Rule(2, {(): 1}))
        return found.times(RationalFunction(factors={generator(at): 1}))

    def is_positive(self, p: Polynomial) -> bool:
        """Return whether a factor is a generator that is positive wherever it is defined."""
        if p.is_sum:
            return False
        ((g, _),) = p.terms[0][0]
        return self.table[g].positive or self.table[g].order % 2 == 0

    def root(self, u: RationalFunction, q: int) -> RationalFunction:
        """Return the q-th root, perfect powers taken out.

        Raises:
            ExpansionError: If it is an even root of a negative number, or q is too large.
        """
        if q > LARGEST_ROOT:
            raise ExpansionError(f"a root of order {q} is not calculated with")
        if not u.number:
            return u
        u = factored(u)
        outside, number = _root_of_number(u.number, q)
        found, inside = constant(outside), dict[Polynomial, int]()
        for p, n in u.factors.items():
            if self._is_shared(p):
                found = found.times(self._share(p, Fraction(n, q)))
                continue
            order = 1 if p.is_sum else self.table[p.terms[0][0][0][0]].order
            if q % 2 == 0 and n % (q * order):
                # The square root of (x^(1/3))^2 is |x^(1/3)|.
                order = 1
            whole = int(Fraction(n, q * order))
            base = RationalFunction(factors={p: order})
            found = found.times((self.size(base) if q % 2 == 0 else base).power(whole))
            if n != whole * q * order:
                inside[p] = n - whole * q * order
        return self.normalized(found.times(self._plain_root(RationalFunction(number, inside), q)))

    def _is_shared(self, p: Polynomial) -> bool:
        """Return whether a factor is a positive generator that takes rational exponents."""
        kind = None if p.is_sum else self.table[p.terms[0][0][0][0]].kind
        return kind in (Kind.FACTOR, Kind.POWER) and self.is_positive(p)

    def _share(self, p: Polynomial, exponent: Fraction) -> RationalFunction:
        """Return a generator raised to a rational exponent of itself."""
        ((g, _),) = p.terms[0][0]
        key = next(key for key, at in self._indices.items() if at == g)
        return self.with_exponent(key, g, exponent / self.table[g].order)

    def _plain_root(self, inside: RationalFunction, q: int) -> RationalFunction:
        """Return the root of what has no perfect power left."""
        if inside.is_number and inside.number == 1:
            return inside
        if inside.is_number and inside.number < 0 and q % 2 == 0:
            raise ExpansionError("the square root of a negative number is undefined")
        if inside.number == 1 and len(inside.factors) == 1:
            ((p, n),) = inside.factors.items()
            if not p.is_sum:
                ((g, _),) = p.terms[0][0]
                if self.table[g].kind is Kind.FACTOR:
                    return self._share(p, Fraction(n, q))
        key: Key = (Kind.ROOT, q, inside)
        at = self.index(key, Kind.ROOT, -1, inside=inside, positive=q % 2 == 0)
        # The order of a root is its own: with_exponent is not for it.
        self.table[at] = Generator(Kind.ROOT, -1, q, inside, positive=q % 2 == 0)
        whole = inside.number.denominator == 1 and all(n > 0 for n in inside.factors.values())
        if at not in self._rules and whole:
            self._rules[at] = _Rule(q, total([(int(inside.number), expansion(inside.factors))]))
        return RationalFunction(factors={generator(at): 1})

    def power(self, base: RationalFunction | None, exponent: RationalFunction, step: int) -> RationalFunction:
        """Return base^exponent, or e^exponent for the base `None`, as a product over the exponent's terms."""
        found = constant(1)
        for term in self._terms(exponent):
            if base is not None and term.is_number:
                whole = term.number.numerator // term.number.denominator
                found = found.times(base.power(whole))
                term = constant(term.number - whole)
                if not term.number:
                    continue
            logarithm = self._inside_of_logarithm(term) if base is None else None
            if logarithm is not None:
                found = found.times(logarithm.power(int(term.number)))
                continue
            unit = RationalFunction(factors=term.factors)
            key: Key = (Kind.POWER, None if base is None else base, unit)
            # The base x of x^x may be negative where x is an integer.
            positive = base is None or base.is_number
            at = self.index(key, Kind.POWER, step, inside=unit, base=base, positive=positive)
            found = found.times(self.with_exponent(key, at, term.number))
        return found

    def _inside_of_logarithm(self, term: RationalFunction) -> RationalFunction | None:
        """Return u if a term of an exponent is n ln u with an integer n, so that e^(n ln u) is u^n."""
        if len(term.factors) != 1 or term.number.denominator != 1 or abs(term.number) > HIGHEST_EXPONENT:
            return None
        ((p, n),) = term.factors.items()
        if p.is_sum or n != 1:
            return None
        found = self.table[p.terms[0][0][0][0]]
        is_log = found.kind is Kind.FACTOR and self.builder.steps[found.step].op == "log" and found.order == 1
        return found.inside if is_log else None

    def _terms(self, exponent: RationalFunction) -> list[RationalFunction]:
        """Return the terms of an exponent; one with a sum in its denominator is a term of its own."""
        above = {p: n for p, n in exponent.factors.items() if n > 0 or not p.is_sum}
        if len(above) < len(exponent.factors):
            return [exponent]
        below = RationalFunction(factors={p: n for p, n in above.items() if n < 0})
        open_ = expansion({p: n for p, n in above.items() if n > 0}, self.reduced)
        return [from_terms({monomial: c}, exponent.number).times(below) for monomial, c in open_.items()]

    # Identities.

    def reduced(self, terms: Terms) -> Terms:
        """Return an expanded polynomial with the identities applied."""
        for at, rule in self._rules.items():
            while any(n >= rule.exponent for monomial in terms for g, n in monomial if g == at):
                terms = total(self._replaced(monomial, c, at, rule) for monomial, c in terms.items())
        return terms

    def opened(self, f: RationalFunction) -> RationalFunction:
        """Return f with the squares among its factors replaced by identities: 1/sin^2 is 1/(1 - cos^2)."""
        found = RationalFunction(f.number)
        for p, n in f.factors.items():
            rule = None if p.is_sum else self._rules.get(p.terms[0][0][0][0])
            if rule is None or abs(n) < rule.exponent:
                found = found.times(RationalFunction(factors={p: n}))
                continue
            whole = int(n / rule.exponent)
            rest = n - whole * rule.exponent
            found = found.times(from_terms(rule.by).power(whole))
            found = found.times(RationalFunction(factors={p: rest} if rest else {}))
        return found

    @staticmethod
    def _replaced(monomial: Monomial, c: int, at: int, rule: _Rule) -> tuple[int, Terms]:
        n = dict(monomial).get(at, 0)
        if n < rule.exponent:
            return c, {monomial: 1}
        left = ((at, n - rule.exponent),) if n > rule.exponent else ()
        rest = tuple(sorted((*((g, m) for g, m in monomial if g != at), *left)))
        return c, product({rest: 1}, rule.by)

    def normalized(self, f: RationalFunction) -> RationalFunction:
        """Return f with the least powers of roots, absolute values and signs, none of them negative."""
        for p, n in f.factors.items():
            if p.is_sum:
                continue
            ((g, _),) = p.terms[0][0]
            found = self.table[g]
            if found.kind is Kind.ROOT and not 0 <= n < found.order:
                whole, rest = divmod(n, found.order)
                inside = found.inside
            elif found.kind is Kind.SIZE and n not in (0, 1):
                whole, rest = n - n % 2, n % 2
                inside = found.inside
            elif (
                found.kind is Kind.FACTOR and n not in (0, 1) and self.builder.steps[found.step].op == "sign"
            ):
                whole, rest, inside = 1, n % 2, constant(1)
            else:
                continue
            others = {q: m for q, m in f.factors.items() if q != p}
            kept = RationalFunction(f.number, others | ({p: rest} if rest else {}))
            return self.normalized(kept.times((inside or constant(1)).power(whole)))
        return f

    def sum_of(self, terms: Sequence[RationalFunction]) -> RationalFunction:
        """Return a sum, with the identities applied."""
        return self.normalized(sum_of(terms, self.reduced))

    def product_of(self, f: RationalFunction, g: RationalFunction) -> RationalFunction:
        """Return a product, with the identities applied to its factors."""
        return self.normalized(f.times(g))


def _root_of_number(number: Fraction, q: int) -> tuple[Fraction, Fraction]:
    """Return (a, b) with number^(1/q) = a b^(1/q): perfect powers and denominators outside.

    Example:
        >>> _root_of_number(Fraction(8, 9), 2)
        (Fraction(2, 3), Fraction(2, 1))
    """
    sign = -1 if number < 0 else 1
    outside, inside = Fraction(1, number.denominator), abs(number.numerator) * number.denominator ** (q - 1)
    for base in range(2, 1000):
        while inside % base**q == 0:
            inside //= base**q
            outside *= base
        if base**q > inside:
            break
    if q % 2:
        return outside * sign, Fraction(inside)
    return outside, Fraction(sign * inside)


_SUMS: Mapping[str, int] = MappingProxyType({"add": 1, "sub": -1})


def translated(
    builder: Builder, places: Iterable[int], identity: Identity
) -> tuple[Generators, list[RationalFunction]]:
    """Return steps as rational functions of generators.

    Raises:
        ExpansionError: If that would take too long, or a step is undefined, as 1/0 is.
    """
    places = list(places)
    orders: dict[Key, int] = {}
    for _ in range(_MOST_ATTEMPTS):
        generators = Generators(builder, identity, orders)
        try:
            return generators, _translated(generators, places)
        except _FinerOrderError:
            continue
    raise ExpansionError("too many different roots to calculate with")


def _translated(generators: Generators, places: list[int]) -> list[RationalFunction]:
    """Translate the steps in the order in which they were built, so that what was typed first comes first."""
    steps = generators.builder.steps
    found: dict[int, RationalFunction] = {}
    for place in sorted(depending(steps, places)):
        step = steps[place]
        found[place] = _step(generators, step, place, [found[a] for a in step.args])
    return [found[place] for place in places]


def _step(
    generators: Generators, step: Step, place: int, arguments: list[RationalFunction]
) -> RationalFunction:
    op = step.op
    if op == "number":
        value = exactly(step.value)
        generators.decimal |= value.denominator > 1
        return constant(value)
    if op == "neg":
        return arguments[0].scaled(-1)
    if op in _SUMS:
        return generators.sum_of([arguments[0], arguments[1].scaled(_SUMS[op])])
    if op in ("mul", "div"):
        return _quotient(generators, op, *arguments)
    if op in ("sqrt", "cbrt"):
        return generators.root(arguments[0], 2 if op == "sqrt" else 3)
    if op in ("abs", "sign"):
        return generators.size(arguments[0]) if op == "abs" else generators.sign(arguments[0])
    if op in ("pow", "root_power", "exp", "e"):
        return _power(generators, step, place, arguments)
    if len(arguments) == 1 and op not in ("not",):
        return generators.normalized(generators.function(op, arguments[0], step.args[0]))
    return generators.factor(place)


def _quotient(generators: Generators, op: str, a: RationalFunction, b: RationalFunction) -> RationalFunction:
    if op == "div":
        if not b.number:
            raise ExpansionError("a division by 0 is undefined")
        b = b.power(-1)
    return generators.product_of(a, b)


def _power(
    generators: Generators, step: Step, place: int, arguments: list[RationalFunction]
) -> RationalFunction:
    if step.op == "e":
        return generators.power(None, constant(1), -1)
    if step.op == "exp":
        exponent = arguments[0]
        generators.shown_exponents.setdefault(exponent, step.args[0])
        generators.negative_exponents |= exponent.number < 0
        return generators.normalized(generators.power(None, exponent, -1))
    base, *rest = arguments
    if step.op == "root_power":
        p, q = (argument.number for argument in rest)
        return generators.normalized(generators.root(base, int(q)).power(int(p)))
    exponent = rest[0]
    if exponent.is_number and abs(exponent.number) > HIGHEST_EXPONENT:
        return generators.factor(place)
    if exponent.is_number and exponent.number.denominator in (1, 2):
        if not base.number and exponent.number <= 0:
            raise ExpansionError("a power of 0 without a positive exponent is not calculated with")
        whole = exponent.number.denominator == 1
        under = base if whole else generators.root(base, 2)
        return generators.normalized(under.power(exponent.number.numerator))
    if base.number == 1 and base.is_number:
        return constant(1)
    if base.is_number and base.number <= 0:
        return generators.factor(place)
    generators.shown_exponents.setdefault(exponent, step.args[1])
    return generators.normalized(generators.power(base, exponent, step.args[0]))
