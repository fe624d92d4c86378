"""The ground under a surface: how high a function of two variables is drawn, on a mesh and on level lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.look.theme import Theme
from scenes.landscape.heights import Heights
from scenes.shared.maps.contour_map import ContourMap, thinned
from scenes.shared.maps.scalar_field import Array, Field

CELLS = 44
"""Tiles across and along the surface."""
LINE_SLACK = 0.3
"""A point so many layout pixels off the chord of its neighbors is left out of a line on the surface."""
BASE = -0.06
"""The block reaches so far under its lowest ground, as a share of the height."""


@dataclass(frozen=True, eq=False)
class Ground:
    """The heights of a surface, which stay the same however it is turned.

    Attributes:
        f: the function.
        map: the same function as a map.
        heights: how high values are drawn.
        theme: the colors.
    """

    f: Field
    map: ContourMap
    heights: Heights
    theme: Theme

    @cached_property
    def nodes(self) -> tuple[Array, Array]:
        """Columns and rows of the mesh."""
        view = self.map.plane.view
        return (
            np.linspace(view.x.low, view.x.high, CELLS + 1),
            np.linspace(view.y.low, view.y.high, CELLS + 1),
        )

    @cached_property
    def shares(self) -> Array:
        """The share of the full height at each node, `nan` where there is no ground: shape `(n, n)`."""
        values = self.f(*np.meshgrid(*self.nodes))
        return np.where(np.isnan(values), np.nan, self.heights.of_values(np.nan_to_num(values, nan=0.0)))

    def share_at(self, points: Array) -> Array:
        """Return the share of the full height of the function itself at points `(n, 2)`."""
        return self.heights.of_values(self.f(*points.T))

    @cached_property
    def level_lines(self) -> list[tuple[Array, Array]]:
        """The level lines, each with the share of the full height of its points."""
        scale, found = self.map.plane, list[tuple[Array, Array]]()
        for each, share in zip(self.map.sets, self.heights.of_values(np.array(self.map.levels)), strict=True):
            for line in each.lines:
                points = scale.to_data(thinned(scale.to_sheet(line), LINE_SLACK))
                found.append((points, np.full(len(points), share)))
        return found

    @cached_property
    def solid(self) -> Array:
        """The shares, and none under the ground that is missing."""
        return np.nan_to_num(self.shares, nan=BASE)

    def under(self, points: Array) -> Array:
        """The share of the mesh under points `(n, 2)` between its nodes; below all where there is none."""
        columns, rows = self.nodes
        place = [
            (points[:, axis] - nodes[0]) / (nodes[-1] - nodes[0]) * CELLS
            for axis, nodes in enumerate((columns, rows))
        ]
        inside = np.logical_and.reduce([(at >= 0) & (at <= CELLS) for at in place])
        column, row = (np.clip(at.astype(int), 0, CELLS - 1) for at in place)
        s, t = (np.clip(at - cell, 0.0, 1.0) for at, cell in zip(place, (column, row), strict=True))
        grid = self.solid
        low = grid[row, column] * (1 - s) + grid[row, column + 1] * s
        high = grid[row + 1, column] * (1 - s) + grid[row + 1, column + 1] * s
        return np.where(inside, low * (1 - t) + high * t, -np.inf)


def ground_of(f: Field, drawn: ContourMap) -> Ground:
    """Return the ground of a function, as high as its map is told by levels."""
    view = drawn.plane.view
    over = (np.linspace(side.low, side.high, CELLS + 1) for side in (view.x, view.y))
    values = f(*np.meshgrid(*over))
    return Ground(f, drawn, Heights.of(drawn.levels, values), drawn.plane.theme)
