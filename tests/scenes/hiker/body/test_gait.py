"""Walking: feet plant and do not slide, motion is continuous, stops are exact."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.hiker.body import Walk, stand
from scenes.hiker.body.gait import LONGEST, footfalls
from scenes.hiker.body.standing import STANCE
from scenes.hiker.body.walk import TURN
from tests.scenes.hiker.body.grounds import joints


def hill(height=100.0):
    x = np.linspace(-5, 5, 2001)
    return np.column_stack([x, 0.4 * np.cos(1.3 * x) + 0.1 * np.sin(4 * x)]) * height


def film(walk, frames):
    """Bodies at equal times from the first stop to the last."""
    return [walk.at(float(t)) for t in np.linspace(0, len(walk.stops) - 1, frames)]


@pytest.mark.parametrize("hop", [0.3, 5.0, 40.0, 260.0])
def test_a_planted_foot_does_not_slide_and_only_its_heel_rises(hop):
    bodies = film(Walk(hill(), (-50.0, -50.0 + hop), 100.0), 301)
    for foot, name in enumerate(("far foot", "near foot")):
        for before, after in pairwise(bodies):
            if before.planted[foot] and after.planted[foot]:
                (old_heel, old_ball), (heel, ball) = before.limb(name).points, after.limb(name).points
                assert np.array_equal(before.feet[foot], after.feet[foot])
                assert np.array_equal(old_ball, ball)
                assert heel[1] >= old_heel[1] - 1e-9


def test_in_mid_walk_the_rear_heel_is_up_when_the_other_foot_has_landed():
    level = np.array([[-500.0, 0.0], [500.0, 0.0]])
    bodies = film(Walk(level, (-300.0, 300.0), 100.0), 4001)
    landed = [after for before, after in pairwise(bodies) if sum(before.planted) == 1 and all(after.planted)]
    pitches = [min(pitch(body, name) for name in ("far foot", "near foot")) for body in landed[1:-2]]
    assert len(pitches) > 8
    assert -30.5 < min(pitches) <= max(pitches) < -20


def pitch(body, name):
    heel, ball = body.limb(name).points
    return np.degrees(np.arctan2(*(ball - heel)[::-1]))


def test_at_any_time_the_body_is_between_its_feet_where_the_trip_says():
    walk = Walk(hill(), (-200.0, 180.0), 100.0)
    for t in np.linspace(0, 1, 41):
        assert abs(walk.at(float(t)).hip[0] - (-200.0 + 380.0 * t)) < 14.0


def test_one_foot_is_always_planted_and_each_foot_swings_for_less_than_half_the_stride():
    walk = Walk(hill(), (-300.0, 300.0), 100.0)
    planted = np.array([body.planted for body in film(walk, 4001)])
    assert planted.any(axis=1).all()
    assert 1 - planted.mean() == pytest.approx(0.45, abs=0.02)


def test_a_swinging_foot_stays_above_the_ground():
    ground = hill()
    for body in film(Walk(ground, (-300.0, 300.0), 100.0), 401):
        for name in ("far foot", "near foot"):
            foot = body.limb(name).points
            along = foot[0] + np.linspace(0, 1, 9)[:, None] * (foot[1] - foot[0])
            assert (along[:, 1] - np.interp(along[:, 0], *ground.T) > 3.4).all()


@pytest.mark.parametrize("stops", [(-200.0, 150.0), (150.0, -200.0), (0.0, 3.0), (0.0, 0.2)])
def test_at_each_stop_the_pose_is_the_standing_pose(stops):
    walk = Walk(hill(), stops, 100.0)
    for t, stop in enumerate(stops):
        still, walked = stand(hill(), stop, 100.0, walk.directions[0]), walk.at(float(t))
        assert walked.planted == (True, True)
        assert joints(walked) == pytest.approx(joints(still), abs=0.1)


@pytest.mark.parametrize("hop", [0.2, 10.0, 60.0, 400.0])
def test_no_joint_moves_discontinuously(hop):
    walk = Walk(hill(), (-200.0, -200.0 + hop), 100.0)
    jumps = []
    for frames in (400, 1600):
        track = np.array([joints(body) for body in film(walk, frames)])
        jumps.append(np.linalg.norm(np.diff(track, axis=0), axis=-1).max())
    assert jumps[1] < 0.4 * jumps[0] + 0.01


def test_no_joint_is_much_faster_than_the_hiker():
    walk = Walk(hill(), (-300.0, 300.0), 100.0)
    frames = 2001
    track = np.array([joints(body) for body in film(walk, frames)])
    fastest = np.linalg.norm(np.diff(track, axis=0), axis=-1).max() * (frames - 1)
    assert fastest < 5.5 * 600


def test_a_hop_below_one_pixel_moves_nothing_by_more_than_a_few_pixels():
    walk = Walk(hill(), (20.0, 20.4), 100.0)
    start = joints(walk.at(0.0))
    for body in film(walk, 50):
        assert np.abs(joints(body) - start).max() < 3.0


def test_a_hop_of_zero_length_is_standing_still():
    walk = Walk(hill(), (20.0, 20.0), 100.0)
    for body in film(walk, 20):
        assert joints(body) == pytest.approx(joints(walk.at(0.0)), abs=1e-9)


def test_the_hiker_faces_its_direction_of_travel():
    walk = Walk(hill(), (0.0, 100.0, 100.0, -50.0), 100.0)
    assert walk.directions == (1, 1, -1)
    assert [walk.at(t).facing for t in (0.0, 0.5, 1.5, 2.5, 3.0)] == [1, 1, 1, -1, -1]
    assert Walk(hill(), (5.0,), 100.0, facing=-1).at(0.0).facing == -1


def test_a_return_begins_with_a_turn_on_the_spot():
    walk = Walk(hill(), (-80.0, 60.0, -40.0), 100.0)
    end = 1 + TURN
    bodies = [walk.at(float(t)) for t in np.linspace(1, end, 60)]
    spots = footprints(bodies[0])
    for body in bodies:
        assert body.planted == (True, True)
        assert footprints(body) == pytest.approx(spots, abs=0.05)
    assert [body.facing for body in bodies] == [1] * 30 + [-1] * 30
    moves = [np.abs(joints(b) - joints(a)).max() for a, b in pairwise(bodies[:30])]
    assert max(moves) < 6.0


def footprints(body):
    """The middles of both boots, from left to right."""
    return np.array(
        sorted(body.limb(name).points.mean(axis=0).tolist() for name in ("far foot", "near foot"))
    )


def test_every_pose_is_a_function_of_time_alone():
    again, walk = Walk(hill(), (0.0, 100.0, 40.0), 100.0), Walk(hill(), (0.0, 100.0, 40.0), 100.0)
    bodies = {t: walk.at(t) for t in (1.7, 0.2, 1.0)}
    for t in (0.2, 1.0, 1.7):
        assert np.array_equal(joints(again.at(t)), joints(bodies[t]))


def test_a_longer_path_takes_more_steps():
    steps = [Walk(hill(), (-200.0, -200.0 + way), 100.0).steps[0] for way in (1, 30, 100, 300)]
    assert steps[0] == 2
    assert steps == sorted(steps)
    assert steps[-1] >= 8
    assert all(count % 2 == 0 for count in steps)


def test_a_moment_outside_the_walk_is_refused():
    with pytest.raises(ValueError, match="goes from 0 to 1"):
        Walk(hill(), (0.0, 10.0), 100.0).at(1.2)


@pytest.mark.parametrize("way", [0.0, 0.01, 0.5, 1.0, 3.3, 20.0])
def test_footfalls_surround_the_stops_and_no_gap_between_them_is_long(way):
    falls = footfalls(5.0, 5.0 + way)
    assert np.mean(falls[:2]) == pytest.approx(5.0)
    assert np.mean(falls[-2:]) == pytest.approx(5.0 + way)
    assert falls[1] - falls[0] == pytest.approx(STANCE)
    assert max(np.diff(falls)) <= LONGEST + 1e-9
    assert len(falls) % 2 == 0
