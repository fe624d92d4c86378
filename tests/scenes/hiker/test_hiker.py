"""The hiker: each stop is a step of gradient descent, the feet stand on the ground, the arrow leads down."""

import re
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy

from hillside.stage.errors import ParamError
from hillside.stage.film import Beat
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.params import replace
from mathcore import Interval, Verdict, constant, parse
from scenes.hiker.facts import End
from scenes.hiker.marks.downhill_arrow import LONGEST
from scenes.hiker.scene import Hiker
from tests.cases.required_labels import missing_labels

pytestmark = pytest.mark.usefixtures("small")

X = sympy.Symbol("x")
GROUNDS = [
    ("x^4/4 - x^2 + x/5", 0.4, 0.25),
    ("x^2", 2.0, 0.1),
    ("sin(x) + x^2/10", 3.0, 0.4),
    ("exp(-x) + x/5", -1.0, 0.3),
    ("1e6 x^2", 1e-3, 1e-7),
    ("1e-6 (x - 100)^2", 103.0, 2e5),
    ("sqrt(x^2 + 1)", -2.5, 0.8),
]
"""Functions, where the hiker sets out, and a rate at which the walk stays on the ground shown."""


def figure(function: str = "x^4/4 - x^2 + x/5", start: float = 0.4, **given: Any) -> Hiker:
    return Hiker(Hiker.Params(function=parse(function), start=start, **given))


def slope(function: str, x: float) -> float:
    """The derivative by formula, from another program."""
    written = function.replace("^", "**").replace("1e6 x", "1e6*x").replace("1e-6 (", "1e-6*(")
    return float(sympy.sympify(written, locals={"x": X}).diff(X).subs(X, x).evalf(30))


def captions(drawn: Hiker) -> str:
    return " ".join(beat.say for beat in drawn.film.beats)


def label_text(drawn: Hiker, name: str) -> str:
    label: Any = drawn.parts(drawn.final_facts)[name]
    return markup_text(label.lettering.settings[0])


def beat_that_walks_to(drawn: Hiker, step: float) -> Beat:
    return next(beat for beat in drawn.film.beats if beat.to.get("step") == step)


def arrow_ends(drawn: Hiker) -> np.ndarray:
    """Tail and tip of the painted arrow in data coordinates, shape `(2, 2)`."""
    part: Any = drawn.still()["arrow"]
    shaft, head = part.shapes()
    return part.plane.to_data(np.vstack([shaft.points[:1, :2], head.points[:1, :2]]))


def boots(part: Any) -> list[np.ndarray]:
    """The painted outlines of the far and of the near boot, shape `(n, 2)` each."""
    names = ("far boot", "near boot")
    return [np.vstack([each.points[:, :2] for each in part.shapes() if each.name == name]) for name in names]


def gap(along: np.ndarray, ground: np.ndarray) -> float:
    """The least distance of the ink of a boot from the ground, in layout pixels."""
    start, way = ground[:-1], np.diff(ground, axis=0)
    share = np.clip(((along[:, None] - start) * way).sum(-1) / np.maximum((way**2).sum(-1), 1e-12), 0, 1)
    off = np.linalg.norm(along[:, None] - start - share[..., None] * way, axis=-1)
    return float(off.min())


@pytest.mark.parametrize(("function", "start", "rate"), GROUNDS)
def test_each_stop_is_the_previous_one_minus_rate_times_slope(
    function: str, start: float, rate: float
) -> None:
    known = figure(function, start, rate=rate).final_facts
    x = mpmath.mpf(start)
    assert len(known.stops) > 2
    for stop in known.stops:
        assert stop.x == pytest.approx(float(x), rel=1e-9, abs=1e-12)
        assert stop.y == pytest.approx(float(parse(function)(stop.x)))
        x -= rate * slope(function, float(x))


@pytest.mark.parametrize(("function", "start", "rate"), GROUNDS)
def test_a_dot_is_painted_on_the_ground_at_each_stop(function: str, start: float, rate: float) -> None:
    drawn = figure(function, start, rate=rate)
    plane: Any = drawn.still()["place"].plane
    painted = [shape.points[:, :2] for shape in drawn.still()["stops"].shapes()]
    centers = plane.to_data(np.array([(each.min(axis=0) + each.max(axis=0)) / 2 for each in painted]))
    for stop in drawn.final_facts.stops:
        off = np.abs(centers - (stop.x, stop.y)) * plane.scale
        assert np.hypot(*off.T).min() < 0.1


