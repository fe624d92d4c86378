"""Closed forms look as in a textbook, are nearly as short as sympy's, and keep the values."""

import math
import random
import time

import numpy as np
import pytest

from mathcore import MathError, derivative_expr, parse
from mathcore.calculus.derivatives import differentiated
from mathcore.expressions.closed_forms import closed_form, nested_fractions
from mathcore.expressions.code import Builder, extract
from mathcore.language.expr import Expr
from tests.mathcore.sympy_forms import formulas, length, shortest_of_sympy

TEXTBOOK = [
    ("ln(sec x + tan x)", "sec(x)"),
    ("(x^2-4)/(x-2)", "1"),
    ("(sin x+cos x)/(sin x-cos x)", "-2/(sin(x) - cos(x))^2"),
    ("ln(x+√(x²+1))", "1/sqrt(x^2 + 1)"),
    ("asin(x/3)", "1/sqrt(9 - x^2)"),
    ("1^x", "0"),
    ("sin^2 x + cos^2 x", "0"),
    ("sec^2 x - tan^2 x", "0"),
    ("cosh^2 x - sinh^2 x", "0"),
    ("1 - sin^2 x", "-sin(2x)"),
    ("x sin x + cos x + 1 - x sin x - cos x", "0"),
    ("2x + 1 - x - 1 - x", "0"),
    ("x e^x", "e^x*(x + 1)"),
    ("cos(x)/x", "-(x*sin(x) + cos(x))/x^2"),
    ("(1 - cos x)/x", "(x*sin(x) + cos(x) - 1)/x^2"),
    ("ln((1+x)/(1-x))", "2/(1 - x^2)"),
    ("(x + 1)^3/(x^2 - x + 1)", "(x + 1)^2*(x - 2)^2/(x^2 - x + 1)^2"),
    ("1/(1 + x^-4)", "4*x^3/(x^4 + 1)^2"),
    ("√(6x - x^2)", "(3 - x)/sqrt(x*(6 - x))"),
    ("1/(1 + 1/x)", "1/(x + 1)^2"),
    ("(x + 3)^(1/4)", "1/(4*(x + 3)^(3/4))"),
    ("1/(1 + e^-x)", "e^x/(e^x + 1)^2"),
    ("x/(1 + e^-x)", "e^x*(x + e^x + 1)/(e^x + 1)^2"),
    ("(3x + 2)/(x^3 - x)", "2*(1 - 3*x^2 - 3*x^3)/(x^3 - x)^2"),
    ("(x^3 - 1)/(x - 1)", "2x + 1"),
    ("x^2/2 + x^2/3", "5x/3"),
]


@pytest.mark.parametrize(("f", "slope"), TEXTBOOK)
def test_a_derivative_looks_as_in_a_textbook(f, slope):
    assert str(derivative_expr(parse(f), "x")) == slope


IN_TWO = [
    ("x^2 y^3", "2x*y^3"),
    ("(x^2 - y^2)/(x - y)", "1"),
    ("(x^3 - y^3)/(x^2 - y^2)", "x*(x + 2y)/(x + y)^2"),
    ("atan(y/x)", "-y/(y^2 + x^2)"),
    ("x y/(x^2 + y^2)", "y*(y^2 - x^2)/(x^2 + y^2)^2"),
]


@pytest.mark.parametrize(("f", "slope"), IN_TWO)
def test_a_partial_derivative_looks_as_in_a_textbook(f, slope):
    assert str(derivative_expr(parse(f, names=("x", "y")), "x")) == slope


def _shortest(f: Expr) -> Expr:
    builder = Builder()
    place = closed_form(builder, builder.include(f.code)[-1])
    return Expr(extract(builder.steps, [place])[0], f.names)


