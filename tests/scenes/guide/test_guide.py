"""The rule for a parameter, read back from the drawing."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.studio.renderer import configured
from mathcore import parse
from scenes.guide.scene import Guide, Params
from tests.cases.required_labels import missing_labels

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
FUNCTIONS = [
    "(x - 1)^2/2 + 1/2",
    "x^4/4 - x^2 + x/5",
    "sin(x)",
    "1e6 x^2",
    "|x|",
    "exp(-x)",
    "ln(1 + exp(-x))",
]
DOES = {"climbing": "decrease", "falling": "increase"}


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with configured(SMALL):
        yield


def drawn(text: str, **params: Any) -> Guide:
    return Guide(Params(function=parse(text), **params))


def arrow_of(figure: Guide, name: str) -> float:
    """How far the painted arrow goes, in data coordinates: its head's tip less the tail of its shaft."""
    still = figure.still()
    shaft, head = still[f"{name}-arrow"].shapes()
    plane = still[f"{name}-touch"].plane
    ends = np.array([shaft.points[0][:2], head.points[0][:2]])
    assert ends[0, 1] == pytest.approx(ends[1, 1])
    along = plane.to_data(ends)[:, 0]
    return float(along[1] - along[0])


@pytest.mark.parametrize("text", FUNCTIONS)
def test_each_arrow_points_against_the_sign_of_the_slope_to_a_lower_error(text: str) -> None:
    figure, f = drawn(text), parse(text)
    for name, place in figure.final_facts.chart.shown.items():
        h = 1e-6 * figure.view.view.x.width
        slope = float(f(place.touch.x + h) - f(place.touch.x - h)) / (2 * h)
        if name == "flat":
            assert "flat-arrow" not in figure.still()
            continue
        move = arrow_of(figure, name)
        assert np.sign(move) == -np.sign(slope)
        assert f(place.touch.x + 1e-3 * move) < f(place.touch.x)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_arrow_starts_at_the_value_of_the_parameter_under_the_point(text: str) -> None:
    figure = drawn(text)
    still = figure.still()
    for name in figure.final_facts.chart.shown:
        plane = still[f"{name}-touch"].plane
        dot = plane.read(still[f"{name}-touch"], like=getattr(figure.final_facts.chart, name).touch)
        value = still[f"{name}-tick"].get_center()[:2]
        assert plane.to_data(value[None])[0, 0] == pytest.approx(dot.x, rel=1e-6, abs=1e-6)


def test_the_words_agree_with_the_arrow() -> None:
    parts = drawn("x^2").parts(drawn("x^2").final_facts)
    for name, words in DOES.items():
        rule: Any = parts[f"{name}-rule"]
        assert words in rule.lettering.settings[0].replace("\\n", " ")


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("x^2", "flat: perhaps the minimum"),
        ("relu(x)", "flat: perhaps the minimum"),
        ("exp(-x^2)", "flat, but no minimum"),
        ("x^3", "flat, but no minimum"),
        ("|x|", "nowhere in this window"),
    ],
)
def test_a_flat_point_is_called_a_minimum_only_where_it_may_be_one(text: str, flat: str) -> None:
    figure = drawn(text)
    rule: Any = figure.parts(figure.final_facts)["flat-rule"]
    assert flat.split()[-1] in rule.lettering.settings[0]
    assert ("no minimum" in figure.alt(figure.final_facts)) is ("no minimum" in flat)


@pytest.mark.parametrize("text", ["x^4 - x^2", "x^4 - 3x^3 + 2", "cos(x)", "sin(5x)", "x^3 - 3x^2 + 1"])
def test_the_flat_point_is_a_minimum_if_there_is_one(text: str) -> None:
    figure, f = drawn(text), parse(text)
    assert figure.final_facts.chart.flat is not None
    x, aside = figure.final_facts.chart.flat.touch.x, 0.02 * figure.view.view.x.width
    assert f(x - aside) > f(x) < f(x + aside)
    assert "perhaps the minimum" in figure.alt(figure.final_facts)


def test_a_minimum_in_the_middle_is_preferred_to_one_at_the_edge() -> None:
    with configured({**SMALL, "pixel_width": 270, "pixel_height": 270}):
        figure = drawn("sin(5x)")
        assert figure.final_facts.chart.flat is not None
        over = figure.view.view.x
        assert abs(figure.final_facts.chart.flat.touch.x - over.center) < 0.38 * over.width


def test_a_given_maximum_is_shown() -> None:
    figure = drawn("x^4 - x^2", flat=0.0)
    assert figure.final_facts.chart.flat is not None
    assert figure.final_facts.chart.flat.touch.x == 0
    assert "no minimum" in figure.alt(figure.final_facts)


def test_what_the_curve_never_does_is_said_once() -> None:
    told = [beat.say for beat in drawn("exp(x)").film.beats]
    assert sum("falls nowhere" in say for say in told) == 1
    assert sum("nowhere flat" in say for say in told) == 1


def test_a_panel_without_a_point_of_its_sign_says_so_and_shows_the_curve() -> None:
    figure = drawn("exp(x)")
    still = figure.still()
    assert figure.final_facts.chart.missing == ("falling", "flat")
    assert {"falling-curve", "falling-rule"} <= set(still)
    assert not {"falling-touch", "falling-arrow", "flat-touch"} & set(still)
    assert "falls nowhere" in figure.alt(figure.final_facts)


@pytest.mark.parametrize("size", [(480, 270), (360, 270), (270, 270), (270, 480)])
@pytest.mark.parametrize("text", ["2", "tan(x)", "tanh(2000x)", "1/x", "sin(9x)"])
def test_every_label_is_placed_in_extreme_cases_and_every_shape(text: str, size: tuple[int, int]) -> None:
    with configured({"pixel_width": size[0], "pixel_height": size[1]}):
        figure = drawn(text)
        assert not missing_labels(figure)


def test_a_point_of_another_sign_is_refused() -> None:
    with pytest.raises(ParamError, match="falling: the slope of x\\^2 at x = 1 is 2, so it is not falling"):
        drawn("x^2", falling=1.0)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("relu(x)", True),
        ("-relu(x)", False),
        ("max(|x|, 1)", True),
        ("min(0, 1 - |x|)", False),
        ("1e6 + relu(x)", True),
    ],
)
def test_a_plateau_may_be_the_minimum_only_if_no_side_descends_from_it(text: str, least: bool) -> None:
    figure = drawn(text)
    assert figure.final_facts.chart.flat is not None
    assert ("perhaps the minimum" in figure.alt(figure.final_facts)) is least
