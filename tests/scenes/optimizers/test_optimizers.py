"""The race: every path is the optimizer's own, and who arrives, diverges or stops at a saddle does so."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import Any

import numpy as np
import pytest

from hillside.check.marks import inside
from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.renderer import configured
from mathcore import OPTIMIZERS, Adam, Method, Momentum, Verdict, descend, judge, parse
from scenes.optimizers.lanes.race_layout import MARKS, RACERS
from scenes.optimizers.runs.runner import bottom_of, optimizer_names
from scenes.optimizers.scene import Optimizers

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
ALL = ", ".join(OPTIMIZERS)


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


FOUR = "gradient descent, momentum, Adam, Newton"


def figure(function: str = "x^2/12 + y^2", start: tuple[float, float] = (-4.0, 2.0), **given: Any) -> Any:
    f = parse(function, names=("x", "y"))
    settings = {"optimizer": FOUR, "steps": 80, **given}
    return Optimizers(Optimizers.Params(function=f, start=start[0], start_y=start[1], **settings))


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
    last = drawn.final_facts.runners[0].last
    assert last > 40
    for _ in range(last + 1):
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
    last = drawn.final_facts.runners[number - 1].last
    assert last > 20
    assert all(np.hypot(*(painted - stop).T).min() < 1e-6 for stop in path.points[: last + 1])
    for step, error in enumerate(path.values[: last + 1]):
        near = line[np.abs(line[:, 0] - step) < 1e-6]
        assert np.abs(near[:, 1] / error - 1).min() < 1e-6


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
        assert runner.verdict in (Verdict.ARRIVES, Verdict.UNDER_WAY, Verdict.SWINGS)


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


def test_each_optimizer_has_one_color_and_one_sign_whatever_the_line_up() -> None:
    assert set(RACERS) == set(OPTIMIZERS)
    for each in (0, 1):
        assert len({RACERS[name][each] for name in OPTIMIZERS}) == 7
    alone, last = figure(optimizer="Adam"), figure(optimizer=FOUR)
    colors = [
        drawn.still()[key].shapes()[0].get_fill_color().to_hex()
        for drawn, key in ((alone, "key-1"), (last, "key-3"))
    ]
    assert colors[0] == colors[1] == drawn_color("legs")


def drawn_color(role: str) -> str:
    return str(THEMES["light"].color(role)).upper()


def test_the_signs_differ_in_greyscale_by_their_shape() -> None:
    outlines = [mark.around(np.zeros(2), 10.0) for mark in MARKS]
    rasters = [painted(rim) for rim in outlines]
    for one, raster in enumerate(rasters):
        for other in rasters[:one]:
            assert (raster ^ other).mean() > 0.02


def painted(rim: np.ndarray) -> np.ndarray:
    """Which points of a grid are in a polygon."""
    x, y = np.meshgrid(np.linspace(-15, 15, 61), np.linspace(-15, 15, 61))
    return inside(np.column_stack([x.ravel(), y.ravel()]), np.vstack([rim, rim[:1]]))


def test_all_seven_optimizers_are_named_with_settings_and_outcome_in_every_shape() -> None:
    for width, height in ((480, 270), (360, 270), (270, 270), (270, 480)):
        with configured({**SMALL, "pixel_width": width, "pixel_height": height}):
            drawn = figure(optimizer=ALL)
            assert not [fall for fall in drawn.layout.shortfalls if fall.step > 4]
            shown = drawn.still()
            for kind in ("key", "name", "rate", "finish", "path"):
                assert {f"{kind}-{number}" for number in range(1, 8)} <= set(shown)
            assert 40 < len(drawn.alt(drawn.final_facts)) < 320


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
    monkeypatch.setattr("scenes.optimizers.runs.runner.OPTIMIZERS", table)
    monkeypatch.setattr("scenes.optimizers.runs.best_rates.OPTIMIZERS", table)
    drawn = figure(optimizer=", ".join(table))
    runner = drawn.final_facts.runners[-1]
    assert 0.04 * 0.05 * np.hypot(4.0, 2.0) <= runner.rate <= 0.05 * np.hypot(4.0, 2.0)
    painted, at = corners(drawn, "path-8"), np.array([-4.0, 2.0])
    for _ in range(runner.last + 1):
        assert np.hypot(*(painted - at).T).min() < 1e-6
        at = at - runner.rate * np.sign(at)
    assert {"key-8", "name-8", "rate-8", "finish-8"} <= set(drawn.still())
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
            count = len(drawn.final_facts.runners)
            for kind in ("name-", "rate-", "finish-"):
                rows = [name for name in parts if name.startswith(kind)]
                if kind != "rate-" or count == 4:
                    assert len(rows) == count
                assert set(rows) <= set(drawn.layout.placed)
                assert len({parts[name].lettering.size for name in rows}) <= 1
                assert {drawn.layout.placed[name].size_index for name in rows} <= {0}


def test_with_almost_no_curvature_the_rates_are_at_most_two() -> None:
    runners = figure("sigmoid(x) + sigmoid(y)", (-400.0, -300.0)).final_facts.runners
    assert max(runner.rate for runner in runners) <= 2


def test_a_singular_hessian_is_reported_with_one_colon() -> None:
    told = [beat.say for beat in figure("x^2 + y", (1.0, 1.0)).film.beats]
    assert "Newton: Finds no step without curvature." in told


def test_an_optimizer_that_ends_below_the_minimum_of_its_valley_has_found_lower_ground() -> None:
    function, start = "x^2 + 8y^2 + sin(5x)", (3.0, 1.0)
    drawn = figure(function, start)
    runner, floor = drawn.final_facts.runners[2], drawn.final_facts.bottom
    assert "Adam: Finds lower ground." in drawn.alt(drawn.final_facts)
    assert runner.errors[-1] < drawn.params.function(floor.x, floor.y)
    assert "−" not in drawn.alt(drawn.final_facts).partition("Adam")[2]


def test_in_a_narrow_valley_each_shows_what_it_is_for() -> None:
    drawn = Optimizers(Optimizers.Params())
    plain, momentum, adam = drawn.final_facts.runners
    assert plain.zigzags
    assert not adam.zigzags
    assert all(runner.verdict is Verdict.ARRIVES for runner in (plain, momentum, adam))
    assert plain.steps > 3 * momentum.steps
    assert plain.steps > 3 * adam.steps


@pytest.mark.parametrize(("function", "start"), [("x^2/100 + y^2", (-9.0, 1.45)), ("x^2 + 3y^2", (3.0, 2.0))])
def test_no_other_plain_rate_that_was_tried_lets_an_optimizer_arrive_earlier(
    function: str, start: tuple[float, float]
) -> None:
    drawn = figure(function, start, optimizer="gradient descent, Adam", steps=250)
    f = drawn.params.function
    for runner, rates in zip(
        drawn.final_facts.runners,
        ((0.05, 0.1, 0.17, 0.23, 0.5, 0.7, 0.85), (0.02, 0.05, 0.1, 0.5)),
        strict=True,
    ):
        assert runner.verdict is Verdict.ARRIVES
        for rate in rates:
            other = judge(f, start, OPTIMIZERS[runner.name].optimizer(rate), 250, (0.0, 0.0))
            assert other.verdict is not Verdict.ARRIVES or other.step >= runner.steps


def test_the_momentum_is_found_by_trial_and_told() -> None:
    drawn = Optimizers(Optimizers.Params(optimizer="momentum, Nesterov"))
    for number, runner in enumerate(drawn.final_facts.runners, 1):
        assert runner.momentum in (0.5, 0.8, 0.9)
        written = drawn.parts(drawn.final_facts)[f"rate-{number}"].lettering.settings[0]
        assert drawn.language.numeral(runner.momentum) in written


def test_the_errors_are_in_decades_above_the_minimum() -> None:
    drawn = figure("x^2/12 + y^2 + 7", optimizer="momentum", rate=0.05)
    line, runner = corners(drawn, "error-1"), drawn.final_facts.runners[0]
    assert drawn.view.chart.decades
    for step in (0, 3, 20):
        near = line[np.abs(line[:, 0] - step) < 1e-6]
        assert np.abs(near[:, 1] / (runner.errors[step] - 7) - 1).min() < 1e-6


def test_a_path_that_leaves_its_map_ends_in_an_arrow_at_the_edge() -> None:
    drawn = figure(rate=1.05)
    assert drawn.final_facts.runners[0].verdict is Verdict.DIVERGES
    arrow, plane = drawn.still()["exit-1"], drawn.still()["path-1"].plane
    low, high = (
        np.array(arrow.shapes()[1].points)[:, :2].min(axis=0),
        arrow.shapes()[1].points[:, :2].max(axis=0),
    )
    edges = (
        plane.box.bottom - low[1],
        high[1] - plane.box.top,
        plane.box.left - low[0],
        high[0] - plane.box.right,
    )
    assert max(edges) == pytest.approx(0.0, abs=0.5)


def test_rings_are_around_the_same_step_of_each() -> None:
    drawn = Optimizers(Optimizers.Params())
    for number, runner in enumerate(drawn.final_facts.runners, 1):
        ring = drawn.still()[f"ring-{number}"]
        points = ring.plane.to_data(ring.shapes()[0].points[:, :2])
        center = (points.min(axis=0) + points.max(axis=0)) / 2
        stop = runner.stops[drawn.final_facts.common]
        assert center == pytest.approx((stop.x, stop.y), abs=1e-3)


def test_the_maps_have_one_scale_and_are_as_large_as_their_shape_allows() -> None:
    long, tall = (
        Optimizers(Optimizers.Params(function=parse(f, ("x", "y")), start=x, start_y=y))
        for f, x, y in (("x^2/100 + y^2", -9.0, 1.45), ("x^2 + y^2/100", 1.45, -9.0))
    )
    rows = [plane.box for plane in planes(long)]
    assert len({box.left for box in rows}) == 1
    columns = [plane.box for plane in planes(tall)]
    assert len({box.top for box in columns}) == 1
    for drawn in (long, tall):
        for plane in planes(drawn):
            assert plane.scale[0] == pytest.approx(plane.scale[1])


def planes(drawn: Any) -> list[Any]:
    return [drawn.still()[f"path-{number}"].plane for number in (1, 2, 3)]
