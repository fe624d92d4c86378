"""Panels of one make: where they stand on sheets of every shape, and that their words are set alike."""

from itertools import pairwise

import pytest

from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import MEASURES, THEMES
from hillside.stage.sheet import Sheet
from scenes.shared.slopes.panel import in_one_setting, panels_of

SHAPES = {"wide": (16, 9), "old": (4, 3), "square": (1, 1), "tall": (9, 16)}
FACE = THEMES["light"].typeface


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [2, 3])
def test_the_plots_are_of_one_size_and_keep_to_their_own_panel(shape: str, count: int) -> None:
    sheet = Sheet.of_shape(*SHAPES[shape])
    found = panels_of(sheet.inside(MEASURES.margin), count, 64.0, 128.0)
    room = sheet.inside(MEASURES.margin)
    assert len({(round(panel.plot.width, 6), round(panel.plot.height, 6)) for panel in found}) == 1
    for panel in found:
        assert room.left < panel.plot.left < panel.plot.right < room.right
        assert room.bottom < panel.plot.bottom < panel.plot.top < room.top
    for one, other in pairwise(panel.plot for panel in found):
        assert one.right < other.left or other.top < one.bottom


def test_on_a_wide_sheet_text_is_above_and_below_the_plot() -> None:
    for panel in panels_of(Sheet.of_shape(16, 9).inside(MEASURES.margin), 3, 64.0, 128.0):
        assert not panel.stacked
        assert panel.head.bottom > panel.plot.top
        assert panel.foot.top < panel.plot.bottom


def test_on_a_tall_sheet_the_text_of_flat_panels_is_beside_the_plot() -> None:
    for panel in panels_of(Sheet.of_shape(9, 16).inside(MEASURES.margin), 3, 64.0, 128.0):
        assert panel.stacked
        assert min(panel.head.left, panel.foot.left) > panel.plot.right
        assert panel.head.bottom == panel.foot.top


def test_texts_side_by_side_are_wrapped_alike_if_one_is_too_wide() -> None:
    room = panels_of(Sheet.of_shape(16, 9).inside(MEASURES.margin), 3, 64.0, 128.0)[0].foot
    short, long = (
        lettering(words, lines=(1, 2)) for words in ("flat here", "flat: perhaps the minimum of all")
    )
    assert short.sizes(FACE)[0][0] < room.width < long.sizes(FACE)[0][0]
    first, second = in_one_setting([short, long], room, FACE)
    assert first.settings == short.settings[1:2]
    assert second.settings == long.settings[1:2]


def test_texts_that_fit_are_set_on_one_line() -> None:
    room = panels_of(Sheet.of_shape(16, 9).inside(MEASURES.margin), 2, 64.0, 128.0)[0].foot
    words = [lettering(text, lines=(1, 2)) for text in ("gentle", "steep")]
    assert [each.settings for each in in_one_setting(words, room, FACE)] == [
        each.settings[:1] for each in words
    ]
