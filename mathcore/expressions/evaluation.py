"""Running code on numbers and on boxes: one loop over the steps.

Arrays are evaluated in blocks that stay in the processor's cache.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mathcore.expressions.code import Code
from mathcore.functions.function_table import FUNCTIONS
from mathcore.functions.interval_arithmetic import Box, Mask, whole_power
from mathcore.functions.kernels import Array, Value
from mathcore.math_errors import MathError

BLOCK = 32_768
"""Points evaluated at once; the intermediate arrays of one block fit in a second-level cache."""


@dataclass(frozen=True)
class Program:
    """Code with the steps whose values are wanted (`roots`) and the order of its arguments (`names`)."""

    code: Code
    roots: tuple[int, ...]
    names: tuple[str, ...]

    @cached_property
    def _released(self) -> tuple[tuple[int, ...], ...]:
        """The earlier values that nothing needs after it, for each step."""
        last = {a: at for at, step in enumerate(self.code) for a in step.args}
        kept = set(self.roots)
        released: list[list[int]] = [[] for _ in self.code]
        for place, at in last.items():
            if place not in kept:
                released[at].append(place)
        return tuple(tuple(places) for places in released)

    def at(self, inputs: Sequence[Value]) -> list[Value]:
        """Return the values of the roots for one block of inputs, shapes as numpy makes them."""
        values: list[Value] = [None] * len(self.code)
        with np.errstate(all="ignore"):
            for at, (op, args, value) in enumerate(self.code):
                if op == "number":
                    values[at] = value
                elif op == "name":
                    values[at] = inputs[self.names.index(str(value))]
                else:
                    values[at] = FUNCTIONS[op].value(*[values[a] for a in args])
                for place in self._released[at]:
                    values[place] = None
        return [values[root] for root in self.roots]

    def scalars(self, inputs: Sequence[float]) -> list[float]:
        """Return the values of the roots at one point."""
        return [float(value) for value in self.at([np.float64(x) for x in inputs])]

    def arrays(self, inputs: Sequence[Value]) -> list[Array]:
        """Return the values of the roots, each of the inputs' common shape."""
        given = [np.asarray(x, dtype=np.float64) for x in inputs]
        shape = np.broadcast_shapes(*[x.shape for x in given])
        flat = [np.broadcast_to(x, shape).reshape(-1) for x in given]
        size = flat[0].size if flat else 1
        found = [np.empty(size) for _ in self.roots]
        for start in range(0, size, BLOCK):
            block = slice(start, start + BLOCK)
            for whole, part in zip(found, self.at([x[block] for x in flat]), strict=True):
                whole[block] = part
        return [whole.reshape(shape) for whole in found]

    def check(self, inputs: Sequence[Value]) -> None:
        """Refuse the wrong number of inputs.

        Raises:
            MathError: If there is not one input for each name.
        """
        if len(inputs) != len(self.names):
            expected = ", ".join(self.names) or "nothing"
            raise MathError(f"the function takes {expected}, but {len(inputs)} values were given")


def enclose(program: Program, low: Sequence[Array], high: Sequence[Array]) -> list[Box]:
    """Return bounds for the roots of a program over boxes, given by their ends, (n,) in each variable."""
    everywhere = np.ones(np.shape(low[0]) if low else (1,), dtype=bool)
    found: list[Box] = []
    with np.errstate(all="ignore"):
        for op, args, value in program.code:
            if op == "name":
                at = program.names.index(str(value))
                found.append(Box(low[at], high[at], everywhere))
            elif op == "number":
                found.append(_number(float(value or 0.0)))
            elif len(args) == 2 and args[0] == args[1]:
                found.append(_repeated(op, found[args[0]]))
            else:
                found.append(FUNCTIONS[op].enclosure(*[found[a] for a in args]))
    return [_spread(found[root], everywhere) for root in program.roots]


def _number(value: float) -> Box:
    return Box(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


def _repeated(op: str, u: Box) -> Box:
    """Enclose an operation on one value twice, which knows more: x*x is never negative."""
    if op == "mul":
        return whole_power(u, 2.0)
    if op == "sub":
        return Box(np.zeros_like(u.low), np.zeros_like(u.high), u.sure)
    if op in ("lt", "gt", "ne", "le", "ge", "eq"):
        truth = np.full_like(u.low, 1.0 if op in ("le", "ge", "eq") else 0.0)
        return Box(truth, truth, u.sure)
    return FUNCTIONS[op].enclosure(u, u)


def _spread(box: Box, like: Mask) -> Box:
    """Give a constant box the common shape."""
    low, high, sure, _ = np.broadcast_arrays(box.low, box.high, box.sure, like)
    return Box(low, high, sure)
