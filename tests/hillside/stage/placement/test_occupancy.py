"""The coarse picture of the ink against distances measured point by point."""

import numpy as np
from hypothesis import given, settings

from hillside.stage.placement import Stroke
from hillside.stage.placement.ink import ink_of, occupancy_of
from tests.hillside.stage.placement.raster import FRAME, along, random_scene, seeds


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_the_occupancy_filter_rejects_no_line_with_enough_clearance(seed):
    random = np.random.default_rng(seed)
    obstacles = [o for o in random_scene(seed)[1] if isinstance(o, Stroke)]
    lines = random.uniform([20, 20], [940, 520], (400, 1, 2))
    clear = random.uniform(4, 12)
    points = np.concatenate([along(o.points) for o in obstacles])
    gaps = np.array([np.hypot(*(points - line).T).min() for line in lines])
    caught = occupancy_of(ink_of(obstacles), (), FRAME, clear).hits(lines)
    assert gaps[caught].max(initial=0) <= clear
    assert caught[gaps < clear / 4].all()
