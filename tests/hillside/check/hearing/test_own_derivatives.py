"""Derivatives from values alone agree with closed forms, and know how sure they are."""

from math import cos, exp, pi, sin

import numpy as np
import pytest

from hillside.check.hearing.own_derivatives import Curve, Values, curvature, one_sided, slope, slopes

CASES: list[tuple[Curve, float, float, float]] = [
    (np.sin, 0.7, 6.0, cos(0.7)),
    (np.exp, 2.0, 4.0, exp(2.0)),
    (lambda x: x**3 / 3 - x, 1.5, 4.0, 1.25),
    (lambda x: 1e-6 * np.sin(x / 1e-6), 7e-7, 6e-6, cos(0.7)),
    (lambda x: 1e6 * x**2, 3e5, 1e6, 6e11),
    (np.sqrt, 1e-3, 4.0, 0.5 / 1e-3**0.5),
]


@pytest.mark.parametrize(("f", "x", "scale", "true"), CASES)
def test_a_slope_is_right_to_nine_digits_and_within_its_uncertainty(
    f: Curve, x: float, scale: float, true: float
) -> None:
    with np.errstate(invalid="ignore"):
        found = slope(f, x, scale)
    assert abs(found.value - true) <= 1e-9 * abs(true)
    assert abs(found.value - true) <= found.uncertainty + 1e-12 * abs(true)


def test_a_slope_that_cannot_be_told_from_0_has_no_sign() -> None:
    assert slope(np.sin, pi / 2, 6.0).sign == 0
    assert slope(np.cos, pi, 6.0).sign == 0
    assert slope(lambda x: np.sin(x) ** 2 + np.cos(x) ** 2 - 1, 1.0, 3.0).sign == 0


def test_a_slope_that_is_small_and_not_0_has_its_sign() -> None:
    assert slope(np.sin, 1.5708, 6.0).sign == -1
    assert slope(lambda x: 1e-9 * x, 1.0, 3.0).sign == 1


def test_slopes_from_both_sides_of_a_corner_differ() -> None:
    assert [round(one_sided(np.abs, 0.0, side, 4.0).value, 9) for side in (-1, 1)] == [-1.0, 1.0]


def test_a_curvature_is_right_to_eight_digits() -> None:
    assert abs(curvature(np.sin, 0.7, 6.0).value + sin(0.7)) < 1e-8


def folded(x: Values) -> Values:
    """Straight pieces whose corners are a millionth of the scale apart."""
    return 2 * np.maximum(x - 1e-6, 0) - 3 * np.maximum(x + 1e-6, 0) + x


@pytest.mark.parametrize(("x", "true"), [(-2e-6, 1.0), (0.0, -2.0), (2e-6, 0.0), (-1.0, 1.0), (1.0, 0.0)])
def test_a_corner_close_by_does_not_deceive_coarse_differences(x: float, true: float) -> None:
    found = slope(folded, x, 6.0)
    assert abs(found.value - true) <= found.uncertainty < 1e-6


def test_where_the_slope_grows_beyond_bounds_none_is_sure() -> None:
    assert slope(np.cbrt, 0.0, 6.0).uncertainty > 1e3


def test_the_slopes_at_many_points_are_those_at_each() -> None:
    places = np.array([-1.0, 0.2, 3.0])
    assert slopes(np.sin, places, 6.0) == [slope(np.sin, float(x), 6.0) for x in places]
