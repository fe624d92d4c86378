"""Level lines held against circles and lines known by hand."""

import numpy as np
import pytest

from scenes.shared.maps.contours import level_sets
from tests.scenes.shared.maps.fields import PIXEL, WINDOW, field


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) / 2)


@pytest.mark.parametrize("radius", [0.1, 0.5, 1.0, 2.0, 2.9])
def test_the_level_lines_of_a_bowl_are_circles_to_a_tenth_of_a_pixel(radius: float) -> None:
    (circle,) = level_sets(field("x^2 + y^2"), WINDOW, WINDOW, [radius**2], (150, 150))
    (line,) = circle.lines
    assert np.abs(np.hypot(*line.T) - radius).max() < 0.1 * PIXEL
    chords = (line[1:] + line[:-1]) / 2
    assert np.abs(np.hypot(*chords.T) - radius).max() < 0.2 * PIXEL
    assert np.array_equal(line[0], line[-1])


def test_higher_ground_is_to_the_left_of_a_level_line_and_inside_a_ring() -> None:
    (circle,) = level_sets(field("1 - x^2 - y^2"), WINDOW, WINDOW, [0.0])
    assert area(circle.rings[0]) == pytest.approx(np.pi, rel=1e-3)
    (hollow,) = level_sets(field("x^2 + y^2"), WINDOW, WINDOW, [1.0])
    assert sum(area(ring) for ring in hollow.rings) == pytest.approx(36 - np.pi, rel=1e-3)


def test_the_level_set_of_a_saddle_point_is_two_crossing_lines() -> None:
    (cross,) = level_sets(field("x y"), WINDOW, WINDOW, [0.0], (41, 41))
    points = np.vstack(cross.lines)
    assert np.abs(points[:, 0] * points[:, 1]).max() < 0.01


def test_no_level_line_runs_along_a_pole_a_jump_or_the_edge_of_the_domain() -> None:
    for text, bad in (("1/x", 0.0), ("floor(x) + 0.5", 0.0), ("sqrt(x) - 1", 0.0)):
        (cut,) = level_sets(field(text), WINDOW, WINDOW, [0.2], (101, 101))
        for line in cut.lines:
            assert np.abs(line[:, 0] - bad).min() > 0.3, text


def test_the_region_at_minus_infinity_is_the_domain_of_the_function() -> None:
    (bare,) = level_sets(field("ln(x) + y"), WINDOW, WINDOW, [-np.inf], (100, 100))
    assert bare.lines == ()
    assert sum(area(ring) for ring in bare.rings) == pytest.approx(18, rel=1e-3)
