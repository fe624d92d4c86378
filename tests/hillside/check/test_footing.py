"""A hiker off the ground, and an arrow that is not downhill, are found."""

import numpy as np
import pytest

from hillside.check import Kind
from hillside.check.footing import feet_off_ground, misleading_arrows
from hillside.check.painted_picture import Picture
from tests.hillside.check.pictures import changed, kinds, moved


@pytest.mark.parametrize(("rise", "kind"), [(3.0, Kind.FEET), (-3.0, Kind.SUNK)])
def test_a_hiker_three_pixels_off_the_ground_is_reported(header: Picture, rise: float, kind: Kind) -> None:
    assert kinds(feet_off_ground(moved(header, "hiker", 0.0, rise))) == {(kind, "hiker")}


def test_an_arrow_inside_the_hill_is_reported(header: Picture) -> None:
    assert (Kind.SUNK, "arrow") in kinds(misleading_arrows(moved(header, "arrow", 0.0, -60.0)))


def test_an_arrow_rotated_by_half_a_degree_is_reported(header: Picture) -> None:
    wrong = changed(header, "arrow", lambda part: part.rotate(np.radians(0.5)))
    assert (Kind.ARROW, "arrow") in kinds(misleading_arrows(wrong))
