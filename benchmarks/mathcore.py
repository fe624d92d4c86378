"""Speed and error of f and f' at a million points, side by side with other ways to get them.

    python benchmarks/mathcore.py

sympy, autograd, jax and torch take part if they are installed. Times are the best of several runs in
milliseconds; errors are the largest in units of the last place (ulp) over points checked with mpmath at 50
digits, for f and for f'. Each contender gets the formula as a user of that library would write it.

mathcore restores lost digits for up to 20,000 points, so also for the checked ones; `plain` shows the doubles
that it gives for more points.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

# This file is named like the package it measures: look the package up in the folder above, not here.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from mathcore.differentiate import tower  # noqa: E402
from mathcore.expr import parse  # noqa: E402
from mathcore.precise import precise_arrays  # noqa: E402

POINTS = 1_000_000
CHECKED = 200
Pair = Callable[[Any], tuple[Any, Any]]


@dataclass(frozen=True)
class Case:
    """A function: for mathcore, by hand in numpy (f and f'), for sympy, and over a module such as numpy."""

    text: str
    low: float
    high: float
    by_hand: Pair
    symbolic: str
    generic: Callable[[Any, Any], Any]


def _cubic(x: Any) -> tuple[Any, Any]:
    return x * x * x / 3 - x, x * x - 1


def _bell(x: Any) -> tuple[Any, Any]:
    bell = np.exp(-x * x / 2)
    return bell * np.sin(3 * x), bell * (3 * np.cos(3 * x) - x * np.sin(3 * x))


def _sigmoid(x: Any) -> tuple[Any, Any]:
    s = 1 / (1 + np.exp(-x))
    return s, s / (1 + np.exp(x))


def _tanh(x: Any) -> tuple[Any, Any]:
    return np.tanh(x), 1 / np.cosh(x) ** 2


def _rational(x: Any) -> tuple[Any, Any]:
    bottom = 1 + x * x
    return x / bottom, (1 - x * x) / bottom**2


def _root(x: Any) -> tuple[Any, Any]:
    root = np.sqrt(1 + x * x)
    return root, x / root


def _log(x: Any) -> tuple[Any, Any]:
    return np.log1p(x), 1 / (1 + x)


CASES = (
    Case("x^3/3 - x", -3, 3, _cubic, "x**3/3 - x", lambda m, x: x**3 / 3 - x),
    Case(
        "exp(-x^2/2) sin(3x)",
        -3,
        3,
        _bell,
        "exp(-x**2/2)*sin(3*x)",
        lambda m, x: m.exp(-(x**2) / 2) * m.sin(3 * x),
    ),
    Case("sigmoid(x)", -35, 35, _sigmoid, "1/(1 + exp(-x))", lambda m, x: 1 / (1 + m.exp(-x))),
    Case("tanh(x)", -15, 15, _tanh, "tanh(x)", lambda m, x: m.tanh(x)),
    Case("x/(1 + x^2)", -9, 9, _rational, "x/(1 + x**2)", lambda m, x: x / (1 + x**2)),
    Case("sqrt(1 + x^2)", -9, 9, _root, "sqrt(1 + x**2)", lambda m, x: m.sqrt(1 + x**2)),
    Case("log1p(x)", 1e-12, 2, _log, "log(1 + x)", lambda m, x: m.log1p(x)),
)


def _ours(case: Case) -> Pair:
    f = parse(case.text)
    program = tower(f.code, f.names, 1)

    def pair(x: Any) -> tuple[Any, Any]:
        value, slope = precise_arrays(program, [x])
        return value, slope

    return pair


def _plain(case: Case) -> Pair:
    f = parse(case.text)
    program = tower(f.code, f.names, 1)

    def pair(x: Any) -> tuple[Any, Any]:
        value, slope = program.arrays([x])
        return value, slope

    return pair


def _sympy(case: Case) -> Pair:
    sympy: Any = importlib.import_module("sympy")
    x = sympy.Symbol("x")
    f = sympy.sympify(case.symbolic)
    return sympy.lambdify(x, [f, sympy.diff(f, x)], "numpy", cse=True)


def _autograd(case: Case) -> Pair:
    anp: Any = importlib.import_module("autograd.numpy")
    autograd: Any = importlib.import_module("autograd")

    def f(x: Any) -> Any:
        return case.generic(anp, x)

    slope = autograd.elementwise_grad(f)
    return lambda x: (f(x), slope(x))


def _jax(case: Case) -> Pair:
    jax: Any = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)

    def f(x: Any) -> Any:
        return case.generic(jax.numpy, x)

    both = jax.jit(jax.vmap(jax.value_and_grad(f)))

    def pair(x: Any) -> tuple[Any, Any]:
        value, slope = jax.block_until_ready(both(x))
        return np.asarray(value), np.asarray(slope)

    return pair


def _torch(case: Case) -> Pair:
    torch: Any = importlib.import_module("torch")

    def pair(x: Any) -> tuple[Any, Any]:
        point = torch.tensor(x, requires_grad=True)
        value = case.generic(torch, point)
        value.sum().backward()
        return value.detach().numpy(), point.grad.numpy()

    return pair


CONTENDERS: dict[str, Callable[[Case], Pair]] = {
    "by hand": lambda case: case.by_hand,
    "mathcore": _ours,
    "plain": _plain,
    "sympy": _sympy,
    "autograd": _autograd,
    "jax": _jax,
    "torch": _torch,
}


def _milliseconds(pair: Pair, x: Any) -> float:
    pair(x)
    best = float("inf")
    for _ in range(7):
        start = time.perf_counter()
        pair(x)
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def _worst_ulps(case: Case, pair: Pair, true: list[list[Any]], x: Any) -> tuple[float, float]:
    worst: list[float] = []
    for found, exact in zip(pair(x), true, strict=True):
        values = np.broadcast_to(found, x.shape).tolist()
        errors = [float(abs(a - b) / np.spacing(abs(float(b)))) for a, b in zip(values, exact, strict=True)]
        worst.append(max(errors))
    return worst[0], worst[1]


def _exact(case: Case, x: Any) -> list[list[Any]]:
    """Return f and f' at 50 digits, which share no code with any contender."""
    mpmath: Any = importlib.import_module("mpmath")
    with mpmath.workdps(50):

        def f(t: Any) -> Any:
            return case.generic(mpmath, t)

        return [[f(mpmath.mpf(t)) for t in x.tolist()], [mpmath.diff(f, mpmath.mpf(t)) for t in x.tolist()]]


def main() -> None:
    """Print the table."""
    print(
        f"{POINTS:,} points, f and f' together; ms, and worst error of f / f' in ulp over {CHECKED} points\n"
    )
    names = [name for name in CONTENDERS if _available(name)]
    print(f"{'':22}" + "".join(f"{name:>24}" for name in names))
    for case in CASES:
        points = np.linspace(case.low, case.high, POINTS)
        checked = np.random.default_rng(1).uniform(case.low, case.high, CHECKED)
        true = _exact(case, checked)
        cells: list[str] = []
        for name in names:
            pair = CONTENDERS[name](case)
            ulps = _worst_ulps(case, pair, true, checked)
            cells.append(f"{_milliseconds(pair, points):9.1f} {ulps[0]:6.1f}/{ulps[1]:<7.3g}")
        print(f"{case.text:22}" + "".join(cells), flush=True)


def _available(name: str) -> bool:
    module = {"by hand": "numpy", "mathcore": "numpy", "plain": "numpy"}.get(name, name)
    return importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    main()
