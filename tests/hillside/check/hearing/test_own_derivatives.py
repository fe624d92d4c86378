"""Derivatives from values alone agree with closed forms, and know how sure they are."""

from math import cos, exp, pi, sin

import numpy as np
import pytest

from hillside.check.hearing.own_derivatives import Curve, curvature, one_sided, slope

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
