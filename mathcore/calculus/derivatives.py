"""Derivatives of expressions: as code by the chain rule, as values at points, and as formulas.

Forward-mode automatic differentiation of the computation graph (Wengert 1964). Subexpressions shared by the
value and its derivatives are computed once, so the derivative is as accurate, and nearly as fast, as one
written by hand. Repeating it gives higher and mixed derivatives.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations_with_replacement
from typing import NamedTuple, overload

import numpy as np

from mathcore.expressions.closed_forms import closed_form
from mathcore.expressions.code import Builder, Code, Step, extract, folded
from mathcore.expressions.evaluation import Program, precise_arrays
from mathcore.expressions.simplification import simplified
from mathcore.functions.function_table import FUNCTIONS, INTERNAL, Function
from mathcore.functions.kernels import Array, Value
from mathcore.language.expr import Expr
from mathcore.language.parser import code_of
from mathcore.math_errors import MathError

Fold = Callable[..., int]
"""Adds `op(*args)`, simplified, to a builder and returns its index: (builder, op, *args) -> index."""


@cache
def formula(text: str) -> Code:
    """Return the code of a formula in the function table."""
    return code_of(text, ("u", "v", "w", "out", "du", "dv", "dw", "n"), INTERNAL)


def inline(builder: Builder, code: Code, meaning: Mapping[str, int], build: Fold = folded) -> int:
    """Add `code` with each name replaced by the step it stands for; return the index of the result."""
    places: list[int] = []
    for op, args, value in code:
        if op == "name":
            places.append(meaning[str(value)])
        elif op == "number":
            places.append(builder.step(op, value=value))
        else:
            places.append(build(builder, op, *(places[a] for a in args)))
    return places[-1]


def differentiated(builder: Builder, roots: list[int], name: str, build: Fold = folded) -> list[int]:
    """Add the derivatives of the steps `roots` with respect to the variable `name`; return their indices."""
    code, places = extract(builder.steps, roots)
    zero = builder.number(0.0)
    here: list[int] = []
    slope: list[int] = []
    for step in code:
        here.append(builder.step(step.op, *(here[a] for a in step.args), value=step.value))
        if step.op == "name":
            slope.append(builder.number(1.0) if step.value == name else zero)
        elif all(slope[a] == zero for a in step.args):
            slope.append(zero)
        else:
            under = _denominator(step, code, here, slope)
            slope.append(_chain(builder, step, here, [slope[a] for a in step.args], build, under))
    return [slope[place] for place in places]


def arguments(places: list[int], args: tuple[int, ...]) -> dict[str, int]:
    """Return the indices of a step's arguments under the names u, v, w that the function table uses."""
    return dict(zip(("u", "v", "w"), (places[a] for a in args), strict=False))


def _chain(
    builder: Builder, step: Step, here: list[int], inner: list[int], build: Fold, under: "_Power | None"
) -> int:
    """Apply the chain rule: the sum of each partial derivative times that argument's derivative."""
    meaning = arguments(here, step.args)
    meaning |= dict(zip(("du", "dv", "dw"), inner, strict=False)) | {"out": here[-1]}
    if under is not None:
        meaning |= {"w": under.base, "n": under.exponent, "dw": under.slope}
    row = FUNCTIONS[step.op]
    special = row.chain if build is folded else _shown(builder, meaning, row)
    if special:
        return inline(builder, formula(special), meaning, build)
    total = zero = builder.number(0.0)
    for partial, slope in zip(row.partials, inner, strict=False):
        if slope != zero:
            term = build(builder, "mul", inline(builder, formula(partial), meaning, build), slope)
            total = build(builder, "add", total, term)
    return total


class _Power(NamedTuple):
    """The indices of the parts of a denominator base^exponent, and of the derivative of its base."""

    base: int
    exponent: int
    slope: int


