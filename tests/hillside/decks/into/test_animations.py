"""Films put into decks: they start with their slide, and what moved before goes on moving."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches

from hillside.stage.errors import Refusal
from tests.hillside.decks.decks import SLIDE, TAG, animated, rewritten, saved, tagged, titled
from tests.hillside.decks.into.fillings import contents, filled, film, pictures, still
from tests.hillside.decks.schema import P, broken


def test_a_film_starts_with_its_slide(mine: Path, tmp_path: Path):
    root = Presentation(str(filled(mine, film(tmp_path)))).slides[0]._element
    number = pictures(tmp_path / "out.pptx")[0].nvPicPr.cNvPr.get("id")
    (played,) = root.findall(f".//{{{P}}}cMediaNode")
    assert played.get("mute") == "1"
    (command,) = root.findall(f".//{{{P}}}cmd[@cmd='playFrom(0.0)']")
    assert command.find(f".//{{{P}}}spTgt").get("spid") == number
    steps = root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']/{{{P}}}childTnLst")
    assert command in list(steps[0].iter())


def test_existing_animations_are_kept(tmp_path: Path):
    animated(tmp_path / "mine.pptx")
    root = Presentation(str(filled(tmp_path / "mine.pptx", film(tmp_path)))).slides[0]._element
    (fade,) = root.findall(f".//{{{P}}}cTn[@presetID='10']")
    (target,) = fade.findall(f".//{{{P}}}spTgt")
    assert (target.get("spid"), len(target)) == ("9", 0)
    steps = root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']/{{{P}}}childTnLst")
    assert fade in list(steps[1].iter())
    assert root.find(f".//{{{P}}}bldLst") is None


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
    assert broken(ZipFile(tmp_path / "out.pptx")) == broken(ZipFile(mine))
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
