"""The window in which hills and valleys are seen, and the heights that go with it."""

from dataclasses import replace

import numpy as np
import pytest

from mathcore import Interval, parse
from scenes.derivative.overview import COSTS, heights_of, overview
from tests.scenes.shared.slopes.commands import command

PICTURES = {
    "unusual": {"function": "exp(x)"},
    "rightward": {"function": "1/(x^2 - 1)"},
    "aside": {"function": "ln x", "at": "1"},
    "missing": {"function": "sqrt(x)", "at": "1"},
    "hidden": {"function": "asin(100x)", "at": "0.005"},
    "calm": {"function": "cos(x)"},
    "busy": {"function": "sin(5x)"},
    "broken": {"function": "x^3 + 1/x", "at": "1"},
    "wriggle": {"function": "floor(x)"},
}


@pytest.mark.parametrize("weight", PICTURES)
def test_without_a_weight_the_example_in_its_table_has_another_window(
    weight: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = PICTURES[weight]
    assert command("derivative", params) in " ".join(str(type(COSTS).__doc__).split())
    f, at = parse(params["function"]), float(params.get("at", "0.5"))
    usual = overview(f, at)
    monkeypatch.setattr("scenes.derivative.overview.COSTS", replace(COSTS, **{weight: 0.0}))
    assert overview.__wrapped__(f, at) != usual


@pytest.mark.parametrize(
    ("text", "at", "over"),
    [
        ("x^4/4 - x^2 + x/5", 0.5, Interval(-2.0, 2.0)),
        ("1.7 - 0.21x - 0.78x^2 + 1.4x^3", 1.91, Interval(-3.0, 3.0)),
        ("(x - 1)(x - 2)(x - 3)", 1.5, Interval(0.0, 4.0)),
    ],
)
def test_no_window_is_wide_because_turns_that_are_invisible_there_do_not_count(
    text: str, at: float, over: Interval
) -> None:
    assert overview(parse(text), at) == over


@pytest.mark.parametrize(
    ("text", "at"), [("sin(x)", 20.0), ("(x - 100)^2", 99.0), ("1e-3 x^2", 0.0), ("ln x", 5.0)]
)
def test_the_point_is_in_the_window_and_not_at_its_end(text: str, at: float) -> None:
    over = overview(parse(text), at)
    assert over.low + 0.05 * over.width < at < over.high - 0.05 * over.width


def test_the_range_of_heights_excludes_a_pole_and_includes_the_required_heights() -> None:
    y = np.concatenate([np.linspace(-1.0, 1.0, 200), [1e6]])
    assert heights_of(y).high < 2.0
    assert 5.0 in heights_of(y, 5.0)


def test_a_constant_has_room_above_and_below() -> None:
    assert heights_of(np.full(9, 8.0)) == Interval(6.0, 10.0)
