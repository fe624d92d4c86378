"""A coarse picture of the ink, to throw out most arrows before they are tested exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Array, Flags
from hillside.stage.placement.ink import Ink

STEP = 2.0  # pixels between the points at which a stroke is marked
FINE = 4  # cells in the clear distance; points in cells (2, 1) apart are at most hypot(3, 2) < 4 cells apart
RIM = 3  # cells around the frame


@dataclass(frozen=True, eq=False)
class Occupancy:
    """Square cells of the page, `True` where every point is too close to ink; outside the frame all are.

    A line with a point in a `True` cell is too close to ink.  The converse does not hold: what falls
    through must still be tested.
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
    """Return the cells within the clear distance of ink other than its own.

    Distances under 4 pixels are not told apart: with a `clear` less than that, the occupancy is too strict by
    up to the difference.
    """
    cell = max(clear, 4.0) / FINE
    corner = np.array([frame.left, frame.bottom]) - RIM * cell
    shape = int(frame.height / cell) + 2 * RIM, int(frame.width / cell) + 2 * RIM
    cells = _spread(_traced(ink, own, corner, cell, shape))
    inner = np.zeros(shape, dtype=bool)
    inner[RIM - 1 : 1 - RIM, RIM - 1 : 1 - RIM] = True
    return Occupancy(cells | ~inner, corner, cell)


def _traced(ink: Ink, own: tuple[str, ...], corner: Array, cell: float, shape: tuple[int, int]) -> Flags:
    """Return the cells through which the middle of a stroke passes."""
    cells = np.zeros(shape, dtype=bool)
    foreign = ~ink.owned_by(own) & np.isfinite(ink.start[:, 0])
    start, end = ink.start[foreign], ink.end[foreign]
    share = np.linspace(0, 1, int(np.hypot(*(end - start).T).max(initial=0) / STEP) + 2)
    points = (start[:, None] + share[:, None] * (end - start)[:, None]).reshape(-1, 2)
    x, y = np.floor((points - corner) / cell).astype(np.intp).T
    seen = (x >= 0) & (y >= 0) & (x < shape[1]) & (y < shape[0])
    cells[y[seen], x[seen]] = True
    return cells


def _spread(cells: Flags) -> Flags:
    """Return the cells all of which is within `FINE` cells of any point of a cell that was marked."""
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
