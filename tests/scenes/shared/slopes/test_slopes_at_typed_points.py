"""The sign of a slope at a point that was typed: one answer of all figures, that of exact mathematics."""

from typing import Any

import pytest
import sympy

from hillside.stage.lettering.language import MINUS, Language
from hillside.studio.catalogue import load
from hillside.studio.serialization import plain_facts
from mathcore import constant, parse

pytestmark = pytest.mark.usefixtures("small")

TYPED = [
    ("sin(x)", "pi/2"),
    ("cos(x)", "pi"),
    ("x^3 - 2x", "sqrt(2/3)"),
    ("ln(x)/x", "e"),
    ("x exp(-x^2)", "1/sqrt(2)"),
    ("sin(x)^2 + cos(x)^2", "0.7"),
    ("ln(exp(x)) - x", "0.3"),
    ("sin(x)", "1.5708"),
    ("sin(x)", "1.5707"),
    ("cos(x)", "pi/3"),
    ("x^2/2 - x/10", "0.1"),
]
WORDS = {1: "increasing", -1: "decreasing", 0: "flat"}


def exact_slope(text: str, at: str) -> sympy.Expr:
    x = sympy.Symbol("x")
    readable = text.replace("^", "**").replace("2x", "2*x").replace("x exp", "x*exp")
    place = sympy.nsimplify(sympy.sympify(at.replace("e", "E")), rational="." in at)
    return sympy.sympify(readable).diff(x).subs(x, place)


def sign(value: sympy.Expr) -> int:
    return 0 if sympy.simplify(value) == 0 else int(sympy.sign(value.evalf(40)))


def made(name: str, text: str, **params: Any) -> Any:
    kind = load(name)
    return kind(kind.Params(function=parse(text), **params))


@pytest.mark.parametrize(("text", "at"), TYPED)
@pytest.mark.parametrize("name", ["tangent", "derivative", "secant", "header"])
def test_the_slope_has_the_sign_of_the_exact_one_on_the_picture_in_words_and_in_json(
    name: str, text: str, at: str
) -> None:
    figure, exact = made(name, text, at=constant(at)), exact_slope(text, at)
    facts = figure.final_facts
    own = facts.slope if name == "header" else facts
    found = plain_facts(own)["slope"]
    assert (found > 0) - (found < 0) == sign(exact)
    assert found == pytest.approx(float(exact.evalf(30)), rel=1e-10, abs=0)
    told = " ".join(beat.say for beat in figure.film.beats)
    alt = figure.alt(facts)
    if name == "derivative":
        value = figure.parts(facts)["value-name"].lettering.settings[0]
        assert (MINUS in value) == (sign(exact) < 0)
    if name == "tangent":
        picture = " ".join(figure.parts(facts)["slope"].lettering.settings)
        assert WORDS[sign(exact)] in picture
        assert f"The function is {WORDS[sign(exact)]} there." in told
    if sign(exact) == 0:
        assert "10⁻" not in alt + told
    place = Language().equation("x", constant(at))
    assert place in alt or f"x = {at}" in alt


@pytest.mark.parametrize(("text", "at"), [case for case in TYPED if "." not in case[1]])
@pytest.mark.parametrize("name", ["direction", "guide"])
def test_a_typed_point_is_accepted_as_what_it_is_and_shown_as_it_was_typed(
    name: str, text: str, at: str
) -> None:
    kind = {1: "climbing", -1: "falling", 0: "flat"}[sign(exact_slope(text, at))]
    figure = made(name, text, **{kind: constant(at)})
    assert Language().equation("x", constant(at)) in figure.alt(figure.final_facts)
    facts = figure.final_facts if name == "direction" else figure.final_facts.chart
    assert getattr(facts, kind).sign == sign(exact_slope(text, at))


def test_tangent_and_secant_tell_the_same_slope_of_the_same_point() -> None:
    for text, at in TYPED:
        tangent, secant = (made(name, text, at=constant(at)).final_facts for name in ("tangent", "secant"))
        assert float(tangent.slope) == float(secant.slope)


def test_a_derivative_that_slides_to_a_hilltop_is_flat_there() -> None:
    # The hilltop is found one digit beside its double, where f' is -3e-17.
    figure = made("derivative", "-0.58x^4+0.99x^3-0.717x^2+0.23x", at=0.5)
    (top,) = (
        point
        for point, kind in zip(figure.final_facts.flats, figure.final_facts.kinds, strict=True)
        if kind == "maximum"
    )
    params = type(figure.params)(function=figure.params.function, at=top.x)
    assert figure.facts(params, figure.view).slope == 0.0
