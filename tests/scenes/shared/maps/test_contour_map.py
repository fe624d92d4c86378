"""Maps read back from the drawing, and at their limits."""

import numpy as np

from scenes.shared.maps.contour_map import ContourMap, thinned
from scenes.shared.maps.levels import levels_for
from tests.scenes.shared.maps.fields import PIXEL, field, plane


def test_every_point_of_a_drawn_line_is_at_one_of_the_levels() -> None:
    f, steep = field("(1 - x)^2 + 5(y - x^2)^2"), 1500.0
    contours = ContourMap.of(f, plane(), levels_for(f, plane().view))
    read = plane().to_data(np.vstack([shape.points[:, :2] for shape in contours.lines.shapes()]))
    levels = np.array(contours.levels)
    heights = f(*read.T)
    off = np.abs(heights[:, None] - levels).min(axis=1)
    assert off.max() < steep * 0.15 * PIXEL


def test_a_constant_has_no_levels_but_one_tint() -> None:
    assert levels_for(field("5"), plane().view) == ()
    contours = ContourMap.of(field("5"), plane(), ())
    assert len(contours.relief.shapes()) == 1
    assert contours.lines.shapes() == []


def test_a_function_that_is_defined_nowhere_has_no_map() -> None:
    contours = ContourMap.of(field("ln(-1 - x^2)"), plane(), levels_for(field("ln(-1 - x^2)"), plane().view))
    assert contours.levels == ()
    assert contours.relief.shapes() == []


def test_thinning_keeps_the_ends_and_stays_within_half_a_pixel() -> None:
    turns = np.linspace(0, 1.5, 301)
    arc = 200 * np.column_stack([np.cos(turns), np.sin(turns)])
    thin = thinned(arc, slack=0.06)
    assert len(thin) < 60
    assert np.array_equal(thin[[0, -1]], arc[[0, -1]])
    assert np.abs(np.hypot(*((thin[1:] + thin[:-1]) / 2).T) - 200).max() < 0.5
