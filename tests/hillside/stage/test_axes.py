"""True axes: through the origin where it is in view, with numbered ticks, and a point named on its axis."""

from dataclasses import replace
from math import pi

import numpy as np
import pytest

from hillside.stage.axes import Axes, axes_of
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.look.theme import THEMES
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box
from hillside.stage.ticks import decades_of
from mathcore import Interval, Point, parse

BOX = Box(-600.0, -400.0, 600.0, 300.0)


def plane(x: tuple[float, float], y: tuple[float, float]) -> Plane:
    return Plane(View(Interval(*x), Interval(*y), BOX.width / BOX.height), BOX, THEMES["light"])


def test_the_axes_cross_at_the_origin_where_it_is_in_view() -> None:
    shown = plane((-2, 4), (-1, 3))
    assert Axes(shown).origin == pytest.approx(shown.to_sheet(np.zeros((1, 2)))[0])


def test_an_axis_whose_zero_is_out_of_view_stands_beside_the_plot() -> None:
    left, bottom = Axes(plane((3, 9), (100, 140))).origin
    assert left < BOX.left
    assert bottom < BOX.bottom


@pytest.mark.parametrize(
    ("x", "y"), [((-2, 4), (-1, 3)), ((0.001, 0.004), (-2e6, 5e6)), ((3, 9), (100, 140))]
)
def test_each_axis_has_two_to_five_ticks_at_round_numbers_and_none_at_zero(
    x: tuple[float, float], y: tuple[float, float]
) -> None:
    axes = axes_of(plane(x, y))
    for ticks, over in ((axes.across, Interval(*x)), (axes.up, Interval(*y))):
        assert 2 <= len(ticks) <= 5
        steps = np.diff([tick.at for tick in ticks])
        mantissa = float(f"{steps.min():.6e}".split("e")[0])
        assert mantissa in (1.0, 2.0, 5.0)
        assert all(tick.at in over and tick.at != 0 for tick in ticks)


def test_a_sine_has_ticks_at_multiples_of_pi_and_a_parabola_has_not() -> None:
    shown = plane((-4, 4), (-2, 2))
    turns = axes_of(shown, parse("sin(x)")).across
    assert all(tick.turns is not None and tick.at == pytest.approx(float(tick.turns) * pi) for tick in turns)
    assert all(tick.turns is None for tick in axes_of(shown, parse("x^2")).across)


def test_without_ticks_there_are_neither_marks_nor_numerals() -> None:
    bare = axes_of(plane((-2, 4), (-1, 3)), ticks="none")
    assert set(bare.drawn()) == {"axes"}
    assert set(bare.names(Language())) == {"x-name", "y-name"}
    assert bare.scale() == ()


def test_the_number_of_a_named_point_is_not_written_twice() -> None:
    axes = axes_of(plane((-2, 4), (-1, 3)))
    named = {tick.at for tick in axes.across}
    assert 1.0 in named
    lettered = [
        str(label.lettering.settings[0])
        for name, label in axes.names(Language(), point=Point(1.0, 2.0)).items()
        if name.startswith("x-tick")
    ]
    assert '#text("1")' not in lettered
    assert len(lettered) == len(named) - 1


def test_a_point_on_the_axis_needs_no_dotted_line() -> None:
    axes = axes_of(plane((-2, 4), (-1, 3)))
    assert set(axes.point_mark(Point(1.0, 0.0))) == {"at-tick"}
    assert set(axes.point_mark(Point(1.0, 2.0))) == {"at-tick", "at-drop"}


def test_axes_beside_a_map_have_a_tick_at_zero_and_those_through_the_origin_have_none() -> None:
    shown = plane((-2, 4), (-1, 3))
    beside, through = axes_of(shown, beside=True), axes_of(shown)
    assert {0.0} | {tick.at for tick in through.across} == {tick.at for tick in beside.across}
    assert beside.origin[0] < shown.box.left
    assert beside.origin[1] < shown.box.bottom


def test_a_logarithmic_scale_has_a_tick_at_each_power_of_ten_and_equal_distances_between_them() -> None:
    shown = plane((0, 100), (2e-4, 30))
    shown = replace(shown, view=replace(shown.view, decades=True))
    ticks = axes_of(shown).up
    assert [tick.at for tick in ticks] == [0.001, 0.01, 0.1, 1.0, 10.0]
    heights = shown.to_sheet(np.array([[0.0, tick.at] for tick in ticks]))[:, 1]
    assert np.diff(heights) == pytest.approx(np.diff(heights)[0])
    assert axes_of(shown).origin[1] < shown.box.bottom


def test_a_power_of_ten_is_written_without_a_factor() -> None:
    written = [markup_text(tick.markup(Language("de"))) for tick in decades_of(Interval(1e-5, 1), most=9)]
    assert written == ["10⁻⁵", "10⁻⁴", "0,001", "0,01", "0,1", "1"]
