"""The hiker stands and walks on the ground, and never in it.

The witness measures plain distances to the polyline; the hiker itself knows the graph dilated by discs.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage.hills.hiker import Body, Walk, stand

SLOPES = [-80, -70, -60, -45, -30, -15, 0, 15, 30, 45, 60, 70, 80]
SHAPES = {
    "level": lambda x: 0 * x,
    "valley": lambda x: 2 * x**2,
    "hilltop": lambda x: np.exp(-8 * x**2),
    "ripples": lambda x: 0.1 * np.sin(20 * x),
    "roof": lambda x: -1.5 * np.abs(x),
    "notch": lambda x: 2.7 * np.abs(x),
    "cleft too narrow for a foot": lambda x: -0.6 * np.exp(-((x / 0.02) ** 2)),
    "corner": lambda x: np.maximum(-0.2 * x, 1.2 * x),
}


def graph(f, height, reach=4.0):
    x = np.linspace(-reach, reach, 1601)
    return np.column_stack([x, f(x)]) * height


def incline(degrees, height):
    return graph(lambda x: np.tan(np.radians(degrees)) * x, height)


def continued(ground):
    """The ground with both ends drawn on straight."""
    head = (ground[1] - ground[0]) / (ground[1, 0] - ground[0, 0])
    tail = (ground[-1] - ground[-2]) / (ground[-1, 0] - ground[-2, 0])
    return np.vstack([ground[0] - 2000 * head, ground, ground[-1] + 2000 * tail])


def distance(points, ground):
    """Signed distance of each point from the polyline, negative under it."""
    start, way = ground[:-1], np.diff(ground, axis=0)
    share = np.clip(((points[:, None] - start) * way).sum(-1) / (way**2).sum(-1), 0, 1)
    nearest = np.linalg.norm(points[:, None] - start - share[..., None] * way, axis=-1).min(axis=1)
    return np.where(points[:, 1] >= np.interp(points[:, 0], *ground.T), nearest, -nearest)


def clearance(body: Body, ground):
    """The least gap between any part of the body and the ground."""
    box, ground = body.outline(), continued(ground)
    margin = (box.top - box.bottom) / 3
    first, last = np.searchsorted(ground[:, 0], [box.left - margin, box.right + margin])
    ground = ground[max(first - 1, 0) : last + 1]
    gaps = [distance(body.pack, ground), distance(body.head_center[None], ground) - body.head_radius]
    for limb in (*body.limbs, body.stick):
        along = np.concatenate(
            [a + np.linspace(0, 1, 12)[:, None] * (b - a) for a, b in pairwise(limb.points)]
        )
        gaps.append(distance(along, ground) - limb.width / 2)
    return min(float(gap.min()) for gap in gaps)


def bones(body: Body):
    """Lengths of all bones, the trunk's, the feet's and the stick's."""
    limbs = (*body.limbs, body.stick)
    return np.concatenate([np.linalg.norm(np.diff(limb.points, axis=0), axis=1) for limb in limbs])


def joints(body: Body):
    return np.vstack([*(limb.points for limb in body.limbs), body.stick.points, body.pack, body.head_center])


@st.composite
def hills(draw):
    """A rough piecewise linear hill, 12 statures wide, no steeper than 50 degrees."""
    angles = draw(st.lists(st.floats(-50, 50), min_size=4, max_size=24))
    x = np.linspace(0, 1200, len(angles) + 1)
    return np.column_stack([x, np.concatenate([[0], np.cumsum(np.tan(np.radians(angles)) * np.diff(x))])])


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("degrees", SLOPES)
def test_both_feet_stand_on_any_slope_and_nothing_is_in_the_ground(degrees, facing):
    ground = incline(degrees, 100.0)
    body = stand(ground, 12.5, 100.0, facing)
    assert body.planted == (True, True)
    assert np.abs(body.feet[:, 1] - np.interp(body.feet[:, 0], *ground.T)).max() < 1e-9
    assert clearance(body, ground) > -0.1


@pytest.mark.parametrize("name", SHAPES)
def test_both_feet_stand_on_every_shape_of_ground(name):
    ground = graph(SHAPES[name], 60.0)
    for x in np.linspace(-60, 60, 9):
        body = stand(ground, x, 60.0)
        assert np.abs(body.feet[:, 1] - np.interp(body.feet[:, 0], *ground.T)).max() < 1e-9
        assert clearance(body, ground) > -0.1


