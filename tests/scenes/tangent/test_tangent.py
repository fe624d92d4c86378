"""The tangent figure: its lines and numbers read back and held against sympy, and its limits."""

from math import log10
from typing import Any

import numpy as np
import pytest
import sympy

from hillside.check.stated_numbers import numbers_in
from hillside.stage.errors import ParamError
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import markup_text
from hillside.studio.catalogue import load
from mathcore import Interval, Point, Segment, parse
from scenes.tangent.facts import slide_start
from tests.cases.required_labels import missing_labels

pytestmark = pytest.mark.usefixtures("small")

X = sympy.Symbol("x")
CASES = [
    ("x**3/3 - x", 1.5),
    ("x**2", -1.0),
    ("sin(x)", 2.0),
    ("exp(x)", 0.5),
    ("log(x)", 2.0),
    ("1/x", 1.0),
    ("sqrt(x)", 1.0),
    ("x**3", 2.0),
    ("1000*x**2", 0.3),
    ("x**2/1000000", -200.0),
]


def of(text: str, at: float, **params: Any) -> Any:
    kind = load("tangent")
    return kind(kind.Params(function=parse(text), at=at, **params))


def true(text: str, at: float) -> tuple[float, float]:
    """The height and the slope of a function at a point, by sympy."""
    f = sympy.sympify(text)
    return float(f.subs(X, at)), float(f.diff(X).subs(X, at))


def reading(label: Any) -> str:
    """The text of a label as it is set first, with a plain minus sign."""
    return markup_text(label.lettering.settings[0]).replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(("text", "at"), CASES)
def test_point_and_slope_are_those_of_the_function(text: str, at: float) -> None:
    facts, (height, slope) = of(text, at).final_facts, true(text, at)
    assert facts.touch.x == at
    assert facts.touch.y == pytest.approx(height, rel=1e-12)
    assert facts.slope == pytest.approx(slope, rel=1e-12)
    assert facts.tangent.slope == pytest.approx(slope, rel=1e-9)


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_painted_tangent_touches_the_curve_with_its_slope(text: str, at: float) -> None:
    figure, (height, slope) = of(text, at), true(text, at)
    still = figure.still()
    plane = still["tangent"].plane
    line = plane.read(still["tangent"], like=figure.final_facts.tangent)
    assert isinstance(line, Segment)
    assert line.slope == pytest.approx(slope, rel=1e-3)
    assert line.start.x < at < line.end.x
    on_line = Point(at, line.start.y + line.slope * (at - line.start.x))
    dot = plane.read(still["touch"], like=figure.final_facts.touch)
    for point in (on_line, dot):
        assert np.allclose(plane.points([point]), plane.points([Point(at, height)]), atol=0.05)


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_painted_legs_are_run_and_rise_of_the_tangent(text: str, at: float) -> None:
    figure, (height, slope) = of(text, at), true(text, at)
    still = figure.still()
    plane = still["run"].plane
    run, rise = (plane.read(still[name], like=getattr(figure.final_facts, name)) for name in ("run", "rise"))
    assert run.start.y == pytest.approx(run.end.y)
    assert rise.start.x == pytest.approx(rise.end.x)
    assert (rise.end.y - rise.start.y) / (run.end.x - run.start.x) == pytest.approx(slope, rel=1e-3)
    ends = {(round(point.x, 6), round(point.y, 5)) for leg in (run, rise) for point in (leg.start, leg.end)}
    assert len(ends) == 3
    assert any(np.allclose(end, (at, height), rtol=1e-3) for end in ends)


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_run_is_one_two_or_five_times_a_power_of_ten(text: str, at: float) -> None:
    across = of(text, at).final_facts.across
    assert round(across / 10 ** np.floor(log10(across) + 1e-9)) in {1, 2, 5}


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_numbers_at_the_legs_are_their_lengths(text: str, at: float) -> None:
    figure, (_, slope) = of(text, at), true(text, at)
    parts = figure.parts(figure.final_facts)
    stated = (reading(parts[f"{leg}-name"]).split("= ")[1] for leg in ("run", "rise"))
    run, rise = (numbers_in(each)[0].value for each in stated)
    assert run == pytest.approx(figure.final_facts.across, rel=6e-3)
    assert rise == pytest.approx(slope * run, rel=1e-2)


def test_the_headline_is_rise_over_run_and_names_the_trend() -> None:
    figure = of("x^3/3 - x", 1.5)
    assert reading(figure.parts(figure.final_facts)["slope"]) == (
        "f'(x) = x^2 - 1\n\nf'(1.5) = rise / run = 1.25 / 1 = 1.25\n\nincreasing ↗"
    )
    falling = of("x^2", -1.0)
    assert reading(falling.parts(falling.final_facts)["slope"]).endswith("= -2\n\ndecreasing ↘")


def test_a_horizontal_tangent_has_no_triangle_and_is_called_flat() -> None:
    figure = of("x^2", 0.0)
    parts = figure.parts(figure.final_facts)
    assert not {"run", "rise", "triangle", "right-angle", "run-name", "rise-name"} & set(parts)
    assert reading(parts["slope"]) == "f'(x) = 2 x\n\nf'(0) = 0\n\nflat →"
    assert "flat" in figure.alt(figure.final_facts)
    assert not any("run and rise" in beat.say for beat in figure.film.beats)


def test_an_almost_horizontal_tangent_has_no_triangle() -> None:
    window = Interval(-3, 3)
    assert not of("x^2", 1e-3, window=window).final_facts.measurable
    assert of("x^2", 0.5, window=window).final_facts.measurable


