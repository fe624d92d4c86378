"""The tips of arrows: where on its target one may end."""

import numpy as np
import pytest

from hillside.stage.placement import Callout, place
from tests.hillside.stage.placement.raster import FRAME


def test_the_tip_keeps_away_from_the_points_to_avoid():
    target = np.array([[200.0, 100.0], [700.0, 100.0]])
    avoid = np.array([[300.0, 100.0], [450.0, 100.0], [600.0, 100.0]])
    text = Callout(name="slope", sizes=((300, 44),), target=target, avoid=avoid, head=24)
    tip = place([text], [], FRAME).placed["slope"].leader[-1]
    assert np.hypot(*(avoid - tip).T).min() >= 24


def test_a_target_all_of_which_is_to_be_avoided_gets_no_arrow():
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
