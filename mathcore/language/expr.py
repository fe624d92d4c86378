"""Expressions as values: parsed once, then called, compared, printed and differentiated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import overload

from mathcore.expressions.code import Builder, Code, Step, extract
from mathcore.expressions.evaluation import Program, precise_arrays
from mathcore.functions.function_table import CONSTANTS, NAMES
from mathcore.functions.kernels import Array
from mathcore.language.decimal_commas import with_clear_points
from mathcore.language.familiar_functions import constant_named, function_named
from mathcore.language.headings import Heading, heading_of
from mathcore.language.letter_values import with_values
from mathcore.language.letters import KEYWORDS, canonical, unknown_name, variables_of
from mathcore.language.other_spellings import in_plain_spelling
from mathcore.language.parser import code_of, code_of_tokens
from mathcore.language.tokens import Token, tokens
from mathcore.math_errors import MathError, ParseError

USUAL_NAMES = frozenset({"", "f", "y"})
"""The names of a function whose values are called y."""
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
    called: str = field(default="", compare=False)
    """The name that stands before the formula, such as the J of J(θ) = θ^2; empty if none does."""

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

    @property
    def value_name(self) -> str:
        """The letter of its values: y, or the h of h(t) = 5t^2."""
        return "y" if self.called in USUAL_NAMES else self.called

    @property
    def name(self) -> str:
        """Its own name: f, if it has none or y stands for its values."""
        return "f" if self.called in USUAL_NAMES else self.called

    @property
    def applied(self) -> str:
        """Its name with its variables: f(x), J(θ).

        Example:
            >>> parse("x^2").applied, parse("J(w, b) = w + b", usual=("x", "y")).applied
            ('f(x)', 'J(w, b)')
        """
        return f"{self.name}({', '.join(self.names)})"

    def __getstate__(self) -> dict[str, object]:
        return {"code": self.code, "names": self.names, "called": self.called}

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


def parse(
    text: str,
    names: tuple[str, ...] | None = None,
    *,
    usual: tuple[str, ...] = ("x",),
    let: Mapping[str, float | str] | None = None,
) -> Expr:
    """Parse a formula as a lecturer types it; docs/functions.md has the grammar.

    Args:
        text: Such as `x^2`, `2x sin x`, `|x| + √x`, `x^2 if x < 0 else x`. It is never run as Python.
        names: The variables, in the order of the arguments. If `None`, they are the letters of the formula,
            as many as in `usual`: t in `t^2` and in `f(t) = 3`.
        usual: The variables of a formula without letters, if `names` is `None`.
        let: Values of other letters, as numbers or as formulas; they are put in the place of the letters.

    Raises:
        ParseError: If it is not a formula in these variables; `.position` is the column of the error.
        MathError: If a name is not an identifier, or is that of a constant or function.

    Example:
        >>> parse("x^3/3 - x")(3)
        6.0
        >>> parse("w^2 + 2b", names=("w", "b"))(1, 2)
        5.0
        >>> str(parse("a x^2 + b", let={"a": 3, "b": "1/2"})), parse("J(θ) = θ^2").names
        ('3*x^2 + 1/2', ('θ',))
    """
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ParseError(f"an expression is text, but {type(text).__name__} was given", 0, "")
    if names is not None:
        _check_names(tuple(names))
    values = tuple(sorted((name, str(value)) for name, value in (let or {}).items()))
    return _parsed(text, None if names is None else tuple(names), usual, values)


@lru_cache(maxsize=1024)
def _parsed(
    text: str,
    names: tuple[str, ...] | None,
    usual: tuple[str, ...],
    let: tuple[tuple[str, str], ...],
) -> Expr:
    found = tokens(with_clear_points(text) if names is None else text)
    heading = heading_of(found, text)
    values = _values(let)
    found = in_plain_spelling(found[heading.start :], {*(names or ()), *(heading.arguments or ()), *values})
    if names is None:
        letters = variables_of(found, text, heading, values, usual, len(usual))
        try:
            _check_names(letters)
        except MathError as error:
            raise ParseError(str(error), 0, text) from error
    else:
        letters = _given_names(names, heading, text)
    _check_heading(heading, letters, found, text)
    code = code_of_tokens(found, text, (*letters, *values), valued=values)
    if values:
        code = with_values(code, values)
    return Expr(code, letters, heading.name)


def _given_names(names: tuple[str, ...], heading: Heading, text: str) -> tuple[str, ...]:
    """Return the variables that were given; those before the formula must be among them."""
    known = set(map(canonical, names))
    for name in heading.arguments or ():
        if canonical(name) not in known:
            raise ParseError(unknown_name(name, names), max(text.find(name), 0), text)
    return names


def _check_heading(heading: Heading, letters: tuple[str, ...], found: Sequence[Token], text: str) -> None:
    """Refuse a heading that defines no function: x = 2, t = 3, e = x^2, sin(x) = x."""
    name = heading.name
    if not name:
        return
    profit = constant_named(name) == "pi" and heading.arguments and not any(map(_is_pi, found))
    if function_named(name) is not None or (constant_named(name) is not None and not profit):
        raise ParseError(f"{name} has a meaning already; give the function another name, such as f", 0, text)
    if canonical(name) in map(canonical, letters) and heading.arguments is None:
        raise ParseError(
            f"{name} = ... gives {name} a value and defines no function; a constant function is written "
            "y = 2, and others as in y = x^2 or f(x) = x^2",
            0,
            text,
        )
    constant = all(token.kind != "word" or constant_named(token.text) for token in found)
    if constant and heading.arguments is None and name not in CONSTANT_FUNCTIONS:
        raise ParseError(
            f"{name} = ... gives {name} a value and defines no function; write y = 2 or f(x) = 2", 0, text
        )


def _is_pi(token: Token) -> bool:
    return token.kind == "word" and constant_named(token.text) == "pi"


CONSTANT_FUNCTIONS = frozenset("yzfghFGH")
"""The names that stand for a function even if its formula has no variable."""


def _values(let: tuple[tuple[str, str], ...]) -> dict[str, Code]:
    """Return the code of the value of each letter.

    Raises:
        MathError: If a letter already has a meaning, or its value has variables.
    """
    _check_names(tuple(name for name, _ in let))
    values: dict[str, Code] = {}
    for name, text in let:
        try:
            values[canonical(name)] = code_of(text, ())
        except ParseError as error:
            raise MathError(f"the value of {name}: {error.message}") from error
    return values


@lru_cache(maxsize=64)
def _check_names(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            found = tokens(name)
        except ParseError:
            found = []
        if len(found) != 2 or found[0].kind != "word" or canonical(found[0].text) != canonical(name):
            raise MathError(f"{name!r} cannot be a variable; use a letter or a word such as w1")
        if name in NAMES or name in CONSTANTS or name in KEYWORDS:
            raise MathError(f"{name!r} cannot be a variable; it already has a meaning")
    if len(set(map(canonical, names))) < len(names):
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
    builder = Builder()

    def replaced(step: Step, _: list[int]) -> int | None:
        if step.op != "name" or step.value == name:
            return None
        if step.value not in at:
            raise MathError(f"the variable {step.value} has no value; give one")
        return builder.number(float(at[str(step.value)]))

    return Expr(extract(builder.steps, builder.include(f.code, replaced)[-1:])[0], (name,))
