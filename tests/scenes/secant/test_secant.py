"""The secant figure: its lines and numbers read back, and what it does at its limits."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import sympy

from hillside.stage.errors import ParamError
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box
from hillside.studio.catalogue import load
from mathcore import Interval, Point, parse
from scenes.secant.facts import COSTS, first_run
from scenes.secant.table import WIDEST_HEAD
from tests.scenes.secant.secants import cells, of, secant
from tests.scenes.shared.slopes.commands import command

pytestmark = pytest.mark.usefixtures("small")

CASES = [("x^2/2", 1.0), ("sin(x)", 1.0), ("exp(x)", 0.5), ("1/x", 1.0), ("x^3", 0.0), ("1e-6*x^2", 200.0)]


@pytest.mark.parametrize(("text", "at"), CASES)
def test_each_secant_passes_through_both_of_its_points(text: str, at: float) -> None:
    figure = of(text, at)
    parts, f = figure.still(), sympy.lambdify(sympy.Symbol("x"), sympy.sympify(text.replace("^", "**")))
    for number, run in enumerate(figure.final_facts.runs, 1):
        part = parts[f"secants-{number}"]
        ends = part.plane.ends(part.plane.read(part, like=figure.final_facts.secants[0]))
        for x in (at, at + run):
            point = part.plane.points([Point(x, float(f(x)))])[0]
            along, off = ends[1] - ends[0], point - ends[0]
            assert abs(along[0] * off[1] - along[1] * off[0]) / np.hypot(*along) < 0.05


@pytest.mark.parametrize(("text", "at"), CASES)
def test_each_marked_point_is_on_the_curve_one_run_away(text: str, at: float) -> None:
    figure = of(text, at)
    parts, f = figure.still(), sympy.lambdify(sympy.Symbol("x"), sympy.sympify(text.replace("^", "**")))
    for number, run in enumerate(figure.final_facts.runs, 1):
        part = parts[f"partners-{number}"]
        found = part.plane.points([part.plane.read(part, like=Point(0.0, 0.0))])[0]
        assert np.allclose(found, part.plane.points([Point(at + run, float(f(at + run)))])[0], atol=0.01)


def test_the_table_of_a_parabola_is_what_one_computes_by_hand() -> None:
    figure = of("x^2/2", 1.0, run=2.0, runs=4)
    assert cells(figure, "runs") == [2, 1, 0.5, 0.25, 0]
    assert cells(figure, "quotients") == [2, 1.5, 1.25, 1.125, 1]


@pytest.mark.parametrize(("text", "at"), [("sin(x)", 1.0), ("exp(x)", 0.5), ("1/x", 1.0), ("sqrt(x)", 1.0)])
def test_the_quotients_shown_are_the_difference_quotients(text: str, at: float) -> None:
    figure, x, h = of(text, at), *sympy.symbols("x h")
    f = sympy.sympify(text)
    quotient = (f.subs(x, at + h) - f.subs(x, at)) / h
    *shown, slope = cells(figure, "quotients")
    for run, value in zip(figure.final_facts.runs, shown, strict=True):
        assert value == pytest.approx(float(quotient.subs(h, run)), rel=2e-3)
    assert slope == pytest.approx(float(f.diff(x).subs(x, at)), rel=2e-3)


@pytest.mark.parametrize(
    ("text", "at", "run"),
    [
        ("x^2", 1 / 3, 1 / 3),
        ("sin(x)", 1.0, None),
        ("1/x", 0.7, None),
        ("exp(x)", 3.0, 1.0),
        ("x^3", 0.0, 1.0),
    ],
)
def test_each_slope_is_told_with_the_digits_of_the_table(text: str, at: float, run: float | None) -> None:
    figure = of(text, at, run=run)
    table = cells(figure, "quotients")
    said = [beat.say for beat in figure.film.beats]
    captions = [found for each in said if (found := re.search(r"(?:is|goes to) (−?[\d.]+)(?:\.$|:)", each))]
    told = [float(found[1].replace("−", "-")) for found in captions]
    assert told == [*table, table[-1]]
    alt = figure.alt(figure.final_facts)
    start, end, slope = (
        float(each.replace("−", "-"))
        for each in re.search(r"go from (\S+) to (\S+), toward (\S+),", alt).groups()  # pyright: ignore
    )
    assert (start, end, slope) == (table[0], table[-2], table[-1])


def test_the_difference_quotients_converge_to_the_slope() -> None:
    facts = of("exp(x)", 0.0, run=1.0, runs=6).final_facts
    off = [abs(quotient - facts.slope) for quotient in facts.quotients]
    assert all(nearer < 0.6 * farther for farther, nearer in pairwise(off))


def test_a_negative_run_approaches_from_the_left() -> None:
    facts = of("x^2/2", 1.0, run=-2.0).final_facts
    assert [point.x for point in facts.partners] == [-1.0, 0.0, 0.5, 0.75]
    assert facts.quotients == (0.0, 0.5, 0.75, 0.875)


def test_a_run_of_zero_is_refused() -> None:
    with pytest.raises(ParamError, match="run: 0 leaves one point, and a secant needs two"):
        secant(run=0.0)


def test_a_run_that_leaves_the_window_is_refused() -> None:
    with pytest.raises(ParamError, match="run: 5 lies outside the window 0 to 3"):
        secant(run=4.0, window=Interval(0, 3))


def test_a_run_that_leaves_the_domain_is_refused() -> None:
    with pytest.raises(ParamError, match=r"run: .*has no value at x = -1"):
        of("sqrt(x)", 1.0, run=-2.0)


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("1/x", 0.0, "pole"),
        ("floor(x)", 1.0, "jumps"),
        ("cbrt(x)", 0.0, "vertical"),
        ("ln x", -1.0, "undefined"),
    ],
)
def test_a_point_without_tangent_is_refused_by_the_name_of_its_kind(text: str, at: float, kind: str) -> None:
    with pytest.raises(ParamError, match=rf"at: .*{kind}"):
        of(text, at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2", 1.0),
        ("1000x^3", 0.1),
        ("sin(12x)", 0.3),
        ("x^2/(x - 1)", 3.0),
        ("asin x", 0.99),
        ("3x - 1", 0.5),
    ],
)
def test_every_cell_of_the_table_is_placed_in_extreme_cases(text: str, at: float) -> None:
    figure = of(text, at)
    assert [fall.what for fall in figure.layout.shortfalls if "left out" in fall.what] == []


def test_the_film_halves_the_run_and_leaves_each_secant_behind_until_it_is_the_tangent() -> None:
    figure = secant()
    runs, last = figure.final_facts.runs, len(figure.final_facts.runs)
    steps = list[int]()
    for number, beat in enumerate(figure.film.beats):
        if beat.to:
            moment = figure.film.end_of(number)
            shown, step = figure.picture(moment), round(moment.params.step)
            steps.append(step)
            assert {f"secants-{step}", f"partners-{step}", f"quotients-{step + 1}"} <= set(shown)
            facts = figure.facts(moment.params, figure.view)
            if step < last:
                assert facts.partner.x - facts.touch.x == runs[step]
            else:
                assert facts.partner is None
                assert "tangent" in shown
                assert not {"secant", "partner", "lit-row"} & set(shown)
    assert steps == [1, 2, 3, 4]
    assert "tangent" not in figure.picture(figure.film.at(4.0))


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_still_ends_on_the_tangent_with_its_own_triangle(text: str, at: float) -> None:
    figure = of(text, at)
    still, known = figure.still(), figure.final_facts
    assert "secant" not in still
    assert known.legs is None or known.legs.up / known.legs.across == pytest.approx(known.slope)
    if text == "x^2/2":
        ends = [still[leg].plane.read(still[leg], like=known.legs.run) for leg in ("run", "rise")]
        assert (ends[0].start.x, ends[0].end.x) == pytest.approx((1.0, 2.0))
        assert (ends[1].start.y, ends[1].end.y) == pytest.approx((0.5, 1.5))


@pytest.mark.parametrize("step", [0, 1, 2])
def test_the_row_that_is_meant_is_lit_and_its_secant_measured(step: int) -> None:
    figure = of("x^2/2", 1.0, step=float(step))
    still = figure.still()
    band = Box.around(still["lit-row"].shapes()[0].points[:, :2])
    lit = [
        row
        for row in range(1, 6)
        if band.bottom < figure.layout.placed[f"runs-{row}"].box.center[1] < band.top
    ]
    assert lit == [step + 1]
    read = still["run"].plane.read(still["run"], like=figure.final_facts.legs.run)
    assert abs(read.end.x - read.start.x) == pytest.approx(figure.final_facts.runs[step])


def test_while_the_run_shrinks_its_numbers_count_in_as_many_decimals() -> None:
    figure = secant()
    film = figure.film
    number = next(k for k, beat in enumerate(film.beats) if beat.to)
    for name in ("running-slope", "rise-name", "far-name"):
        shown = [
            texts_of(
                figure.picture(film.at(film.starts()[number] + share * film.beats[number].seconds))[name]
            )[0]
            for share in (0.45, 0.5, 0.55)
        ]
        assert len(set(shown)) == 3
        assert {len(re.search(r"(\d+)$", text)[1]) for text in shown} == {2}  # pyright: ignore


@pytest.mark.parametrize(
    ("text", "at"),
    [("5000x^2+20000", 2.0), ("sin(x)", 1.4), ("x^3/3 - x", 0.9), ("cos x", 0.2), ("x^4 - 3x^2", 0.3)],
)
def test_the_first_secant_does_not_contradict_the_tangent(text: str, at: float) -> None:
    facts = of(text, at).final_facts
    assert facts.quotients[0] * facts.slope >= 0


def test_a_first_run_that_is_asked_for_is_drawn_whatever_its_sign() -> None:
    facts = of("5000x^2+20000", 2.0, run=-5.0).final_facts
    assert (facts.quotients[0], facts.slope) == (-5000.0, 20000.0)


def test_the_decimal_signs_of_a_column_stand_below_each_other() -> None:
    figure = of("x^2/2", 1.0)
    placed = [figure.layout.placed[f"quotients-{row}"].box for row in range(1, 6)]
    rights = [box.right for box in placed]
    assert rights[0] < rights[1] < rights[2] < rights[3]
    assert rights[4] == pytest.approx(rights[0], abs=2.0)  # the limit is a whole number, as the first


def test_a_column_heading_is_wrapped_only_if_it_is_wide() -> None:
    for code, column, lines in (("zh", "quotients", 1), ("ja", "quotients", 1), ("fr", "runs", 2)):
        kind = load("secant")
        figure = kind(kind.Params(), language=Language(code))
        head = figure.layout.placed[f"{column}-head"].box
        assert (head.height > 1.8 * MEASURES.name) == (lines == 2)
        assert (head.width <= WIDEST_HEAD) or lines == 2


@pytest.mark.parametrize(
    ("weight", "text", "at"),
    [
        ("close", "x^2", "1.5"),
        ("astray", "x^3/3 - x", "-1"),
        ("leftward", "exp(x)", "0"),
        ("contrary", "sin(x)", "1.2"),
    ],
)
def test_without_a_weight_the_example_in_its_table_has_another_first_run(
    weight: str, text: str, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("secant", {"function": text, "at": at}) in " ".join(str(type(COSTS).__doc__).split())
    usual = first_run(parse(text), float(at), None)
    monkeypatch.setattr("scenes.secant.facts.COSTS", replace(COSTS, **{weight: 0.0}))
    assert first_run.__wrapped__(parse(text), float(at), None) != usual
