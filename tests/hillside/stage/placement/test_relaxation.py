"""The order of giving way: further out, wrapped, closer, and at last left out."""

import numpy as np
import pytest

from hillside.stage.placement import Label, Stroke, place
from tests.hillside.stage.placement.raster import FRAME


def walled_in(opening):
    """A dot in a room with walls of ink; with an opening to the right, if asked for."""
    room = [[160, 160], [280, 160], [280, 240], [160, 240], [160, 160]]
    wall = np.array(
        room if not opening else [[280, 190], *room[1::-1], *room[:2:-1], [280, 210]], dtype=float
    )
    return [Stroke(wall, 3, "wall")]


def test_a_text_that_does_not_fit_at_its_target_is_placed_further_out_with_a_leader():
    dot = Label(name="P", sizes=((150, 40),), by=np.array([[220.0, 200.0]]), gap=10)
    answer = place([dot], walled_in(opening=True), FRAME)
    assert [s.step for s in answer.shortfalls] == [1]
    leader = answer.placed["P"].leader
    assert leader is not None
    assert np.hypot(*(leader[-1] - [220, 200])) == pytest.approx(10)


def test_a_text_whose_leader_is_blocked_is_wrapped():
    dot = Label(name="P", sizes=((150, 40), (30, 20)), by=np.array([[220.0, 200.0]]), gap=10)
    answer = place([dot], walled_in(opening=False), FRAME)
    assert answer.placed["P"].size_index == 1
    assert [s.step for s in answer.shortfalls] == [2]


def test_the_clearance_is_reduced_only_if_nothing_else_fits():
    dot = Label(
        name="P", sizes=((36, 50),), by=np.array([[220.0, 200.0]]), gap=5, sides=("right",), leader=False
    )
    answer = place([dot], walled_in(opening=False), FRAME, clear=14)
    assert [s.step for s in answer.shortfalls] == [4]
    assert "7 pixels clear instead of 14" in answer.shortfalls[0].what


def test_a_label_that_fits_nowhere_is_left_out_and_reported():
    dot = Label(name="P", sizes=((150, 40),), by=np.array([[220.0, 200.0]]), gap=10)
    answer = place([dot], walled_in(opening=False), FRAME)
    assert not answer.placed
    assert [(s.name, s.step) for s in answer.shortfalls] == [("P", 5)]
