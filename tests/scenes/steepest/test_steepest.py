"""The rose of rates read back from the drawing, held against difference quotients; and its limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from hillside.check import check_figure
from hillside.stage.drawing import Halo
from hillside.stage.errors import ParamError
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import numeral
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from mathcore import Expr
from scenes.steepest import facts as module

CASES = {
    "bowl": {},
    "saddle": {"function": "x^2 - y^2", "at": "1", "at_y": "0.5"},
    "ravine": {"function": "(1 - x)^2 + 100(y - x^2)^2", "at": "-1", "at_y": "1.5"},
    "plane": {"function": "2x - y", "at": "0", "at_y": "0"},
    "waves": {"function": "sin(3x) sin(3y)", "at": "0.4", "at_y": "0.9"},
    "steep": {"function": "1e6 (x + y^2)", "at": "-3", "at_y": "2"},
    "nearly flat": {"function": "1e-6 x y", "at": "1", "at_y": "1"},
    "by a pole": {"function": "1/(x^2 + y^2)", "at": "0.3", "at_y": "0.2"},
    "by the edge of the domain": {"function": "ln(x) + y", "at": "0.01", "at_y": "0"},
    "in x alone": {"function": "x^2", "at": "1", "at_y": "4"},
}


@contextmanager
def staged(words: dict[str, str], height: int = 270) -> Iterator[Any]:
    with configured({"pixel_width": height * 16 // 9, "pixel_height": height, "format": "none"}):
        kind = load("steepest")
        yield kind(from_text(kind.Params, words))


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give the figure of each case, staged once for all tests."""
    with staged(request.param) as figure:
        yield figure


def quotient(f: Expr, at: np.ndarray, along: np.ndarray, h: float) -> float:
    """The rate of change along a unit vector as a central difference."""
    return float((f(*(at + h * along)) - f(*(at - h * along))) / (2 * h))


def arrows(part: Any) -> list[np.ndarray]:
    """The tips of the heads of some arrows, in layout pixels."""
    heads = [shape.points[:, :2] for shape in part.shapes() if shape.get_fill_opacity() > 0]
    return [head[0] for head in heads]


def test_the_marked_direction_is_minus_the_gradient(case: Any) -> None:
    step, f = case.still()["step"], case.params.function
    read = step.plane.read(step, like=case.final_facts.descent)
    at = np.array([case.params.at, case.params.at_y])
    drawn = np.array([read.end.x, read.end.y]) - at
    h = 1e-5 * float(np.hypot(*drawn))
    slope = np.array([quotient(f, at, axis, h) for axis in np.eye(2)])
    assert drawn / np.hypot(*drawn) == pytest.approx(-slope / np.hypot(*slope), abs=1e-3)
    assert case.final_facts.rate == pytest.approx(-np.hypot(*slope), rel=1e-4)


def test_the_length_of_every_arrow_is_the_rate_of_change_along_it(case: Any) -> None:
    still, f, facts = case.still(), case.params.function, case.final_facts
    plane = still["step"].plane
    at = np.array([facts.touch.x, facts.touch.y])
    start = plane.points([facts.touch])[0]
    unit = np.hypot(*(plane.ends(facts.descent)[1] - start)) / facts.steepness
    for name, sign in (("downhill", -1), ("uphill", 1)):
        tips = arrows(still[name])
        assert len(tips) == (4 if name == "downhill" else 5)
        for tip in tips:
            way = plane.to_data(tip[None])[0] - at
            length = float(np.hypot(*way))
            rate = quotient(f, at, way / length, 1e-5 * length)
            assert np.hypot(*(tip - start)) == pytest.approx(sign * rate * unit, rel=2e-3), name


def test_the_steepest_descent_is_perpendicular_to_the_level_line(case: Any) -> None:
    still, facts = case.still(), case.final_facts
    plane = still["level"].plane
    level = plane.read(still["level"], like=facts.level)
    start, end = plane.ends(level)
    down = np.diff(plane.ends(facts.descent), axis=0)[0]
    across = (end - start) @ down / np.hypot(*(end - start)) / np.hypot(*down)
    assert abs(across) < 1e-3
    at = np.array([facts.touch.x, facts.touch.y])
    line = plane.to_data(np.vstack([shape.points[:, :2] for shape in still["level-line"].shapes()]))
    assert np.hypot(*(plane.to_sheet(line) - plane.to_sheet(at[None])).T).min() < 8
    heights = case.params.function(*line.T)
    step = facts.steepness / plane.scale[0]
    near = np.hypot(*(line - at).T) * plane.scale[0] < 60
    assert np.abs(heights[near] - facts.height).max() < step


