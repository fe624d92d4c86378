"""The graph of a function of two variables as a block, seen by a camera: its ground and level lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import numpy as np

from hillside.stage.drawing import Painting, Part, stroke
from hillside.stage.look.color import Color, luminance
from hillside.stage.look.theme import Theme
from hillside.stage.sheet import Box, Points
from scenes.landscape.block.block_light import bilinear, ground_colors, open_sky
from scenes.landscape.block.block_painting import ON_DARK, ON_LIGHT, SHADOW_REACH, block_pixels
from scenes.landscape.block.camera import BASE, Camera
from scenes.landscape.block.line_of_sight import is_visible
from scenes.shared.maps.contour_map import LINE, ContourMap, thinned
from scenes.shared.maps.scalar_field import Array, Field, Flags

NODES, COARSE = 221, 56
"""Number of nodes of the ground across and along, and of those at which the open sky is measured."""
LINE_SLACK = 0.3
"""Tolerance for thinning a line on the map: maximum distance of a dropped point, in layout pixels,"""
DRAWN_SLACK = 0.1
"""and the same for a line on the surface."""
DIRECTIONS = 120
"""Number of directions in which the outline of the block is sampled."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """The relative heights of a surface on a mesh, independent of its rotation.

    Attributes:
        f: the function.
        map: the same function as a map.
    """

    f: Field
    map: ContourMap

    @property
    def theme(self) -> Theme:
        """The colors."""
        return self.map.plane.theme

    @cached_property
    def heights(self) -> Array:
        """The relative height at each node, `nan` where the function is undefined: shape `(n, n)`."""
        view = self.map.plane.view
        over = (np.linspace(side.low, side.high, NODES) for side in (view.x, view.y))
        return self.map.scale.of_values(self.f(*np.meshgrid(*over)))

    @cached_property
    def solid(self) -> Array:
        """The relative heights, with the base where the function is undefined."""
        return np.nan_to_num(self.heights, nan=BASE)

    @cached_property
    def sky(self) -> Array:
        """The share of the sky that each node sees, shape `(n, n)`."""
        step = (NODES - 1) // (COARSE - 1)
        coarse = open_sky(self.solid[::step, ::step])
        rows, columns = np.indices((NODES, NODES)) / step
        return bilinear(coarse, columns.ravel(), rows.ravel()).reshape(NODES, NODES)

    @property
    def highest(self) -> tuple[float, float]:
        """The greatest relative height on the rim, and anywhere."""
        rim = np.concatenate([self.solid[[0, -1]].ravel(), self.solid[:, [0, -1]].ravel()])
        return float(rim.max()), float(self.solid.max())

    def true_heights(self, points: Array) -> Array:
        """Return the relative height of the function itself at points `(n, 2)`."""
        return self.map.scale.of_values(self.f(*points.T))

    @cached_property
    def level_lines(self) -> list[tuple[Array, Array]]:
        """The level lines, each with the relative heights of its points."""
        plane, lines = self.map.plane, list[tuple[Array, Array]]()
        heights = self.map.scale.of_values(np.array(self.map.levels))
        for each, height in zip(self.map.sets, heights, strict=True):
            for line in each.lines:
                points = plane.to_data(thinned(plane.to_sheet(line), LINE_SLACK))
                lines.append((points, np.full(len(points), height)))
        return lines


@dataclass(frozen=True, eq=False)
class Surface3D:
    """A mesh seen from one side."""

    mesh: Mesh
    camera: Camera

    @classmethod
    def of(cls, mesh: Mesh, box: Box, azimuth: float) -> Surface3D:
        """Return a mesh with an azimuth in degrees, drawn in a box."""
        view = mesh.map.plane.view
        return cls(mesh, Camera(view.x, view.y, box, azimuth, mesh.highest))

    def visible(self, points: Array, heights: Array) -> Flags:
        """Return whether points `(n, 2)` at relative heights `(n,)` are visible."""
        return is_visible(self.camera, self.mesh.solid, self.camera.to_block(points), heights)

    @cached_property
    def colors(self) -> Array:
        """The color of each node in light and shade, sRGB from 0 to 1, shape `(n, n, 3)`."""
        return ground_colors(self.mesh.solid, self.mesh.sky, self.camera)

    @cached_property
    def relief(self) -> Part:
        """The ground with its walls and the shadow on the paper; labels may lie on it."""
        outline = self.outline()
        theme = self.mesh.theme
        walls = ON_DARK if luminance(theme.paper) < luminance(theme.ink) else ON_LIGHT
        box = Box.around(outline).grown(1.3 * SHADOW_REACH * self.camera.scale)
        paint = partial(block_pixels, self.camera, self.mesh.heights, self.colors, walls, box)
        return Part(Painting(box, lru_cache(maxsize=2)(paint), outline, theme.ground))

    @cached_property
    def _rim(self) -> Points:
        """The rim of the block at its foot and at its top, and the ground within, as seen."""
        nodes = np.linspace(-1.0, 1.0, NODES)[::4]
        x, y = np.meshgrid(nodes, nodes)
        flat = np.column_stack([x.ravel(), y.ravel()])
        foot = self.camera.of_block(flat, np.full(len(flat), BASE))
        return np.vstack([foot, self.camera.of_block(flat, self.mesh.solid[::4, ::4].ravel())])

    def outline(self) -> Points:
        """Return a convex outline around the block, in layout pixels, shape `(k, 2)`."""
        return hull(self._rim)

    @cached_property
    def lines(self) -> Part:
        """The visible parts of the level lines on the surface."""
        parts = [self._line(points, heights) for points, heights in self.mesh.level_lines]
        part = Part.of(*(each for each in parts if each.shapes()))
        part.blocks, part.grows = (), False
        return part

    def _line(self, points: Array, heights: Array) -> Part:
        drawn, flags = self.camera.to_sheet(points, heights), self.visible(points, heights)
        pieces = [thinned(drawn[a:b], DRAWN_SLACK) for a, b in runs(flags)]
        return stroke(pieces, self._line_color(points[flags]), LINE) if pieces else Part()

    def _line_color(self, points: Array) -> Color:
        """Return the color of the theme that stands out best along most of a line on the shaded ground."""
        theme = self.mesh.theme
        place = (self.camera.to_block(points) + 1) / 2 * (NODES - 1)
        column, row = np.clip(place, 0, NODES - 1).T
        light = bilinear(self.colors, column, row) ** 2.2 @ np.array([0.2126, 0.7152, 0.0722])

        def worst(color: Color) -> float:
            own = luminance(color)
            ratio = (np.maximum(light, own) + 0.05) / (np.minimum(light, own) + 0.05)
            return float(np.quantile(ratio, 0.05))

        return max((theme.paper, theme.ink), key=worst)


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
