"""How the descents of the learning rate end, and where their bottom lies."""

from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.studio.renderer import configured
from mathcore import Verdict
from tests.scenes.learning_rate.learning_rates import figure

pytestmark = pytest.mark.usefixtures("small")


def fates(function: str, start: float, **given: Any) -> tuple[Verdict, ...]:
    return tuple(trial.verdict for trial in figure(function, start, **given).final_facts.trials)


def test_on_a_parabola_the_three_rates_crawl_arrive_and_diverge() -> None:
    for height in (1e-4, 1.0, 3e5):
        assert fates(f"{height} (x - 7)^2 + 3", 2.0) == (Verdict.CRAWLS, Verdict.ARRIVES, Verdict.DIVERGES)


def test_the_limit_is_two_over_the_second_derivative_at_the_minimum() -> None:
    bottom = figure("x^4/4 - x^2 + x/5", 0.4).final_facts.bottom
    x = max(np.roots([1.0, 0.0, -2.0, 0.2]).real)
    assert bottom.x == pytest.approx(x)
    assert bottom.limit == pytest.approx(2 / (3 * x**2 - 2))


def test_just_below_the_limit_a_descent_converges_and_at_the_limit_it_does_not() -> None:
    assert fates("x^2", 2.0, small=0.95, right=1.0, large=1.01) == (
        Verdict.CLOSES_IN,
        Verdict.SWINGS,
        Verdict.DIVERGES,
    )


def test_arrival_is_the_first_step_within_a_fiftieth_of_the_initial_distance() -> None:
    trial = figure(right=0.25).final_facts.trials[1]
    off = [2 * 0.5**step for step in range(13)]
    assert trial.steps == next(step for step, x in enumerate(off) if x <= 2 / 50) == 6


def test_at_a_corner_the_hops_never_settle_and_no_limit_is_stated() -> None:
    known = figure("|x|", 2.0).final_facts
    assert [trial.verdict for trial in known.trials] == [
        Verdict.NEARS,
        Verdict.SWINGS,
        Verdict.SWINGS,
    ]
    assert known.bottom.corner
    assert known.bottom.limit is None
    assert any("corner" in beat.say for beat in figure("|x|", 2.0).film.beats)


def test_a_minimum_flatter_than_a_parabola_has_no_limit() -> None:
    known = figure("x^4", 1.5).final_facts
    assert known.bottom.limit is None
    assert known.trials[2].verdict is Verdict.DIVERGES


def test_every_point_of_a_flat_floor_is_a_minimum() -> None:
    assert fates("relu(x)", 2.0)[1:] == (Verdict.ARRIVES, Verdict.ARRIVES)


def test_hops_that_grow_towards_an_oscillation_do_not_diverge() -> None:
    assert fates("|x| + x^2", -1.5)[2] is Verdict.SWINGS


def test_without_a_minimum_the_descent_continues() -> None:
    for function in ("exp(-x)", "1/x", "2x", "tanh(x)"):
        drawn = figure(function, 1.0)
        assert drawn.final_facts.bottom is None
        assert {trial.verdict for trial in drawn.final_facts.trials} == {Verdict.GOES_ON}


def test_a_step_out_of_the_domain_is_reported() -> None:
    trial = figure("sqrt(x)", 0.5).final_facts.trials[2]
    assert trial.verdict is Verdict.LEAVES
    assert trial.steps == 1
    assert len(trial.stops) == 1


def test_a_slope_too_small_for_any_sensible_rate_is_refused_with_two_ways_out() -> None:
    for function, start in (("sigmoid(x)", 400.0), ("sigmoid(x)", -400.0), ("tanh(x)", 40.0)):
        with pytest.raises(ParamError, match="so small that no sensible rate") as refused:
            figure(function, start)
        assert "choose a start on steeper ground" in str(refused.value)
    assert fates("sigmoid(x)", -400.0, small=1.0, right=2.0, large=3.0) == (Verdict.GOES_ON,) * 3


def test_a_vanishing_slope_far_from_the_valley_crawls_at_every_rate() -> None:
    assert fates("(sigmoid(x) - 1/2)^2", 30.0) == (Verdict.CRAWLS,) * 3


def test_a_minimum_at_a_round_distance_from_the_start_is_found() -> None:
    for function, start in (("x^2", 1.0), ("20x^4", 1.0), ("(x - 3)^2", 13.0), ("x^2/100", -10.0)):
        bottom = figure(function, start).final_facts.bottom
        assert bottom is not None, function
        assert bottom.x == pytest.approx(3.0 if "3" in function else 0.0, abs=1e-9)


def test_without_a_minimum_the_rates_do_not_depend_on_the_sheet() -> None:
    found: set[tuple[float, ...]] = set()
    for width, height in ((480, 270), (270, 270), (270, 480)):
        with configured({"pixel_width": width, "pixel_height": height}):
            found.add(tuple(trial.rate for trial in figure("1/x", 1.0).final_facts.trials))
    assert len(found) == 1
