"""A map of a function of two variables: tinted bands of height with level lines over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.drawing import Part, patch, stroke
from hillside.stage.look.color import Color
from hillside.stage.look.theme import Role
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from mathcore import Point
from scenes.shared.maps.contours import LevelSet, level_sets
from scenes.shared.maps.height_scale import HeightScale
from scenes.shared.maps.scalar_field import Field
from scenes.shared.maps.shades import PALE, Ramp, pale_line

CELL = 6.0
"""Cell size of the grid on which level lines are traced, in layout pixels."""
SAMPLES = 45
"""Number of samples across and up from which the range of heights is taken."""
MEETING = 8.0
"""Distance of two lines of one level, in layout pixels, below which they meet."""
THINNING_TOLERANCE = 0.06
"""Tolerance for thinning a line: maximum distance of a dropped point from the chord, in layout pixels."""
LINE, OWN_LINE = 2.0, 5.0
"""Width of a level line, and of an emphasized one, in layout pixels."""


@dataclass(frozen=True, eq=False)
class ContourMap:
    """The level sets of a function in a plane.

    Attributes:
        plane: the plane that the map fills.
        levels: the levels of its lines, increasing.
        domain: the region where the function is defined.
        sets: the level sets, one per level.
        scale: the heights at which values are tinted.
        paper: share of paper in the tints: see `scenes.shared.maps.shades`.
    """

    plane: Plane
    levels: tuple[float, ...]
    domain: LevelSet
    sets: tuple[LevelSet, ...]
    scale: HeightScale
    paper: float = PALE

    @classmethod
    def of(cls, f: Field, plane: Plane, levels: Sequence[float], paper: float = PALE) -> ContourMap:
        """Return the map of `f` in a plane."""
        view = plane.view
        domain, *sets = level_sets(f, view.x, view.y, (-np.inf, *levels), _cells(plane))
        over = (np.linspace(side.low, side.high, SAMPLES) for side in (view.x, view.y))
        scale = HeightScale.of(tuple(levels), f(*np.meshgrid(*over)))
        return cls(plane, tuple(levels), domain, tuple(sets), scale, paper)

    @property
    def ramp(self) -> Ramp:
        """The colors of its ground."""
        return Ramp(self.plane.theme, self.paper)

    @cached_property
    def band_heights(self) -> tuple[float, ...]:
        """The relative height of each band, which determines its tint: the lowest first."""
        return self.scale.of_bands(self.levels)

    @cached_property
    def relief(self) -> Part:
        """The bands between the levels in tints; they are no obstacles, so that words may lie on them."""
        return Part(
            *(
                patch([self._drawn(ring) for ring in band.rings], self.ramp.tint(height))
                for band, height in zip([self.domain, *self.sets], self.band_heights, strict=True)
                if band.rings
            )
        )

    @cached_property
    def lines(self) -> Part:
        """The level lines; they are no obstacles either."""
        drawn = (
            stroke([self._drawn(line) for line in each.lines], self.line_color(number), LINE)
            for number, each in enumerate(self.sets)
            if each.lines
        )
        part = Part.of(*drawn)
        part.blocks, part.grows, part.plane = (), False, self.plane
        return part

    def line_color(self, number: int) -> Color:
        """Return the color of the lines of a level, by its number."""
        if self.paper:
            return pale_line(self.plane.theme)
        return self.ramp.line(np.array(self.band_heights[number : number + 2]))

    def lines_through(self, f: Field, point: Point) -> list[Points]:
        """Return the level line through a point in layout pixels, and those that it meets: both of two.

        An empty list if no line is visible.
        """
        here = np.array([point.x, point.y])
        (own,) = level_sets(f, self.plane.view.x, self.plane.view.y, [float(f(*here))], _cells(self.plane))
        lines = [self.plane.to_sheet(line) for line in own.lines]
        if not lines:
            return []
        (place,) = self.plane.points([point])
        lines.sort(key=lambda line: float(np.hypot(*(line - place).T).min()))
        kept, left = lines[:1], lines[1:]
        while met := [line for line in left if _distance(line, np.vstack(kept)) < MEETING]:
            kept += met
            left = [line for line in left if all(line is not other for other in met)]
        return kept

    def emphasized(self, lines: list[Points], role: Role) -> Part:
        """Draw level lines, given in layout pixels, thick and in the color of `role`."""
        pieces = [thinned(line, THINNING_TOLERANCE) for line in lines]
        part = stroke(pieces, self.plane.theme.color(role), OWN_LINE)
        part.blocks, part.plane = (), self.plane
        return part

    def _drawn(self, line: Points) -> Points:
        return thinned(self.plane.to_sheet(line), THINNING_TOLERANCE)


def _distance(line: Points, others: Points) -> float:
    """Return the least distance between the points of two lines."""
    return float(np.hypot(*(line[:, None] - others[None]).transpose(2, 0, 1)).min())


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
