"""The tangent figure at a corner: a tangent from each side and no derivative, drawn, told and filmed."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from hillside.check import Kind, check_figure
from hillside.stage.errors import ParamError
from hillside.stage.labels import to_items
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text, plain_facts
from mathcore import Expr, one_sided, parse
from scenes.shared.slopes.tangency import has_corner

CORNERS = {
    "|x|": ("|x|", "0", -1.0, 1.0),
    "a parabola folded up": ("|x^2 - 1|", "1", -2.0, 2.0),
    "relu": ("relu(x)", "0", 0.0, 1.0),
    "steep and tiny": ("1.6*relu(x/0.00048 - 0.39) - 1.5*(x/0.00048)", "0.0001872", -3125.0, 208.333333),
    "little of a corner": ("max(x^2, x)", "1", 1.0, 2.0),
}


@contextmanager
def drawn(size: tuple[int, int] = (480, 270), **params: str) -> Generator[Any]:
    with configured({"pixel_width": size[0], "pixel_height": size[1], "format": "none"}):
        kind = load("tangent")
        yield kind(from_text(kind.Params, params))


@pytest.mark.parametrize("name", CORNERS)
def test_a_corner_is_drawn_with_the_tangent_from_each_side(name: str) -> None:
    function, at, left, right = CORNERS[name]
    with drawn((1920, 1080), function=function, at=at) as figure:
        facts = figure.final_facts
        assert (facts.left, facts.right) == pytest.approx((left, right))
        assert facts.before.slope == pytest.approx(left, rel=1e-6)
        assert facts.after.slope == pytest.approx(right, rel=1e-6)
        assert "callout" not in figure.still()
        assert "rise" not in figure.still()
        assert not [found for found in check_figure(figure) if found.is_fault]


def test_the_words_say_that_there_is_no_derivative_and_state_both_slopes() -> None:
    with drawn(function="2|x| + x", at="0") as figure:
        told = figure.alt(figure.final_facts)
        assert "no derivative" in told
        assert "slope −1 from the left" in told
        assert "slope 3 from the right" in told
        assert "no derivative at x = 0" in figure.film.beats[-1].say
        assert np.isfinite([plain_facts(figure.final_facts)[name] for name in ("left", "right")]).all()


def test_the_film_of_a_corner_ends_on_its_still_and_shows_every_part() -> None:
    with drawn(function="|x|", at="0") as figure:
        last = figure.film.at(figure.film.seconds)
        left_out = {item.name for item in to_items(figure.parts(figure.final_facts))} - set(
            figure.layout.placed
        )
        assert set(figure.picture(last)) == set(figure.parts(figure.final_facts)) - left_out
        assert np.array_equal(figure.paint(figure.picture(last)), figure.paint(figure.still()))


def test_custom_words_point_at_a_tangent_of_a_corner_too() -> None:
    with drawn(function="|x|", at="0", label="No slope here") as figure:
        assert figure.parts(figure.final_facts)["callout"].to == "after"
        assert "callout" in figure.film.beats[-1].show


def turned(f: Expr, x: float) -> tuple[float, float]:
    left, right = one_sided(f, x)
    return left, 1.02 * right


def test_a_misdrawn_one_sided_tangent_is_detected_on_the_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hillside.check.drawn_tangents.one_sided", turned)
    with drawn((1920, 1080), function="|x|", at="0") as figure:
        found = {(each.kind, each.part) for each in check_figure(figure) if each.is_fault}
    assert found == {(Kind.SLOPE, "after")}


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        ("floor(x)", "jumps"),
        ("1/x", "pole"),
        ("x if x < 0 else sqrt(x)", "corner"),
    ],
)
def test_a_corner_with_a_side_without_a_slope_is_refused_in_a_sentence(function: str, reason: str) -> None:
    assert not has_corner(parse(function), 0.0)
    with pytest.raises(ParamError, match=reason), drawn(function=function, at="0"):
        pass
