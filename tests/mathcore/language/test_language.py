"""Formulas as a lecturer types them: what they mean at a point and on arrays, and how they are printed."""

import math
import pickle

import numpy as np
import pytest

from mathcore import MathError, parse

X = 0.7

# What a lecturer types, and what Python's own arithmetic says it means at x = 0.7.
TYPED = {
    "x^2": X**2,
    "x**2": X**2,
    "2x": 2 * X,
    "3(x-1)": 3 * (X - 1),
    "(x+1)(x-1)": (X + 1) * (X - 1),
    "x(x+1)": X * (X + 1),
    "x sin x": X * math.sin(X),
    "2pi x": 2 * math.pi * X,
    "2π·x": 2 * math.pi * X,
    "2e": 2 * math.e,
    "2e3": 2000.0,
    "|x - 1|": abs(X - 1),
    "2|x||x|": 2 * X * X,
    "√x": math.sqrt(X),
    "√2x": math.sqrt(2) * X,
    "∛x": X ** (1 / 3),
    "x²": X**2,
    "x⁻¹": 1 / X,
    "3 × x ÷ 2 − 1": 3 * X / 2 - 1,
    "e^x": math.exp(X),
    "e^-x^2": math.exp(-(X**2)),
    "ln x": math.log(X),
    "log(x)": math.log(X),
    "log2 x": math.log2(X),
    "log10(x)": math.log10(X),
    "log(x, 3)": math.log(X, 3),
    "sin 2x": math.sin(2 * X),
    "sin x cos x": math.sin(X) * math.cos(X),
    "2 sin x cos x": 2 * math.sin(X) * math.cos(X),
    "sin^2 x": math.sin(X) ** 2,
    "sin²(x)": math.sin(X) ** 2,
    "sin x^2": math.sin(X**2),
    "sin(x)^2": math.sin(X) ** 2,
    "ln -x + 1": float("nan"),
    "ln sin x": math.log(math.sin(X)),
    "-x^2": -(X**2),
    "2^-1": 0.5,
    "2^3^2": 512.0,
    "x/2/2": X / 4,
    "1/2x": X / 2,
    "1/2 (x+1)": (X + 1) / 2,
    "x*-2": -2 * X,
    "x/-2*x": X / -2 * X,
    "--x": X,
    "x - -x": 2 * X,
    "x % 0.5": X % 0.5,
    "x // 0.5": X // 0.5,
    "pow(x, 3)": X**3,
    "max(x, 1, 2)": 2.0,
    "min(x, 1)": X,
    "x^2 if x < 0 else x": X,
    "1 if x < 0 else 2 if x < 1 else 3": 2.0,
    "where(0 < x <= 1, x, -x)": X,
    "1 if not x < 0 and x < 1 or x > 5 else 0": 1.0,
    "x if x ≠ 1 else 0": X,
    "y = x + 1": X + 1,
    "f(x) = x + 1": X + 1,
    "relu(x - 1)": 0.0,
    "ReLU(x)": X,
    "leaky_relu(-x)": -0.01 * X,
    "leaky_relu(-x, 0.2)": -0.2 * X,
    "sigmoid(x)": 1 / (1 + math.exp(-X)),
    "softplus(x)": math.log(1 + math.exp(X)),
    "gelu(x)": X * 0.5 * (1 + math.erf(X / math.sqrt(2))),
    "step(x) + heaviside(x)": 2.0,
    "step(0) + heaviside(0)": 0.5,
    "sign(-x) + floor(x) + ceil(x)": 0.0,
    "erf(x)": math.erf(X),
    "sec x + csc x + cot x": 1 / math.cos(X) + 1 / math.sin(X) + 1 / math.tan(X),
    "asin x + acos x + atan x": math.pi / 2 + math.atan(X),
    "arcsin x": math.asin(X),
    "sinh x + cosh x + tanh x": math.exp(X) + math.tanh(X),
    "asinh x + atanh x + acosh(x + 1)": math.asinh(X) + math.atanh(X) + math.acosh(X + 1),
    "atan2(x, -1)": math.atan2(X, -1),
    "log1p x + expm1 x": math.log1p(X) + math.expm1(X),
    "abs(-x)": X,
    "(-8)^(1/3)": -2.0,
    "(-8)^(2/3)": 4.0,
    "(-8)^(-1/3)": -0.5,
    "(-8)^(1/2)": float("nan"),
    "1/0": float("nan"),
    "0^-1": float("nan"),
    "ln 0": float("nan"),
    "9**9**9**9": float("inf"),
}


@pytest.mark.parametrize("text", TYPED)
def test_a_formula_is_parsed_as_a_lecturer_means_it(text):
    assert parse(text)(X) == pytest.approx(TYPED[text], rel=1e-14, abs=1e-15, nan_ok=True)


@pytest.mark.parametrize("text", TYPED)
def test_a_printed_formula_parses_to_an_equal_one(text):
    f = parse(text)
    assert parse(str(f)) == f
    assert hash(parse(str(f))) == hash(f)


@pytest.mark.parametrize("text", TYPED)
def test_arrays_and_numbers_give_the_same_values(text):
    points = np.array([[-1.5, 0.0, X], [1.0, 2.5, 1e9]])
    f = parse(text)
    values = f(points)
    assert values.shape == points.shape
    assert values.dtype == np.float64
    # numpy's vector loops and scalar loops may differ in the last place.
    expected = [[f(x) for x in row] for row in points.tolist()]
    np.testing.assert_allclose(values, expected, rtol=4e-16)


def test_variables_are_ordered_as_given():
    f = parse("w^2 - b", names=("b", "w"))
    assert f(1, 3) == 8.0
    assert f.names == ("b", "w")
    with pytest.raises(MathError, match="b, w"):
        f(1)


def test_letters_side_by_side_are_a_product():
    assert parse("xy", ("x", "y")) == parse("x*y", ("x", "y"))


def test_a_constant_fills_the_shape_of_its_argument():
    assert parse("2pi")(np.zeros((2, 3))).tolist() == [[2 * math.pi] * 3] * 2
    assert parse("1", names=())() == 1.0


def test_broadcasting_pairs_rows_with_columns():
    values = parse("x - y", ("x", "y"))(np.arange(3.0)[:, None], np.arange(2.0))
    assert values.tolist() == [[0, -1], [1, 0], [2, 1]]


def test_an_expression_survives_pickling():
    f = parse("x sin x")
    f(1.0)
    again = pickle.loads(pickle.dumps(f))
    assert again == f
    assert again(2.0) == f(2.0)


def test_the_branch_not_taken_does_not_affect_a_value():
    assert parse("where(x == 0, 1, sin(x)/x)")(0) == 1.0
    assert math.isnan(parse("1 if ln(x) > 0 else 2")(-1))


def test_a_long_array_evaluated_in_blocks_is_joined():
    points = np.linspace(-3, 3, 50_001)
    np.testing.assert_array_equal(parse("x^2 + 1")(points), points * points + 1)
