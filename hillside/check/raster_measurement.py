"""Dots and straight lines, measured on the pixels of the finished picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import atan2

import numpy as np
from numpy.typing import NDArray

from hillside.check.marks import Mark, inside
from hillside.check.painted_picture import Picture
from hillside.stage.drawing import Pixels
from hillside.stage.sheet import Box, Sheet

Points = NDArray[np.float64]

BLEND_TOLERANCE = 9.0
"""The largest distance of a pixel from the blends of paper and one ink, in levels of 255."""
LEAST_COVERAGE = 0.04
"""The least coverage of a pixel that counts; less is taken as none of the color."""
CERTAIN_COVERAGE = 0.6
"""The least coverage that is certain; a pixel with less may hold a trace of another color instead."""
LEAST_DOT_SHARE = 0.75
"""The least share of a dot's disk that must be visible to measure its center."""
RIM = 1.0
"""The width of the antialiased rim around a mark, in layout pixels."""


@dataclass(frozen=True, eq=False)
class Raster:
    """The pixels of a picture, with its sheet.

    Attributes:
        pixels: red, green and blue, shape `(height, width, 3)`, 0 to 255.
        sheet: the sheet in layout pixels.
        paper: the color of the background, `#rrggbb`.
        hidden: the boxes of text on the sheet, which are excluded from measurement.
    """

    pixels: Points
    sheet: Sheet
    paper: str
    hidden: tuple[Box, ...]

    @classmethod
    def of(cls, picture: Picture, pixels: Pixels) -> Raster:
        """Return the raster of a completely painted picture."""
        hidden = tuple(words.box.grown(2.0) for words in picture.words)
        return cls(pixels[:, :, :3].astype(float), picture.figure.sheet, picture.figure.theme.paper, hidden)

    @property
    def unit(self) -> float:
        """The number of file pixels per layout pixel."""
        return self.pixels.shape[1] / self.sheet.width

    def centers(self) -> tuple[Points, Points]:
        """Return the x of each column and the y of each row, at the centers of pixels, in layout pixels."""
        height, width = self.pixels.shape[:2]
        columns, rows = np.arange(width, dtype=float) + 0.5, np.arange(height, dtype=float) + 0.5
        return columns / self.unit - self.sheet.width / 2, self.sheet.height / 2 - rows / self.unit

    def without(self, marks: Iterable[Mark]) -> Raster:
        """Return the raster with the ink of `marks` replaced by paper."""
        pixels, paper = self.pixels.copy(), _rgb(self.paper)
        height, width = pixels.shape[:2]
        x, y = self.centers()
        for mark in marks:
            radius = int(np.ceil((mark.reach + RIM) * self.unit))
            down, across = np.mgrid[-radius : radius + 1, -radius : radius + 1]
            disk = np.hypot(down, across) <= radius
            columns = np.floor((mark.points[:, 0] + self.sheet.width / 2) * self.unit).astype(int)
            rows = np.floor((self.sheet.height / 2 - mark.points[:, 1]) * self.unit).astype(int)
            row, column = (rows[:, None] + down[disk]).ravel(), (columns[:, None] + across[disk]).ravel()
            there = (row >= 0) & (row < height) & (column >= 0) & (column < width)
            pixels[row[there], column[there]] = paper
            if mark.filled:
                row, column = np.nonzero(_within(x, y, mark.box))
                held = inside(np.column_stack([x[column], y[row]]), mark.points)
                pixels[row[held], column[held]] = paper
        return replace(self, pixels=pixels)

    def coverage(self, color: str, region: Box) -> tuple[Points, Points]:
        """Return the pixels in `region` that contain `color`.

        Returns:
            Their centers in layout pixels, shape `(n, 2)`, and their coverages, 0 to 1, shape `(n,)`.
        """
        x, y = self.centers()
        rows, columns = (y >= region.bottom) & (y <= region.top), (x >= region.left) & (x <= region.right)
        paper, ink = _rgb(self.paper), _rgb(color)
        found = self.pixels[np.ix_(rows, columns)] - paper
        covered = np.clip(found @ (ink - paper) / float((ink - paper) @ (ink - paper)), 0.0, 1.0)
        kept = covered > LEAST_COVERAGE
        for box in self.hidden:
            kept &= ~_within(x[columns], y[rows], box)
        row, column = np.nonzero(kept)
        share = covered[row, column]
        pure = np.abs(found[row, column] - share[:, None] * (ink - paper)).max(axis=1) <= BLEND_TOLERANCE
        return np.column_stack([x[columns][column], y[rows][row]])[pure], share[pure]