# One row for each rule: the formula, and what the rule makes of it.
RULES = [
    ("sin(-x) + sin(x) + x", "x"),  # odd
    ("cos(-x) - cos(x) + x", "x"),  # even
    ("x + sin(pi/6) + cos(pi) + tan(pi/4)", "x + 1/2"),  # values at multiples of pi
    ("x ln(1) + asin(0) + x + ln(e)", "x + 1"),  # values at 0 and 1, ln e
    ("sin(x)/cos(x) - tan(x) + x", "x"),  # quotients of functions
    ("x sec(x) cos(x) + sech(x) cosh(x)", "x + 1"),
    ("sin(x)^2 + cos(x)^2 + x", "x + 1"),  # squares, circular
    ("1/cos(x)^2 - tan(x)^2", "1"),
    ("csc(x)^2 - cot(x)^2 + x", "x + 1"),
    ("cosh(x)^2 - sinh(x)^2 + x", "x + 1"),  # squares, hyperbolic
    ("sech(x)^2 + tanh(x)^2 + x", "x + 1"),
    ("sin(x)^4 - cos(x)^4", "-cos(2x)"),  # multiple angles
    ("2 sin(x) cos(x) + x", "x + sin(2x)"),
    ("2 sinh(x) cosh(x) + x", "x + sinh(2x)"),
    ("(e^x + e^-x)/(e^x - e^-x)", "cosh(x)/sinh(x)"),  # hyperbolic functions of exponentials
    ("e^(2x) e^(-x) e^(3)", "e^(x + 3)"),  # exponents added
    ("(e^x)^2/e^x", "e^x"),
    ("e^(2 ln x) + x", "x*(x + 1)"),  # e^(n ln u)
    ("e^(ln(e x))", "e*x"),
    ("√x √x √x", "x^(3/2)"),  # roots
    ("√(x^2 - 1)/(x^2 - 1)", "1/sqrt(x^2 - 1)"),
    ("√(12) x + √3 x", "3*sqrt(3)*x"),
    ("√(x^2)", "abs(x)"),
    ("1/√(cbrt(x)^2)", "1/abs(cbrt(x))"),
    ("√(x^6)/x^2", "abs(x)"),
    ("√(4x^2 + 4x + 1)", "abs(2x + 1)"),
    ("cbrt(x^3) + cbrt(8)", "x + 2"),
    ("|x|^2 + |x||-x|", "2*x^2"),  # absolute values
    ("|x|/x^2", "1/abs(x)"),
    ("sign(x)|x|", "x"),  # signs
    ("sign(-2x) + sign(x) + x", "x"),
    ("2^x*2^(-x)*x", "x"),  # powers with a variable exponent
    ("x^(x + 1)/x", "x^x"),
    ("(x^2 - 3x + 2)/(x - 1)", "x - 2"),  # common factors
    ("(x^2 - 2x + 1)(x - 1)", "(x - 1)^3"),  # repeated factors
    ("1/x + 1/x^2 - 1/x", "1/x^2"),  # like terms
    ("1/(x/3)", "3/x"),  # no fraction inside a fraction
    ("(1/x)/(1/x^2)", "x"),
    ("x/4 + x/4 + 0.5x", "x"),
    ("(-x)^3/(-2)", "x^3/2"),  # signs in front
]


@pytest.mark.parametrize(("f", "form"), RULES)
def test_each_rule_shortens_as_at_the_blackboard(f, form):
    assert str(_shortest(parse(f))) == form


@pytest.mark.parametrize(("f", "form"), RULES)
def test_each_rule_keeps_the_values(f, form):
    points = np.array([0.31, 0.9, 1.7, 3.1, -0.4, -2.3, 40.0])
    before, after = parse(f)(points), parse(form, names=("x",))(points)
    defined = np.isfinite(before)
    assert defined.sum() >= 3
    np.testing.assert_allclose(after[defined], before[defined], rtol=1e-9, atol=1e-12)


def test_a_root_of_a_root_counts_once():
    f = parse("(((1/2)^(3/2))^(1/2)/(x^2 + 2)^(2/3))^(-1)")
    form = _shortest(f)
    assert form != f
    assert form(1.7) == pytest.approx(f(1.7), rel=1e-14)


FUNCTIONS = [
    "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "sech",
    "asinh", "atanh", "exp", "ln", "sqrt", "cbrt", "abs", "sign", "sigmoid", "softplus", "erf", "relu",
    "floor"
]  # fmt: skip
LEAVES = [
    "x", "x", "x", "y", "2", "3", "(1/2)", "pi", "x^2", "(x+1)", "(x-1)", "(2x)", "(-x)", "e", "(x/3)",
    "(x^2-1)", "(1-x)", "0.5"
]  # fmt: skip
EXPONENTS = [
    "2", "3", "(1/2)", "(1/3)", "(2/3)", "(3/2)", "(-1)", "(-2)", "1.5", "(-1/2)", "(-1/3)", "x"
]  # fmt: skip
POINTS = np.array(
    [0.37, 0.83, 1.31, 2.17, -0.61, -1.43, -2.9, 5.3, 1.0, -1.0, 2.0, 40.3, -40.3, 1e-4, -1e-4, math.pi]
)


def _any_formula(rng, depth):
    if depth == 0:
        return rng.choice(LEAVES)
    one, other = _any_formula(rng, depth - 1), _any_formula(rng, depth - 1)
    return rng.choice(
        [f"({one} {sign} {other})" for sign in "+-"] * 2
        + [f"({one})*({other})", f"({one})/({other})"] * 2
        + [f"({one})^{rng.choice(EXPONENTS)}", f"{rng.choice(['2', 'e', 'x'])}^({one})"]
        + [f"{rng.choice(FUNCTIONS)}({one})"] * 3
    )


