"""Training on two classes: numbers against central differences, the field against the model by hand."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from scenes.training.classes.class_drawing import class_layout, planes
from scenes.training.loop import STAGES
from scenes.training.scene import class_run_for
from tests.cases.required_labels import missing_labels

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
NETWORK = {"model": "network", "steps": "40", "points": "40"}
LOGISTIC = {"model": "logistic", "steps": "20"}


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


def figure(**words: str) -> Any:
    kind = load("training")
    return kind(from_text(kind.Params, words))


def chances(parameters: np.ndarray, x: np.ndarray, hidden: int) -> np.ndarray:
    """The probability of class 1, from all parameters, by hand; no hidden neurons for a logistic model."""
    if not hidden:
        return 1 / (1 + np.exp(-(x @ parameters[:2] + parameters[2])))
    first, rest = parameters[: 2 * hidden].reshape(hidden, 2), parameters[2 * hidden :]
    inner = np.tanh(x @ first.T + rest[:hidden])
    return 1 / (1 + np.exp(-(inner @ rest[hidden : 2 * hidden] + rest[-1])))


def error(parameters: np.ndarray, x: np.ndarray, labels: np.ndarray, hidden: int) -> float:
    found = chances(parameters, x, hidden)
    return -float((labels * np.log(found) + (1 - labels) * np.log(1 - found)).mean())


@pytest.mark.parametrize(("words", "hidden"), [(NETWORK, 8), (LOGISTIC, 0)])
@pytest.mark.parametrize("step", ["0", "7"])
def test_the_numbers_of_an_iteration_agree_with_central_differences(
    words: dict[str, str], hidden: int, step: str
) -> None:
    made = figure(**words, step=step)
    facts, run = made.final_facts, class_run_for(made.params)
    x, labels, row = run.data.inputs, run.data.targets, np.array(facts.parameters)
    now = facts.iteration
    assert now.error == pytest.approx(error(row, x, labels, hidden))
    slopes = np.array(
        [
            (error(row + move, x, labels, hidden) - error(row - move, x, labels, hidden)) / 2e-5
            for move in 1e-5 * np.eye(len(row))
        ]
    )
    weights = [k for k in range(len(row)) if k not in biases(hidden)]
    steepest = max(weights, key=lambda k: abs(slopes[k]))
    assert [now.weight, now.slope] == pytest.approx([row[steepest], slopes[steepest]], abs=1e-6)
    assert now.next_weight == pytest.approx(now.weight - run.rate * now.slope)
    assert now.next_error == pytest.approx(error(row - run.rate * slopes, x, labels, hidden), abs=1e-6)


def biases(hidden: int) -> list[int]:
    return [*range(2 * hidden, 3 * hidden), 4 * hidden] if hidden else [2]


@pytest.mark.parametrize(("words", "hidden"), [(NETWORK, 8), (LOGISTIC, 0)])
def test_the_boundary_is_where_both_classes_are_equally_likely(words: dict[str, str], hidden: int) -> None:
    made = figure(**words)
    still, facts = made.still(), made.final_facts
    plane = still["now"].plane
    assert plane is not None
    field, _ = planes(class_layout(made.sheet), made.view, made.theme)
    drawn = field.to_data(np.vstack([shape.points[:, :2] for shape in still["boundary"].shapes()]))
    assert np.abs(chances(np.array(facts.parameters), drawn, hidden) - 0.5).max() < 0.02


def test_right_and_wrong_are_counted_and_ringed() -> None:
    made = figure(**LOGISTIC)
    facts = made.final_facts
    row = np.array(facts.parameters)
    for points, label in ((facts.zeros, 0), (facts.ones, 1)):
        found = chances(row, np.array([(each.x, each.y) for each in points]), 0) >= 0.5
        off = {point for point, one in zip(points, found, strict=True) if one != bool(label)}
        assert off == {point for point in facts.wrong if point in points}
    assert facts.right == facts.count - len(facts.wrong)
    assert len(made.still()["wrong"].shapes()) == len(facts.wrong)


def test_an_edge_is_as_thick_as_its_weight_is_large() -> None:
    made = figure(**NETWORK)
    facts = made.final_facts
    others = [each for k, each in enumerate(facts.connections) if k != facts.iteration.steepest]
    widths = [shape.get_stroke_width() for shape in made.still()["weights"].shapes()]
    order = np.argsort([abs(each.weight) for each in others])
    assert len(widths) == len(others) == 23
    assert all(widths[a] <= widths[b] + 1e-9 for a, b in pairwise(order))


def test_in_a_round_the_filled_box_goes_through_all_stages() -> None:
    seen = [figure(**NETWORK, step=f"{3 + k / 10}", stage="round").final_facts.stage for k in range(1, 10)]
    assert list(dict.fromkeys(seen)) == list(STAGES)


def test_the_error_falls_and_most_points_are_put_into_their_class() -> None:
    for model, least in (("logistic", 50), ("network", 110)):
        facts = figure(model=model).final_facts
        assert facts.right >= least
        heights = [point.y for point in facts.trace.points]
        assert heights[-1] < heights[0] / 2


@pytest.mark.parametrize("shape", [(480, 270), (360, 270), (270, 270), (270, 480)])
@pytest.mark.parametrize("words", [NETWORK, LOGISTIC])
def test_every_label_has_its_place_in_every_shape(words: dict[str, str], shape: tuple[int, int]) -> None:
    with configured({**SMALL, "pixel_width": shape[0], "pixel_height": shape[1]}):
        assert not missing_labels(figure(**words))


def test_a_rate_that_is_too_large_is_told() -> None:
    made = figure(model="logistic", rate="1000", steps="50", noise="2")
    assert made.final_facts.growing == ("too large" in made.film.beats[-1].say)


def test_two_columns_are_refused_for_two_classes() -> None:
    with pytest.raises(ParamError, match="two columns are for a line"):
        figure(model="network", data="0,1; 1,2; 2,3")
