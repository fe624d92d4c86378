"""Cases that once failed, by name, and a fixed small sample of the legibility benchmark."""

import warnings
from collections.abc import Mapping

import pytest

from hillside.check import Kind
from hillside.files.formats import SHAPES
from hillside.stage.lettering.language import LANGUAGES
from hillside.stage.look.theme import THEMES
from hillside.studio.catalogue import load, names
from hillside.studio.serialization import from_text
from tests.cases.figure_cases import Case, cases
from tests.cases.outcomes import Outcome, run, table


def outcome(figure: str, shape: str = "16:9", language: str = "en", **params: str) -> Outcome:
    case = Case(
        number=0, figure=figure, params=params, shape=shape, theme="light", language=language, family="named"
    )
    return run(case, moments=0)


def faults(found: Outcome) -> set[tuple[Kind, str]]:
    assert not found.crashed, found.crashed
    assert not found.refused, found.refused
    return {(each.kind, each.part) for each in found.findings if each.is_fault}


HIKES: Mapping[str, dict[str, str]] = {
    "a descent that would jump over a pole": {
        "function": "-1.2*tan((x/0.026)/2)",
        "start": "0.04",
        "rate": "0.000386",
    },
    "a descent that runs off where the ground goes on beyond the picture": {
        "function": "0.63*exp(-x^2)",
        "start": "-1.02",
        "rate": "0.598",
    },
    "ground with a pole far away": {
        "function": "0.0000011*((-1.9*x - 0.62)/x^2)",
        "start": "0.0493",
        "rate": "7.12e4",
    },
    "a narrow valley": {"function": "0.0019*(3 + 2.7e-9*sin(x/0.15))", "start": "-0.229", "rate": "5.46"},
    "level ground": {"function": "28", "start": "0", "rate": "1"},
    "ground beside a pole that is as steep as a wall": {
        "function": "2*((-0.85*x + 2.7)/(x - 2))",
        "start": "1.72",
        "rate": "0.198",
    },
}


@pytest.mark.parametrize("name", HIKES)
def test_the_hiker_stands_where_it_formerly_did_not(name: str) -> None:
    assert faults(outcome("hiker", **HIKES[name])) == set()


def test_a_ledge_at_a_cliff_of_no_width_is_refused_as_too_narrow_to_stand_on() -> None:
    found = outcome("hiker", function="tanh(324*(x/1.4e-5))", start="-1.26e-5", rate="1.03e-11")
    assert "too steep or too narrow to stand on" in (found.refused or "")
    assert not found.crashed


@pytest.mark.parametrize("function", ["2*x + 1", "339*x", "3 - x/1000", "14"])
def test_a_straight_line_has_its_callout_too(function: str) -> None:
    missing = {(Kind.LEFT_OUT, "callout"), (Kind.CALLOUT, "callout"), (Kind.CROSSING, "callout")}
    assert not missing & faults(outcome("tangent", function=function, at="0.6"))


@pytest.mark.parametrize(("function", "at"), [("exp(-x^2)*cos(8.63*x)", "-1.61"), ("x*exp(-x)", "0.4")])
def test_a_rise_at_the_edge_of_a_square_picture_keeps_its_name(function: str, at: str) -> None:
    assert (Kind.LEFT_OUT, "rise-name") not in faults(outcome("tangent", "1:1", function=function, at=at))


CRAMPED: Mapping[str, tuple[str, str, str, str]] = {
    "long names by the edge of a square": ("1:1", "pt", "6.3e-06*x^2", "1.67"),
    "a curve that crosses the rise": (
        "1:1",
        "en",
        "1.1e-05*((-2.8) + 2.5*(x/0.77) + 2.9*(x/0.77)^2 - 0.23*(x/0.77)^3 - 0.64*(x/0.77)^4)",
        "-1.34",
    ),
    "a long name by a falling curve": ("4:3", "fr", "8.8e-06*((-2.3)*sin((x/1e-06))^2)", "7.91e-07"),
    "a number too wide for the room beside it": ("4:3", "fr", "9.5*(2.8e-09*(x/130000)^2)", "2.55e+05"),
    "a triangle up to the end of its tangent": (
        "1:1",
        "en",
        "(-1.4) + 2.3*(x/0.1) - 0.96*(x/0.1)^2 - 0.62*(x/0.1)^3 + 0.65*(x/0.1)^4",
        "-0.126",
    ),
    "a callout of four lines": ("1:1", "es", "1.5e-08*x^2", "0.141"),
    "a headline of long words": ("9:16", "fr", "7.5e-05*((-1.4)*x + (-2.5))/x", "1.26"),
    "a headline of long words over a square": ("1:1", "pt", "x^2/4 + sin(9.48*x)/5", "-0.143"),
}