def _denominator(step: Step, code: Code, here: list[int], slope: list[int]) -> _Power | None:
    if step.op != "div" or code[step.args[1]].op != "pow":
        return None
    base, exponent = code[step.args[1]].args
    return _Power(here[base], here[exponent], slope[base]) if code[exponent].op == "number" else None


def _shown(builder: Builder, meaning: Mapping[str, int], row: Function) -> str:
    """Return the textbook rule for this step, or an empty string if that is the plain chain rule.

    The quotient rule keeps one denominator; u^v becomes u^v (v' ln u + v u'/u); 0^v, defined for v >= 0, is
    constant.
    """
    zero = builder.number(0.0)
    varies = meaning["du"] != zero, meaning.get("dv", zero) != zero
    if row.op == "div" and varies[1] and "n" in meaning:
        return "(du*w - n*u*dw)/w^(n + 1)"
    if row.op == "div" and varies[1]:
        return "(du*v - u*dv)/v^2" if varies[0] else "-u*dv/v^2"
    if row.op == "pow" and varies[1]:
        if varies[0]:
            return "out*(dv*ln(u) + v*du/u)"
        return "0" if meaning["u"] == zero else "out*ln(u)*dv"
    return row.shown or row.chain


def _program(builder: Builder, roots: list[int], names: tuple[str, ...]) -> Program:
    code, places = extract(builder.steps, roots)
    return Program(code, places, names)


@lru_cache(maxsize=256)
def tower(code: Code, names: tuple[str, ...], order: int) -> Program:
    """Return one program for f and its derivatives up to the given order, in one variable."""
    builder = Builder()
    roots = [builder.include(code)[-1]]
    for _ in range(order):
        roots += differentiated(builder, roots[-1:], names[0])
    return _program(builder, roots, names)


@lru_cache(maxsize=256)
def gradients(code: Code, names: tuple[str, ...]) -> Program:
    """Return one program for f and its first partial derivatives."""
    builder = Builder()
    root = builder.include(code)[-1]
    roots = [root, *(differentiated(builder, [root], name)[0] for name in names)]
    return _program(builder, roots, names)


def along(name: str) -> str:
    """Return the name of the component of a direction along a variable, in `directionals`."""
    return f"∂{name}"


@lru_cache(maxsize=256)
def directionals(code: Code, names: tuple[str, ...]) -> Program:
    """Return one program for f and grad f . d, whose further inputs are the components of d."""
    builder = Builder()
    root = builder.include(code)[-1]
    total = builder.number(0.0)
    for name in names:
        slope = differentiated(builder, [root], name)[0]
        component = builder.step("name", value=along(name))
        total = folded(builder, "add", total, folded(builder, "mul", slope, component))
    return _program(builder, [root, total], (*names, *map(along, names)))


@lru_cache(maxsize=256)
def curvatures(code: Code, names: tuple[str, ...]) -> Program:
    """Return one program for f, its gradient, and the upper triangle of its Hessian in row-major order."""
    builder = Builder()
    root = builder.include(code)[-1]
    first = [differentiated(builder, [root], name)[0] for name in names]
    second = [
        differentiated(builder, [first[i]], names[j])[0]
        for i, j in combinations_with_replacement(range(len(names)), 2)
    ]
    return _program(builder, [root, *first, *second], names)


@lru_cache(maxsize=256)
def partial(op: str, argument: int) -> Program | None:
    """Return the partial derivative of an operation in one argument, as a program in u, v, w, out.

    `None` if it is 0 everywhere.
    """
    rule = FUNCTIONS[op]
    if argument >= len(rule.partials) or rule.partials[argument] == "0":
        return None
    code = formula(rule.partials[argument])
    return Program(code, (len(code) - 1,), ("u", "v", "w", "out"))


def partial_value(op: str, argument: int, arguments: Sequence[Value], out: Value) -> Value | None:
    """Return the value of the partial derivative, `None` if it is 0 everywhere."""
    program = partial(op, argument)
    if program is None:
        return None
    padded = [*arguments, *[None] * (3 - len(arguments)), out]
    return program.at(padded)[0]


