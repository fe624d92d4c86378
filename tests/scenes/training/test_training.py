"""The training figure: each number against gradient descent by hand, and runs that diverge."""

import re
from collections.abc import Iterator
from dataclasses import astuple
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from mathcore import Point, Polyline, Segment
from scenes.training.loop import STAGES

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
LIMITS = {
    "data on a line": {"noise": "0"},
    "a start at the best line": {"noise": "0", "weight": "0.8", "intercept": "0.5"},
    "flat data": {"data": "0,5; 1,5; 2,5"},
    "two points": {"points": "2"},
    "one step": {"steps": "1"},
    "two hundred steps": {"steps": "200", "rate": "0.01"},
    "huge numbers": {"data": "1e8,-3e8; 2e8,-5e8; 4e8,-6e8"},
    "tiny x": {"data": "1e-6,3; 2e-6,5; 4e-6,6"},
    "a start far off": {"weight": "1000", "intercept": "-1000"},
    "a rate just too large": {"rate": "0.7"},
    "a rate far too large": {"rate": "1e6"},
}


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


def figure(**words: str) -> Any:
    kind = load("training")
    return kind(from_text(kind.Params, words))


def by_hand(x: np.ndarray, y: np.ndarray, start: tuple[float, float], rate: float, steps: int) -> np.ndarray:
    """Rows of weight, intercept, error and both derivatives by central differences."""
    row = np.array(start)
    rows: list[list[float]] = []
    for _ in range(steps + 1):
        slopes = [(error(x, y, row + step) - error(x, y, row - step)) / 2e-4 for step in 1e-4 * np.eye(2)]
        rows.append([*row.tolist(), error(x, y, row), *slopes])
        row = row - rate * np.array(slopes)
    return np.array(rows)


def error(x: np.ndarray, y: np.ndarray, row: np.ndarray) -> float:
    return float(((row[0] * x + row[1] - y) ** 2).mean())


X, Y = np.array([0.0, 1.0, 3.0]), np.array([1.0, 2.0, 5.0])
DATA = {
    "data": "0,1; 1,2; 3,5",
    "weight": "-1",
    "intercept": "0.5",
    "rate": "0.05",
    "steps": "6",
    "scale": "false",
}


@pytest.mark.parametrize("step", [0, 1, 4, 6])
def test_each_number_belongs_to_its_iteration(step: int) -> None:
    rows = by_hand(X, Y, (-1.0, 0.5), 0.05, 7)
    now = figure(**DATA, step=str(step)).final_facts.iteration
    shown = [now.weight, now.intercept, now.error, now.weight_derivative, now.intercept_derivative]
    assert now.number == step
    assert shown == pytest.approx(rows[step].tolist(), rel=1e-6)
    assert [now.next_weight, now.next_intercept] == pytest.approx(rows[step + 1, :2].tolist(), rel=1e-6)


def test_the_labels_show_the_numbers_of_the_iteration() -> None:
    made = figure(**DATA, step="1")
    rows = by_hand(X, Y, (-1.0, 0.5), 0.05, 1)
    labels = made.parts(made.final_facts)
    for name, column in {"w": 0, "b": 1, "E": 2, "dw": 3, "db": 4}.items():
        number = re.findall(r'"([^"]+)"', labels[name].lettering.settings[0])[-1]
        assert float(number.replace("\N{MINUS SIGN}", "-")) == pytest.approx(rows[1, column], rel=5e-3), name


def test_the_drawn_line_and_error_are_those_of_the_step() -> None:
    rows = by_hand(X, Y, (-1.0, 0.5), 0.05, 4)
    still = figure(**DATA, step="4").still()
    line = still["line"].plane.read(still["line"], like=Segment(Point(0, 0), Point(1, 1)))
    slope = (line.end.y - line.start.y) / (line.end.x - line.start.x)
    assert slope == pytest.approx(rows[4, 0], rel=1e-5)
    assert line.start.y - slope * line.start.x == pytest.approx(rows[4, 1], rel=1e-5)
    now = still["now"].plane.read(still["now"], like=Point(0, 0))
    assert (now.x, now.y) == pytest.approx((4, rows[4, 2]), rel=1e-5)


def test_the_trace_goes_through_the_error_of_every_step() -> None:
    rows = by_hand(X, Y, (-1.0, 0.5), 0.05, 6)
    made = figure(**DATA)
    part = made.still()["trace"]
    read = part.plane.read(part, like=made.final_facts.trace)
    assert isinstance(read, Polyline)
    drawn = np.array([(point.x, point.y) for point in read.points])
    for step in range(7):
        nearest = drawn[np.abs(drawn[:, 0] - step).argmin()]
        assert nearest.tolist() == pytest.approx([step, rows[step, 2]], abs=1e-5)


