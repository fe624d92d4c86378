"""Enclosures of functions that are not monotone, and of comparisons, conditions and choices."""

import numpy as np

from mathcore.functions import kernels
from mathcore.functions.interval_arithmetic import (
    Box,
    absolute,
    add,
    bounded,
    div,
    inverse,
    mul,
    neg,
    outward,
    rising,
    stepped,
    sub,
    within,
)


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
    """Enclose v where u holds, w where not, both where that is open."""
    truth = condition(u)
    yes, no = truth.low == 1, truth.high == 0
    low = np.where(yes, v.low, np.where(no, w.low, np.minimum(v.low, w.low)))
    high = np.where(yes, v.high, np.where(no, w.high, np.maximum(v.high, w.high)))
    return Box(low, high, truth.sure & np.where(yes, v.sure, np.where(no, w.sure, False)))


exp = bounded(rising(np.exp), 0.0, np.inf)
log = rising(np.log, 0.0, closed=False)
atan = rising(np.arctan)


def exact(u: Box) -> bool:
    """Tell whether every box is the same single number."""
    return np.size(u.low) == 1 and bool(np.all(u.low == u.high))


def power(u: Box, v: Box) -> Box:
    """Enclose u^v: by cases for a constant exponent, as e^(v ln u) otherwise."""
    if not exact(v):
        return exp(mul(v, log(u)))
    n = float(np.ravel(v.low)[0])
    if n.is_integer():
        return whole_power(u, n)
    if n < 0:
        return inverse(power(u, neg(v)))
    return rising(lambda x: np.power(x, n), 0.0)(u)


def whole_power(u: Box, n: float) -> Box:
    """Enclose u^n for a whole n."""
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
    """Enclose cos u: its ends, and 1 or -1 where the box holds a top or a bottom."""
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
    # The ends straight from sin: near its zeros the shift would cost digits.
    ends = np.sin(u.low), np.sin(u.high)
    direct = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    return Box(np.where(box.low <= -1, -1.0, direct.low), np.where(box.high >= 1, 1.0, direct.high), u.sure)


def sinpi(u: Box) -> Box:
    """Enclose sin(pi u), exactly at whole numbers."""
    turns = Box(np.multiply(u.low, np.pi), np.multiply(u.high, np.pi), u.sure)
    box = sin(turns)
    ends = kernels.sinpi(u.low), kernels.sinpi(u.high)
    direct = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    return Box(np.where(box.low <= -1, -1.0, direct.low), np.where(box.high >= 1, 1.0, direct.high), u.sure)


def tan(u: Box) -> Box:
    """Enclose tan u: rising between its poles."""
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
    """Enclose the angle of (v, u): through atan where v > 0, else only its range."""
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


# gelu falls to its one minimum and rises after it; the place and value come from 50-digit arithmetic.
_GELU_TURN, _GELU_LEAST = -0.7517915246935645, -0.16997120747990369


def gelu(u: Box) -> Box:
    """Enclose gelu u."""
    ends = kernels.gelu(u.low), kernels.gelu(u.high)
    box = outward(np.fmin(*ends), np.fmax(*ends), u.sure)
    turns = (u.low <= _GELU_TURN + 1e-7) & (u.high >= _GELU_TURN - 1e-7)
    return Box(np.where(turns, np.minimum(_GELU_LEAST - 1e-15, box.low), box.low), box.high, box.sure)
