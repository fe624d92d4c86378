"""Limits at infinity, held against sympy's."""

import pytest
import sympy

from mathcore import MathError, limits_at_infinity, parse

X = sympy.Symbol("x", real=True)


@pytest.mark.parametrize(
    "text",
    [
        "1/x",
        "atan(x)",
        "exp(x)",
        "exp(-x**2)",
        "x*exp(-x)",
        "(2*x + 1)/(x - 1)",
        "x/sqrt(x**2 + 1)",
        "x**2/(1 + x**2)",
        "(3*x**3 - x)/(2*x**3 + 5)",
        "x**3 - x",
        "erf(x)",
        "1/(1 + exp(-3*x))",
        "2 + sin(x)/x",
        "log(1 + exp(x))",
    ],
)
def test_limits_are_those_of_sympy(text: str) -> None:
    f = sympy.sympify(text, locals={"x": X})
    true = [float(sympy.limit(f, X, end)) for end in (-sympy.oo, sympy.oo)]
    assert limits_at_infinity(parse(text)) == pytest.approx(true, rel=1e-9, abs=1e-9)


def test_a_function_that_swings_has_no_limit() -> None:
    assert all(limit != limit for limit in limits_at_infinity(parse("sin x")))


def test_beyond_the_domain_there_is_no_limit() -> None:
    left, right = limits_at_infinity(parse("x < 0 ? sqrt(x) : 1/x"))
    assert left != left
    assert right == 0.0


def test_a_function_of_two_variables_is_refused() -> None:
    with pytest.raises(MathError, match="one variable"):
        limits_at_infinity(parse("x y", usual=("x", "y")))
