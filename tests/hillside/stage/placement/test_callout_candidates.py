"""Callouts: a gentle arc from the text to a point of its target, and where on the target it may end."""

import numpy as np
import pytest
from hypothesis import given, settings

from hillside.stage.drawing import arrow
from hillside.stage.placement import Box, Callout, Stroke, place
from hillside.stage.sheet import bezier_polyline
from tests.hillside.stage.placement.raster import FRAME, random_scene, seeds


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_an_arrow_touches_its_target_at_a_clear_angle_and_is_long_enough_to_read(seed):
    items, obstacles = random_scene(seed)
    answer = place(items, obstacles, FRAME)
    for item in items:
        if not isinstance(item, Callout) or item.name not in answer.placed:
            continue
        arrow, control = answer.placed[item.name].leader, answer.placed[item.name].curve
        pieces = item.target[1:] - item.target[:-1]
        offset = arrow[-1] - item.target[:-1]
        share = np.clip((offset * pieces).sum(axis=1) / (pieces**2).sum(axis=1), 0, 1)
        gaps = np.hypot(*(offset - share[:, None] * pieces).T)
        assert gaps.min() < 1e-6
        touched, arriving = pieces[gaps.argmin()], control[2] - control[1]
        turn = abs(np.cross([*touched, 0], [*arriving, 0])[2]) / np.hypot(*touched) / np.hypot(*arriving)
        assert np.degrees(np.arcsin(min(1, turn))) > 30
        assert np.hypot(*np.diff(arrow, axis=0).T).sum() >= 80


def test_a_callout_stays_in_its_strip_and_its_arrow_goes_round_the_curve():
    x = np.linspace(100, 600, 100)
    curve = np.stack([x, 100 + (x - 100) ** 2 / 900], axis=1)
    tangent = np.array([[250.0, 80.0], [650.0, 280.0]])
    strip = Box(60, 440, 800, 510)
    text = Callout(name="slope", sizes=((400, 44),), target=tangent, within=strip, own=("tangent",))
    answer = place([text], [Stroke(curve, 6), Stroke(tangent, 5, "tangent")], FRAME)
    assert not answer.shortfalls
    box = answer.placed["slope"].box
    assert strip.left <= box.left <= box.right <= strip.right
    assert strip.bottom <= box.bottom <= box.top <= strip.top


def test_a_callout_leaves_its_region_only_for_the_wider_one_it_was_given():
    target = np.array([[300.0, 100.0], [500.0, 100.0]])
    ceiling = Stroke(np.array([[20.0, 300.0], [940.0, 300.0]]), 4)
    strip = Box(60, 440, 800, 510)
    text = Callout(name="slope", sizes=((300, 44),), target=target, within=strip)
    assert not place([text], [ceiling], FRAME).placed
    wider = Callout(name="slope", sizes=((300, 44),), target=target, within=strip, otherwise=FRAME)
    answer = place([wider], [ceiling], FRAME)
    assert [s.step for s in answer.shortfalls] == [3]
    assert answer.placed["slope"].box.top < 300


def test_a_callout_never_has_an_arrow_too_short_to_read():
    target = np.array([[300.0, 100.0], [340.0, 100.0]])
    text = Callout(name="slope", sizes=((196, 44),), target=target, within=Box(220, 130, 420, 180))
    assert not place([text], [], FRAME).placed


def test_an_arrow_does_not_cross_its_own_target_on_its_way_to_it():
    roof = np.array([[20.0, 300.0], [940.0, 300.0], [940.0, 100.0], [300.0, 100.0]])
    text = Callout(
        name="slope",
        sizes=((300, 44),),
        target=np.array([[300.0, 100.0], [600.0, 100.0]]),
        within=Box(60, 440, 900, 510),
        own=("roof",),
    )
    assert not place([text], [Stroke(roof, 4, "roof")], FRAME).placed


def test_no_stroke_separates_an_arrow_from_its_text():
    floor = Stroke(np.array([[20.0, 125.0], [940.0, 125.0]]), 2)
    target = np.array([[300.0, 300.0], [600.0, 300.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, within=Box(290, 60, 620, 112), clear=30)
    assert place([text], [], FRAME).placed
    assert not place([text], [floor], FRAME).placed


@pytest.mark.parametrize(
    ("start", "end", "width"),
    [((467.0, 642.6), (425.2, 700.0), 120.8), ((422.2, 647.0), (448.7, 700.0), 265.9)],
)
def test_the_corners_of_an_arrowhead_stay_in_the_frame_too(
    start: tuple[float, float], end: tuple[float, float], width: float
) -> None:
    """The target ends at the very top of the frame, and only that end may be touched."""
    frame, target = Box(0, 0, 900, 700), np.array([start, end])
    callout = Callout(name="C", sizes=((width, 50.0),), target=target, own=("line",), avoid=target[:1])
    curve = place([callout], [Stroke(target, 5, "line")], frame).placed["C"].curve
    assert curve is not None
    drawn = arrow(bezier_polyline(curve), "#000000", 3.0, callout.head)
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in drawn.shapes()])
    assert points[:, 1].max() <= frame.top


def test_the_tip_keeps_away_from_the_points_to_avoid():
    target = np.array([[200.0, 100.0], [700.0, 100.0]])
    avoid = np.array([[300.0, 100.0], [450.0, 100.0], [600.0, 100.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, avoid=avoid, head=24)
    tip = place([text], [], FRAME).placed["slope"].leader[-1]
    assert np.hypot(*(avoid - tip).T).min() >= 24


@pytest.mark.parametrize("width", [4.0, 10.0, 24.0])
def test_the_tip_is_two_and_a_half_widths_off_another_stroke_that_runs_along(width: float) -> None:
    target = np.array([[100.0, 100.0], [700.0, 100.0]])
    other = np.array([[100.0, 95.0], [700.0, 20.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, own=("tangent",))
    strokes = [Stroke(target, 4, "tangent"), Stroke(other, width, "curve")]
    x, y = place([text], strokes, FRAME).placed["slope"].leader[-1]
    off = abs(y - 95.0 + (x - 100.0) / 8) / np.hypot(1, 1 / 8)
    assert off >= 2.5 * width


def test_a_target_that_is_entirely_to_be_avoided_gets_no_arrow():
    target = np.array([[300.0, 100.0], [340.0, 100.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, avoid=target.mean(axis=0)[None], head=24)
    assert not place([text], [], FRAME).placed


def test_a_tip_lies_on_a_dash_not_on_a_gap():
    gap = [np.nan, np.nan]
    dashes = np.array([[200, 100], [220, 110], gap, [500, 250], [520, 260]], dtype=float)
    tip = (
        place([Callout(name="slope", sizes=((300, 44),), target=dashes)], [], FRAME)
        .placed["slope"]
        .leader[-1]
    )
    assert tip[1] == pytest.approx(tip[0] / 2)
    assert 200 <= tip[0] <= 220 or 500 <= tip[0] <= 520
