"""The PowerPoint files: read by python-pptx and LibreOffice, which are not ours, and held to the standard."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image

from hillside.decks.slides import Deck, picture_size
from hillside.decks.to_pptx import deck_bytes, export
from hillside.files.formats import Size
from hillside.stage.look.background import matched
from hillside.stage.look.theme import THEMES
from tests.hillside.decks.presentations import opened, parts
from tests.hillside.decks.schema import P, broken

Convert = Callable[[Path, str], Path]


def test_a_title_comes_first_and_then_a_slide_for_each_figure(deck: Deck):
    found = opened(deck)
    assert [page.shapes.title.text for page in found.slides] == [
        "What is a Derivative?",
        "Slope & rise",
        "A hill",
    ]
    assert [shape.text for shape in found.slides[0].placeholders][1] == "Calculus\nPart 3 · Lecture 16"
    assert (found.slide_width, found.slide_height) == (12192000, 6858000)


def test_each_beat_can_have_its_own_slide(deck: Deck):
    # For slides of beats, no film of the whole figure is drawn.
    slides = tuple(replace(each, film=None, captions=None) for each in deck.slides)
    found = opened(replace(deck, per="beat", slides=slides))
    names = [[shape.name for shape in page.shapes if shape.name.startswith("fig:")] for page in found.slides]
    assert names == [[], ["fig:film --beat 1"], ["fig:film --beat 2"], ["fig:still"]]
    titles = [page.shapes.title.text for page in found.slides]
    assert titles[1:3] == ["Slope & rise 1/2", "Slope & rise 2/2"]
    assert len(set(titles)) == len(titles)
    assert found.slides[2].notes_slide.notes_text_frame.text == "Then <this>."


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("per", ["figure", "beat"])
def test_the_parts_follow_the_schemas_of_office(deck: Deck, theme: str, per: str):
    assert broken(deck_bytes(replace(deck, theme=THEMES[theme], per=per))) == []


def test_the_notes_are_the_lecturers_text_and_the_captions(deck: Deck):
    told = opened(deck).slides[1].notes_slide.notes_text_frame.text
    assert told.split("\n") == ["Look at the line.", "It climbs.", "0:00  First.", "0:02  Then <this>."]
    assert not opened(deck).slides[2].has_notes_slide


def test_films_and_pictures_have_alt_text(deck: Deck):
    found = [
        shape._element.nvPicPr.cNvPr.get("descr")
        for page in opened(deck).slides
        for shape in page.shapes
        if shape._element.tag.endswith("}pic")
    ]
    assert found == ['A line of slope "2".', "A hill."]


@pytest.mark.parametrize("name", THEMES)
def test_the_background_and_the_text_have_the_colors_of_the_figures(deck: Deck, name: str):
    theme = THEMES[name]
    file = parts(replace(deck, theme=theme))
    mapped = ElementTree.fromstring(file.read("ppt/slideMasters/slideMaster1.xml")).find(f"{{{P}}}clrMap")
    assert mapped is not None
    colors = {
        node.tag.rpartition("}")[2]: f"#{node[0].get('val', '').lower()}"
        for scheme in ElementTree.fromstring(file.read("ppt/theme/theme1.xml")).iter()
        if scheme.tag.endswith("}clrScheme")
        for node in scheme
    }
    used = {slot: colors[mapped.get(slot, "")] for slot in ("bg1", "tx1", "tx2", "accent1", "accent2")}
    assert used == {
        "bg1": theme.paper,
        "tx1": theme.ink,
        "tx2": theme.faint,
        "accent1": theme.curve,
        "accent2": theme.slope,
    }


def overlap(one, other) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_titles_numbers_and_the_ornament_do_not_overlap(deck: Deck, size: tuple[int, int], lang: str):
    found = opened(replace(deck, size=Size(*size), lang=lang))
    title_layout, figure_layout, *_ = found.slide_layouts
    words = list(title_layout.placeholders)
    others = [shape for shape in title_layout.shapes if not shape.is_placeholder]
    assert len(others) == 3
    assert not any(overlap(word, other) for word in words for other in others)
    assert not overlap(*words)
    boxes = list(figure_layout.placeholders)
    kinds = {shape.name: shape for shape in boxes}
    assert set(kinds) == {"Title", "Slide number", "Date", "Footer"}
    assert not any(overlap(one, other) for one in boxes for other in boxes if one is not other)


def test_slides_in_a_language_from_the_right_are_mirrored(deck: Deck):
    left, right = (opened(replace(deck, lang=lang)) for lang in ("en", "ar"))
    for one, other in zip(left.slide_layouts, right.slide_layouts, strict=True):
        for here, there in zip(one.shapes, other.shapes, strict=True):
            middle = here.left + here.width / 2 if here.is_placeholder else None
            if middle is not None:
                assert there.left + there.width / 2 == pytest.approx(left.slide_width - middle, abs=1)
    ornament = [shape for shape in right.slide_layouts[0].shapes if not shape.is_placeholder]
    assert all(shape.left + shape.width < right.slide_width / 2 for shape in ornament)
    styles = right.slide_master._element.find(f"{{{P}}}txStyles")
    levels = [node for node in styles.iter() if node.tag.endswith("pPr")]
    assert {(node.get("algn"), node.get("rtl")) for node in levels[:-1]} == {("r", "1")}


def test_the_number_of_a_slide_is_written_in_its_field(deck: Deck):
    found = opened(deck)
    fields = [
        [node.findtext("{*}t") for node in page._element.iter() if node.tag.endswith("}fld")]
        for page in found.slides
    ]
    assert fields == [[], ["2"], ["3"]]


def test_the_settings_that_powerpoint_writes_are_there(deck: Deck):
    file = parts(deck)
    root = ElementTree.fromstring(file.read("ppt/presentation.xml"))
    styles = root.find(f"{{{P}}}defaultTextStyle")
    assert styles is not None
    assert [node.tag.rpartition("}")[2] for node in styles] == [
        "defPPr",
        *(f"lvl{n}pPr" for n in range(1, 10)),
    ]
    types = file.read("[Content_Types].xml").decode()
    relations = file.read("ppt/_rels/presentation.xml.rels").decode()
    for name in ("presProps", "viewProps", "tableStyles"):
        assert f"/ppt/{name}.xml" in types
        assert f"relationships/{name}" in relations
        ElementTree.fromstring(file.read(f"ppt/{name}.xml"))


def test_the_same_deck_gives_the_same_bytes(deck: Deck, tmp_path: Path):
    first, again = (export(deck, tmp_path / f"{name}.pptx")[0].read_bytes() for name in ("one", "two"))
    assert first == again
    assert {info.date_time for info in ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(tmp_path).encode() not in b"".join(map(parts(deck).read, parts(deck).namelist()))


@pytest.mark.parametrize("size", [(1440, 1080), (1080, 1080), (1080, 1920)])
def test_no_shape_extends_outside_a_slide_of_another_aspect_ratio(deck: Deck, size: tuple[int, int]):
    found = opened(replace(deck, size=type(deck.size)(*size)))
    assert found.slide_width * size[1] == pytest.approx(found.slide_height * size[0], rel=0.001)
    for page in found.slides:
        for shape in (*page.shapes, *page.slide_layout.shapes):
            assert 0 <= shape.left <= shape.left + shape.width <= found.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= found.slide_height


def test_pictures_have_the_aspect_ratio_of_their_box_on_the_slide(deck: Deck):
    points = ("Slope is rise over run.", "It is one number.")
    beside = replace(deck, slides=(*deck.slides[:1], replace(deck.slides[1], points=points)))
    for found, has_points in ((opened(deck), False), (opened(beside), True)):
        (shown,) = [shape for shape in found.slides[2].shapes if shape.name == "fig:still"]
        drawn = picture_size(Size(1920, 1080), has_points)
        assert shown.width / shown.height == pytest.approx(drawn.width / drawn.height, rel=0.002)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)])
def test_points_footer_and_logo_stand_beside_the_figure(
    deck: Deck, tmp_path: Path, size: tuple[int, int], lang: str
):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#c02040").save(logo)
    slides = tuple(replace(slide, points=("Rise over run", "One number")) for slide in deck.slides)
    whole = replace(deck, size=Size(*size), lang=lang, footer="Calculus I", logo=logo, slides=slides)
    assert broken(deck_bytes(whole)) == []
    found = opened(whole)
    page = found.slides[2]
    shapes = {shape.name: shape for shape in page.shapes}
    (mark,) = [shape for shape in found.slide_master.shapes if shape.name == "Logo"]
    assert mark.width / mark.height == pytest.approx(3, rel=0.01)
    assert [line.text for line in shapes["Points"].text_frame.paragraphs] == ["Rise over run", "One number"]
    assert shapes["Footer"].text_frame.text == "Calculus I"
    boxes = [shapes["Title"], shapes["Points"], shapes["fig:still"], shapes["Slide number"], mark]
    assert not any(overlap(one, other) for one in boxes for other in boxes if one is not other)
    assert (shapes["Points"].left < shapes["fig:still"].left) is (lang == "en" and size[0] > size[1])


def test_libreoffice_shows_each_slide_with_its_picture(deck: Deck, tmp_path: Path, convert: Convert):
    navy = replace(deck, theme=matched(THEMES["light"], "#0b2545"))
    (file,) = export(navy, tmp_path / "talk.pptx")
    document = pypdfium2.PdfDocument(convert(file, "pdf"))
    pages = [document[place].render(scale=0.5).to_pil().convert("RGB") for place in range(len(document))]
    assert [page.height for page in pages] == [270] * 3
    middle, corner = (240, 170), (3, 3)
    assert [page.getpixel(corner) for page in pages] == [(11, 37, 69)] * 3
    # A film is shown by its poster.
    assert pages[1].getpixel(middle) == pytest.approx((119, 119, 119), abs=3)
    assert pages[2].getpixel(middle) == pytest.approx((217, 47, 68), abs=3)


def test_libreoffice_starts_the_film_after_the_previous_effect(deck: Deck, tmp_path: Path, convert: Convert):
    (file,) = export(deck, tmp_path / "talk.pptx")
    told = ZipFile(convert(file, "odp")).read("content.xml").decode()
    assert 'presentation:node-type="after-previous"' in told
    assert 'anim:command="play"' in told
    assert "A line of slope" in told
