"""What is drawn beside its fact is found: curves, points, slopes, and a hiker off the ground."""

import numpy as np
import pytest

from hillside.check import Kind
from hillside.check.claims import claims
from hillside.check.footing import downhill, footing
from hillside.check.picture import Picture, picture_of
from hillside.check.truth import slopes
from hillside.stage.drawing import Part
from hillside.studio.shoot import staged
from tests.hillside.check.pictures import changed, job, kinds, moved, painted


@pytest.mark.parametrize(("rise", "kind"), [(3.0, Kind.FEET), (-3.0, Kind.SUNK)])
def test_a_hiker_off_the_ground_by_three_pixels_is_found(header: Picture, rise: float, kind: Kind) -> None:
    assert kinds(footing(moved(header, "hiker", 0.0, rise))) == {(kind, "hiker")}


def test_an_arrow_in_the_hill_is_found(header: Picture) -> None:
    assert (Kind.SUNK, "arrow") in kinds(downhill(moved(header, "arrow", 0.0, -60.0)))


def test_an_arrow_turned_by_half_a_degree_is_found(header: Picture) -> None:
    wrong = changed(header, "arrow", lambda part: part.rotate(np.radians(0.5)))
    assert (Kind.ARROW, "arrow") in kinds(downhill(wrong))


def test_a_tangent_turned_by_a_third_of_a_degree_is_found_on_the_raster(header: Picture) -> None:
    wrong = changed(header, "tangent", lambda part: part.rotate(np.radians(0.33)))
    assert (Kind.SLOPE, "tangent") in kinds(slopes(wrong, painted(wrong)))


def test_a_dot_half_a_pixel_off_is_found_on_the_raster(header: Picture) -> None:
    wrong = moved(header, "touch", 0.3, -0.4)
    assert (Kind.TOUCH, "touch") in kinds(slopes(wrong, painted(wrong)))


def test_a_missing_dot_is_found_on_the_raster(header: Picture) -> None:
    wrong = moved(header, "touch", 4000.0, 0.0)
    assert (Kind.TOUCH, "touch") in kinds(slopes(wrong, painted(wrong)))


@pytest.mark.parametrize("name", ["curve", "touch", "tangent", "run", "rise"])
def test_a_fact_drawn_two_pixels_off_is_found(header: Picture, name: str) -> None:
    assert not kinds(claims(header))
    assert kinds(claims(moved(header, name, -1.4, 1.4))) == {(Kind.CLAIM, name)}


def test_a_curve_drawn_a_little_too_high_on_one_side_is_found(header: Picture) -> None:
    def lift(part: Part) -> None:
        for shape in part.shapes():
            shape.points[-8:, 1] += 2.0

    assert kinds(claims(changed(header, "curve", lift))) == {(Kind.CLAIM, "curve")}


@pytest.mark.parametrize("function", ["sqrt(x)", "sqrt(1 - x^2)"])
def test_a_curve_that_ends_upright_is_right_as_it_is_and_found_when_moved(function: str) -> None:
    with staged(job("tangent", function=function, at="0.5")) as figure:
        picture = picture_of(figure, figure.film.last())
        assert not kinds(claims(picture))
        assert kinds(claims(moved(picture, "curve", -1.4, 1.4))) == {(Kind.CLAIM, "curve")}
