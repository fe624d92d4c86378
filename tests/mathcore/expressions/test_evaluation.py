"""Values have all their digits, whichever precision it takes, and few points take decimals."""

import random

import numpy as np
import pytest

from mathcore import derivative, parse
from mathcore.calculus.derivatives import tower
from mathcore.expressions import evaluation
from mathcore.expressions.evaluation import TRUSTED, precise_arrays, restored
from tests.mathcore.sympy_forms import formulas

FUNCTIONS = [f for _, f in formulas() if len(f.names) == 1]


def _largest_error(f, x):
    """Return the largest relative error of f and f' where f is defined, with decimals as the witness."""
    program = tower(f.code, f.names, 1)
    found = precise_arrays(program, [x])
    worst = 0.0
    for at, point in enumerate(x.tolist()):
        exact = restored(program, [point])
        if not np.isfinite([found[0][at], exact[0]]).all():
            continue
        for values, value in zip(found, exact, strict=True):
            if np.isfinite(values[at]) and value and np.isfinite(value):
                worst = max(worst, abs(values[at] - value) / abs(value))
    return worst


def test_values_and_slopes_of_the_collection_have_all_their_digits():
    rng = np.random.default_rng(19)
    for f in random.Random(19).sample(FUNCTIONS, 150):
        x = np.concatenate([rng.uniform(-3, 3, 12), rng.uniform(-1e-3, 1e-3, 3), rng.uniform(5, 40, 3)])
        assert _largest_error(f, x) <= 1.05 * TRUSTED, str(f)


CANCELLING = [
    "x^3/3 - x",
    "x^2 - 2",
    "sin x + sin(10/3 x)",
    "(1/x - 1/3)/(x - 3)",
    "pi x - 3 - e/19",
    "0.1x - 0.3",
]


@pytest.mark.parametrize("text", CANCELLING)
@pytest.mark.parametrize("gain", [evaluation.EXTENDED_GAIN, 0.25])
def test_digits_that_cancel_are_restored_with_and_without_longer_floats(monkeypatch, text, gain):
    monkeypatch.setattr(evaluation, "EXTENDED_GAIN", gain)
    x = np.linspace(-3, 3.01, 301)
    assert _largest_error(parse(text), x) <= 1.05 * TRUSTED


def test_constants_in_longer_floats_are_not_rounded_to_doubles():
    for op, constant in evaluation.EXTENDED_CONSTANTS.items():
        double = {"pi": np.pi, "e": np.e}[op]
        assert float(constant) == double
        if evaluation.EXTENDED_GAIN > 1:
            assert constant != double


@pytest.mark.skipif(evaluation.EXTENDED_GAIN <= 1, reason="the longest floats of this machine are doubles")
@pytest.mark.parametrize("text", ["x^3/3 - x", "x^2 sin x", "ln(1 + e^x)", "e^(-x^2)", "x/(1 + e^(-x))"])
def test_few_points_take_decimals(monkeypatch, text):
    taken = []
    decimals = evaluation._exact

    def counted(program, point):
        taken.append(point)
        return decimals(program, point)

    monkeypatch.setattr(evaluation, "_exact", counted)
    derivative(parse(text), np.linspace(-3, 3.01, 2000))
    assert len(taken) <= 10
