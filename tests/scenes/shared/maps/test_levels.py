"""Round levels: even where that will do, growing in a ravine, and what each cost is for."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from hillside.stage.plane import View
from mathcore import Interval
from scenes.shared.maps import levels as module
from scenes.shared.maps.levels import COSTS, are_even, levels_for, round_levels
from tests.scenes.shared.maps.fields import field, plane


@pytest.mark.parametrize(
    "text", ["x^2 + y^2", "x y", "sin(x) + cos(y)", "x + y", "1e6 x y + 3", "1e-9 (x + y)"]
)
def test_levels_are_evenly_spaced_and_round_where_that_suffices(text: str) -> None:
    levels = levels_for(field(text), plane().view)
    assert 4 <= len(levels) <= 13
    assert are_even(levels)
    for level in levels:
        digits = f"{level:.12e}".split("e")[0].rstrip("0").strip("-.")
        assert len(digits) <= 4, level


def test_in_a_ravine_the_levels_are_uneven_and_start_near_its_floor() -> None:
    x, y = np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-1, 3, 81))
    levels = round_levels((1 - x) ** 2 + 100 * (y - x**2) ** 2)
    assert not are_even(levels)
    assert levels[0] <= 5
    assert levels[-1] >= 500


@pytest.mark.parametrize(
    ("name", "text", "is_good"),
    [
        ("widest", "(1 - x)^2 + 100(y - x^2)^2", lambda levels: levels[0] < 100),
        ("growing", "1e-6 x y", are_even),
        ("number", "sin(3x) sin(3y)", lambda levels: len(levels) <= 11),
    ],
)
def test_without_a_cost_the_levels_have_the_flaw_that_the_cost_prevents(
    name: str, text: str, is_good: Callable[[tuple[float, ...]], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(Interval(-4.8, 4.8), Interval(-3, 3), 1.6)
    assert is_good(levels_for(field(text), view))
    monkeypatch.setattr(module, "COSTS", replace(COSTS, **{name: 0.0}))
    assert not is_good(levels_for(field(text), view))
