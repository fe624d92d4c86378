"""The window in which a curve is seen to climb, to fall and to lie flat, at any scale."""

import numpy as np
import pytest

from mathcore import Interval, parse
from scenes.shared.slopes.curve_view import curve_view

FUNCTIONS = ("exp(30u)", "tanh(20u)", "exp(-(40u)^2)", "20u*exp(-20u)", "sin(9u)", "(3u)^3 - 3u")


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1.0, 1e3])
@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_curve_is_no_mere_step_or_spike_and_has_values_throughout(text: str, scale: float) -> None:
    f = parse(text.replace("u", f"(x/{scale})"))
    over = curve_view(f, [], None, 1.5).x
    y = np.asarray(f(np.linspace(over.low, over.high, 1001)), dtype=float)
    assert np.isfinite(y).all()
    moves = np.abs(np.diff(y)) > 0.02 * np.ptp(y) / 1000
    assert moves.mean() > 0.2


def test_a_window_that_was_chosen_is_kept() -> None:
    assert curve_view(parse("exp(30x)"), [], Interval(-3, 3), 1.5).x == Interval(-3, 3)
