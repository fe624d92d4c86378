"""The triangle of rise and run: round, inside the view, and with room for the names of its legs."""

from dataclasses import replace

import numpy as np
import pytest

from hillside.stage.plane import View
from hillside.stage.sheet import Sheet
from mathcore import Interval, Point, derivative, parse
from scenes.shared.slopes.tangency import tangent_span
from scenes.shared.slopes.triangle import COSTS, Paper, Triangle, choose_triangle, paper_of
from scenes.tangent.drawing import plot_box
from scenes.tangent.facts import slope_view
from tests.cases.framed import CASES, framed


@pytest.mark.parametrize(("text", "at"), CASES)
@pytest.mark.parametrize("aspect", [0.6, 1.8])
def test_the_triangle_is_in_the_view_and_its_run_is_a_round_number(
    text: str, at: float, aspect: float
) -> None:
    view, f = framed(text, at, aspect), parse(text)
    slope, touch = float(derivative(f, at)), Point(at, float(f(at)))
    run = choose_triangle(view, touch, slope).run
    assert float(f"{abs(run):.0e}") == pytest.approx(abs(run))
    assert f"{abs(run):.0e}"[0] in "125"
    assert view.x.low <= at + run <= view.x.high
    assert view.y.low <= touch.y + run * slope <= view.y.high


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_tangent_extends_to_both_sides_of_the_point_and_past_the_triangle(text: str, at: float) -> None:
    view, f = framed(text, at), parse(text)
    slope, touch = float(derivative(f, at)), Point(at, float(f(at)))
    run = choose_triangle(view, touch, slope).run
    span = tangent_span(view, touch, slope, run)
    assert span.low < at < span.high
    assert span.low <= at + run <= span.high
    for end in span:
        assert touch.y + slope * (end - at) in Interval(
            view.y.low - 0.01 * view.y.width, view.y.high + 0.01 * view.y.width
        )


@pytest.mark.parametrize("slope", [0.7, -0.7])
def test_a_triangle_with_room_goes_right_and_then_up_or_down(slope: float) -> None:
    view = View(Interval(-2, 2), Interval(-1, 1), 2.0)
    triangle = choose_triangle(view, Point(0.0, 0.0), slope, Paper(1000.0, 500.0, np.zeros((0, 2))))
    assert triangle.run > 0
    assert not triangle.up_first


def test_a_triangle_is_placed_where_no_curve_crosses_the_names_of_its_legs() -> None:
    f, at = parse("1 - x^2"), -0.5
    view = View(Interval(-1.2, 0.8), Interval(-0.5, 1.5), 1.0, 900.0)
    paper = paper_of(f, view, numbers=True)
    triangle = choose_triangle(view, Point(at, 0.75), 1.0, paper)
    corners = np.array(triangle.corners(at, 0.75, 1.0))
    on_paper = (corners - [view.x.low, view.y.low]) * 450
    assert paper.cramped(*on_paper) < 0.5


PICTURES = {
    "outside": ("x^4", -2.0, (9, 16)),
    "buried": ("x^2", -1.5, (9, 16)),
    "leftward": ("x^2", -1.0, (16, 9)),
    "up_first": ("x^3", 1.5, (16, 9)),
    "tiny": ("x^3", -1.0, (1, 1)),
    "usual": ("x^3", 1.5, (16, 9)),
    "crossed": ("x^2", -1.5, (16, 9)),
    "cramped": ("x^2", 1.5, (1, 1)),
}


def chosen(text: str, at: float, shape: tuple[int, int]) -> Triangle:
    f, box = parse(text), plot_box(Sheet.of_shape(*shape))
    view = slope_view(f, at, None, box.width / box.height, box.width)
    paper = paper_of(f, view, numbers=True)
    return choose_triangle(view, Point(at, float(f(at))), float(derivative(f, at)), paper)


@pytest.mark.parametrize("weight", PICTURES)
def test_without_a_weight_the_example_in_its_table_has_another_triangle(
    weight: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, at, shape = PICTURES[weight]
    named = f"`tangent --function {text} --at {at:g}" + (
        " --shape {}:{}`".format(*shape) if shape != (16, 9) else "`"
    )
    assert named in str(type(COSTS).__doc__)
    usual = chosen(text, at, shape)
    monkeypatch.setattr("scenes.shared.slopes.triangle.COSTS", replace(COSTS, **{weight: 0.0}))
    assert chosen(text, at, shape) != usual


@pytest.mark.parametrize("slope", [0.7, -0.7, 2.0])
def test_a_triangle_turns_to_the_left_where_there_is_no_room_on_the_right(slope: float) -> None:
    view, empty = View(Interval(-2, 2), Interval(-1, 1), 2.0), np.zeros((0, 2))
    crowded = choose_triangle(view, Point(1.9, 0.0), slope, Paper(1000.0, 500.0, empty))
    assert crowded.run < 0
    roomy = choose_triangle(view, Point(-1.9, 0.0), slope, Paper(1000.0, 500.0, empty))
    assert roomy.run > 0
