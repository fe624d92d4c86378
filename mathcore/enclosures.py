"""The enclosure of each operation of the rule table, and of whole programs."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from mathcore import box_conditions as conditions
from mathcore import box_functions as functions
from mathcore import boxes, kernels
from mathcore.boxes import Box, Enclosure, Mask, bounded, even, falling, rising, stepped
from mathcore.kernels import Array
from mathcore.program import Program


def _constant(value: float) -> Enclosure:
    return lambda: boxes.outward(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


ENCLOSURES: Mapping[str, Enclosure] = MappingProxyType(
    {
        "add": boxes.add, "sub": boxes.sub, "neg": boxes.neg, "mul": boxes.mul, "div": boxes.div,
        "pow": functions.power, "root_power": functions.root_power, "mod": functions.modulo,
        "pi": _constant(np.pi), "e": _constant(np.e),
        "sqrt": bounded(rising(np.sqrt, 0.0), 0.0, np.inf), "cbrt": rising(np.cbrt),
        "exp": functions.exp, "expm1": bounded(rising(np.expm1), -1.0, np.inf),
        "log": functions.log, "log2": rising(np.log2, 0.0, closed=False),
        "log10": rising(np.log10, 0.0, closed=False), "log1p": rising(np.log1p, -1.0, closed=False),
        "sin": functions.sin, "cos": functions.cos, "tan": functions.tan, "sinpi": functions.sinpi,
        "sec": functions.sec, "csc": functions.csc,
        "cot": functions.cot, "asin": rising(np.arcsin, -1.0, 1.0), "acos": falling(np.arccos, -1.0, 1.0),
        "atan": functions.atan, "atan2": functions.atan2,
        "sinh": rising(np.sinh), "cosh": bounded(even(np.cosh), 1.0, np.inf), "tanh": rising(np.tanh),
        "sech": bounded(even(kernels.reciprocal_of(np.cosh), rises=False), 0.0, 1.0),
        "asinh": rising(np.arcsinh), "acosh": rising(np.arccosh, 1.0),
        "atanh": rising(np.arctanh, -1.0, 1.0, closed=False),
        "relu": functions.relu, "leaky_relu": functions.leaky_relu,
        "sigmoid": bounded(rising(kernels.sigmoid), 0.0, 1.0),
        "softplus": bounded(rising(kernels.softplus), 0.0, np.inf), "gelu": functions.gelu,
        "normal_cdf": bounded(rising(kernels.normal_cdf), 0.0, 1.0), "erf": rising(kernels.erf),
        "abs": boxes.absolute, "sign": stepped(np.sign), "step": stepped(kernels.step),
        "heaviside": stepped(kernels.heaviside), "floor": stepped(np.floor), "ceil": stepped(np.ceil),
        "max": conditions.largest, "min": conditions.smallest, "where": conditions.choose,
        "lt": conditions.less, "le": conditions.at_most,
        "gt": conditions.greater, "ge": conditions.at_least,
        "eq": conditions.same, "ne": conditions.different,
        "and": conditions.both, "or": conditions.either, "not": conditions.opposite,
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
        return functions.whole_power(u, 2.0)
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
