"""A point that lies outside the window that was given is refused by every figure that has one."""

import pytest

from hillside.stage.errors import ParamError
from hillside.stage.params import fields_of
from hillside.studio.catalogue import load, names
from hillside.studio.serialization import from_text

pytestmark = pytest.mark.usefixtures("small")

POINTS = ("at", "start")
PLACES = [
    (figure, field.name, window.name)
    for figure in names()
    for field in fields_of(load(figure).Params)
    for window in fields_of(load(figure).Params)
    if field.name in POINTS
    and window.name == ("hill_window" if (figure, field.name) == ("header", "start") else "window")
]


def test_the_figures_with_a_point_and_a_window_are_found():
    assert {
        ("hiker", "start", "window"),
        ("steepest", "at", "window"),
        ("header", "start", "hill_window"),
    } <= set(PLACES)
    assert len(PLACES) >= 9


@pytest.mark.parametrize(("figure", "point", "window"), PLACES)
def test_a_point_outside_the_window_is_refused_by_its_name_with_the_way_out(
    figure: str, point: str, window: str
):
    kind = load(figure)
    for value in ("9", "-9"):
        with pytest.raises(ParamError, match="outside the window") as error:
            kind(from_text(kind.Params, {point: value, window: "-3:3"}))
        assert error.value.name == point
        assert "wider window" in str(error.value)
