import copy
import pickle
import random
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest

from hillside.stage.lettering.equations import EQUAL, NEARLY_EQUAL, Shown, argument, equation, quotient
from hillside.stage.lettering.language import Language
from mathcore import constant

RUNS = (1.0, 2.0, 5.0, 0.1, 0.2, 0.5, 10.0, 0.01, 20.0, 500.0, 0.3, 1.7)


def as_read(text: str) -> Decimal:
    """Return the number that a student reads."""
    mantissa, _, power = text.replace("−", "-").partition(" × 10")
    superscripts = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    return Decimal(mantissa).scaleb(int(power.translate(superscripts) or 0))


def last_place(shown: Shown) -> Fraction:
    return Fraction(10) ** int(shown.decimal.as_tuple().exponent)


def unit_of(text: str) -> Decimal:
    """Return the unit of the last digit shown, or of the third, since zeros at the end are left out."""
    read = as_read(text)
    last = read.as_tuple().exponent
    return Decimal(1).scaleb(min(int(last), max(read.adjusted() - 2, 0 if "×" not in text else -999)))


def test_who_divides_the_rise_by_the_run_as_shown_finds_the_slope_as_shown():
    rng, numeral = random.Random(15), Language("en").numeral
    for number in range(2000):
        run = rng.choice(RUNS)
        slope = rng.choice((-1, 1)) * 10 ** rng.uniform(-4, 5)
        found = quotient(slope * run, run, slope)
        rise_text, run_text, slope_text = (numeral(each) for each in (*found.terms, found.result))
        read = as_read(slope_text)
        unit = unit_of(slope_text)
        divided = as_read(rise_text) / as_read(run_text)
        assert found.sign == EQUAL or abs(slope) > 1e4, (number, slope, run)
        if found.sign == NEARLY_EQUAL:
            continue
        assert divided.quantize(unit, ROUND_HALF_EVEN) == read.quantize(unit), (
            rise_text,
            run_text,
            slope_text,
        )


def test_each_number_of_an_equation_is_a_true_rounding_to_at_least_three_digits():
    rng = random.Random(16)
    for _ in range(2000):
        run, slope = rng.choice(RUNS), rng.uniform(-30, 30)
        found = quotient(slope * run, run, slope)
        for shown, true in zip((*found.terms, found.result), (slope * run, run, slope), strict=True):
            assert abs(Fraction(shown.decimal) - Fraction(true)) <= abs(Fraction(true)) / 200
            assert abs(Fraction(shown.decimal) - Fraction(true)) <= last_place(shown) / 2
            assert shown == true


@pytest.mark.parametrize("slope", [0.858, -0.909, 2.0, 123.456, 1 / 3])
def test_over_a_run_of_1_three_digits_are_enough(slope: float):
    found = quotient(slope, 1.0, slope)
    assert {each.digits for each in (*found.terms, found.result)} <= {1, 2, 3}


def test_a_relation_that_no_digits_make_true_is_nearly_equal():
    assert quotient(1.0, 3.0, 0.4).sign == NEARLY_EQUAL
    assert quotient(1.0, 0.0, 5.0).sign == NEARLY_EQUAL
    assert quotient(float("nan"), 1.0, 5.0).sign == NEARLY_EQUAL


def test_the_step_of_a_descent_holds_in_its_digits():
    rng = random.Random(17)
    for _ in range(200):
        w, rate, slope = rng.uniform(-5, 5), rng.choice((0.1, 0.05, 0.3, 1 / 3)), rng.uniform(-5, 5)
        found = equation((w, rate, slope), w - rate * slope, _step)
        w0, r0, s0 = (Fraction(each.decimal) for each in found.terms)
        off = abs(w0 - r0 * s0 - Fraction(found.result.decimal))
        unit = last_place(found.result)
        assert found.sign == NEARLY_EQUAL or off < unit / 2


def test_an_argument_is_shown_so_far_that_its_function_is_as_shown():
    rng = random.Random(18)
    for _ in range(300):
        x = rng.uniform(-4, 4)
        values = [(f, f(x)) for f in (_square, _slope_of_square)]
        found = argument(x, values)
        assert isinstance(found, Shown)
        assert found == x
        for f, value in values:
            read = f(float(found.decimal))
            assert float(f"{read:.2e}") == float(f"{value:.2e}") or found.digits == 9


def test_an_argument_that_was_typed_is_shown_as_it_was_typed():
    half = constant("pi/2")
    assert argument(half, [(_square, 0.0)]) is half


def _square(x: float) -> float:
    return (x - 3) ** 2


def _slope_of_square(x: float) -> float:
    return 2 * (x - 3)


def _step(w: Fraction, rate: Fraction, slope: Fraction) -> Fraction:
    return w - rate * slope


def test_a_shown_number_is_a_float_with_digits_in_every_language():
    slope = Shown(0.857689, 4)
    assert slope == 0.857689
    assert Language("de").numeral(slope) == "0,8577"
    assert Language("en").say("The slope underfoot is {slope}.", slope=slope).endswith("0.8577.")
    for again in (copy.copy(slope), copy.deepcopy(slope), pickle.loads(pickle.dumps(slope))):
        assert (again, again.digits) == (slope, 4)
    assert Language("en").numeral(-slope) == "−0.8577"
