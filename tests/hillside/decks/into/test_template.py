"""Slides in a lecturer's own template: its layouts, colors and size, and nothing of its old slides."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from hillside.decks.into.parts import zipped
from hillside.decks.into.template import Template, read_template
from hillside.decks.slides import Deck
from hillside.decks.to_pptx import deck_bytes
from hillside.stage.errors import Refusal
from hillside.stage.lettering.font_collections import InstalledFace
from hillside.stage.lettering.typeface import FONT_FOLDER, TYPEFACE
from hillside.stage.look.contrast import broken
from hillside.stage.look.theme import THEMES
from hillside.studio import installed_fonts
from tests.hillside.decks import schema

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"


def own_template(folder: Path, dark: bool = False, wide: bool = True) -> Path:
    """Write a template as PowerPoint does, as `.potx`, with two slides and a note of its author in it."""
    deck = Presentation()
    if wide:
        deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    if dark:
        fill = deck.slide_master.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(0x0B, 0x25, 0x45)
    for number in (0, 6):
        slide = deck.slides.add_slide(deck.slide_layouts[number])
        slide.notes_slide.notes_text_frame.text = "old note"
        slide.shapes.add_textbox(0, 0, 9999, 9999).text_frame.text = "old words"
    plain = io.BytesIO()
    deck.save(plain)
    target = folder / "mine.potx"
    with ZipFile(plain) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    MAIN.format("presentation").encode(), MAIN.format("template").encode()
                )
            new.writestr(name, content)
    return target


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return read_template(own_template(tmp_path_factory.mktemp("template")))


def in_template(deck: Deck, template: Template) -> tuple[ZipFile, object]:
    content = deck_bytes(deck, template)
    assert schema.broken(content) == []
    return ZipFile(io.BytesIO(content)), Presentation(io.BytesIO(content))


def test_the_slides_use_the_layouts_of_the_template_and_nothing_else_of_its_slides(
    deck: Deck, template: Template
):
    beside = replace(
        deck, footer="Calculus", slides=(*deck.slides[:1], replace(deck.slides[1], points=("A", "B")))
    )
    archive, found = in_template(beside, template)
    names = [slide.slide_layout.name for slide in found.slides]
    assert names == ["Title Slide", "Title Only", "Two Content"]
    texts = [shape.text for slide in found.slides for shape in slide.shapes if shape.has_text_frame]
    assert "old words" not in texts
    assert texts[0] == deck.title
    written = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    assert b"old words" not in written
    assert b"old note" not in written
    assert found.slides[0].notes_slide.notes_text_frame.text == "Calculus · Part 3 · Lecture 16"
    points = found.slides[2].shapes[1]
    figure = next(shape for shape in found.slides[2].shapes if shape.name == "fig:still")
    assert points.text_frame.text == "A\nB"
    assert points.left + points.width <= figure.left
    types = archive.read("[Content_Types].xml").decode()
    assert MAIN.format("presentation") in types
    assert MAIN.format("template") not in types
    named = [part.split('"')[0].removeprefix("/") for part in types.split('PartName="')[1:]]
    assert set(named) <= set(archive.namelist())


def test_figures_have_the_shape_of_the_content_of_the_template(template: Template):
    width, height = template.size.width, template.size.height
    assert width / height == pytest.approx(16 / 9, rel=0.001)
    whole, part = template.figure_size(has_points=False), template.figure_size(has_points=True)
    assert part.width < 0.6 * whole.width
    assert not any(side % 2 for size in (whole, part) for side in (size.width, size.height))


def test_figures_have_the_colors_of_the_template(template: Template, tmp_path: Path):
    theme, _ = template.look(THEMES["light"], None)
    assert (theme.paper, theme.ink, theme.slope) == ("#ffffff", "#000000", "#c0504d")
    assert broken(theme) == ()
    dark, _ = read_template(own_template(tmp_path, dark=True)).look(THEMES["light"], None)
    assert dark.paper == "#0b2545"
    assert broken(dark) == ()
    # Its words are black, which nobody could read there: they become light.
    assert dark.ink != "#000000"


@pytest.fixture
def in_font(template: Template) -> Callable[[str], Template]:
    """Give a function that returns the template with another font of text."""

    def changed(family: str) -> Template:
        old = template.archive.parts["ppt/theme/theme1.xml"].decode()
        minor = f'<a:minorFont><a:latin typeface="{family}"/>'
        new = re.sub(r"<a:minorFont>\s*<a:latin [^>]*>", minor, old)
        assert new != old
        parts = {**template.archive.parts, "ppt/theme/theme1.xml": new.encode()}
        return replace(template, archive=replace(template.archive, parts=parts))

    return changed


def test_words_in_figures_are_in_the_font_of_the_template_where_it_is_installed(
    in_font: Callable[[str], Template], monkeypatch: pytest.MonkeyPatch
):
    installed = (
        InstalledFace("Inter", 500, FONT_FOLDER / "Inter-Medium.ttf"),
        InstalledFace("Inter", 600, FONT_FOLDER / "Inter-SemiBold.ttf"),
    )
    monkeypatch.setattr(installed_fonts, "installed_faces", lambda: installed)
    own = replace(THEMES["light"], typeface=replace(TYPEFACE, semibold=500))
    found, remarks = in_font("Inter").look(THEMES["light"], None)
    # That it is the installed one is seen by the digest, which ours have not.
    assert all(file.sha256 for file in found.typeface.text_files)
    assert remarks == ()
    found, remarks = in_font("Elsewhere").look(THEMES["light"], None)
    assert found.typeface == TYPEFACE
    assert [remark.split(",")[0] for remark in remarks] == ["Elsewhere"]
    found, remarks = in_font("Inter").look(own, None)
    assert (found.typeface, remarks) == (own.typeface, ())


def test_points_are_found_in_layouts_whose_places_have_no_names(
    deck: Deck, template: Template, tmp_path: Path
):
    # LibreOffice writes the two places of the layout "Two Content" so.
    name = "ppt/slideLayouts/slideLayout4.xml"
    layout = re.sub(r'<p:ph sz="half" idx="[12]"/>', "<p:ph/>", template.archive.parts[name].decode())
    assert layout.count("<p:ph/>") == 2
    (tmp_path / "unnamed.pptx").write_bytes(
        zipped({**template.archive.parts, name: layout.encode()}, template.archive.headers)
    )
    beside = replace(deck, slides=(replace(deck.slides[1], points=("A", "B")),))
    _, found = in_template(beside, read_template(tmp_path / "unnamed.pptx"))
    title, points, figure, *_ = found.slides[1].shapes
    assert (points.text_frame.text, figure.name) == ("A\nB", "fig:still")
    assert points.left + points.width <= figure.left
    assert points.top >= title.top + title.height


@pytest.mark.parametrize("size", [(914_400, 914_400), (5_000_000, 7_000_000)])
def test_figures_stay_on_slides_that_are_smaller_than_their_layouts(
    template: Template, tmp_path: Path, size: tuple[int, int]
):
    main = template.archive.main()
    old, new = r'<p:sldSz cx="\d+" cy="\d+"', '<p:sldSz cx="{}" cy="{}"'.format(*size)
    smaller = re.sub(old, new, template.archive.parts[main].decode())
    parts = {**template.archive.parts, main: smaller.encode()}
    (tmp_path / "small.pptx").write_bytes(zipped(parts, template.archive.headers))
    for plan in read_template(tmp_path / "small.pptx").plans.values():
        if plan.figure is not None:
            assert 0 <= plan.figure.x < plan.figure.x + plan.figure.width <= size[0]
            assert 0 <= plan.figure.y < plan.figure.y + plan.figure.height <= size[1]


def test_a_template_without_a_notes_master_gets_ours(deck: Deck, tmp_path: Path):
    plain = Presentation()
    plain.save(tmp_path / "plain.pptx")
    archive, found = in_template(deck, read_template(tmp_path / "plain.pptx"))
    assert found.slides[1].notes_slide.notes_text_frame.text.startswith("Look at the line.")
    assert "ppt/notesMasters/notesMaster1.xml" in archive.namelist()


def test_the_same_deck_in_the_same_template_gives_the_same_bytes(deck: Deck, template: Template):
    assert deck_bytes(deck, template) == deck_bytes(deck, template)


def test_a_template_without_a_title_is_refused_with_the_way_out(tmp_path: Path):
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)
    deck.save(tmp_path / "bare.pptx")
    with pytest.raises(Refusal, match="has no layout with a title; add one in the view of the slide master"):
        read_template(tmp_path / "bare.pptx")
