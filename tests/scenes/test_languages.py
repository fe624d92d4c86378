"""What holds for every figure in every language."""

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import numpy as np
import pytest

from hillside.stage.drawing import Halo, Part, Plate
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.studio.catalogue import load, names, title
from hillside.studio.renderer import configured
from hillside.studio.requested_look import language_of
from hillside.studio.serialization import plain_facts
from tests.cases.required_labels import missing_labels

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
TRANSLATED = [code for code in LANGUAGES if code != "en"]
COMMA = ("de", "fr", "es", "pt")
FORMULA_ALONE = re.compile(r"[\w*^+() −-]{1,30} = [−\d.,]+([,;] [\w*^+() −-]{1,30} = [−\d.,]+)*\.")
ENGLISH_ALONE = re.compile(r"\b(the|is|with|which|there|its|and|slope|curve|hiker)\b", re.IGNORECASE)


@pytest.fixture(scope="module", params=names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=LANGUAGES)
def code(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def figure(name: str, code: str) -> Iterator[Any]:
    with configured(SMALL):
        yield load(name)(language=Language(code))


@pytest.fixture(scope="module")
def english(name: str) -> Iterator[Any]:
    with configured(SMALL):
        yield load(name)()


def told(figure: Any) -> list[str]:
    return [figure.title(), figure.alt(figure.final_facts), *(beat.say for beat in figure.film.beats)]


def test_every_label_is_placed(figure: Any) -> None:
    assert not missing_labels(figure)


@pytest.mark.parametrize(("name", "code"), list(zip(names(), cycle(LANGUAGES), strict=False)), indirect=True)
def test_no_other_ink_is_under_a_label(figure: Any) -> None:
    """In each figure, and in each language: behind a label there is bare paper or a quiet tint."""
    still = figure.still()
    tints = {name: part for name, part in still.items() if part.backdrop}
    paper, whole = figure.paint(tints), figure.paint(still)
    for name, placed in figure.layout.placed.items():
        without = figure.paint({other: part for other, part in still.items() if other != name})
        alone = figure.paint({**tints, name: still[name]})
        scale = 480 / figure.sheet.width
        rows = slice(int(135 - placed.box.top * scale), int(135 - placed.box.bottom * scale) + 1)
        columns = slice(int(240 + placed.box.left * scale), int(240 + placed.box.right * scale) + 1)
        covered = fully_covered(figure, still[name])[rows, columns]
        assert np.array_equal(whole[rows, columns][covered], alone[rows, columns][covered]), name
        if not has_halo(still[name]):
            assert np.array_equal(without[rows, columns], paper[rows, columns]), name


def fully_covered(figure: Any, part: Any) -> Any:
    """Return which pixels are under a label; with a halo, those of its letters and their rim alone."""
    if not any(isinstance(shape, Halo) for shape in part.shapes()):
        return np.ones(figure.paint({}).shape[:2], dtype=bool)
    black = Part(*(shape.copy().set_color("#000000") for shape in part.shapes()))
    return (figure.paint({"label": black})[..., :3] == 0).all(axis=2)


def has_halo(part: Any) -> bool:
    return any(isinstance(shape, Plate | Halo) for shape in part.shapes())


def test_no_label_is_left_out_of_a_square_where_long_words_find_least_room(name: str, code: str) -> None:
    with configured({**SMALL, "pixel_width": 270, "pixel_height": 270}):
        figure = load(name)(language=Language(code))
        assert [fall for fall in figure.layout.shortfalls if fall.name not in figure.layout.placed] == []


@pytest.mark.parametrize("code", TRANSLATED, indirect=True)
def test_nothing_is_left_in_english(figure: Any, english: Any) -> None:
    for sentence, original in zip(told(figure), told(english), strict=True):
        assert sentence != original or FORMULA_ALONE.fullmatch(sentence)
        assert not ENGLISH_ALONE.search(sentence), sentence


def test_alt_text_is_short_enough_for_a_screen_reader(figure: Any) -> None:
    assert 30 < len(figure.alt(figure.final_facts)) < 320


def test_numbers_have_the_form_of_the_language(figure: Any, english: Any) -> None:
    for sentence, original in zip(told(figure), told(english), strict=True):
        decimals = len(re.findall(r"\d\.\d", original))
        assert len(re.findall(r"\d\.\d", sentence)) == (0 if figure.language.code in COMMA else decimals)
        assert len(re.findall(r"\d,\d", sentence)) == (decimals if figure.language.code in COMMA else 0)
        assert sentence.count("\N{MINUS SIGN}") == original.count("\N{MINUS SIGN}")


def test_isolates_are_paired_and_only_used_in_arabic(figure: Any) -> None:
    for sentence in told(figure):
        assert sentence.count("\u2068") == sentence.count("\u2069")
        assert ("\u2068" in sentence) <= (figure.language.code == "ar")


def test_facts_do_not_depend_on_the_language(figure: Any, english: Any) -> None:
    assert plain_facts(figure.final_facts) == plain_facts(english.final_facts)


def test_the_english_title_is_that_of_the_catalogue(name: str, english: Any) -> None:
    assert english.title() == title(name)


@pytest.mark.parametrize(("code", "side"), [("en", "left"), ("ar", "right")], indirect=["code"])
@pytest.mark.parametrize("name", ["tangent", "hiker"], indirect=True)
def test_the_headline_is_where_reading_begins(figure: Any, side: str) -> None:
    box = figure.layout.placed["slope"].box
    assert (box.right > 880) == (side == "right")
    assert (box.left < -880) == (side == "left")


def test_custom_words_and_labels_appear_on_the_picture() -> None:
    language = language_of("de", {"rise": "Zuwachs", "x": "Gewicht"})
    with configured(SMALL):
        kind = load("header")
        parts = kind(kind.Params(label="Meine Steigung"), language=language).still()
        plain = kind(language=Language("de")).still()
    for name in ("rise-name", "x-name", "callout"):
        assert len(parts[name].get_all_points()) != len(plain[name].get_all_points()), name
    assert len(parts["y-name"].get_all_points()) == len(plain["y-name"].get_all_points())
