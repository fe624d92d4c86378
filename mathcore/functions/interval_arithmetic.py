"""Interval arithmetic: enclosures of what an operation can give over a whole box of numbers.

Moore, Interval Analysis (1966). Each bound is moved outward by a few units in the last place, more than
numpy's functions err, so that an enclosure without 0 proves that there is no zero. The mark `sure` follows
IEEE 1788: the result is defined and continuous on the whole box.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mathcore.functions.kernels import Array, Kernel, Value

Mask = NDArray[np.bool_]


class Box(NamedTuple):
    """Lower and upper bounds, shape (n,), and whether the function is defined and continuous between."""

    low: Array
    high: Array
    sure: Mask


Enclosure = Callable[..., Box]
Unary = Callable[[Box], Box]

_OUTWARD = 2.0**-50
_LEAST = 1e-300


def outward(low: Value, high: Value, sure: Value) -> Box:
    """Return the bounds moved outward; an undefined bound becomes infinite."""
    low = low - np.abs(low) * _OUTWARD - _LEAST
    high = high + np.abs(high) * _OUTWARD + _LEAST
    low = np.where(np.isnan(low), -np.inf, low)
    high = np.where(np.isnan(high), np.inf, high)
    return Box(low, high, np.asarray(sure, dtype=bool))


def constant(value: float) -> Enclosure:
    """Enclose a constant that a float only comes near to."""
    return lambda: outward(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


def within(u: Box, low: float, high: float, sure: Value) -> Box:
    """Return bounds that are known, however wide the box."""
    return Box(np.maximum(u.low, low), np.minimum(u.high, high), np.asarray(sure, dtype=bool))


def rising(function: Kernel, low: float = -np.inf, high: float = np.inf, closed: bool = True) -> Unary:
    """Enclose a function that never falls on its domain from `low` to `high`."""

    def enclose(u: Box) -> Box:
        inside = (u.low >= low) & (u.high <= high) if closed else (u.low > low) & (u.high < high)
        missed = (u.high < low) | (u.low > high)
        bottom, top = function(np.clip(u.low, low, high)), function(np.clip(u.high, low, high))
        box = outward(bottom, top, u.sure & inside)
        return Box(np.where(missed, -np.inf, box.low), np.where(missed, np.inf, box.high), box.sure)

    return enclose


def falling(function: Kernel, low: float = -np.inf, high: float = np.inf, closed: bool = True) -> Unary:
    """Enclose a function that never rises on its domain."""
    opposite = rising(lambda u: np.negative(function(u)), low, high, closed)
    return lambda u: neg(opposite(u))


def stepped(function: Kernel) -> Unary:
    """Enclose a function that rises in jumps: continuous where both ends give the same."""

    def enclose(u: Box) -> Box:
        bottom, top = function(u.low), function(u.high)
        return Box(bottom, top, u.sure & (bottom == top))

    return enclose


def even(function: Kernel, rises: bool = True) -> Unary:
    """Enclose a function of |u| that only rises, or only falls, with |u|."""
    outer = rising(function) if rises else falling(function)
    return lambda u: outer(absolute(u))


def bounded(enclosure: Unary, low: float, high: float) -> Unary:
    """Cut an enclosure to bounds that the function never leaves."""

    def enclose(u: Box) -> Box:
        box = enclosure(u)
        return within(box, low, high, box.sure)

    return enclose


def absolute(u: Box) -> Box:
    """Enclose |u|."""
    across = (u.low < 0) & (u.high > 0)
    ends = np.abs(u.low), np.abs(u.high)
    return Box(np.where(across, 0.0, np.minimum(*ends)), np.maximum(*ends), u.sure)


def add(u: Box, v: Box) -> Box:
    """Enclose u + v."""
    return outward(u.low + v.low, u.high + v.high, u.sure & v.sure)


def neg(u: Box) -> Box:
    """Enclose -u."""
    return Box(np.negative(u.high), np.negative(u.low), u.sure)


def sub(u: Box, v: Box) -> Box:
    """Enclose u - v."""
    return add(u, neg(v))


def mul(u: Box, v: Box) -> Box:
    """Enclose u v, with 0 times infinity taken as 0: the infinite bound is never reached."""
    ends = [np.multiply(a, b) for a in (u.low, u.high) for b in (v.low, v.high)]
    products = np.stack(np.broadcast_arrays(*[np.where(np.isnan(end), 0.0, end) for end in ends]))
    return outward(products.min(axis=0), products.max(axis=0), u.sure & v.sure)


def inverse(v: Box) -> Box:
    """Enclose 1 / v; a box that touches 0 from one side keeps its sign."""
    low, high = np.divide(1.0, v.high), np.divide(1.0, v.low)
    low = np.where(v.high == 0, -np.inf, low)
    high = np.where(v.low == 0, np.inf, high)
    across = (v.low < 0) & (v.high > 0) | ((v.low == 0) & (v.high == 0))
    low, high = np.where(across, -np.inf, low), np.where(across, np.inf, high)
    return outward(low, high, v.sure & ((v.low > 0) | (v.high < 0)))


def div(u: Box, v: Box) -> Box:
    """Enclose u / v."""
    return mul(u, inverse(v))
