"""The color and the sign of each optimizer: the same in every line-up, and told apart in greyscale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from hillside.stage.look.theme import Role
from hillside.stage.sheet import Points


@dataclass(frozen=True)
class Mark:
    """A regular polygon, or a star if every second corner is nearer to its center.

    Attributes:
        corners: its number of corners; a disk has many.
        turn: the angle of the first corner from the x-axis, in turns.
        waist: distance of every second corner from the center, as a share of that of the first.
        size: its size, so that all marks look equally large.
    """

    corners: int
    turn: float = 0.0
    waist: float = 1.0
    size: float = 1.0

    def around(self, center: Points, radius: float) -> Points:
        """Return the outline around a point, shape `(n, 2)`, in layout pixels.

        >>> Mark(4, 0.125).around(np.zeros(2), 2**0.5).round(9).tolist()
        [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]]
        """
        angles = 2 * np.pi * (np.arange(self.corners) / self.corners + self.turn)
        lengths = self.size * radius * np.where(np.arange(self.corners) % 2, self.waist, 1.0)
        return center + lengths[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])


DISK, DIAMOND, SQUARE = Mark(24, size=0.95), Mark(4, size=1.15), Mark(4, 0.125, size=1.15)
UP, DOWN = Mark(3, 0.25, size=1.25), Mark(3, -0.25, size=1.25)
STAR, PLUS = Mark(10, 0.25, 0.42, 1.4), Mark(8, 0.0, 0.3, 1.4)
HEXAGON, PENTAGON = Mark(6), Mark(5, 0.25)
MARKS = (DISK, DIAMOND, UP, SQUARE, DOWN, STAR, PLUS, HEXAGON, PENTAGON)

RACERS: Mapping[str, tuple[Role, Mark]] = MappingProxyType(
    {
        "gradient descent": ("slope", DISK),
        "momentum": ("curve", DIAMOND),
        "Adam": ("legs", UP),
        "Newton": ("ink", SQUARE),
        "Nesterov": ("nesterov", DOWN),
        "AdaGrad": ("adagrad", STAR),
        "RMSProp": ("rmsprop", PLUS),
    }
)
"""The color and the mark of each optimizer by its name in `mathcore.OPTIMIZERS`."""

SPARE_ROLES: tuple[Role, ...] = ("pack", "ink_far", "faint")
"""The colors of further optimizers, with the marks that are free."""


def color_and_mark(name: str) -> tuple[Role, Mark]:
    """Return the color and the mark of an optimizer; one that is new has colors and marks of its own.

    >>> color_and_mark("Adam")[0], color_and_mark("sign descent")[0]
    ('legs', 'ink_far')
    """
    if name in RACERS:
        return RACERS[name]
    number = sum(map(ord, name))
    return SPARE_ROLES[number % len(SPARE_ROLES)], (HEXAGON, PENTAGON)[number % 2]
