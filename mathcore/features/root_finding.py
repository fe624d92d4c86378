"""All zeros of a function on an interval, by interval branch and prune.

A piece is settled when interval arithmetic proves that it has no zero (an enclosure of g without 0), at most
one (an enclosure of g' without 0: the signs at the ends decide), or at most two (an enclosure of g'' without
0: the value at the only extremum decides). Other pieces are bisected (Hansen and Walster, Global Optimization
Using Interval Analysis, 2004). Pieces without a proof at the end are classified from sampled values.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mathcore.calculus.shapes import Interval, Pair, joined, paired
from mathcore.expressions.evaluation import Program, enclose
from mathcore.functions.interval_arithmetic import Box, Mask
from mathcore.functions.kernels import Array


def sign_of(g: Box, part: slice = slice(None)) -> Array:
    """Return the proven sign of enclosures: -1, 1, or 0 where they contain 0."""
    return np.where(g.low[part] > 0, 1.0, np.where(g.high[part] < 0, -1.0, 0.0))


def signs(program: Program, x: Array, root: int = 0) -> Array:
    """Return the proven sign of a root of the program at points: -1, 1, or 0 if rounding leaves it open."""
    return sign_of(enclose(program, [x], [x])[root])


def bisect(program: Program, low: Array, high: Array, root: int = 0) -> Array:
    """Return where a root of the program changes sign in each of n intervals, by bisection to the last bit.

    Near x = 0 the precision is 2^-100 of the larger end. The signs at `low` and `high` must differ.
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


@dataclass(frozen=True)
class _Limits:
    """Limits of one search for zeros.

    Attributes:
        boxes: Maximum number of boxes enclosed; the rest stays unsettled.
        roots: Maximum number of zeros; the rest stays unsettled.
        generations: Maximum depth of subdivision.
        first: Number of boxes at the start, over all pieces.
        split: Where a box is split, as a fraction of its width: off center, so that zeros at round numbers do
            not fall on an end of a box.
        characters: Maximum length of a decimal that replaces a zero within rounding.
    """

    boxes: int = 12_000
    roots: int = 600
    generations: int = 64
    first: int = 24
    split: float = 0.4871
    characters: int = 15


_LIMITS = _Limits()


@dataclass(frozen=True)
class Zeros:
    """Isolated zeros (`roots`), pieces on which g is 0 (`flat`), and pieces that could not be settled.

    `touching` holds for each root whether g has the same sign on both sides.
    """

    roots: tuple[float, ...] = ()
    touching: tuple[bool, ...] = ()
    flat: tuple[Pair, ...] = ()
    unsettled: tuple[Pair, ...] = ()


@dataclass
class Search:
    """The state of one search: zeros (x, touching), pieces where g is 0, and pieces left unsettled."""

    program: Program
    over: Interval
    found: list[tuple[float, bool]]
    flat: list[Pair]
    left: list[Pair]


def collected(search: Search, pieces: Sequence[Pair]) -> Zeros:
    """Return the result of a search, with duplicates removed and unsettled pieces classified."""
    slack = 1e-15 * search.over.width
    ends = joined(search.flat, slack)
    flat = paired(*(_snapped(search, [end[side] for end in ends]) for side in (0, 1)))
    unsettled: list[Pair] = []
    breaks = {end for piece in pieces for end in piece} - set(search.over)
    for a, b in joined(search.left, 4 * slack):
        if b - a <= 1e-2 * search.over.width and any(a <= end <= b for end in breaks):
            unsettled.append((a, b))
        else:
            _classify_from_values(search, a, b, flat, unsettled)
    roots: list[tuple[float, bool]] = []
    snapped = _snapped(search, [x for x, _ in search.found]).tolist()
    for x, touching in sorted(zip(snapped, (touching for _, touching in search.found), strict=True)):
        near = roots and x - roots[-1][0] <= 1e-12 * search.over.width
        if not near and not any(a - slack <= x <= b + slack for a, b in flat):
            roots.append((x, touching))
    return Zeros(
        tuple(x for x, _ in roots),
        tuple(touching for _, touching in roots),
        tuple(flat),
        tuple(unsettled),
    )


def _classify_from_values(
    search: Search, low: float, high: float, flat: list[Pair], unsettled: list[Pair]
) -> None:
    """Classify a piece without a proof from sampled values: a zero of high order, or rounding throughout."""
    x = np.linspace(low, high, 65)
    box = enclose(search.program, [x], [x])[0]
    sign = sign_of(box)
    tiny = high - low <= 1e-9 * search.over.width
    if box.sure.all() and not sign.any() and high - low > 1e-2 * search.over.width:
        flat.append((low, high))
        return
    if not (tiny and box.sure.all()):
        unsettled.append((low, high))
    if box.sure.all():
        _add_zeros(search, x, sign, tiny)


