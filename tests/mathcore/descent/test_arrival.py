"""The step at which a descent arrives: that of the same descent moved up, stretched or shifted."""

import numpy as np
import pytest

from mathcore import GradientDescent, Momentum, Verdict, parse
from mathcore.descent.judgment import LOW, NEAR, judge

LIFTS = (0.0, 5.0, -5.0, 1e6, -0.3)


def arrival_on(formula: str, start: float, bottom: float, rate: float, steps: int = 60) -> int | None:
    found = judge(parse(formula), start, GradientDescent(rate), steps, bottom)
    assert found.verdict is Verdict.ARRIVES
    return found.step


def first_within(factor: float) -> int:
    """Return the first step n at which factor^n, the share of the way that is left, is small."""
    return next(n for n in range(100) if abs(factor) ** n <= NEAR and factor ** (2 * n) <= LOW)


@pytest.mark.parametrize("lift", LIFTS)
@pytest.mark.parametrize("rate", [0.1, 0.3, 0.45, 0.8])
def test_a_parabola_is_at_its_bottom_after_the_same_steps_at_any_height(lift: float, rate: float):
    found = arrival_on(f"x^2 + {lift}" if lift >= 0 else f"x^2 - {-lift}", 2.0, 0.0, rate)
    assert found == first_within(1 - 2 * rate)


@pytest.mark.parametrize("shift", [-3.0, 0.0, 7.5])
@pytest.mark.parametrize("stretch", [0.01, 1.0, 250.0])
def test_neither_place_nor_scale_of_a_parabola_moves_its_arrival(shift: float, stretch: float):
    formula = f"{stretch}*(x - ({shift}))^2 + 2"
    assert arrival_on(formula, shift + 2.0, shift, 0.3 / stretch) == first_within(0.4)


def test_a_start_at_the_bottom_is_flat_ground_and_has_no_way_to_cover():
    found = judge(parse("x^2 + 4"), 0.0, GradientDescent(0.3), 9, 0.0)
    assert (found.verdict, found.done, found.left) == (Verdict.FLAT, 1.0, 0.0)


@pytest.mark.parametrize("lift", LIFTS)
def test_a_run_in_two_variables_arrives_at_the_same_step_at_any_height(lift: float):
    f = parse(f"x^2 + 3y^2 + ({lift})", ("x", "y"))
    found = judge(f, (2.0, 1.0), Momentum(0.05, 0.5), 200, (0.0, 0.0))
    low = judge(parse("x^2 + 3y^2", ("x", "y")), (2.0, 1.0), Momentum(0.05, 0.5), 200, (0.0, 0.0))
    assert (found.verdict, found.step) == (Verdict.ARRIVES, low.step)
    off = np.linalg.norm(found.path.points, axis=1) / np.hypot(2, 1)
    assert off[found.step] <= NEAR
    assert found.step > 3
