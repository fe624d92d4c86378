import math

import mpmath
import numpy as np
import pytest

from mathcore import (
    MathError,
    derivative,
    derivative_expr,
    directional,
    gradient,
    jacobian,
    parse,
)

mp = mpmath.mp
FINE = 60


def _phi(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


# Each formula, the same written for mpmath, and points where it is smooth; the nasty ones are on purpose.
SMOOTH = {
    "x^3/3 - x": (lambda x: x**3 / 3 - x, [-2.0, 0.3, 1e6, 1e-6]),
    "(1-cos x)/x^2": (lambda x: (1 - mp.cos(x)) / x**2, [1e-8, 1e-5, 1e-3, 0.1, 3.0]),
    "sqrt(x^2+1) - x": (lambda x: mp.sqrt(x * x + 1) - x, [-5.0, 1.0, 1e3, 1e6, 1e8]),
    "exp(-1/x^2)": (lambda x: mp.exp(-1 / x**2), [0.05, 0.1, 1.0, -5.0]),
    "x^x": (lambda x: x**x, [1e-8, 0.3, 2.0, 10.0]),
    "log(1+x)": (lambda x: mp.log(1 + x), [1e-15, 1e-8, 1e-3, 5.0]),
    "|x^3 - 1|": (lambda x: abs(x**3 - 1), [0.5, 1.0001, -3.0]),
    "relu(x)^2 + relu(-x)": (lambda x: x**2 if x > 0 else -x, [2.0, -2.0, 1e-9]),
    "sin(x)/x": (lambda x: mp.sin(x) / x, [1e-6, 1e-3, 0.7, 20.0]),
    "ln(x)/(x-1)": (lambda x: mp.log(x) / (x - 1), [1.000001, 0.5, 3.0]),
    "tan x": (mp.tan, [0.3, 1.57, -4.0]),
    "sec x csc x cot x": (lambda x: mp.sec(x) * mp.csc(x) * mp.cot(x), [0.4, 2.0, -1.1]),
    "asin x + acos(x)^2": (lambda x: mp.asin(x) + mp.acos(x) ** 2, [0.1, 0.999999, -0.8]),
    "atan(x) atan2(x, 2)": (lambda x: mp.atan(x) * mp.atan2(x, 2), [0.1, 30.0, -2.0]),
    "sinh(x) - x cosh(x)": (lambda x: mp.sinh(x) - x * mp.cosh(x), [1e-4, 0.5, -8.0]),
    "tanh x": (mp.tanh, [1e-3, 8.0, -20.0]),
    "asinh(x) + acosh(x + 2) - atanh(x/9)": (
        lambda x: mp.asinh(x) + mp.acosh(x + 2) - mp.atanh(x / 9),
        [1e-5, 0.7, 5.0],
    ),
    "sigmoid(x)": (lambda x: 1 / (1 + mp.exp(-x)), [-40.0, -1.0, 0.5, 30.0, 36.0]),
    "softplus(x)": (lambda x: mp.log(1 + mp.exp(x)), [-30.0, 0.1, 40.0]),
    "gelu(x)": (lambda x: x * _phi(x), [-5.0, -0.75, 0.3, 3.0]),
    "erf(x) - 2x/sqrt(pi)": (lambda x: mp.erf(x) - 2 * x / mp.sqrt(mp.pi), [1e-4, 0.5, 2.0]),
    "2^x - x^2": (lambda x: mp.mpf(2) ** x - x**2, [2.0001, 3.9, -1.0]),
    "x^(2/3) + x^(-1/3)": (lambda x: mp.cbrt(x) ** 2 + 1 / mp.cbrt(x), [0.2, 8.0, 1e-5]),
    "cbrt(x) sqrt(x) x^1.5": (lambda x: mp.cbrt(x) * x**2, [0.3, 7.0]),
    "log2(x) log10(x) log1p(x) expm1(x)": (
        lambda x: mp.log(x, 2) * mp.log10(x) * mp.log1p(x) * mp.expm1(x),
        [0.01, 0.8, 3.0],
    ),
    "x^100": (lambda x: x**100, [-1.01, 0.9, 1.3]),
    "exp(sin(exp(x)))": (lambda x: mp.exp(mp.sin(mp.exp(x))), [-1.0, 0.5, 3.0]),
    "(x^2-1)/(x-1)": (lambda x: (x**2 - 1) / (x - 1), [1.0001, 0.9, 5.0]),
    "max(x, x^2) min(x, 2)": (lambda x: max(x, x**2) * min(x, 2), [0.5, 1.5, 3.0, -1.0]),
    "x^2 if x < 1 else 2x - 1": (lambda x: x**2 if x < 1 else 2 * x - 1, [0.5, 3.0]),
    "where(x == 0, 1, sin(x)/x)": (lambda x: mp.sin(x) / x, [0.01, -2.0]),
    "floor(x) x + x % 0.75": (lambda x: mp.floor(x) * x + x - 0.75 * mp.floor(x / 0.75), [1.7, -2.3]),
    "leaky_relu(x^3) + sech(x)": (lambda x: x**3 * (1 if x > 0 else mp.mpf(0.01)) + mp.sech(x), [1.2, -1.2]),
    "1/(1 + 1/(1 + 1/x))": (lambda x: 1 / (1 + 1 / (1 + 1 / x)), [0.3, -5.0, 1e-7]),
}
CASES = [(text, x) for text, (_, points) in SMOOTH.items() for x in points]


@pytest.mark.parametrize(("text", "x"), CASES)
def test_values_and_derivatives_agree_with_sixty_digit_arithmetic(text, x):
    witness = SMOOTH[text][0]
    with mpmath.workdps(FINE):
        true = [
            mpmath.diff(witness, mpmath.mpf(x), order) if order else witness(mpmath.mpf(x))
            for order in range(4)
        ]
    f = parse(text)
    for order in range(3):
        found = derivative(f, x, order)
        # A few units in the last place, and what half a unit of x itself changes.
        allowed = 6e-16 * abs(true[order]) + 4e-16 * abs(x * true[order + 1]) + 1e-300
        assert abs(found - true[order]) <= allowed


@pytest.mark.parametrize("text", SMOOTH)
def test_the_derivatives_of_an_array_are_those_of_its_elements(text):
    points = np.array(SMOOTH[text][1])
    f = parse(text)
    for order in (1, 2):
        found = derivative(f, np.stack([points, points]), order)
        assert found.shape == (2, len(points))
        np.testing.assert_allclose(found[1], [derivative(f, x, order) for x in points.tolist()], rtol=1e-13)


def test_high_order_derivatives_agree_with_the_taylor_series():
    assert derivative(parse("x^5"), 2.0, 5) == 120.0
    assert derivative(parse("sin x"), 0.0, 9) == 1.0
    assert derivative(parse("x^5"), 2.0, 0) == 32.0


CONVENTIONS = [
    ("|x|", 0.0),
    ("relu(x)", 0.0),
    ("sign(x)", 0.0),
    ("step(x)", 0.0),
    ("max(x, 0)", 0.5),
    ("min(x, 0)", 0.5),
]


@pytest.mark.parametrize(("text", "slope"), CONVENTIONS)
def test_the_derivative_at_a_kink_is_that_of_torch(text, slope):
    assert derivative(parse(text), 0.0) == slope


def test_conventions_at_kinks_are_those_of_torch_itself():
    torch = pytest.importorskip("torch")
    zero = torch.zeros(1, dtype=torch.float64)
    for text, function in [
        ("|x|", torch.abs),
        ("relu(x)", torch.relu),
        ("sign(x)", torch.sign),
        ("max(x, 0)", lambda x: torch.maximum(x, zero)),
        ("leaky_relu(x)", torch.nn.functional.leaky_relu),
    ]:
        x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
        function(x).sum().backward()
        assert derivative(parse(text), 0.0) == x.grad.item()


UNDEFINED = [
    ("ln x", -1.0),
    ("ln x", 0.0),
    ("sqrt(x)", -1.0),
    ("1/x", 0.0),
    ("asin x", 2.0),
    ("x^x", -0.5),
    ("sin(x)/x", 0.0),
]


@pytest.mark.parametrize(("text", "x"), UNDEFINED)
def test_there_is_no_derivative_where_there_is_no_value(text, x):
    f = parse(text)
    assert math.isnan(derivative(f, x))
    assert np.isnan(derivative(f, np.array([x, x]), 2)).all()


def test_what_cannot_be_differentiated_is_refused():
    two = parse("x y", ("x", "y"))
    with pytest.raises(MathError, match="gradient"):
        derivative(two, 1.0)
    with pytest.raises(MathError, match="order"):
        derivative(parse("x"), 1.0, 11)
    with pytest.raises(MathError, match="not a variable"):
        derivative_expr(two, "z")
    with pytest.raises(MathError, match="shape"):
        gradient(two, [1.0, 2.0, 3.0])
    with pytest.raises(MathError, match="zero"):
        directional(two, [1.0, 2.0], [0.0, 0.0])
    with pytest.raises(MathError, match="same variables"):
        jacobian([two, parse("x")], [1.0, 2.0])


@pytest.mark.parametrize(
    "text",
    ["x/1e-320", "ln(x - 1e-320)", "tanh(x)/1e-320", "sqrt(gelu(1e-320 x))", f"{'²' * 400}√x(1 - x)"],
)
def test_a_derivative_with_a_number_beyond_all_floats_is_refused(text: str):
    f = parse(text)
    with pytest.raises(MathError, match=r"larger than 1\.8·10\^308; scale the function"):
        derivative_expr(f, f.names[0])


def test_a_zero_hidden_by_rounding_is_exactly_zero():
    assert parse("sin(pi x)")(1.0) == 0.0
    assert derivative(parse("(x - 1)^3 - x^3 + 3x^2 - 3x + 1"), 0.1234567) == 0.0


ZERO_TO_A_POWER = parse("0^(2^x + x^3 + 2)")


def test_a_power_of_zero_is_constant_where_its_exponent_is_positive():
    x = np.array([-0.5, 0.0, 1.0, 20.0])
    assert (ZERO_TO_A_POWER(x) == 0).all()
    assert (derivative(ZERO_TO_A_POWER, x) == 0).all()
    assert (derivative(ZERO_TO_A_POWER, x, order=2) == 0).all()
    assert str(derivative_expr(ZERO_TO_A_POWER, "x")) == "0"
    assert gradient(parse("y^x", ("x", "y")), [2.0, 0.0]).tolist() == [0.0, 0.0]


def test_a_power_of_zero_has_no_derivative_where_its_exponent_is_not_positive():
    assert math.isnan(derivative(ZERO_TO_A_POWER, -3.0))
    assert math.isnan(derivative(parse("x^x"), 0.0))
