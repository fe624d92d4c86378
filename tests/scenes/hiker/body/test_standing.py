"""The hiker stands on the ground, and never in it."""

import numpy as np
import pytest

from scenes.hiker.body import extent, outlines, stand
from tests.scenes.hiker.body.grounds import SHAPES, SLOPES, clearance, distance, graph, incline, joints


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("degrees", SLOPES)
def test_on_any_slope_both_feet_are_on_the_ground_and_nothing_is_below_it(degrees, facing):
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
    for name in ("far boot", "near boot"):
        boot = np.concatenate([each.points for each in outlines(body) if each.name == name])
        assert distance(boot, ground).min() == pytest.approx(0.0, abs=0.3)


def test_a_foot_bridges_a_cleft_narrower_than_itself():
    ground = graph(SHAPES["cleft too narrow for a foot"], 100.0)
    assert stand(ground, 0.0, 100.0).feet[:, 1].min() > -5.0


def test_on_level_ground_the_weight_is_over_the_stop():
    body = stand(graph(SHAPES["level"], 100.0), 37.0, 100.0)
    feet = [body.limb(name).points[:, 0].mean() for name in ("far foot", "near foot")]
    assert np.mean(feet) == pytest.approx(37.0, abs=1e-6)
    assert body.hip[0] == pytest.approx(37.0, abs=1e-6)


@pytest.mark.parametrize("degrees", SLOPES)
def test_the_feet_stay_together_around_the_stop(degrees):
    body = stand(incline(degrees, 100.0), 0.0, 100.0)
    assert np.linalg.norm(body.feet[0] - body.feet[1]) < 35.0
    assert body.feet[:, 0].min() - 6 < 0 < body.feet[:, 0].max() + 6


@pytest.mark.parametrize("degrees", SLOPES)
def test_the_trunk_leans_forward_five_degrees_and_more_on_steep_ground(degrees):
    low, high = stand(incline(degrees, 100.0), 0.0, 100.0).limb("trunk").points
    lean = np.degrees(np.arctan2(high[0] - low[0], high[1] - low[1]))
    assert lean == pytest.approx(5 + max(0.3 * degrees, -0.1 * degrees), abs=0.5)


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("degrees", SLOPES)
def test_knees_bend_forward_and_the_pack_is_behind(degrees, facing):
    body = stand(incline(degrees, 100.0), 0.0, 100.0, facing)
    for name in ("far leg", "near leg"):
        hip, knee, ankle = body.limb(name).points
        heel, ball = body.limb(name.replace("leg", "foot")).points
        along = (ankle - hip) / np.linalg.norm(ankle - hip)
        bend = facing * (along[0] * (knee - hip)[1] - along[1] * (knee - hip)[0])
        assert bend > 0
        assert facing * (ball - heel)[0] > 0
    shapes = {each.name: each.points[:, 0].mean() for each in outlines(body)}
    assert facing * (shapes["pack"] - shapes["trunk"]) < 0
    assert facing * (shapes["nose"] - shapes["head"]) > 0
    assert facing * (shapes["grip"] - shapes["trunk"]) > 0
    assert body.facing == facing


def test_a_hiker_facing_left_is_the_mirror_image():
    right = stand(incline(25, 100.0), 10.0, 100.0, 1)
    left = stand(incline(-25, 100.0), -10.0, 100.0, -1)
    assert joints(left) == pytest.approx(joints(right) * [-1, 1], abs=1e-9)


@pytest.mark.parametrize("height", [20.0, 60.0, 300.0])
def test_the_hiker_is_as_tall_as_asked_on_level_ground(height):
    box = extent(stand(graph(SHAPES["level"], height), 0.0, height))
    assert box.top - box.bottom == pytest.approx(height, rel=0.04)
    assert box.bottom == pytest.approx(0.0, abs=1e-9)


def test_the_outline_contains_every_part():
    body = stand(incline(30, 100.0), 0.0, 100.0)
    box = extent(body)
    assert (joints(body) >= [box.left, box.bottom]).all()
    assert (joints(body) <= [box.right, box.top]).all()
    assert box.top >= body.head[1] + 7


def test_an_unknown_limb_is_refused_with_the_known_names():
    with pytest.raises(KeyError, match="far arm, far leg, far foot, trunk, near leg, near foot, near arm"):
        stand(graph(SHAPES["level"], 100.0), 0.0, 100.0).limb("tail")
