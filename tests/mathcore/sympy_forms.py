"""The length of formulas, and the shortest derivative that sympy finds, for tests and benchmarks.

Of sympy's derivative as it is, simplified, factored, put over one denominator, expanded, cancelled, and
simplified by trigonometry, the shortest counts. Both texts are parsed by mathcore, and the operations and
operands of the parsed formula are counted.
"""

import operator
import signal
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any

import sympy  # pyright: ignore[reportMissingTypeStubs]

from mathcore import Expr, MathError, parse
from mathcore.expressions.code import tree_size

COLLECTION = Path(__file__).resolve().parent.parent / "cases" / "formulas.toml"
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


def formulas() -> Iterator[tuple[str, Expr]]:
    """Yield the formulas of the collection that mathcore understands."""
    for source in tomllib.loads(COLLECTION.read_text(encoding="utf-8"))["source"]:
        for text, *_ in source["formulas"]:
            try:
                yield text, parse(text, tuple(source["variables"]), let=LET)
            except MathError:
                continue
