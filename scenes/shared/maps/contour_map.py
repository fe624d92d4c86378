"""A map of a function of two variables: tinted bands of height with level lines over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.drawing import Part, patch, stroke
from hillside.stage.look.theme import Role
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from mathcore import Point
from scenes.shared.maps.contours import LevelSet, level_sets
from scenes.shared.maps.scalar_field import Field
from scenes.shared.maps.shades import line_color, tint

CELL = 6.0
"""Cell size of the grid on which level lines are traced, in layout pixels."""
THINNING_TOLERANCE = 0.06
"""Tolerance for thinning a line: maximum distance of a dropped point from the chord, in layout pixels."""
LINE, OWN_LINE = 2.0, 4.0
"""Width of a level line, and of an emphasized one, in layout pixels."""


@dataclass(frozen=True, eq=False)
class ContourMap:
    """The level sets of a function in a plane.

    Attributes:
        plane: the plane that the map fills.
        levels: the levels of its lines, increasing.
        domain: the region where the function is defined.
        sets: the level sets, one per level.
    """

    plane: Plane
    levels: tuple[float, ...]
    domain: LevelSet
    sets: tuple[LevelSet, ...]

    @classmethod
    def of(cls, f: Field, plane: Plane, levels: Sequence[float]) -> ContourMap:
        """Return the map of `f` in a plane."""
        domain, *sets = level_sets(f, plane.view.x, plane.view.y, (-np.inf, *levels), _cells(plane))
        return cls(plane, tuple(levels), domain, tuple(sets))

    @cached_property
    def relief(self) -> Part:
        """The bands between the levels in tints; they are no obstacles, so that plates may lie on them."""
        bands = [self.domain, *self.sets]
        return Part(
            *(
                patch([self._drawn(ring) for ring in band.rings], tint(self.plane.theme, self._height(k)))
                for k, band in enumerate(bands)
                if band.rings
            )
        )

    def _height(self, band: int) -> float:
        """Return the height of a band that determines its tint: 0 below all levels, 1 above them."""
        return band / len(self.levels) if self.levels else 0.5

    @cached_property
    def lines(self) -> Part:
        """The level lines; they are no obstacles either."""
        pieces = [self._drawn(line) for each in self.sets for line in each.lines]
        part = stroke(pieces, line_color(self.plane.theme), LINE)
        part.blocks, part.grows, part.plane = (), False, self.plane
        return part

    def line_through(self, f: Field, point: Point, role: Role) -> Part:
        """Return the level line through a point, in the color of `role`; an empty part if none is visible."""
        here = np.array([point.x, point.y])
        (own,) = level_sets(f, self.plane.view.x, self.plane.view.y, [float(f(*here))], _cells(self.plane))
        if not own.lines:
            return Part()
        nearest = min(own.lines, key=lambda line: float(np.hypot(*(line - here).T).min()))
        part = stroke([self._drawn(nearest)], self.plane.theme.color(role), OWN_LINE)
        part.blocks, part.plane = (), self.plane
        return part

    def _drawn(self, line: Points) -> Points:
        return thinned(self.plane.to_sheet(line), THINNING_TOLERANCE)


def _cells(plane: Plane) -> tuple[int, int]:
    """Return the number of cells of the grid, across and up."""
    return round(plane.box.width / CELL), round(plane.box.height / CELL)


def thinned(points: Points, slack: float, rounds: int = 4) -> Points:
    """Return a polyline of shape `(n, 2)` without points close to the chord of their neighbors; ends stay.

    Args:
        points: the polyline.
        slack: maximum distance of a dropped point from the chord of its neighbors, in the units of `points`.
        rounds: number of passes, each of which may drop every second point.

    >>> thinned(np.array([[0.0, 0.0], [1.0, 0.01], [2.0, 0.0], [2.0, 2.0]]), slack=0.1).tolist()
    [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]]
    """
    for _ in range(rounds):
        odd = points[1:-1:2]
        before, after = points[: len(points) - 2 : 2], points[2::2]
        along = after - before
        off = np.abs(along[:, 0] * (odd - before)[:, 1] - along[:, 1] * (odd - before)[:, 0])
        dull = off <= slack * np.maximum(np.hypot(*along.T), 1e-9)
        kept = np.ones(len(points), dtype=bool)
        kept[1:-1:2] = ~dull
        points = points[kept]
    return points
