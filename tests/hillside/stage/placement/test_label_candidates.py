"""Labels by their things: on which side, and within what."""

import numpy as np
import pytest

from hillside.stage.placement import Box, Label, Region, Stroke, place
from tests.hillside.stage.placement.raster import FRAME


def test_a_dot_alone_gets_its_label_on_the_preferred_side():
    dot = Label(name="P", sizes=((40, 30),), by=np.array([[200.0, 200.0]]), sides=("above", "right"), gap=10)
    placed = place([dot], [], FRAME).placed["P"]
    assert placed.side == "above"
    assert placed.box.center == pytest.approx((200, 225))


def test_the_second_side_is_taken_when_a_stroke_runs_over_the_first():
    dot = Label(name="P", sizes=((40, 30),), by=np.array([[200.0, 200.0]]), sides=("right", "left"), gap=10)
    wall = Stroke(np.array([[230.0, 100.0], [230.0, 300.0]]), 4)
    assert place([dot], [wall], FRAME).placed["P"].side == "left"


def test_a_strict_label_is_left_out_rather_than_placed_elsewhere():
    by = np.array([[200.0, 200.0]])
    dot = Label(name="P", sizes=((40, 30),), by=by, sides=("right",), strict=True, leader=False)
    walls = [Stroke(np.array([[230.0, 100.0], [230.0, 300.0]]), 40)]
    answer = place([dot], walls, FRAME)
    assert not answer.placed
    assert [(s.name, s.step) for s in answer.shortfalls] == [("P", 5)]


def test_a_text_does_not_hide_inside_a_large_shape():
    ground = np.array([[100.0, 50.0], [900.0, 50.0], [900.0, 450.0], [100.0, 450.0]])
    text = Label(name="P", sizes=((60, 30),), by=np.array([[500.0, 250.0]]))
    assert not place([text], [Region(ground)], FRAME).placed


def test_a_label_does_not_leave_its_box() -> None:
    half = Box(0, 0, 300, 400)
    dot = Label(
        name="P", sizes=((120.0, 40.0),), by=np.array([[280.0, 200.0]]), sides=("right",), within=half
    )
    assert place([dot], [], Box(0, 0, 600, 400)).placed["P"].box.right <= 300
