"""The graph of a function of two variables as a block, in parallel projection from above at an angle.

Its top is a mesh of shaded tiles with level lines on it; two walls face the viewer. Hidden points are found
along lines of sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.drawing import Part, filled, stroke, tiles
from hillside.stage.look.theme import Theme
from hillside.stage.placement.items import Region
from hillside.stage.sheet import Box, Points
from mathcore import Interval
from scenes.shared.maps.contour_map import LINE, ContourMap, thinned
from scenes.shared.maps.levels import are_even
from scenes.shared.maps.scalar_field import Array, Field, Flags
from scenes.shared.maps.shades import line_color, shade, shades_at

CELLS = 44
"""Number of tiles across and along the surface."""
TALL = 0.62
"""Height of the block, in halves of its width."""
BASE = -0.06
"""Lower end of the block, as a share of its height; negative is below the lowest point of its top."""
ELEVATION = 38.0
"""Angle of the view below the horizontal, in degrees."""
LINE_SLACK = 0.3
"""Tolerance for thinning a line on the map: maximum distance of a dropped point, in layout pixels,"""
DRAWN_SLACK = 0.1
"""and the same for a line on the surface."""
SIGHT_STEP = 0.035
"""Step along a line of sight, in units of the block."""
LIFT = 0.008
"""Depth under the surface, as a share of the height, up to which a point counts as on it."""
SUN = np.array([-0.55, 0.25, 0.8])
"""Direction to the light in view coordinates: from the left, from behind, from above."""
SIDE_LIGHTS, WALL_HEIGHT = (0.35, 0.0), 0.35
"""Light on the two walls of the block, and the height that determines their tint."""
DIRECTIONS = 120
"""Number of directions in which the outline of the block is sampled."""


@dataclass(frozen=True)
class HeightScale:
    """A monotone map from values to the relative heights, 0 to 1, at which they are drawn; piecewise linear.

    Values beyond the first and the last one, as by a pole, are clipped.
    """

    values: tuple[float, ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, levels: tuple[float, ...], known: Array) -> HeightScale:
        """Return the scale for a surface with these level lines and these values.

        Even steps of level are even steps of height. Growing steps are drawn as equal ones, so that the floor
        of a ravine is as visible as its walls.

        >>> even = HeightScale.of((1.0, 2.0, 3.0), np.array([0.5, 3.5]))
        >>> even.of_values(np.array([0.5, 2.0, 3.5])).tolist()
        [0.0, 0.5, 1.0]
        >>> growing = HeightScale.of((1.0, 10.0, 100.0), np.array([0.0, 900.0]))
        >>> growing.of_values(np.array([10.0])).tolist()
        [0.5]
        """
        if len(levels) < 2:
            return cls((float(np.nanmin(known)), float(np.nanmax(known))), (0.0, 1.0)) if levels else FLAT
        first, last = levels[1] - levels[0], levels[-1] - levels[-2]
        finite = known[np.isfinite(known)]
        low = max(float(finite.min()), levels[0] - first)
        high = min(float(finite.max()), levels[-1] + 2 * last)
        if are_even(levels):
            return cls((low, high), (0.0, 1.0))
        steps = np.linspace(0.0, 1.0, len(levels) + 2)
        return cls((low, *levels, high), tuple(steps.tolist()))

    def of_values(self, values: Array) -> Array:
        """Return the relative height of each value."""
        return np.interp(values, self.values, self.heights)


FLAT = HeightScale((-np.inf, np.inf), (0.3, 0.3))


@dataclass(frozen=True, eq=False)
class Mesh:
    """The relative heights of a surface on a mesh, independent of its rotation.

    Attributes:
        f: the function.
        map: the same function as a map.
        scale: the relative heights at which its values are drawn.
    """

    f: Field
    map: ContourMap
    scale: HeightScale

    @classmethod
    def of(cls, f: Field, drawn: ContourMap) -> Mesh:
        """Return the mesh of a function from its drawn map."""
        view = drawn.plane.view
        over = (np.linspace(side.low, side.high, CELLS + 1) for side in (view.x, view.y))
        return cls(f, drawn, HeightScale.of(drawn.levels, f(*np.meshgrid(*over))))

    @property
    def theme(self) -> Theme:
        """The colors."""
        return self.map.plane.theme

    @cached_property
    def nodes(self) -> tuple[Array, Array]:
        """The x of the columns and the y of the rows of the mesh."""
        view = self.map.plane.view
        return (
            np.linspace(view.x.low, view.x.high, CELLS + 1),
            np.linspace(view.y.low, view.y.high, CELLS + 1),
        )

    @cached_property
    def heights(self) -> Array:
        """The relative height at each node, `nan` where the function is undefined: shape `(n, n)`."""
        values = self.f(*np.meshgrid(*self.nodes))
        return np.where(np.isnan(values), np.nan, self.scale.of_values(np.nan_to_num(values, nan=0.0)))

    @cached_property
    def solid(self) -> Array:
        """The relative heights, with the base where the function is undefined."""
        return np.nan_to_num(self.heights, nan=BASE)

    def true_heights(self, points: Array) -> Array:
        """Return the relative height of the function itself at points `(n, 2)`."""
        return self.scale.of_values(self.f(*points.T))

    def mesh_heights(self, points: Array) -> Array:
        """Return the height of the mesh at points `(n, 2)`, bilinear in a tile; minus infinity outside."""
        columns, rows = self.nodes
        scaled = [
            (points[:, axis] - nodes[0]) / (nodes[-1] - nodes[0]) * CELLS
            for axis, nodes in enumerate((columns, rows))
        ]
        inside = np.logical_and.reduce([(at >= 0) & (at <= CELLS) for at in scaled])
        column, row = (np.clip(at.astype(int), 0, CELLS - 1) for at in scaled)
        s, t = (np.clip(at - cell, 0.0, 1.0) for at, cell in zip(scaled, (column, row), strict=True))
        grid = self.solid
        low = grid[row, column] * (1 - s) + grid[row, column + 1] * s
        high = grid[row + 1, column] * (1 - s) + grid[row + 1, column + 1] * s
        return np.where(inside, low * (1 - t) + high * t, -np.inf)

    @cached_property
    def level_lines(self) -> list[tuple[Array, Array]]:
        """The level lines, each with the relative heights of its points."""
        plane, lines = self.map.plane, list[tuple[Array, Array]]()
        heights = self.scale.of_values(np.array(self.map.levels))
        for each, height in zip(self.map.sets, heights, strict=True):
            for line in each.lines:
                points = plane.to_data(thinned(plane.to_sheet(line), LINE_SLACK))
                lines.append((points, np.full(len(points), height)))
        return lines


@dataclass(frozen=True)
class Projection:
    """The parallel projection of the block over a window of x and y into a box on the sheet.

    The block is `-1` to `1` across each window, and from 0 to `TALL` high.

    Attributes:
        x: the window of x.
        y: the window of y.
        box: the box on the sheet, in layout pixels; it fits at every azimuth, so that turning does not zoom.
        azimuth: the rotation of the block in degrees, clockwise as seen from above.
    """

    x: Interval
    y: Interval
    box: Box
    azimuth: float

    @cached_property
    def turn(self) -> tuple[float, float]:
        """Cosine and sine of the azimuth."""
        turn = np.radians(self.azimuth)
        return float(np.cos(turn)), float(np.sin(turn))

    @property
    def tilt(self) -> tuple[float, float]:
        """Cosine and sine of the elevation."""
        angle = np.radians(ELEVATION)
        return float(np.cos(angle)), float(np.sin(angle))

    @property
    def scale(self) -> float:
        """Layout pixels per unit of the block."""
        cos, sin = self.tilt
        return min(self.box.width / (2 * 2**0.5), self.box.height / (2 * 2**0.5 * sin + TALL * cos))

    @property
    def toward(self) -> Array:
        """The horizontal direction to the viewer, in units of the block, shape `(2,)`."""
        cos, sin = self.turn
        return np.array([sin, -cos])

    def to_block(self, points: Array) -> Array:
        """Return data coordinates of shape `(n, 2)` in units of the block."""
        low = np.array([self.x.low, self.y.low])
        return 2 * (points - low) / np.array([self.x.width, self.y.width]) - 1

    def to_sheet(self, points: Array, heights: Array) -> Points:
        """Return points `(n, 2)` in data coordinates at relative heights `(n,)`, in layout pixels."""
        return self.of_block(self.to_block(points), heights)

    def of_block(self, points: Array, heights: Array) -> Points:
        """Return points `(n, 2)` of the block at relative heights `(n,)`, in layout pixels."""
        across, away = self._turned(points)
        cos, sin = self.tilt
        center_x, center_y = self.box.center
        up = away * sin + (heights - 0.5) * TALL * cos
        return np.array([center_x, center_y]) + self.scale * np.column_stack([across, up])

    def distance(self, points: Array) -> Array:
        """Return the distance of points `(n, 2)` from the viewer, in units of the block, up to a constant."""
        return self._turned(self.to_block(points))[1]

    def _turned(self, block: Array) -> tuple[Array, Array]:
        cos, sin = self.turn
        return block[:, 0] * cos + block[:, 1] * sin, block[:, 1] * cos - block[:, 0] * sin


@dataclass(frozen=True, eq=False)
class Surface3D:
    """A mesh seen from one side."""

    mesh: Mesh
    projection: Projection

    @classmethod
    def of(cls, mesh: Mesh, box: Box, azimuth: float) -> Surface3D:
        """Return a mesh with an azimuth in degrees, drawn in a box."""
        view = mesh.map.plane.view
        return cls(mesh, Projection(view.x, view.y, box, azimuth))

    def visible(self, points: Array, heights: Array) -> Flags:
        """Return whether points `(n, 2)` at relative heights `(n,)` are visible."""
        cos, sin = self.projection.tilt
        steps = np.arange(SIGHT_STEP, (1 - BASE) * TALL * cos / sin + SIGHT_STEP, SIGHT_STEP)
        view = self.mesh.map.plane.view
        unit = np.array([view.x.width, view.y.width]) / 2
        ahead = points[:, None] + steps[None, :, None] * self.projection.toward * unit
        sight = heights[:, None] + steps[None] * sin / cos / TALL
        ground = self.mesh.mesh_heights(ahead.reshape(-1, 2)).reshape(sight.shape)
        return ~np.any(ground > sight + LIFT, axis=1, keepdims=True)[:, 0]

    def relief(self) -> Part:
        """Draw the surface as shaded tiles, back to front, on a block with walls."""
        mesh = self.mesh
        columns, rows = mesh.nodes
        x, y = np.meshgrid(columns, rows)
        flat = np.column_stack([x.ravel(), y.ravel()])
        on_sheet = self.projection.to_sheet(flat, mesh.solid.ravel()).reshape(*x.shape, 2)
        corners = np.stack(
            [on_sheet[:-1, :-1], on_sheet[:-1, 1:], on_sheet[1:, 1:], on_sheet[1:, :-1]], axis=2
        ).reshape(-1, 4, 2)
        height = _over_corners(mesh.heights)
        light = self._light()
        distance = self.projection.distance(flat).reshape(x.shape)
        order = np.argsort(-_over_corners(distance), kind="stable")
        order = order[np.isfinite(height[order])]
        colors = shades_at(mesh.theme, height[order], light[order])
        outline = self.outline()
        part = Part.of(tiles(corners[order], colors, outline), *self._walls(on_sheet))
        part.blocks = (Region(outline),)
        return part

    def _light(self) -> Array:
        """Return the light on each tile, 0 to 1, by its slope towards the sun, which is fixed to the view."""
        height = TALL * self.mesh.solid
        rise = np.gradient(height, 2 / CELLS)
        away, across = _over_corners(rise[0]), _over_corners(rise[1])
        cos, sin = self.projection.turn
        along, back = across * cos + away * sin, away * cos - across * sin
        normal = np.stack([-along, -back, np.ones_like(along)]) / np.sqrt(along**2 + back**2 + 1)
        sun = SUN / np.linalg.norm(SUN)
        return np.clip((np.tensordot(sun, normal, axes=1) - 0.1) / 0.75, 0.0, 1.0)

    def _walls(self, on_sheet: Points) -> list[Part]:
        """Draw the two walls of the block that face the viewer."""
        columns, rows = self.mesh.nodes
        across, along = self.projection.toward
        column, row = (
            (columns[-1], -1) if across > 0 else (columns[0], 0),
            (rows[-1], -1) if along > 0 else (rows[0], 0),
        )
        sides = (
            (on_sheet[:, column[1]], np.column_stack([np.full_like(rows, column[0]), rows]), SIDE_LIGHTS[0]),
            (on_sheet[row[1], :], np.column_stack([columns, np.full_like(columns, row[0])]), SIDE_LIGHTS[1]),
        )
        return [self._wall(top, foot, light) for top, foot, light in sides]

    def _wall(self, top: Points, foot: Array, light: float) -> Part:
        base = self.projection.to_sheet(foot[[-1, 0]], np.full(2, BASE))
        return filled(np.vstack([top, base]), shade(self.mesh.theme, WALL_HEIGHT, light))

    def outline(self) -> Points:
        """Return a convex outline around the block, in layout pixels, shape `(k, 2)`."""
        columns, rows = self.mesh.nodes
        x, y = np.meshgrid(columns, rows)
        flat = np.column_stack([x.ravel(), y.ravel()])
        foot = self.projection.to_sheet(flat, np.full(len(flat), BASE))
        return hull(np.vstack([foot, self.projection.to_sheet(flat, self.mesh.solid.ravel())]))

    def lines(self) -> Part:
        """Draw the visible parts of the level lines on the surface."""
        pieces = [
            piece
            for points, heights in self.mesh.level_lines
            for piece in self._visible_pieces(points, heights)
        ]
        part = stroke(pieces, line_color(self.mesh.theme), LINE * 0.8)
        part.blocks, part.grows = (), False
        return part

    def _visible_pieces(self, points: Array, heights: Array) -> list[Points]:
        drawn = self.projection.to_sheet(points, heights)
        return [thinned(drawn[a:b], DRAWN_SLACK) for a, b in runs(self.visible(points, heights))]


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Return the runs of two or more set flags: the first index, and one past the last.

    >>> runs(np.array([True, True, False, True, False, True, True]))
    [(0, 2), (5, 7)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(int)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first > 1]


def hull(points: Points) -> Points:
    """Return the convex hull of points, counterclockwise, from the extreme points in `DIRECTIONS` directions.

    >>> hull(np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 0.5], [2.0, 2.0], [0.0, 2.0]])).tolist()
    [[2.0, 2.0], [0.0, 2.0], [0.0, 0.0], [2.0, 0.0]]
    """
    turns = 2 * np.pi * (np.arange(DIRECTIONS) + 0.5) / DIRECTIONS
    furthest = np.argmax(points @ np.stack([np.cos(turns), np.sin(turns)]), axis=0)
    return points[furthest[np.diff(furthest, prepend=-1) != 0]]


def _over_corners(nodes: Array) -> Array:
    """Return the mean over the corners of each tile, row by row, shape `((n - 1)²,)`."""
    return ((nodes[:-1, :-1] + nodes[:-1, 1:] + nodes[1:, 1:] + nodes[1:, :-1]) / 4).ravel()