def test_the_level_lines_are_at_the_heights_of_the_facts() -> None:
    with staged({"function": "x^2 - 3x y"}) as figure:
        part = figure.still()["contours"]
        x, y = part.plane.to_data(np.vstack([shape.points[:, :2] for shape in part.shapes()])).T
        off = np.abs((x**2 - 3 * x * y)[:, None] - np.array(figure.final_facts.levels)).min(axis=1)
        steepest = np.hypot(2 * x - 3 * y, 3 * x).max()
        assert off.max() < 0.25 * steepest / part.plane.scale[0]


def test_the_rotating_step_traces_the_rose() -> None:
    with staged({}) as figure:
        beat = next(k for k, beat in enumerate(figure.film.beats) if "rose" in beat.show)
        start = figure.film.starts()[beat]
        for t in np.linspace(start + 1.0, start + figure.film.beats[beat].seconds - 0.5, 7):
            moment = figure.film.at(float(t))
            parts = figure.parts(figure.facts(moment.params, figure.view))
            if not parts["step"].shapes():
                continue
            tip = arrows(parts["step"])[0]
            rose = np.vstack([shape.points[:, :2] for shape in parts["rose"].shapes()])
            lengths = np.concatenate([[0], np.cumsum([np.hypot(*(b - a)) for a, b in pairwise(rose)])])
            reached = rose[np.searchsorted(lengths, dict(moment.shown)["rose"] * lengths[-1])]
            assert np.hypot(*(tip - reached)) < 6


@pytest.mark.parametrize(
    "words",
    [
        {"function": "5"},
        {"function": "x^2 + y^2", "at": "0", "at_y": "0"},
        {"function": "x y", "at": "0", "at_y": "0"},
    ],
)
def test_flat_ground_is_called_flat_and_has_no_arrow(words: dict[str, str]) -> None:
    with staged(words) as figure:
        still = figure.still()
        assert {"touch", "flat-name", "rate"} <= still.keys()
        assert not {"step", "downhill", "uphill", "level"} & still.keys()
        assert "flat" in figure.alt(figure.final_facts)
        assert set(still) == set(figure.parts(figure.final_facts))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"function": "abs(x) + y", "at": "0", "at_y": "1"}, "corner"),
        ({"function": "floor(x) + y", "at": "1", "at_y": "1"}, "corner"),
        ({"function": "sqrt(x^2 + y^2)", "at": "0", "at_y": "0"}, "corner"),
        ({"function": "1/x + y", "at": "0", "at_y": "1"}, "undefined"),
        ({"function": "ln x + y", "at": "-1", "at_y": "1"}, "undefined"),
        ({"window": "0:1"}, "outside the window"),
    ],
)
def test_a_point_without_a_gradient_is_refused_with_the_reason(words: dict[str, str], why: str) -> None:
    with pytest.raises(ParamError, match=why), staged(words):
        pass


@pytest.mark.parametrize("words", [*CASES.values(), {"window": "0:2"}], ids=[*CASES, "at the edge"])
def test_the_picture_is_legible(words: dict[str, str]) -> None:
    with staged(words, 1080) as figure:
        assert [str(found) for found in check_figure(figure) if found.is_fault] == []


def test_the_steepest_descent_ends_lower_than_it_begins_but_not_without_its_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def falls() -> bool:
        with staged(CASES["ravine"]) as figure:
            f, step = figure.params.function, figure.final_facts.descent
            return bool(f(step.end.x, step.end.y) < f(step.start.x, step.start.y))

    assert falls()
    monkeypatch.setattr(module, "BEND_COST", replace(module.BEND_COST, weight=0.0))
    assert not falls()


def test_without_free_bending_a_bowl_is_shown_in_a_smaller_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def height() -> float:
        with staged({}) as figure:
            return figure.view.y.width

    assert height() == 4
    monkeypatch.setattr(module, "BEND_COST", replace(module.BEND_COST, free=0.0))
    assert height() < 2


