"""Signs that are proven, and the places where they change."""

import numpy as np

from mathcore.boxes import Box
from mathcore.enclosures import enclose
from mathcore.kernels import Array
from mathcore.program import Program


def sign_of(g: Box, part: slice) -> Array:
    """Return the proven sign of enclosures: -1, 1, or 0 where they hold 0."""
    return np.where(g.low[part] > 0, 1.0, np.where(g.high[part] < 0, -1.0, 0.0))


def signs(program: Program, x: Array, root: int = 0) -> Array:
    """Return the proven sign of a root of the program at points: -1, 1, or 0 where rounding hides it."""
    box = enclose(program, [x], [x])[root]
    return np.where(box.low > 0, 1.0, np.where(box.high < 0, -1.0, 0.0))


def bisect(program: Program, low: Array, high: Array, root: int = 0) -> Array:
    """Return where a root of the program changes sign in each of n intervals, to the last bit.

    Next to 0 it is to the last bit of the interval's ends. The sign at `low` must differ from that at `high`.
    """
    low, high = low.astype(float), high.astype(float)
    enough = 2.0**-100 * np.maximum(np.abs(low), np.abs(high))
    before = np.sign(program.arrays([low])[root])
    for _ in range(120):
        middle = low + 0.5 * (high - low)
        if not np.any((middle > low) & (middle < high) & (high - low > enough)):
            break
        value = np.sign(program.arrays([middle])[root])
        on_left = value == before
        zero = value == 0
        low = np.where(on_left | zero, middle, low)
        high = np.where(on_left & ~zero, high, middle)
    ends = program.arrays([low])[root], program.arrays([high])[root]
    return np.where(np.abs(ends[0]) <= np.abs(ends[1]), low, high)
