"""Formulas as they were understood: letters with values, decimal commas, and what is said about both."""

import pytest

from hillside.stage.errors import ParamError
from hillside.stage.look.theme import THEMES
from hillside.studio.draw import resolved
from hillside.studio.given_values import read_values
from hillside.studio.job import Job
from hillside.studio.readings import formulas, readings
from hillside.studio.requested_look import language_of
from hillside.studio.serialization import from_given


def _typed(figure: str, lang: str = "en", **params: str) -> Job:
    return Job.read(figure, params, ".svg", THEMES["light"], "16:9", "draft", language=language_of(lang))


def _job(figure: str = "tangent", lang: str = "en", **params: str) -> Job:
    return resolved(_typed(figure, lang, **params))


def test_letters_with_values_are_replaced_in_the_canonical_text():
    params = dict(_job(function="a x^2 + b", let="a=3, b=1/2").params)
    assert params["function"] == "3*x^2 + 1/2"
    assert "let" not in params


def test_a_letter_without_a_value_is_refused_with_the_option_that_gives_it_one():
    with pytest.raises(ParamError, match=r"--let a=2, or in a lecture file let = \{a = 2\}"):
        _job(function="a x^2")


@pytest.mark.parametrize(("given", "message"), [("a", "LETTER=VALUE"), ("a=1, a=2", "two values")])
def test_values_that_cannot_be_read_are_refused(given: str, message: str):
    with pytest.raises(ParamError, match=message):
        read_values(given)


def test_a_decimal_comma_is_read_in_languages_that_write_it():
    params = dict(_job(lang="de", function="0,5x^2", at="1,5", window="-2,5:2,5").params)
    assert (params["function"], params["at"], params["window"]) == ("0.5*x^2", "1.5", "-2.5:2.5")
    with pytest.raises(ParamError, match="decimals with a point"):
        _job(at="1,5")


@pytest.mark.parametrize("text", ["max(0,5)", "max(x,0,5)"])
def test_a_comma_that_may_separate_arguments_is_refused(text: str):
    with pytest.raises(ParamError, match="decimal sign"):
        _job(lang="de", function=text)
    assert dict(_job(lang="de", function="max(x; 0,5)").params)["function"] == "max(x, 0.5)"


@pytest.mark.parametrize("text", ["J(θ) = θ^2", "w^2", "f(t) = 3", "h = 5t^2", "x^2"])
def test_the_canonical_text_of_a_function_is_read_as_the_same_function(text: str):
    first = _job(function=text)
    assert resolved(first) == first
    kind = __import__("scenes.tangent.scene", fromlist=["Params"]).Params
    one, again = (
        from_given(kind, {"function": each}).function for each in (text, dict(first.params)["function"])
    )
    assert (one, one.called) == (again, again.called)


def test_formulas_are_given_as_text_and_as_latex():
    found = formulas(readings(_job("steepest", function="w^2 + b/2")))["function"]
    assert found == {
        "name": "f",
        "variables": ["w", "b"],
        "text": "w^2 + b/2",
        "latex": r"w^{2} + \frac{b}{2}",
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x**2 - 1", []),
        ("x^2 + 2x", []),
        ("x sinx", ["f(x) = x*sin(x)"]),
        ("h(t) = 5t^2", ["h(t) = 5*t^2"]),
        ("h(t) = 5*t^2", []),
        ("log(x)", ["f(x) = ln(x)"]),
        ("sin(30°) x", ["f(x) = sin(pi/6)*x"]),
    ],
)
def test_a_text_that_had_to_be_interpreted_is_known(typed: str, said: list[str]):
    found = readings(_typed("tangent", function=typed))
    assert [each.shown for each in found if each.is_interpreted] == said


def test_what_nobody_typed_was_not_interpreted():
    assert [each for each in readings(_typed("tangent")) if each.is_interpreted] == []
    resolved_job = _job(function="h(t) = 5t sint", at="log(3)")
    assert {"h(t) = 5t*sin(t)", "ln(3)"} <= {each.shown for each in readings(resolved_job)}
    assert [each for each in readings(resolved_job) if each.is_interpreted] == []
