"""The placement at a moment between two key times."""

import numpy as np
import pytest

from hillside.stage.placement import Label, Placement, between, place_along
from tests.hillside.stage.placement.raster import FRAME


def dot(x, y=200.0, **more):
    wishes = {"sides": ("right", "left"), "gap": 12, **more}
    return Label(name="P", sizes=((60, 30),), by=np.array([[x, y]]), **wishes)


def test_the_midpoint_of_a_glide_is_halfway():
    film = place_along([([dot(x)], []) for x in (100.0, 140.0)], FRAME)
    assert between(*film, 0.5).placed["P"].box.left == pytest.approx(120 + 12)
    assert between(*film, 0).placed["P"].box == film[0].placed["P"].box
    assert between(*film, 1).placed["P"].box == film[1].placed["P"].box


def test_there_is_no_moment_after_the_last():
    with pytest.raises(ValueError, match=r"share is 1\.5"):
        between(Placement({}), Placement({}), 1.5)
