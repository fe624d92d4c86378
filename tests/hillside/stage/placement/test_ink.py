"""Points in filled shapes, against each point and each shape by itself."""

import numpy as np
from hypothesis import given, settings

from hillside.stage.placement.ink import fills_of
from tests.hillside.stage.placement.by_hand import contain_by_hand
from tests.hillside.stage.placement.raster import seeds


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_containment_of_points_agrees_with_a_naive_computation(seed):
    random = np.random.default_rng(seed)
    shapes = [random.integers(0, 40, (random.integers(1, 9), 2)).astype(float) for _ in range(6)]
    fills = fills_of(["", "a", "b", "a", "", "c"], shapes)
    points = random.integers(-2, 42, (60, 2)) + random.choice([0.0, 0.5], (60, 1))
    for own in ((), ("a",), ("", "c")):
        assert fills.contain(points, own).tolist() == contain_by_hand(fills, points, own).tolist()


def test_a_shape_with_a_nan_corner_is_never_excluded_by_its_box():
    broken = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [np.nan, 10.0], [0.0, 10.0]])
    fills = fills_of(["broken"], [broken])
    points = np.array([[5.0, 5.0], [-5.0, 5.0], [15.0, 5.0]])
    assert fills.contain(points).tolist() == contain_by_hand(fills, points).tolist()
