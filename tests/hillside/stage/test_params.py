import math
import pickle
from typing import Literal

import pytest

from hillside.stage.errors import Refusal
from hillside.stage.params import ParamError, codec_of, fields_of, param, parameters, replace
from hillside.studio.serialization import from_text, to_text
from mathcore import Expr, Interval, parse


@parameters
class Params:
    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    window: Interval | None = param(default=None, help="range of x shown")
    at: float = param(default=1.5, help="where the tangent touches", low=-10, high=10)
    rate: float = param(default="1/10", help="learning rate", above=0, below=1)
    steps: int = param(default=5, help="how many steps", low=0)
    numbers: bool = param(default=True, help="whether numbers are shown")
    label: str | None = param(default=None, help="words at the arrow")
    optimizer: Literal["gradient-descent", "momentum"] = param(default="momentum", help="how to step")


def test_a_type_without_a_text_form_is_refused_when_the_class_is_made():
    with pytest.raises(TypeError, match="has no text form"):

        @parameters
        class Bad:
            data: list[int] = param(default=[], help="numbers")


def test_a_parameter_without_help_is_refused_when_the_class_is_made():
    with pytest.raises(TypeError, match="at needs a declaration"):

        @parameters
        class Bad:
            at: float = 1.5


def test_a_default_out_of_bounds_is_refused_when_the_class_is_made():
    with pytest.raises(ParamError, match="at: 3 is out of range"):

        @parameters
        class Bad:
            at: float = param(default=3, help="where", high=2)


def test_defaults_given_as_text_are_read():
    assert Params().rate == 0.1
    assert Params().function == parse("x^3/3 - x")


def test_an_integer_is_accepted_where_a_float_is_declared():
    assert isinstance(Params(at=2).at, float)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": 11}, "at: 11 is out of range; choose a number at least -10 and at most 10"),
        ({"rate": 0}, "rate: 0 is out of range; choose a number above 0 and below 1"),
        ({"rate": 1}, "rate: 1 is out of range; choose a number above 0 and below 1"),
        ({"at": math.nan}, "at: nan is not a finite number; give one such as 1.5 or pi/2"),
        ({"at": True}, "at: True is not NUMBER"),
        ({"at": "2"}, "at: '2' is not NUMBER"),
        ({"steps": 2.0}, "steps: 2.0 is not WHOLE NUMBER"),
        (
            {"optimizer": "momentom"},
            'optimizer: "momentom" is not one of gradient-descent, momentum; did you',
        ),
        ({"label": "bell \a"}, r"label: 'bell \x07' holds the character '\x07', which cannot be drawn"),
        ({"window": (0, 1, 2)}, "window: (0, 1, 2) is not LOW:HIGH|auto"),
        ({"window": (0, True)}, "window: (0, True) is not LOW:HIGH|auto"),
        ({"window": [1, 0]}, "window: the interval must run upward, but 1 is not below 0"),
    ],
)
def test_an_invalid_value_is_refused_with_the_name_of_its_parameter(change: dict[str, object], message: str):
    with pytest.raises(ParamError) as caught:
        replace(Params(), **change)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("steps", "3.5", '"3.5" is not a whole number; write one such as 5'),
        ("numbers", "perhaps", '"perhaps" is neither true nor false; write true or false'),
        ("window", "3", '"3" is not LOW:HIGH; write two numbers with a colon between them, such as -3:3'),
        ("att", "3", 'no such parameter here; did you mean "at"?'),
        ("zzz", "3", "no such parameter here; choose from function, window, at, rate, steps, numbers"),
        ("at", "inf", '"inf" is not a finite number'),
        ("at", "1/0", '"1/0" is not a finite number'),
    ],
)
def test_an_invalid_text_is_refused_with_the_rule_and_a_remedy(name: str, text: str, message: str):
    with pytest.raises(ParamError) as caught:
        from_text(Params, {name: text})
    assert caught.value.name == name
    assert caught.value.why.startswith(message)


def test_an_error_in_an_expression_has_a_caret_under_it():
    with pytest.raises(ParamError) as caught:
        from_text(Params, {"function": "x + sinn(x)"})
    first, second, third = caught.value.why.split("\n")
    assert "sinn" in first
    assert second == "  x + sinn(x)"
    assert third == "      ^"


def test_an_expression_in_another_variable_is_refused():
    with pytest.raises(ParamError, match="function"):
        Params(function=parse("x + y", names=("x", "y")))


def test_the_window_must_run_upward():
    with pytest.raises(ParamError, match=r"window: .*upward"):
        from_text(Params, {"window": "3:1"})


def test_rules_between_fields_are_checked_on_every_change():
    @parameters
    class Span:
        low: float = param(default=0, help="left end")
        high: float = param(default=1, help="right end")

        def check(self) -> None:
            if not self.low < self.high:
                raise ParamError("low", f"{self.low:g} is not below high = {self.high:g}; choose less")

    assert replace(Span(), high=2) == Span(high=2)
    with pytest.raises(ParamError, match="low: 3 is not below"):
        replace(Span(), low=3)


def test_parameters_can_be_inherited_and_stand_after_those_of_the_class_itself():
    @parameters
    class More(Params):
        speed: float = param(default=1, help="how fast")

    assert [each.name for each in fields_of(More)] == ["speed", *(each.name for each in fields_of(Params))]
    assert from_text(More, {"at": "2", "speed": "3"}) == More(at=2, speed=3)


def test_all_parameters_are_read_back_from_their_text():
    params = Params(at=-0.25, window=Interval(-1, 4), label="auto", optimizer="gradient-descent")
    assert from_text(Params, to_text(params)) == params


def test_parameters_cannot_be_changed_in_place():
    with pytest.raises(AttributeError):
        Params().at = 2  # pyright: ignore


def test_a_parameter_error_can_be_pickled():
    error = pickle.loads(pickle.dumps(ParamError("at", "lies outside")))
    assert (error.name, error.why, str(error)) == ("at", "lies outside", "at: lies outside")
    assert isinstance(error, Refusal)


def test_an_interval_is_read_from_two_numbers_with_a_colon_or_in_a_list():
    codec = codec_of(Interval)
    assert codec.read("-3; 3") == codec.read("-3:3") == Interval(-3, 3)
