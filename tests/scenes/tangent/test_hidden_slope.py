"""The question: with the slope hidden, nothing in the picture, its words or its film tells it."""

from typing import Any

import pytest

from hillside.check import check_figure
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language
from hillside.studio.catalogue import load
from mathcore import parse

pytestmark = pytest.mark.usefixtures("small")


def asked(text: str = "x^3/3 - x", at: float = 1.5, language: str = "en", **params: Any) -> Any:
    kind = load("tangent")
    return kind(kind.Params(function=parse(text), at=at, hide="slope", **params), language=Language(language))


@pytest.mark.parametrize("code", ["en", "ar", "ja"])
def test_neither_picture_nor_words_tell_the_slope(code: str) -> None:
    figure = asked(language=code)
    seen = [text for part in figure.still().values() for text in texts_of(part)]
    said = [figure.alt(figure.final_facts), *(beat.say for beat in figure.film.beats)]
    slope, word = figure.language.numeral(1.25), figure.language.say("increasing")
    for text in (*seen, *said):
        assert slope not in text
        assert word not in text
    assert "f'(1.5) = ?" in seen


def test_what_is_left_suffices_to_find_the_slope() -> None:
    figure = asked()
    assert {"curve", "tangent", "touch", "at-name"} <= figure.still().keys()
    assert not {"run", "rise", "triangle", "slope", "running-slope"} & figure.still().keys()
    alt = figure.alt(figure.final_facts)
    assert "through (1.5 | \N{MINUS SIGN}0.375) and (2.5 | 0.875)" in alt
    assert (0.875 - -0.375) / (2.5 - 1.5) == 1.25


def test_at_a_corner_no_line_tells_that_there_is_no_derivative() -> None:
    figure = asked("|x|", 0.0)
    assert not {"before", "after", "no-slope", "tangent"} & figure.still().keys()
    assert "corner" not in figure.alt(figure.final_facts)


@pytest.mark.parametrize(("text", "at"), [("x^3/3 - x", 1.5), ("|x|", 0.0), ("1000*x^2", 0.3)])
def test_the_check_finds_nothing_wrong_with_a_question(text: str, at: float) -> None:
    figure = asked(text, at)
    assert [str(finding) for finding in check_figure(figure)] == []
    assert figure.film.beats[-1].say.endswith("?")
