"""Running code on numbers and on boxes: one loop over the steps.

Arrays are evaluated in blocks that stay in the processor's cache.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np

from mathcore.expressions.code import Code
from mathcore.functions import box_functions, kernels
from mathcore.functions import interval_arithmetic as boxes
from mathcore.functions.interval_arithmetic import (
    Box,
    Enclosure,
    Mask,
    bounded,
    even,
    falling,
    rising,
    stepped,
)
from mathcore.functions.kernels import Array, Value
from mathcore.functions.rules import RULES
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
        """For each step, the earlier values that nothing needs after it."""
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
                    values[at] = RULES[op].value(*[values[a] for a in args])
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


def _constant(value: float) -> Enclosure:
    return lambda: boxes.outward(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


ENCLOSURES: Mapping[str, Enclosure] = MappingProxyType(
    {
        "add": boxes.add, "sub": boxes.sub, "neg": boxes.neg, "mul": boxes.mul, "div": boxes.div,
        "pow": box_functions.power, "root_power": box_functions.root_power, "mod": box_functions.modulo,
        "pi": _constant(np.pi), "e": _constant(np.e),
        "sqrt": bounded(rising(np.sqrt, 0.0), 0.0, np.inf), "cbrt": rising(np.cbrt),
        "exp": box_functions.exp, "expm1": bounded(rising(np.expm1), -1.0, np.inf),
        "log": box_functions.log, "log2": rising(np.log2, 0.0, closed=False),
        "log10": rising(np.log10, 0.0, closed=False), "log1p": rising(np.log1p, -1.0, closed=False),
        "sin": box_functions.sin, "cos": box_functions.cos, "tan": box_functions.tan,
        "sinpi": box_functions.sinpi,
        "sec": box_functions.sec, "csc": box_functions.csc,
        "cot": box_functions.cot, "asin": rising(np.arcsin, -1.0, 1.0), "acos": falling(np.arccos, -1.0, 1.0),
        "atan": box_functions.atan, "atan2": box_functions.atan2,
        "sinh": rising(np.sinh), "cosh": bounded(even(np.cosh), 1.0, np.inf), "tanh": rising(np.tanh),
        "sech": bounded(even(kernels.reciprocal_of(np.cosh), rises=False), 0.0, 1.0),
        "asinh": rising(np.arcsinh), "acosh": rising(np.arccosh, 1.0),
        "atanh": rising(np.arctanh, -1.0, 1.0, closed=False),
        "relu": box_functions.relu, "leaky_relu": box_functions.leaky_relu,
        "sigmoid": bounded(rising(kernels.sigmoid), 0.0, 1.0),
        "softplus": bounded(rising(kernels.softplus), 0.0, np.inf), "gelu": box_functions.gelu,
        "normal_cdf": bounded(rising(kernels.normal_cdf), 0.0, 1.0), "erf": rising(kernels.erf),
        "abs": boxes.absolute, "sign": stepped(np.sign), "step": stepped(kernels.step),
        "heaviside": stepped(kernels.heaviside), "floor": stepped(np.floor), "ceil": stepped(np.ceil),
        "max": box_functions.largest, "min": box_functions.smallest, "where": box_functions.choose,
        "lt": box_functions.less, "le": box_functions.at_most,
        "gt": box_functions.greater, "ge": box_functions.at_least,
        "eq": box_functions.same, "ne": box_functions.different,
        "and": box_functions.both, "or": box_functions.either, "not": box_functions.opposite,
    }
)  # fmt: skip


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
                found.append(ENCLOSURES[op](*[found[a] for a in args]))
    return [_spread(found[root], everywhere) for root in program.roots]


def _number(value: float) -> Box:
    return Box(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


def _repeated(op: str, u: Box) -> Box:
    """Enclose an operation on one value twice, which knows more: x*x is never negative."""
    if op == "mul":
        return box_functions.whole_power(u, 2.0)
    if op == "sub":
        return Box(np.zeros_like(u.low), np.zeros_like(u.high), u.sure)
    if op in ("lt", "gt", "ne", "le", "ge", "eq"):
        truth = np.full_like(u.low, 1.0 if op in ("le", "ge", "eq") else 0.0)
        return Box(truth, truth, u.sure)
    return ENCLOSURES[op](u, u)


def _spread(box: Box, like: Mask) -> Box:
    """Give a constant box the common shape."""
    low, high, sure, _ = np.broadcast_arrays(box.low, box.high, box.sure, like)
    return Box(low, high, sure)
