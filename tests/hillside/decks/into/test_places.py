"""The places of a deck that ask for figures: their shape, their color, and how they are named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx.dml.color import RGBColor
from pptx.util import Inches

from hillside.decks.into.deck import spots_in
from hillside.stage.errors import Refusal
from tests.hillside.decks.decks import TAG, cropped, in_groups, plain, saved, tagged, titled

Make = Callable[[Path], Path]


@pytest.mark.parametrize(
    ("make", "aspect"),
    [(plain, 4 / 3), (in_groups, 2 / 2), (cropped, (3 / 0.75) / (3 / 0.5))],
)
def test_a_figure_is_composed_for_its_place(tmp_path: Path, make: Make, aspect: float):
    (_, (spot, *_)) = spots_in(make(tmp_path / "mine.pptx"))
    assert spot.place.aspect == pytest.approx(aspect)


def test_the_color_behind_a_place_is_known(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, Inches(1), Inches(1)), name=TAG)
    (_, (spot,)) = spots_in(saved(deck, tmp_path / "white.pptx"))
    assert spot.place.background == "#ffffff"
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0x0B, 0x25, 0x45)
    (_, (spot,)) = spots_in(saved(deck, tmp_path / "blue.pptx"))
    assert spot.place.background == "#0b2545"
    slide.background.fill.gradient()
    (_, (spot,)) = spots_in(saved(deck, tmp_path / "gradient.pptx"))
    assert spot.place.background is None


def test_the_slide_is_named_where_a_tag_is_wrong(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangent at 2")
    with pytest.raises(Refusal, match=r'^slide 1, "fig:tangent at 2": the tag .* has "at" where an option'):
        spots_in(saved(deck, tmp_path / "mine.pptx"))


def test_a_table_cannot_become_a_picture(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_table(2, 2, 0, 0, 9, 9), name=TAG)
    with pytest.raises(
        Refusal, match=r"slide 1.*a table, a chart, a line or a group cannot become a picture"
    ):
        spots_in(saved(deck, tmp_path / "mine.pptx"))


def test_slides_are_numbered_as_they_are_shown(tmp_path: Path):
    deck, _ = titled()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name=TAG)
    listed = deck.slides._sldIdLst
    listed.insert(0, listed[1])
    (_, (spot,)) = spots_in(saved(deck, tmp_path / "mine.pptx"))
    assert spot.place.where.startswith("slide 1,")


def test_a_deck_that_asks_for_nothing_is_refused_with_the_way_to_ask(tmp_path: Path):
    deck, _ = titled()
    with pytest.raises(Refusal, match=r"no shape in .* such as fig:tangent"):
        spots_in(saved(deck, tmp_path / "mine.pptx"))
