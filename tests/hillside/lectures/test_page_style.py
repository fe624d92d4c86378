"""The colors of a page, mixed from those of the theme."""

import re

import pytest

from hillside.lectures.page_style import HAIRLINE, MUTED, colors
from hillside.stage.look.theme import THEMES


def read(css: str) -> dict[str, tuple[int, ...]]:
    """Return the channels of each custom property."""
    found = re.findall(r"--(\w+): #(..)(..)(..);", css)
    return {name: tuple(int(channel, 16) for channel in channels) for name, *channels in found}


@pytest.mark.parametrize("name", THEMES)
def test_muted_text_and_hairlines_lie_on_the_way_from_paper_to_ink(name: str):
    found = read(colors(THEMES[name].colors()))
    for mixed, share in (("quiet", MUTED), ("hair", HAIRLINE)):
        for ink, paper, channel in zip(found["ink"], found["paper"], found[mixed], strict=True):
            assert channel == pytest.approx(paper + share * (ink - paper), abs=0.5)
    assert found["quiet"] != found["ink"]
    assert found["hair"] != found["paper"]


def test_channels_are_mixed_one_by_one_and_written_with_two_digits():
    found = colors({"paper": "#000000", "ink": "#0a64ff", "slope": "#d92f44"})
    assert "--quiet: #084ec7;" in found
    assert "--hair: #021029;" in found


@pytest.mark.parametrize(
    ("paper", "ink", "scheme"),
    [
        ("#ffffff", "#000000", "light"),
        ("#101010", "#f0f0f0", "dark"),
        ("#ffff00", "#0000ff", "light"),
        ("#0000ff", "#ffff00", "dark"),
    ],
)
def test_the_color_scheme_is_light_where_the_paper_is_lighter_than_the_ink(paper: str, ink: str, scheme: str):
    assert f"color-scheme: {scheme};" in colors({"paper": paper, "ink": ink, "slope": "#d92f44"})
