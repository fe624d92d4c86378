"""Numbers that were typed as formulas, such as pi/2: floats that keep their exact value and their text."""

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from math import e, gcd, isfinite, pi, sqrt
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

    def __format__(self, spec: str) -> str:
        """Return the formula as typed for the format of messages, `g`; otherwise the formatted float.

        Example:
            >>> f"{constant('pi/2'):g} is {constant('pi/2'):.3f}"
            'π/2 is 1.571'
        """
        return self.typed if spec == "g" else super().__format__(spec)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Expr]]:
        """Return how to unpickle and to copy it."""
        return Constant, (self._expr,)


MOST_TYPED = 6
"""Number of digits of a decimal that a person would type."""


def as_typed(x: float) -> float:
    """Return a float as the constant that a person would type for it: 1.5708, pi/2; others unchanged.

    Decimals that are typed with a power of ten are unchanged, too. Multiples of pi, fractions and roots are
    known by their double, to the last digit but one: that of a zero that was computed may be one off.

    Example:
        >>> as_typed(1.5708), as_typed(0.1 + 0.2)
        (constant('1.5708'), 0.30000000000000004)
        >>> as_typed(1.5707963267948966), as_typed(-0.816496580927726)
        (constant('pi/2'), constant('-sqrt(6)/3'))
    """
    if isinstance(x, Constant) or not isfinite(x):
        return x
    typed = number(float(x))
    if "e" in typed:
        return x
    if len(typed.lstrip("-").replace(".", "").strip("0")) <= MOST_TYPED:
        return Constant(parse(typed, names=()))
    doubles, texts = _well_known()
    size, sign = abs(float(x)), "-" if x < 0 else ""
    at = bisect_left(doubles, size * (1 - SAME))
    same = at < len(doubles) and doubles[at] <= size * (1 + SAME)
    return Constant(parse(sign + texts[at], names=())) if same else x


SAME = 3e-16
"""Relative difference of a float from the double of a constant up to which it is taken for the constant."""


@lru_cache(maxsize=1)
def _well_known() -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Return the doubles of well-known positive constants in rising order, and their formulas."""
    formulas = {
        float(k / n): f"{k}/{n}" for n in (3, 6, 7, 9, 11, 12) for k in range(1, 3 * n) if gcd(k, n) == 1
    }
    for n in (1, 2, 3, 4, 6):
        for k in (k for k in range(1, 4 * n + 1) if gcd(k, n) == 1):
            formulas.setdefault(k * pi / n, f"{'' if k == 1 else k}pi" + (f"/{n}" if n > 1 else ""))
        for k in (k for k in range(2, 16) if all(k % square for square in (4, 9))):
            formulas.setdefault(sqrt(k) / n, f"sqrt({k})" + (f"/{n}" if n > 1 else ""))
    formulas |= {e: "e", 1 / e: "1/e", e**-0.5: "1/sqrt(e)", sqrt(e): "sqrt(e)"}
    return tuple(sorted(formulas)), tuple(text for _, text in sorted(formulas.items()))


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
