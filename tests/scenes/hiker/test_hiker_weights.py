"""Each weight of the hiker's view and arrow: the picture that its table names goes wrong without it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.hiker.drawing import ground_box
from scenes.hiker.facts import LIMITS
from scenes.hiker.ground_view import FRAMING
from scenes.hiker.scene import Hiker
from tests.scenes.named_pictures import picture_of

pytestmark = pytest.mark.usefixtures("small")


def painted(drawn: Any, name: str) -> np.ndarray:
    return np.vstack([shape.points[:, :2] for shape in drawn.still()[name].shapes()])


def has_the_head_out_of_the_picture(drawn: Any) -> bool:
    return bool(painted(drawn, "hiker")[:, 1].max() > ground_box(drawn.sheet).top)


def starts_at_the_edge(drawn: Any) -> bool:
    x = drawn.final_facts.stops[0].x
    return min(drawn.view.x.high - x, x - drawn.view.x.low) < 0.01 * drawn.view.x.width


def shows_no_valley(drawn: Any) -> bool:
    return 0.0 not in drawn.view.x


def leaves_little_room_downhill(drawn: Any) -> bool:
    return drawn.final_facts.stops[0].x - drawn.view.x.low < 0.35 * drawn.view.x.width


def is_flattened_by_the_pole(drawn: Any) -> bool:
    return drawn.view.y.width > 100.0


def cuts_off_the_walls(drawn: Any) -> bool:
    return drawn.view.x.high**4 > drawn.view.y.high


def has_numbers_of_no_use(drawn: Any) -> bool:
    return abs(drawn.final_facts.slope) < 1e-20


def has_the_hiker_cut_off(drawn: Any) -> bool:
    return bool(painted(drawn, "hiker")[:, 0].min() < ground_box(drawn.sheet).left)


def draws_its_slope_as_if_it_were_level(drawn: Any) -> bool:
    return abs(drawn.final_facts.slope * drawn.view.stretch) < 0.2


def is_a_walk_on_the_level(drawn: Any) -> bool:
    y = drawn.final_facts.ground.f(np.array([stop.x for stop in drawn.final_facts.stops]))
    return bool(np.ptp(y) < 0.15 * drawn.view.y.width)


def has_no_second_stop(drawn: Any) -> bool:
    return drawn.final_facts.count == 0


SQUARE = "hiker --function x^2"
FRAMED = [
    ({"headroom": 0.0}, "hiker --function=-x^2 --start 0.5 --step 0", has_the_head_out_of_the_picture),
    ({"widening": 1.0, "least_width": 0.0}, f"{SQUARE} --start 2 --rate 0.1", starts_at_the_edge),
    ({"short_walk": 0.0}, f"{SQUARE} --start 2 --rate 0.001", shows_no_valley),
    (
        {"room_downhill": 0.0},
        'hiker --function "x^3/3 - x" --start=-1.5 --rate 0.001',
        leaves_little_room_downhill,
    ),
    (
        {"cuts": ((0.0, 0.0),), "hill": 1e9},
        "hiker --function 1/x --start 1 --rate 0.5",
        is_flattened_by_the_pole,
    ),
    (
        {"tallest": 1e9},
        f"{SQUARE} --start 1 --rate 1.1 --step 0",
        draws_its_slope_as_if_it_were_level,
    ),
    ({"hill": 1e9}, "hiker --function x^4/4 --start 1", is_a_walk_on_the_level),
]
LIMITED = [
    (
        {"shortest_step": 0.0},
        f"{SQUARE} --start 2 --rate 0.3 --steps 60 --step 60",
        has_numbers_of_no_use,
    ),
    ({"margin": 0.0}, "hiker --function x/10 --start 6.2 --rate 20 --window=-8:8", has_the_hiker_cut_off),
    ({"headroom": 0.0}, f"{SQUARE} --start 1 --rate 1.1", has_the_head_out_of_the_picture),
]
TABLES = [
    *(("scenes.hiker.ground_view.FRAMING", FRAMING, *row) for row in FRAMED),
    *(("scenes.hiker.facts.LIMITS", LIMITS, *row) for row in LIMITED),
]


@pytest.mark.parametrize(("place", "table", "weights", "command", "is_wrong"), TABLES)
def test_without_a_weight_the_example_in_its_table_goes_wrong(
    place: str, table: Any, weights: Any, command: str, is_wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_wrong(picture_of(Hiker, table, command))
    monkeypatch.setattr(place, replace(table, **weights))
    assert is_wrong(picture_of(Hiker, table, command))
