"""The signs of the slope, read back from the drawing."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from hillside.stage.errors import ParamError
from hillside.stage.labels import texts_of
from hillside.stage.lettering.typst_markup import markup_text
from hillside.studio.renderer import configured
from mathcore import Interval, Segment, parse
from scenes.direction.scene import Direction, Params
from scenes.shared.slopes.sign_chart import SIGNS
from tests.cases.required_labels import missing_labels

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with configured(SMALL):
        yield


def drawn(text: str, **params: Any) -> Direction:
    return Direction(Params(function=parse(text), **params))


def quotient(text: str, x: float, window: float) -> float:
    f, h = parse(text), 1e-6 * window
    return float(f(x + h) - f(x - h)) / (2 * h)


FUNCTIONS = [
    "x^3/3 - x",
    "x^4/4 - x^2 + x/5",
    "sin(x)",
    "1e6 x^2",
    "1e-6 sin(x)",
    "(x - 100)^2",
    "tanh(2000x)",
    "x^3",
    "exp(x)",
    "1/x",
    "relu(x)",
    "sin(25x)",
]


@pytest.mark.parametrize("text", FUNCTIONS)
def test_each_tangent_touches_the_curve_with_the_slope_of_its_sign(text: str) -> None:
    figure = drawn(text)
    still, width = figure.still(), figure.view.view.x.width
    for name, place in figure.final_facts.shown.items():
        line = still[f"{name}-tangent"].plane.read(still[f"{name}-tangent"], like=place.tangent)
        dot = still[f"{name}-touch"].plane.read(still[f"{name}-touch"], like=place.touch)
        slope = quotient(text, dot.x, width)
        steep = figure.view.view.y.width / width
        assert isinstance(line, Segment)
        assert line.slope == pytest.approx(slope, rel=1e-3, abs=1e-4 * steep)
        assert (abs(slope) < 1e-4 * steep) if SIGNS[name] == 0 else (slope * SIGNS[name] > 0)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_each_sign_stands_above_the_middle_of_a_stretch_with_that_sign(text: str) -> None:
    figure = drawn(text)
    said = {1: ("+", "increasing"), -1: ("−", "decreasing"), 0: ("0", "flat")}
    plane, view, parts = figure.still()["curve"].plane, figure.view.view, figure.parts(figure.final_facts)
    assert plane is not None
    signs = [name for name in parts if name.startswith("sign-")]
    assert signs
    for name in signs:
        request: Any = parts[name]
        x = float(plane.to_data(request.by[:1])[0, 0])
        slope = quotient(text, x, view.x.width)
        sign, *words = markup_text(request.lettering.settings[0]).split()
        found = next(number for number, (written, _) in said.items() if written == sign)
        assert (abs(slope) < 1e-6 * view.y.width / view.x.width) if found == 0 else slope * found > 0
        assert words in ([], [said[found][1]])


@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_bands_are_where_the_curve_falls(text: str) -> None:
    figure = drawn(text)
    still, view = figure.still(), figure.view.view
    plane = still["curve"].plane
    assert plane is not None
    bands = still["bands"].shapes() if "bands" in still else []
    spans = [plane.to_data(band.points[:, :2])[:, 0] for band in bands]
    for x in np.linspace(view.x.low, view.x.high, 101)[1:-1]:
        ends = [end for span in spans for end in (span.min(), span.max())]
        slope = quotient(text, float(x), view.x.width)
        if min((abs(x - end) for end in ends), default=1.0) < 0.01 * view.x.width:
            continue
        if abs(slope) > 1e-6 * view.y.width / view.x.width:
            assert any(span.min() < x < span.max() for span in spans) is (slope < 0)


def test_words_yield_to_signs_where_stretches_are_narrow() -> None:
    figure = drawn("sin(25x)", window=Interval(-2, 2))
    parts = figure.parts(figure.final_facts)
    requests: list[Any] = [part for name, part in parts.items() if name.startswith("sign-")]
    assert not any("creasing" in each.lettering.settings[0] for each in requests)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("exp(x)", ("falling", "flat")),
        ("exp(-x)", ("climbing", "flat")),
        ("2", ("climbing", "falling")),
        ("|x|", ("flat",)),
        ("x^3", ("falling",)),
        ("1/x", ("climbing", "flat")),
        ("sin(x)", ()),
    ],
)
def test_what_a_curve_never_does_is_said_and_not_drawn(text: str, missing: tuple[str, ...]) -> None:
    figure = drawn(text)
    assert figure.final_facts.missing == missing
    assert not any(name in part for name in missing for part in figure.still())
    told = figure.alt(figure.final_facts) + figure.film.beats[-1].say
    for name, words in (
        ("climbing", "climbs nowhere"),
        ("falling", "falls nowhere"),
        ("flat", "nowhere flat"),
    ):
        assert (words in told) is (name in missing)


def test_the_film_shows_one_point_after_the_other() -> None:
    shown = [beat.show for beat in drawn("x^3/3 - x").film.beats]
    named = ("climbing", "falling", "flat")
    order = [turn[0].split("-")[0] for turns in shown[1:-1] for turn in turns if turn[0].startswith(named)]
    assert order == ["climbing", "falling", "flat"]


def test_each_point_slides_to_its_place_while_its_true_slope_counts() -> None:
    figure = drawn("x^3/3 - x")
    for beat, start in list(zip(figure.film.beats, figure.film.starts(), strict=True))[1:-1]:
        (name,) = beat.to
        seen = []
        for share in (0.4, 0.6, 0.8, 1.0):
            moment = figure.film.at(start + share * beat.seconds)
            x = getattr(moment.params, name)
            text = "".join(texts_of(figure.picture(moment)[f"{name}-slope"]))
            stated = float(text.partition("=")[2].replace("\N{MINUS SIGN}", "-"))
            assert stated == pytest.approx(x**2 - 1, abs=0.006)
            seen.append(x)
        assert len(set(seen)) == 4
        assert seen[-1] == pytest.approx(figure.final_facts.shown[name].touch.x, abs=1e-6)


def test_the_given_points_are_the_ones_drawn() -> None:
    figure = drawn("x^2", climbing=2.0, falling=-0.5, flat=0.0)
    assert [place.touch.x for place in figure.final_facts.shown.values()] == [2.0, -0.5, 0.0]
    far = drawn("(x - 1000)^2", climbing=1003.0)
    assert far.final_facts.climbing is not None
    assert far.final_facts.climbing.slope == pytest.approx(6)


@pytest.mark.parametrize(
    ("text", "params", "why"),
    [
        ("x^2", {"climbing": -1.0}, "is not climbing there"),
        ("x^2", {"flat": 0.1}, "is not flat there"),
        ("|x|", {"flat": 0.0}, "corner"),
        ("1/x", {"falling": 0.0}, "pole"),
        ("x^2", {"climbing": 5.0, "window": (-1, 1)}, "outside the window"),
        ("sqrt(-1 - x^2)", {}, "no values"),
        ("ln x", {"window": (-3, -1)}, "no values"),
    ],
)
def test_points_that_cannot_be_shown_are_refused_in_a_sentence(
    text: str, params: dict[str, Any], why: str
) -> None:
    if "window" in params:
        params = {**params, "window": Interval(*params["window"])}
    with pytest.raises(ParamError, match=why) as refused:
        drawn(text, **params)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    "text", ["2", "|x|", "tan(x)", "tanh(2000x)", "x^2 if x < 0 else x", "sqrt(x)", "sin(9x)"]
)
def test_every_label_is_placed_in_extreme_cases(text: str) -> None:
    figure = drawn(text)
    assert not missing_labels(figure)


@pytest.mark.parametrize(
    ("text", "corners"), [("|x|", (0.0,)), ("max(x, x^2)", (0.0, 1.0)), ("|x^2 - 1|", (-1.0, 1.0))]
)
def test_no_point_is_so_close_to_a_corner_that_its_tangent_leaves_the_curve(
    text: str, corners: tuple[float, ...]
) -> None:
    figure = drawn(text)
    for place in figure.final_facts.shown.values():
        assert min(abs(place.touch.x - corner) for corner in corners) > 0.1 * figure.view.view.x.width
