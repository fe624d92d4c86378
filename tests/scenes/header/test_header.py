"""The header: its left half is the tangent's, its right half the hiker's, and neither leaves its half."""

from typing import Any

import numpy as np
import pytest
import sympy

from hillside.stage.errors import ParamError
from hillside.studio.renderer import configured
from mathcore import Interval, constant, parse
from scenes.header.scene import Header
from scenes.hiker.scene import Hiker
from scenes.tangent.scene import Tangent
from tests.cases.required_labels import missing_labels

pytestmark = pytest.mark.usefixtures("small")

X = sympy.Symbol("x")
CURVES = [("x^3/12 + x/4 + 1", 1.5), ("sin(x)", -0.7), ("exp(x)", 0.5), ("x^2", -2.0), ("1e6 x^2", 1e-3)]
HILLS = [("2 exp(-x^2/2)", -0.8), ("x^2", 1.5), ("cos(x)", 0.6), ("1e-6 x^2", 3.0), ("exp(-x)", 0.0)]
LEFT = ("axes", "curve", "tangent", "touch", "run", "rise", "callout", "curve-name", "x-name", "y-name")
RIGHT = ("solid", "turf", "ground", "hiker", "arrow", "direction-name")
SHAPES = {"wide": (480, 270), "old": (360, 270), "square": (270, 270), "tall": (270, 480)}


def figure(**given: Any) -> Header:
    texts = {name: parse(given.pop(name)) for name in ("function", "hill") if name in given}
    return Header(Header.Params(**texts, **given))


def slope(function: str, x: float) -> float:
    """The derivative by formula, from another program."""
    written = (
        function.replace("^", "**").replace("e6 x", "e6*x").replace("e-6 x", "e-6*x").replace("2 e", "2*e")
    )
    return float(sympy.sympify(written, locals={"x": X}).diff(X).subs(X, x).evalf(30))


def painted(part: Any) -> np.ndarray:
    return np.vstack([shape.points[:, :2] for shape in part.shapes()])


@pytest.mark.parametrize(("function", "at"), CURVES)
def test_the_left_half_claims_what_the_tangent_claims(function: str, at: float) -> None:
    known: Any = figure(function=function, at=at).final_facts.slope
    tangent: Any = Tangent(Tangent.Params(function=parse(function), at=at)).final_facts
    assert (known.touch, known.slope) == (tangent.touch, tangent.slope)
    assert known.slope == pytest.approx(slope(function, at), rel=1e-9)
    assert known.tangent.slope == pytest.approx(known.slope)


@pytest.mark.parametrize(("function", "at"), CURVES)
def test_the_tangent_is_painted_through_the_touch_point_with_its_slope(function: str, at: float) -> None:
    drawn = figure(function=function, at=at)
    still, known = drawn.still(), drawn.final_facts.slope
    plane: Any = still["tangent"].plane
    line = plane.read(still["tangent"], like=known.tangent)
    dot = plane.read(still["touch"], like=known.touch)
    assert line.slope == pytest.approx(slope(function, at), rel=1e-3)
    on_line = line.start.y + line.slope * (dot.x - line.start.x)
    assert (dot.x, dot.y) == pytest.approx((at, on_line), abs=1e-3 * drawn.view[0].y.width)


@pytest.mark.parametrize(("hill", "start"), HILLS)
def test_the_right_half_claims_what_the_hiker_claims_before_the_first_step(hill: str, start: float) -> None:
    known = figure(hill=hill, start=start).final_facts.hill
    hiker = Hiker(Hiker.Params(function=parse(hill), start=start, step=0.0)).final_facts
    assert (known.foot, known.slope, known.downhill) == (hiker.foot, hiker.slope, hiker.downhill)
    assert known.slope == pytest.approx(slope(hill, start), rel=1e-9)
    assert known.step == 0.0


@pytest.mark.parametrize(("hill", "start"), HILLS)
def test_the_arrow_runs_along_the_hill_to_lower_values(hill: str, start: float) -> None:
    drawn = figure(hill=hill, start=start)
    part: Any = drawn.still()["arrow"]
    shaft, head = part.shapes()
    tail, tip = part.plane.to_data(np.vstack([shaft.points[:1, :2], head.points[:1, :2]]))
    true = slope(hill, start)
    assert (tip - tail)[0] * true < 0
    assert (tip - tail)[1] / (tip - tail)[0] == pytest.approx(true, rel=1e-4)


