"""Polynomials and rational functions, with sympy as the witness."""

import random
from fractions import Fraction

import pytest
import sympy

from mathcore.expressions.polynomials import (
    MOST_TERMS,
    ExpansionError,
    common_divisor,
    derivative,
    parts,
    polynomial,
    product,
    quotient,
    total,
)
from mathcore.expressions.rational_functions import RationalFunction, factored, from_terms, sum_of

SYMBOLS = sympy.symbols("a b c")


def _to_sympy(terms):
    return sum(c * sympy.prod(SYMBOLS[g] ** n for g, n in monomial) for monomial, c in terms.items())


def _value(f):
    """Return a rational function as sympy has it."""
    found = sympy.Rational(f.number.numerator, f.number.denominator)
    for p, n in f.factors.items():
        found *= _to_sympy(dict(p.terms)) ** n
    return found


def _any_terms(rng, generators=3, terms=3, degree=2):
    found = {}
    for _ in range(rng.randint(2, terms)):
        powers = {g: rng.randint(0, degree) for g in range(generators)}
        found[tuple((g, n) for g, n in powers.items() if n)] = rng.choice([-7, -3, -2, -1, 1, 2, 3, 5])
    return found


def _any_primitive(rng, **shape):
    while True:
        found = parts(_any_terms(rng, **shape)).primitive
        if found.is_sum:
            return found


def test_products_and_derivatives_are_those_of_sympy():
    rng = random.Random(1)
    for _ in range(60):
        a, b = _any_terms(rng), _any_terms(rng)
        whole = product(a, b)
        assert sympy.expand(_to_sympy(whole) - _to_sympy(a) * _to_sympy(b)) == 0
        slope = derivative(polynomial(whole), 0) if whole else {}
        assert sympy.expand(_to_sympy(slope) - sympy.diff(_to_sympy(whole), SYMBOLS[0])) == 0


def test_content_monomial_and_primitive_part_make_up_the_polynomial():
    rng = random.Random(2)
    for _ in range(60):
        terms = _any_terms(rng)
        found = parts(terms)
        whole = product({found.monomial: found.content}, dict(found.primitive.terms))
        assert whole == terms
        assert found.primitive.terms[0][1] > 0


def test_the_common_divisor_is_that_of_sympy_up_to_sign():
    rng = random.Random(3)
    nontrivial = 0
    for _ in range(120):
        shared = _any_primitive(rng, generators=rng.randint(1, 3))
        f, g = (
            parts(product(dict(shared.terms), dict(_any_primitive(rng, generators=3).terms))).primitive
            for _ in range(2)
        )
        found = common_divisor(f, g)
        theirs = sympy.gcd(_to_sympy(dict(f.terms)), _to_sympy(dict(g.terms)))
        ours = sympy.Integer(1) if found is None else _to_sympy(dict(found.terms))
        assert sympy.expand(ours - theirs) == 0 or sympy.expand(ours + theirs) == 0
        nontrivial += found is not None
    assert nontrivial > 80


def test_polynomials_without_a_common_factor_have_none():
    x_plus, x_minus = (polynomial({((0, 1),): 1, (): c}) for c in (1, -1))
    assert common_divisor(x_plus, x_minus) is None
    assert common_divisor(x_plus, polynomial({((1, 1),): 1, (): 1})) is None


def test_a_quotient_is_exact_or_none():
    rng = random.Random(4)
    for _ in range(60):
        f, g = _any_primitive(rng), _any_primitive(rng)
        whole = polynomial(product(dict(f.terms), dict(g.terms)))
        found = quotient(whole, g)
        assert found is not None
        assert dict(found.terms) == dict(f.terms)
        assert quotient(polynomial(total([(1, dict(whole.terms)), (1, {(): 10**9})])), g) is None


def test_sums_of_fractions_are_those_of_sympy_in_lowest_terms():
    rng = random.Random(5)
    for _ in range(20):
        terms = [
            from_terms(_any_terms(rng, generators=2), Fraction(rng.randint(1, 5), rng.randint(1, 5))).times(
                from_terms(_any_terms(rng, generators=2)).power(-1)
            )
            for _ in range(2)
        ]
        found = sum_of(terms)
        assert sympy.cancel(_value(found) - sum(map(_value, terms))) == 0
        over, under = sympy.fraction(_value(found))
        assert sympy.gcd(sympy.expand(over), sympy.expand(under)).is_number


def test_repeated_factors_are_found():
    x_minus = polynomial({((0, 1),): 1, (): -1})
    x_plus_y = polynomial({((0, 1),): 1, ((1, 1),): 1})
    terms = {(): 1}
    for p, n in ((x_minus, 3), (x_plus_y, 2)):
        for _ in range(n):
            terms = product(terms, dict(p.terms))
    assert factored(from_terms(terms)).factors == {x_minus: 3, x_plus_y: 2}


def test_what_would_take_long_is_refused():
    rng = random.Random(6)
    wide = {((0, n), (1, rng.randint(1, 99))): 1 for n in range(1, 60)}
    with pytest.raises(ExpansionError, match="not expanded"):
        product(wide, wide)
    assert len(product({((0, n),): 1 for n in range(1, 30)}, {(): 1, ((0, 1),): 1})) < MOST_TERMS


def test_a_division_by_0_is_refused():
    with pytest.raises(ExpansionError, match="undefined"):
        RationalFunction(Fraction(0)).power(-1)
