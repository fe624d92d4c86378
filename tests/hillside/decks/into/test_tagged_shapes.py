"""The shapes of a deck that ask for figures: their tags, their shape, their color, and how they are named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx.dml.color import RGBColor
from pptx.util import Inches

from hillside.decks.into.tagged_shapes import Tag, tagged_shapes_of
from hillside.stage.errors import Refusal
from tests.hillside.decks.decks import TAG, cropped, in_groups, plain, saved, tagged, titled

Make = Callable[[Path], Path]


@pytest.mark.parametrize(
    ("make", "aspect"),
    [(plain, 4 / 3), (in_groups, 2 / 2), (cropped, (3 / 0.75) / (3 / 0.5))],
)
def test_a_figure_is_laid_out_for_the_aspect_ratio_of_its_shape(tmp_path: Path, make: Make, aspect: float):
    (_, (shape, *_)) = tagged_shapes_of(make(tmp_path / "mine.pptx"))
    assert shape.request.aspect == pytest.approx(aspect)


def test_the_background_color_of_a_slide_is_found(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, Inches(1), Inches(1)), name=TAG)
    (_, (shape,)) = tagged_shapes_of(saved(deck, tmp_path / "white.pptx"))
    assert shape.request.background == "#ffffff"
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0x0B, 0x25, 0x45)
    (_, (shape,)) = tagged_shapes_of(saved(deck, tmp_path / "blue.pptx"))
    assert shape.request.background == "#0b2545"
    slide.background.fill.gradient()
    (_, (shape,)) = tagged_shapes_of(saved(deck, tmp_path / "gradient.pptx"))
    assert shape.request.background is None


def test_an_invalid_tag_is_refused_with_its_slide(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:tangent at 2")
    with pytest.raises(Refusal, match=r'^slide 1, "fig:tangent at 2": the tag .* has "at" where an option'):
        tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))


def test_a_table_cannot_become_a_picture(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_table(2, 2, 0, 0, 9, 9), name=TAG)
    with pytest.raises(
        Refusal, match=r"slide 1.*a table, a chart, a line or a group cannot become a picture"
    ):
        tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))


def test_slides_are_numbered_in_presentation_order(tmp_path: Path):
    deck, _ = titled()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name=TAG)
    listed = deck.slides._sldIdLst
    listed.insert(0, listed[1])
    (_, (shape,)) = tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))
    assert shape.request.where.startswith("slide 1,")


def test_a_deck_without_tags_is_refused_with_an_example(tmp_path: Path):
    deck, _ = titled()
    with pytest.raises(Refusal, match=r"no shape in .* such as fig:tangent"):
        tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fig:tangent", Tag(word="tangent")),
        ("  Fig:Tangent ", Tag(word="tangent")),
        ("fig: tangent", Tag(word="tangent")),
        ("fig:tangent --at -2", Tag(word="tangent", params=(("at", "-2"),))),
        ("fig:tangent --at=-2", Tag(word="tangent", params=(("at", "-2"),))),
        (
            "fig:tangent --hill-window 'a b' --at 1",
            Tag(word="tangent", params=(("at", "1"), ("hill_window", "a b"))),
        ),
        ("fig:hiker --film --loop", Tag(word="hiker", film=True, loop=True)),
        ("fig:hiker --still --beat 2", Tag(word="hiker", film=False, beat=2)),
        # What PowerPoint makes of quotes and dashes while someone types.
        (
            "fig:tangent —at 2 –function “x – 3”",
            Tag(word="tangent", params=(("at", "2"), ("function", "x – 3"))),
        ),
    ],
)
def test_a_tag_is_parsed_like_a_command_line(text: str, tag: Tag):
    assert Tag.read(text) == tag


@pytest.mark.parametrize("text", ["", "Rectangle 4", "figure", "a fig:tangent", "config:1"])
def test_other_names_are_not_tags(text: str):
    assert Tag.read(text) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("fig:", "names no figure"),
        ("fig:--at 2", "names no figure"),
        ("fig:tangent at 2", 'has "at" where an option such as --at is due'),
        ("fig:tangent --at", "gives --at no value"),
        ('fig:tangent --at "2', "has a quote that is not closed"),
        ("fig:tangent --beat 0", "asks for beat 0; beats are numbered from 1"),
    ],
)
def test_an_invalid_tag_is_refused(text: str, error: str):
    with pytest.raises(Refusal, match=error):
        Tag.read(text)
