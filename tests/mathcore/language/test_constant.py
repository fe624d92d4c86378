import copy
import json
import pickle

import numpy as np
import pytest
import sympy

from mathcore import Constant, ParseError, as_typed, constant, parse
from mathcore.math_errors import MathError

TYPED = {
    "pi/2": "π/2", "sqrt(2)": "√2", "1/e": "1/e", "2/3": "2/3", "-pi": "−π", "3pi/4": "3π/4",
    "-sqrt(2)/2": "−√2/2", "(1 + sqrt 5)/2": "(1 + √5)/2", "e^-1": "e⁻¹", "10^-3": "10⁻³", "2*3": "2·3",
    "2^(1/3)": "2^(1/3)", "cbrt(2)": "∛2", "sqrt(pi + 1)": "√(π + 1)", "1/(2pi)": "1/(2π)",
    "1 - (2 - pi)": "1 − (2 − π)", "abs(-2)": "|−2|", "sin(1)": "sin(1)", "pi^2/6": "π²/6",
    "-(1 + pi)": "−(1 + π)", "sqrt(2)*pi": "√2·π",
}  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_a_constant_is_shown_as_on_a_blackboard(text: str):
    value = constant(text)
    assert isinstance(value, Constant)
    assert value.typed == TYPED[text]


@pytest.mark.parametrize("text", TYPED)
def test_the_text_of_a_constant_parses_back_to_it(text: str):
    assert constant(str(constant(text))) == constant(text)


@pytest.mark.parametrize("text", TYPED)
def test_what_is_shown_parses_back_to_the_same_number(text: str):
    value = constant(text)
    assert isinstance(value, Constant)
    assert parse(value.typed, names=())() == pytest.approx(float(value), rel=1e-15)


@pytest.mark.parametrize("text", ["0.5", "-2", "3", "1e-3", "2.50"])
def test_a_decimal_is_a_plain_float(text: str):
    assert type(constant(text)) is float


def test_a_text_with_a_variable_is_no_constant():
    with pytest.raises(ParseError):
        constant("2x")
    with pytest.raises(MathError, match="written in x"):
        Constant(parse("2x"))


def test_a_constant_works_where_a_float_does():
    half = constant("1/2")
    assert half + 1 == 1.5
    assert type(half + 1) is float
    assert json.dumps([half]) == "[0.5]"
    assert f"{half:.3f}" == "0.500"
    assert half == 0.5
    assert hash(half) == hash(0.5)


def test_constants_are_equal_if_their_formulas_are():
    assert constant("1/2") == constant("1/2")
    assert constant("1/2") != constant("2/4")


def test_a_constant_is_copied_and_pickled_with_its_formula():
    value = constant("sqrt(2)")
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert repr(again) == "constant('sqrt(2)')"


def test_a_constant_does_not_change():
    with pytest.raises(AttributeError, match="does not change"):
        constant("pi").typed = "3"  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(("x", "shown"), [(1.5708, "1.5708"), (-0.125, "−0.125"), (3.0, "3"), (0.0, "0")])
def test_a_decimal_is_shown_with_all_digits_that_a_person_typed(x: float, shown: str):
    value = as_typed(x)
    assert isinstance(value, Constant)
    assert value == x
    assert value.typed == shown


WELL_KNOWN = {
    "pi/2": "π/2", "-5*pi/6": "−5π/6", "4*pi": "4π", "1/3": "1/3", "-7/11": "−7/11", "sqrt(2)": "√2",
    "sqrt(2)/2": "√2/2", "-sqrt(6)/3": "−√6/3", "E": "e", "exp(-1)": "1/e",
}  # fmt: skip


@pytest.mark.parametrize("written", WELL_KNOWN)
def test_the_double_of_a_well_known_constant_is_shown_as_that_constant(written: str):
    x = float(sympy.sympify(written).evalf(30))
    for near in (x, float(np.nextafter(x, np.inf))):
        value = as_typed(near)
        assert isinstance(value, Constant)
        assert value.typed == WELL_KNOWN[written]
        assert float(value) == pytest.approx(x, rel=3e-16)
    assert not isinstance(as_typed(x * (1 + 3e-15)), Constant)


def test_a_float_that_nobody_typed_stays_a_float():
    for x in (0.1 + 0.2, 1.2345678, 1e-9, 5e-6, float("inf"), float("nan")):
        assert not isinstance(as_typed(x), Constant)
    assert as_typed(constant("pi/2")) == constant("pi/2")
