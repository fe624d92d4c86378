"""Cases for the benchmark of mathcore, and the contenders that compute f and f'."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from mathcore.calculus.derivatives import tower
from mathcore.expressions.evaluation import precise_arrays
from mathcore.language.expr import parse

Pair = Callable[[Any], tuple[Any, Any]]


@dataclass(frozen=True)
class Case:
    """A test function on [low, high] for each contender.

    Attributes:
        text: The formula for mathcore.
        low: Lower end of the interval.
        high: Upper end of the interval.
        by_hand: f and f' written by hand in numpy.
        symbolic: The formula for sympy.
        generic: f over a module such as numpy, given first, at x.
    """

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


CONTENDERS: Mapping[str, Callable[[Case], Pair]] = MappingProxyType(
    {
        "by hand": lambda case: case.by_hand,
        "mathcore": _ours,
        "plain": _plain,
        "sympy": _sympy,
        "autograd": _autograd,
        "jax": _jax,
        "torch": _torch,
    }
)