@pytest.mark.parametrize("turn", ["60", "-130", "90"])
def test_a_turned_step_is_drawn_and_told_beside_the_steepest(turn: str) -> None:
    with staged({"turn": turn}) as figure:
        still, facts = figure.still(), figure.final_facts
        down = -np.array([0.75, 1.0])  # the gradient of x^2/4 + y^2 at (1.5, 0.5)
        rate = -np.hypot(*down) * np.cos(np.radians(float(turn)))
        assert facts.rate == pytest.approx(rate, abs=1e-9)
        plane = still["downhill"].plane or still["level"].plane
        steepest = plane.ends(facts.descent)[1]
        assert min(np.hypot(*(tip - steepest)) for tip in arrows(still["downhill"])) < 1
        if abs(rate) > 0.1:
            tip = plane.to_data(arrows(still["step"]))[0] - (1.5, 0.5)
            turned = np.degrees(np.arctan2(down[0] * tip[1] - down[1] * tip[0], down @ tip))
            assert turned == pytest.approx(float(turn), abs=0.1)
        told = f"Turn {abs(float(turn)):g}° away from it, and the rate of change is {numeral(facts.rate)}."
        assert figure.alt(facts).endswith(told)
        assert figure.film.beats[-1].say == told


def test_a_turned_step_is_named_with_its_angle_and_its_rate() -> None:
    with staged({"turn": "60"}, 1080) as figure:
        still = figure.still()
        assert texts_of(still["step-name"]) == ["turned 60°: −0.625"]
        assert " ".join(texts_of(still["rate"])[0].split()) == "rate of change: −0.625"
    with staged({}, 1080) as figure:
        assert "step-name" not in figure.still()


def test_the_table_has_the_rate_for_each_angle_and_an_arrow_that_goes_there() -> None:
    with staged({}, 1080) as figure:
        still, facts = figure.still(), figure.final_facts
        start, end = figure.map.plane.ends(facts.descent)
        down = (end - start) / np.hypot(*(end - start))
        shapes = still["table"].shapes()
        for row, angle in enumerate((0, 30, 60, 90, 120, 180), 1):
            rate = -np.hypot(0.75, 1.0) * np.cos(np.radians(angle))
            assert texts_of(still[f"angles-{row}"]) == [f"{angle}°"]
            (shown,) = texts_of(still[f"rates-{row}"])
            assert float(shown.replace("−", "-")) == pytest.approx(rate, abs=5e-3)
            shaft, head = (np.asarray(shape.points)[:, :2] for shape in shapes[2 * row - 2 : 2 * row])
            way = (head[0] - shaft[0]) / np.hypot(*(head[0] - shaft[0]))
            turned = np.degrees(np.arctan2(down[0] * way[1] - down[1] * way[0], down @ way))
            assert abs(turned) == pytest.approx(angle, abs=0.1)
        (shown,) = texts_of(still["components"])
        assert "".join(shown.split()) == "-∇f=(−0.75,−1)"


def test_where_two_level_lines_cross_both_are_drawn() -> None:
    with staged({"function": "x^2 - y^2", "at": "1", "at_y": "1"}) as figure:
        line = figure.still()["level-line"]
        x, y = line.plane.to_data(np.vstack([shape.points[:, :2] for shape in line.shapes()])).T
        assert np.abs(np.abs(x) - np.abs(y)).max() < 0.05
        assert {(bool(a > 0), bool(b > 0)) for a, b in zip(x, y, strict=True) if abs(a) > 1} == {
            (True, True),
            (True, False),
            (False, True),
            (False, False),
        }


def test_level_lines_elsewhere_on_the_map_are_not_emphasized() -> None:
    with staged(CASES["waves"]) as figure:
        line = figure.still()["level-line"]
        points = line.plane.to_data(np.vstack([shape.points[:, :2] for shape in line.shapes()]))
        assert np.hypot(*(points - (0.4, 0.9)).T).max() < 1.2


def test_words_on_the_map_have_halos_and_cut_no_line_with_a_plate() -> None:
    with staged({}, 1080) as figure:
        still = figure.still()
        for name in ("steepest-name", "uphill-name", "level-name", "value-1"):
            if name in still:
                assert any(isinstance(shape, Halo) for shape in still[name].shapes()), name
