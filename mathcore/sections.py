"""A function of several variables along one of them, the others held."""

from collections.abc import Mapping

from mathcore.code import Builder, extract
from mathcore.errors import MathError
from mathcore.expr import Expr


def section(f: Expr, at: Mapping[str, float], name: str) -> Expr:
    """Return f as a function of the variable `name` alone, the others at their values.

    Args:
        f: A function.
        at: A value for each other variable of f.
        name: The variable that stays free.

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