HIGHEST_ORDER = 10
"""Maximum order of `derivative`: the code of a derivative grows quickly with the order."""


@overload
def derivative(f: Expr, x: float, order: int = 1) -> float: ...


@overload
def derivative(f: Expr, x: Array, order: int = 1) -> Array: ...


def derivative(f: Expr, x: float | Array, order: int = 1) -> float | Array:
    """Return the derivative of f at x, exact up to rounding: no finite differences are used.

    f'(x) = lim (f(x + h) - f(x)) / h as h -> 0; `nan` where f is undefined. At a kink it follows PyTorch's
    convention, such as 0 for |x| at 0; `one_sided` and `classify` detect kinks.

    Args:
        f: A function of one variable.
        x: A number, or an array of any shape.
        order: 1 for the first derivative, 2 for the second, up to 10; 0 gives f itself.

    Returns:
        A float for a number, an array of the same shape for an array.

    Raises:
        MathError: If f is not a function of one variable, or the order is not from 0 to 10.

    Example:
        >>> from mathcore import parse
        >>> derivative(parse("x^3"), 2)
        12.0
        >>> derivative(parse("x^3"), 2, order=2)
        12.0
    """
    return _derivatives(f, x, order) if isinstance(x, np.ndarray) else _derivative_at(f, float(x), order)


@lru_cache(maxsize=4096)
def _derivative_at(f: Expr, x: float, order: int) -> float:
    """Return a derivative at one point, which the frames of a film ask for again and again."""
    return float(_derivatives(f, np.array(x), order)) + 0.0


def _derivatives(f: Expr, x: Array, order: int) -> Array:
    values = precise_arrays(_tower(f, order), [x])
    return np.where(np.isnan(values[0]), np.nan, values[-1])


def _tower(f: Expr, order: int) -> Program:
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; take its gradient instead")
    if order not in range(HIGHEST_ORDER + 1):
        raise MathError(f"the order is {order}; it must be a whole number from 0 to {HIGHEST_ORDER}")
    return tower(f.code, f.names, order)


_MOST_REQUESTS = 2_400
"""Number of requested steps after which a derivative is no longer simplified; it is far too long to show."""


def _simplified_while_short(builder: Builder, op: str, *args: int) -> int:
    build = simplified if builder.requests < _MOST_REQUESTS else folded
    return build(builder, op, *args)


@lru_cache(maxsize=256)
def derivative_expr(f: Expr, name: str) -> Expr:
    """Return the derivative of f with respect to the variable `name` as a formula.

    It is simplified for display. Cancellation may extend the domain: (log x)' = 1/x is defined for x < 0 too.

    Raises:
        MathError: If f has no such variable, or the result is too large.

    Example:
        >>> from mathcore import parse
        >>> str(derivative_expr(parse("x^3/3 - x"), "x"))
        'x^2 - 1'
    """
    builder, found = _by_the_rules(f, name)
    return Expr(extract(builder.steps, [closed_form(builder, found)])[0], f.names)


@lru_cache(maxsize=64)
def derivative_by_the_rules(f: Expr, name: str) -> Expr:
    """Return the derivative as the rules give it, each step simplified, but no identities and no other forms.

    Raises:
        MathError: If f has no such variable, or the result is too large.

    Example:
        >>> from mathcore import parse
        >>> str(derivative_by_the_rules(parse("sin^2 x"), "x")), str(derivative_expr(parse("sin^2 x"), "x"))
        ('2*sin(x)*cos(x)', 'sin(2x)')
    """
    builder, found = _by_the_rules(f, name)
    return Expr(extract(builder.steps, [found])[0], f.names)


def _by_the_rules(f: Expr, name: str) -> tuple[Builder, int]:
    if name not in f.names:
        raise MathError(f"{name!r} is not a variable of {f}; it has {', '.join(f.names) or 'none'}")
    builder = Builder()
    root = builder.include(f.code)[-1]
    (found,) = differentiated(builder, [root], name, _simplified_while_short)
    return builder, found
