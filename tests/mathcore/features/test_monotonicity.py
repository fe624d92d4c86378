import numpy as np
import pytest
import sympy

from mathcore import parse
from mathcore.features.monotonicity import monotone_intervals


@pytest.mark.parametrize(
    "text", ["x^3/3 - x", "x^4/4 - x^2 + x/5", "sin(3x)", "exp(-x^2)", "x exp(-x)", "x^2/(x - 5)"]
)
def test_every_interval_has_the_sign_of_its_difference_quotients(text: str) -> None:
    f = parse(text)
    found = monotone_intervals(f, (-3, 3))
    assert sum(piece.over.width for piece in found) == pytest.approx(6)
    for piece in found:
        x = np.linspace(piece.over.low, piece.over.high, 50)
        assert (np.sign(np.diff(f(x))) == piece.sign).all()


def test_the_intervals_are_cut_at_the_zeros_of_the_derivative_found_by_sympy() -> None:
    x = sympy.Symbol("x", real=True)
    zeros = sorted(float(root) for root in sympy.solve(sympy.diff(x**5 / 5 - x**3, x), x))
    found = monotone_intervals(parse("x^5/5 - x^3"), (-2, 2))
    assert [piece.over.high for piece in found][:-1] == pytest.approx(zeros)


def test_a_curve_may_increase_on_both_sides_of_a_flat_point() -> None:
    assert [piece.sign for piece in monotone_intervals(parse("x^3"), (-1, 1))] == [1, 1]


def test_a_constant_is_flat_throughout() -> None:
    (piece,) = monotone_intervals(parse("2"), (-1, 1))
    assert (*piece.over, piece.sign) == (-1, 1, 0)


def test_a_corner_and_a_pole_cut_the_axis() -> None:
    assert [piece.sign for piece in monotone_intervals(parse("|x|"), (-1, 1))] == [-1, 1]
    assert [piece.sign for piece in monotone_intervals(parse("1/x"), (-1, 1))] == [-1, -1]


def test_there_is_no_interval_outside_the_domain() -> None:
    (piece,) = monotone_intervals(parse("sqrt(x)"), (-1, 1))
    assert piece.over.low == pytest.approx(0, abs=1e-12)
    assert not monotone_intervals(parse("sqrt(-1 - x^2)"), (-1, 1))


def test_a_steep_step_increases_even_where_its_slope_underflows() -> None:
    (piece,) = monotone_intervals(parse("tanh(30000x)"), (-3, 3))
    assert piece.sign == 1
