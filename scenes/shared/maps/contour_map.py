"""A function of two variables as a map: quiet tints of height, and true level lines over them."""

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
"""Layout pixels across a cell of the grid on which level lines are looked for."""
SLACK = 0.06
"""A point less than so many layout pixels off the chord of its neighbors is left out of a drawn line."""
LINE, OWN_LINE = 2.0, 4.0
"""Width of a level line in layout pixels, and of one that is spoken of."""


@dataclass(frozen=True, eq=False)
class ContourMap:
    """The level sets of a function in a plane.

    Attributes:
        plane: the plane that it fills.
        levels: the heights of its lines, rising.
        domain: the region where the function is defined.
        sets: one for each level.
    """

    plane: Plane
    levels: tuple[float, ...]
    domain: LevelSet
    sets: tuple[LevelSet, ...]

    @classmethod
    def of(cls, f: Field, plane: Plane, levels: Sequence[float]) -> ContourMap:
        """Find the level lines of `f` in a plane."""
        domain, *sets = level_sets(f, plane.view.x, plane.view.y, (-np.inf, *levels), _cells(plane))
        return cls(plane, tuple(levels), domain, tuple(sets))

    @cached_property
    def relief(self) -> Part:
        """The bands between the levels in tints; they block nothing, so that plates may lie on them."""
        bands = [self.domain, *self.sets]
        return Part(
            *(
                patch([self._drawn(ring) for ring in band.rings], tint(self.plane.theme, self._height(k)))
                for k, band in enumerate(bands)
                if band.rings
            )
        )

    def _height(self, band: int) -> float:
        """Return the height of a band for its tint: 0 below all levels, 1 above them."""
        return band / len(self.levels) if self.levels else 0.5

    @cached_property
    def lines(self) -> Part:
        """The level lines; they block nothing either."""
        pieces = [self._drawn(line) for each in self.sets for line in each.lines]
        part = stroke(pieces, line_color(self.plane.theme), LINE)
        part.blocks, part.grows, part.plane = (), False, self.plane
        return part

    def line_through(self, f: Field, point: Point, role: Role) -> Part:
        """Return the level line through a point, in the color of `role`; nothing where none is seen."""
        here = np.array([point.x, point.y])
        (own,) = level_sets(f, self.plane.view.x, self.plane.view.y, [float(f(*here))], _cells(self.plane))
        if not own.lines:
            return Part()
        nearest = min(own.lines, key=lambda line: float(np.hypot(*(line - here).T).min()))
        part = stroke([self._drawn(nearest)], self.plane.theme.color(role), OWN_LINE)
        part.blocks, part.plane = (), self.plane
        return part

    def _drawn(self, line: Points) -> Points:
        return thinned(self.plane.to_sheet(line), SLACK)


def _cells(plane: Plane) -> tuple[int, int]:
    """Return how many cells across and up the grid of a map has."""
    return round(plane.box.width / CELL), round(plane.box.height / CELL)


def thinned(points: Points, slack: float, rounds: int = 4) -> Points:
    """Return a polyline of shape `(n, 2)` without the points that hardly bend it; its ends stay.

    Args:
        points: the polyline.
        slack: how far off the chord of its neighbors a point may be that is left out, in its own units.
        rounds: how often every second point is looked at.

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
