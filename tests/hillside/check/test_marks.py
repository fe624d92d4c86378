"""The distances of the check against lines and circles known in advance, and against each other."""

import numpy as np
import pytest

from hillside.check.marks import Mark, distances, gap_between, gap_to_box, inside, marks_of
from hillside.stage.drawing import disk, filled, stroke
from hillside.stage.sheet import Box, bezier_polyline

SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])


def test_the_points_of_a_circle_lie_on_its_rim() -> None:
    (mark,) = marks_of(disk(np.array([3.0, 4.0]), 20.0, "#000000"))
    assert np.hypot(*(mark.points - [3.0, 4.0]).T) == pytest.approx(20.0, abs=0.01)
    assert np.hypot(*np.diff(mark.points, axis=0).T).max() <= 1.0


def test_a_stroke_reaches_half_its_width() -> None:
    (mark,) = marks_of(stroke([np.array([[0.0, 0.0], [100.0, 0.0]])], "#000000", 6.0))
    assert gap_to_box(mark, Box(40, 5, 60, 9)) == pytest.approx(2.0, abs=0.01)


def test_a_box_inside_a_filled_shape_meets_it() -> None:
    (mark,) = marks_of(filled(10 * SQUARE, "#000000"))
    assert gap_to_box(mark, Box(45, 45, 55, 55)) == 0.0


def test_a_thin_stroke_through_a_wide_box_meets_it() -> None:
    (mark,) = marks_of(stroke([np.array([[-300.0, 7.3], [300.0, 7.4]])], "#000000", 0.5))
    assert gap_to_box(mark, Box(-5, 0, 5, 20)) < 0


def test_strokes_that_cross_have_no_gap() -> None:
    one = marks_of(stroke([np.array([[-50.0, 0.0], [50.0, 0.3]])], "#000000", 2.0))[0]
    other = marks_of(stroke([np.array([[0.0, -50.0], [0.2, 50.0]])], "#000000", 2.0))[0]
    assert gap_between(one, other) < 0


def test_distances_agree_with_a_naive_computation() -> None:
    random = np.random.default_rng(1)
    some, others = random.uniform(0, 9, (40, 2)), random.uniform(0, 9, (30, 2))
    plain = np.array([min(np.hypot(*(point - other)) for other in others) for point in some])
    assert distances(some, others) == pytest.approx(plain)


def test_inside_agrees_with_the_equation_of_a_circle() -> None:
    (mark,) = marks_of(disk(np.zeros(2), 30.0, "#000000"))
    points = np.random.default_rng(2).uniform(-45, 45, (60, 2))
    far = np.hypot(*points.T)
    sure = np.abs(far - 30) > 0.5
    assert inside(points, mark.points)[sure].tolist() == (far < 30)[sure].tolist()


def test_the_gap_of_a_curved_stroke_to_a_box_agrees_with_the_exact_one() -> None:
    arc = bezier_polyline(np.array([[0.0, 0.0], [50.0, 100.0], [100.0, 0.0]]))
    (mark,) = marks_of(stroke([arc], "#000000", 4.0))
    assert gap_to_box(mark, Box(40, 60, 60, 80)) == pytest.approx(8.0, abs=0.05)  # its top is at y = 50


def test_a_box_beyond_a_mark_is_its_distance_away() -> None:
    assert gap_to_box(Mark(SQUARE, 0.0), Box(13, 14, 20, 20)) == pytest.approx(5.0)
