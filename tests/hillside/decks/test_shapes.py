"""Figures as shapes for PowerPoint: each part has its name and place, and enters with its beat."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdfium2
import pytest
from pptx import Presentation

from hillside.decks.as_shapes import deck_bytes
from hillside.decks.kinds import exporter_of
from hillside.decks.powerpoint.drawn_shapes import drawn_parts
from hillside.decks.powerpoint.slide_shapes import Box
from hillside.decks.slides import Deck, Slide, Step
from hillside.files.formats import Size
from hillside.files.svg import svg
from hillside.stage.errors import Refusal
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Excerpt, Job
from hillside.studio.renderer import clips_of, picture_of, staged
from tests.hillside.decks.schema import P, broken

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">
<defs><path id="glyph-1" d="M0 0L4 0L4 -8L0 0"/></defs>
<g id="tangent">
<path d="M20 80L120 30" fill="none" stroke="#d92f44" stroke-width="5" stroke-linecap="round"/></g>
<g id="name"><g class="words" fill="#161f29"><use xlink:href="#glyph-1" x="50" y="40"/>
<text x="50" y="40" font-size="10" textLength="30">rise &amp; run</text></g></g>
<g id="formula"><g fill="#161f29"><use xlink:href="#glyph-1" x="50" y="60"/>
<text x="50" y="60" font-size="10" textLength="4">x</text></g></g>
<g id="empty"></g>
</svg>"""
BOX = Box(1000, 2000, 2_000_000, 1_000_000)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    """Give a lecture with the tangent, whose beats are drawn."""
    folder = tmp_path_factory.mktemp("drawn")
    job = Job.read(
        "tangent", {"function": "x^3/3 - x", "at": "1.5"}, ".svg", THEMES["light"], "960x474", "draft"
    )
    with staged(job) as figure:
        clips = clips_of(figure, Excerpt())
        steps: list[Step] = []
        for beat, clip in enumerate(clips, 1):
            still = folder / f"tangent-{beat}.svg"
            still.write_text(svg(picture_of(figure, replace(job, excerpt=Excerpt(beat=beat)))))
            steps.append(Step(say=clip.say, start=clip.start, seconds=clip.seconds, stills={".svg": still}))
        slide = Slide(
            id="tangent",
            title=figure.title(),
            alt=figure.alt(figure.final_facts),
            lang="en",
            notes="Look.",
            size=job.size,
            stills=steps[-1].stills,
            steps=tuple(steps),
        )
    return Deck(
        title="Slopes",
        series="",
        part=None,
        number=None,
        lang="en",
        theme=THEMES["light"],
        size=Size(960, 540),
        per="figure",
        loop=False,
        slides=(slide,),
    )


@pytest.fixture(scope="module")
def shapes(talk: Deck) -> dict[str, Any]:
    """Give the shapes of its slide by name."""
    return {shape.name: shape for shape in Presentation(io.BytesIO(deck_bytes(talk))).slides[1].shapes}


def test_a_path_lies_where_it_was_drawn():
    tangent, name, formula = drawn_parts(DRAWING.encode(), BOX, "A line.", "en", 10)
    assert '<a:off x="201000" y="302000"/><a:ext cx="1000000" cy="500000"/>' in tangent.xml
    assert (
        '<a:moveTo><a:pt x="0" y="500000"/></a:moveTo><a:lnTo><a:pt x="1000000" y="0"/></a:lnTo>'
        in tangent.xml
    )
    assert 'w="50000" cap="rnd"' in tangent.xml
    assert (tangent.name, tangent.id, tangent.is_line, tangent.has_text) == ("tangent", 10, True, False)
    assert (name.has_text, formula.has_text, formula.is_line) == (True, False, False)


def test_words_are_text_and_formulas_are_outlines():
    _, name, formula = drawn_parts(DRAWING.encode(), BOX, "A line.", "en", 10)
    assert "<a:t>rise &amp; run</a:t>" in name.xml
    assert 'sz="787"' in name.xml  # 10 of 10,000 EMU each are 7.87 points
    assert "<a:custGeom>" in formula.xml
    assert "<a:t>" not in formula.xml


def test_the_figure_is_described_once_and_its_strokes_are_decorative():
    parts = drawn_parts(DRAWING.encode(), BOX, 'A "line".', "en", 10)
    assert [part.xml.count("descr=") for part in parts] == [1, 0, 0]
    assert ["decorative" in part.xml for part in parts] == [False, False, True]