def _add_zeros(search: Search, x: Array, sign: Array, tiny: bool) -> None:
    """Add the zeros implied by the signs at points of a piece."""
    changes = [(i, j) for i, j in pairwise(np.flatnonzero(sign)) if sign[i] != sign[j]]
    if len(changes) > 1:
        search.found += [(bisect(search.program, x[[i]], x[[j]]).item(), False) for i, j in changes]
    elif tiny or not sign.any():
        low, high = float(x[0]), float(x[-1])
        reach = 2 * (high - low) + 1e-13 * search.over.width
        outside = signs(search.program, np.array([low - reach, high + reach]))
        search.found.append((_shortest(low, high), bool(outside[0] == outside[1])))


def _shortest(low: float, high: float) -> float:
    """Return the number between `low` and `high` with the fewest decimals."""
    if low <= 0 <= high:
        return 0.0
    # Rounded to fewer digits, both ends are 0.
    first = -math.floor(math.log10(max(abs(low), abs(high)))) - 2
    for digits in range(first, 300):
        middle = round(low + 0.5 * (high - low), digits)
        if low <= middle <= high:
            return middle + 0.0
    return low + 0.5 * (high - low)


def _snapped(search: Search, found: Sequence[float]) -> Array:
    """Return for each x a short decimal within rounding of it if |g| is no larger there, otherwise x."""
    x = np.array(found, dtype=float)
    short = np.array([_short(search, each) for each in found], dtype=float)
    here, there = (np.abs(search.program.arrays([points])[0]) for points in (x, short))
    brief = np.array([len(repr(each)) <= _LIMITS.characters for each in short.tolist()], dtype=bool)
    return np.where((there <= here) & brief, short, x)


def _short(search: Search, x: float) -> float:
    near = 2.0**-51 * abs(x)
    return 0.0 if abs(x) < 1e-14 * search.over.width else _shortest(x - near, x + near)


def zeros_of(program: Program, pieces: Sequence[Pair], over: Interval) -> Zeros:
    """Return the zeros of g on pieces of an interval, from a program with the roots g, g', g''.

    g must be smooth inside each piece. A piece that ends inside the interval must end next to a break of g.
    """
    search = Search(program, over, [], [], [])
    lows, highs = _first_boxes(pieces)
    least = 1e-15 * over.width
    work = 0
    for generation in range(_LIMITS.generations):
        work += len(lows)
        lows, highs = _settle(search, lows, highs, generation)
        if len(lows) == 0:
            break
        if work > _LIMITS.boxes or len(search.found) > _LIMITS.roots:
            search.left += joined(paired(lows, highs), 1e-2 * over.width)
            break
        middle = lows + _LIMITS.split * (highs - lows)
        small = (highs - lows <= least) | (middle <= lows) | (middle >= highs)
        search.left += joined(paired(lows[small], highs[small]), least)
        lows, middle, highs = lows[~small], middle[~small], highs[~small]
        lows, highs = np.concatenate([lows, middle]), np.concatenate([middle, highs])
    else:
        search.left += joined(paired(lows, highs), least)
    return collected(search, pieces)


