"""The value and the sign of a derivative at a typed point; the witness is sympy with 40 digits."""

import random

import numpy as np
import pytest
import sympy

from mathcore import (
    constant,
    derivative,
    derivative_at,
    derivative_expr,
    difference_quotient,
    gradient_at,
    parse,
    value_at,
)
from mathcore.calculus.gradients import values_at_points
from mathcore.math_errors import MathError

FLAT = [
    ("sin(x)", "pi/2"), ("cos(x)", "pi"), ("cos(x)", "-3pi"), ("x^3 - 2x", "sqrt(2/3)"), ("x ln x", "1/e"),
    ("x^x", "1/e"), ("x exp(-x)", "1"), ("x^3/3 - x/9", "1/3"), ("x^2 - 0.2x", "1/10"),
    ("(x - 0.1)^2", "1/10"),
    ("sin(x)^8", "pi"), ("cos(x)^2", "-pi/2"), ("sin(1/x)", "2/pi"), ("(x - pi)^3", "pi"),
    ("x + 2/x", "sqrt(2)"), ("exp(x) - e x", "1"), ("x^2 - (1 + sqrt(5)) x", "(1 + sqrt 5)/2"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "point"), FLAT)
def test_the_derivative_at_an_exact_stationary_point_is_0(formula: str, point: str):
    assert derivative_at(parse(formula), constant(point)) == 0


@pytest.mark.parametrize(("formula", "point"), FLAT)
def test_it_is_0_too_at_the_double_of_that_point(formula: str, point: str):
    assert derivative_at(parse(formula), float(constant(point))) == 0


@pytest.mark.parametrize("x", [0.7, -2.3, 1e-3, 40.0])
@pytest.mark.parametrize(
    "formula", ["sin(x)^2 + cos(x)^2 - 1", "ln(exp x) - x", "0.1x + 0.2x - 0.3x", "cosh(x)^2 - sinh(x)^2"]
)
def test_a_function_that_is_constant_but_for_rounding_is_flat(formula: str, x: float):
    assert derivative_at(parse(formula), x) == 0
    assert value_at(parse(formula), x) == (1 if "cosh" in formula else 0)


@pytest.mark.parametrize(
    ("formula", "point"),
    [
        ("cos(x)", "pi/2"),
        ("sin(x)", "pi"),
        ("x^2 - 2", "sqrt(2)"),
        ("ln(x) + 1", "1/e"),
        ("tan(x) - 1", "pi/4"),
    ],
)
def test_the_value_at_an_exact_zero_is_0(formula: str, point: str):
    assert value_at(parse(formula), constant(point)) == 0
    assert value_at(parse(formula), float(constant(point))) == 0


@pytest.mark.parametrize(
    ("formula", "x", "sign"),
    [
        ("sin(x)", 1.5708, -1), ("sin(x)", 1.5707, 1), ("(1 - cos x)/x^2", 1e-5, -1), ("x^2", 1e-300, 1),
        ("x^2", -1e-300, -1), ("x^4", 1e-5, 1), ("(x - 1)^2", 1.0000001, 1), ("exp(x)", -700.0, 1),
        ("x^2 - 2x + 1", 0.9999999, -1), ("1e-30x", 1.0, 1),
    ],
)  # fmt: skip
def test_a_slope_that_is_small_but_certain_keeps_its_sign(formula: str, x: float, sign: int):
    slope = derivative_at(parse(formula), x)
    assert slope * sign > 0
    assert slope == derivative(parse(formula), x)


def test_the_slope_at_a_constant_is_that_of_the_exact_point():
    assert derivative_at(parse("sin x"), constant("pi/3")) == 0.5
    assert derivative_at(parse("sin x"), constant("pi/3")) != derivative(
        parse("sin x"), float(constant("pi/3"))
    )


def test_a_sign_is_given_only_where_all_numbers_that_round_to_the_point_have_it():
    rng, symbol = random.Random(5), sympy.Symbol("x")
    turns = {
        "sin(x)": "pi/2",
        "x**3 - 3*x": "1",
        "exp(-x**2)": "0.5",
        "x - ln(x)": "1",
        "cos(2*x) + x": "pi/12",
    }
    for number in range(60):
        formula, turn = rng.choice(list(turns.items()))
        x = float(constant(turn)) + rng.choice([0.0, 1e-15, -1e-13, 1e-9, -1e-3, 0.1])
        slope = derivative_at(parse(formula.replace("**", "^")), x)
        exact = sympy.sympify(formula).diff(symbol)
        near = [sympy.Rational(x) + side * sympy.Rational(float(np.spacing(x))) for side in (-1, 0, 1)]
        ends = [float(exact.subs(symbol, each).evalf(40)) for each in near]
        signs = {int(np.sign(end)) for end in ends}
        allowed = {0} if len(signs) > 1 else signs
        assert int(np.sign(slope)) in allowed, (number, formula, x)


def test_difference_quotients_agree_with_exact_arithmetic():
    assert difference_quotient(parse("sin x"), 0.0, constant("pi")) == 0
    assert difference_quotient(parse("sin x"), constant("pi/4"), constant("pi/2")) == 0
    assert difference_quotient(parse("x^3/3 - x"), -1.0, 3.0) == 0
    assert difference_quotient(parse("x^2"), 1.0, 1e-9) == pytest.approx(2 + 1e-9, rel=1e-15)
    assert difference_quotient(parse("w^2", names=("w",)), 1.0, 2.0) == 4


def test_each_partial_derivative_is_decided_at_an_exact_point():
    f = parse("sin(x) cos(y)", names=("x", "y"))
    assert gradient_at(f, constant("pi/2"), 0.0) == (0.0, 0.0)
    assert gradient_at(f, constant("pi/2"), 1.0)[1] == pytest.approx(-0.8414709848078965, rel=1e-15)


def test_a_function_of_two_variables_has_no_one_derivative():
    with pytest.raises(MathError, match="take its gradient"):
        derivative_at(parse("x y", names=("x", "y")), 1.0)
    with pytest.raises(MathError, match="2 were given"):
        value_at(parse("x"), 1.0, 2.0)


def test_where_f_is_undefined_there_is_neither_value_nor_slope():
    assert str(value_at(parse("ln x"), -1.0)) == str(derivative_at(parse("ln x"), -1.0)) == "nan"
    assert derivative_expr(parse("ln x"), "x")(-1.0) == -1.0


ROUNDING = ["sin(x)^2 + cos(x)^2 - 1", "ln(exp(x)) - x", "(x + 1)^2 - x^2 - 2x - 1", "exp(x) exp(-x) - 1",
            "tan(x) - sin(x)/cos(x)", "cosh(x)^2 - sinh(x)^2 - 1"]  # fmt: skip


@pytest.mark.parametrize("formula", ROUNDING)
def test_a_function_that_is_0_but_for_rounding_has_no_value_and_no_sign_anywhere(formula):
    f = parse(formula)
    doubles = values_at_points(f, np.linspace(-3, 3, 61)[:, None])
    assert doubles.any(), "doubles would not round here: the example tests nothing"
    for x in (-2.4, -0.7, 0.3, 1.7, 2.9):
        assert value_at(f, x) == 0.0
        assert derivative_at(f, x) == 0.0
        assert difference_quotient(f, x, 0.1) == 0.0