@pytest.mark.parametrize(("function", "start", "rate"), GROUNDS)
@pytest.mark.parametrize("step", [0.0, 0.5, 1.0, 1.3, 2.0])
def test_both_feet_are_planted_at_a_stop_and_at_least_one_in_between(
    function: str, start: float, rate: float, step: float
) -> None:
    drawn = figure(function, start, rate=rate, step=step)
    still = drawn.still()
    ground = np.vstack([shape.points[:, :2] for shape in still["ground"].shapes()])
    gaps = sorted(gap(boot, ground) for boot in boots(still["hiker"]))
    assert len(gaps) == 2
    assert gaps[0] > -1.0
    assert gaps[1 if step == int(step) else 0] < 1.0


@pytest.mark.parametrize(
    ("function", "start", "given"), [("3", 1.0, {}), ("x^2", 2.0, {"rate": 0.3, "steps": 60, "step": 60.0})]
)
def test_on_level_ground_the_weight_is_over_the_stop(
    function: str, start: float, given: dict[str, float]
) -> None:
    drawn = figure(function, start, **given)
    plane: Any = drawn.still()["underfoot"].plane
    middles = [(boot.min(axis=0) + boot.max(axis=0)) / 2 for boot in boots(drawn.still()["hiker"])]
    stop = plane.points([drawn.final_facts.stops[-1]])[0]
    assert np.mean(middles, axis=0)[0] == pytest.approx(stop[0], abs=6.0)


def test_in_the_film_the_hiker_never_leaves_the_ground() -> None:
    drawn = figure()
    on = [drawn.film.seconds * share for share in np.linspace(0.35, 0.98, 9)]
    pictures = [drawn.picture(drawn.film.at(t)) for t in on]
    walking = [picture for picture in pictures if "hiker" in picture and "ground" in picture]
    assert len(walking) >= 6
    for picture in walking:
        ground = np.vstack([shape.points[:, :2] for shape in picture["ground"].shapes()])
        gaps = [gap(boot, ground) for boot in boots(picture["hiker"])]
        assert min(gaps) == pytest.approx(0.0, abs=1.0)


@pytest.mark.parametrize(("function", "start", "rate"), GROUNDS)
@pytest.mark.parametrize("step", [0.0, 1.0])
def test_the_arrow_runs_along_the_tangent_to_lower_values(
    function: str, start: float, rate: float, step: float
) -> None:
    drawn = figure(function, start, rate=rate, step=step)
    tail, tip = arrow_ends(drawn)
    true = slope(function, drawn.final_facts.foot.x)
    assert (tip - tail)[0] * true < 0
    assert (tip - tail)[1] / (tip - tail)[0] == pytest.approx(true, rel=1e-4)
    x, height = drawn.final_facts.foot.x, parse(function)
    ahead = 1e-4 * drawn.view.x.width * np.sign((tip - tail)[0])
    assert height(x + ahead) < height(x)


@pytest.mark.parametrize(("function", "start", "rate"), GROUNDS)
def test_the_tangent_underfoot_touches_at_the_foot_with_the_slope(
    function: str, start: float, rate: float
) -> None:
    drawn = figure(function, start, rate=rate, step=1.0)
    known = drawn.final_facts
    assert known.underfoot is not None
    line: Any = drawn.still()["underfoot"].plane.read(drawn.still()["underfoot"], like=known.underfoot)
    assert line.slope == pytest.approx(slope(function, known.foot.x), rel=1e-3)
    over = known.foot.x - line.start.x
    assert line.start.y + line.slope * over == pytest.approx(known.foot.y, abs=1e-3 * drawn.view.y.width)


def test_between_two_stops_the_foot_is_interpolated_and_after_the_last_it_stays() -> None:
    drawn = figure("x^2", 2.0, rate=0.1, step=0.25, steps=3)
    assert drawn.final_facts.foot.x == pytest.approx(2.0 + 0.25 * (1.6 - 2.0))
    assert drawn.final_facts.foot.y == pytest.approx(drawn.final_facts.foot.x**2)
    late = figure("x^2", 2.0, rate=0.1, step=99.0, steps=3).final_facts
    assert (late.step, late.foot.x) == (3.0, pytest.approx(2.0 * 0.8**3))


def test_alt_text_says_where_the_hiker_stands_and_which_way_is_down() -> None:
    for start, side in ((-2.0, "right"), (2.0, "left")):
        drawn = figure("x^2", start, step=0.0)
        alt = drawn.alt(drawn.final_facts).replace("−", "-")
        assert f"stands at x = {start:g} on a hill shaped like y = x^2." in alt
        assert f"The slope underfoot is {2 * start:g}, so the way down is to the {side}." in alt


