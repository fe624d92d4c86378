"""Intervals, joined and made of pairs."""

import numpy as np
import pytest

from mathcore import Interval, MathError, Point, Polyline
from mathcore.calculus.shapes import as_intervals, joined, paired


def test_pairs_become_intervals_each_once_in_order_and_none_of_width_0():
    assert as_intervals([(2, 3), (1, 1), (0, 2), (2, 3), (5, 5)]) == (Interval(0, 2), Interval(2, 3))
    assert as_intervals([]) == ()


@pytest.mark.parametrize(
    ("slack", "found"), [(0.0, [(0, 3), (5, 6)]), (1.9, [(0, 3), (5, 6)]), (2.0, [(0, 6)])]
)
def test_pairs_are_joined_where_the_gap_is_at_most_the_slack(slack, found):
    assert joined([(2, 3), (0, 1), (1, 2), (0.2, 0.4), (5, 6)], slack) == found


def test_ends_are_paired_by_position():
    assert paired(np.array([0.0, 2.0]), np.array([1.0, 3.0])) == [(0.0, 1.0), (2.0, 3.0)]


@pytest.mark.parametrize("count", [0, 1])
def test_a_polyline_needs_two_points(count):
    with pytest.raises(MathError, match=f"{count} were given"):
        Polyline((Point(0, 0),) * count)
    assert len(Polyline((Point(0, 0), Point(1, 1))).points) == 2
