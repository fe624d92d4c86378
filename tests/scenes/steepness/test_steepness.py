"""The slope meter, read back from the drawing."""

from collections.abc import Iterator
from dataclasses import replace
from math import atan2, degrees, tan
from typing import Any

import numpy as np
import pytest

from hillside.check.stated_numbers import numbers_in
from hillside.stage.errors import ParamError
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.sheet import Sheet
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text
from mathcore import Interval, parse
from scenes.steepness.drawing import LONG
from scenes.steepness.facts import COSTS, NAMES
from scenes.steepness.pair_framing import COSTS as FRAMING
from scenes.steepness.scene import Params, Steepness
from tests.cases.required_labels import missing_labels
from tests.scenes.shared.slopes.commands import command

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
EQUAL = ["x^2/2", "x^3/3 - x", "sin(x)", "exp(-x)", "ln x", "tan(x)", "x^4/4 - x^2 + x/5"]
UNEQUAL = ["1e6 x^2", "1e-6 sin(x)", "tanh(2000x)"]


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with configured(SMALL):
        yield


def drawn(text: str, **params: Any) -> Steepness:
    return Steepness(Params(function=parse(text), **params))


def quotient(text: str, x: float, width: float) -> float:
    f, h = parse(text), 1e-5 * width
    return float(f(x + h) - f(x - h)) / (2 * h)


def angle_of(points: Any) -> float:
    """The angle in degrees of a painted line on the sheet, read from left to right."""
    (x, y), (u, v) = points[0][:2], points[-1][:2]
    return degrees(atan2(v - y, u - x)) if u > x else degrees(atan2(y - v, x - u))


@pytest.mark.parametrize("text", EQUAL)
def test_with_equal_scales_tangent_and_needle_have_the_angle_of_the_slope(text: str) -> None:
    figure = drawn(text)
    still = figure.still()
    assert figure.final_facts.stretch == 1
    for name, tangency in figure.final_facts.tangencies.items():
        plane = still[f"{name}-tangent"].plane
        assert plane.scale[0] == pytest.approx(plane.scale[1])
        slope = quotient(text, tangency.touch.x, 1e-2 * figure.view.view.x.width)
        angle = degrees(atan2(slope, 1))
        assert angle_of(still[f"{name}-tangent"].shapes()[0].points) == pytest.approx(angle, abs=0.05)
        assert angle_of(still[f"{name}-needle"].shapes()[0].points) == pytest.approx(angle, abs=0.05)
        words: Any = figure.parts(figure.final_facts)[f"{name}-angle"]
        assert stated(words) == pytest.approx(angle, abs=0.06)


@pytest.mark.parametrize("text", [*EQUAL, *UNEQUAL])
def test_each_arc_goes_from_the_horizontal_to_the_tangent(text: str) -> None:
    figure = drawn(text)
    still = figure.still()
    for name, tangency in figure.final_facts.tangencies.items():
        center = figure.plane.points([tangency.touch])[0]
        base, arc = still[f"{name}-arc"].shapes()
        assert base.points[-1][1] == pytest.approx(center[1])
        ends = np.array([arc.points[0][:2], arc.points[-1][:2]]) - center
        assert np.hypot(*ends.T) == pytest.approx(np.hypot(*ends[0]))
        assert ends[0, 1] == pytest.approx(0.0, abs=1e-9)
        line = angle_of(still[f"{name}-tangent"].shapes()[0].points)
        assert degrees(atan2(ends[1, 1], ends[1, 0])) == pytest.approx(line, abs=0.05)


@pytest.mark.parametrize("text", UNEQUAL)
def test_unequal_scales_are_stated_and_no_angle_is(text: str) -> None:
    figure = drawn(text)
    still = figure.still()
    scale = still["gentle-tangent"].plane.scale
    assert scale[1] / scale[0] == pytest.approx(figure.final_facts.stretch, rel=1e-4)
    parts = figure.parts(figure.final_facts)
    words: Any = parts["formula"]
    assert "height scaled" in words.lettering.settings[0]
    assert not any(name.endswith("-angle") for name in parts)
    for name in NAMES:
        needle, line = (
            angle_of(still[f"{name}-{part}"].shapes()[0].points) for part in ("needle", "tangent")
        )
        assert needle == pytest.approx(line, abs=0.05)


@pytest.mark.parametrize("text", [*EQUAL, *UNEQUAL])
def test_the_meter_shows_each_slope(text: str) -> None:
    figure = drawn(text)
    for name, tangency in figure.final_facts.tangencies.items():
        words: Any = figure.parts(figure.final_facts)[f"{name}-reading"]
        slope = quotient(text, tangency.touch.x, 1e-2 * figure.view.view.x.width)
        assert stated(words) == pytest.approx(slope, rel=6e-3, abs=1e-9)


def stated(words: Any) -> float:
    """The first number of a label."""
    return numbers_in(markup_text(words.lettering.settings[0]))[0].value


@pytest.mark.parametrize("text", [*EQUAL, *UNEQUAL, "relu(x)", "sin(25x)"])
def test_both_points_are_well_inside_one_window_and_apart(text: str) -> None:
    figure = drawn(text)
    view, plane = figure.view.view, figure.plane
    touches = [tangency.touch for tangency in figure.final_facts.tangencies.values()]
    for touch in touches:
        assert min(touch.x - view.x.low, view.x.high - touch.x) > 0.04 * view.x.width
        assert min(touch.y - view.y.low, view.y.high - touch.y) > 0.04 * view.y.width
    one, other = plane.points(touches)
    assert np.hypot(*(one - other)) > 0.15 * min(plane.box.width, plane.box.height)