@pytest.mark.parametrize("name", CRAMPED)
def test_every_label_is_placed_where_it_formerly_was_not(name: str) -> None:
    shape, language, function, at = CRAMPED[name]
    assert faults(outcome("tangent", shape, language, function=function, at=at)) == set()


def test_long_names_of_legs_are_placed_in_the_header_too() -> None:
    params = {"function": "0.00021*(x*exp(-x))", "at": "-1.33", "hill": "(-2.6*x - 0.26)/x", "start": "-1.06"}
    assert (Kind.LEFT_OUT, "rise-name") not in faults(outcome("header", "9:16", "es", **params))


@pytest.mark.parametrize(
    ("shape", "language", "function", "values"),
    [
        ("1:1", "fr", "x^2 if x < 1 else 3x", "x = 0.000124"),
        ("9:16", "en", "tanh(a*tanh(b*x))", "a = 0.00028"),
    ],
)
def test_a_long_number_has_room_beside_its_box_in_an_upward_graph(
    shape: str, language: str, function: str, values: str
) -> None:
    assert faults(outcome("backprop", shape, language, function=function, values=values)) == set()


@pytest.mark.parametrize(
    ("language", "function", "at"),
    [("es", "1.3*atan(1.2*(x/1900))", "-38.4"), ("de", "2200*sin(9.09*(x/39))", "58.2")],
)
def test_the_axis_of_slopes_keeps_its_name_beside_guides(language: str, function: str, at: str) -> None:
    assert faults(outcome("derivative", "1:1", language, function=function, at=at)) == set()


def test_the_triangle_of_a_secant_is_on_the_side_with_room_for_the_names_of_its_legs() -> None:
    function = "0.98*relu(x/0.053 + 0.37) - 2.9*relu(x/0.053 + 1) - 2.5*(x/0.053)"
    assert faults(outcome("secant", "16:9", "ja", function=function, at="-0.0381")) == set()


def test_the_name_of_the_step_axis_is_below_the_chart_and_not_on_its_lines() -> None:
    race = {"function": "(1 - x)^2 + 10*(y - x^2)^2", "start": "-0.0791", "start_y": "0.923", "rate": "0.42"}
    assert faults(outcome("optimizers", "4:3", "fr", **race)) == set()


def test_a_callout_ends_on_a_dash_and_not_in_a_gap() -> None:
    found = faults(outcome("tangent", "4:3", function="0.0074*(sin(0.48*x) + 0.75*cos(x))", at="1.99"))
    assert (Kind.CALLOUT, "callout") not in found


def test_an_infinite_height_next_to_a_pole_gives_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not outcome(
            "tangent", function="3.1*((-1.2*(x/0.27) - 2.7)/(x/0.27 - 0.6))", at="-0.2"
        ).crashed


@pytest.mark.parametrize("figure", ["tangent", "header", "hiker"])
def test_a_fixed_sample_of_the_benchmark_has_no_fault(figure: str) -> None:
    wrong = {str(case): faults(run(case)) for case in cases(figure, 5, seed=11)}
    assert not any(wrong.values()), wrong


def test_the_cases_come_in_every_language_frame_and_theme() -> None:
    drawn = list(cases("tangent", 120, seed=0))
    assert {case.language for case in drawn} == set(LANGUAGES)
    assert {case.shape for case in drawn} == set(SHAPES)
    assert {case.theme for case in drawn} == set(THEMES)


@pytest.mark.parametrize("figure", names())
def test_every_figure_has_cases_with_valid_parameters(figure: str) -> None:
    for case in cases(figure, 3, seed=0):
        assert from_text(load(figure).Params, dict(case.params))


def test_the_cases_of_a_seed_are_reproducible() -> None:
    assert list(cases("header", 9, seed=4)) == list(cases("header", 9, seed=4))
    assert list(cases("header", 9, seed=4)) != list(cases("header", 9, seed=5))


def test_a_case_that_cannot_be_drawn_counts_as_refused_and_not_as_a_crash() -> None:
    found = outcome("tangent", function="1/x", at="0")
    assert found.refused
    assert not found.crashed
    assert "refused                                                           1" in table([found])
