"""A picture on two slides of a filled deck is in the file once, as long as one of them shows it."""

from pathlib import Path

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from hillside.decks.into.filled_deck import write_filled
from hillside.decks.into.tagged_shapes import Medium, tagged_shapes_of
from tests.hillside.decks.decks import TAG, saved, tagged
from tests.hillside.decks.into.fillings import contents, still


def two_slides(file: Path) -> Path:
    """A rectangle that asks for a figure on each of two slides."""
    deck = Presentation()
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        tagged(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(4), Inches(3)), name=TAG)
    return saved(deck, file)


def refilled(deck: Path, media: list[Medium], name: str) -> Path:
    found = tagged_shapes_of(deck)
    write_filled(found.archive, found.shapes, media, deck.with_name(name))
    return deck.with_name(name)


def shown(deck: Path) -> list[bytes]:
    """Return the picture on each slide, as python-pptx finds it."""
    return [
        shape.image.blob
        for slide in Presentation(str(deck)).slides
        for shape in slide.shapes
        if shape.name == TAG
    ]


def media_in(deck: Path) -> set[str]:
    return {name for name in contents(deck) if name.startswith("ppt/media/")}


def test_a_picture_on_two_slides_is_in_the_file_once(tmp_path: Path):
    blue = still(tmp_path)
    deck = refilled(two_slides(tmp_path / "mine.pptx"), [blue, blue], "one.pptx")
    assert shown(deck) == [blue.png.read_bytes()] * 2
    assert len(media_in(deck)) == 2, "a PNG and its SVG"


def test_a_picture_stays_while_the_other_slide_shows_it_and_goes_with_the_last(tmp_path: Path):
    blue, red = still(tmp_path), still(tmp_path, "#c4200d")
    deck = refilled(two_slides(tmp_path / "mine.pptx"), [blue, blue], "one.pptx")
    of_blue = media_in(deck)
    for number, media in enumerate(([red, blue], [blue, red])):
        half = refilled(deck, media, f"half-{number}.pptx")
        assert shown(half) == [medium.png.read_bytes() for medium in media]
        assert of_blue < media_in(half)
        assert len(media_in(half)) == 4
    last = refilled(tmp_path / "half-0.pptx", [red, red], "last.pptx")
    assert shown(last) == [red.png.read_bytes()] * 2
    assert not of_blue & media_in(last)
    assert len(media_in(last)) == 2
