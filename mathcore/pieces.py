"""Pieces of the axis as plain pairs of numbers: cut at places, stepped back from them, joined again."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import overload

import numpy as np

from mathcore.interval import Interval
from mathcore.kernels import Array

Pair = tuple[float, float]


@overload
def beside(x: float, over: Interval) -> float: ...


@overload
def beside(x: Array, over: Interval) -> Array: ...


def beside(x: float | Array, over: Interval) -> float | Array:
    """Return how far from a break at x one must stand to be surely past it.

    Example:
        >>> beside(1.0, Interval(0, 1)) == 1e-15
        True
    """
    reach = np.maximum(4 * np.spacing(np.abs(x)), 1e-15 * over.width)
    return float(reach) if np.ndim(reach) == 0 else reach


def pieces(over: Interval, places: Sequence[float]) -> list[Pair]:
    """Return the pieces of an interval between the places, a little away from each.

    Example:
        >>> [(round(a, 3), round(b, 3)) for a, b in pieces(Interval(0, 2), [0.5])]
        [(0.0, 0.5), (0.5, 2.0)]
    """
    cuts = [over.low, *(x for x in places if over.low <= x <= over.high), over.high]
    found: list[Pair] = []
    for at, (a, b) in enumerate(pairwise(cuts)):
        low = a if at == 0 and a not in places else a + beside(a, over)
        high = b if at == len(cuts) - 2 and b not in places else b - beside(b, over)
        if low < high:
            found.append((low, high))
    return found


def joined(pairs: Iterable[Pair], slack: float = 0.0) -> list[Pair]:
    """Return the pieces in order, those joined that lie no farther apart than `slack`.

    Example:
        >>> joined([(2, 3), (0, 1), (1, 2), (5, 6)])
        [(0, 3), (5, 6)]
    """
    found: list[Pair] = []
    for a, b in sorted(pairs):
        if found and a <= found[-1][1] + slack:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def paired(low: Array, high: Array) -> list[Pair]:
    """Return n pieces given by their ends, shapes (n,)."""
    return list(zip(low.tolist(), high.tolist(), strict=True))
