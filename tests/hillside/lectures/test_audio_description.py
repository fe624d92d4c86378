import numpy as np
import pytest

from hillside.lectures.audio_description import are_equal, changes, enumeration, name_of_part
from hillside.stage.drawing import Letters, Part, disk, stroke, words
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import THEMES
from hillside.studio.catalogue import names
from hillside.studio.job import Job
from hillside.studio.renderer import staged

ENGLISH = Language("en")


def line(height: float = 0.0) -> Part:
    return stroke([np.array([[0.0, height], [100.0, height]])], "#000000", 4)


def text(said: str, x: float = 0.0) -> Part:
    return words(typeset(plain(said), 40), (x, 0.0), "#000000", THEMES["light"].color)


def test_appearances_disappearances_and_moves_are_described():
    before = {"tangent": line(), "touch": disk(np.zeros(2), 5, "#000000")}
    after = {"axes": line(9), "tangent": line(1)}
    assert changes(before, after, ENGLISH) == (
        "Appears: the axes. Disappears: the point on the curve. Moves: the tangent."
    )


def test_equal_pictures_have_an_empty_description():
    assert changes({"tangent": line()}, {"tangent": line()}, ENGLISH) == ""
    assert are_equal({"tangent": line()}, {"tangent": line()})
    assert not are_equal({"tangent": line()}, {"tangent": line(1)})
    assert not are_equal({"tangent": line()}, {})


def test_a_change_of_color_is_a_change():
    before, after = ({"tangent": disk(np.zeros(2), 5, color)} for color in ("#000000", "#ff0000"))
    assert changes(before, after, ENGLISH) == "Moves: the tangent."


def test_words_are_quoted_as_they_stand_on_the_picture():
    assert changes({}, {"slope": text("slope 1.25")}, ENGLISH) == "Appears: “slope 1.25”."
    assert changes({"slope": text("0.5")}, {"slope": text("1.25")}, ENGLISH) == "Now reads: “1.25”."


def test_text_that_only_changes_place_is_not_described():
    assert changes({"slope": text("0.5")}, {"slope": text("0.5", x=30)}, ENGLISH) == ""


def test_items_are_named_once_and_joined_as_the_language_does():
    picture = {"small-axes": line(), "large-axes": line(3), "curve": line(2), "touch": line(4)}
    assert changes({}, picture, ENGLISH) == "Appears: the axes, the curve, and the point on the curve."
    assert enumeration(["a", "b", "c"], Language("de")) == "a, b und c"
    assert enumeration(["a", "b"], Language("ja")) == "a、b"


def test_a_part_without_a_phrase_of_its_own_is_described_by_its_name():
    assert name_of_part("odd-thing", ENGLISH) is None
    assert changes({}, {"odd-thing": line()}, ENGLISH) == "Appears: odd thing."


@pytest.mark.parametrize("name", names())
def test_every_drawing_of_every_figure_has_a_phrase_for_the_transcript(name: str):
    job = Job.read(name, {}, ".svg", THEMES["light"], "320x180", "draft")
    with staged(job) as figure:
        drawn = figure.still()
    nameless = [
        part
        for part, shapes in drawn.items()
        if name_of_part(part, ENGLISH) is None
        and not any(isinstance(shape, Letters) for shape in shapes.shapes())
    ]
    assert nameless == [], "say in hillside/lectures/audio_description.py what they are called"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_can_describe_a_change(code: str):
    language = Language(code)
    sentence = changes({}, {"tangent": line(), "axes": line()}, language)
    assert name_of_part("tangent", language) is not None
    assert str(name_of_part("tangent", language)) in sentence
