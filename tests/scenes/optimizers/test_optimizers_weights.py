"""Each weight of the view of a race: the picture that its table names goes wrong without it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.optimizers.facts import FRAMING
from scenes.optimizers.scene import Optimizers
from tests.scenes.named_pictures import picture_of

pytestmark = pytest.mark.usefixtures("small")


def spread(drawn: Any) -> np.ndarray:
    """The widths of the start, the bottom and the seen paths over those of the map, shape `(2,)`."""
    points = [point for path in drawn.final_facts.path if path is not None for point in path.points]
    seen = [(point.x, point.y) for point in (*points, drawn.final_facts.touch)]
    view = drawn.view.map
    return np.ptp(np.array(seen), axis=0) / (view.x.width, view.y.width)


def is_one_vertical_line(drawn: Any) -> bool:
    return bool(spread(drawn)[0] < 0.05)


def shows_nothing_of_the_race(drawn: Any) -> bool:
    return drawn.final_facts.touch.x not in drawn.view.map.x or bool(spread(drawn).max() < 0.01)


def leaves_half_of_the_map_unused(drawn: Any) -> bool:
    return bool(spread(drawn).max() < 0.55)


PICTURES = [
    ({"stray": 1e9}, "optimizers --rate 1.05", is_one_vertical_line),
    (
        {"aside": 1e9},
        'optimizers --function "x^2 - y^2" --start 2 --start-y 0.1',
        shows_nothing_of_the_race,
    ),
    (
        {"filled": 0.0},
        'optimizers --function "x^2 + 8y^2" --start 3 --start-y 1',
        leaves_half_of_the_map_unused,
    ),
]


@pytest.mark.parametrize(("weights", "command", "is_wrong"), PICTURES)
def test_without_a_weight_the_example_in_its_table_goes_wrong(
    weights: Any, command: str, is_wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_wrong(picture_of(Optimizers, FRAMING, command))
    monkeypatch.setattr("scenes.optimizers.facts.FRAMING", replace(FRAMING, **weights))
    assert is_wrong(picture_of(Optimizers, FRAMING, command))
