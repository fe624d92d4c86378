"""Tangents and touch points that the raster shows in the wrong place are found, in every figure."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest

from hillside.check import Kind
from hillside.check.drawn_tangents import misdrawn_tangents
from hillside.check.painted_picture import Picture, picture_of
from hillside.studio.renderer import staged
from mathcore import Graph, Point, Segment
from tests.hillside.check.pictures import changed, job, kinds, moved, painted


def test_a_tangent_rotated_by_a_third_of_a_degree_is_reported(header: Picture) -> None:
    wrong = changed(header, "tangent", lambda part: part.rotate(np.radians(0.33)))
    assert (Kind.SLOPE, "tangent") in kinds(misdrawn_tangents(wrong, painted(wrong)))


def test_a_dot_half_a_pixel_off_is_reported(header: Picture) -> None:
    wrong = moved(header, "touch", 0.3, -0.4)
    assert (Kind.TOUCH, "touch") in kinds(misdrawn_tangents(wrong, painted(wrong)))


def test_a_missing_dot_is_reported(header: Picture) -> None:
    wrong = moved(header, "touch", 4000.0, 0.0)
    assert (Kind.TOUCH, "touch") in kinds(misdrawn_tangents(wrong, painted(wrong)))


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("direction", "climbing-tangent"),
        ("guide", "falling-tangent"),
        ("steepness", "steep-tangent"),
        ("derivative", "tangent"),
        ("secant", "tangent"),
    ],
)
def test_in_every_figure_a_rotated_tangent_is_reported_and_a_correct_one_is_not(
    figure: str, name: str
) -> None:
    with staged(job(figure)) as drawn:
        picture = picture_of(drawn, drawn.film.last())
        assert not kinds(misdrawn_tangents(picture, painted(picture)))
        center = picture.marks[name.replace("tangent", "touch")][0].box.center
        wrong = changed(picture, name, lambda part: part.rotate(np.radians(0.5), about_point=[*center, 0.0]))
        assert (Kind.SLOPE, name) in kinds(misdrawn_tangents(wrong, painted(wrong)))


@dataclass(frozen=True)
class Invented:
    """Facts of a figure that the check has never seen."""

    path: Graph
    touch: Point
    tangent: Segment
    slope: float


def test_facts_of_a_new_figure_are_checked_by_the_names_of_their_fields() -> None:
    with staged(job("tangent")) as drawn:
        picture = picture_of(drawn, drawn.film.last())
        true = picture.facts
        said = Invented(true.curve, true.touch, true.tangent, true.slope)
        pixels = painted(picture)
        assert not kinds(misdrawn_tangents(dataclasses.replace(picture, facts=said), pixels))
        off = dataclasses.replace(said, touch=Point(true.touch.x + 0.05, true.touch.y))
        found = kinds(misdrawn_tangents(dataclasses.replace(picture, facts=off), pixels))
        assert (Kind.TOUCH, "touch") in found


def test_without_a_curve_among_the_facts_the_stated_slope_is_compared() -> None:
    with staged(job("tangent")) as drawn:
        picture = picture_of(drawn, drawn.film.last())
        true, pixels = picture.facts, painted(picture)
        told = Told(true.touch, true.tangent, true.slope)
        assert not kinds(misdrawn_tangents(dataclasses.replace(picture, facts=told), pixels))
        wrong = dataclasses.replace(told, slope=1.02 * true.slope)
        found = kinds(misdrawn_tangents(dataclasses.replace(picture, facts=wrong), pixels))
        assert found == {(Kind.SLOPE, "tangent")}


@dataclass(frozen=True)
class Told:
    """Facts of a tangent that name no curve."""

    touch: Point
    tangent: Segment
    slope: float
