"""A vertical tangent: drawn upright through its point, told as a line without a slope."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from hillside.check import check_figure
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language
from hillside.studio.catalogue import load
from mathcore import Expr, parse
from scenes.tangent.cases.vertical import is_vertical

pytestmark = pytest.mark.usefixtures("small")

CASES = [
    ("x^(1/3)", 0.0),
    ("sqrt(|x|)", 0.0),
    ("cbrt(x - 2) + 1", 2.0),
    ("-(x-1)^(1/5)", 1.0),
    ("x^(2/3)", 0.0),
]


def of(text: str, at: float, language: str = "en", **params: Any) -> Any:
    kind = load("tangent")
    return kind(kind.Params(function=parse(text), at=at, **params), language=Language(language))


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_tangent_is_painted_upright_through_the_point(text: str, at: float) -> None:
    figure = of(text, at)
    still = figure.still()
    plane = figure.plane
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in still["tangent"].shapes()])
    touch = plane.to_sheet(np.array([[at, float(figure.params.function(at))]]))[0]
    assert points[:, 0] == pytest.approx(touch[0], abs=0.01)
    assert points[:, 1].min() < touch[1] < points[:, 1].max()
    assert np.ptp(points[:, 1]) >= 0.6 * plane.box.height
    assert not {"run", "rise", "triangle", "slope"} & still.keys()


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_slope_grows_without_bound_towards_the_point(text: str, at: float) -> None:
    assert is_vertical(parse(text), at)
    slopes = [abs(secant_slope(parse(text), at, 10.0**-power)) for power in (2, 4, 6, 8)]
    assert all(after > 2 * before for before, after in pairwise(slopes))


def secant_slope(f: Expr, at: float, run: float) -> float:
    return (float(f(at + run)) - float(f(at))) / run


@pytest.mark.parametrize(("text", "at"), [("tanh(1000x)", 0.0), ("x^3", 0.0), ("|x|", 0.0), ("x|x|", 0.0)])
def test_a_steep_line_is_not_a_vertical_one(text: str, at: float) -> None:
    assert not is_vertical(parse(text), at)


@pytest.mark.parametrize("code", ["en", "de", "ar", "ja"])
def test_the_check_agrees_with_picture_and_words(code: str) -> None:
    for text, at in CASES:
        figure = of(text, at, code, label="upright" if at else None)
        assert [str(finding) for finding in check_figure(figure)] == []


def test_the_words_say_that_there_is_no_derivative() -> None:
    figure = of("x^(1/3)", 0.0)
    assert figure.alt(figure.final_facts).endswith("It has no derivative there.")
    assert texts_of(figure.still()["no-slope"]) == ["No derivative at x = 0: the tangent is vertical"]
    assert figure.film.beats[-1].say == "A vertical line has no slope: there is no derivative at x = 0."


def test_the_check_hears_a_slope_told_as_vertical(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.tangent.scene.is_vertical", lambda f, at: True)
    figure = of("tanh(30x)", 0.0)
    found = [str(finding) for finding in check_figure(figure)]
    assert any("is said where the curve has a slope" in each for each in found)
