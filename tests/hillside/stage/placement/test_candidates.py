"""Two arrows: they do not cross, and keep their distance."""

import numpy as np
import pytest

from hillside.stage.placement import Box, Callout, place
from hillside.stage.placement.candidates import Candidates, conflicts
from tests.hillside.stage.placement.raster import FRAME


def test_two_arrows_do_not_cross():
    left, right = Box(60, 440, 300, 510), Box(660, 440, 900, 510)
    targets = np.array([[[150.0, 100.0], [250.0, 100.0]], [[710.0, 100.0], [810.0, 100.0]]])
    texts = [
        Callout(name="a", sizes=((200, 44),), target=targets[1], within=left, priority=1),
        Callout(name="b", sizes=((200, 44),), target=targets[0], within=right),
    ]
    assert set(place(texts[:1], [], FRAME).placed) == {"a"}
    assert set(place(texts[1:], [], FRAME).placed) == {"b"}
    both = place(texts, [], FRAME).placed
    assert set(both) == {"a"}


@pytest.mark.parametrize(("apart", "meet"), [(5.0, True), (40.0, False)])
def test_two_arrows_side_by_side_keep_their_distance(apart, meet):
    def arrow(y):
        line = np.array([[[200.0, y], [300.0, y + 5], [400.0, y]]])
        box = np.array([[100.0, y - 20, 180.0, y + 20]]) + (0 if y == 200 else 300) * np.array([0, 1, 0, 1])
        choice, clear = np.zeros((1, 6), dtype=int), np.array([8.0])
        return Candidates(np.zeros(1), box, line, line, line[:, -1], choice, clear)

    assert conflicts(arrow(200.0), arrow(200.0 + apart)).tolist() == [[meet]]