def test_the_lines_over_the_picture_state_the_height_the_slope_and_the_step() -> None:
    drawn = figure("x^2", -1.5, step=0.0)
    line: Any = drawn.parts(drawn.final_facts)["slope"]
    assert 'x = "−1.5"' in line.lettering.settings[0]
    assert 'f(x) = "2.25"' in line.lettering.settings[0]
    assert 'f\'(x) = "−3"' in line.lettering.settings[0]
    assert "step-size" not in drawn.parts(drawn.final_facts)
    after: Any = figure("x^2", -1.5, step=1.0)
    assert label_text(after, "step-size") == "step length = 0.25 · 3 = 0.75"


def test_the_first_step_is_walked_while_the_rule_is_told_and_of_a_second_the_length_and_side() -> None:
    for start, side in ((2.0, "right"), (-2.0, "left")):
        drawn = figure("x^2", start, rate=0.8, steps=2)
        told = "Each step is the learning rate, 0.8, times the slope."
        assert beat_that_walks_to(drawn, 1.0).say == told
        assert beat_that_walks_to(drawn, 2.0).say == f"Step 2: 1.92 to the {side}."


def test_the_words_say_that_too_large_a_rate_leads_out_of_the_picture() -> None:
    drawn = figure("x^2", 2.0, rate=1.2)
    known = drawn.final_facts
    assert (known.end, known.verdict) == (End.TOO_HIGH, Verdict.DIVERGES)
    assert known.following == pytest.approx(2.0 * (1 - 2.4) ** len(known.stops))
    assert all(abs(after.x) > abs(before.x) for before, after in pairwise(known.stops))
    assert "higher up than is shown: the rate is too large" in captions(drawn)
    assert label_text(drawn, "verdict") == "Diverges"


def test_a_walk_off_the_ground_shown_is_not_blamed_on_the_rate_if_it_goes_on_downhill_or_arrives() -> None:
    for function, start, given in (
        ("-x^2", 0.5, {"rate": 0.3, "steps": 50}),
        ("x^2", 2.0, {"rate": 0.1, "window": Interval(1.0, 3.0)}),
    ):
        drawn = figure(function, start, **given)
        known = drawn.final_facts
        assert known.end is End.OFF_THE_GROUND
        assert not drawn.view.x.low + 0.03 * drawn.view.x.width < known.following < drawn.view.x.high
        assert "off the ground shown." in captions(drawn)
        assert "too large" not in captions(drawn)


@pytest.mark.parametrize(
    ("function", "start", "given"),
    [
        ("x^2", 2.0, {"rate": 0.3, "steps": 60}),
        ("(x - 3)^2", 5.0, {}),
        ("x^4/4 - x^2 + x/5", 0.4, {}),
    ],
)
def test_a_walk_into_a_valley_ends_with_the_slope_and_the_error_that_the_picture_has(
    function: str, start: float, given: dict[str, Any]
) -> None:
    drawn = figure(function, start, **given)
    known = drawn.final_facts
    last = known.stops[-1]
    true = slope(function, last.x)
    assert known.verdict is Verdict.ARRIVES
    assert known.last_slope == pytest.approx(true)
    at_end = figure(function, start, step=99.0, **given)
    line: Any = at_end.parts(at_end.final_facts)["slope"]
    shown = drawn.language.numeral(true)
    assert f'= "{shown}"' in line.lettering.settings[0]
    assert f'= "{drawn.language.numeral(last.y)}"' in line.lettering.settings[0]
    assert "The bottom of the valley is all but reached: the ground is almost flat." in captions(drawn)
    assert label_text(drawn, "verdict") == "in the valley"


def test_a_walk_that_starts_on_flat_ground_goes_nowhere_and_has_no_arrow() -> None:
    for function, start in (("x^2", 0.0), ("x^3", 0.0), ("3", 1.0), ("sin(x)", constant("pi/2"))):
        drawn = figure(function, start)
        assert drawn.final_facts.end is End.FLAT
        assert not {"arrow", "direction", "verdict", "hops"} & set(drawn.parts(drawn.final_facts))
        assert "no way down" in captions(drawn)
        assert not any(word in captions(drawn) for word in ("downhill", "Step", "learning rate"))
        assert "the ground is flat" in drawn.alt(drawn.final_facts)


