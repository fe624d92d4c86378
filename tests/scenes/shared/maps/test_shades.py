"""Tints of height, to every eye, and what can be read on them."""

import numpy as np
import pytest

from hillside.stage.look.color import contrast, lab, luminance
from hillside.stage.look.theme import THEMES
from hillside.stage.look.vision import Vision, difference, perceived
from scenes.shared.maps.shades import PALE, RICH, Ramp, pale_line, shades

HEIGHTS = np.linspace(0, 1, 41)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", Vision)
def test_higher_ground_is_lighter_for_every_kind_of_color_vision(theme: str, vision: Vision) -> None:
    for paper in (RICH, PALE):
        ramp = Ramp(THEMES[theme], paper)
        light = [luminance(perceived(ramp.tint(height), vision)) for height in HEIGHTS[::5]]
        assert all(np.diff(light) > 0)
        assert difference(ramp.tint(0), ramp.tint(1), vision) > 8
        assert {ramp.tint(height) for height in HEIGHTS} <= shades(THEMES[theme])


@pytest.mark.parametrize("theme", THEMES)
def test_from_the_deepest_to_the_highest_ground_lightness_rises_by_more_than_fifty(theme: str) -> None:
    lightness = [lab(Ramp(THEMES[theme]).tint(height))[0] for height in HEIGHTS]
    assert lightness[-1] - lightness[0] > 50
    assert all(np.diff(lightness) > 0)


@pytest.mark.parametrize("theme", THEMES)
def test_slope_curve_and_level_lines_stand_out_on_all_of_a_pale_map(theme: str) -> None:
    colors = THEMES[theme]
    tints = [Ramp(colors, PALE).tint(height) for height in HEIGHTS]
    for color in (colors.slope, colors.curve, colors.ink, pale_line(colors)):
        assert min(contrast(color, tint) for tint in tints) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_number_is_legible_on_ground_of_every_height(theme: str) -> None:
    ramp = Ramp(THEMES[theme])
    for height in HEIGHTS:
        role, tint = ramp.legible(float(height))
        assert contrast(THEMES[theme].color(role), tint) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_level_lines_of_a_rich_map_stand_out_from_the_ground_at_their_level(theme: str) -> None:
    ramp = Ramp(THEMES[theme])
    for height in HEIGHTS:
        assert contrast(ramp.line(np.array([height])), ramp.tint(float(height))) >= 3