@pytest.mark.parametrize("text", [*EQUAL, *UNEQUAL, "relu(x)", "1/x", "sin(25x)"])
def test_the_steep_point_is_steeper_by_a_visible_angle(text: str) -> None:
    gentle, steep = (abs(angle) for angle in drawn(text).final_facts.angles)
    assert steep - gentle >= 12


@pytest.mark.parametrize("text", ["x^2/2", "1e6 x^2", "1e-6 sin(x)"])
def test_the_numbers_at_the_rim_are_the_slopes_whose_angles_have_the_long_ticks(text: str) -> None:
    figure = drawn(text)
    scale = figure.plane.scale
    ticks = figure.still()["dial"].shapes()[0].points.reshape(-1, 4, 3)[:, (0, -1), :2]
    center = figure.still()["gentle-needle"].shapes()[0].points[0][:2]
    lengths = np.hypot(*(ticks[:, 1] - ticks[:, 0]).T)
    angles = [atan2(*(tick[1] - center)[::-1]) for tick in ticks[np.abs(lengths - LONG) < 1e-6]]
    slopes = sorted(tan(angle) * scale[0] / scale[1] for angle in angles)
    # Both curves only climb to these places, so that the lower half of the meter is not drawn.
    assert slopes == pytest.approx([slope for slope in figure.final_facts.rim if slope > 0], rel=1e-4)


def test_the_given_points_are_the_ones_measured() -> None:
    known = drawn("x^2/2", gentle=-0.25, steep=2.0).final_facts
    assert (known.gentle.slope, known.steep.slope) == (-0.25, 2.0)


@pytest.mark.parametrize(
    ("text", "params", "why"),
    [
        ("2x + 1", {}, "the slope of 2x \\+ 1 is 2 in size"),
        ("3", {}, "is 0 in size"),
        ("|x|", {}, "is 1 in size"),
        ("x^2", {"gentle": 2.0, "steep": 1.0}, "does not look less steep"),
        ("|x|", {"steep": 0.0}, "corner"),
        ("1/x", {"steep": 0.0}, "pole"),
        ("x^2", {"steep": 2.0, "window": Interval(-1, 1)}, "outside the window"),
    ],
)
def test_points_that_cannot_be_compared_are_refused_in_a_sentence(
    text: str, params: dict[str, Any], why: str
) -> None:
    with pytest.raises(ParamError, match=why) as refused:
        drawn(text, **params)
    assert refused.value.exit_code == 2


def test_in_the_film_the_needle_follows_the_tangent() -> None:
    figure = drawn("x^2/2")
    beat = next(number for number, beat in enumerate(figure.film.beats) if "steep" in beat.to)
    start = figure.film.starts()[beat]
    angles = []
    for t in start + figure.film.beats[beat].seconds * np.linspace(0.2, 1.0, 5):
        picture = figure.picture(figure.film.at(float(t)))
        line, needle = (
            angle_of(picture[f"steep-{part}"].shapes()[0].points) for part in ("tangent", "needle")
        )
        assert line == pytest.approx(needle, abs=0.05)
        angles.append(needle)
    assert angles[-1] - angles[0] > 5


@pytest.mark.parametrize("size", [(480, 270), (360, 270), (270, 270), (270, 480)])
@pytest.mark.parametrize("text", ["1e6 x^2", "-exp(x)", "sin(25x)", "x^3/3 - x"])
def test_every_label_is_placed_in_extreme_cases_and_every_shape(text: str, size: tuple[int, int]) -> None:
    with configured({"pixel_width": size[0], "pixel_height": size[1]}):
        figure = drawn(text)
        assert not missing_labels(figure)


@pytest.mark.parametrize(
    ("weight", "text"),
    [
        ("opposite", "x^2"),
        ("falling", "cos(x)"),
        ("unequal", "exp(x)"),
        ("upright", "sin(30x)"),
        ("odd", "x^3/3 - x"),
        ("left", "1/x"),
        ("cornered", "relu(x)"),
        ("broken", "tan(x)"),
    ],
)
def test_without_a_weight_the_example_in_its_table_has_other_points(
    weight: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("steepness", {"function": text}) in " ".join(str(type(COSTS).__doc__).split())
    read, sheet = from_text(Params, {"function": text}), Sheet.of_shape(16, 9)
    usual = Steepness.view_of(read, sheet)
    monkeypatch.setattr("scenes.steepness.facts.COSTS", replace(COSTS, **{weight: 0.0}))
    assert Steepness.view_of(read, sheet) != usual


@pytest.mark.parametrize(
    ("weight", "text"),
    [
        ("crowded", "x^2"),
        ("together", "exp(x)"),
        ("unseen", "sin(x)"),
        ("low", "tanh(x)"),
        ("narrow", "tan(x)"),
        ("zero", "x exp(-x)"),
    ],
)
def test_without_a_weight_the_example_in_its_table_has_another_window(
    weight: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("steepness", {"function": text}) in " ".join(str(type(FRAMING).__doc__).split())
    read, sheet = from_text(Params, {"function": text}), Sheet.of_shape(16, 9)
    usual = Steepness.view_of(read, sheet)
    monkeypatch.setattr("scenes.steepness.pair_framing.COSTS", replace(FRAMING, **{weight: 0.0}))
    assert Steepness.view_of(read, sheet) != usual