def test_a_walk_that_runs_out_of_steps_is_described_with_its_last_error() -> None:
    drawn = figure("x^2", 2.0, rate=0.1, steps=3)
    assert drawn.final_facts.end is End.STEPS_TAKEN
    assert f"After step 3 the error is {(2.0 * 0.8**3) ** 2:.3g}." in captions(drawn)


@pytest.mark.parametrize(("start", "given"), [(2.0, {"window": Interval(-10.0, 10.0)}), (10.0, {})])
def test_a_walk_that_climbs_is_told_as_one(start: float, given: dict[str, Any]) -> None:
    drawn = figure("x^2", start, rate=1.05, steps=5, **given)
    errors = [stop.y for stop in drawn.final_facts.stops]
    assert errors == sorted(errors)
    assert len(errors) == 6
    assert drawn.final_facts.verdict is Verdict.DIVERGES
    assert "After step 5 the error is higher than at the start" in captions(drawn)


@pytest.mark.parametrize(
    ("function", "start", "given", "end", "words"),
    [
        ("ln(x)", 1.0, {"rate": 0.3}, End.NO_GROUND, "lead to x = −0.834, where there is no ground"),
        ("sqrt(x)", 1.0, {"rate": 3.0}, End.NO_GROUND, "lead to x = −0.5, where there is no ground"),
        ("-1/x", 1.0, {"rate": 1.5, "window": Interval(-2.0, 2.0)}, End.GAP, "x = −0.5, across a gap"),
        ("x^2", 1.0, {"rate": 0.001, "steps": 200}, End.TOO_SHORT, "The next step is too short"),
        ("exp(-x)", 0.0, {"steps": 200}, End.TOO_SHORT, "too short to be seen here"),
        ("exp(-x)", 0.0, {"steps": 9}, End.STEPS_TAKEN, "After step 9 the ground still falls"),
        ("x^3", 1.0, {"rate": 0.33, "steps": 200}, End.TOO_SHORT, "but this is no valley"),
        ("|x|", 0.3, {"rate": 0.5}, End.STEPS_TAKEN, "the walk swings on without end"),
    ],
)
def test_the_end_of_a_walk_and_what_becomes_of_it_are_told(
    function: str, start: float, given: dict[str, Any], end: End, words: str
) -> None:
    drawn = figure(function, start, **given)
    assert drawn.final_facts.end is end
    assert words in captions(drawn)
    x = mpmath.mpf(start)
    for _ in drawn.final_facts.stops:
        x -= given.get("rate", 0.25) * slope(function.replace("|x|", "sqrt(x^2)"), float(x))
    assert drawn.final_facts.following == pytest.approx(float(x))


def test_at_a_corner_on_the_walk_there_is_no_tangent_underfoot() -> None:
    drawn = figure("|x|", 1.0, rate=1.0, steps=1, step=1.0)
    assert drawn.final_facts.underfoot is None
    assert "underfoot" not in drawn.still()


@pytest.mark.parametrize(
    ("function", "start", "given"),
    [
        ("|x|", 0.0, {}),
        ("1/x", 0.0, {}),
        ("ln(x)", -1.0, {}),
        ("sqrt(x)", 0.0, {}),
        ("x^2", 5.0, {"window": Interval(-1.0, 1.0)}),
    ],
)
def test_a_start_without_a_slope_or_outside_the_window_is_refused(
    function: str, start: float, given: dict[str, Any]
) -> None:
    with pytest.raises(ParamError) as refused:
        figure(function, start, **given)
    assert (refused.value.name, refused.value.exit_code) == ("start", 2)


def test_ground_on_which_nobody_can_stand_is_refused() -> None:
    with pytest.raises(ParamError, match="too steep or too narrow"):
        figure("1/x", 0.01, window=Interval(0.0, 3.0)).still()


@pytest.mark.parametrize("name", ["rate=0", "rate=-1", "steps=0", "steps=201", "step=-1"])
def test_impossible_rates_and_step_counts_are_refused(name: str) -> None:
    parameter, _, text = name.partition("=")
    with pytest.raises(ParamError, match=parameter):
        Hiker.Params(**{parameter: float(text) if parameter != "steps" else int(text)})  # pyright: ignore


@pytest.mark.parametrize(
    "function", ["x^2/4 + sin(25x)", "1e6 x^2", "tanh(2000x)", "1/x", "x^2 if x < 0 else x", "exp(x)"]
)
def test_every_label_is_placed_on_steep_flat_and_discontinuous_ground(function: str) -> None:
    drawn = figure(function, 0.7)
    assert not missing_labels(drawn)
    assert 40 < len(drawn.alt(drawn.final_facts)) < 320


