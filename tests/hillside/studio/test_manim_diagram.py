"""Diagrams in a manim scene of one's own: their parts, their coordinates, and how they glide."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import LEFT, PI, Create, FadeIn, Scene, Transform, VGroup, tempconfig

from hillside import Diagram, HikerDiagram, TangentDiagram
from hillside.stage.errors import HillsideError


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Have manim write nothing."""
    settings = {
        "dry_run": True,
        "pixel_width": 160,
        "pixel_height": 90,
        "frame_rate": 4,
        "verbosity": "ERROR",
    }
    with tempconfig({**settings, "progress_bar": "none"}):
        yield


@pytest.fixture
def parabola() -> TangentDiagram:
    return TangentDiagram("x^2", at=1, width=6)


def slope_of(diagram: Diagram) -> float:
    """Return the slope of the drawn tangent, read from its points alone."""
    points = np.vstack([stroke.points for stroke in diagram["tangent"].submobjects])
    (x0, y0), (x1, y1) = (diagram.p2c(point) for point in (points[0], points[-1]))
    return (y1 - y0) / (x1 - x0)


def test_a_diagram_is_a_group_of_named_parts_of_a_width_in_manims_units(parabola: TangentDiagram):
    assert isinstance(parabola, VGroup)
    assert {"axes", "curve", "tangent", "touch", "slope"} <= set(parabola.names)
    assert parabola.width == pytest.approx(6)
    assert parabola.get_center() == pytest.approx(np.zeros(3), abs=1e-9)


def test_coordinates_are_those_of_the_drawing_wherever_it_is_put(parabola: TangentDiagram):
    for moved in (parabola, parabola.copy().shift(2 * LEFT).scale(0.5).rotate(PI / 5)):
        touch = moved["touch"].submobjects[-1].get_center()
        assert moved.c2p(1, 1) == pytest.approx(touch, abs=1e-6)
        assert moved.p2c(moved.c2p(-2, 0.5)) == pytest.approx((-2, 0.5))
        assert slope_of(moved) == pytest.approx(2, abs=0.01)


def test_parameters_glide_and_the_parts_stay_the_same_objects(parabola: TangentDiagram):
    scene, tangent = Scene(), parabola["tangent"]
    scene.add(parabola)
    glide = parabola.animate_to(at=2, run_time=0.5)
    scene.play(glide)
    assert parabola["tangent"] is tangent
    assert slope_of(parabola) == pytest.approx(4, abs=0.02)
    scene.play(parabola.animate_to(at=-1, run_time=0.5))
    assert slope_of(parabola) == pytest.approx(-2, abs=0.02)


def test_half_way_the_tangent_is_that_of_a_point_between(parabola: TangentDiagram):
    glide = parabola.animate_to(at=2)
    glide.begin()
    glide.interpolate(0.5)
    assert slope_of(parabola) == pytest.approx(3, abs=0.02)
    assert "running-slope" not in parabola.names


def test_what_manim_paints_to_the_end_of_an_animation_shows_no_old_picture(parabola: TangentDiagram):
    old = [shape for part in parabola.names for shape in parabola[part].family_members_with_points()]
    glide = parabola.animate_to(at=2)
    glide.begin()
    glide.interpolate(1)
    now = {id(shape) for shape in parabola.family_members_with_points()}
    assert all(id(shape) in now or len(shape.points) == 0 for shape in old)


def test_manims_animations_work_on_parts(parabola: TangentDiagram):
    scene, other = Scene(), TangentDiagram("x^2", at=-1, width=6)
    scene.play(Create(parabola["curve"]), FadeIn(parabola["slope"]), run_time=0.5)
    scene.play(Create(parabola["tangent"]), run_time=0.5)
    scene.play(Transform(parabola["tangent"], other["tangent"]), run_time=0.5)
    assert slope_of(parabola) == pytest.approx(-2, abs=0.02)


def test_the_hiker_walks():
    hiker = HikerDiagram("x^2/2", start=2, rate=0.5, width=5)
    assert hiker.width == pytest.approx(5)
    before = hiker["hiker"].get_center()
    Scene().play(hiker.animate_to(step=1, run_time=0.5))
    # From 2, a step of half the slope leads to 1.
    assert hiker["hiker"].get_center()[0] - before[0] == pytest.approx(
        hiker.c2p(1, 0)[0] - hiker.c2p(2, 0)[0], abs=0.15
    )


def test_a_diagram_suits_the_background_of_the_scene():
    with tempconfig({"background_color": "#ffffff"}):
        ink = TangentDiagram("x^2")["slope"].submobjects[0].get_fill_color().to_hex()
    assert ink.lower() == "#161f29"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: TangentDiagram("x^2")["tangnt"], 'the diagram has no part "tangnt"; did you mean "tangent"'),
        (lambda: TangentDiagram("x^2").animate_to(att=2), 'att: no such parameter here; did you mean "at"'),
        (lambda: TangentDiagram("x^2").animate_to(function="x"), "since only numbers do"),
        (lambda: TangentDiagram("x^2").animate_to(at=9), "9 lies outside the window"),
        (lambda: Diagram("header").animate_to(start=90), "90 lies outside the window -1.5 to 1.5"),
        (
            lambda: TangentDiagram("e^x", window=[-3, 3], at=0).animate_to(at=2.9),
            "at=2.9 leads out of the diagram, which shows -3 to 3 .*touch",
        ),
        (lambda: Diagram("landscape"), "painted in pixels"),
        (lambda: Diagram("tangnt"), 'there is no figure "tangnt"; did you mean "tangent"'),
        (lambda: TangentDiagram("1/x", at=0), "x = 0|at"),
    ],
)
def test_what_is_impossible_is_refused_with_the_way_out(make, message: str):
    with pytest.raises(HillsideError, match=message):
        make()


def test_the_examples_of_the_guide_run():
    guide = Path(__file__).parents[3] / "docs" / "manim.md"
    scenes: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL):
        exec(code, scenes)  # noqa: S102 - our own text
    for name in ("Slopes", "Walk", "Mine"):
        scenes[name]().render()


def test_a_number_still_counts_parts(parabola: TangentDiagram):
    assert parabola[0] is parabola.submobjects[0]
