"""Figures put into decks of many makings: what asked for them becomes them, and every other byte stays."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from export.into.archive import read_archive
from export.into.deck import put, refuse_unsafe, spots_in
from stage.decks.tags import Medium
from stage.errors import Failure, Refusal
from tests.export.decks import (
    DECKS,
    SLIDE,
    TAG,
    animated,
    cropped,
    in_groups,
    plain,
    rewritten,
    saved,
    tagged,
    titled,
)
from tests.export.schema import P, R, broken

Make = Callable[[Path], Path]
Convert = Callable[[Path, str], Path]


def still(folder: Path, color: str = "#0d3cc4") -> Medium:
    """Return a picture that is known by its color."""
    png, svg = folder / f"{color[1:]}.png", folder / f"{color[1:]}.svg"
    Image.new("RGB", (64, 48), color).save(png)
    svg.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path fill="{color}"/></svg>')
    return Medium(alt=f'A line <of> "{color}".', png=png, svg=svg)


def film(folder: Path, name: str = "film") -> Medium:
    medium = still(folder)
    file = folder / f"{name}.mp4"
    file.write_bytes(name.encode())
    return Medium(alt=medium.alt, png=medium.png, film=file, seconds=2.5)


def filled(deck: Path, medium: Medium, name: str = "out.pptx") -> Path:
    archive, spots = spots_in(deck)
    target = deck.with_name(name)
    put(archive, spots, [medium] * len(spots), target)
    return target


def contents(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pictures(file: Path) -> list:
    """Return the pictures with the tag, also those in groups and alternatives."""
    root = Presentation(str(file)).slides[0].shapes._spTree
    return [node for node in root.iter(f"{{{P}}}pic") if TAG in next(iter(node.nvPicPr)).get("name")]


@pytest.fixture(params=DECKS, ids=lambda make: make.__name__)
def mine(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    make: Make = request.param
    return make(tmp_path / "mine.pptx")


def test_what_asks_for_a_figure_becomes_it(mine: Path, tmp_path: Path):
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


def test_place_and_size_stay(mine: Path, tmp_path: Path):
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


def test_every_other_part_stays_byte_for_byte(mine: Path, tmp_path: Path):
    before, after = contents(mine), contents(filled(mine, still(tmp_path)))
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {SLIDE, "ppt/slides/_rels/slide1.xml.rels", "[Content_Types].xml"}
    assert [name for name in after if name in before] == list(before)
    added = set(after) - set(before)
    assert {name.rpartition("-")[0] for name in added} == {"ppt/media/fig"}


def test_every_byte_of_the_slide_around_the_shape_stays(mine: Path, tmp_path: Path):
    archive, spots = spots_in(mine)
    content, after = archive.parts[SLIDE], contents(filled(mine, still(tmp_path)))[SLIDE]
    first, last = spots[0].shape, spots[-1].shape
    assert after.startswith(content[: first.start])
    # What a timing said of the text of the shape goes with the text, and nothing else.
    rest = content[last.end :].replace(b'<p:bldLst><p:bldP spid="9" grpId="0" build="p"/></p:bldLst>', b"")
    rest = re.sub(rb"<p:txEl>.*?</p:txEl>", b"", rest, flags=re.DOTALL)
    assert after.endswith(rest)


def test_the_file_is_as_valid_as_it_was(mine: Path, tmp_path: Path):
    was = broken(ZipFile(mine))
    assert [fault for fault in broken(ZipFile(filled(mine, still(tmp_path)))) if fault not in was] == []
    assert [fault for fault in broken(ZipFile(filled(mine, film(tmp_path)))) if fault not in was] == []


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


def test_a_film_starts_with_its_slide(mine: Path, tmp_path: Path):
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    number = pictures(tmp_path / "out.pptx")[0].nvPicPr.cNvPr.get("id")
    (played,) = root.findall(f".//{{{P}}}cMediaNode")
    assert played.get("mute") == "1"
    (command,) = root.findall(f".//{{{P}}}cmd[@cmd='playFrom(0.0)']")
    assert command.find(f".//{{{P}}}spTgt").get("spid") == number
    steps = root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']/{{{P}}}childTnLst")
    assert command in list(steps[0].iter())


def test_what_was_animated_stays_animated(tmp_path: Path):
    animated(tmp_path / "mine.pptx")
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    (fade,) = root.findall(f".//{{{P}}}cTn[@presetID='10']")
    (target,) = fade.findall(f".//{{{P}}}spTgt")
    assert (target.get("spid"), len(target)) == ("9", 0)
    steps = root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']/{{{P}}}childTnLst")
    assert fade in list(steps[1].iter())
    assert root.find(f".//{{{P}}}bldLst") is None


def test_what_starts_by_itself_goes_on_doing_so_beside_the_film(tmp_path: Path):
    def at_once(text: str) -> str:
        begin = '<p:cond delay="indefinite"/>'
        return text.replace(begin, f'{begin}<p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>', 1)

    rewritten(animated(tmp_path / "mine.pptx"), SLIDE, at_once)
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    steps = root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']/{{{P}}}childTnLst")
    assert len(steps) == 1
    assert [node.get("nodeType") for node in steps.iter(f"{{{P}}}cTn") if node.get("presetID")] == [
        "clickEffect",
        "withEffect",
    ]


def test_two_films_on_a_slide_both_start(tmp_path: Path):
    deck, slide = titled()
    for place in range(2):
        tagged(slide.shapes.add_shape(1, Inches(4 * place), Inches(2), Inches(3), Inches(2)), name=TAG)
    mine = saved(deck, tmp_path / "mine.pptx")
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    assert (
        len(root.findall(f".//{{{P}}}cMediaNode"))
        == len(root.findall(f".//{{{P}}}cmd[@cmd='playFrom(0.0)']"))
        == 2
    )
    assert broken(ZipFile(tmp_path / "out.pptx")) == broken(ZipFile(mine))
    assert sum(name.endswith(".mp4") for name in contents(tmp_path / "out.pptx")) == 1


def test_a_film_that_someone_made_wait_for_a_click_goes_on_waiting(tmp_path: Path):
    deck, slide = titled()
    (tmp_path / "old.mp4").write_bytes(b"old")
    movie = slide.shapes.add_movie(
        str(tmp_path / "old.mp4"), 0, 0, Inches(4), Inches(3), mime_type="video/mp4"
    )
    tagged(movie, name=TAG)
    mine = saved(deck, tmp_path / "mine.pptx")
    before = contents(mine)[SLIDE].partition(b"<p:timing")[2]
    after = contents(filled(mine, film(tmp_path, "new")))
    assert after[SLIDE].partition(b"<p:timing")[2] == before
    assert [content for name, content in after.items() if name.endswith(".mp4")] == [b"new"]


def test_a_film_does_not_become_a_picture(tmp_path: Path):
    deck, slide = titled()
    (tmp_path / "old.mp4").write_bytes(b"old")
    tagged(slide.shapes.add_movie(str(tmp_path / "old.mp4"), 0, 0, 9, 9, mime_type="video/mp4"), name=TAG)
    with pytest.raises(Refusal, match='slide 1, "fig:tangent": it is a film, and its tag asks for a picture'):
        filled(saved(deck, tmp_path / "mine.pptx"), still(tmp_path))


@pytest.mark.parametrize(
    ("make", "aspect"),
    [(plain, 4 / 3), (in_groups, 2 / 2), (cropped, (3 / 0.75) / (3 / 0.5))],
)
def test_a_figure_is_composed_for_its_place(tmp_path: Path, make: Make, aspect: float):
    (_, (spot, *_)) = spots_in(make(tmp_path / "mine.pptx"))
    assert spot.place.aspect == pytest.approx(aspect)


def test_crop_line_and_link_of_a_picture_stay(tmp_path: Path):
    mine = cropped(tmp_path / "mine.pptx")
    shape = next(
        each for each in Presentation(str(filled(mine, still(tmp_path)))).slides[0].shapes if each.name == TAG
    )
    assert (shape.crop_left, shape.crop_top, shape.crop_right) == (0.25, 0.5, 0)
    assert shape.line.width == 12700
    assert shape.click_action.hyperlink.address == "https://example.org/"
    # The old picture is still shown elsewhere on the slide.
    assert sum(name.startswith("ppt/media/image") for name in contents(tmp_path / "out.pptx")) == 1


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


@pytest.mark.parametrize("kind", [still, film])
def test_a_deck_that_impress_made_is_filled_and_opens_there(
    tmp_path: Path, convert: Convert, kind: Callable[[Path], Medium]
):
    own = convert(plain(tmp_path / "mine.pptx"), "odp")
    mine = convert(own, "pptx")
    was = broken(ZipFile(mine))
    out = filled(mine, kind(tmp_path))
    assert [fault for fault in broken(ZipFile(out)) if fault not in was] == []
    page = pypdfium2.PdfDocument(convert(out, "pdf"))[0].render().to_pil().convert("RGB")
    # The middle of the rectangle, which is 1 inch to the right and 2 inches down, of 4 by 3 inches.
    assert page.getpixel((3 * 72, int(3.5 * 72))) == pytest.approx((13, 60, 196), abs=3)
    assert filled(out, kind(tmp_path), "again.pptx").read_bytes() == out.read_bytes()


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


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xd0\xcf\x11\xe0 old", "has a password, or is a .ppt"),
        (b"PK", "is no PowerPoint file"),
        (b"", "is no"),
    ],
)
def test_what_is_no_deck_is_refused(tmp_path: Path, content: bytes, error: str):
    (tmp_path / "mine.pptx").write_bytes(content)
    with pytest.raises((Refusal, Failure), match=error):
        read_archive(tmp_path / "mine.pptx")


def test_another_zip_is_no_deck(tmp_path: Path):
    with ZipFile(tmp_path / "mine.pptx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Failure, match="is no PowerPoint file: it holds no presentation"):
        read_archive(tmp_path / "mine.pptx")


def test_the_deck_itself_is_written_over_only_by_force(tmp_path: Path):
    mine = plain(tmp_path / "mine.pptx")
    link = tmp_path / "link.pptx"
    link.symlink_to(mine)
    for target in (mine, link):
        with pytest.raises(Refusal, match="is the deck itself; give another name, or --force"):
            refuse_unsafe(mine, target, force=False)
        refuse_unsafe(mine, target, force=True)
    with pytest.raises(Refusal, match=r"give a name with .pptx"):
        refuse_unsafe(mine, tmp_path / "out.pdf", force=True)


def test_a_damaged_slide_is_named(tmp_path: Path):
    rewritten(plain(tmp_path / "mine.pptx"), SLIDE, lambda text: re.sub("</p:sld>$", "", text))
    with pytest.raises(Failure, match=r"ppt/slides/slide1.xml is damaged"):
        spots_in(tmp_path / "mine.pptx")


def test_python_pptx_reads_what_was_written(tmp_path: Path):
    out = filled(plain(tmp_path / "mine.pptx"), still(tmp_path))
    stream = io.BytesIO()
    Presentation(str(out)).save(stream)
    assert Presentation(stream).slides[0].notes_slide.notes_text_frame.text == "mine"
