"""Whether the names of rise and run find room outside their triangle: a look before anything is placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from hillside.stage.geometry import Array, Flags, segments_meet_boxes
from hillside.stage.lettering.language import numeral
from hillside.stage.look.theme import MEASURES

Sizes = tuple[tuple[float, float], ...]

LEAST_NAME = 34.0
"""Layout pixels of type in which the legs are named where there is little room."""
LETTER = 0.5
"""A letter or a digit is about so wide, in sizes of its type."""
LINE = 48.0
WORDS = 200.0
"""Few names of legs are wider than this in any language, when they are wrapped."""
LONG_WORD = 160.0
"""Few words in them are."""
TOUCHING = 6.0
"""Nearer to the end of a leg than this, in layout pixels, the curve only touches it."""
SHARES = np.array([0.5, 0.35, 0.65, 0.2, 0.8])
"""Where along a leg its name may stand."""
DISTANCES = np.array([14.0, 33.0, 52.0, 70.0])
BESIDE = 70.0
"""Names may stand so many layout pixels to the right of the paper."""
OFF_AXIS = 12.0


@dataclass(frozen=True, eq=False)
class Paper:
    """What names must not stand on, in layout pixels from the lower left corner of the paper.

    Attributes:
        width: of the paper.
        height: of the paper.
        curve: points along the curve, shape `(n, 2)`; not a number where it breaks off.
        numbers: whether the names come with their numbers.
    """

    width: float
    height: float
    curve: Array
    numbers: bool = True

    def cramped(self, touch: Array, corner: Array, end: Array, run: float = 1.0, rise: float = 1.0) -> float:
        """How many of the two legs of a triangle have no room for their names; by half, where it is tight.

        Args:
            touch: the touch point, shape `(2,)`.
            corner: the right angle.
            end: the other end of the hypotenuse.
            run: the number at the leg along x.
            rise: the number at the leg along y.

        >>> paper = Paper(900.0, 600.0, np.zeros((0, 2)))
        >>> paper.cramped(*np.array([[200.0, 200.0], [400.0, 200.0], [400.0, 350.0]]))
        0.0
        >>> paper.cramped(*np.array([[600.0, 200.0], [880.0, 200.0], [880.0, 350.0]]))
        1.0
        """
        tangent = np.array([2 * touch - end, 2 * end - touch])
        first, second = (run, rise) if touch[1] == corner[1] else (rise, run)
        pairs = ((touch, end, first), (end, touch, second))
        return sum(
            self._lacks_room(leg, corner, across, tangent, self._sizes(number))
            for leg, across, number in pairs
        )

    def crossed(self, touch: Array, corner: Array, end: Array) -> bool:
        """Return whether the curve runs across a leg of a triangle.

        >>> across = Paper(900.0, 600.0, np.array([[0.0, 0.0], [900.0, 600.0]]))
        >>> across.crossed(*np.array([[300.0, 100.0], [600.0, 100.0], [600.0, 300.0]]))
        False
        >>> across.crossed(*np.array([[300.0, 100.0], [600.0, 100.0], [600.0, 500.0]]))
        True
        """
        if len(self.curve) == 0:
            return False
        x, y = self.curve.T
        upright = touch if touch[0] == corner[0] else end
        level = end if touch[0] == corner[0] else touch
        low, high = sorted((float(upright[1]), float(corner[1])))
        with np.errstate(invalid="ignore"):
            over = cast(Array, np.interp(corner[:1], x, y, left=np.nan, right=np.nan))
            if low + TOUCHING < float(over[0]) < high - TOUCHING:
                return True
            left, right = sorted((float(level[0]), float(corner[0])))
            along = y[(x > left + TOUCHING) & (x < right - TOUCHING)] - corner[1]
            return bool((np.sign(along[1:]) * np.sign(along[:-1]) < 0).any())

    def _sizes(self, number: float) -> tuple[Sizes, Sizes]:
        """Width and height of a name on one line or on three; then the least there is."""
        if not self.numbers:
            return ((WORDS, LINE), (LONG_WORD, 2 * LINE)), ((110.0, LINE),)
        letters = len(numeral(number))
        line, least = LETTER * MEASURES.name * (letters + 9), LETTER * LEAST_NAME * (letters + 2)
        return ((line, LINE), (max(least, WORDS), 3 * LINE)), ((max(least, 150.0), 2 * LINE),)

    def _lacks_room(
        self, start: Array, stop: Array, across: Array, tangent: Array, ways: tuple[Sizes, Sizes]
    ) -> float:
        touch = (2 * tangent[0] + tangent[1]) / 3
        side = np.sign(np.where(np.abs(start - stop) > 1e-9, 0.0, stop - across))
        for lack, sizes in enumerate(ways):
            boxes = np.concatenate([_boxes(start, stop, side, np.array(size)) for size in sizes])
            if self._free(boxes, touch, tangent).any():
                return lack / 2
        return 1.0

    def _free(self, boxes: Array, touch: Array, tangent: Array) -> Flags:
        clear = MEASURES.clear + MEASURES.curve / 2
        low, high = boxes[:, :2], boxes[:, 2:]
        free = (low >= -OFF_AXIS).all(axis=1) & (high <= [self.width + BESIDE, self.height]).all(axis=1)
        dot = np.clip(touch, low, high) - touch
        free &= np.hypot(dot[:, 0], dot[:, 1]) > MEASURES.dot + clear
        grown = boxes + clear * np.array([-1.0, -1.0, 1.0, 1.0])
        for line in (self.curve, tangent):
            free &= ~segments_meet_boxes(line[None, :-1], line[None, 1:], grown[:, None]).any(axis=1)
        return free


def _boxes(start: Array, stop: Array, side: Array, size: Array) -> Array:
    """Return where a name may stand on one side of a leg: boxes, shape `(20, 4)`."""
    anchors = start + SHARES[:, None] * (stop - start)
    off = DISTANCES[:, None] * side + side * size / 2
    centers = (anchors[:, None] + off).reshape(-1, 2)
    return np.concatenate([centers - size / 2, centers + size / 2], axis=1)
