"""The derivative figure: the traced curve and its zeros read back, and what it does at its limits."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import sympy

from hillside.stage.errors import ParamError
from hillside.stage.labels import texts_of
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from mathcore import Interval, Point, derivative_expr, parse

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
X = sympy.Symbol("x")


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


def of(text: str, at: float, **params: Any) -> Any:
    kind = load("derivative")
    return kind(kind.Params(function=parse(text), at=at, **params))


def traced(figure: Any) -> np.ndarray:
    """All painted points of the trace in data coordinates, shape ``(n, 2)``."""
    parts = figure.still()
    found = [part for name, part in parts.items() if name.startswith("traces-")]
    points = [part.plane.read(part, like=figure.final_facts.traces[0]).points for part in found]
    return np.array([[point.x, point.y] for each in points for point in each])


CASES = [
    ("x**3/3 - x", 0.5),
    ("sin(x)", 1.0),
    ("exp(-x**2)", 0.7),
    ("1/x", 1.0),
    ("log(x)", 2.0),
    ("x**2/(x - 1)", 3.0),
    ("sqrt(x)", 1.0),
]


@pytest.mark.parametrize(("text", "at"), CASES)
def test_the_traced_curve_is_the_derivative(text: str, at: float) -> None:
    figure = of(text, at)
    x, y = traced(figure).T
    plane = figure.still()["traces-1"].plane
    slopes = sympy.lambdify(X, sympy.sympify(text).diff(X))(x)
    steep = sympy.lambdify(X, sympy.sympify(text).diff(X, 2))(x) * plane.scale[1] / plane.scale[0]
    assert (np.abs(y - slopes) * plane.scale[1] / np.hypot(1, steep)).max() < 0.5
    assert len(x) > 100


@pytest.mark.parametrize("text", ["x**3/3 - x", "x**4/4 - x**2 + x/5", "sin(x)", "x**3", "x**2/(x - 1)"])
def test_the_marked_zeros_are_all_the_zeros_under_hilltops_and_valleys(text: str) -> None:
    figure = of(text, 0.4)
    window, parts, slope = figure.view.curve.x, figure.still(), sympy.sympify(text).diff(X)
    if text == "sin(x)":
        roots = [k * np.pi + np.pi / 2 for k in range(-20, 20)]
    else:
        top = sympy.Poly(sympy.numer(sympy.together(slope)), X)
        roots = [float(root) for root in map(sympy.re, top.nroots())]
    expected = sorted({round(root, 9) for root in roots if window.low < root < window.high})
    for name, height in (("zeros", lambda x: 0.0), ("flats", sympy.lambdify(X, sympy.sympify(text)))):
        drawn = [part for each, part in parts.items() if each.startswith(f"{name}-")]
        assert len(drawn) == len(expected)
        for part, x in zip(drawn, expected, strict=True):
            read = part.plane.points([part.plane.read(part, like=Point(0.0, 0.0))])
            assert np.allclose(read, part.plane.points([Point(x, float(height(x)))]), atol=0.01)


def test_both_planes_share_the_same_x() -> None:
    parts = of("sin x", 1.0).still()
    above, below = parts["curve"].plane, parts["traces-1"].plane
    for x in (-1.0, 0.0, 2.5):
        assert above.points([Point(x, 0.0)])[0, 0] == below.points([Point(x, 0.0)])[0, 0]
    assert above.box.bottom > below.box.top


def test_the_height_of_the_point_below_is_the_slope_of_the_tangent_above() -> None:
    figure = of("x^3/3 - x", 1.5)
    parts, known = figure.still(), figure.final_facts
    above, below = parts["tangent"].plane, parts["value"].plane
    line = above.read(parts["tangent"], like=known.tangent)
    assert line.slope == pytest.approx(1.25)
    assert below.read(parts["value"], like=known.value).y == pytest.approx(1.25)
    assert below.read(parts["height"], like=known.height).start.y == pytest.approx(0.0, abs=1e-9)


def test_the_trace_grows_with_the_point_and_never_runs_ahead() -> None:
    figure = of("x^3/3 - x", 0.5)
    film, ends = figure.film, list[float]()
    for number in [k for k, beat in enumerate(film.beats) if beat.to][:-1]:
        for share in (0.3, 0.7):
            params = film.at(film.starts()[number] + share * film.beats[number].seconds).params
            facts = figure.facts(params, figure.view)
            parts = figure.parts(facts)
            ends.append(np.vstack([shape.points for shape in parts["traces-1"].shapes()])[:, 0].max())
            assert ends[-1] == pytest.approx(parts["value"].plane.points([facts.value])[0, 0], abs=0.01)
    assert ends == sorted(ends)
    assert len(ends) == 6


def test_at_a_corner_the_derivative_jumps() -> None:
    points = traced(of("|x|", 1.0))
    assert set(points[points[:, 0] < -1e-9][:, 1].round(6)) == {-1.0}
    assert set(points[points[:, 0] > 1e-9][:, 1].round(6)) == {1.0}
    assert of("|x|", 1.0).final_facts.zeros == ()


def test_at_a_pole_the_derivative_has_a_gap() -> None:
    figure = of("1/x", 1.0, window=Interval(-3, 3))
    assert len(figure.final_facts.traces) == 2
    assert np.abs(traced(figure)[:, 0]).min() > 0.05


def test_the_derivative_of_the_logarithm_has_the_domain_of_the_logarithm() -> None:
    assert traced(of("ln x", 1.0, window=Interval(-2, 3)))[:, 0].min() > 0


def test_the_derivative_of_a_constant_is_zero() -> None:
    assert not traced(of("2", 1.0))[:, 1].any()


def test_the_slope_axis_includes_zero_even_if_no_slope_is_near_it() -> None:
    assert 0.0 in of("1000x", 0.0).view.slope.y


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("|x|", 0.0, "corner"),
        ("1/x", 0.0, "pole"),
        ("floor(x)", 1.0, "jumps"),
        ("sqrt(x)", -1.0, "undefined"),
    ],
)
def test_a_point_without_tangent_is_refused_by_the_name_of_its_kind(text: str, at: float, kind: str) -> None:
    with pytest.raises(ParamError, match=rf"at: .*{kind}"):
        of(text, at)


def test_a_point_outside_the_window_is_refused() -> None:
    with pytest.raises(ParamError, match="at: 5 lies outside the window -1 to 1"):
        of("x^2", 5.0, window=Interval(-1, 1))


@pytest.mark.parametrize("text", ["|x|", "1/x"])
def test_the_film_slides_over_a_corner_and_a_pole_without_a_tangent_there(text: str) -> None:
    figure = of(text, 1.0, window=Interval(-2, 2))
    kind = type(figure.params)
    for at, there in ((-1.0, True), (0.0, False), (1.0, True)):
        params = kind(function=parse(text), at=at, window=Interval(-2, 2), traced=(at + 2) / 4)
        parts = figure.parts(figure.facts(params, figure.view))
        assert ("tangent" in parts) == there
        assert ("value" in parts) == there
        assert "traces-1" in parts


@pytest.mark.parametrize(
    ("text", "at"), [("sin(12x)", 0.3), ("1000x^3", 0.1), ("asin x", 0.99), ("tanh(400x)", 0.0), ("x^3", 0.0)]
)
def test_every_name_is_placed_in_extreme_cases(text: str, at: float) -> None:
    figure = of(text, at)
    assert [fall.what for fall in figure.layout.shortfalls if "left out" in fall.what] == []


@pytest.mark.parametrize(
    ("text", "at", "signs"),
    [
        ("x^3/3 - x", 0.5, [1, -1, 1]),
        ("x^2", 1.0, [-1, 1]),
        ("|x|", 1.0, [-1, 1]),
        ("1/x", 1.0, [-1, -1]),
        ("x^3", 1.0, [1]),
        ("exp(x)", 0.0, [1]),
        ("relu(x)", 1.0, [0, 1]),
    ],
)
def test_the_stretches_are_those_over_which_the_curve_rises_and_falls(
    text: str, at: float, signs: list[int]
) -> None:
    figure = of(text, at)
    f = parse(text)
    stretches = figure.final_facts.stretches
    assert [stretch.sign for stretch in stretches] == signs
    for stretch in stretches:
        x = np.linspace(stretch.over.low, stretch.over.high, 40)[1:-1]
        assert set(np.sign(np.diff(np.asarray(f(x), dtype=float))).astype(int)) == {stretch.sign}


def test_a_band_lies_behind_both_planes_where_the_curve_falls_and_nowhere_else() -> None:
    still = of("x^3/3 - x", 1.5).still()
    (band,) = still["bands"].shapes()
    low, high = band.points[:, :2].min(axis=0), band.points[:, :2].max(axis=0)
    above, below = still["curve"].plane, still["traces-1"].plane
    ends = above.to_data(np.array([low, high]))[:, 0]
    assert ends == pytest.approx([-1.0, 1.0], abs=1e-6)
    assert low[1] <= below.box.bottom
    assert high[1] >= above.box.top


@pytest.mark.parametrize(("text", "at"), [("x^3/3 - x", 1.5), ("sin x", 1.0), ("1/x", 1.0), ("|x|", 1.0)])
def test_what_is_filled_is_above_0_and_what_is_hatched_below_and_both_on_the_side_of_the_derivative(
    text: str, at: float
) -> None:
    figure = of(text, at)
    still, f = figure.still(), derivative_expr(parse(text), "x")
    plane = still["traces-1"].plane
    found = set()
    for name, sign in (("positive", 1.0), ("negative", -1.0)):
        if name in still:
            found.add(name)
            points = np.vstack([shape.points[:, :2] for shape in still[name].shapes()])
            x, y = plane.to_data(points).T
            slack = 2.0 / plane.scale[1]
            assert (y * sign >= -slack).all()
            x = np.clip(x, plane.view.x.low, plane.view.x.high)
            slopes = np.array([np.asarray(f(x + off / plane.scale[0])) for off in (-2.5, 0.0, 2.5)])
            assert (np.abs(y) <= np.nanmax(np.abs(slopes), axis=0) + slack).all()
    assert found


def test_the_slope_stands_beside_the_lower_point_and_each_zero_is_told_where_there_is_room() -> None:
    figure = of("x^3/3 - x", 1.5)
    still, placed = figure.still(), figure.layout.placed
    assert texts_of(still["value-name"]) == ["1.25"]
    assert [texts_of(still[f"zero-name-{number}"]) for number in (1, 2)] == [["f' = 0"], ["f' = 0"]]
    dot = still["value"].plane.points([figure.final_facts.value])[0]
    box = placed["value-name"].box
    assert np.hypot(*(np.clip(dot, [box.left, box.bottom], [box.right, box.top]) - dot)) < 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [("|x|", [(0.0, -1.0), (0.0, 1.0)]), ("relu(x)", [(0.0, 0.0), (0.0, 1.0)]), ("x^2", [])],
)
def test_where_the_derivative_jumps_it_has_open_dots(text: str, expected: list[tuple[float, float]]) -> None:
    figure = of(text, 1.0)
    still = figure.still()
    read = [
        part.plane.read(part, like=Point(0.0, 0.0))
        for name, part in still.items()
        if name.startswith("jumps-")
    ]
    assert sorted((round(point.x, 6), round(point.y, 6)) for point in read) == expected


def test_the_turns_of_the_curve_are_in_its_picture_even_between_high_walls() -> None:
    figure = of("x^4 - 3x^2", 1.0)
    assert figure.final_facts.kinds == ("minimum", "maximum", "minimum")


def test_while_the_tangent_slides_its_slope_counts_in_as_many_decimals() -> None:
    figure = of("x^3/3 - x", 1.5)
    film = figure.film
    number = next(k for k, beat in enumerate(film.beats) if beat.to)
    shown = []
    for share in (0.2, 0.4, 0.6, 0.8):
        moment = film.at(film.starts()[number] + share * film.beats[number].seconds)
        (text,) = texts_of(figure.picture(moment)["running-slope"])
        slope = float(text.replace("\N{MINUS SIGN}", "-").partition(" = ")[2])
        assert slope == pytest.approx(moment.params.at**2 - 1, abs=0.006)
        shown.append(text)
    assert len(set(shown)) == 4
    assert {len(text.rpartition(".")[2]) for text in shown} == {2}


def test_the_film_takes_from_12_to_25_seconds() -> None:
    for text in ("x^3/3 - x", "sin x", "x^2", "exp x"):
        assert 12 <= of(text, 1.0).film.seconds <= 25
