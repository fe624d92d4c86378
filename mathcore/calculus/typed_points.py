"""Value and derivative at a point as it was typed: 0 where they cannot be told from 0.

A double stands for every number that rounds to it. Where a function changes by more than its value within
that rounding, the value has no sign: sin'(1.5707963267948966) is 6e-17, but the number typed was pi/2. At a
constant such as pi/2 itself, and for the decimals in a formula, the exact values are taken.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import numpy as np

from mathcore.calculus.derivatives import gradients, tower
from mathcore.expressions.code import Builder, Code, Step, extract
from mathcore.expressions.evaluation import Program, enclose, precise_arrays, restored
from mathcore.functions.interval_arithmetic import Box
from mathcore.functions.kernels import Array
from mathcore.language.constant import Constant
from mathcore.language.expr import Expr
from mathcore.math_errors import MathError


def value_at(f: Expr, *point: float) -> float:
    """Return f at a typed point, exactly 0 where it cannot be told from 0.

    That is where |f(x)| <= |f(x + h) - f(x)| for a neighboring double x + h: the value is no larger than its
    change within the rounding of x. `nan` where f is undefined.

    Raises:
        MathError: If there is not one number for each variable.

    Example:
        >>> from mathcore import constant, parse
        >>> parse("cos x")(1.5707963267948966), value_at(parse("cos x"), 1.5707963267948966)
        (6.123233995736766e-17, 0.0)
        >>> value_at(parse("x^2 - 2"), constant("sqrt(2)"))
        0.0
    """
    return _settled(f, *point)[0]


def derivative_at(f: Expr, x: float) -> float:
    """Return f'(x) at a typed point, exactly 0 where it cannot be told from 0.

    The figures take the sign of a derivative from here. It is 0, and f is flat, where |f'(x)| is no larger
    than the change of f' to a neighboring double, about |f''(x)| times the spacing of doubles at x.

    Raises:
        MathError: If f is not a function of one variable.

    Example:
        >>> from mathcore import constant, parse
        >>> derivative_at(parse("sin x"), constant("pi/2")), derivative_at(parse("sin x"), constant("pi/3"))
        (0.0, 0.5)
        >>> derivative_at(parse("sin x"), 1.5708) < 0
        True
    """
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; take its gradient instead")
    return _settled(f, x)[1]


def gradient_at(f: Expr, *point: float) -> tuple[float, ...]:
    """Return the partial derivatives of f at a typed point, each exactly 0 where it cannot be told from 0.

    Raises:
        MathError: If there is not one number for each variable.

    Example:
        >>> from mathcore import constant, parse
        >>> gradient_at(parse("sin(x) + y^2", names=("x", "y")), constant("pi/2"), 3)
        (0.0, 6.0)
    """
    return tuple(_settled(f, *point)[1:])


def difference_quotient(f: Expr, x: float, run: float) -> float:
    """Return (f(x + run) - f(x))/run, exactly 0 where the two values cannot be told apart.

    Raises:
        MathError: If f is not a function of one variable.

    Example:
        >>> from mathcore import constant, parse
        >>> difference_quotient(parse("sin x"), 0.0, constant("pi"))
        0.0
        >>> difference_quotient(parse("x^3/3 - x"), -1.0, 3.0)
        0.0
    """
    return value_at(_rise(f), x, run) / run


@lru_cache(maxsize=64)
def _rise(f: Expr) -> Expr:
    """Return f(x + run) - f(x) as a function of x and run."""
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; one variable is needed here")
    builder = Builder()
    here = builder.step("name", value=f.names[0])
    there = builder.step("add", here, builder.step("name", value=_RUN))
    roots = [_substituted(builder, f.code, {f.names[0]: place})[-1] for place in (there, here)]
    code, _ = extract(builder.steps, [builder.step("sub", *roots)])
    return Expr(code, (f.names[0], _RUN))


_RUN = "run of a secant"
"""A name that no variable can have."""


def _settled(f: Expr, *point: float) -> tuple[float, ...]:
    if len(point) != len(f.names):
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; {len(point)} were given")
    return _settled_at(f, tuple(x.expr if isinstance(x, Constant) else float(x) for x in point))


@lru_cache(maxsize=4096)
def _settled_at(f: Expr, point: tuple[Expr | float, ...]) -> tuple[float, ...]:
    """Return f and its partial derivatives at a point, each coordinate a double or an exact constant."""
    program = tower(f.code, f.names, 1) if len(f.names) == 1 else gradients(f.code, f.names)
    rounded = [x() if isinstance(x, Expr) else x for x in point]
    found = [float(values) for values in precise_arrays(program, rounded)]
    if not np.isfinite(rounded).all() or np.isnan(found[0]):
        return tuple(np.nan for _ in found)
    exact = any(isinstance(x, Expr) for x in point)
    near = _near(program, rounded)
    doubtful = [not _excludes_zero(box) for box in near]
    if exact or any(doubtful):
        typed = _values_as_typed(program, point)
        reliable = np.isfinite(typed)
        here = np.where(reliable, typed, found)
        change = np.where(reliable, _change(program, rounded, here), [_width(box) for box in near])
        found = here if exact else np.array(found)
        found = np.where(np.array(doubtful) & (np.abs(here) <= change), 0.0, found)
    return tuple(float(value) + 0.0 for value in found)


def _near(program: Program, point: Sequence[float]) -> list[Box]:
    """Return enclosures of the roots over all numbers within one spacing of doubles of a point."""
    ends = [(np.array([x - np.spacing(abs(x))]), np.array([x + np.spacing(abs(x))])) for x in point]
    return enclose(program, [low for low, _ in ends], [high for _, high in ends])


def _excludes_zero(box: Box) -> bool:
    return bool(box.sure[0] and (box.low[0] > 0 or box.high[0] < 0))


def _width(box: Box) -> float:
    """Return the width of an enclosure: what rounding may have done where no decimals exist."""
    return float(box.high[0] - box.low[0])


def _change(program: Program, point: Sequence[float], here: Array) -> Array:
    """Return the largest change of each root to a neighboring double in one of the coordinates."""
    most = np.zeros(len(program.roots))
    for place, x in enumerate(point):
        for there in (np.nextafter(x, -np.inf), np.nextafter(x, np.inf)):
            moved = [*point[:place], float(there), *point[place + 1 :]]
            most = np.fmax(most, np.abs(np.array(_values_as_typed(program, tuple(moved))) - here))
    return most


def _values_as_typed(program: Program, point: Sequence[Expr | float]) -> list[float]:
    """Return the roots by decimal arithmetic, every decimal taken as typed: 0.1 is 1/10, not its double.

    `nan` where the decimals do not converge.
    """
    builder, meaning = Builder(), dict[str, int]()
    decimals: dict[str, Decimal] = {}

    def typed(value: float) -> int:
        if value.is_integer():
            return builder.number(value)
        spelled = repr(value)
        decimals[spelled] = Decimal(spelled)
        return builder.step("name", value=spelled)

    for name, x in zip(program.names, point, strict=True):
        meaning[name] = _substituted(builder, x.code, {}, typed)[-1] if isinstance(x, Expr) else typed(x)
    places = _substituted(builder, program.code, meaning, typed)
    code, roots = extract(builder.steps, [places[root] for root in program.roots])
    return restored(Program(code, roots, tuple(decimals)), list(decimals.values()))


def _substituted(
    builder: Builder, code: Code, meaning: Mapping[str, int], number: Callable[[float], int] | None = None
) -> list[int]:
    """Add code with each name replaced by the step it stands for, and each number by `number` of it."""

    def replaced(step: Step, _: list[int]) -> int | None:
        if step.op == "name":
            return meaning[str(step.value)]
        return number(float(step.value or 0.0)) if step.op == "number" and number is not None else None

    return builder.include(code, replaced)