@pytest.mark.parametrize(
    ("text", "at", "slope", "trend"),
    [("x^2", 1.0, "2", "increasing"), ("1/x", 2.0, "−0.25", "decreasing"), ("cos(x)", 0.0, "0", "flat")],
)
def test_the_alt_text_states_curve_point_slope_and_trend(
    text: str, at: float, slope: str, trend: str
) -> None:
    figure = of(text, at)
    told = figure.alt(figure.final_facts)
    assert f"slope {slope}." in told
    assert f"x = {at:g}" in told
    assert f"The function is {trend} there." in told


def test_the_callout_of_the_tangent_has_custom_words_or_the_default_ones() -> None:
    own, usual = of("x^2", 1.0, label="The steepness here"), of("x^2", 1.0)
    for figure, words in ((own, "The steepness here"), (usual, "Derivative = Slope of the Tangent Line")):
        callout = figure.parts(figure.final_facts)["callout"]
        assert callout.to == "tangent"
        assert reading(callout) == words
        assert figure.film.beats[-1].say == f"{words}."


def test_the_arrow_may_touch_the_curve_only_where_the_curve_runs_along_the_tangent() -> None:
    assert of("3x + 1", 1.0).parts(of("3x + 1", 1.0).final_facts)["callout"].also == ("curve",)
    bent = of("x^2", 1.0)
    assert bent.parts(bent.final_facts)["callout"].also == ()


def test_the_film_slides_the_tangent_with_the_slope_of_each_point() -> None:
    figure = of("x^3/3 - x", 1.5)
    number = next(number for number, beat in enumerate(figure.film.beats) if beat.to)
    start, seconds = figure.film.starts()[number], figure.film.beats[number].seconds
    passed = []
    for share in (0.2, 0.5, 0.8):
        moment = figure.film.at(start + share * seconds)
        picture = figure.picture(moment)
        line = picture["tangent"].plane.read(picture["tangent"], like=figure.final_facts.tangent)
        assert line.slope == pytest.approx(moment.params.at**2 - 1, rel=1e-3, abs=1e-3)
        passed.append(moment.params.at)
    assert passed == sorted(passed)
    assert len(set(passed)) == 3


@pytest.mark.parametrize(("text", "at"), [("x**3/3 - x", 1.5), ("1000*x**2", 0.3), ("exp(x)", 0.5)])
def test_while_the_point_slides_its_slope_counts_in_as_many_decimals(text: str, at: float) -> None:
    figure = of(text, at)
    start, slide = figure.film.starts()[3], figure.film.beats[3]
    assert slide.to == {"at": at}
    decimals = set()
    for share in (0.0, 0.3, 0.5, 0.7, 1.0):
        moment = figure.film.at(start + share * slide.seconds)
        (shown,) = texts_of(figure.picture(moment)["running-slope"])
        applied, value = shown.replace("\N{MINUS SIGN}", "-").split("\n")[-1].split(" = ")
        here, slope = float(applied.removeprefix("f'(").removesuffix(")")), float(value)
        assert here == pytest.approx(moment.params.at, abs=0.006)
        assert slope == pytest.approx(true(text, moment.params.at)[1], abs=0.501 * unit(value))
        decimals.add((unit(applied.removesuffix(")")), unit(value)))
    assert len(decimals) == 1


def unit(number: str) -> float:
    """The value of a unit in the last place of a number as it is written."""
    return 10.0 ** -len(number.partition(".")[2])


def test_the_film_shows_the_legs_one_after_the_other_and_the_slope_after_them() -> None:
    shown = [name for beat in of("x^2", 1.0).film.beats for name in beat.appearing]
    order = ["curve", "touch", "tangent", "run", "run-name", "rise", "rise-name", "slope", "callout"]
    assert [name for name in shown if name in order] == order


@pytest.mark.parametrize(
    ("text", "at", "gap"),
    [("1/x", 1.0, 0.0), ("|x - 1|", 2.0, 1.0), ("floor(x)", 0.5, 0.0), ("ln x", 0.5, 0.0)],
)
def test_the_slide_starts_on_the_same_side_of_a_gap_as_the_point(text: str, at: float, gap: float) -> None:
    view = of(text, at).view
    assert (slide_start(parse(text), at, view) - gap) * (at - gap) > 0


def test_a_given_window_is_kept() -> None:
    assert of("x^2", 1.0, window=Interval(-7, 2)).view.x == Interval(-7, 2)


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("1/x", 0.0, "pole"),
        ("floor(x)", 1.0, "jumps"),
        ("ln x", -1.0, "undefined"),
    ],
)
def test_a_point_without_tangent_is_refused_by_the_name_of_its_kind(text: str, at: float, kind: str) -> None:
    with pytest.raises(ParamError, match=rf"at: .*{kind}"):
        of(text, at)


def test_a_point_outside_the_window_is_refused() -> None:
    with pytest.raises(ParamError, match="at: 5 lies outside the window -1 to 1"):
        of("x^2", 5.0, window=Interval(-1, 1))


@pytest.mark.parametrize(
    ("text", "at"),
    [("2", 1.0), ("1000x^3", 0.1), ("sin(12x)", 0.3), ("asin x", 0.99), ("tan(x)", 1.5), ("1e6 x^2", -3.0)],
)
def test_every_label_is_placed_in_extreme_cases(text: str, at: float) -> None:
    figure = of(text, at)
    assert not missing_labels(figure)


@pytest.mark.parametrize("code", ["de", "ar", "ja"])
def test_the_numbers_of_the_picture_are_the_same_in_every_language(code: str) -> None:
    kind = load("tangent")
    english, other = kind(kind.Params()), kind(kind.Params(), language=Language(code))
    assert other.final_facts == english.final_facts
    assert set(other.parts(other.final_facts)) == set(english.parts(english.final_facts))
