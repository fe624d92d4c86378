import numpy as np
import pytest

from hillside.stage.sheet import Box


def test_boxes_that_share_an_edge_do_not_overlap():
    box = Box(0, 0, 2, 2)
    assert not box.overlaps(Box(2, 0, 4, 2))
    assert not box.overlaps(Box(0, 2, 2, 4))
    assert box.overlaps(Box(1.9, 1.9, 4, 4))


def test_the_bounding_box_of_points_ignores_nan():
    assert Box.around(np.array([[1, 5], [np.nan, np.nan], [3, 2]])) == Box(1, 2, 3, 5)


def test_the_bounding_box_of_no_points_is_an_error():
    with pytest.raises(ValueError, match="no points"):
        Box.around(np.zeros((0, 2)))


@pytest.mark.parametrize(
    "sides", [(2, 0, 1, 1), (0, 2, 1, 1), (0, 0, float("nan"), 1), (0, 0, float("inf"), 1)]
)
def test_a_box_has_finite_sides_in_order(sides):
    with pytest.raises(ValueError, match="needs finite left <= right"):
        Box(*sides)
