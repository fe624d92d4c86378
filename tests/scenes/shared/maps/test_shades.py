"""Tints of height, to every eye."""

import numpy as np
import pytest

from hillside.stage.look.color import luminance
from hillside.stage.look.theme import THEMES
from hillside.stage.look.vision import Vision, difference, perceived
from scenes.shared.maps.shades import shades, tint


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", Vision)
def test_higher_ground_is_lighter_for_every_kind_of_color_vision(theme: str, vision: Vision) -> None:
    heights = np.linspace(0, 1, 9)
    light = [luminance(perceived(tint(THEMES[theme], height), vision)) for height in heights]
    assert all(np.diff(light) > 0)
    assert difference(tint(THEMES[theme], 0), tint(THEMES[theme], 1), vision) > 8
    assert {tint(THEMES[theme], height) for height in heights} <= shades(THEMES[theme])