@pytest.mark.parametrize(("hill", "start"), HILLS)
def test_the_hiker_stands_on_the_painted_hill_at_the_start(hill: str, start: float) -> None:
    drawn = figure(hill=hill, start=start)
    still, plane = drawn.still(), drawn.still()["arrow"].plane
    assert plane is not None
    ground, body = painted(still["ground"]), painted(still["hiker"])
    foot = plane.to_sheet(np.array([[start, parse(hill)(start)]]))[0]
    under = np.interp(body[:, 0], *ground.T)
    assert (body[:, 1] > under - 1.0).all()
    assert body[:, 0].min() < foot[0] < body[:, 0].max()
    assert np.abs(ground - foot).sum(axis=1).min() < 6.0


@pytest.mark.parametrize("shape", SHAPES)
def test_each_half_stays_on_its_side_of_the_sheet(shape: str) -> None:
    width, height = SHAPES[shape]
    with configured({"pixel_width": width, "pixel_height": height}):
        drawn = figure()
        still = drawn.still()
        left, right = (
            np.vstack([painted(still[name]) for name in names if name in still]) for names in (LEFT, RIGHT)
        )
        assert {*LEFT, *RIGHT} <= set(still)
        beside = left[:, 0].max() < right[:, 0].min()
        assert beside if width > height else beside or left[:, 1].min() > right[:, 1].max()
        assert not missing_labels(drawn)


def test_alt_text_describes_both_halves_with_true_numbers() -> None:
    drawn = figure(function="x^2", at=1.5, hill="x^2", start=-1.0)
    alt = drawn.alt(drawn.final_facts)
    assert "the curve y = x^2 with its dashed tangent at x = 1.5, of slope 3," in alt
    assert "an arrow downhill to the right" in alt
    other = figure(hill="x^2", start=1.0)
    assert "an arrow downhill to the left" in other.alt(other.final_facts)


def test_on_flat_ground_there_is_no_arrow_and_the_alt_text_says_so() -> None:
    drawn = figure(hill="x^2", start=0.0)
    assert drawn.final_facts.hill.downhill == 0
    assert not {"arrow", "direction-name"} & set(drawn.still())
    assert "where the ground is flat" in drawn.alt(drawn.final_facts)


def test_the_film_explains_the_slope_first_and_then_its_use_for_the_hiker() -> None:
    beats = figure(hill="x^2", start=-1.0).film.beats
    shown = [part for beat in beats for part in beat.appearing]
    assert shown.index("callout") < shown.index("hiker") < shown.index("arrow")
    assert "The slope underfoot, −2 here, says which way is down" in beats[-1].say


def test_on_flat_ground_nothing_is_said_of_a_way_down_or_of_a_triangle() -> None:
    drawn = figure(function="sin(x)", at=constant("pi/2"), hill="x^2", start=0.0)
    beats = drawn.film.beats
    told = " ".join(beat.say for beat in beats)
    assert beats[-1].say == "The slope underfoot is 0: the ground is flat."
    assert "way is down" not in told
    assert "rise over its run" not in told
    assert "The slope at x = π/2 is 0. The function is flat there." in told
    assert "triangle" not in drawn.alt(drawn.final_facts)
    assert {part for beat in beats for part in beat.show if isinstance(part, str)} <= set(
        drawn.parts(drawn.final_facts)
    )


def test_custom_words_appear_in_both_halves_and_in_the_captions() -> None:
    drawn = figure(label="Steepness", direction="Improve the model")
    parts: Any = drawn.parts(drawn.final_facts)
    told = " ".join(beat.say for beat in drawn.film.beats)
    for part, words in (("callout", "Steepness"), ("direction-name", "Improve")):
        assert words in " ".join(parts[part].lettering.settings)
        assert words in told


@pytest.mark.parametrize(
    ("given", "parameter", "why"),
    [
        ({"function": "|x|", "at": 0.0}, "at", "corner"),
        ({"function": "1/x", "at": 0.0}, "at", "pole"),
        ({"function": "x^2", "at": 5.0, "window": Interval(-1.0, 1.0)}, "at", "outside the window"),
        ({"hill": "|x|", "start": 0.0}, "start", "corner"),
        ({"hill": "ln(x)", "start": -1.0}, "start", "undefined there"),
        ({"hill": "x^2", "start": 5.0, "hill_window": Interval(-1.0, 1.0)}, "start", "outside the window"),
    ],
)
def test_what_has_no_slope_or_is_outside_the_window_is_refused_by_name(
    given: dict[str, Any], parameter: str, why: str
) -> None:
    with pytest.raises(ParamError, match=why) as refused:
        figure(**given)
    assert refused.value.exit_code == 2
    assert refused.value.name == parameter
