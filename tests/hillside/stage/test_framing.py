from dataclasses import replace
from math import degrees, pi

import numpy as np
import pytest

from hillside.stage import framing
from hillside.stage.framing import view_of
from mathcore import Interval, derivative, parse
from tests.cases.framed import CASES, framed


@pytest.mark.parametrize(("text", "at"), CASES)
@pytest.mark.parametrize("aspect", [0.6, 1.0, 1.8])
def test_the_point_is_far_from_the_edges_of_the_view(text: str, at: float, aspect: float) -> None:
    view = framed(text, at, aspect)
    height = float(parse(text)(at))
    assert 0.08 < (at - view.x.low) / view.x.width < 0.92
    assert 0.05 < (height - view.y.low) / view.y.width < 0.95
    assert view.aspect == aspect


NEARLY_FLAT = ("5", "1e-9 + x^3")
"""Where the curve of usual size is flat, a window in which a slope of 3e-8 is visible shows nothing else."""


@pytest.mark.parametrize(("text", "at"), [case for case in CASES if case[0] not in NEARLY_FLAT])
def test_the_slope_has_a_visible_angle(text: str, at: float) -> None:
    view = framed(text, at)
    slope = float(derivative(parse(text), at))
    assert 3 < degrees(np.arctan(abs(slope) * view.stretch)) < 80


@pytest.mark.parametrize(
    ("text", "at"), [("ln x", 100.0), ("x^2", 1000.0), ("1/x", 20.0), ("(x/130000)^2", 2.55e5)]
)
def test_far_from_0_a_window_reaches_back_to_it(text: str, at: float) -> None:
    view = framed(text, at)
    assert view.x.low == 0.0
    assert at < view.x.high <= 3 * at


def test_a_given_window_is_kept() -> None:
    assert framed("x^2", 1.0, window=Interval(-7, 2)).x == Interval(-7, 2)


def test_scales_are_equal_where_possible() -> None:
    assert framed("x^2/4", 1.5, 1.2).stretch == pytest.approx(1.0)


def test_a_constant_is_framed_around_its_value() -> None:
    view = framed("5", 0.0)
    assert view.y.low < 5 < view.y.high


@pytest.mark.parametrize(
    ("weight", "text", "at"),
    [
        ("unusual_size", "sin(5x)", 1.0),
        ("far", "x^2", 5.0),
        ("from_zero", "x^2", 2.0),
        ("off_zero", "x^3", 2.0),
        ("missing", "sqrt(x)", 1.0),
        ("cut_off", "x^2", 0.5),
        ("wriggle", "sin(1/x)", 0.3),
        ("unequal", "x^3/3 - x", 0.5),
        ("flat", "1/(x-1)", 2.0),
        ("steep", "ln(x)", 0.1),
        ("hidden", "1000x^3", 0.1),
        ("straight", "x^3", 10.0),
        ("parting", "abs(x-1)", 1.2),
        ("kink", "x^3", 1.0),
        ("edge", "3x", 5.0),
    ],
)
def test_each_weight_changes_the_example_named_with_it(
    weight: str, text: str, at: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed = framed(text, at)
    monkeypatch.setattr(framing, "COSTS", replace(framing.COSTS, **{weight: 0.0}))
    assert framed(text, at) != weighed


def test_the_weight_of_corners_changes_the_example_named_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    f = parse("x^3 + abs(x-1)")
    weighed = view_of(f, 1.0, (2.0, 4.0), None, 1.8)
    monkeypatch.setattr(framing, "COSTS", replace(framing.COSTS, corner=0.0))
    assert view_of(f, 1.0, (2.0, 4.0), None, 1.8) != weighed


@pytest.mark.parametrize(("text", "level"), [("sin(x)", pi / 2), ("(x-2)^2", 2.0), ("cos(3x)", pi / 3)])
def test_a_point_typed_near_a_level_place_is_shown_in_the_window_of_that_place(
    text: str, level: float
) -> None:
    near = float(f"{level + 1e-5:.6g}")
    assert framed(text, near).x == pytest.approx(framed(text, level).x, abs=1e-3)
    assert framed(text, near).x.width > 0.1
