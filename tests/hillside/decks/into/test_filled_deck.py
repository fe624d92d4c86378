"""Figures put into decks of many makings: what asked for them becomes them, and every other byte stays."""

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from hillside.decks.into.tagged_shapes import Medium, tagged_shapes_of
from tests.hillside.decks.decks import SLIDE, TAG, cropped, in_utf_16, plain, saved, tagged, titled
from tests.hillside.decks.into.fillings import contents, filled, film, pictures, still
from tests.hillside.decks.schema import A, P, R, broken

Convert = Callable[[Path, str], Path]


def test_a_shape_that_requests_a_figure_becomes_it(mine: Path, tmp_path: Path):
    medium = still(tmp_path)
    before = Presentation(str(mine)).slides[0]
    after = Presentation(str(filled(mine, medium))).slides[0]
    found = pictures(tmp_path / "out.pptx")
    assert found
    for picture in found:
        assert picture.nvPicPr.cNvPr.get("descr") == medium.alt
        assert after.part.related_part(picture.blipFill.blip.rEmbed).blob == medium.png.read_bytes()
        twin = next(node for node in picture.iter() if node.tag.endswith("}svgBlip"))
        assert after.part.related_part(twin.get(f"{{{R}}}embed")).blob == medium.svg.read_bytes()  # pyright: ignore
    assert [shape.shape_id for shape in after.shapes] == [shape.shape_id for shape in before.shapes]


def test_position_and_size_are_kept(mine: Path, tmp_path: Path):
    before = {shape.shape_id: shape for shape in Presentation(str(mine)).slides[0].shapes}
    after = {
        shape.shape_id: shape for shape in Presentation(str(filled(mine, still(tmp_path)))).slides[0].shapes
    }
    for number, shape in before.items():
        now = after[number]
        assert (
            now.left,
            now.top,
            now.width,
            now.height,
            now.rotation if hasattr(now, "rotation") else 0,
        ) == (
            shape.left,
            shape.top,
            shape.width,
            shape.height,
            shape.rotation if hasattr(shape, "rotation") else 0,
        )


def test_every_other_part_keeps_its_bytes(mine: Path, tmp_path: Path):
    before, after = contents(mine), contents(filled(mine, still(tmp_path)))
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {SLIDE, "ppt/slides/_rels/slide1.xml.rels", "[Content_Types].xml"}
    assert [name for name in after if name in before] == list(before)
    added = set(after) - set(before)
    assert {name.rpartition("-")[0] for name in added} == {"ppt/media/fig"}


def test_every_byte_of_the_slide_around_the_shape_is_kept(mine: Path, tmp_path: Path):
    found = tagged_shapes_of(mine)
    archive, shapes = found.archive, found.shapes
    content, after = archive.xml(SLIDE), contents(filled(mine, still(tmp_path)))[SLIDE]
    first, last = shapes[0].element, shapes[-1].element
    assert after.startswith(content[: first.start])
    # What a timing said of the text of the shape goes with the text, and nothing else.
    rest = content[last.end :].replace(b'<p:bldLst><p:bldP spid="9" grpId="0" build="p"/></p:bldLst>', b"")
    rest = re.sub(rb"<p:txEl>.*?</p:txEl>", b"", rest, flags=re.DOTALL)
    assert after.endswith(rest)


def test_the_file_stays_as_valid_as_it_was(mine: Path, tmp_path: Path):
    was = broken(mine)
    assert [fault for fault in broken(filled(mine, still(tmp_path))) if fault not in was] == []
    assert [fault for fault in broken(filled(mine, film(tmp_path))) if fault not in was] == []


@pytest.mark.parametrize("kind", [still, film])
def test_running_again_changes_nothing(mine: Path, tmp_path: Path, kind: Callable[[Path], Medium]):
    once = filled(mine, kind(tmp_path), "once.pptx")
    twice = filled(once, kind(tmp_path), "twice.pptx")
    assert contents(once) == contents(twice)
    assert once.read_bytes() == twice.read_bytes()


def test_running_again_with_another_picture_replaces_the_old_one(mine: Path, tmp_path: Path):
    once = filled(mine, still(tmp_path, "#111111"), "once.pptx")
    other = still(tmp_path, "#222222")
    twice = contents(filled(once, other, "twice.pptx"))
    media = [content for name, content in twice.items() if "/media/fig-" in name]
    assert sorted(media) == sorted([other.png.read_bytes(), other.svg.read_bytes()])  # pyright: ignore
    assert pictures(tmp_path / "twice.pptx")[0].nvPicPr.cNvPr.get("descr") == other.alt


def test_crop_outline_and_link_of_a_picture_are_kept(tmp_path: Path):
    mine = cropped(tmp_path / "mine.pptx")
    shape = next(
        each for each in Presentation(str(filled(mine, still(tmp_path)))).slides[0].shapes if each.name == TAG
    )
    assert (shape.crop_left, shape.crop_top, shape.crop_right) == (0.25, 0.5, 0)
    assert shape.line.width == 12700
    assert shape.click_action.hyperlink.address == "https://example.org/"
    # The old picture is still shown elsewhere on the slide.
    assert sum(name.startswith("ppt/media/image") for name in contents(tmp_path / "out.pptx")) == 1


