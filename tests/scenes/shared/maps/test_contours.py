"""Level lines held against circles and lines known by hand, and maps at their limits."""

from math import pi

import numpy as np
import pytest

from hillside.stage.box import Box
from hillside.stage.look.theme import THEMES
from hillside.stage.look.vision import Vision, difference
from hillside.stage.plane import Plane
from hillside.stage.view import View
from mathcore import Interval, parse
from scenes.shared.maps.contour_map import ContourMap, thinned
from scenes.shared.maps.contours import level_sets
from scenes.shared.maps.levels import are_even, levels_for, round_levels
from scenes.shared.maps.map_view import map_view
from scenes.shared.maps.scalar_field import Field, field_of
from scenes.shared.maps.shades import shades, tint

WINDOW = Interval(-3, 3)
PIXEL = 6 / 900
"""One pixel of a map that is 900 of them wide."""


def field(text: str) -> Field:
    return field_of(parse(text, ("x", "y")))


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) / 2)


def plane(theme: str = "light") -> Plane:
    return Plane(View(WINDOW, WINDOW, 1.0), Box(-450, -450, 450, 450), THEMES[theme])


@pytest.mark.parametrize("radius", [0.1, 0.5, 1.0, 2.0, 2.9])
def test_the_level_lines_of_a_bowl_are_circles_to_a_tenth_of_a_pixel(radius: float) -> None:
    (circle,) = level_sets(field("x^2 + y^2"), WINDOW, WINDOW, [radius**2], (150, 150))
    (line,) = circle.lines
    assert np.abs(np.hypot(*line.T) - radius).max() < 0.1 * PIXEL
    chords = (line[1:] + line[:-1]) / 2
    assert np.abs(np.hypot(*chords.T) - radius).max() < 0.2 * PIXEL
    assert np.array_equal(line[0], line[-1])


def test_higher_ground_is_to_the_left_of_a_line_and_inside_a_ring() -> None:
    (circle,) = level_sets(field("1 - x^2 - y^2"), WINDOW, WINDOW, [0.0])
    assert area(circle.rings[0]) == pytest.approx(np.pi, rel=1e-3)
    (hollow,) = level_sets(field("x^2 + y^2"), WINDOW, WINDOW, [1.0])
    assert sum(area(ring) for ring in hollow.rings) == pytest.approx(36 - np.pi, rel=1e-3)


def test_every_point_of_a_drawn_line_is_at_one_of_the_levels() -> None:
    f, steep = field("(1 - x)^2 + 5(y - x^2)^2"), 1500.0
    contours = ContourMap.of(f, plane(), levels_for(f, plane().view))
    read = plane().to_data(np.vstack([shape.points[:, :2] for shape in contours.lines.shapes()]))
    levels = np.array(contours.levels)
    heights = f(*read.T)
    off = np.abs(heights[:, None] - levels).min(axis=1)
    assert off.max() < steep * 0.15 * PIXEL


def test_a_saddle_at_its_own_level_has_two_lines_that_cross() -> None:
    (cross,) = level_sets(field("x y"), WINDOW, WINDOW, [0.0], (41, 41))
    points = np.vstack(cross.lines)
    assert np.abs(points[:, 0] * points[:, 1]).max() < 0.01


def test_no_line_is_drawn_along_a_pole_a_jump_or_the_edge_of_the_domain() -> None:
    for text, bad in (("1/x", 0.0), ("floor(x) + 0.5", 0.0), ("sqrt(x) - 1", 0.0)):
        (cut,) = level_sets(field(text), WINDOW, WINDOW, [0.2], (101, 101))
        for line in cut.lines:
            assert np.abs(line[:, 0] - bad).min() > 0.3, text


def test_the_ground_ends_where_the_function_does() -> None:
    (bare,) = level_sets(field("ln(x) + y"), WINDOW, WINDOW, [-np.inf], (100, 100))
    assert bare.lines == ()
    assert sum(area(ring) for ring in bare.rings) == pytest.approx(18, rel=1e-3)


