"""Products of sines and cosines as sums over multiple angles: 2 sin x cos x is sin 2x.

The product-to-sum formulas (Abramowitz and Stegun 1964, 4.3.31-33 and 4.5.37-39), repeated.
"""

from collections.abc import Callable
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from mathcore.expressions.generators import Generators, Kind
from mathcore.expressions.polynomials import ExpansionError, Monomial, Polynomial, Terms, generator
from mathcore.expressions.rational_functions import RationalFunction, constant, from_terms

_LARGEST_DEGREE = 6
"""Largest number of sines and cosines in a product."""


class Wave(NamedTuple):
    """A sine or cosine, circular or hyperbolic, of an argument."""

    odd: bool
    hyperbolic: bool
    argument: RationalFunction


_NAMES = MappingProxyType(
    {(True, False): "sin", (False, False): "cos", (True, True): "sinh", (False, True): "cosh"}
)
_WAVES = MappingProxyType({op: kind for kind, op in _NAMES.items()})


Written = Callable[[RationalFunction], int]
"""Returns the index of the code of a rational function."""


def wave_of(generators: Generators, at: int) -> Wave | None:
    """Return the sine or cosine that a generator is, `None` if it is none."""
    entry = generators.table[at]
    if entry.kind is not Kind.FACTOR or entry.order > 1 or entry.inside is None:
        return None
    kind = _WAVES.get(generators.builder.steps[entry.step].op)
    return None if kind is None else Wave(*kind, entry.inside.scaled(entry.sign))


Waves = dict[Wave | None, Fraction]
"""A sum of waves by their coefficients; `None` stands for the constant 1."""


def _times(generators: Generators, waves: Waves, other: Wave) -> Waves:
    """Return the product of a sum of waves and a wave, as a sum of waves."""
    found: Waves = {}
    for wave, c in waves.items():
        for part, d in _product(generators, wave, other).items():
            found[part] = found.get(part, Fraction(0)) + c * d
    return {wave: c for wave, c in found.items() if c}


def _product(generators: Generators, a: Wave | None, b: Wave) -> Waves:
    if a is None:
        return {b: Fraction(1)}
    if a.hyperbolic != b.hyperbolic:
        raise ExpansionError("circular and hyperbolic functions have no common multiple angles")
    if b.odd and not a.odd:
        a, b = b, a
    plus = generators.sum_of([a.argument, b.argument])
    minus = generators.sum_of([a.argument, b.argument.scaled(-1)])
    odd = a.odd != b.odd
    # cos cos and sin cos add the two waves; sin sin = (cos(a - b) - cos(a + b))/2, sinh sinh the opposite.
    first = Fraction(-1 if a.odd and b.odd and not a.hyperbolic else 1, 2)
    second = -first if a.odd and b.odd else first
    found: Waves = {}
    for argument, c in ((plus, first), (minus, second)):
        wave, sign = _normal(Wave(odd, a.hyperbolic, argument))
        if sign:
            found[wave] = found.get(wave, Fraction(0)) + c * sign
    return found


def _normal(wave: Wave) -> tuple[Wave | None, int]:
    """Return a wave with a positive argument, and its sign; the cosine of 0 is the constant 1."""
    if not wave.argument.number:
        return None, 0 if wave.odd else 1
    if wave.argument.number > 0:
        return wave, 1
    return wave._replace(argument=wave.argument.scaled(-1)), -1 if wave.odd else 1


def waves_of(generators: Generators, monomial: Monomial) -> tuple[Waves, Monomial]:
    """Return the sines and cosines of a monomial as a sum of waves, and the rest of it.

    Raises:
        ExpansionError: If there are too many.
    """
    waves: Waves = {None: Fraction(1)}
    rest: list[tuple[int, int]] = []
    count = 0
    for g, n in monomial:
        wave = wave_of(generators, g)
        if wave is None:
            rest.append((g, n))
            continue
        count += n
        if count > _LARGEST_DEGREE:
            raise ExpansionError("too many sines and cosines for multiple angles")
        for _ in range(n):
            waves = _times(generators, waves, wave)
    return waves, tuple(rest)


def in_multiple_angles(generators: Generators, terms: Terms, written: Written) -> RationalFunction:
    """Return a polynomial with each product of sines and cosines as a sum over multiple angles."""
    found: list[RationalFunction] = []
    for monomial, c in terms.items():
        waves, rest = waves_of(generators, monomial)
        outside = RationalFunction(Fraction(c), {generator(g): n for g, n in rest})
        for wave, d in waves.items():
            factor = constant(1) if wave is None else _function(generators, wave, written)
            found.append(outside.scaled(d).times(factor))
    return generators.sum_of(found)


def _function(generators: Generators, wave: Wave, written: Written) -> RationalFunction:
    return generators.function(_NAMES[wave[:2]], wave.argument, written(wave.argument))


def has_waves(generators: Generators, terms: Terms) -> bool:
    """Return whether a term has two sines or cosines, or more, as factors."""
    return any(sum(n for g, n in monomial if wave_of(generators, g) is not None) > 1 for monomial in terms)


def split_waves(generators: Generators, f: RationalFunction) -> tuple[RationalFunction, Terms, Terms]:
    """Return f without the sines and cosines among its factors, and those of numerator and denominator."""
    rest: dict[Polynomial, int] = {}
    above: list[tuple[int, int]] = []
    below: list[tuple[int, int]] = []
    for p, n in f.factors.items():
        g = -1 if p.is_sum else p.terms[0][0][0][0]
        if g < 0 or wave_of(generators, g) is None:
            rest[p] = n
        else:
            (above if n > 0 else below).append((g, abs(n)))
    return RationalFunction(f.number, rest), {tuple(sorted(above)): 1}, {tuple(sorted(below)): 1}


def multiplied(generators: Generators, f: RationalFunction, written: Written) -> RationalFunction:
    """Return f with its sines and cosines, of numerator and denominator and in each sum, at multiple angles.

    Raises:
        ExpansionError: If there are too many.
    """
    found, above, below = split_waves(generators, f)
    for p, n in found.factors.items():
        if p.is_sum and has_waves(generators, dict(p.terms)):
            whole = in_multiple_angles(generators, dict(p.terms), written)
            found = found.times(RationalFunction(factors={p: -n})).times(whole.power(n))
    for terms, n in ((above, 1), (below, -1)):
        ways = has_waves(generators, terms)
        part = in_multiple_angles(generators, terms, written) if ways else from_terms(terms)
        found = found.times(part.power(n))
    return found