def _first_boxes(pieces: Sequence[Pair]) -> tuple[Array, Array]:
    """Divide each piece unevenly, so that round numbers do not fall on an end of a box."""
    count = max(2, _LIMITS.first // max(1, len(pieces)))
    shares = np.linspace(0.0, 1.0, count + 1) ** 1.0137
    low, high = (np.array([piece[side] for piece in pieces]) for side in (0, 1))
    cuts = low[:, None] + (high - low)[:, None] * shares
    cuts[:, -1] = high
    return cuts[:, :-1].ravel(), cuts[:, 1:].ravel()


def _settle(search: Search, low: Array, high: Array, generation: int) -> tuple[Array, Array]:
    """Settle the pieces that can be proven in this generation, and return the others."""
    n = len(low)
    middle = low + _LIMITS.split * (high - low)
    g, slope, bend = _enclosures(search.program, low, high, middle)
    whole = _mean_value(g, slope, low, high, middle, n)
    known = g.sure[:n]
    flat = known & (g.low[:n] == 0) & (g.high[:n] == 0)
    search.flat += paired(low[flat], high[flat])
    settled = flat | (known & ((whole.low > 0) | (whole.high < 0)))
    at_low, at_high = (sign_of(g, slice(n * k, n * (k + 1))) for k in (2, 3))
    decided = (at_low != 0) & (at_high != 0)
    monotone = known & _keeps_sign(slope, n)
    one = monotone & decided & ~settled
    _add_crossings(search, low[one], high[one], at_low[one], at_high[one])
    settled |= one
    near = _rounding_reach(g, slope, n) <= 1e-13 * search.over.width
    edge = monotone & ~settled & (at_low != at_high) & near & (generation >= 3)
    # A zero at an end of a monotone piece: the sign there is lost in rounding.
    search.found += [(x, False) for x in np.where(at_low == 0, low, high)[edge].tolist()]
    arched = known & slope.sure[:n] & _keeps_sign(bend, n) & decided & ~settled & ~edge & (generation >= 2)
    settled |= edge | _settle_single_extremum(
        search, low, high, at_low, at_high, np.sign(bend.high[:n]), arched
    )
    hidden = known & ~settled & _lost_in_rounding(g, whole, at_low, at_high, generation)
    search.left += paired(low[hidden], high[hidden])
    left = ~settled & ~hidden
    return low[left], high[left]


def _keeps_sign(box: Box, n: int) -> Mask:
    """Return on which pieces a derivative is proven to have one sign."""
    return box.sure[:n] & ((box.low[:n] > 0) | (box.high[:n] < 0))


def _lost_in_rounding(g: Box, whole: Box, at_low: Array, at_high: Array, generation: int) -> Mask:
    """Return on which pieces g is below its rounding error throughout: bisecting them does not help."""
    n = len(at_low)
    signless = (at_low == 0) & (at_high == 0) & (sign_of(g, slice(n, 2 * n)) == 0)
    with np.errstate(all="ignore"):
        return signless & ((generation >= 8) | (whole.high - whole.low <= 1e3 * (g.high - g.low)[n : 2 * n]))


def _enclosures(program: Program, low: Array, high: Array, middle: Array) -> list[Box]:
    """Return enclosures over n pieces, their midpoints, lower ends and upper ends, shape (4n,)."""
    lows, highs = np.concatenate([low, middle, low, high]), np.concatenate([high, middle, low, high])
    return enclose(program, [lows], [highs])


def _mean_value(g: Box, slope: Box, low: Array, high: Array, middle: Array, n: int) -> Box:
    """Return g(X) intersected with its mean value form g(c) + g'(X)(X - c) (Moore 1966)."""
    ends = [
        np.where(np.isfinite(bound), bound, 0.0) * reach
        for bound in (slope.low[:n], slope.high[:n])
        for reach in (low - middle, high - middle)
    ]
    known = slope.sure[:n] & np.isfinite(slope.low[:n]) & np.isfinite(slope.high[:n])
    grown = 1 + 2.0**-48
    least = np.min(ends, axis=0) * grown + g.low[n : 2 * n]
    most = np.max(ends, axis=0) * grown + g.high[n : 2 * n]
    slack = 2.0**-50 * np.maximum(np.abs(least), np.abs(most))
    return Box(
        np.where(known, np.fmax(g.low[:n], least - slack), g.low[:n]),
        np.where(known, np.fmin(g.high[:n], most + slack), g.high[:n]),
        g.sure[:n],
    )


def _add_crossings(search: Search, low: Array, high: Array, at_low: Array, at_high: Array) -> None:
    cross = at_low != at_high
    if cross.any():
        crossings = bisect(search.program, low[cross], high[cross])
        search.found += [(x, False) for x in crossings.tolist()]


def _rounding_reach(g: Box, slope: Box, n: int) -> Array:
    """Return the distance from the ends within which rounding hides the sign: error of g / min |g'|."""
    error = np.fmax((g.high - g.low)[2 * n : 3 * n], (g.high - g.low)[3 * n :])
    with np.errstate(all="ignore"):
        return error / np.fmin(np.abs(slope.low[:n]), np.abs(slope.high[:n]))


def _settle_single_extremum(
    search: Search, low: Array, high: Array, at_low: Array, at_high: Array, bend: Array, arched: Mask
) -> Mask:
    """Settle pieces with at most one extremum: they have no zero, one, a touching one, or two."""
    same = arched & (at_low == at_high)
    one = arched & ~same
    _add_crossings(search, low[one], high[one], at_low[one], at_high[one])
    settled = one | (same & (at_low != bend))
    rows = np.flatnonzero(same & (at_low == bend))
    slopes = np.stack([np.sign(search.program.arrays([end[rows]])[1]) for end in (low, high)])
    settled[rows[(slopes[0] == slopes[1]) & (slopes[0] != 0)]] = True
    rows = rows[slopes[0] * slopes[1] < 0]
    settled[rows] = True
    if len(rows):
        _add_zeros_beside_extremum(search, low[rows], high[rows], bend[rows])
    return settled


def _add_zeros_beside_extremum(search: Search, low: Array, high: Array, bend: Array) -> None:
    """Add the zeros of pieces with one extremum inside and the sign of g'' at both ends."""
    turn = bisect(search.program, low, high, root=1)
    at_turn = signs(search.program, turn)
    # The position of the extremum is known to a few units in the last place, so its value to |g''| times
    # their square.
    reach = 1e-15 * np.maximum(np.abs(turn), search.over.width)
    least, _, curved = (np.abs(values) for values in search.program.arrays([turn]))
    at_turn = np.where(least <= curved * reach**2, 0.0, at_turn)
    search.found += [(x, True) for x in turn[at_turn == 0].tolist()]
    crossed = at_turn == -bend
    _add_crossings(search, low[crossed], turn[crossed], bend[crossed], at_turn[crossed])
    _add_crossings(search, turn[crossed], high[crossed], at_turn[crossed], bend[crossed])