def test_level_ground_has_no_levels_and_still_a_tint() -> None:
    assert levels_for(field("5"), plane().view) == ()
    contours = ContourMap.of(field("5"), plane(), ())
    assert len(contours.relief.shapes()) == 1
    assert contours.lines.shapes() == []


def test_a_function_that_is_defined_nowhere_has_no_map() -> None:
    contours = ContourMap.of(field("ln(-1 - x^2)"), plane(), levels_for(field("ln(-1 - x^2)"), plane().view))
    assert contours.levels == ()
    assert contours.relief.shapes() == []


@pytest.mark.parametrize(
    "text", ["x^2 + y^2", "x y", "sin(x) + cos(y)", "x + y", "1e6 x y + 3", "1e-9 (x + y)"]
)
def test_levels_are_even_and_round_where_that_will_do(text: str) -> None:
    levels = levels_for(field(text), plane().view)
    assert 4 <= len(levels) <= 13
    assert are_even(levels)
    for level in levels:
        digits = f"{level:.12e}".split("e")[0].rstrip("0").strip("-.")
        assert len(digits) <= 4, level


def test_in_a_ravine_the_steps_grow_so_that_its_floor_is_seen() -> None:
    x, y = np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-1, 3, 81))
    levels = round_levels((1 - x) ** 2 + 100 * (y - x**2) ** 2)
    assert not are_even(levels)
    assert levels[0] <= 5
    assert levels[-1] >= 500


@pytest.mark.parametrize("text", ["x^2 + y^2", "1/(x^2 + y^2)", "20x^2 + y^2", "x + 1e-3 y"])
@pytest.mark.parametrize("start", [(2.0, 1.0), (0.01, -0.02), (400.0, 30.0), (1e-5, 5.0)])
@pytest.mark.parametrize("aspect", [0.7, 1.0, 1.9])
def test_a_view_holds_the_way_with_equal_scales(text: str, start: tuple[float, float], aspect: float) -> None:
    way = np.array([start, (start[0] / 2, 0.0)])
    view = map_view(field(text), way, None, aspect)
    assert view.stretch == pytest.approx(1.0)
    assert all(x in view.x and y in view.y for x, y in way.tolist())
    assert np.hypot(*(way[1] - way[0])) > 0.05 * min(view.x.width, view.y.width)


@pytest.mark.parametrize("wide", [10 ** (k / 7) for k in range(-45, 20)])
def test_a_view_shows_no_more_waves_than_can_be_seen(wide: float) -> None:
    f = field_of(parse(f"sin(x/{wide})*cos(y/{wide})", names=("x", "y")))
    view = map_view(f, np.array([[0.4 * wide, 0.3 * wide]]), None, 1.5)
    assert view.x.width / (2 * pi * wide) < 8


def test_a_window_that_was_chosen_is_kept() -> None:
    view = map_view(field("x^2 + y^2"), np.array([[1.0, 7.0]]), Interval(0, 2), 1.0)
    assert view.x == Interval(0, 2)
    assert 7.0 in view.y


def test_thinning_keeps_the_ends_and_strays_less_than_it_may() -> None:
    turns = np.linspace(0, 1.5, 301)
    arc = 200 * np.column_stack([np.cos(turns), np.sin(turns)])
    thin = thinned(arc, slack=0.06)
    assert len(thin) < 60
    assert np.array_equal(thin[[0, -1]], arc[[0, -1]])
    assert np.abs(np.hypot(*((thin[1:] + thin[:-1]) / 2).T) - 200).max() < 0.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", Vision)
def test_higher_is_lighter_to_every_eye(theme: str, vision: Vision) -> None:
    from hillside.stage.look.color import luminance
    from hillside.stage.look.vision import seen

    heights = np.linspace(0, 1, 9)
    light = [luminance(seen(tint(THEMES[theme], height), vision)) for height in heights]
    assert all(np.diff(light) > 0)
    assert difference(tint(THEMES[theme], 0), tint(THEMES[theme], 1), vision) > 8
    assert {tint(THEMES[theme], height) for height in heights} <= shades(THEMES[theme])
