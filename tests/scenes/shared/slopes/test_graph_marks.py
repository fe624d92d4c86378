"""Asymptotes and dots at holes and jumps, held against what a textbook says of each function."""

from math import pi
from typing import Any

import numpy as np
import pytest

from hillside.studio.catalogue import load
from mathcore import Interval, Point, parse
from scenes.shared.slopes.graph_marks import CROWDED, GraphMarks, marks_of

pytestmark = pytest.mark.usefixtures("small")


def marks(text: str, low: float = -3.0, high: float = 3.0, heights: float = 4.0) -> GraphMarks:
    return marks_of(parse(text), Interval(low, high), Interval(-heights, heights))


def painted(text: str, at: float, **params: Any) -> Any:
    kind = load("tangent")
    return kind(kind.Params(function=parse(text), at=at, **params)).still()


@pytest.mark.parametrize(
    ("text", "open_at", "filled_at"),
    [
        ("(x^2-2x)/(x-2)", [(2, 2)], []),
        ("sin(x)/x", [(0, 1)], []),
        ("x<1 ? x^2 : x+2", [(1, 1)], [(1, 3)]),
        ("x<=1 ? x^2 : x+2", [(1, 3)], [(1, 1)]),
        ("sign(x)", [(0, -1), (0, 1)], [(0, 0)]),
        ("x ln x", [(0, 0)], []),
        ("abs(x)", [], []),
        ("sqrt(x)", [], []),
    ],
)
def test_open_dots_are_limits_and_filled_ones_values(
    text: str, open_at: list[tuple[float, float]], filled_at: list[tuple[float, float]]
) -> None:
    found = marks(text)
    assert found.open == tuple(Point(*map(float, each)) for each in open_at)
    assert found.filled == tuple(Point(*map(float, each)) for each in filled_at)


@pytest.mark.parametrize(
    ("text", "upright", "level"),
    [
        ("1/(x-1)", [1], [0]),
        ("tan(x)", [-pi / 2, pi / 2], []),
        ("(2x+1)/(x-1)", [1], [2]),
        ("10 tanh(x/40)", [], []),  # far from its limits
        ("tanh(x)", [], [-1, 1]),
        ("sigmoid(2x)", [], [0, 1]),
        ("e^x", [], [0]),
        ("relu(x)", [], []),  # it is 0 itself
        ("x^2", [], []),
        ("sin(x)", [], []),
    ],
)
def test_asymptotes_are_poles_and_limits_that_are_seen(
    text: str, upright: list[float], level: list[float]
) -> None:
    found = marks(text)
    assert found.upright == pytest.approx(tuple(map(float, upright)))
    assert [y for y, _ in found.level] == pytest.approx(level)


def test_a_hole_is_painted_as_a_ring_with_paper_in_it() -> None:
    picture = painted("(x^2-2x)/(x-2)", 1.0)
    plane = picture["ends"].plane
    ring, inside = picture["ends"].shapes()
    center = plane.to_sheet(np.array([[2.0, 2.0]]))[0]
    for shape, color in ((ring, plane.theme.curve), (inside, plane.theme.paper)):
        assert np.asarray(shape.points)[:, :2].mean(axis=0) == pytest.approx(center, abs=0.5)
        assert shape.get_fill_color().to_hex().lower() == color.lower()


def test_an_asymptote_is_painted_from_top_to_bottom_at_its_pole() -> None:
    picture = painted("1/(x-1)", 2.0)
    plane = picture["curve"].plane
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in picture["asymptotes"].shapes()])
    assert points[:, 0] == pytest.approx(plane.to_sheet(np.array([[1.0, 0.0]]))[0, 0], abs=0.5)
    assert points[:, 1].min() == pytest.approx(plane.box.bottom, abs=0.5)
    assert points[:, 1].max() == pytest.approx(plane.box.top, abs=0.5)


def test_an_axis_that_is_the_asymptote_is_not_drawn_twice() -> None:
    assert "asymptotes" not in painted("1/x", 1.0)


def test_marks_that_would_merge_are_left_out() -> None:
    window = Interval(-3.0, 3.0)
    assert len(marks("floor(x)").open) > 4
    assert "ends" in painted("floor(x)", 0.5, window=window)
    narrow = painted("floor(40x)", 0.01, window=window)
    assert "ends" not in narrow
    assert narrow["curve"].plane.scale[0] / 40 < CROWDED
