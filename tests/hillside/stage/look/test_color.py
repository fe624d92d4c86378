"""Colors against published numbers, against each other, and against inverses."""

import random

import pytest

from hillside.stage.look.color import (
    contrast,
    from_linear,
    from_oklch,
    is_color,
    lab,
    linear,
    luminance,
    mixed,
    oklch,
)
from hillside.stage.look.vision import Vision, ciede2000, difference, perceived

# Sharma, Wu & Dalal (2005), table 1: two colors in CIELAB and their difference.
PUBLISHED = [
    ((50.0000, 2.6772, -79.7751), (50.0000, 0.0000, -82.7485), 2.0425),
    ((50.0000, 3.1571, -77.2803), (50.0000, 0.0000, -82.7485), 2.8615),
    ((50.0000, 2.8361, -74.0200), (50.0000, 0.0000, -82.7485), 3.4412),
    ((50.0000, -1.3802, -84.2814), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, -1.1848, -84.8006), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, -0.9009, -85.5211), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, 0.0000, 0.0000), (50.0000, -1.0000, 2.0000), 2.3669),
    ((50.0000, -1.0000, 2.0000), (50.0000, 0.0000, 0.0000), 2.3669),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0009), 7.1792),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0010), 7.1792),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0011), 7.2195),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0012), 7.2195),
    ((50.0000, -0.0010, 2.4900), (50.0000, 0.0009, -2.4900), 4.8045),
    ((50.0000, -0.0010, 2.4900), (50.0000, 0.0010, -2.4900), 4.8045),
    ((50.0000, -0.0010, 2.4900), (50.0000, 0.0011, -2.4900), 4.7461),
    ((50.0000, 2.5000, 0.0000), (50.0000, 0.0000, -2.5000), 4.3065),
    ((50.0000, 2.5000, 0.0000), (73.0000, 25.0000, -18.0000), 27.1492),
    ((50.0000, 2.5000, 0.0000), (61.0000, -5.0000, 29.0000), 22.8977),
    ((50.0000, 2.5000, 0.0000), (56.0000, -27.0000, -3.0000), 31.9030),
    ((50.0000, 2.5000, 0.0000), (58.0000, 24.0000, 15.0000), 19.4535),
    ((50.0000, 2.5000, 0.0000), (50.0000, 3.1736, 0.5854), 1.0000),
    ((50.0000, 2.5000, 0.0000), (50.0000, 3.2972, 0.0000), 1.0000),
    ((50.0000, 2.5000, 0.0000), (50.0000, 1.8634, 0.5757), 1.0000),
    ((50.0000, 2.5000, 0.0000), (50.0000, 3.2592, 0.3350), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.2480, -4.9620), 1.8731),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


def some_colors(count: int = 200) -> list[str]:
    chance = random.Random(4)
    return [f"#{chance.randrange(256**3):06x}" for _ in range(count)]


@pytest.mark.parametrize(("one", "other", "published"), PUBLISHED)
def test_color_differences_agree_with_published_ones(one, other, published):
    assert ciede2000(one, other) == pytest.approx(published, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(published, abs=5e-5)


# The primaries in CIELAB under D65, as color calculators print them.
@pytest.mark.parametrize(
    ("color", "known"),
    [
        ("#ffffff", (100.0, 0.0, 0.0)),
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#00ff00", (87.73, -86.18, 83.18)),
        ("#0000ff", (32.30, 79.19, -107.86)),
        ("#000000", (0.0, 0.0, 0.0)),
    ],
)
def test_primaries_have_their_known_lab(color, known):
    assert lab(color) == pytest.approx(known, abs=0.02)


# Ottosson (2020) and the color pages of CSS Color 4 (2022) give these.
@pytest.mark.parametrize(
    ("color", "known"),
    [
        ("#ff0000", (0.628, 0.2577, 29.23)),
        ("#00ff00", (0.8664, 0.2948, 142.5)),
        ("#0000ff", (0.452, 0.3132, 264.05)),
    ],
)
def test_primaries_have_their_known_oklch(color, known):
    assert oklch(color) == pytest.approx(known, abs=0.006)


def test_linear_light_and_oklch_are_inverted_exactly():
    for color in some_colors():
        assert from_linear(linear(color)) == color
        assert from_oklch(*oklch(color)) == color


def test_a_color_out_of_gamut_keeps_lightness_and_hue_and_loses_chroma():
    lightness, chroma, hue = oklch(from_oklch(0.9, 0.3, 264))
    assert lightness == pytest.approx(0.9, abs=0.005)
    assert hue == pytest.approx(264, abs=3)
    assert chroma < 0.1


def test_the_contrast_of_the_threshold_grey_is_just_sufficient_for_text():
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_mixing_light_mixes_luminance():
    for one, other in zip(some_colors(), reversed(some_colors()), strict=True):
        halfway = (luminance(one) + luminance(other)) / 2
        assert luminance(mixed(one, other, 0.5)) == pytest.approx(halfway, abs=0.006)


@pytest.mark.parametrize("text", ["", "red", "#fff", "#12345", "#1234567", "#12345g", "#12 456", "123456"])
def test_invalid_colors_are_recognized(text):
    assert not is_color(text)


@pytest.mark.parametrize("vision", Vision)
def test_greys_are_unchanged_in_every_kind_of_color_vision(vision):
    for level in (0, 60, 128, 200, 255):
        grey = f"#{level:02x}{level:02x}{level:02x}"
        assert difference(perceived(grey, vision), grey) < 1


def test_greyscale_keeps_only_luminance():
    for color in some_colors():
        grey = perceived(color, Vision.GREYSCALE)
        assert grey[1:3] == grey[3:5] == grey[5:7]
        assert luminance(grey) == pytest.approx(luminance(color), abs=0.005)


def test_red_and_green_are_closer_without_the_cones_that_separate_them():
    red, green = "#d73027", "#6b8e23"
    assert difference(red, green) > 50
    assert difference(red, green, Vision.DEUTERANOPIA) < 15
    assert difference(red, green, Vision.TRITANOPIA) > 40


def test_red_is_darker_only_in_protanopia():
    assert luminance(perceived("#ff0000", Vision.PROTANOPIA)) < 0.6 * luminance("#ff0000")
    assert luminance(perceived("#ff0000", Vision.DEUTERANOPIA)) > luminance("#ff0000")
