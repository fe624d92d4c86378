"""Enclosures of comparisons, conditions and choices: max, min, less than, and, or, where."""

import numpy as np

from mathcore.boxes import Box


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