def _random_formulas(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        try:
            yield parse(_any_formula(rng, rng.choice([1, 2, 3, 3, 4])), names=("x", "y"))
        except MathError:
            continue


def test_a_closed_form_is_finite_with_the_same_value_wherever_the_formula_is():
    compared = changed = 0
    for f in _random_formulas(20261129, 400):
        form = _shortest(f)
        if form == f:
            continue
        y = np.full_like(POINTS, 0.73)
        before, after = f(POINTS, y), form(POINTS, y)
        defined = np.isfinite(before) & (np.abs(before) < 1e200)
        np.testing.assert_allclose(after[defined], before[defined], rtol=1e-7, atol=1e-10, err_msg=str(f))
        compared, changed = compared + int(defined.sum()), changed + 1
    assert changed > 100
    assert compared > 1000


def test_a_closed_form_never_turns_an_infinite_value_into_another():
    for f in _random_formulas(7, 300):
        y = np.full_like(POINTS, 0.73)
        before, after = f(POINTS, y), _shortest(f)(POINTS, y)
        infinite = np.isinf(before) & np.isinf(after)
        assert (before[infinite] == after[infinite]).all(), str(f)


def test_a_closed_form_can_be_parsed_back():
    for f in _random_formulas(3, 300):
        form = _shortest(f)
        assert parse(str(form), form.names) == form


def test_the_derivative_has_the_values_of_the_plain_chain_rule():
    compared = 0
    for f in _random_formulas(11, 150):
        builder = Builder()
        (plain,) = differentiated(builder, [builder.include(f.code)[-1]], "x")
        slope = Expr(extract(builder.steps, [plain])[0], f.names)
        # The textbook rule for u^v divides by u, which may be 0 at a whole number.
        x = POINTS[POINTS % 1 != 0]
        y = np.full_like(x, 0.73)
        before, after = slope(x, y), derivative_expr(f, "x")(x, y)
        defined = np.isfinite(before) & (np.abs(before) < 1e200) & np.isfinite(f(x, y))
        np.testing.assert_allclose(after[defined], before[defined], rtol=1e-6, atol=1e-9, err_msg=str(f))
        compared += int(defined.sum())
    assert compared > 500


def test_the_hole_stays_in_the_function_and_goes_from_its_closed_form():
    f = parse("(x^2 - 4)/(x - 2)")
    assert math.isnan(f(2))
    assert str(_shortest(f)) == "x + 2"


def test_an_undefined_formula_is_left_as_it_is():
    for text in ("x + 1/(x - x)", "x cot(0)", "x + 1/(sin(x)^2 + cos(x)^2 - 1)"):
        f = parse(text)
        assert not np.isfinite(_shortest(f)(1.3)), text


def test_no_fraction_is_left_inside_a_fraction():
    for text in ("1/(1 + 1/(1 + 1/x))", "x/(x/(x + 1) + 1)", "(1/x - 1/(x + 1))/(1/x)", "√(1/x)/x"):
        builder = Builder()
        place = builder.include(parse(text).code)[-1]
        assert nested_fractions(builder, closed_form(builder, place)) == 0


KNOWN_LONGER = {"sigmoid(2w + b)"}
"""Where 1.3 is exceeded: the derivative of a sigmoid is a product of sigmoids, not 1/(4 cosh^2)."""


def test_no_derivative_is_longer_than_1_3_times_the_shortest_of_sympy():
    rows = sorted((text, f) for text, f in formulas() if text not in KNOWN_LONGER)
    compared = 0
    for text, f in random.Random(16).sample(rows, 60):
        theirs = shortest_of_sympy(f, f.names[0])
        if theirs is None:
            continue
        ours = length(str(derivative_expr(f, f.names[0])), f.names)
        assert ours <= 1.3 * theirs[0], (text, theirs)
        compared += 1
    assert compared >= 40


HOSTILE = [
    "(1 + x)^60 (1 - x)^60",
    "*".join(f"(x + {n})" for n in range(1, 20)),
    "+".join(f"1/(x - {n})" for n in range(1, 20)),
    "sin(x)^12 cos(x)^13 sin(2x)^4",
    "(x + y)^9 (x - y)^9/(x^2 + y^2)^8",
    "(1 + 1/(1 + 1/(1 + 1/(1 + 1/(1 + 1/x)))))^x",
    "√(x + √(x + √(x + √(x + √x))))",
    "e^(x^2 + y) e^(x y)/(e^x + e^y + e^(x + y))^7",
    "x^(x^(x^x))",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_work_for_a_closed_form_is_bounded(text):
    f = parse(text, names=("x", "y"))
    builder = Builder()
    (found,) = differentiated(builder, [builder.include(f.code)[-1]], "x")
    before, start = builder.requests, time.process_time()
    closed_form(builder, found)
    assert builder.requests - before < 12_000
    # Many times what it takes: other processes may be at work.
    assert time.process_time() - start < 0.5
