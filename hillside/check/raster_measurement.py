"""Dots and straight lines measured on the pixels of the finished picture."""

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

MIXED = 9.0
"""A pixel further than this from every mixture of paper and a color, of 255, holds another color."""
FAINTEST = 0.04
"""A pixel covered by less is taken to hold none of a color."""
SURE = 0.6
"""A pixel covered by less may as well hold a trace of another color."""
DOT_SHARE = 0.75
"""A dot has at least this share of the area of its disk."""
SPARED = 1.0
"""The antialiased rim around a mark, in layout pixels."""


@dataclass(frozen=True, eq=False)
class Raster:
    """A picture in pixels, with the sheet that it shows.

    Attributes:
        pixels: red, green and blue, shape `(height, width, 3)`, 0 to 255.
        sheet: the sheet in layout pixels.
        paper: the color of the background, `#rrggbb`.
        hidden: boxes on the sheet where words stand, which are not measured.
    """

    pixels: Points
    sheet: Sheet
    paper: str
    hidden: tuple[Box, ...]

    @classmethod
    def of(cls, picture: Picture, pixels: Pixels) -> Raster:
        """Return the raster of a picture that has been painted whole."""
        hidden = tuple(words.box.grown(2.0) for words in picture.words)
        return cls(pixels[:, :, :3].astype(float), picture.figure.sheet, picture.figure.theme.paper, hidden)

    @property
    def unit(self) -> float:
        """File pixels in one layout pixel."""
        return self.pixels.shape[1] / self.sheet.width

    def centers(self) -> tuple[Points, Points]:
        """Return the x of each column and the y of each row, at the centers of pixels, in layout pixels."""
        height, width = self.pixels.shape[:2]
        columns, rows = np.arange(width, dtype=float) + 0.5, np.arange(height, dtype=float) + 0.5
        return columns / self.unit - self.sheet.width / 2, self.sheet.height / 2 - rows / self.unit

    def without(self, marks: Iterable[Mark]) -> Raster:
        """Return the raster with paper where some marks have their ink."""
        pixels, paper = self.pixels.copy(), _rgb(self.paper)
        height, width = pixels.shape[:2]
        x, y = self.centers()
        for mark in marks:
            radius = int(np.ceil((mark.reach + SPARED) * self.unit))
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

    def shares(self, color: str, room: Box) -> tuple[Points, Points]:
        """Return the pixels in `room` that hold some of `color`.

        Returns:
            Their centers in layout pixels, shape `(n, 2)`, and how much of each is covered, shape `(n,)`.
        """
        x, y = self.centers()
        rows, columns = (y >= room.bottom) & (y <= room.top), (x >= room.left) & (x <= room.right)
        paper, ink = _rgb(self.paper), _rgb(color)
        found = self.pixels[np.ix_(rows, columns)] - paper
        covered = np.clip(found @ (ink - paper) / float((ink - paper) @ (ink - paper)), 0.0, 1.0)
        kept = covered > FAINTEST
        for box in self.hidden:
            kept &= ~_within(x[columns], y[rows], box)
        row, column = np.nonzero(kept)
        share = covered[row, column]
        pure = np.abs(found[row, column] - share[:, None] * (ink - paper)).max(axis=1) <= MIXED
        return np.column_stack([x[columns][column], y[rows][row]])[pure], share[pure]


def _within(x: Points, y: Points, box: Box) -> NDArray[np.bool_]:
    across = (x >= box.left) & (x <= box.right)
    up = (y >= box.bottom) & (y <= box.top)
    return up[:, None] & across[None, :]


def _rgb(color: str) -> Points:
    return np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)], dtype=float)


def dot(raster: Raster, room: Box, color: str, radius: float) -> Points:
    """Return the center of the one dot of `color` in `room`: the mean of its pixels, weighted by cover.

    Returns:
        Its position in layout pixels, shape `(2,)`; not a number when there is none.
    """
    centers, covered = raster.shares(color, room)
    found = _densest(centers, covered, radius, raster.unit)
    for _ in range(4):
        near = np.hypot(*(centers - found).T) <= radius + 2.0
        if covered[near].sum() < DOT_SHARE * np.pi * (radius * raster.unit) ** 2:
            return np.full(2, np.nan)
        found = np.average(centers[near], axis=0, weights=covered[near])
    return found


def _densest(centers: Points, covered: Points, radius: float, unit: float) -> Points:
    """Return the center of the square of a dot's size with most of a color, to a quarter of its side."""
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
    raster: Raster, room: Box, color: str, width: float, around: Points, without: float
) -> tuple[Points, float]:
    """Return the straight line of `color` in `room` by total least squares (Pearson 1901), weighted by cover.

    The pixels that are well covered give a first line; those along it, the faint ones too, give the line.

    Args:
        raster: the picture.
        room: where the line is, and nothing else of its color but a dot.
        color: the line's.
        width: the line's, in layout pixels.
        around: the middle of the dot, shape `(2,)`.
        without: the radius around the dot that is left out, in layout pixels.

    Returns:
        A point of the line in layout pixels, and the line's angle in radians, -pi/2 to pi/2.
    """
    centers, covered = raster.shares(color, room)
    clear = np.hypot(*(centers - around).T) > without
    kept = clear & (covered > SURE)
    middle, angle = _fitted(centers[kept], covered[kept])
    for _ in range(2):
        aside = (centers - middle) @ np.array([-np.sin(angle), np.cos(angle)])
        kept = clear & (np.abs(aside) < width / 2 + 1.0 / raster.unit)
        middle, angle = _fitted(centers[kept], covered[kept])
    return middle, angle


def _fitted(points: Points, weights: Points) -> tuple[Points, float]:
    """Return the weighted mean of the points, and the angle of their longest principal axis."""
    if len(points) < 2:
        return np.full(2, np.nan), float("nan")
    middle = np.average(points, axis=0, weights=weights)
    spread = ((points - middle).T * weights) @ (points - middle)
    along = np.linalg.eigh(spread).eigenvectors[:, -1]
    return middle, (atan2(along[1], along[0]) + np.pi / 2) % np.pi - np.pi / 2
