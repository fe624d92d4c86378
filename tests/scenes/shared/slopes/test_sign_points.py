"""The points at which the sign of a slope is shown: candidates, and what decides between them."""

from dataclasses import replace

import numpy as np
import pytest

from hillside.stage.sheet import Sheet
from hillside.studio.catalogue import load
from hillside.studio.serialization import from_text
from mathcore import Interval, parse
from scenes.shared.slopes.sign_points import COSTS, halfway, points_in, round_numbers
from tests.scenes.shared.slopes.commands import command

PICTURES = {
    "maximum": {},
    "flat_inflection": {"function": "x^5 - x^3"},
    "crowded": {"function": "x^2"},
    "cornered": {"function": "|x|"},
    "shallow": {"function": "exp(x)"},
    "steep": {"function": "tan(x)"},
    "low": {},
    "odd": {"function": "sin(25x)"},
    "off_curve": {"function": "|x|"},
}


@pytest.mark.parametrize("weight", PICTURES)
def test_without_a_weight_the_example_in_its_table_has_other_points(
    weight: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = PICTURES[weight]
    assert command("direction", params) in " ".join(str(type(COSTS).__doc__).split())
    kind = load("direction")
    read, sheet = from_text(kind.Params, params), Sheet.of_shape(16, 9)
    usual = kind.view_of(read, sheet).points
    monkeypatch.setattr("scenes.shared.slopes.sign_points.COSTS", replace(COSTS, **{weight: 0.0}))
    assert kind.view_of(read, sheet).points != usual


@pytest.mark.parametrize(
    "over", [Interval(-3, 3), Interval(0, 1e-6), Interval(-1e5, 3e5), Interval(1000, 1001)]
)
def test_round_candidates_have_few_digits_and_cover_the_window(over: Interval) -> None:
    x = round_numbers(over)
    assert 20 <= len(x) <= 62
    assert all(number in over for number in x)
    step = float(np.diff(x).max())
    assert f"{step:.0e}"[0] in "125"
    assert np.allclose(x / step, np.round(x / step), atol=1e-6)


def test_a_short_interval_between_round_numbers_has_candidates_of_its_own() -> None:
    piece = Interval(0.11, 0.13)
    x = points_in(piece, round_numbers(Interval(-3, 3)))
    assert len(x) >= 6
    assert all(number in piece for number in x)


def test_the_point_halfway_up_a_steep_step_is_on_the_step() -> None:
    assert halfway(parse("tanh(1e6(x - 0.3217))"), Interval(-3, 3)) == pytest.approx(0.3217, abs=1e-5)


def test_the_halfway_point_of_an_interval_that_begins_at_a_pole_is_its_midpoint() -> None:
    assert halfway(parse("1/0"), Interval(0, 2)) == 1.0
