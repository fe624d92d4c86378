"""What lies between a derivative and its axis: filled above 0, hatched below 0, with a large sign in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

import numpy as np

from hillside.stage.drawing import Part, filled, stroke
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.placement.items import Region
from hillside.stage.sheet import Points

HATCH, HATCH_WIDTH = 30.0, 1.5
"""Distance of the lines of a hatch along the axis, and their width, in layout pixels."""
STEP = 2.0
"""Distance of the points at which a line of a hatch is compared with the curve, in layout pixels."""
SIGN, SIGN_WIDTH = 34.0, 7.0
"""Length and width of the bars of a large sign, in layout pixels,"""
LEAST_ROOM = 80.0, 52.0
"""and the least width and height of an area that has one."""


def areas(lines: Sequence[Points], zero: float) -> tuple[list[Points], list[Points]]:
    """Return the parts of polylines above and below a height, cut where they cross it.

    Args:
        lines: polylines from left to right, shape `(n, 2)` each.
        zero: the height.

    >>> above, below = areas([np.array([[0.0, 2.0], [4.0, -2.0]])], 0.0)
    >>> above[0].tolist(), below[0].tolist()
    ([[0.0, 2.0], [2.0, 0.0]], [[2.0, 0.0], [4.0, -2.0]])
    """
    pieces = [piece for line in lines for piece in _cut(line, zero)]
    middles = [float(piece[:, 1].mean()) for piece in pieces]
    return (
        [piece for piece, middle in zip(pieces, middles, strict=True) if middle > zero],
        [piece for piece, middle in zip(pieces, middles, strict=True) if middle < zero],
    )


def _cut(line: Points, zero: float) -> list[Points]:
    """Return the pieces of a polyline between its crossings of a height."""
    off = line[:, 1] - zero
    crossed = np.flatnonzero(off[:-1] * off[1:] < 0)
    shares = off[crossed] / (off[crossed] - off[crossed + 1])
    points = line[crossed] + shares[:, None] * (line[crossed + 1] - line[crossed])
    whole = np.insert(line, crossed + 1, points, axis=0)
    ends = [0, *(np.flatnonzero(np.abs(whole[:, 1] - zero) < 1e-9).tolist()), len(whole) - 1]
    return [whole[low : high + 1] for low, high in pairwise(ends) if high > low]


def area_parts(lines: Sequence[Points], zero: float, theme: Theme) -> dict[str, Part]:
    """Return the areas between polylines and a height: `positive`, filled, and `negative`, hatched."""
    above, below = areas(lines, zero)
    parts: dict[str, Part] = {}
    if above:
        parts["positive"] = _backdrop([filled(_closed(piece, zero), theme.slope_fill) for piece in above])
    hatches = [line for piece in below for line in _hatch(piece, zero)]
    if hatches:
        parts["negative"] = _backdrop([stroke(hatches, theme.slope, HATCH_WIDTH)])
        parts["negative"].grows = False
        parts["negative"].blocks = tuple(Region(_closed(piece, zero)) for piece in below)
    return parts


def _backdrop(parts: Sequence[Part]) -> Part:
    whole = Part.of(*parts)
    whole.backdrop = True
    return whole


def _closed(piece: Points, zero: float) -> Points:
    return np.vstack([[piece[0, 0], zero], piece, [piece[-1, 0], zero]])


def _heights(piece: Points, x: Points) -> Points:
    """Return the heights of a polyline from left to right at some places, shape `(n,)`."""
    return np.interp(x, piece[:, 0], piece[:, 1])


def _hatch(piece: Points, zero: float) -> Iterator[Points]:
    """Yield the lines of a hatch at 45° between a piece of the curve and the height above it."""
    left, right, low = float(piece[0, 0]), float(piece[-1, 0]), float(piece[:, 1].min())
    first = floor((left - zero) / HATCH)
    for number in range(first, ceil((right - low) / HATCH)):
        start = number * HATCH  # of the line y = x - start
        x = np.arange(max(left, low + start), min(right, zero + start), STEP)
        inside = (x - start > _heights(piece, x)) & (x - start < zero)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
        for begin, end in edges.reshape(-1, 2).tolist():
            if end - begin > 1:
                ends = x[[begin, end - 1]]
                yield np.column_stack([ends, ends - start])


def sign_part(lines: Sequence[Points], zero: float, theme: Theme) -> dict[str, Part]:
    """Return a large plus in each area above a height, and a large minus in each below, with room for it."""
    above, below = areas(lines, zero)
    bars = [bar for piece in above for bar in _sign(piece, zero, upright=True)]
    bars += [bar for piece in below for bar in _sign(piece, zero, upright=False)]
    if not bars:
        return {}
    halo = stroke(bars, theme.paper, SIGN_WIDTH + 2 * MEASURES.halo)
    part = Part.of(halo, stroke(bars, theme.slope, SIGN_WIDTH))
    part.grows = False
    return {"signs": part}


def _sign(piece: Points, zero: float, *, upright: bool) -> list[Points]:
    """Return the bars of a sign in the middle of an area, by its center of mass; none without room for it."""
    x = np.linspace(float(piece[0, 0]), float(piece[-1, 0]), 201)
    off = _heights(piece, x) - zero
    center = float((x * np.abs(off)).sum() / max(float(np.abs(off).sum()), 1e-9))
    height = float(_heights(piece, np.array([center]))[0]) - zero
    if piece[-1, 0] - piece[0, 0] < LEAST_ROOM[0] or abs(height) < LEAST_ROOM[1]:
        return []
    half, middle = SIGN / 2, zero + height / 2
    level = np.array([[center - half, middle], [center + half, middle]])
    steep = np.array([[center, middle - half], [center, middle + half]])
    return [level, steep] if upright else [level]
