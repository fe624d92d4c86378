"""Several tangents of one curve: each touches it, each slope is told, and the film goes to all of them."""

from math import e, pi
from typing import Any

import numpy as np
import pytest

from hillside.check import check_figure
from hillside.stage.errors import ParamError
from hillside.stage.labels import texts_of
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.studio.catalogue import load
from hillside.studio.serialization import from_text, to_text

pytestmark = pytest.mark.usefixtures("small")

CASES = [
    ("x^3/3 - x", "-1; 0; 2", (0.0, -1.0, 3.0)),
    ("sin x", "0; pi/2; pi", (1.0, 0.0, -1.0)),
    ("e^x", "0; e/2", (1.0, e ** (e / 2))),
    ("1/x", "-2; 1", (-0.25, -1.0)),
    ("|x|", "-1; 1", (-1.0, 1.0)),
    ("5000x^2 + 20000", "-1; 3", (-10000.0, 30000.0)),
]


def of(text: str, at: str, language: str = "en", **params: str) -> Any:
    kind = load("tangent")
    given = from_text(kind.Params, {"function": text, "at": at, **params})
    return kind(given, language=Language(language))


def drawn_slope(figure: Any, name: str) -> float:
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in figure.still()[name].shapes()])
    low, *_, high = sorted(figure.plane.to_data(points).tolist())
    return (high[1] - low[1]) / (high[0] - low[0])


@pytest.mark.parametrize(("text", "at", "slopes"), CASES)
def test_each_tangent_is_drawn_with_its_slope_and_says_it(text: str, at: str, slopes: tuple[float, ...]):
    figure = of(text, at)
    still = figure.still()
    for number, slope in enumerate(slopes, 1):
        assert drawn_slope(figure, f"place-{number}-tangent") == pytest.approx(slope, rel=1e-3, abs=1e-3)
        (label,) = texts_of(still[f"place-{number}-slope"])
        assert label.endswith(f"= {figure.language.numeral(figure.final_facts.place[number - 1].slope)}")
    assert [each.slope for each in figure.final_facts.place] == pytest.approx(slopes, abs=1e-12)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_check_hears_nothing_untrue_in_any_language(code: str):
    assert [str(each) for each in check_figure(of("sin x", "0; pi/2; 4", code)) if each.is_fault] == []


@pytest.mark.parametrize(("text", "at", "slopes"), CASES[3:5])
def test_the_tangent_jumps_over_a_gap_and_over_a_corner(text: str, at: str, slopes: tuple[float, ...]):
    film = of(text, at).film
    second = [beat for beat in film.beats if beat.say.startswith("At ")][1]
    assert second.at == {"at": float(at.partition(";")[2])}
    assert all(beat.to["at"] < 0 for beat in film.beats if beat.to)


def test_the_film_stands_at_each_place_in_the_given_order_and_leaves_a_tangent_there():
    figure = of("x^3/3 - x", "2; -1; 0")
    film = figure.film
    told = [place for place, beat in enumerate(film.beats) if beat.say.startswith("At ")]
    assert [film.end_of(place).params.at for place in told] == [2.0, -1.0, 0.0]
    left = [
        [name for name in figure.picture(film.end_of(place)) if name.endswith("-slope")] for place in told
    ]
    assert [len(set(names) - {"running-slope"}) for names in left] == [1, 2, 3]


def test_the_slopes_can_be_asked_for():
    figure = of("sin x", "0; 0.5", hide="slope")
    assert {
        text.rpartition(" ")[2]
        for name in ("place-1-slope", "place-2-slope")
        for text in texts_of(figure.still()[name])
    } == {"?"}
    words = figure.alt(figure.final_facts) + " ".join(beat.say for beat in figure.film.beats)
    assert "0.878" not in words
    assert "How steep is it at x = 0.5?" in words
    assert [str(each) for each in check_figure(figure) if each.is_fault] == []


def test_a_slope_of_1_rises_at_45_degrees_where_the_places_fit_into_equal_scales():
    assert of("sin x", "0; pi").view.stretch == pytest.approx(1.0)
    assert of("5000x^2 + 20000", "-1; 3").view.stretch != pytest.approx(1.0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"at": "1; 1"}, "twice"),
        ({"at": "1; 2; 3; 4; 5; 6; 7"}, "at most 6"),
        ({"at": "-1; 0", "function": "|x|"}, "at"),
        ({"at": "0; 1", "label": "Slope"}, "label"),
        ({"at": "0; 9", "window": "-3:3"}, "at"),
        ({"at": "0; 1", "also_at": "2"}, "one of the two"),
        ({"at": "0; one"}, "at"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_rule(given: dict[str, str], words: str):
    kind = load("tangent")
    with pytest.raises(ParamError, match=words):
        kind(from_text(kind.Params, given)).still()


def test_several_places_are_texts_lists_and_their_own_parameter_alike():
    kind = load("tangent")
    ways = [{"at": "-1; pi/2; 2"}, {"at": "2", "also_at": "-1; pi/2"}]
    one, other = (from_text(kind.Params, each) for each in ways)
    assert one == other == kind.Params(at=2.0, also_at=(-1.0, pi / 2))
    assert to_text(one)["also_at"] == "-1; pi/2"
    assert from_text(kind.Params, to_text(one)) == one