@pytest.mark.parametrize("degrees", SLOPES)
def test_the_soles_touch_the_ground_they_stand_on(degrees):
    ground = incline(degrees, 300.0)
    body = stand(ground, 0.0, 300.0)
    for name in ("far leg", "near leg"):
        leg = body.limb(name)
        foot = leg.points[2] + np.linspace(0, 1, 200)[:, None] * (leg.points[3] - leg.points[2])
        assert distance(foot, ground).min() == pytest.approx(leg.width / 2, abs=0.05)


def test_a_foot_over_a_cleft_narrower_than_itself_bridges_it():
    ground = graph(SHAPES["cleft too narrow for a foot"], 100.0)
    assert stand(ground, 0.0, 100.0).feet[:, 1].min() > -5.0


def test_on_level_ground_the_weight_is_over_the_stop():
    body = stand(graph(SHAPES["level"], 100.0), 37.0, 100.0)
    assert body.feet[:, 0].mean() == pytest.approx(37.0, abs=1e-6)
    assert body.hip[0] == pytest.approx(37.0, abs=1e-6)


@pytest.mark.parametrize("degrees", SLOPES)
def test_the_feet_stay_together_around_the_stop(degrees):
    body = stand(incline(degrees, 100.0), 0.0, 100.0)
    assert np.linalg.norm(body.feet[0] - body.feet[1]) < 35.0
    assert body.feet[:, 0].min() - 6 < 0 < body.feet[:, 0].max() + 6


@pytest.mark.parametrize("degrees", SLOPES)
def test_the_trunk_stays_within_twelve_degrees_of_upright(degrees):
    low, high = stand(incline(degrees, 100.0), 0.0, 100.0).limb("trunk").points
    assert abs(np.degrees(np.arctan2(high[0] - low[0], high[1] - low[1]))) < 12


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("degrees", SLOPES)
def test_knees_bend_forward_and_the_pack_is_behind(degrees, facing):
    body = stand(incline(degrees, 100.0), 0.0, 100.0, facing)
    for name in ("far leg", "near leg"):
        hip, knee, ankle, toe = body.limb(name).points
        along = (ankle - hip) / np.linalg.norm(ankle - hip)
        bend = facing * (along[0] * (knee - hip)[1] - along[1] * (knee - hip)[0])
        assert bend > 0
        assert facing * (toe - ankle)[0] > 0
    assert facing * (body.pack[:, 0].mean() - body.hip[0]) < 0
    assert body.facing == facing


def test_a_hiker_facing_left_is_the_mirror_image():
    right = stand(incline(25, 100.0), 10.0, 100.0, 1)
    left = stand(incline(-25, 100.0), -10.0, 100.0, -1)
    assert joints(left) == pytest.approx(joints(right) * [-1, 1], abs=1e-9)


@pytest.mark.parametrize("height", [20.0, 60.0, 300.0])
def test_the_hiker_is_as_tall_as_asked_on_level_ground(height):
    box = stand(graph(SHAPES["level"], height), 0.0, height).outline()
    assert box.top - box.bottom == pytest.approx(height, rel=0.04)
    assert box.bottom == pytest.approx(0.0, abs=1e-9)


def test_the_outline_holds_every_part():
    body = stand(incline(30, 100.0), 0.0, 100.0)
    box = body.outline()
    assert (joints(body) >= [box.left, box.bottom]).all()
    assert (joints(body) <= [box.right, box.top]).all()
    assert box.top >= body.head_center[1] + body.head_radius


@pytest.mark.parametrize("name", SHAPES)
def test_bones_keep_their_lengths_and_the_body_keeps_out_of_the_ground_all_the_way(name):
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
    turn = 1 / (walk.steps[1] + 1)
    assert min(clearance(walk.at(1 + turn * share), ground) for share in np.linspace(0, 1, 15)) > -0.5


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
def test_a_walk_that_nobody_can_walk_is_refused_with_the_rule(ground, stops, height, facing, message):
    with pytest.raises(ValueError, match=message):
        Walk(ground, stops, height, facing)


def test_an_unknown_limb_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match="far arm, far leg, trunk, near leg, near arm"):
        stand(graph(SHAPES["level"], 100.0), 0.0, 100.0).limb("tail")
