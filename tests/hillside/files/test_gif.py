from hillside.files.gif import palette_of
from hillside.stage.look.theme import THEMES
from tests.hillside.files.films import noise


def test_a_palette_contains_the_colors_of_the_theme_exactly_and_is_never_too_long():
    colors = tuple(THEMES["dark"].colors().values())
    palette = palette_of(colors, [noise(3)], 64)
    assert len(palette) <= 64
    known = {tuple(color) for color in palette.tolist()}
    assert {tuple(bytes.fromhex(color[1:])) for color in colors} <= known
