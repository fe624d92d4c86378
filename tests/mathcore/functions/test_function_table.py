from decimal import Decimal, localcontext

import mpmath
import numpy as np
import pytest

from mathcore import parse
from mathcore.calculus.derivatives import tower
from mathcore.expressions.evaluation import enclose
from mathcore.functions.function_table import FUNCTIONS
from mathcore.functions.interval_arithmetic import Box

FORMULAS = [
    "x^3/3 - x",
    "sin(x)/x",
    "exp(-x^2) cos(3x)",
    "tan(x^2)",
    "x^x",
    "gelu(x)",
    "floor(3x) + |x|",
    "x^(2/3)",
    "x^(-1/3) + x^-2 + x^2.5",
    "where(x < 0, x^2, x)",
    "ln(x)/x",
    "x % 2",
    "asin(x) + acos(x/2)",
    "sech x + atan2(x, 2)",
    "leaky_relu(x)",
    "sec x + csc x + cot x",
    "sinh x - cosh x + tanh x",
    "asinh(x) acosh(x) atanh(x)",
    "erf(x) softplus(x)",
    "sigmoid(x) relu(x - 1)",
    "log2(x) + log10(x) + log1p(x)",
    "expm1(x) cbrt(x) sqrt(x)",
    "max(x, 1) min(x^2, 2)",
    "sign(x) + step(x - 1) + heaviside(x) + ceil(x)",
    "1 if x > 1 and not x >= 2 or x == 3 else 0",
    "x^2 - x*x",
]


DEEP = [
    "sin",
    "cos",
    "tan",
    "sec",
    "csc",
    "cot",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "sech",
    "asinh",
    "atanh",
    "erf",
    "expm1",
    "log1p",
    "cbrt",
    "sqrt",
    "log10",
]


@pytest.mark.parametrize("op", FUNCTIONS)
def test_value_enclosure_and_digits_of_each_operation_agree(op):
    row = FUNCTIONS[op]
    arguments = {"acosh": [1.25], "root_power": [0.25, 1.0, 3.0]}.get(op, [0.25, 2.0, 3.0][: row.arity])
    value = float(row.value(*(np.float64(x) for x in arguments)))
    box = row.enclosure(*(Box(np.array([x]), np.array([x]), np.array([True])) for x in arguments))
    with localcontext() as context:
        context.prec = 40
        exact = float(row.digits(*(Decimal(x) for x in arguments)))
    assert value == pytest.approx(exact, rel=1e-15)
    assert box.low[0] <= exact <= box.high[0]


@pytest.mark.parametrize("text", FORMULAS)
def test_an_enclosure_contains_every_value_over_its_box(text):
    f = parse(text)
    program = tower(f.code, f.names, 2)
    rng = np.random.default_rng(2)
    low = rng.uniform(-4, 4, 300)
    high = low + 10.0 ** rng.uniform(-9, 0.5, 300)
    found = enclose(program, [low], [high])
    for share in np.linspace(0, 1, 9):
        values = program.arrays([low + share * (high - low)])
        defined = np.isfinite(values[0])
        assert not np.any(found[0].sure & np.isnan(values[0]))
        for box, value in zip(found, values, strict=True):
            known = defined & np.isfinite(value)
            assert np.all((box.low <= value)[known])
            assert np.all((value <= box.high)[known])


@pytest.mark.parametrize(
    "op", ["sin", "cos", "tan", "exp", "log", "erf", "gelu", "atan", "tanh", "asinh", "sigmoid"]
)
def test_the_enclosure_at_a_point_contains_the_true_value(op):
    true = {
        "log": mpmath.log, "atan": mpmath.atan, "asinh": mpmath.asinh,
        "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
        "gelu": lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2,
    }.get(op, getattr(mpmath, op, None))  # fmt: skip
    f = parse(f"{op}(x)")
    points = np.random.default_rng(5).uniform(0.01, 6, 60)
    box = enclose(tower(f.code, f.names, 0), [points], [points])[0]
    with mpmath.workdps(40):
        for x, low, high in zip(points.tolist(), box.low.tolist(), box.high.tolist(), strict=True):
            assert low < true(mpmath.mpf(x)) < high
            assert high - low < 1e-14 * (1 + abs(low))


def test_continuity_is_not_claimed_across_a_break():
    for text, at in [
        ("1/x", 0),
        ("floor(x)", 2),
        ("sqrt(x)", 0),
        ("tan x", np.pi / 2),
        ("sign(x)", 0),
        ("x % 3", 3),
    ]:
        f = parse(text)
        box = enclose(tower(f.code, f.names, 0), [np.array([at - 0.1])], [np.array([at + 0.1])])[0]
        assert not box.sure[0]
    f = parse("|x|")
    value, slope = enclose(tower(f.code, f.names, 1), [np.array([-0.1])], [np.array([0.1])])
    assert value.sure[0]
    assert not slope.sure[0]


@pytest.mark.parametrize(
    "op",
    DEEP,
)
def test_operations_have_the_requested_number_of_digits(op):
    true = {"log1p": mpmath.log1p, "log10": mpmath.log10, "cbrt": mpmath.cbrt}.get(
        op, getattr(mpmath, op, None)
    )
    for text in ("0.25", "-0.75", "1e-30", "0.999999"):
        if text.startswith("-") and op in ("sqrt", "cbrt", "log10"):
            continue
        with localcontext() as context, mpmath.workdps(90):
            context.prec = 60
            found = mpmath.mpf(str(FUNCTIONS[op].digits(Decimal(text))))
            assert abs(found / true(mpmath.mpf(text)) - 1) < mpmath.mpf(10) ** -55
