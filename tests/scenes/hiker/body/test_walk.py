"""The hiker walks and turns on the ground, and never in it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.hiker.body import Walk
from scenes.hiker.body.walk import TURN
from tests.scenes.hiker.body.grounds import SHAPES, SLOPES, bones, clearance, graph, hills, incline


@pytest.mark.parametrize("name", SHAPES)
def test_throughout_a_walk_bones_keep_their_lengths_and_the_body_stays_above_ground(name):
    ground = graph(SHAPES[name], 100.0)
    walk = Walk(ground, (-100.0, 100.0), 100.0)
    first = bones(walk.at(0.0))
    for t in np.linspace(0, 1, 61):
        body = walk.at(float(t))
        assert bones(body) == pytest.approx(first, abs=1e-9)
        assert clearance(body, ground) > -0.15


@pytest.mark.parametrize("degrees", SLOPES)
def test_turning_around_keeps_the_body_out_of_the_ground(degrees):
    ground = incline(degrees, 100.0)
    walk = Walk(ground, (-30.0, 0.0, -30.0), 100.0)
    assert min(clearance(walk.at(1 + TURN * share), ground) for share in np.linspace(0, 1, 15)) > -0.5


@settings(max_examples=30, deadline=None, derandomize=True)
@given(hills(), st.floats(150, 1050), st.floats(150, 1050), st.floats(0, 1))
def test_on_any_hill_the_planted_feet_are_on_the_ground_and_the_body_is_not_in_it(ground, start, end, t):
    body = Walk(ground, (start, end), 100.0).at(t)
    assert any(body.planted)
    planted = body.feet[list(body.planted)]
    assert np.abs(planted[:, 1] - np.interp(planted[:, 0], *ground.T)).max() < 1e-9
    assert clearance(body, ground) > -0.5


@pytest.mark.parametrize(
    ("ground", "stops", "height", "facing", "message"),
    [
        (np.zeros((1, 2)), (0.0,), 50.0, 1, "at least two vertices"),
        (np.array([[0.0, 0.0], [0.0, 1.0]]), (0.0,), 50.0, 1, "sort its vertices"),
        (np.array([[0.0, 0.0], [1.0, np.nan]]), (0.0,), 50.0, 1, "not finite"),
        (np.array([[0.0, 0.0], [9.0, 0.0]]), (4.0,), 0.0, 1, "positive number of pixels"),
        (np.array([[0.0, 0.0], [9.0, 0.0]]), (10.0,), 50.0, 1, "from 0 to 9"),
        (np.array([[0.0, 0.0], [9.0, 0.0]]), (float("nan"),), 50.0, 1, "from 0 to 9"),
        (np.array([[0.0, 0.0], [9.0, 0.0]]), (4.0,), 50.0, 2, "facing is 2"),
        (np.array([[0.0, 0.0], [9.0, 0.0]]), (), 50.0, 1, "at least one stop"),
    ],
)
def test_an_impossible_walk_is_refused_with_the_rule(ground, stops, height, facing, message):
    with pytest.raises(ValueError, match=message):
        Walk(ground, stops, height, facing)