def test_text_from_the_right_is_marked():
    _, name, _ = drawn_parts(DRAWING.encode(), BOX, "", "ar", 10)
    assert 'rtl="1"' in name.xml


def test_the_parts_of_a_figure_are_shapes_of_their_names(talk: Deck, shapes: dict[str, Any]):
    drawn = ElementTree.parse(talk.slides[0].stills[".svg"]).getroot()
    names = [group.get("id") for group in drawn if group.tag.endswith("}g") and len(group)]
    assert [name for name in shapes if name in names] == names
    assert shapes["x-tick-1"].text_frame.text == "−2"
    assert "callout" in shapes


def test_the_tangent_among_the_shapes_has_the_slope_of_the_curve(shapes: dict[str, Any]):
    # x² − 1 at 3/2 is 5/4; the ticks tell the scales of both axes.
    tangent, ticks = shapes["tangent"], {name: shapes[name] for name in shapes if "-tick-" in name}
    middles = {
        name: (
            (shape.left + shape.width / 2),
            (shape.top + shape.height / 2),
            float(shape.text.replace("−", "-")),
        )
        for name, shape in ticks.items()
    }
    across = sorted((value, x) for name, (x, _, value) in middles.items() if name.startswith("x"))
    up = sorted((value, y) for name, (_, y, value) in middles.items() if name.startswith("y"))
    unit_x = (across[-1][1] - across[0][1]) / (across[-1][0] - across[0][0])
    unit_y = (up[0][1] - up[-1][1]) / (up[-1][0] - up[0][0])
    assert tangent.height / tangent.width * unit_x / unit_y == pytest.approx(1.25, rel=0.03)


def test_parts_enter_with_their_beats(talk: Deck, shapes: dict[str, Any]):
    root = ElementTree.fromstring(ZipFile(io.BytesIO(deck_bytes(talk))).read("ppt/slides/slide2.xml"))
    names = {shape.shape_id: name for name, shape in shapes.items()}
    clicks: list[list[str]] = []
    for node in root.iter(f"{{{P}}}cTn"):
        if node.get("presetClass") == "entr":
            target = next(node.iter(f"{{{P}}}spTgt")).get("spid", "")
            if node.get("nodeType") == "clickEffect":
                clicks.append([])
            clicks[-1].append(names[int(target)])
    entered = [name for click in clicks for name in click]
    assert len(entered) == len(set(entered))
    assert not {"curve", "axes", "x-name"} & set(entered)
    order = {name: number for number, click in enumerate(clicks) for name in click}
    assert order["touch"] < order["tangent"] < order["triangle"] < order["slope"] < order["callout"]
    assert {"run", "rise", "triangle"} <= set(clicks[order["triangle"]])


def test_the_file_is_valid_and_reproducible(talk: Deck):
    content = deck_bytes(talk)
    assert broken(content) == []
    assert content == deck_bytes(talk)


def test_a_still_figure_has_no_animation(talk: Deck):
    still = replace(talk.slides[0], steps=talk.slides[0].steps[-1:])
    archive = ZipFile(io.BytesIO(deck_bytes(replace(talk, slides=(still,)))))
    assert b"<p:timing>" not in archive.read("ppt/slides/slide2.xml")


def test_libreoffice_shows_the_shapes_where_the_picture_has_them(
    talk: Deck, tmp_path: Path, convert: Callable[[Path, str], Path]
):
    (file,) = exporter_of(tmp_path / "a.pptx", "shapes").export(talk, tmp_path / "a.pptx")
    page: Any = pypdfium2.PdfDocument(convert(file, "pdf"))[1].render(scale=1).to_pil().convert("RGB")
    tangent = {shape.name: shape for shape in Presentation(str(file)).slides[1].shapes}["tangent"]
    scale = page.width / 12_192_000
    ends = [(tangent.left, tangent.top + tangent.height), (tangent.left + tangent.width, tangent.top)]
    for x, y in ends:
        near = page.crop(
            [round(side) for side in (x * scale - 5, y * scale - 5, x * scale + 5, y * scale + 5)]
        )
        assert any(red > 170 and max(rest) < 130 for _, (red, *rest) in near.getcolors(100))


def test_another_suffix_is_refused_with_the_right_one():
    with pytest.raises(Refusal, match=r"a\.html: --as shapes writes \.pptx; name the file a\.pptx"):
        exporter_of(Path("a.html"), "shapes")
