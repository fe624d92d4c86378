"""The race: every path is the optimizer's own, and who arrives, diverges or stops at a saddle does so."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import Language
from hillside.studio.renderer import configured
from mathcore import OPTIMIZERS, Adam, Method, Momentum, Verdict, descend, parse
from scenes.optimizers.drawing import color_and_mark
from scenes.optimizers.runner import bottom_of, optimizer_names
from scenes.optimizers.scene import Optimizers
from scenes.shared.descents import two_digits

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
ALL = ", ".join(OPTIMIZERS)


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


def figure(function: str = "x^2/12 + y^2", start: tuple[float, float] = (-4.0, 2.0), **given: Any) -> Any:
    f = parse(function, names=("x", "y"))
    return Optimizers(Optimizers.Params(function=f, start=start[0], start_y=start[1], **given))


def finishes(function: str, start: tuple[float, float], **given: Any) -> dict[str, Verdict]:
    return {runner.name: runner.verdict for runner in figure(function, start, **given).final_facts.runners}


def corners(drawn: Any, name: str) -> np.ndarray:
    """The painted points of a path or a line in data coordinates, shape (n, 2)."""
    part = drawn.still()[name]
    lines = [shape.points[:, :2] for shape in part.shapes() if shape.get_stroke_opacity() > 0]
    return part.plane.to_data(np.vstack(lines))


def test_the_path_of_gradient_descent_is_rate_times_gradient_from_stop_to_stop() -> None:
    drawn = figure(rate=0.5)
    painted, at = corners(drawn, "path-1"), np.array([-4.0, 2.0])
    for _ in range(81):
        assert np.hypot(*(painted - at).T).min() < 1e-6
        at = at - 0.5 * np.array([at[0] / 6, 2 * at[1]])


def test_the_path_of_newton_is_one_step_to_the_minimum_of_a_bowl() -> None:
    painted = corners(figure(), "path-4")
    assert np.hypot(*painted[0] - (-4, 2)) < 1e-9
    assert np.abs(painted[-1]).max() < 1e-9


@pytest.mark.parametrize(("number", "optimizer"), [(2, Momentum(rate=0.05)), (3, Adam(rate=0.05))])
def test_paths_and_errors_are_those_of_the_optimizers(number: int, optimizer: Any) -> None:
    drawn = figure(rate=0.05)
    path = descend(drawn.params.function, (-4.0, 2.0), optimizer, 80)
    painted, line = corners(drawn, f"path-{number}"), corners(drawn, f"error-{number}")
    assert all(np.hypot(*(painted - stop).T).min() < 1e-6 for stop in path.points)
    last = drawn.view.chart.x.high
    for step, error in enumerate(path.values):
        if step <= last:
            assert np.hypot(*(line - (step, error)).T).min() < 1e-6


def test_arrival_is_within_a_fiftieth_of_the_way_and_a_hundredth_of_the_error_from_then_on() -> None:
    runner = figure(rate=0.5).final_facts.runners[0]
    x, y = -4.0 * (1 - 0.5 / 6) ** np.arange(81), 2.0 * 0.0 ** np.arange(81)
    errors = x**2 / 12 + y**2
    away = (np.hypot(x, y) > np.hypot(4, 2) / 50) | (errors > 0.01 * errors[0])
    assert runner.verdict is Verdict.ARRIVES
    assert runner.steps == int(np.flatnonzero(away)[-1]) + 1


def test_a_runner_that_is_visibly_short_of_the_bottom_of_a_long_valley_does_not_arrive() -> None:
    drawn = figure("(1-x)^2 + 100(y-x^2)^2", (-1.2, 1.0), steps=300, optimizer=ALL)
    for runner in drawn.final_facts.runners:
        last = runner.stops[-1]
        short = np.hypot(last.x - 1, last.y - 1) > 0.02 * 2.2
        assert (runner.verdict is Verdict.ARRIVES) != short
        assert runner.verdict in (Verdict.ARRIVES, Verdict.UNDER_WAY)


def test_runners_that_fall_without_end_along_a_saddle_go_on_downhill_whatever_their_pace() -> None:
    found = finishes("x^2 - y^2", (1.5, 0.01), optimizer=ALL)
    assert found.pop("Newton") is Verdict.SADDLE
    assert set(found.values()) == {Verdict.GOES_ON}


def test_newton_stops_at_a_saddle_that_the_others_leave() -> None:
    found = finishes("x^2 - y^2 + y^4/4", (2.0, 0.1))
    assert found.pop("Newton") is Verdict.SADDLE
    assert set(found.values()) == {Verdict.ARRIVES}


def test_newton_converges_to_a_maximum_or_diverges() -> None:
    assert finishes("exp(-x^2 - y^2)", (0.3, 0.2))["Newton"] is Verdict.HILLTOP
    assert finishes("-exp(-x^2 - y^2)", (1.0, 1.0))["Newton"] is Verdict.ABOVE


def test_a_rate_beyond_two_over_the_curvature_diverges() -> None:
    for rate, finish in ((0.95, Verdict.ARRIVES), (1.05, Verdict.DIVERGES)):
        assert finishes("x^2/12 + y^2", (-4.0, 2.0), rate=rate)["gradient descent"] is finish


def test_without_a_minimum_no_optimizer_arrives() -> None:
    for function in ("x + 2y", "x^2 - y^2", "1/x + y^2"):
        f = parse(function, names=("x", "y"))
        assert bottom_of(f, (2.0, 0.1)) is None
        assert Verdict.ARRIVES not in finishes(function, (2.0, 0.1)).values()


def test_a_plane_has_no_curvature_for_newton() -> None:
    assert finishes("x + 2y", (0.0, 0.0))["Newton"] is Verdict.NO_STEP


def test_the_minimum_is_found_at_a_corner_and_where_it_is_flatter_than_a_bowl() -> None:
    for function in ("|x| + |y|", "x^4 + y^4", "x^2 + 1000y^2", "(x^2 + y^2)/1e9"):
        found = bottom_of(parse(function, names=("x", "y")), (2.0, 1.3))
        assert found is not None
        assert max(abs(found.x), abs(found.y)) < 1e-6


@pytest.mark.parametrize("tall", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("wide", [1e-6, 1e-3, 1.0, 1e5])
def test_among_many_minima_the_one_in_the_valley_of_the_start_is_taken(wide: float, tall: float) -> None:
    f = parse(f"{tall}*sin(x/{wide})*cos(y/{wide})", names=("x", "y"))
    for x, y in ((-1.2, 0.3), (-2.6, -0.5), (-0.5, 0.2)):
        found = bottom_of(f, (x * wide, y * wide))
        assert found is not None
        assert (found.x / wide, found.y / wide) == pytest.approx((-pi / 2, 0.0), abs=1e-4)


def test_a_step_out_of_the_domain_is_reported() -> None:
    assert finishes("x - ln(x) + y^2", (3.0, 1.0), rate=9.0)["gradient descent"] is Verdict.LEAVES


def test_flat_ground_and_a_start_outside_the_domain_are_refused() -> None:
    for function, start in (("3", (0.0, 0.0)), ("x^2 + y^2", (0.0, 0.0)), ("ln(x) + y", (-1.0, 0.0))):
        with pytest.raises(ParamError, match="start"):
            figure(function, start)


def test_optimizers_are_read_in_order_and_unknown_or_repeated_ones_are_refused() -> None:
    assert optimizer_names("adam, Gradient-Descent,rmsprop") == ("Adam", "gradient descent", "RMSProp")
    for text in ("adm", "", "adam, adam", "sgd"):
        with pytest.raises(ParamError, match="optimizer"):
            optimizer_names(text)


def test_all_seven_optimizers_differ_in_color_and_mark_and_are_named_in_every_shape() -> None:
    assert len({color_and_mark(number)[0] for number in range(7)}) == 7
    assert len({color_and_mark(number)[1] for number in range(7)}) == 7
    for width, height in ((480, 270), (360, 270), (270, 270), (270, 480)):
        with configured({**SMALL, "pixel_width": width, "pixel_height": height}):
            drawn = figure(optimizer=ALL)
            assert not [fall for fall in drawn.layout.shortfalls if fall.step > 4]
            assert 40 < len(drawn.alt(drawn.final_facts)) < 320


def test_no_two_of_forty_nine_runners_share_both_color_and_mark() -> None:
    assert len({color_and_mark(number) for number in range(49)}) == 49


@dataclass(frozen=True)
class SignDescent:
    """p <- p - rate sign(g)."""

    rate: float

    def start(self, points: np.ndarray) -> None:
        return None

    def step(self, here: Any, state: None) -> tuple[np.ndarray, None]:
        return -self.rate * np.sign(here.gradients), None


def test_an_optimizer_added_to_the_table_races_without_other_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = {**OPTIMIZERS, "sign descent": Method(SignDescent, rate_over_distance=0.05)}
    monkeypatch.setattr("scenes.optimizers.runner.OPTIMIZERS", table)
    drawn = figure(optimizer=", ".join(table))
    runner = drawn.final_facts.runners[-1]
    assert runner.rate == two_digits(0.05 * np.hypot(4.0, 2.0)) == 0.22
    painted, at = corners(drawn, "path-8"), np.array([-4.0, 2.0])
    for _ in range(15):
        assert np.hypot(*(painted - at).T).min() < 1e-6
        at = at - 0.22 * np.sign(at)
    assert {"key-8", "name-8", "finish-8"} <= set(drawn.still())
    assert not [fall for fall in drawn.layout.shortfalls if fall.step > 4]
    assert "Sign descent" in drawn.alt(drawn.final_facts)


def test_in_the_middle_of_the_race_the_path_ends_at_the_interpolated_position() -> None:
    drawn = figure(step=2.5, rate=0.5)
    path = drawn.final_facts.path[0]
    expected = descend(
        drawn.params.function, (-4.0, 2.0), OPTIMIZERS["gradient descent"].optimizer(0.5), 80
    ).at(2.5)
    assert (path.points[-1].x, path.points[-1].y) == pytest.approx(tuple(expected))


@pytest.mark.parametrize(("width", "height"), [(480, 270), (270, 270), (270, 480)])
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_all_names_and_verdicts_are_shown_in_one_size(code: str, width: int, height: int) -> None:
    with configured({**SMALL, "pixel_width": width, "pixel_height": height}):
        for optimizer in ("gradient descent, momentum, Adam, Newton", ALL):
            drawn = Optimizers(Optimizers.Params(optimizer=optimizer), language=Language(code))
            parts: Any = drawn.parts(drawn.final_facts)
            rows = [name for name in parts if name.startswith(("name-", "finish-"))]
            assert set(rows) <= set(drawn.layout.placed)
            assert len({parts[name].lettering.size for name in rows}) == 1
            assert {drawn.layout.placed[name].size_index for name in rows} == {0}


def test_with_almost_no_curvature_the_rates_are_at_most_two() -> None:
    runners = figure("sigmoid(x) + sigmoid(y)", (-400.0, -300.0)).final_facts.runners
    assert max(runner.rate for runner in runners) <= 2


def test_a_singular_hessian_is_reported_with_one_colon() -> None:
    told = [beat.say for beat in figure("x^2 + y", (1.0, 1.0)).film.beats]
    assert "Newton: Finds no step without curvature." in told


def test_an_optimizer_that_ends_below_the_minimum_of_its_valley_has_found_lower_ground() -> None:
    function, start = "x^2 + 8y^2 + sin(5x)", (3.0, 1.0)
    drawn = figure(function, start)
    runner, floor = drawn.final_facts.runners[1], drawn.final_facts.bottom
    assert "Momentum: Finds lower ground." in drawn.alt(drawn.final_facts)
    assert runner.errors[-1] < drawn.params.function(floor.x, floor.y)
    assert "−" not in drawn.alt(drawn.final_facts).partition("Momentum")[2]
