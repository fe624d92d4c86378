"""Plane geometry against a dense sample of points, and dashes that are whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hillside.stage.sheet import (
    box_gaps,
    dashes,
    point_segment_distances,
    rays_cross,
    segment_distances,
    segments_meet_boxes,
)

SHARES = np.linspace(0, 1, 2001)[:, None]
corners = st.tuples(*[st.integers(-20, 20)] * 2).map(lambda p: np.array(p, dtype=float))


def samples(a, b):
    return a + SHARES * (b - a)


@given(corners, corners, corners, corners)
@settings(max_examples=80, deadline=None)
def test_a_segment_meets_a_box_if_and_only_if_one_of_its_points_is_inside(a, b, p, q):
    row = np.concatenate([np.minimum(p, q), np.maximum(p, q) + 1])
    points = samples(a, b)
    depth = np.minimum(points - row[:2], row[2:] - points).min(axis=1).max()
    if abs(depth) > 0.05:  # a touch, or a corner cut between two samples, is too close to call this way
        assert bool(segments_meet_boxes(a, b, row)) == (depth > 0)


@given(corners, corners, corners, corners)
@settings(max_examples=80, deadline=None)
def test_the_distance_of_two_segments_is_that_of_their_closest_points(a, b, c, d):
    first, second = samples(a, b)[::20], samples(c, d)[::20]
    closest = np.hypot(*(first[:, None] - second).transpose(2, 0, 1)).min()
    found = segment_distances(a, b, c, d)
    assert found <= closest + 1e-9
    assert found >= closest - 0.8  # the samples are up to 0.57 pixels apart on each


@given(corners, corners, corners)
@settings(max_examples=60, deadline=None)
def test_the_distance_of_a_point_to_a_segment_is_that_to_its_closest_point(p, a, b):
    closest = np.hypot(*(samples(a, b) - p).T).min()
    assert point_segment_distances(p, a, b) == pytest.approx(closest, abs=0.03)


def test_the_distance_of_a_point_inside_a_box_to_it_is_zero():
    row = np.array([0.0, 0.0, 4.0, 2.0])
    assert box_gaps(row, np.array([[1.0, 1.0], [4.0, 5.0], [7.0, 6.0]])).tolist() == [0.0, 3.0, 5.0]


def test_points_in_the_notch_of_a_polygon_are_outside_it():
    notched = np.array([[0, 0], [4, 0], [4, 4], [2, 1], [0, 4]], dtype=float)
    points = np.array([[2.0, 0.5], [2.0, 3.0], [0.5, 2.0], [5.0, 1.0]])
    met = rays_cross(points[:, None], notched, np.roll(notched, -1, axis=0))
    assert (met.sum(axis=1) % 2 == 1).tolist() == [True, False, True, False]


BENT = np.array([[0.0, 0.0], [300.0, 0.0], [300.0, 200.0]])


def length(points: np.ndarray) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


@pytest.mark.parametrize("scale", [0.05, 0.3, 1.0, 7.7])
def test_dashes_are_complete_and_the_last_ends_with_the_line(scale: float) -> None:
    pieces = dashes(BENT * scale, dash=22, gap=14)
    assert np.allclose(pieces[0][0], BENT[0])
    assert np.allclose(pieces[-1][-1], BENT[-1] * scale)
    if len(pieces) > 1:
        assert [length(piece) for piece in pieces] == pytest.approx([22.0] * len(pieces))
