"""Numbers that were typed as formulas, such as pi/2: floats that keep their exact value and their text."""

from collections.abc import Callable
from math import isfinite
from typing import Any, Self

from mathcore.language.expr import Expr, parse
from mathcore.language.printing import number
from mathcore.language.unicode_text import unicode_text
from mathcore.math_errors import MathError


class Constant(float):
    """A number given by a formula without variables: a float wherever a float will do, and exact besides.

    What is computed from it is a plain float. Two constants are equal if their formulas are; a constant and
    a float, if their values are.

    Example:
        >>> half_turn = constant("pi/2")
        >>> half_turn, half_turn + 0.0, str(half_turn.expr), half_turn.typed
        (constant('pi/2'), 1.5707963267948966, 'pi/2', 'π/2')
    """

    __slots__ = ("_expr",)
    _expr: Expr

    def __new__(cls, expr: Expr) -> Self:
        """Return the constant of a formula.

        Raises:
            MathError: If the formula has variables.
        """
        if expr.names:
            raise MathError(f"{expr} is no constant; it is written in {', '.join(expr.names)}")
        made = super().__new__(cls, expr())
        object.__setattr__(made, "_expr", expr)
        return made

    @property
    def expr(self) -> Expr:
        """The formula."""
        return self._expr

    @property
    def typed(self) -> str:
        """The formula on one line, as on a blackboard: π/2, √2, 1/e."""
        return unicode_text(self._expr.code)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        raise AttributeError(f"a constant does not change; {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        """Return whether two constants have the same formula, or a constant and a number the same value."""
        if isinstance(other, Constant):
            return self._expr == other.expr
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        """Return the opposite of `==`."""
        return not self == other

    def __hash__(self) -> int:
        """Return the hash of the float, since the two may be equal."""
        return super().__hash__()

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"constant({str(self._expr)!r})"

    def __str__(self) -> str:
        """Return the text that parses back to it."""
        return str(self._expr)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Expr]]:
        """Return how to unpickle and to copy it."""
        return Constant, (self._expr,)


MOST_TYPED = 6
"""Number of digits of a decimal that a person would type."""


def as_typed(x: float) -> float:
    """Return a float as the constant that a person would type for it: 1.5708; others unchanged.

    Those that are typed with a power of ten are unchanged, too.

    Example:
        >>> as_typed(1.5708), as_typed(0.1 + 0.2)
        (constant('1.5708'), 0.30000000000000004)
    """
    if isinstance(x, Constant) or not isfinite(x):
        return x
    typed = number(float(x))
    short = "e" not in typed and len(typed.lstrip("-").replace(".", "").strip("0")) <= MOST_TYPED
    return Constant(parse(typed, names=())) if short else x


def constant(text: str) -> float:
    """Return the number that a text without variables stands for: exact if it is more than a decimal.

    Raises:
        ParseError: If the text is not a formula, or contains a variable.

    Example:
        >>> constant("2/3"), constant("0.5"), constant("-2")
        (constant('2/3'), 0.5, -2.0)
    """
    expr = parse(text, names=())
    *_, last = expr.code
    inner = expr.code[last.args[0]] if last.op == "neg" else last
    return expr() if inner.op == "number" else Constant(expr)