def _within(x: Points, y: Points, box: Box) -> NDArray[np.bool_]:
    across = (x >= box.left) & (x <= box.right)
    up = (y >= box.bottom) & (y <= box.top)
    return up[:, None] & across[None, :]


def _rgb(color: str) -> Points:
    return np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)], dtype=float)


def dot(raster: Raster, region: Box, color: str, radius: float) -> Points:
    """Return the center of the one dot of `color` in `region`: the mean of its pixels, weighted by coverage.

    Returns:
        Its position in layout pixels, shape `(2,)`; NaN if there is none.
    """
    centers, covered = raster.coverage(color, region)
    found = _densest_square(centers, covered, radius, raster.unit)
    for _ in range(4):
        near = np.hypot(*(centers - found).T) <= radius + 2.0
        if covered[near].sum() < LEAST_DOT_SHARE * np.pi * (radius * raster.unit) ** 2:
            return np.full(2, np.nan)
        found = np.average(centers[near], axis=0, weights=covered[near])
    return found


def _densest_square(centers: Points, covered: Points, radius: float, unit: float) -> Points:
    """Return the center of the square of greatest coverage, on a grid of `radius / 2`; NaN without points."""
    if len(centers) == 0:
        return np.full(2, np.nan)
    cell = radius / 2
    corner = centers.min(axis=0)
    columns, rows = ((centers - corner) / cell).astype(int).T
    counts = np.zeros((int(rows.max()) + 4, int(columns.max()) + 4))
    np.add.at(counts, (rows + 1, columns + 1), covered / unit**2)
    sums = np.lib.stride_tricks.sliding_window_view(counts, (3, 3)).sum(axis=(2, 3))
    row, column = np.unravel_index(int(sums.argmax()), sums.shape)
    return corner + cell * np.array([float(column) + 0.5, float(row) + 0.5])


def line(
    raster: Raster, region: Box, color: str, width: float, around: Points, without: float
) -> tuple[Points, float]:
    """Return the straight line of `color` in `region` by weighted total least squares (Pearson 1901).

    The weights are the coverages. A first fit uses the well-covered pixels, the next all pixels along it.

    Args:
        raster: the picture.
        region: a box in which nothing but the line and a dot has that color.
        color: the color of the line.
        width: the width of the line in layout pixels.
        around: the center of the dot, shape `(2,)`.
        without: the radius around the dot that is excluded, in layout pixels.

    Returns:
        A point of the line in layout pixels, and its angle in radians, -pi/2 to pi/2.
    """
    centers, covered = raster.coverage(color, region)
    clear = np.hypot(*(centers - around).T) > without
    kept = clear & (covered > CERTAIN_COVERAGE)
    middle, angle = _fitted_line(centers[kept], covered[kept])
    for _ in range(2):
        aside = (centers - middle) @ np.array([-np.sin(angle), np.cos(angle)])
        kept = clear & (np.abs(aside) < width / 2 + 1.0 / raster.unit)
        middle, angle = _fitted_line(centers[kept], covered[kept])
    return middle, angle


def _fitted_line(points: Points, weights: Points) -> tuple[Points, float]:
    """Return the weighted mean of the points, and the angle of their longest principal axis."""
    if len(points) < 2:
        return np.full(2, np.nan), float("nan")
    middle = np.average(points, axis=0, weights=weights)
    spread = ((points - middle).T * weights) @ (points - middle)
    along = np.linalg.eigh(spread).eigenvectors[:, -1]
    return middle, (atan2(along[1], along[0]) + np.pi / 2) % np.pi - np.pi / 2
