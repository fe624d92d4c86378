"""Everything that is drawn: as pieces with a spatial index, and as a coarse occupancy grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.placement.items import Obstacle, Outlines, outlines_of
from hillside.stage.sheet import (
    Array,
    Box,
    Flags,
    Indices,
    box_gaps,
    point_segment_distances,
    rays_cross,
    segment_distances,
    segments_meet_boxes,
)

STEP = 2.0  # pixels between the points at which a stroke is sampled
CELLS_PER_CLEARANCE = 4  # points in cells (2, 1) apart are at most hypot(3, 2) < 4 cells apart
BORDER = 3  # width of the border around the frame, in cells


@dataclass(frozen=True, eq=False)
class Occupancy:
    """An occupancy grid of the page: `True` where every point is too close to ink, and outside the frame.

    A line with a point in a `True` cell is too close to ink. The converse does not hold: the other lines
    must still be tested exactly.
    """

    cells: Flags
    corner: Array
    cell: float

    def hits(self, lines: Array) -> Flags:
        """Return which lines, `(m, k, 2)`, have a point in a cell with ink; shape `(m,)`."""
        rows, columns = self.cells.shape
        x = np.clip((lines[..., 0] - self.corner[0]) / self.cell, 0, columns - 1).astype(np.intp)
        y = np.clip((lines[..., 1] - self.corner[1]) / self.cell, 0, rows - 1).astype(np.intp)
        return np.asarray(self.cells[y, x].any(axis=1), dtype=bool)


def occupancy_of(ink: Ink, own: tuple[str, ...], frame: Box, clear: float) -> Occupancy:
    """Return the cells within the clear distance of ink, other than that of the obstacles `own`.

    The resolution is 4 pixels: with a `clear` less than that, the grid is too strict by up to the difference.
    """
    cell = max(clear, 4.0) / CELLS_PER_CLEARANCE
    corner = np.array([frame.left, frame.bottom]) - BORDER * cell
    shape = int(frame.height / cell) + 2 * BORDER, int(frame.width / cell) + 2 * BORDER
    cells = _dilated(_traced(ink, own, corner, cell, shape))
    inner = np.zeros(shape, dtype=bool)
    inner[BORDER - 1 : 1 - BORDER, BORDER - 1 : 1 - BORDER] = True
    return Occupancy(cells | ~inner, corner, cell)


def _traced(ink: Ink, own: tuple[str, ...], corner: Array, cell: float, shape: tuple[int, int]) -> Flags:
    """Return the cells that the center line of a stroke passes through."""
    cells = np.zeros(shape, dtype=bool)
    foreign = ~ink.owned_by(own) & np.isfinite(ink.start[:, 0])
    start, end = ink.start[foreign], ink.end[foreign]
    share = np.linspace(0, 1, int(np.hypot(*(end - start).T).max(initial=0) / STEP) + 2)
    points = (start[:, None] + share[:, None] * (end - start)[:, None]).reshape(-1, 2)
    x, y = np.floor((points - corner) / cell).astype(np.intp).T
    seen = (x >= 0) & (y >= 0) & (x < shape[1]) & (y < shape[0])
    cells[y[seen], x[seen]] = True
    return cells


def _dilated(cells: Flags) -> Flags:
    """Return the dilated grid: cells within `CELLS_PER_CLEARANCE` cells of every point of a marked one."""
    across = cells.copy()
    across[:, 1:] |= cells[:, :-1]
    across[:, :-1] |= cells[:, 1:]
    wide = across.copy()
    wide[:, 2:] |= cells[:, :-2]
    wide[:, :-2] |= cells[:, 2:]
    spread = wide.copy()
    spread[1:] |= wide[:-1]
    spread[:-1] |= wide[1:]
    spread[2:] |= across[:-2]
    spread[:-2] |= across[2:]
    return spread


PIECE = 32.0  # maximum length, in pixels: the bounding box of a long diagonal would be mostly empty
GROUP = 8  # pieces in a group
MARGIN = 1.0  # margin of a polygon's bounding box, in pixels: more than any rounding error


@dataclass(frozen=True, eq=False)
class Ink:
    """Everything that is drawn, cut into short pieces.

    Attributes:
        start: first ends of the pieces, shape `(s, 2)`; `s` is a multiple of `GROUP`.
        end: last ends of the pieces; the last few pieces may be nan padding, which no test ever meets.
        half: half widths of the pieces, shape `(s,)`.
        names: names of the obstacles.
        owner: index of the obstacle that each piece belongs to, shape `(s,)`.
        bounds: bounding boxes of the pieces, shape `(4, s)`.
        groups: bounding boxes of the groups, shape `(s / GROUP, 4)`.
        fills: the filled polygons.
    """

    start: Array
    end: Array
    half: Array
    names: tuple[str, ...]
    owner: Indices
    bounds: Array
    groups: Array
    fills: Fills

    def owned_by(self, names: Iterable[str]) -> Flags:
        """Return which pieces belong to the named obstacles, shape `(s,)`."""
        wanted = set(names)
        flags = np.array([name in wanted for name in self.names], dtype=bool)
        return flags[self.owner] if len(flags) else np.zeros(len(self.owner), dtype=bool)

    def near(self, boxes: Array) -> tuple[Indices, Indices]:
        """Return pairs (row of `boxes`, piece) whose bounding boxes meet; boxes of shape `(m, 4)`."""
        left, bottom, right, top = self.groups.T[:, :, None]
        # The boxes are many: as the last axis they are contiguous in memory, which is twice as fast.
        low_x, low_y, high_x, high_y = sides = np.ascontiguousarray(boxes.T)
        beside = (low_x < right) & (high_x > left)
        group, row = np.nonzero(beside & (low_y < top) & (high_y > bottom))
        piece = (group[:, None] * GROUP + np.arange(GROUP)).ravel()
        row = np.repeat(row, GROUP)
        left, bottom, right, top = self.bounds[:, piece]
        low_x, low_y, high_x, high_y = sides[:, row]
        meets = (low_x < right) & (high_x > left) & (low_y < top) & (high_y > bottom)
        return row[meets], piece[meets]


def ink_of(obstacles: Sequence[Obstacle]) -> Ink:
    """Return the pieces and polygons of all obstacles.

    >>> from hillside.stage.placement.items import Stroke
    >>> ink = ink_of([Stroke(np.array([[0.0, 0.0], [64.0, 0.0]]), width=4, name="axis")])
    >>> int(np.isfinite(ink.start[:, 0]).sum())          # 64 pixels in pieces of 32
    2
    """
    return ink_from_outlines(outlines_of(obstacles))


def ink_from_outlines(outlines: Outlines) -> Ink:
    """Return the pieces and polygons of obstacles with these outlines."""
    start, end, point = _pieces(outlines.points)
    owner = outlines.owner[point]
    spare = -len(owner) % GROUP
    gap = np.full((spare, 2), np.nan)
    start, end = np.concatenate([start, gap]), np.concatenate([end, gap])
    half = np.concatenate([outlines.half[owner], np.zeros(spare)])
    low, high = np.minimum(start, end) - half[:, None], np.maximum(start, end) + half[:, None]
    filled = outlines.filled()
    return Ink(
        start,
        end,
        half,
        outlines.names,
        np.concatenate([owner, np.zeros(spare, dtype=np.intp)]),
        np.concatenate([low, high], axis=1).T,
        _group_boxes(low, high),
        fills_of([name for name, _ in filled], [corners for _, corners in filled]),
    )


def _pieces(points: Array) -> tuple[Array, Array, Indices]:
    """Return both ends of the straight pieces of polylines, and the index of the point that each begins at.

    A single point is a piece of length 0.
    """
    drawn: Flags = np.isfinite(points[:, 0]) & np.isfinite(points[:, 1])
    joined: Flags = drawn[:-1] & drawn[1:]
    alone = drawn.copy()
    alone[:-1] &= ~joined
    alone[1:] &= ~joined
    begins, lone = np.flatnonzero(joined), np.flatnonzero(alone)
    whole = points[begins + 1] - points[begins]
    count = np.maximum(1, np.ceil(np.hypot(whole[:, 0], whole[:, 1]) / PIECE)).astype(int)
    which = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    along = (whole / count[:, None])[which]
    start = points[begins[which]] + along * step[:, None]
    dots = points[lone]
    ends = np.concatenate([start + along, dots])
    return np.concatenate([start, dots]), ends, np.concatenate([begins[which], lone])


def _group_boxes(low: Array, high: Array) -> Array:
    low = np.fmin.reduce(low.reshape(-1, GROUP, 2), axis=1)
    return np.concatenate([low, np.fmax.reduce(high.reshape(-1, GROUP, 2), axis=1)], axis=1)


def blocked_boxes(ink: Ink, boxes: Array, clear: float) -> Flags:
    """Return which boxes, `(m, 4)`, come within `clear` pixels of ink, horizontally and vertically."""
    grown = boxes + clear * np.array([-1, -1, 1, 1])
    row, piece = ink.near(grown)
    wide = grown[row] + ink.half[piece, None] * np.array([-1, -1, 1, 1])
    blocked = np.zeros(len(boxes), dtype=bool)
    blocked[row[segments_meet_boxes(ink.start[piece], ink.end[piece], wide)]] = True
    left = np.flatnonzero(~blocked)
    blocked[left] = ink.fills.contain((boxes[left, :2] + boxes[left, 2:]) / 2)
    return blocked


def blocked_lines(
    ink: Ink, lines: Array, clear: Array, own: tuple[str, ...] = (), over: tuple[str, ...] = ()
) -> Flags:
    """Return which polylines come too close to ink, shape `(m,)`.

    Args:
        ink: everything that is drawn.
        lines: shape `(m, k, 2)`.
        clear: minimum distance of each of the `k - 1` pieces, in pixels, shape `(k - 1,)`.
        own: names of the obstacles that the last piece may touch; the others must not cross even those.
        over: names of the obstacles that all pieces may cross.
    """
    m, k = lines.shape[:2]
    start, end = lines[:, :-1].reshape(-1, 2), lines[:, 1:].reshape(-1, 2)
    need = np.tile(clear, m)
    boxes = np.concatenate(
        [np.minimum(start, end) - need[:, None], np.maximum(start, end) + need[:, None]], axis=1
    )
    row, piece = ink.near(boxes)
    mine = ink.owned_by(own)[piece]
    kept = ~(mine & (row % (k - 1) == k - 2)) & ~ink.owned_by(over)[piece]
    row, piece, mine = row[kept], piece[kept], mine[kept]
    gap = segment_distances(start[row], end[row], ink.start[piece], ink.end[piece]) - ink.half[piece]
    blocked = np.zeros(m, dtype=bool)
    blocked[row[gap < np.where(mine, 0.5, need[row])] // (k - 1)] = True
    return blocked | ink.fills.contain(lines[:, 0], own)


def box_clearances(ink: Ink, boxes: Array, own: tuple[str, ...], upto: float) -> Array:
    """Return the approximate distance of each box from foreign ink, in pixels, at most `upto`; shape `(m,)`.

    Measured to the ends and middles of the pieces, so it may be some pixels too large: for costs, not tests.
    """
    row, piece = ink.near(boxes + upto * np.array([-1, -1, 1, 1]))
    foreign = ~ink.owned_by(own)[piece] & np.isfinite(ink.start[piece, 0])
    row, piece = row[foreign], piece[foreign]
    start, end = ink.start[piece], ink.end[piece]
    gaps = np.minimum(box_gaps(boxes[row], start), box_gaps(boxes[row], end))
    gaps = np.minimum(gaps, box_gaps(boxes[row], (start + end) / 2)) - ink.half[piece]
    nearest = np.full(len(boxes), upto)
    np.minimum.at(nearest, row, gaps)
    return np.maximum(nearest, 0.0)


def stands_apart(ink: Ink, points: Array, own: tuple[str, ...], widths: float) -> Flags:
    """Return which points are at least `widths` widths of a stroke off the middle of each foreign stroke."""
    most = widths * 2 * float(ink.half[np.isfinite(ink.half)].max(initial=0.0))
    boxes = np.concatenate([points - most, points + most], axis=1)
    row, piece = ink.near(boxes)
    foreign = ~ink.owned_by(own)[piece] & np.isfinite(ink.start[piece, 0])
    row, piece = row[foreign], piece[foreign]
    off = point_segment_distances(points[row], ink.start[piece], ink.end[piece])
    apart = np.ones(len(points), dtype=bool)
    apart[row[off < widths * 2 * ink.half[piece]]] = False
    return apart


def distances_from(ink: Ink, points: Array, names: tuple[str, ...]) -> Array:
    """Return the distance of each point from the middles of the named strokes, infinite if there are none."""
    pieces = np.flatnonzero(ink.owned_by(names) & np.isfinite(ink.start[:, 0]) & np.isfinite(ink.end[:, 0]))
    off = point_segment_distances(points[:, None], ink.start[None, pieces], ink.end[None, pieces])
    return off.min(axis=1, initial=np.inf)


@dataclass(frozen=True, eq=False)
class Fills:
    """Filled polygons, by their sides.

    Attributes:
        names: names of the polygons.
        bounds: their bounding boxes, grown by `MARGIN`, shape `(p, 4)`.
        first: index of the first side of each, shape `(p,)`.
        count: number of sides of each, shape `(p,)`.
        start: first ends of the sides, shape `(s, 2)`.
        end: last ends of the sides, shape `(s, 2)`.
    """

    names: tuple[str, ...]
    bounds: Array
    first: Indices
    count: Indices
    start: Array
    end: Array

    def contain(self, points: Array, own: Iterable[str] = ()) -> Flags:
        """Return which of the points, `(m, 2)`, lie in a polygon that is not named in `own`.

        >>> square = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])
        >>> fills_of(["box"], [square]).contain(np.array([[1.0, 1.0], [3.0, 1.0]]))
        array([ True, False])
        """
        mine = set(own) - {""}
        foreign = np.array([name not in mine for name in self.names], dtype=bool)
        x, y = points[:, 0:1], points[:, 1:2]
        left, bottom, right, top = self.bounds.T
        # A polygon with a nan corner has nan bounds, which no comparison excludes: it is always tested.
        beside = (x < left) | (x > right) | (y < bottom) | (y > top)
        row, polygon = np.nonzero(~beside & foreign)
        return self._contain(points, row, polygon)

    def _contain(self, points: Array, row: Indices, polygon: Indices) -> Flags:
        """Return the same by exact tests of the pairs of a point and a polygon whose bounding boxes meet."""
        contained = np.zeros(len(points), dtype=bool)
        if len(row):
            count = self.count[polygon]
            pair, side = np.repeat(np.arange(len(row)), count), index_ranges(self.first[polygon], count)
            met = rays_cross(points[row[pair]], self.start[side], self.end[side])
            contained[row[np.bincount(pair[met], minlength=len(row)) % 2 == 1]] = True
        return contained


def fills_of(names: Sequence[str], polygons: Sequence[Array]) -> Fills:
    """Return named polygons, each with at least one corner, shape `(k, 2)`."""
    if len(polygons) == 0:
        none = np.zeros(0, dtype=np.intp)
        return Fills((), np.zeros((0, 4)), none, none, np.zeros((0, 2)), np.zeros((0, 2)))
    count = np.array([len(corners) for corners in polygons])
    first = np.cumsum(count) - count
    start = np.concatenate(polygons)
    after = np.arange(1, len(start) + 1)
    after[first + count - 1] = first
    low, high = np.minimum.reduceat(start, first), np.maximum.reduceat(start, first)
    bounds = np.concatenate([low - MARGIN, high + MARGIN], axis=1)
    return Fills(tuple(names), bounds, first, count, start, start[after])


def index_ranges(first: Indices, count: Indices) -> Indices:
    """Return the integers from each `first` on, `count` of them each, one range after another.

    >>> index_ranges(np.array([10, 20]), np.array([2, 3])).tolist()
    [10, 11, 20, 21, 22]
    """
    return np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)
