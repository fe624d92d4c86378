"""Interval arithmetic: enclosures of the range of a function over a box (Moore, Interval Analysis, 1966).

Each bound is moved outward by a few units in the last place, more than the error of numpy's functions, so
that an enclosure without 0 proves that there is no zero. The flag `sure` corresponds to a decoration of IEEE
1788 (2015): the function is defined and continuous on the whole box.

A monotone function is enclosed by its values at the ends (`rising`, `falling`, `stepped`, `even`); other
functions, comparisons and conditionals have their own enclosures.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mathcore.functions import kernels
from mathcore.functions.kernels import Array, Kernel, Value

Mask = NDArray[np.bool_]


class Box(NamedTuple):
    """Lower and upper bounds, shape (n,), and whether the function is defined and continuous on the box."""

    low: Array
    high: Array
    sure: Mask


Enclosure = Callable[..., Box]
Unary = Callable[[Box], Box]

_OUTWARD = 2.0**-50
"""Relative distance by which bounds are moved outward: 4 to 8 units in the last place."""
_LEAST = 1e-300
"""Absolute distance by which bounds are moved outward, for bounds near 0 and underflow."""


def outward(low: Value, high: Value, sure: Value) -> Box:
    """Return the bounds moved outward; an undefined bound becomes infinite."""
    low = low - np.abs(low) * _OUTWARD - _LEAST
    high = high + np.abs(high) * _OUTWARD + _LEAST
    low = np.where(np.isnan(low), -np.inf, low)
    high = np.where(np.isnan(high), np.inf, high)
    return Box(low, high, np.asarray(sure, dtype=bool))


def constant(value: float) -> Enclosure:
    """Return the enclosure of a constant that is not exactly a float."""
    return lambda: outward(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


def within(u: Box, low: float, high: float, sure: Value) -> Box:
    """Return the bounds `low` and `high` for every box."""
    return Box(np.maximum(u.low, low), np.minimum(u.high, high), np.asarray(sure, dtype=bool))


def rising(function: Kernel, low: float = -np.inf, high: float = np.inf, closed: bool = True) -> Unary:
    """Return the enclosure of a nondecreasing function with the domain from `low` to `high`."""

    def enclose(u: Box) -> Box:
        inside = (u.low >= low) & (u.high <= high) if closed else (u.low > low) & (u.high < high)
        missed = (u.high < low) | (u.low > high)
        bottom, top = function(np.clip(u.low, low, high)), function(np.clip(u.high, low, high))
        box = outward(bottom, top, u.sure & inside)
        return Box(np.where(missed, -np.inf, box.low), np.where(missed, np.inf, box.high), box.sure)

    return enclose


def falling(function: Kernel, low: float = -np.inf, high: float = np.inf, closed: bool = True) -> Unary:
    """Return the enclosure of a nonincreasing function with the domain from `low` to `high`."""
    opposite = rising(lambda u: np.negative(function(u)), low, high, closed)
    return lambda u: neg(opposite(u))


def stepped(function: Kernel) -> Unary:
    """Return the enclosure of a step function: continuous on a box if the values at both ends are equal."""

    def enclose(u: Box) -> Box:
        bottom, top = function(u.low), function(u.high)
        return Box(bottom, top, u.sure & (bottom == top))

    return enclose


def even(function: Kernel, rises: bool = True) -> Unary:
    """Return the enclosure of an even function that is increasing, or decreasing, in |u|."""
    outer = rising(function) if rises else falling(function)
    return lambda u: outer(absolute(u))


def bounded(enclosure: Unary, low: float, high: float) -> Unary:
    """Return an enclosure intersected with the range of the function."""

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


def largest(u: Box, v: Box) -> Box:
    """Enclose max(u, v)."""
    return Box(np.maximum(u.low, v.low), np.maximum(u.high, v.high), u.sure & v.sure)


def smallest(u: Box, v: Box) -> Box:
    """Enclose min(u, v)."""
    return Box(np.minimum(u.low, v.low), np.minimum(u.high, v.high), u.sure & v.sure)


def below(u: Box, v: Box, equal: bool) -> Box:
    """Enclose u < v, or u <= v, as 0 and 1."""
    if equal:
        always, never = u.high <= v.low, u.low > v.high
    else:
        always, never = u.high < v.low, u.low >= v.high
    return Box(np.where(always, 1.0, 0.0), np.where(never, 0.0, 1.0), u.sure & v.sure & (always | never))


def less(u: Box, v: Box) -> Box:
    """Enclose u < v."""
    return below(u, v, equal=False)


def at_most(u: Box, v: Box) -> Box:
    """Enclose u <= v."""
    return below(u, v, equal=True)


def greater(u: Box, v: Box) -> Box:
    """Enclose u > v."""
    return below(v, u, equal=False)


def at_least(u: Box, v: Box) -> Box:
    """Enclose u >= v."""
    return below(v, u, equal=True)


def different(u: Box, v: Box) -> Box:
    """Enclose whether u is not v."""
    return opposite(same(u, v))


def same(u: Box, v: Box) -> Box:
    """Enclose u = v as 0 and 1."""
    always = (u.low == u.high) & (v.low == v.high) & (u.low == v.low)
    never = (u.high < v.low) | (v.high < u.low)
    return Box(np.where(always, 1.0, 0.0), np.where(never, 0.0, 1.0), u.sure & v.sure & (always | never))


def opposite(u: Box) -> Box:
    """Enclose the negation of a condition."""
    truth = condition(u)
    return Box(1.0 - truth.high, 1.0 - truth.low, truth.sure)


def condition(u: Box) -> Box:
    """Enclose whether u is not 0."""
    always, never = (u.low > 0) | (u.high < 0), (u.low == 0) & (u.high == 0)
    return Box(np.where(always, 1.0, 0.0), np.where(never, 0.0, 1.0), u.sure & (always | never))


def both(u: Box, v: Box) -> Box:
    """Enclose u and v."""
    return smallest(condition(u), condition(v))


def either(u: Box, v: Box) -> Box:
    """Enclose u or v."""
    return largest(condition(u), condition(v))


def choose(u: Box, v: Box, w: Box) -> Box:
    """Enclose v if u holds, w if not; the union of both if u is undecided."""
    truth = condition(u)
    yes, no = truth.low == 1, truth.high == 0
    low = np.where(yes, v.low, np.where(no, w.low, np.minimum(v.low, w.low)))
    high = np.where(yes, v.high, np.where(no, w.high, np.maximum(v.high, w.high)))
    return Box(low, high, truth.sure & np.where(yes, v.sure, np.where(no, w.sure, False)))


exp = bounded(rising(np.exp), 0.0, np.inf)
log = rising(np.log, 0.0, closed=False)
atan = rising(np.arctan)


def exact(u: Box) -> bool:
    """Return whether every box is the same single number."""
    return np.size(u.low) == 1 and bool(np.all(u.low == u.high))


def power(u: Box, v: Box) -> Box:
    """Enclose u^v, by cases for a constant exponent, otherwise as e^(v ln u)."""
    if not exact(v):
        return exp(mul(v, log(u)))
    n = float(np.ravel(v.low)[0])
    if n.is_integer():
        return whole_power(u, n)
    if n < 0:
        return inverse(power(u, neg(v)))
    return rising(lambda x: np.power(x, n), 0.0)(u)


def whole_power(u: Box, n: float) -> Box:
    """Enclose u^n for an integer n."""
    if n < 0:
        return inverse(whole_power(u, -n))
    if n == 0:
        return Box(np.ones_like(u.low), np.ones_like(u.high), u.sure)
    raised = rising(lambda x: kernels.power(x, n))
    if n == 1:
        return u
    if n % 2 == 0:
        box = raised(absolute(u))
        return box._replace(low=np.maximum(box.low, 0.0))
    return raised(u)


def root_power(u: Box, p: Box, q: Box) -> Box:
    """Enclose the real u^(p/q) for odd q."""
    over, under = float(np.ravel(p.low)[0]), float(np.ravel(q.low)[0])
    if over < 0:
        return inverse(root_power(u, neg(p), q))
    raised = rising(lambda x: kernels.root_power(x, over, under))
    if over % 2 == 1:
        return raised(u)
    box = raised(absolute(u))
    return box._replace(low=np.maximum(box.low, 0.0))


def cos(u: Box) -> Box:
    """Enclose cos u by its values at the ends, and 1 or -1 where the box contains a maximum or minimum."""
    turn = 2 * np.pi
    slack = 1e-15 * (1 + np.maximum(np.abs(u.low), np.abs(u.high)))
    low, high = u.low - slack, u.high + slack
    wide = ~(high - low < turn)
    top = wide | (np.floor(high / turn) >= np.ceil(low / turn))
    bottom = wide | (np.floor(high / turn - 0.5) >= np.ceil(low / turn - 0.5))
    ends = np.cos(u.low), np.cos(u.high)
    box = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    return within(
        Box(np.where(bottom, -1.0, box.low), np.where(top, 1.0, box.high), box.sure), -1.0, 1.0, box.sure
    )


def sin(u: Box) -> Box:
    """Enclose sin u = cos(u - pi/2)."""
    half = np.pi / 2
    shifted = outward(u.low - half, u.high - half, u.sure)
    box = cos(shifted)
    # The values at the ends come from sin itself: near its zeros the shift would cancel digits.
    ends = np.sin(u.low), np.sin(u.high)
    direct = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    return Box(np.where(box.low <= -1, -1.0, direct.low), np.where(box.high >= 1, 1.0, direct.high), u.sure)


def sinpi(u: Box) -> Box:
    """Enclose sin(pi u), exactly at integers."""
    turns = Box(np.multiply(u.low, np.pi), np.multiply(u.high, np.pi), u.sure)
    box = sin(turns)
    ends = kernels.sinpi(u.low), kernels.sinpi(u.high)
    direct = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    return Box(np.where(box.low <= -1, -1.0, direct.low), np.where(box.high >= 1, 1.0, direct.high), u.sure)


def tan(u: Box) -> Box:
    """Enclose tan u, increasing between its poles."""
    slack = 1e-15 * (1 + np.maximum(np.abs(u.low), np.abs(u.high)))
    first, last = np.floor((u.low - slack) / np.pi - 0.5), np.floor((u.high + slack) / np.pi - 0.5)
    between = first == last
    box = outward(np.tan(u.low), np.tan(u.high), u.sure & between)
    return Box(np.where(between, box.low, -np.inf), np.where(between, box.high, np.inf), box.sure)


def sec(u: Box) -> Box:
    """Enclose 1 / cos u."""
    return inverse(cos(u))


def csc(u: Box) -> Box:
    """Enclose 1 / sin u."""
    return inverse(sin(u))


def cot(u: Box) -> Box:
    """Enclose cot u = cos u / sin u."""
    return div(cos(u), sin(u))


def atan2(u: Box, v: Box) -> Box:
    """Enclose the angle of the point (v, u): by atan if v > 0, otherwise by the whole range."""
    right = np.asarray(v.low > 0)
    safe = Box(np.where(right, v.low, 1.0), np.where(right, v.high, 1.0), v.sure)
    angle = atan(div(u, safe))
    off_cut = (u.low > 0) | (u.high < 0)
    low, high = np.where(right, angle.low, -4.0), np.where(right, angle.high, 4.0)
    return Box(low, high, u.sure & v.sure & (right | off_cut))


def modulo(u: Box, v: Box) -> Box:
    """Enclose u - v floor(u/v)."""
    whole = stepped(np.floor)(div(u, v))
    box = sub(u, mul(v, whole))
    return Box(box.low, box.high, box.sure & whole.sure)


def relu(u: Box) -> Box:
    """Enclose max(u, 0), exactly."""
    return Box(np.maximum(u.low, 0.0), np.maximum(u.high, 0.0), u.sure)


def leaky_relu(u: Box, v: Box) -> Box:
    """Enclose u for u > 0, v u otherwise."""
    positive = relu(u)
    negative = mul(v, smallest(u, Box(np.zeros(1), np.zeros(1), np.ones(1, bool))))
    return add(positive, negative)


# The position and value of the only minimum of gelu, computed with 50 digits.
_GELU_TURN, _GELU_LEAST = -0.7517915246935645, -0.16997120747990369


def gelu(u: Box) -> Box:
    """Enclose gelu u."""
    ends = kernels.gelu(u.low), kernels.gelu(u.high)
    box = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    turns = (u.low <= _GELU_TURN + 1e-7) & (u.high >= _GELU_TURN - 1e-7)
    return Box(np.where(turns, np.minimum(_GELU_LEAST - 1e-15, box.low), box.low), box.high, box.sure)
