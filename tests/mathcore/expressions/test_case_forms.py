"""Derivatives with cases ask each condition once, solved for the variable, and keep their values."""

import numpy as np
import pytest

from mathcore import derivative, derivative_expr, parse

CASES = [
    ("max(0, 1 - x)", "0 if x > 1 else -1"),
    ("max(0, 1 - x)^2", "0 if x > 1 else 2*(x - 1)"),
    ("clip(x, 0, 6)", "1 if x > 0 and x < 6 else 0"),
    ("min(max(0, x), 6)", "1 if x >= 0 and x < 6 else 0"),
    ("min(6, max(0, x))", "0 if x < 0 or x > 6 else 1"),
    ("clip(2x + 1, -1, 1)^2", "8x + 4 if x > -1 and x < 0 else 0"),
    ("max(2x, 3)", "2 if x > 3/2 else 0"),
    ("x sinc(x)", "cos(x)"),
    ("e^x (x^2 if 2x > 3 else x)", "x*e^x*(x + 2) if x > 3/2 else e^x*(x + 1)"),
    ("x if x < 1 else (x^2 if x < 2 else x)", "1 if x >= 2 or x < 1 else 2x"),
    ("x^2/2 if |x| <= 1 else |x| - 1/2", "x if abs(x) <= 1 else sign(x)"),
    ("x^2 if 1/x > 3 else ln x", "2x if 1/x > 3 else 1/x"),
]


@pytest.mark.parametrize(("f", "slope"), CASES)
def test_each_condition_is_asked_once_and_solved(f, slope):
    assert str(derivative_expr(parse(f), "x")) == slope


SEVERAL = ["max(x, x^2) + min(x, 1)", "max(x, 0) max(x, 1)", "|max(x, 1)| min(x, 2)", "relu(x) max(x, 1)"]


@pytest.mark.parametrize("text", [f for f, _ in CASES] + SEVERAL)
def test_cases_keep_their_values(text):
    f = parse(text)
    x = np.array([-7.3, -1.1, -0.97, -0.3, 0.2, 0.4, 0.97, 1.04, 1.47, 1.52, 1.93, 2.1, 5.9, 6.1])
    expected = derivative(f, x)
    defined = np.isfinite(expected)
    assert defined.sum() > 6
    np.testing.assert_allclose(derivative_expr(f, "x")(x)[defined], expected[defined], rtol=1e-9)