@pytest.mark.parametrize("kind", [still, film])
def test_outline_and_shadow_of_a_shape_are_kept_and_its_fill_is_not(
    tmp_path: Path, kind: Callable[[Path], Medium]
):
    deck, slide = titled()
    shape = slide.shapes.add_shape(1, Inches(1), Inches(2), Inches(4), Inches(3))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 0, 0)
    shape.line.color.rgb, shape.line.width = RGBColor(0, 128, 0), 38100
    effects = shape._element.spPr.makeelement(f"{{{A}}}effectLst", {})
    shadow = effects.makeelement(f"{{{A}}}outerShdw", {"blurRad": "50800", "dist": "38100"})
    shadow.append(shadow.makeelement(f"{{{A}}}srgbClr", {"val": "00FF00"}))
    effects.append(shadow)
    shape._element.spPr.append(effects)
    tagged(shape, name=TAG)
    mine = saved(deck, tmp_path / "mine.pptx")
    (picture,) = pictures(filled(mine, kind(tmp_path)))
    assert picture.spPr.find(f"{{{A}}}ln").get("w") == "38100"
    assert picture.spPr.find(f"{{{A}}}effectLst/{{{A}}}outerShdw").get("dist") == "38100"
    style = picture.find(f"{{{P}}}style")
    assert style.find(f"{{{A}}}effectRef").get("idx") == "2"
    assert style.find(f"{{{A}}}fillRef").get("idx") == "0"
    assert picture.spPr.find(f"{{{A}}}solidFill") is None
    assert broken(tmp_path / "out.pptx") == broken(mine)


def test_a_transparent_picture_has_no_shadow_but_the_outline(tmp_path: Path):
    deck, slide = titled()
    shape = slide.shapes.add_shape(1, Inches(1), Inches(2), Inches(4), Inches(3))
    shape.line.width = 38100
    tagged(shape, name=TAG)
    mine = saved(deck, tmp_path / "mine.pptx")
    (picture,) = pictures(filled(mine, replace(still(tmp_path), transparent=True)))
    assert picture.spPr.find(f"{{{A}}}ln").get("w") == "38100"
    style = picture.find(f"{{{P}}}style")
    assert [(each.tag.rpartition("}")[2], each.get("idx")) for each in style] == [
        ("lnRef", "1"),
        ("fillRef", "0"),
        ("effectRef", "0"),
        ("fontRef", "minor"),
    ]


def test_an_outline_is_seen_around_the_figure(tmp_path: Path, convert: Convert):
    deck, slide = titled()
    shape = slide.shapes.add_shape(1, Inches(1), Inches(2), Inches(4), Inches(3))
    shape.line.color.rgb, shape.line.width = RGBColor(0, 128, 0), 12 * 12700
    tagged(shape, name=TAG)
    out = filled(saved(deck, tmp_path / "mine.pptx"), still(tmp_path))
    page = pypdfium2.PdfDocument(convert(out, "pdf"))[0].render().to_pil().convert("RGB")
    assert page.getpixel((72 - 3, round(3.5 * 72))) == pytest.approx((0, 128, 0), abs=3)
    assert page.getpixel((3 * 72, round(3.5 * 72))) == pytest.approx((13, 60, 196), abs=3)


def test_parts_in_utf_16_are_read_and_only_those_that_change_are_written_in_utf_8(tmp_path: Path):
    before = contents(in_utf_16(tmp_path / "mine.pptx"))
    after = contents(filled(tmp_path / "mine.pptx", still(tmp_path)))
    assert after["ppt/theme/theme1.xml"] == before["ppt/theme/theme1.xml"]
    assert ElementTree.fromstring(after[SLIDE]).tag == f"{{{P}}}sld"
    assert b"UTF-16" not in after[SLIDE]


@pytest.fixture(scope="module")
def of_impress(tmp_path_factory: pytest.TempPathFactory, convert: Convert) -> Path:
    """Give a deck that LibreOffice Impress has written from one of its own."""
    folder = tmp_path_factory.mktemp("impress")
    return convert(convert(plain(folder / "mine.pptx"), "odp"), "pptx")


@pytest.mark.parametrize("kind", [still, film])
def test_a_deck_made_by_impress_is_filled_and_opens_there(
    tmp_path: Path, convert: Convert, of_impress: Path, kind: Callable[[Path], Medium]
):
    mine = Path(shutil.copy(of_impress, tmp_path))
    was = broken(mine)
    out = filled(mine, kind(tmp_path))
    assert [fault for fault in broken(out) if fault not in was] == []
    page = pypdfium2.PdfDocument(convert(out, "pdf"))[0].render().to_pil().convert("RGB")
    # The middle of the rectangle, which is 1 inch to the right and 2 inches down, of 4 by 3 inches.
    assert page.getpixel((3 * 72, int(3.5 * 72))) == pytest.approx((13, 60, 196), abs=3)
    assert filled(out, kind(tmp_path), "again.pptx").read_bytes() == out.read_bytes()


def test_python_pptx_reads_what_was_written(tmp_path: Path):
    out = filled(plain(tmp_path / "mine.pptx"), still(tmp_path))
    stream = io.BytesIO()
    Presentation(str(out)).save(stream)
    assert Presentation(stream).slides[0].notes_slide.notes_text_frame.text == "mine"
