"""The enclosure of each operation of the rule table, and of whole programs."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from . import boxes, kernels
from .boxes import Box, Enclosure, Mask, bounded, even, falling, rising, stepped
from .kernels import Array
from .program import Program


def _constant(value: float) -> Enclosure:
    return lambda: boxes.outward(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


ENCLOSURES: Mapping[str, Enclosure] = MappingProxyType(
    {
        "add": boxes.add, "sub": boxes.sub, "neg": boxes.neg, "mul": boxes.mul, "div": boxes.div,
        "pow": boxes.power, "root_power": boxes.root_power, "mod": boxes.modulo,
        "pi": _constant(np.pi), "e": _constant(np.e),
        "sqrt": bounded(rising(np.sqrt, 0.0), 0.0, np.inf), "cbrt": rising(np.cbrt),
        "exp": boxes.exp, "expm1": bounded(rising(np.expm1), -1.0, np.inf),
        "log": boxes.log, "log2": rising(np.log2, 0.0, closed=False),
        "log10": rising(np.log10, 0.0, closed=False), "log1p": rising(np.log1p, -1.0, closed=False),
        "sin": boxes.sin, "cos": boxes.cos, "tan": boxes.tan, "sinpi": boxes.sinpi,
        "sec": boxes.sec, "csc": boxes.csc,
        "cot": boxes.cot, "asin": rising(np.arcsin, -1.0, 1.0), "acos": falling(np.arccos, -1.0, 1.0),
        "atan": boxes.atan, "atan2": boxes.atan2,
        "sinh": rising(np.sinh), "cosh": bounded(even(np.cosh), 1.0, np.inf), "tanh": rising(np.tanh),
        "sech": bounded(even(kernels.reciprocal_of(np.cosh), rises=False), 0.0, 1.0),
        "asinh": rising(np.arcsinh), "acosh": rising(np.arccosh, 1.0),
        "atanh": rising(np.arctanh, -1.0, 1.0, closed=False),
        "relu": boxes.relu, "leaky_relu": boxes.leaky_relu,
        "sigmoid": bounded(rising(kernels.sigmoid), 0.0, 1.0),
        "softplus": bounded(rising(kernels.softplus), 0.0, np.inf), "gelu": boxes.gelu,
        "normal_cdf": bounded(rising(kernels.normal_cdf), 0.0, 1.0), "erf": rising(kernels.erf),
        "abs": boxes.absolute, "sign": stepped(np.sign), "step": stepped(kernels.step),
        "heaviside": stepped(kernels.heaviside), "floor": stepped(np.floor), "ceil": stepped(np.ceil),
        "max": boxes.largest, "min": boxes.smallest, "where": boxes.choose,
        "lt": boxes.less, "le": boxes.at_most,
        "gt": boxes.greater, "ge": boxes.at_least,
        "eq": boxes.same, "ne": boxes.different,
        "and": boxes.both, "or": boxes.either, "not": boxes.opposite,
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
        return boxes.whole_power(u, 2.0)
    if op == "sub":
        return Box(np.zeros_like(u.low), np.zeros_like(u.high), u.sure)
    return ENCLOSURES[op](u, u)


def _spread(box: Box, like: Mask) -> Box:
    """Give a constant box the common shape."""
    low, high, sure, _ = np.broadcast_arrays(box.low, box.high, box.sure, like)
    return Box(low, high, sure)
