"""What a search for zeros found, and a judgment on the pieces that no proof reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mathcore.bisection import bisect, sign_of, signs
from mathcore.enclosures import enclose
from mathcore.interval import Interval
from mathcore.kernels import Array
from mathcore.pieces import Pair, joined
from mathcore.program import Program

_SHORT = 15
"""A decimal with more characters than this is not what anybody meant."""


@dataclass(frozen=True)
class Zeros:
    """What was found: places, pieces where g is 0 throughout, and pieces that could not be settled.

    `touching` tells for each place whether g keeps its sign there.
    """

    places: tuple[float, ...] = ()
    touching: tuple[bool, ...] = ()
    flat: tuple[Pair, ...] = ()
    unsettled: tuple[Pair, ...] = ()


@dataclass
class Search:
    """What has been found so far in one search."""

    program: Program
    over: Interval
    found: list[tuple[float, bool]]
    flat: list[Pair]
    left: list[Pair]


def verdict(search: Search, pieces: Sequence[Pair]) -> Zeros:
    """Bring what a search found into its final form."""
    slack = 1e-15 * search.over.width
    flat = [(_snapped(search, a), _snapped(search, b)) for a, b in joined(search.flat, slack)]
    unsettled: list[Pair] = []
    breaks = {end for piece in pieces for end in piece} - set(search.over)
    for a, b in joined(search.left, 4 * slack):
        if b - a <= 1e-2 * search.over.width and any(a <= end <= b for end in breaks):
            unsettled.append((a, b))
        else:
            _judge(search, a, b, flat, unsettled)
    places: list[tuple[float, bool]] = []
    for x, touching in sorted((_snapped(search, x), touching) for x, touching in search.found):
        near = places and x - places[-1][0] <= 1e-12 * search.over.width
        if not near and not any(a - slack <= x <= b + slack for a, b in flat):
            places.append((x, touching))
    return Zeros(
        tuple(x for x, _ in places),
        tuple(touching for _, touching in places),
        tuple(flat),
        tuple(unsettled),
    )


def _judge(search: Search, low: float, high: float, flat: list[Pair], unsettled: list[Pair]) -> None:
    """Judge from values a piece that no proof reached: a zero of high order, or rounding everywhere."""
    x = np.linspace(low, high, 65)
    box = enclose(search.program, [x], [x])[0]
    sign = sign_of(box, slice(None))
    tiny = high - low <= 1e-9 * search.over.width
    if box.sure.all() and not sign.any() and high - low > 1e-2 * search.over.width:
        flat.append((low, high))
        return
    if not (tiny and box.sure.all()):
        unsettled.append((low, high))
    if box.sure.all():
        _add_zeros(search, x, sign, tiny)


def _add_zeros(search: Search, x: Array, sign: Array, tiny: bool) -> None:
    """Add the zeros that the signs at points of a piece tell of."""
    changes = [(i, j) for i, j in pairwise(np.flatnonzero(sign)) if sign[i] != sign[j]]
    if len(changes) > 1:
        search.found += [(bisect(search.program, x[[i]], x[[j]]).item(), False) for i, j in changes]
    elif tiny or not sign.any():
        low, high = float(x[0]), float(x[-1])
        reach = 2 * (high - low) + 1e-13 * search.over.width
        outside = signs(search.program, np.array([low - reach, high + reach]))
        search.found.append((_shortest(low, high), bool(outside[0] == outside[1])))


def _shortest(low: float, high: float) -> float:
    """Return the number between the two that has the fewest decimals."""
    for digits in range(-300, 300):
        middle = round(low + 0.5 * (high - low), digits)
        if low <= middle <= high:
            return middle + 0.0
    return low + 0.5 * (high - low)


def _snapped(search: Search, x: float) -> float:
    """Prefer a number with few decimals, within rounding, that is as good a zero as the last-bit one."""
    near = 2.0**-51 * abs(x)
    short = 0.0 if abs(x) < 1e-14 * search.over.width else _shortest(x - near, x + near)
    values = np.abs(search.program.arrays([np.array([x, short])])[0])
    return short if values[1] <= values[0] and len(repr(short)) <= _SHORT else x