def test_custom_words_appear_at_the_arrow_and_in_the_caption() -> None:
    drawn = figure(label="This way to a better model", step=0.0)
    label: Any = drawn.parts(drawn.final_facts)["direction"]
    assert "better model" in " ".join(label.lettering.settings)
    assert "The arrow points downhill. This way to a better model." in captions(drawn)


def arrow_length(drawn: Hiker) -> float:
    part: Any = drawn.still()["arrow"]
    shaft, head = part.shapes()
    return float(np.hypot(*(head.points[0, :2] - shaft.points[0, :2])))


def test_the_arrow_is_as_long_as_the_slope_is_steep() -> None:
    for step in (0.0, 1.0, 2.0, 3.0):
        drawn = figure(rate=0.25, step=step)
        known = drawn.final_facts
        share = abs(known.slope) / max(abs(slope("x^4/4 - x^2 + x/5", stop.x)) for stop in known.stops)
        assert arrow_length(drawn) == pytest.approx(LONGEST * share, rel=0.02)


def test_the_arrow_never_meets_the_ground() -> None:
    for function, start, rate in GROUNDS:
        for step in (0.0, 0.6, 1.0, 1.4):
            still = figure(function, start, rate=rate, step=step).still()
            if "arrow" in still:
                ground = np.vstack([shape.points[:, :2] for shape in still["ground"].shapes()])
                arrow = np.vstack([shape.points[:, :2] for shape in still["arrow"].shapes()])
                assert (arrow[:, 1] > np.interp(arrow[:, 0], *ground.T) + 10.0).all()


@pytest.mark.parametrize(("function", "start", "rate"), GROUNDS)
def test_the_hops_on_the_axis_join_the_stops_that_have_been_reached(
    function: str, start: float, rate: float
) -> None:
    drawn = figure(function, start, rate=rate, step=2.0)
    plane: Any = drawn.still()["place"].plane
    points = np.vstack([shape.points[:, :2] for shape in drawn.still()["hops"].shapes()])
    ends = plane.to_data(points[points[:, 1] < points[:, 1].min() + 0.1])[:, 0]
    for stop in drawn.final_facts.stops[:3]:
        assert np.abs(ends - stop.x).min() * plane.scale[0] < 0.1
    last = max(abs(stop.x - drawn.final_facts.stops[0].x) for stop in drawn.final_facts.stops[:3])
    assert np.abs(plane.to_data(points)[:, 0] - drawn.final_facts.stops[0].x).max() <= last * (1 + 1e-6)


def test_stops_to_come_are_hollow_and_stops_taken_are_numbered() -> None:
    drawn = figure(step=2.0)
    shapes = drawn.still()["stops"].shapes()
    known = drawn.final_facts
    assert len(shapes) == 2 * len(known.stops) + known.count - 2
    parts = drawn.parts(known)
    numbered = {name for name in parts if name.startswith("stop-number")}
    assert numbered == {"stop-number-0", "stop-number-1", "stop-number-2"}


def test_the_film_halts_at_each_stop_and_its_numbers_count_in_between() -> None:
    drawn = figure("x^2", 2.0, rate=0.1, steps=6)
    (beat,) = (beat for beat in drawn.film.beats if beat.stages > 1)
    start = drawn.film.starts()[drawn.film.beats.index(beat)]
    steps = [drawn.film.at(start + t).params.step for t in np.linspace(0, beat.seconds, 400)]
    for stop in range(2, 7):
        halted = sum(abs(step - stop) < 1e-9 for step in steps) / 400 * beat.seconds
        assert halted >= 0.2 or stop == 6
    walking: Any = drawn.parts(drawn.facts(replace(drawn.params, step=2.4), drawn.view))["slope"]
    digits = re.findall(r"\d\.\d+", walking.lettering.settings[0])
    assert [len(each.replace(".", "").lstrip("0")) for each in digits] == [3, 3, 3]


def test_heights_that_are_drawn_much_lower_are_told() -> None:
    assert figure().final_facts.scaling is None
    drawn = figure("x^2", 2.0, rate=0.1)
    plane: Any = drawn.still()["place"].plane
    known = drawn.final_facts.scaling
    assert known is not None
    assert known[1] / known[0] == pytest.approx(plane.scale[0] / plane.scale[1], rel=0.2)
    assert label_text(drawn, "scaling") == f"heights 1 : {known[1]}"
