"""True axes: through the origin where it is in view, with numbered ticks, and a point named on its axis."""

from math import pi

import numpy as np
import pytest

from hillside.stage.axes import Axes, axes_of
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box
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
