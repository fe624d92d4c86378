"""Expressions as values: parsed once, then called, compared, printed and differentiated."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import overload

from mathcore.expressions.code import Builder, Code, extract
from mathcore.expressions.evaluation import Program, precise_arrays
from mathcore.functions.function_table import CONSTANTS, NAMES
from mathcore.functions.kernels import Array
from mathcore.language.operands import KEYWORDS, tokens
from mathcore.language.parser import code_of
from mathcore.math_errors import MathError, ParseError

ROUGH = 1e-6
"""Relative error allowed in `Expr.roughly`."""


@dataclass(frozen=True)
class Expr:
    """A formula in the variables `names`, in this order; made by `parse`.

    Two are equal if they consist of the same operations in the same order: `x + 1` is not `1 + x`. The value
    is `nan` where it is undefined (1/0, log 0, the square root of -1), infinite where it overflows.

    Example:
        >>> f = parse("x^2 - 1")
        >>> f(3), str(f), f.latex()
        (8.0, 'x^2 - 1', 'x^{2} - 1')
    """

    code: Code
    names: tuple[str, ...] = ("x",)

    @overload
    def __call__(self, *at: float) -> float: ...

    @overload
    def __call__(self, *at: Array) -> Array: ...

    @overload
    def __call__(self, *at: Array | float) -> Array | float: ...

    def __call__(self, *at: Array | float) -> Array | float:
        """Return the value at floats, or at arrays of shapes that broadcast to one."""
        self._program.check(at)
        values = precise_arrays(self._program, at)[0]
        # Adding 0 turns a negative zero, which would print as -0, into 0.
        return float(values) + 0.0 if values.ndim == 0 else values

    def roughly(self, *at: Array) -> Array:
        """Return the values at arrays to about six digits, much faster where doubles lose some.

        Accurate enough for choices such as the visible part of a curve, but not for what is shown.

        Example:
            >>> import numpy as np
            >>> parse("(1 - cos x)/x^2").roughly(np.array([1e-8])).round(6)
            array([0.5])
        """
        self._program.check(at)
        return precise_arrays(self._program, at, trusted=ROUGH)[0]

    @cached_property
    def _program(self) -> Program:
        return Program(self.code, (len(self.code) - 1,), self.names)

    def __getstate__(self) -> dict[str, object]:
        return {"code": self.code, "names": self.names}

    def __str__(self) -> str:
        from mathcore.language.printing import text

        return text(self.code)

    def __repr__(self) -> str:
        return f"parse({str(self)!r}, names={self.names!r})"

    def latex(self) -> str:
        r"""Return the formula for LaTeX math mode.

        Example:
            >>> parse("1/2 x^2").latex()
            '\\frac{1}{2} x^{2}'
        """
        from mathcore.language.markup import latex

        return latex(self.code)

    def typst(self) -> str:
        """Return the formula for Typst math mode.

        Example:
            >>> parse("1/2 x^2").typst()
            '1/2 x^2'
        """
        from mathcore.language.markup import typst

        return typst(self.code)


@lru_cache(maxsize=1024)
def _parsed(text: str, names: tuple[str, ...]) -> Expr:
    return Expr(code_of(text, names), names)


def parse(text: str, names: tuple[str, ...] = ("x",)) -> Expr:
    """Parse a formula as a lecturer types it; docs/functions.md has the grammar.

    Args:
        text: Such as `x^2`, `2x sin x`, `|x| + √x`, `x^2 if x < 0 else x`. It is never run as Python.
        names: The variables, in the order of the arguments.

    Raises:
        ParseError: If it is not a formula in these variables; `.position` is the column of the error.
        MathError: If a name is not an identifier, or is that of a constant or function.

    Example:
        >>> parse("x^3/3 - x")(3)
        6.0
        >>> parse("w^2 + 2b", names=("w", "b"))(1, 2)
        5.0
    """
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ParseError(f"an expression is text, but {type(text).__name__} was given", 0, "")
    names = tuple(names)
    _check_names(names)
    return _parsed(text, names)


@lru_cache(maxsize=64)
def _check_names(names: tuple[str, ...]) -> None:
    for name in names:
        found = tokens(name)
        if len(found) != 2 or found[0].kind != "name" or found[0].text != name:
            raise MathError(f"{name!r} cannot be a variable; use a letter or a word such as w1")
        if name in NAMES or name in CONSTANTS or name in KEYWORDS:
            raise MathError(f"{name!r} cannot be a variable; it already has a meaning")
    if len(set(names)) < len(names):
        raise MathError(f"the variables {', '.join(names)} must be different")


def section(f: Expr, at: Mapping[str, float], name: str) -> Expr:
    """Return f as a function of the variable `name` alone, with the others fixed.

    Args:
        f: A function.
        at: The values of the other variables.
        name: The free variable.

    Raises:
        MathError: If `name` is no variable of f, or another variable has no value.

    Example:
        >>> from mathcore import parse
        >>> section(parse("x^2 y - 1", names=("x", "y")), {"y": -3}, "x")(2)
        -13.0
    """
    if name not in f.names:
        raise MathError(f"{name} is no variable of {f}; choose one of {', '.join(f.names)}")
    builder, places = Builder(), list[int]()
    for op, args, value in f.code:
        if op != "name" or value == name:
            places.append(builder.step(op, *(places[a] for a in args), value=value))
        elif value in at:
            places.append(builder.number(float(at[str(value)])))
        else:
            raise MathError(f"the variable {value} has no value; give one")
    return Expr(extract(builder.steps, [places[-1]])[0], (name,))
