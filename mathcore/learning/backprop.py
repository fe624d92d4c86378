"""Reverse-mode differentiation of one expression, with every intermediate value and derivative kept.

Linnainmaa 1970; Rumelhart, Hinton and Williams 1986. The partial derivatives come from the function table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mathcore.calculus.derivatives import partial_value
from mathcore.expressions.code import Code
from mathcore.expressions.evaluation import Program
from mathcore.language.expr import Expr
from mathcore.language.printing import text
from mathcore.math_errors import MathError


@dataclass(frozen=True)
class GraphNode:
    """A node of a computation graph.

    Attributes:
        op: The operation, `name` for a variable, `number` for a constant.
        inputs: The indices of its arguments in the list of nodes.
        label: The expression that it computes, as text.
        value: Its value.
        derivative: The derivative of the result with respect to it.
        slopes: Its local derivatives: those of its own value with respect to each of its arguments.

    Example:
        >>> from mathcore import parse
        >>> square = backprop(parse("x^2 + 1"), (3,))[2]
        >>> square.label, square.value, square.derivative, square.slopes[0]
        ('x^2', 9.0, 1.0, 6.0)
    """

    op: str
    inputs: tuple[int, ...]
    label: str
    value: float
    derivative: float
    slopes: tuple[float, ...]


def backprop(f: Expr, at: Sequence[float]) -> tuple[GraphNode, ...]:
    """Return the computation graph of f at a point: values by a forward pass, derivatives by a backward pass.

    The node of a variable holds df/d(variable), the sum over all paths from it to the result.

    Args:
        f: A function of d variables.
        at: The coordinates of the point, d numbers.

    Returns:
        The nodes in topological order, the result last.

    Raises:
        MathError: If the number of coordinates is wrong, or f is undefined there.

    Example:
        >>> from mathcore import parse
        >>> for node in backprop(parse("x y + x", names=("x", "y")), (3, 2)):
        ...     print(node.label, node.value, node.derivative)
        x 3.0 3.0
        y 2.0 3.0
        x*y 6.0 1.0
        x*y + x 9.0 1.0
    """
    Program(f.code, (), f.names).check(at)
    everything = Program(f.code, tuple(range(len(f.code))), f.names)
    values = everything.scalars([float(x) for x in at])
    if not np.isfinite(values[-1]):
        place = ", ".join(f"{name} = {x:g}" for name, x in zip(f.names, at, strict=True))
        raise MathError(f"{f} has no finite value at {place}; choose another point")
    slopes = tuple(_local_slopes(f.code, values))
    derivatives = _backward(f.code, slopes)
    return tuple(
        GraphNode(
            step.op, step.args, text(f.code[: place + 1]), values[place], derivatives[place], slopes[place]
        )
        for place, step in enumerate(f.code)
    )


def _local_slopes(code: Code, values: list[float]) -> Iterator[tuple[float, ...]]:
    """Yield for each step the derivatives of its value with respect to each of its arguments."""
    for place, (op, args, _) in enumerate(code):
        operands = [np.float64(values[a]) for a in args]
        shares = (partial_value(op, argument, operands, values[place]) for argument in range(len(args)))
        yield tuple(0.0 if share is None else float(share) for share in shares)


def _backward(code: Code, slopes: Sequence[tuple[float, ...]]) -> list[float]:
    """Return the derivative of the last value with respect to each value, by the chain rule.

    A step passes on the derivative that arrives, times its local slopes; what arrives at one is added.
    """
    derivatives = [0.0] * (len(code) - 1) + [1.0]
    for place in range(len(code) - 1, -1, -1):
        for slope, source in zip(slopes[place], code[place].args, strict=True):
            if slope != 0 and derivatives[place] != 0:
                derivatives[source] += slope * derivatives[place]
    return derivatives
