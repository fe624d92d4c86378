"""Ask, then show: nothing that a figure shows, says or writes down tells the answer that it asks for."""

import json
from typing import Any

import pytest

from hillside.check import check_figure
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language
from hillside.studio.catalogue import load
from hillside.studio.serialization import plain_facts
from mathcore import parse

pytestmark = pytest.mark.usefixtures("small")

ASKED = {
    "secant": ("limit", {}, "What do the slopes go to as the run goes to 0?"),
    "direction": ("signs", {}, "Where is the slope positive, where negative, where 0?"),
    "derivative": ("derivative", {}, "What does the curve of its slopes look like?"),
    "steepness": ("numbers", {}, "Which place is steeper, and how steep is each?"),
    "hiker": ("step", {}, "Where does the next step lead?"),
    "guide": ("step", {}, "What is the new w?"),
    "header": ("slope", {}, "How steep is it at x = 1.5?"),
}
"""What each figure leaves out, further parameters, and the question."""
ANSWERS = {
    "secant": ({"tangent", "closing"}, ("tangent", "slope")),
    "direction": ({"sign-1", "bands", "climbing-slope"}, ("climbing", "falling", "flat")),
    "derivative": ({"traces-1", "value", "trend-1", "flats-1"}, ("slope", "traces", "zeros")),
    "steepness": ({"gentle-needle", "steep-reading", "steep-head", "formula"}, ("gentle", "steep", "angles")),
    "hiker": ({"ghost", "step-size", "verdict"}, ("following", "end")),
    "guide": ({"climbing-arrow"}, ("climbing_step",)),
    "header": ({"run", "rise"}, ("slope",)),
}
"""The parts and the facts that would tell it; the whole figure has them."""


def figure_of(name: str, language: str = "en", **params: Any) -> Any:
    kind = load(name)
    return kind(kind.Params(**params), language=Language(language))


def asked(name: str, language: str = "en", **params: Any) -> Any:
    what, more, _ = ASKED[name]
    return figure_of(name, language, hide=what, **more, **params)


@pytest.mark.parametrize("name", ASKED)
def test_the_answer_is_in_neither_picture_nor_film_nor_facts_and_the_question_is_asked(name: str) -> None:
    figure, whole = asked(name), figure_of(name)
    parts, facts = ANSWERS[name]
    seen = {part for beat in figure.film.beats for part in beat.appearing}
    assert not parts & (figure.still().keys() | seen)
    told = plain_facts(figure.final_facts, without=figure.withheld)
    assert not set(facts) & told.keys()
    assert set(facts) <= plain_facts(whole.final_facts).keys()
    json.dumps(told)
    question = ASKED[name][2]
    assert question in [beat.say for beat in figure.film.beats]
    assert parts & whole.still().keys() == parts
    assert question in figure.alt(figure.final_facts)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("code", ["en", "ar", "ja"])
def test_the_check_finds_nothing_wrong_with_a_question(name: str, code: str) -> None:
    assert [str(finding) for finding in check_figure(asked(name, code)) if finding.is_fault] == []


def test_a_limit_is_asked_for_in_the_formula_and_in_the_table() -> None:
    figure = asked("secant", function=parse("x^2"), at=1.0)
    seen = [text for part in figure.still().values() for text in texts_of(part)]
    table, formula = (text for text in seen if text.endswith("?"))
    assert table == "→ ?"
    assert formula.endswith("/ h = ?")


def test_a_step_is_asked_for_with_all_numbers_that_give_it() -> None:
    figure = asked("hiker", function=parse("x^2"), start=2.0, rate=0.25)
    (question,) = texts_of(figure.still()["question"])
    assert "".join(question.split()) == "2\N{MINUS SIGN}0.25\N{MIDDLE DOT}4=?"
    panels = asked("guide").still()
    (sum_,) = texts_of(panels["climbing-rule"])
    assert "".join(sum_.split()) == "1.6\N{MINUS SIGN}0.25\N{MULTIPLICATION SIGN}3.2=?"


def test_a_hiker_who_has_walked_some_steps_is_asked_for_the_next() -> None:
    figure = asked("hiker", step=2.0)
    assert figure.final_facts.count == figure.final_facts.reached == 2
    assert [str(finding) for finding in check_figure(figure) if finding.is_fault] == []
