import random
import re

import numpy as np
import pytest

from mathcore import derivative, derivative_expr, gradient, hessian, parse
from tests.mathcore.formulas import LECTURE, SLIDES, TWICE


@pytest.mark.parametrize(("f", "slope"), SLIDES)
def test_a_derivative_is_short_enough_for_a_slide(f, slope):
    assert str(derivative_expr(parse(f), "x")) == slope


@pytest.mark.parametrize(("f", "bend"), TWICE)
def test_a_second_derivative_is_short_enough_too(f, bend):
    assert str(derivative_expr(derivative_expr(parse(f), "x"), "x")) == bend


@pytest.mark.parametrize("text", LECTURE)
def test_the_printed_derivative_has_the_values_of_the_derivative(text):
    f, points = parse(text), np.array([0.31, 0.9, 1.7, 3.1])
    for order in (1, 2):
        g = derivative_expr(f if order == 1 else derivative_expr(f, "x"), "x")
        assert parse(str(g)) == g
        np.testing.assert_allclose(g(points), derivative(f, points, order), rtol=1e-8, atol=1e-11)


# What nobody writes: 1*x, x^1, two signs in a row, a sum in parentheses after a plus, a number behind a name.
UGLY = re.compile(
    r"(?<![\w.])1\*|\^1(?![\d.])|--|[+-] -|\+ \((?!\d+/|[^()]* if )[^()]*\)(?![\^*/])|[a-z)]\*\d+(?![\d.]*/)"
)


@pytest.mark.parametrize("text", LECTURE)
def test_no_printed_derivative_has_an_ugly_form(text):
    first = derivative_expr(parse(text), "x")
    for formula in (first, derivative_expr(first, "x")):
        assert UGLY.search(str(formula)) is None


def test_the_search_for_ugly_formulas_finds_them():
    for ugly in ("1*x", "x^1", "--x", "x + -x", "x - -1", "x + (y - 1)", "x*3"):
        assert UGLY.search(ugly)
    for fine in ("x^10", "x^1.5", "11x", "-x - 1", "2*(x - 1)", "x + (y - 1)^2", "2^x"):
        assert not UGLY.search(fine)


def _any_formula(rng, depth):
    if depth == 0:
        return rng.choice(["x", "x", "2", "3", "x^2", "(x + 1)", "0.5", "pi"])
    one, other = (_any_formula(rng, depth - 1) for _ in range(2))
    powers = ["2", "3", "(1/2)", "(1/3)", "(2/3)", "(3/2)", "(-1)", "(-2)", "1.5"]
    functions = ["sin", "cos", "ln", "sqrt", "tanh", "abs", "sigmoid", "sinh", "cosh", "atan", "-"]
    return rng.choice(
        [f"({one} {sign} {other})" for sign in "+-"]
        + [f"({one})*({other})", f"({one})/({other})"] * 2
        + [f"({one})^{rng.choice(powers)}", f"e^(-({one}))", f"{rng.choice(functions)}({one})", f"3*({one})"]
    )


def test_simplifying_never_changes_a_value():
    rng = random.Random(20260712)
    points = np.array([0.37, 0.83, 1.31, 2.17, -0.61, -1.43])
    compared = 0
    for _ in range(300):
        f = parse(_any_formula(rng, rng.choice([1, 2, 3])))
        slope = derivative_expr(f, "x")
        assert parse(str(slope)) == slope
        printed, exact = slope(points), derivative(f, points)
        there = np.isfinite(exact) & (np.abs(exact) < 1e8)
        np.testing.assert_allclose(printed[there], exact[there], rtol=1e-6, atol=1e-9, err_msg=str(f))
        compared += int(there.sum())
    assert compared > 500


@pytest.mark.parametrize(
    "text", ["0.1234567890123456*(0.3333333333333*x + 0.7*y)^2", "0.7*(0.41712332493858084*x - y)^2"]
)
def test_products_of_numbers_that_no_double_equals_come_to_an_end(text: str) -> None:
    f, point = parse(text, ("x", "y")), (0.3, -0.2)
    factors = [float(each) for each in re.findall(r"\d\.\d+", text)] + [-1.0]
    a, b, c = factors[:3]
    inner = b * point[0] + c * point[1]
    assert gradient(f, point) == pytest.approx([2 * a * b * inner, 2 * a * c * inner])
    assert hessian(f, point).ravel() == pytest.approx(
        [2 * a * b * b, 2 * a * b * c, 2 * a * b * c, 2 * a * c * c]
    )
