"""Films put into decks: they start with their slide, and what moved before goes on moving."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from hillside.decks.into.tagged_shapes import Medium
from hillside.stage.errors import Refusal
from tests.hillside.decks.decks import (
    SLIDE,
    TAG,
    alternatives,
    animated,
    in_alternatives,
    plain,
    rewritten,
    saved,
    tagged,
    titled,
)
from tests.hillside.decks.into.fillings import contents, filled, film, pictures, still
from tests.hillside.decks.schema import P, broken

Make = Callable[[Path], Medium]


def clicks(root) -> Iterator:
    """Yield the steps of the sequence of effects, each begun by the slide or by a click."""
    for main in root.iter(f"{{{P}}}cTn"):
        if main.get("nodeType") == "mainSeq":
            yield from main.find(f"{{{P}}}childTnLst")


def effects_by_click(root) -> list[list[tuple]]:
    """Return the kind, the start and the delay of the effects in each step."""
    return [
        [
            (
                node.get("presetClass"),
                node.get("nodeType"),
                node.find(f"{{{P}}}stCondLst/{{{P}}}cond").get("delay"),
            )
            for node in step.iter(f"{{{P}}}cTn")
            if node.get("presetClass")
        ]
        for step in clicks(root)
    ]


def timing_of(folder: Path) -> str:
    """Return the timing of the deck in which a shape fades in at a click, without a word of its text."""
    text = contents(animated(folder / "animated.pptx"))[SLIDE].decode()
    timing = text[text.index("<p:timing>") : text.index("</p:sld>")]
    timing = re.sub(r"<p:txEl>.*?</p:txEl>", "", timing, flags=re.DOTALL)
    return re.sub(r"<p:bldLst>.*?</p:bldLst>", "", timing)


def test_a_film_starts_by_itself(mine: Path, tmp_path: Path):
    enters = b"entr" in contents(mine)[SLIDE]
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    number = pictures(tmp_path / "out.pptx")[0].nvPicPr.cNvPr.get("id")
    for timing in root.findall(f".//{{{P}}}timing"):
        (played,) = timing.findall(f".//{{{P}}}cMediaNode")
        assert played.get("mute") == "1"
        (command,) = timing.findall(f".//{{{P}}}cmd[@cmd='playFrom(0.0)']")
        assert command.find(f".//{{{P}}}spTgt").get("spid") == number
        (first, *_) = clicks(timing)
        assert command in list(first.iter())
        begun = {cond.get("evt") for cond in first.findall(f"{{{P}}}cTn/{{{P}}}stCondLst/{{{P}}}cond")}
        assert ("onBegin" in begun) is not enters


def test_existing_animations_are_kept(tmp_path: Path):
    animated(tmp_path / "mine.pptx")
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    (fade,) = root.findall(f".//{{{P}}}cTn[@presetID='10']")
    (target,) = fade.findall(f".//{{{P}}}spTgt")
    assert (target.get("spid"), len(target)) == ("9", 0)
    assert root.find(f".//{{{P}}}bldLst") is None


def test_a_film_starts_with_the_entrance_of_the_shape(tmp_path: Path):
    animated(tmp_path / "mine.pptx")
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    assert effects_by_click(root) == [[("entr", "clickEffect", "0"), ("mediacall", "withEffect", "0")]]


def test_a_film_waits_as_long_as_the_entrance_is_delayed(tmp_path: Path):
    def later(text: str) -> str:
        begin = 'nodeType="clickEffect">\n<p:stCondLst><p:cond delay="'
        assert begin in text
        return text.replace(f"{begin}0", f"{begin}700")

    rewritten(animated(tmp_path / "mine.pptx"), SLIDE, later)
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    assert effects_by_click(root) == [[("entr", "clickEffect", "700"), ("mediacall", "withEffect", "700")]]


def test_a_film_in_a_group_starts_when_the_group_appears(tmp_path: Path):
    def as_group(text: str) -> str:
        return re.sub(r'(<p:cNvPr id=")\d+(" name="Group)', r"\g<1>9\2", text).replace(
            "</p:sld>", f"{timing_of(tmp_path)}</p:sld>"
        )

    mine = tmp_path / "mine.pptx"
    deck, slide = titled()
    group = slide.shapes.add_group_shape()
    tagged(group.shapes.add_shape(1, 0, 0, Inches(2), Inches(2)), name=TAG)
    rewritten(saved(deck, mine), SLIDE, as_group)
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    assert [[kind for kind, *_ in step] for step in effects_by_click(root)] == [["entr", "mediacall"]]


def test_a_film_is_not_tied_to_the_entrance_of_another_shape_that_it_triggers(tmp_path: Path):
    def triggered(text: str) -> str:
        text = re.sub(r'<p:spTgt spid="9">.*?</p:spTgt>', '<p:spTgt spid="2"/>', text, flags=re.DOTALL)
        trigger = '<p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="9"/></p:tgtEl></p:cond>'
        text = text.replace(
            'nodeType="mainSeq">', f'nodeType="interactiveSeq"><p:stCondLst>{trigger}</p:stCondLst>'
        )
        return re.sub(r"<p:bldLst>.*?</p:bldLst>", "", text)

    rewritten(animated(tmp_path / "mine.pptx"), SLIDE, triggered)
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    assert effects_by_click(root) == [[("mediacall", "afterEffect", "0")]]


def test_the_picture_enters_once_where_a_text_entered_paragraph_by_paragraph(tmp_path: Path):
    def with_more(text: str) -> str:
        """Add a click with two paragraphs, and one with a paragraph and another shape."""
        step = re.search(
            r'<p:par><p:cTn id="3".*</p:par>\s*(?=</p:childTnLst></p:cTn>\n<p:prev)', text, re.DOTALL
        )
        assert step is not None
        effect = re.search(r'<p:par><p:cTn id="5".*?</p:par>', step[0], re.DOTALL)
        assert effect is not None
        other = re.sub(r'<p:spTgt spid="9">.*?</p:spTgt>', '<p:spTgt spid="2"/>', effect[0], flags=re.DOTALL)
        second = step[0].replace(effect[0], effect[0] * 2)
        third = step[0].replace(effect[0], effect[0] + other)
        numbers = count(3)
        numbered = re.sub(r'cTn id="\d+"', lambda _: f'cTn id="{next(numbers)}"', step[0] + second + third)
        return text.replace(step[0], numbered)

    mine = rewritten(animated(tmp_path / "mine.pptx"), SLIDE, with_more)
    root = Presentation(str(filled(mine, still(tmp_path)))).slides[0]._element
    shown = [[node.get("spid") for node in step.iter(f"{{{P}}}spTgt")] for step in clicks(root)]
    assert shown == [["9"], ["2"]]
    assert not [node for node in root.iter(f"{{{P}}}childTnLst") if len(node) == 0]
    assert broken(tmp_path / "out.pptx") == broken(mine)


@pytest.mark.parametrize("make", [still, film])
def test_a_timing_in_alternatives_for_newer_and_older_programs_stays_one(tmp_path: Path, make: Make):
    mine = in_alternatives(tmp_path / "mine.pptx")
    root = Presentation(str(filled(mine, make(tmp_path)))).slides[0]._element
    timings = root.findall(f".//{{{P}}}timing")
    assert [node.getparent().tag.rpartition("}")[2] for node in timings] == ["Choice", "Fallback"]
    for timing in timings:
        assert len(timing.findall(f".//{{{P}}}cMediaNode")) == (make is film)
        assert not list(timing.iter(f"{{{P}}}txEl"))
        steps = [[kind for kind, *_ in step] for step in effects_by_click(timing)]
        assert steps == [["entr", "mediacall"]] if make is film else [["entr"]]
        numbers = [node.get("id") for node in timing.iter(f"{{{P}}}cTn")]
        assert len(numbers) == len(set(numbers))


def test_effects_in_alternatives_both_get_the_film(tmp_path: Path):
    def change(text: str) -> str:
        step = re.search(r'<p:par><p:cTn id="5".*?</p:par>', text, re.DOTALL)
        assert step is not None
        return text.replace(step[0], alternatives(step[0], step[0]))

    mine = rewritten(animated(tmp_path / "mine.pptx"), SLIDE, change)
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    played = root.findall(f".//{{{P}}}cmd[@cmd='playFrom(0.0)']")
    assert len(played) == 2
    around = [
        next(each.tag for each in node.iterancestors() if "compatibility" in each.tag) for node in played
    ]
    assert [tag.rpartition("}")[2] for tag in around] == ["Choice", "Fallback"]


@pytest.mark.parametrize("which", [r' id="\d+"', r' id="2"'], ids=["none", "not the main sequence"])
def test_time_nodes_need_no_id(tmp_path: Path, which: str):
    def change(text: str) -> str:
        head, begin, timing = text.partition("<p:timing")
        timing = re.sub(rf"(<p:cTn){which}", r"\1", timing)
        return head + begin + timing.replace('spid="9"', 'spid="2"')

    mine = rewritten(animated(tmp_path / "mine.pptx"), SLIDE, change)
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    numbers = [node.get("id") for node in root.iter(f"{{{P}}}cTn") if node.get("id")]
    assert len(numbers) == len(set(numbers))
    main = root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']")
    (waits,) = root.findall(f".//{{{P}}}cond[@evt='onBegin']/{{{P}}}tn")
    assert waits.get("val") == main.get("id")
    assert [kind for kind, *_ in effects_by_click(root)[0]] == ["mediacall"]


@pytest.mark.parametrize(
    "timing",
    [
        "<p:timing/>",
        "<p:timing></p:timing>",
        '<p:timing><p:bldLst><p:bldP spid="2" grpId="0"/></p:bldLst></p:timing>',
        "<p:timing><p:tnLst><p:par><p:cTn/></p:par></p:tnLst></p:timing>",
        "<p:timing><p:tnLst><p:par><p:cTn><p:childTnLst/></p:cTn></p:par></p:tnLst></p:timing>",
    ],
)
def test_a_film_starts_on_a_slide_with_hardly_any_timing(tmp_path: Path, timing: str):
    mine = rewritten(
        plain(tmp_path / "mine.pptx"), SLIDE, lambda text: text.replace("</p:sld>", f"{timing}</p:sld>")
    )
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    assert effects_by_click(root) == [[("mediacall", "afterEffect", "0")]]
    assert len(root.findall(f".//{{{P}}}cMediaNode")) == 1
    assert set(broken(tmp_path / "out.pptx")) <= set(broken(mine))
    assert ("bldP" in timing) == (root.find(f".//{{{P}}}bldP") is not None)


def test_effects_that_start_with_the_slide_still_do_together_with_the_film(tmp_path: Path):
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
    assert broken(tmp_path / "out.pptx") == broken(mine)
    assert sum(name.endswith(".mp4") for name in contents(tmp_path / "out.pptx")) == 1


def test_a_film_set_to_start_on_click_still_waits_for_a_click(tmp_path: Path):
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
