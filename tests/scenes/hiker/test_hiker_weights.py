"""Each weight of the hiker's view and arrow: the picture that its table names goes wrong without it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.hiker.drawing import ARROW, ground_box
from scenes.hiker.facts import FRAMING, LIMITS
from scenes.hiker.scene import Hiker
from tests.scenes.named_pictures import picture_of

pytestmark = pytest.mark.usefixtures("small")


def painted(drawn: Any, name: str) -> np.ndarray:
    return np.vstack([shape.points[:, :2] for shape in drawn.still()[name].shapes()])


def has_no_floor(drawn: Any) -> bool:
    ground = drawn.final_facts.ground.f(np.linspace(drawn.view.x.low, drawn.view.x.high, 201))
    return bool(ground.min() < drawn.view.y.low + 0.01 * drawn.view.y.width)


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
    return bool(painted(drawn, "hiker")[:, 0].max() > ground_box(drawn.sheet).right)


def has_the_arrow_in_the_sky(drawn: Any) -> bool:
    return bool(painted(drawn, "arrow")[:, 1].min() > painted(drawn, "hiker")[:, 1].max())


def has_the_arrow_close_to_the_stick(drawn: Any) -> bool:
    tail, hiker = painted(drawn, "arrow")[0], painted(drawn, "hiker")
    return bool(np.hypot(*(hiker - tail).T).min() < 30.0)


SQUARE = "hiker --function x^2"
FRAMED = [
    ({"ground_share": 0.0}, f"{SQUARE} --start 1", has_no_floor),
    ({"headroom": 0.0}, "hiker --function=-x^2 --start 0.5", has_the_head_out_of_the_picture),
    ({"widening": 1.0, "least_width": 0.0}, f"{SQUARE} --start 2 --rate 0.1", starts_at_the_edge),
    ({"short_walk": 0.0}, f"{SQUARE} --start 2 --rate 0.001", shows_no_valley),
    (
        {"room_downhill": 0.0},
        'hiker --function "x^3/3 - x" --start=-1.5 --rate 0.001',
        leaves_little_room_downhill,
    ),
    ({"cuts": ((0.0, 0.0),)}, "hiker --function 1/x --start 1 --rate 0.5", is_flattened_by_the_pole),
    ({"worthwhile_cut": 1.0}, "hiker --function x^4 --start 1", cuts_off_the_walls),
]
LIMITED = [
    (
        {"shortest_step": 0.0},
        f"{SQUARE} --start 2 --rate 0.3 --steps 60 --step 60",
        has_numbers_of_no_use,
    ),
    ({"margin": 0.0}, f"{SQUARE} --start 2 --rate 1.2 --window=-8:8 --step 4", has_the_hiker_cut_off),
]
POINTED = [
    ({"ahead": 0.0, "apart": 0.0}, "hiker", has_the_arrow_close_to_the_stick),
    ({"overhead": 0.0}, "hiker", has_the_arrow_in_the_sky),
]
TABLES = [
    *(("scenes.hiker.facts.FRAMING", FRAMING, *row) for row in FRAMED),
    *(("scenes.hiker.facts.LIMITS", LIMITS, *row) for row in LIMITED),
    *(("scenes.hiker.drawing.ARROW", ARROW, *row) for row in POINTED),
]


@pytest.mark.parametrize(("place", "table", "weights", "command", "is_wrong"), TABLES)
def test_without_a_weight_the_example_in_its_table_goes_wrong(
    place: str, table: Any, weights: Any, command: str, is_wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_wrong(picture_of(Hiker, table, command))
    monkeypatch.setattr(place, replace(table, **weights))
    assert is_wrong(picture_of(Hiker, table, command))
