"""The shapes of a deck that ask for figures: their tags, their shape, their color, and how they are named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx.dml.color import RGBColor
from pptx.util import Inches

from hillside.decks.into.behind import Ground
from hillside.decks.into.figure_tag import Tag
from hillside.decks.into.tagged_shapes import tagged_shapes_of
from hillside.stage.errors import Refusal
from tests.hillside.decks.decks import TAG, cropped, in_groups, plain, saved, tagged, titled

Make = Callable[[Path], Path]


@pytest.mark.parametrize(
    ("make", "aspect"),
    [(plain, 4 / 3), (in_groups, 2 / 2), (cropped, (3 / 0.75) / (3 / 0.5))],
)
def test_a_figure_is_laid_out_for_the_aspect_ratio_of_its_shape(tmp_path: Path, make: Make, aspect: float):
    (shape, *_) = tagged_shapes_of(make(tmp_path / "mine.pptx")).shapes
    assert shape.request.aspect == pytest.approx(aspect)


def test_the_background_color_of_a_slide_is_found(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, Inches(1), Inches(1)), name=TAG)
    (shape,) = tagged_shapes_of(saved(deck, tmp_path / "white.pptx")).shapes
    assert shape.request.ground == Ground("#ffffff", even=True)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0x0B, 0x25, 0x45)
    (shape,) = tagged_shapes_of(saved(deck, tmp_path / "blue.pptx")).shapes
    assert shape.request.ground == Ground("#0b2545", even=True)
    slide.background.fill.gradient()
    (shape,) = tagged_shapes_of(saved(deck, tmp_path / "gradient.pptx")).shapes
    assert not shape.request.ground.even


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


@pytest.mark.parametrize(
    "text",
    [
        "fig:  lalune.jpg",
        "fig:voyage to the moon",
        "fig:it's a moon.png",
        "fig:",
        "FIG: ../media/rId2.png",
        "fig:1",
    ],
)
def test_alt_texts_of_other_programs_are_named_and_left_alone(tmp_path: Path, text: str):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="Picture 1", descr=text)
    tagged(slide.shapes.add_shape(1, 0, 0, Inches(2), Inches(1)), name=TAG)
    found = tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))
    assert [shape.text for shape in found.shapes] == [TAG]
    (remark,) = found.remarks
    assert remark.startswith(f'slide 1, "Picture 1": "{text}" names no figure')
    assert remark.endswith("is left as it is")


def test_a_deck_with_alt_texts_of_other_programs_alone_is_refused(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), descr="fig:tangnt.jpg")
    with pytest.raises(
        Refusal, match=r'no shape in .*"fig:tangnt.jpg" names no figure; did you mean "tangent"'
    ):
        tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))


def test_the_alt_text_is_the_tag_where_the_name_is_none(tmp_path: Path):
    deck, slide = titled()
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name="fig:moon.jpg", descr="fig:hiker --at 2")
    found = tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))
    assert ([shape.text for shape in found.shapes], found.remarks) == (["fig:hiker --at 2"], ())


def test_an_id_is_a_tag_only_if_the_lecture_has_it(tmp_path: Path):
    deck, slide = titled()
    for word in ("slope", "rise"):
        tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name=f"fig:{word}")
    found = tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"), ids=["slope"])
    assert [shape.text for shape in found.shapes] == ["fig:slope"]
    assert found.remarks == ('slide 1, "fig:rise": "fig:rise" names no figure, and is left as it is',)


def test_an_id_without_its_lecture_is_refused_with_the_way_out(tmp_path: Path):
    deck, slide = titled()
    for word in ("tangent", "zebra"):
        tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name=f"fig:{word}")
    with pytest.raises(
        Refusal,
        match=r'^slide 1, "fig:zebra": there is no figure "zebra"; if it is the id of a figure in a lecture, '
        r"name the file of the lecture, as in deck LECTURE.toml --into MY.pptx$",
    ):
        tagged_shapes_of(saved(deck, tmp_path / "mine.pptx"))


def test_slides_are_chosen_by_their_numbers(tmp_path: Path):
    deck, _ = titled()
    for tag in ("fig:tangent at 2", "fig:hiker", "fig:tangent"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name=tag)
    mine = saved(deck, tmp_path / "mine.pptx")
    assert [shape.text for shape in tagged_shapes_of(mine, only=[4]).shapes] == ["fig:tangent"]
    assert [shape.text for shape in tagged_shapes_of(mine, only=[4, 3]).shapes] == [
        "fig:hiker",
        "fig:tangent",
    ]
    with pytest.raises(Refusal, match=r"no shape in slide 1 of .* such as fig:tangent"):
        tagged_shapes_of(mine, only=[1])
    with pytest.raises(Refusal, match=r"there is no slide 5; .*mine.pptx has 4"):
        tagged_shapes_of(mine, only=[3, 5])
    with pytest.raises(Refusal, match="slide 2"):
        tagged_shapes_of(mine)


def test_slides_are_numbered_in_presentation_order(tmp_path: Path):
    deck, _ = titled()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    tagged(slide.shapes.add_shape(1, 0, 0, 9, 9), name=TAG)
    listed = deck.slides._sldIdLst
    listed.insert(0, listed[1])
    (shape,) = tagged_shapes_of(saved(deck, tmp_path / "mine.pptx")).shapes
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
        (
            "fig:hiker --theme dark --background 0b2545 --at 1",
            Tag(word="hiker", theme="dark", background="0b2545", params=(("at", "1"),)),
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
