"""What is drawn beside its fact is found: curves, points, segments."""

import pytest

from hillside.check import Kind
from hillside.check.depicted_facts import misdrawn_facts
from hillside.check.painted_picture import Picture, picture_of
from hillside.stage.drawing import Part
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import changed, job, kinds, moved


@pytest.mark.parametrize("name", ["curve", "touch", "tangent", "run", "rise"])
def test_a_fact_drawn_two_pixels_off_is_reported(header: Picture, name: str) -> None:
    assert not kinds(misdrawn_facts(header))
    assert kinds(misdrawn_facts(moved(header, name, -1.4, 1.4))) == {(Kind.CLAIM, name)}


def test_a_curve_drawn_slightly_too_high_on_one_side_is_reported(header: Picture) -> None:
    def lift(part: Part) -> None:
        for shape in part.shapes():
            shape.points[-8:, 1] += 2.0

    assert kinds(misdrawn_facts(changed(header, "curve", lift))) == {(Kind.CLAIM, "curve")}


@pytest.mark.parametrize("function", ["sqrt(x)", "sqrt(1 - x^2)"])
def test_a_curve_with_a_vertical_end_is_reported_only_when_moved(function: str) -> None:
    with staged(job("tangent", function=function, at="0.5")) as figure:
        picture = picture_of(figure, figure.film.last())
        assert not kinds(misdrawn_facts(picture))
        assert kinds(misdrawn_facts(moved(picture, "curve", -1.4, 1.4))) == {(Kind.CLAIM, "curve")}
