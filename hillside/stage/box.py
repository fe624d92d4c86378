"""Upright rectangles on the page, in layout pixels (a picture is 1080 of them tall), y up.

>>> Box(0, 0, 4, 2).overlaps(Box(3, 1, 6, 5))
True
>>> Box(0, 0, 4, 2).overlaps(Box(4, 0, 6, 2))     # to touch is not to overlap
False
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.geometry import Array


@dataclass(frozen=True)
class Box:
    """An upright rectangle in layout pixels.

    Raises:
        ValueError: if a side is not a finite number, or the sides are in the wrong order.

    >>> Box(0, 0, 40, 20).center
    (20.0, 10.0)
    """

    left: float
    bottom: float
    right: float
    top: float

    def __post_init__(self) -> None:
        finite = np.all(np.isfinite([self.left, self.bottom, self.right, self.top]))
        if not finite or self.left > self.right or self.bottom > self.top:
            raise ValueError(f"{self} is no box: it needs finite left <= right and bottom <= top")

    @classmethod
    def around(cls, points: Sequence[Sequence[float]] | Array) -> Box:
        """Return the smallest box that holds the points, shape `(n, 2)`; nan rows are passed over.

        >>> Box.around([[0, 3], [2, 1]])
        Box(left=0.0, bottom=1.0, right=2.0, top=3.0)
        """
        rows = np.asarray(points, dtype=float).reshape(-1, 2)
        rows = rows[np.isfinite(rows).all(axis=1)]
        if len(rows) == 0:
            raise ValueError("there is no box around no points: give at least one finite point")
        return cls(*rows.min(axis=0).tolist(), *rows.max(axis=0).tolist())

    @property
    def width(self) -> float:
        """Right minus left, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Top minus bottom, in pixels."""
        return self.top - self.bottom

    @property
    def center(self) -> tuple[float, float]:
        """The middle, `((left + right) / 2, (bottom + top) / 2)`."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def grown(self, margin: float) -> Box:
        """Return this box with `margin` pixels more on every side (less, if negative).

        >>> Box(0, 0, 4, 2).grown(1)
        Box(left=-1, bottom=-1, right=5, top=3)
        """
        return Box(self.left - margin, self.bottom - margin, self.right + margin, self.top + margin)

    def meet(self, other: Box) -> Box:
        """Return the box that the two share.

        Raises:
            ValueError: if they share none.

        >>> Box(0, 0, 4, 2).meet(Box(3, 1, 6, 5))
        Box(left=3, bottom=1, right=4, top=2)
        """
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.top <= other.bottom or other.top <= self.bottom)

    def row(self) -> Array:
        """Return the sides as the row `[left, bottom, right, top]`, shape `(4,)`."""
        return np.array([self.left, self.bottom, self.right, self.top])
