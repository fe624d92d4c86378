"""The surface of a function of two variables: shaded tiles on a block with walls, and lines on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part, filled, stroke, tiles
from hillside.stage.geometry import Points
from hillside.stage.placement.obstacles import Region
from scenes.landscape.ground import BASE, CELLS, Ground
from scenes.landscape.outlook import TALL, Outlook
from scenes.landscape.sight import seen, stretches
from scenes.shared.maps.contour_map import LINE, thinned
from scenes.shared.maps.scalar_field import Array, Flags
from scenes.shared.maps.shades import line_color, shade, shades_at

SUN = np.array([-0.55, 0.25, 0.8])
"""Where the light comes from, as the eye sees it: from the left, from behind, from above."""
SIDE_LIGHTS, WALL_HEIGHT = (0.35, 0.0), 0.35
"""The light on the two walls of the block, and the height whose tint they have."""
DIRECTIONS = 120


@dataclass(frozen=True, eq=False)
class Surface3D:
    """A ground as it is seen from one side."""

    ground: Ground
    outlook: Outlook

    @classmethod
    def of(cls, ground: Ground, box: Box, azimuth: float) -> Surface3D:
        """Return a ground turned by an azimuth in degrees, drawn in a box."""
        view = ground.map.plane.view
        return cls(ground, Outlook(view.x, view.y, box, azimuth))

    def seen(self, points: Array, shares: Array) -> Flags:
        """Return whether no ground hides points `(n, 2)` at shares `(n,)` of the height from the eye."""
        return seen(self.ground, self.outlook, points, shares)

    def relief(self) -> Part:
        """Return the surface in shaded tiles, back to front, on a block with walls."""
        ground = self.ground
        columns, rows = ground.nodes
        x, y = np.meshgrid(columns, rows)
        flat = np.column_stack([x.ravel(), y.ravel()])
        on_sheet = self.outlook.to_sheet(flat, ground.solid.ravel()).reshape(*x.shape, 2)
        corners = np.stack(
            [on_sheet[:-1, :-1], on_sheet[:-1, 1:], on_sheet[1:, 1:], on_sheet[1:, :-1]], axis=2
        ).reshape(-1, 4, 2)
        height = _over_corners(ground.shares)
        light = self._light()
        distance = self.outlook.distance(flat).reshape(x.shape)
        order = np.argsort(-_over_corners(distance), kind="stable")
        order = order[np.isfinite(height[order])]
        theme = ground.theme
        colors = shades_at(theme, height[order], light[order])
        outline = self.outline()
        part = Part.of(tiles(corners[order], colors, outline), *self._walls(on_sheet))
        part.blocks = (Region(outline),)
        return part

    def _light(self) -> Array:
        """How much light each tile catches, 0 to 1: by its slope toward the sun, which stands by the eye."""
        height = TALL * self.ground.solid
        rise = np.gradient(height, 2 / CELLS)
        away, across = _over_corners(rise[0]), _over_corners(rise[1])
        cos, sin = self.outlook.turn
        along, back = across * cos + away * sin, away * cos - across * sin
        normal = np.stack([-along, -back, np.ones_like(along)]) / np.sqrt(along**2 + back**2 + 1)
        sun = SUN / np.linalg.norm(SUN)
        return np.clip((np.tensordot(sun, normal, axes=1) - 0.1) / 0.75, 0.0, 1.0)

    def _walls(self, on_sheet: Points) -> list[Part]:
        """Return the two sides of the block that face the eye."""
        columns, rows = self.ground.nodes
        across, along = self.outlook.toward
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
        base = self.outlook.to_sheet(foot[[-1, 0]], np.full(2, BASE))
        return filled(np.vstack([top, base]), shade(self.ground.theme, WALL_HEIGHT, light))

    def outline(self) -> Points:
        """Return a convex outline around the block, in layout pixels, shape `(k, 2)`."""
        columns, rows = self.ground.nodes
        x, y = np.meshgrid(columns, rows)
        flat = np.column_stack([x.ravel(), y.ravel()])
        foot = self.outlook.to_sheet(flat, np.full(len(flat), BASE))
        return hull(np.vstack([foot, self.outlook.to_sheet(flat, self.ground.solid.ravel())]))

    def lines(self) -> Part:
        """Return the level lines on the surface, as far as they are seen."""
        pieces = [
            piece for points, share in self.ground.level_lines for piece in self._seen_pieces(points, share)
        ]
        part = stroke(pieces, line_color(self.ground.theme), LINE * 0.8)
        part.blocks, part.grows = (), False
        return part

    def _seen_pieces(self, points: Array, shares: Array) -> list[Points]:
        drawn = self.outlook.to_sheet(points, shares)
        return [thinned(drawn[a:b], 0.1) for a, b in stretches(self.seen(points, shares))]


def hull(points: Points) -> Points:
    """Return the convex outline of points, counterclockwise: those that lie furthest in so many directions.

    >>> hull(np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 0.5], [2.0, 2.0], [0.0, 2.0]])).tolist()
    [[2.0, 2.0], [0.0, 2.0], [0.0, 0.0], [2.0, 0.0]]
    """
    turns = 2 * np.pi * (np.arange(DIRECTIONS) + 0.5) / DIRECTIONS
    furthest = np.argmax(points @ np.stack([np.cos(turns), np.sin(turns)]), axis=0)
    return points[furthest[np.diff(furthest, prepend=-1) != 0]]


def _over_corners(nodes: Array) -> Array:
    """Return the mean over the corners of each tile, row by row, shape `((n - 1)²,)`."""
    return ((nodes[:-1, :-1] + nodes[:-1, 1:] + nodes[1:, 1:] + nodes[1:, :-1]) / 4).ravel()
