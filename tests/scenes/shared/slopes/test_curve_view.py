"""The window in which a curve is seen to climb, to fall and to lie flat, at any scale."""

from dataclasses import replace

import numpy as np
import pytest

from hillside.stage.sheet import Sheet
from hillside.studio.catalogue import load
from hillside.studio.serialization import from_text
from mathcore import Interval, parse
from scenes.shared.slopes.curve_view import COSTS, curve_view
from tests.scenes.shared.slopes.commands import command

FUNCTIONS = ("exp(30u)", "tanh(20u)", "exp(-(40u)^2)", "20u*exp(-20u)", "sin(9u)", "(3u)^3 - 3u")


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1.0, 1e3])
@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_curve_varies_over_the_window_and_is_finite_throughout(text: str, scale: float) -> None:
    f = parse(text.replace("u", f"(x/{scale})"))
    over = curve_view(f, [], None, 1.5).x
    y = np.asarray(f(np.linspace(over.low, over.high, 1001)), dtype=float)
    assert np.isfinite(y).all()
    moves = np.abs(np.diff(y)) > 0.02 * np.ptp(y) / 1000
    assert moves.mean() > 0.2


def test_a_given_window_is_kept() -> None:
    assert curve_view(parse("exp(30x)"), [], Interval(-3, 3), 1.5).x == Interval(-3, 3)


PICTURES = {
    "unusual": ("direction", {"function": "exp(x)"}),
    "half": ("direction", {"function": "exp(-x^2) + x/9"}),
    "half_left": ("guide", {"function": "cos(x)"}),
    "whole": ("guide", {"function": "tan(x)"}),
    "whole_left": ("direction", {"function": "sqrt(x)"}),
    "around": ("direction", {"function": "sin(x)", "climbing": "6"}),
    "missing": ("direction", {"function": "ln x"}),
    "turning": ("direction", {"function": "x^2 + sin(5x)"}),
    "one_sided": ("direction", {"function": "x exp(-x)"}),
    "small_turns": ("guide", {"function": "x^4 - 2x^2"}),
    "no_valley": ("guide", {"function": "cos(x)"}),
    "straight": ("direction", {"function": "x + exp(-x^2)/9"}),
    "level": ("direction", {"function": "exp(x)"}),
    "empty": ("direction", {"function": "floor(x/7)"}),
}


@pytest.mark.parametrize("weight", PICTURES)
def test_without_a_weight_the_example_in_its_table_has_another_window(
    weight: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure, params = PICTURES[weight]
    assert command(figure, params) in " ".join(str(type(COSTS).__doc__).split())
    kind = load(figure)
    read, sheet = from_text(kind.Params, params), Sheet.of_shape(16, 9)
    usual = kind.view_of(read, sheet).view.x
    monkeypatch.setattr("scenes.shared.slopes.curve_view.COSTS", replace(COSTS, **{weight: 0.0}))
    assert kind.view_of(read, sheet).view.x != usual