def test_halfway_between_two_steps_line_and_error_are_interpolated() -> None:
    facts = figure(**DATA, step="2.5").final_facts
    rows = by_hand(X, Y, (-1.0, 0.5), 0.05, 3)
    middle = (rows[2, :2] + rows[3, :2]) / 2
    assert [facts.fit.weight, facts.fit.intercept] == pytest.approx(middle.tolist(), rel=1e-6)
    assert facts.now.y == pytest.approx((rows[2, 2] + rows[3, 2]) / 2, rel=1e-6)
    assert facts.iteration.number == 2


def test_an_update_belongs_to_the_iteration_that_it_ends() -> None:
    assert figure(**DATA, step="3", stage="update").final_facts.iteration.number == 2
    assert figure(**DATA, step="3", stage="repeat").final_facts.iteration.number == 3


def test_the_film_goes_through_the_stages_in_the_order_of_the_lecture() -> None:
    made = figure()
    told = list(dict.fromkeys(made.film.end_of(number).params.stage for number in range(7)))
    assert tuple(told) == STAGES


def test_with_the_chosen_rate_the_error_decreases_at_every_step() -> None:
    trace = figure().final_facts.trace
    heights = [point.y for point in trace.points]
    assert len(heights) == 13
    assert all(later < earlier for earlier, later in pairwise(heights))


@pytest.mark.parametrize("rate", ["0.7", "5", "1000000"])
def test_a_rate_that_is_too_large_is_stated_and_drawn_with_finite_numbers(rate: str) -> None:
    made = figure(rate=rate, steps="100")
    assert "too large" in made.film.beats[-1].say
    assert "verdict" in made.still()
    assert all(np.isfinite(number) for number in astuple(made.final_facts.iteration))
    assert made.final_facts.iteration.number < 100


def test_a_rate_just_below_the_limit_is_not_called_too_large() -> None:
    x = np.linspace(-2, 2, 12)
    limit = 2 / np.linalg.eigvalsh(2 * np.array([[(x * x).mean(), x.mean()], [x.mean(), 1]]))[-1]
    assert not figure(rate=f"{0.98 * limit}", steps="100").final_facts.diverging
    assert figure(rate=f"{1.02 * limit}", steps="100").final_facts.diverging


@pytest.mark.parametrize("name", LIMITS)
def test_an_extreme_case_is_drawn_with_every_label_in_place(name: str) -> None:
    made = figure(**LIMITS[name])
    assert not [fall for fall in made.layout.shortfalls if fall.name not in made.layout.placed]
    assert made.final_facts.fit.line.start.y in made.view.data.y
    assert made.final_facts.now.y in made.view.error.y


def test_a_step_beyond_the_last_is_refused() -> None:
    with pytest.raises(ParamError, match="30 is after the last step, 12; choose 0 to 12"):
        figure(step="30")


def test_own_data_are_scaled_and_the_line_is_drawn_in_their_units() -> None:
    words = {"data": "0,1; 1,2; 3,5", "weight": "-1", "intercept": "0.5", "rate": "0.05", "steps": "6"}
    made = figure(**words)
    x, y = (X - X.mean()) / X.std(), (Y - Y.mean()) / Y.std()
    rows = by_hand(x, y, (-1.0, 0.5), 0.05, 6)
    facts = made.final_facts
    assert [facts.iteration.weight, facts.iteration.error] == pytest.approx(
        rows[6, [0, 2]].tolist(), rel=1e-6
    )
    drawn = [facts.fit.line.start.y, facts.fit.line.end.y]
    ends = np.array([facts.fit.line.start.x, facts.fit.line.end.x])
    scaled = rows[6, 0] * (ends - X.mean()) / X.std() + rows[6, 1]
    assert drawn == pytest.approx((Y.mean() + Y.std() * scaled).tolist())
    gaps = np.array([gap.end.y - gap.start.y for gap in facts.fit.gaps])
    assert facts.miss == pytest.approx(float(np.sqrt((gaps**2).mean())))
    assert "scaled-note" in made.still()


def test_data_far_from_0_are_learned_once_they_are_scaled() -> None:
    years = "; ".join(f"{year},{3 * (year - 2000) + year % 3}" for year in range(2000, 2020, 2))
    assert figure(data=years, steps="60").final_facts.miss < 1.5
    assert figure(data=years, steps="60", scale="false").final_facts.miss > 10
