"""Each weight of the view of a race: the picture that its table names goes wrong without it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.optimizers.lanes.race_views import FRAMING
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


def is_mostly_far_away(drawn: Any) -> bool:
    return bool(drawn.view.map.x.width > 1e6)


def touches_the_edge(drawn: Any) -> bool:
    return bool(spread(drawn).max() > 0.99)


def falls_further_than_is_seen(drawn: Any) -> bool:
    heights = drawn.view.chart.y
    return bool(heights.high / heights.low > 1e7)


def has_no_room_above(drawn: Any) -> bool:
    heights = drawn.view.chart.y
    return bool(heights.high / drawn.final_facts.error[0].points[0].y < 1.01)


PICTURES = [
    ({"stray": 1e9}, "optimizers --rate 1.05", is_one_vertical_line),
    (
        {"aside": 1e9},
        'optimizers --function "x^2 - y^2" --start 2 --start-y 0.1',
        is_mostly_far_away,
    ),
    ({"around": 0.0}, "optimizers", touches_the_edge),
    (
        {"deep": 30.0},
        'optimizers --optimizer "momentum, Newton" --function "x^4 + y^2" --start 2 --start-y 1',
        falls_further_than_is_seen,
    ),
    ({"headroom": 0.0}, "optimizers", has_no_room_above),
]


@pytest.mark.parametrize(("weights", "command", "is_wrong"), PICTURES)
def test_without_a_weight_the_example_in_its_table_goes_wrong(
    weights: Any, command: str, is_wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_wrong(picture_of(Optimizers, FRAMING, command))
    monkeypatch.setattr("scenes.optimizers.lanes.race_views.FRAMING", replace(FRAMING, **weights))
    assert is_wrong(picture_of(Optimizers, FRAMING, command))
