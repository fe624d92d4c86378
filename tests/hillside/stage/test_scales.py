"""The range of y, the ticks and the grid that a lecturer asks for, on pictures of the tangent."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from hillside.check import check_figure
from hillside.stage.errors import ParamError
from hillside.stage.params import fields_of
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from mathcore import Interval, parse
from tests.cases.required_labels import missing_labels


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured({"pixel_width": 480, "pixel_height": 270, "format": "none"}):
        yield


def tangent(text: str = "x^3/3 - x", at: float = 1.5, **params: Any) -> Any:
    kind = load("tangent")
    return kind(kind.Params(function=parse(text), at=at, **params))


def test_the_range_of_y_is_kept_also_when_labels_need_more_room() -> None:
    for text, at in (("x^3/3 - x", 1.5), ("tan(x)", 0.5), ("|x|", 0.0)):
        figure = tangent(text, at, height=Interval(-3.0, 4.0))
        assert figure.view.y == Interval(-3.0, 4.0)
        assert not missing_labels(figure)


def test_a_range_of_y_without_the_point_is_refused() -> None:
    with pytest.raises(ParamError, match="leaves out the point, whose y is 9") as refused:
        tangent("x^2", 3.0, height=Interval(0.0, 4.0))
    assert refused.value.name == "height"


def test_without_ticks_there_are_no_numerals() -> None:
    still = tangent(ticks="none").still()
    assert "ticks" not in still
    assert not [name for name in still if "-tick-" in name]


def test_ticks_may_be_multiples_of_pi_for_any_function() -> None:
    axes = tangent("x^2/4", 1.0, ticks="pi")
    across = axes.params.axes(axes.plane, parse("x^2/4")).across
    assert across
    assert all(tick.at == pytest.approx(float(tick.turns) * np.pi) for tick in across)


def test_a_grid_has_a_line_through_every_tick_and_words_may_stand_on_it() -> None:
    figure = tangent(grid=True)
    still = figure.still()
    grid = [np.asarray(piece.points)[:, :2] for piece in still["grid"].shapes()]
    lines = np.vstack(grid)
    axes = figure.params.axes(figure.plane, figure.params.function)
    for tick in axes.across:
        x = figure.plane.to_sheet(np.array([[tick.at, 0.0]]))[0, 0]
        assert np.abs(lines[:, 0] - x).min() < 0.01
    for tick in axes.up:
        y = figure.plane.to_sheet(np.array([[0.0, tick.at]]))[0, 1]
        assert np.abs(lines[:, 1] - y).min() < 0.01
    assert [str(finding) for finding in check_figure(figure)] == []
    assert boxes(figure) == boxes(tangent())


def boxes(figure: Any) -> dict[str, Any]:
    """The boxes of all labels that have been placed."""
    return {name: each.box for name, each in figure.layout.placed.items()}


def test_a_figure_declares_its_own_parameters_before_those_of_its_scales() -> None:
    names = [each.name for each in fields_of(load("tangent").Params)]
    assert names[:4] == ["function", "at", "also_at", "window"]
    assert names[-3:] == ["height", "ticks", "grid"]
