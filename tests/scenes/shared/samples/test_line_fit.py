"""A line on data held against sums done by hand, and the window that holds both."""

import numpy as np
import pytest

from mathcore import DataSet, Interval
from scenes.shared.samples.line_fit import DataParams, column_names, data_of, error_at, fit_view, line_fit

DATA = DataSet(np.array([[0.0], [1.0], [3.0]]), np.array([1.0, 2.0, 5.0]))


def test_the_gaps_run_up_or_down_to_the_line_and_their_mean_square_is_the_error() -> None:
    fit = line_fit(DATA, 2.0, -1.0, Interval(-1, 4))
    gaps = [(gap.start.x, gap.start.y, gap.end.x, gap.end.y) for gap in fit.gaps]
    assert gaps == [(0, 1, 0, -1), (1, 2, 1, 1), (3, 5, 3, 5)]
    assert fit.error == pytest.approx((4 + 1 + 0) / 3)
    assert (fit.line.start.x, fit.line.start.y, fit.line.end.x, fit.line.end.y) == (-1, -3, 4, 7)


def test_an_error_that_is_only_rounding_is_zero() -> None:
    inputs = np.array([[0.1], [0.2], [0.3]])
    assert error_at(DataSet(inputs, 0.1 * inputs[:, 0] + 0.7), 0.1, 0.7) == 0
    assert error_at(DATA, 1.0, 1.0) > 0


def test_the_window_holds_the_data_and_the_lines_across_it() -> None:
    view = fit_view(DATA, [(2.0, -1.0), (-3.0, 0.0)], 1.5)
    assert all(x in view.x for x in (0, 3))
    for weight, intercept in ((2.0, -1.0), (-3.0, 0.0)):
        assert all(weight * x + intercept in view.y for x in view.x)


def test_the_window_of_data_of_one_height_is_not_empty() -> None:
    flat = DataSet(np.array([[0.0], [1.0]]), np.array([5.0, 5.0]))
    view = fit_view(flat, [(0.0, 5.0)], 1.0)
    assert view.y.low < 5 < view.y.high


def test_generated_data_repeat_for_a_seed_and_differ_for_another() -> None:
    assert np.array_equal(data_of(DataParams(seed=4)).targets, data_of(DataParams(seed=4)).targets)
    assert not np.array_equal(data_of(DataParams(seed=4)).targets, data_of(DataParams(seed=5)).targets)
    assert column_names(DataParams()) is None
