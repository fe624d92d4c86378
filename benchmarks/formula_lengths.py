"""Length of closed forms, compared with the shortest that sympy finds, over the collection of formulas.

    python benchmarks/formula_lengths.py [--worst 20] [--second]

Each formula of `tests/cases/formulas.toml` is differentiated by mathcore and by sympy. Of sympy's derivative
as it is, simplified, factored, put over one denominator, expanded, cancelled, and simplified by trigonometry,
the shortest counts. Both texts are parsed by mathcore, and the operations and operands of the parsed formula
are counted. What sympy writes with functions that mathcore does not have is left out, and counted as such.
"""

from __future__ import annotations

import argparse
import operator
import signal
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any

import sympy  # pyright: ignore[reportMissingTypeStubs]

# The folder of this file has a module mathcore.py, which must not shadow the package.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from mathcore import Expr, MathError, derivative_expr, parse  # noqa: E402
from mathcore.expressions.code import tree_size  # noqa: E402

COLLECTION = Path(__file__).resolve().parent.parent / "tests" / "cases" / "formulas.toml"
SECONDS = 8
"""Maximum time for one of sympy's simplifications of one formula."""
LET = {
    "a": 2.0,
    "b": 3.0,
    "c": 5.0,
    "n": 3.0,
    "v": 7.0,
    "g": 9.81,
    "A": 2.0,
    "ω": 3.0,
    "φ": 1.0,
    "λ": 3.0,
    "v0": 4.0,
}
"""Values of the letters that are no variables."""


_SYMPY: Any = sympy
_Operation = Callable[..., Any]


def _quotient(a: Any, b: Any) -> Any:
    return a / b


def _power(a: Any, b: Any) -> Any:
    return a**b


def _root(a: Any, p: Any, q: Any) -> Any:
    return a ** (p / q)


def _cube_root(a: Any) -> Any:
    return a ** _SYMPY.Rational(1, 3)


def _sigmoid(a: Any) -> Any:
    return 1 / (1 + _SYMPY.exp(-a))


def _softplus(a: Any) -> Any:
    return _SYMPY.log(1 + _SYMPY.exp(a))


def _log2(a: Any) -> Any:
    return _SYMPY.log(a, 2)


def _log10(a: Any) -> Any:
    return _SYMPY.log(a, 10)


_OPERATIONS: Mapping[str, _Operation] = MappingProxyType(
    {
        "add": operator.add, "sub": operator.sub, "neg": operator.neg, "mul": operator.mul,
        "div": _quotient, "pow": _power, "root_power": _root, "cbrt": _cube_root,
        "sqrt": _SYMPY.sqrt, "abs": _SYMPY.Abs, "sign": _SYMPY.sign, "sigmoid": _sigmoid,
        "softplus": _softplus, "log2": _log2, "log10": _log10,
    }
)  # fmt: skip
_CONSTANTS: Mapping[str, Any] = MappingProxyType({"pi": _SYMPY.pi, "e": _SYMPY.E})
_SAME_NAME = (
    "exp", "log", "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan",
    "sinh", "cosh", "tanh", "sech", "asinh", "acosh", "atanh", "erf",
)  # fmt: skip
"""Functions that sympy has under the name of the step."""


_WAYS = tuple(
    getattr(_SYMPY, way) for way in ("simplify", "factor", "together", "trigsimp", "expand", "cancel")
)


def length(text: str, names: Sequence[str]) -> int:
    """Return the number of operations and operands of a formula."""
    return tree_size(parse(text, tuple(names)).code)


def _operation(op: str) -> _Operation:
    return getattr(_SYMPY, op) if op in _SAME_NAME else _OPERATIONS[op]


def to_sympy(f: Expr) -> Any:
    """Return a formula as sympy has it, without any simplification but sympy's own.

    Raises:
        KeyError: If sympy has no such function.
    """
    found: list[Any] = []
    for op, args, value in f.code:
        if op == "number":
            found.append(_SYMPY.Rational(repr(value)))
        elif op == "name":
            found.append(_SYMPY.Symbol(str(value), real=True))
        elif op in _CONSTANTS:
            found.append(_CONSTANTS[op])
        else:
            found.append(_operation(op)(*(found[a] for a in args)))
    return found[-1]


def _bounded(way: Callable[[Any], Any], formula: Any) -> Any:
    """Return a simplification by sympy, or the formula itself if that takes too long or fails."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        return way(formula)
    except Exception:  # sympy raises many kinds; its formula then stays as it is
        return formula
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def shortest_of_sympy(f: Expr, name: str, order: int = 1) -> tuple[int, str] | None:
    """Return the length and text of the shortest derivative that sympy finds, `None` if it finds none."""
    try:
        slope = _SYMPY.diff(to_sympy(f), _SYMPY.Symbol(name, real=True), order)
    except KeyError:
        return None
    best: tuple[int, str] | None = None
    for form in (slope, *(_bounded(way, slope) for way in _WAYS)):
        text = str(form).replace("**", "^")
        try:
            found = length(text, f.names)
        except MathError:
            continue
        best = (found, text) if best is None or found < best[0] else best
    return best


@dataclass(frozen=True)
class Comparison:
    """One formula with its derivative by mathcore and by sympy, each with its length."""

    formula: str
    ours: tuple[int, str]
    theirs: tuple[int, str]
    milliseconds: float

    @property
    def ratio(self) -> float:
        """Our length as a multiple of sympy's."""
        return self.ours[0] / self.theirs[0]


def formulas() -> Iterator[tuple[str, Expr]]:
    """Yield the formulas of the collection that mathcore understands."""
    for source in tomllib.loads(COLLECTION.read_text(encoding="utf-8"))["source"]:
        for text, *_ in source["formulas"]:
            try:
                yield text, parse(text, tuple(source["variables"]), let=LET)
            except MathError:
                continue


def compared(text: str, f: Expr, order: int = 1) -> Comparison | None:
    """Return the comparison for one formula, `None` if sympy's derivative cannot be written by mathcore."""
    slope = f
    start = time.perf_counter()
    for _ in range(order):
        slope = derivative_expr(slope, f.names[0])
    milliseconds = 1000 * (time.perf_counter() - start)
    theirs = shortest_of_sympy(f, f.names[0], order)
    if theirs is None:
        return None
    return Comparison(text, (length(str(slope), f.names), str(slope)), theirs, milliseconds)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Compare the lengths of closed forms with sympy's.")
    options.add_argument("--worst", type=int, default=20, help="how many of the longest forms to print")
    options.add_argument("--second", action="store_true", help="compare second derivatives")
    given = options.parse_args()
    found: list[Comparison] = []
    left_out = 0
    for text, f in formulas():
        one = compared(text, f, 2 if given.second else 1)
        left_out += one is None
        found += [] if one is None else [one]
    ratios = [one.ratio for one in found]
    print(f"{len(found)} formulas compared, {left_out} left out")
    print(f"length / sympy's shortest: median {statistics.median(ratios):.2f}, largest {max(ratios):.2f}")
    print(f"longer than 1.3 times: {sum(ratio > 1.3 for ratio in ratios)}")
    print(f"slowest: {max(one.milliseconds for one in found):.0f} ms")
    for one in sorted(found, key=lambda each: -each.ratio)[: given.worst]:
        print(f"{one.ratio:5.2f}  ({one.formula})' = {one.ours[1]}   sympy: {one.theirs[1]}")


if __name__ == "__main__":
    main()
