import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hillside.stage.params import Codec, codec_of
from mathcore import Expr, Interval

finite = some.floats(allow_nan=False, allow_infinity=False)
intervals = some.builds(
    lambda low, width: Interval(low, low + width), some.floats(-1e6, 1e6), some.floats(1e-3, 1e6)
)
texts = some.text(some.characters(exclude_categories=("Cc", "Cs")))
values = some.one_of(
    some.tuples(some.just(codec_of(float)), finite),
    some.tuples(some.just(codec_of(float | None)), some.none() | finite),
    some.tuples(some.just(codec_of(int)), some.integers(-(10**17), 10**17)),
    some.tuples(some.just(codec_of(bool)), some.booleans()),
    some.tuples(some.just(codec_of(str)), texts),
    some.tuples(some.just(codec_of(str | None)), some.none() | texts | some.sampled_from(["auto", r"\auto"])),
    some.tuples(some.just(codec_of(Interval)), intervals),
    some.tuples(some.just(codec_of(Interval | None)), some.none() | intervals),
)


@given(values)
def test_every_value_is_read_back_from_its_text(pair: tuple[Codec, object]):
    codec, value = pair
    assert codec.read(codec.show(value)) == value


@pytest.mark.parametrize("text", ["x^3/3 - x", "sin(2x) + |x|", "x^2 if x < 0 else x", "-x^2"])
def test_an_expression_is_read_back_from_its_text(text: str):
    codec = codec_of(Expr)
    value = codec.read(text)
    assert codec.read(codec.show(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-3", 0.001), ("-1", -1.0), ("pi/2", math.pi / 2), ("2pi", 2 * math.pi), ("-sqrt(2)", -math.sqrt(2))],
)
def test_a_number_may_be_written_as_a_constant(text: str, value: float):
    assert codec_of(float).read(text) == pytest.approx(value, rel=1e-15)


def test_whole_floats_are_shown_without_a_decimal_point():
    assert codec_of(float).show(2.0) == "2"
    assert codec_of(float).show(-0.0) == "0"
