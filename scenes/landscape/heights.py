"""How high values are drawn: evenly, or level by level where the levels' steps grow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.shared.maps.levels import are_even
from scenes.shared.maps.scalar_field import Array


@dataclass(frozen=True)
class Heights:
    """Values and the shares of the full height, 0 to 1, at which they are drawn; between them it is straight.

    What lies beyond the first and the last value, as by a pole, is cut off there.
    """

    values: tuple[float, ...]
    shares: tuple[float, ...]

    @classmethod
    def of(cls, levels: tuple[float, ...], known: Array) -> Heights:
        """Return the heights for a surface with such level lines and such values.

        Even steps of level are even steps of height. Steps that grow are drawn as equal ones, so that the
        floor of a ravine is seen as well as its walls.

        >>> Heights.of((1.0, 2.0, 3.0), np.array([0.5, 3.5])).of_values(np.array([0.5, 2.0, 3.5])).tolist()
        [0.0, 0.5, 1.0]
        >>> Heights.of((1.0, 10.0, 100.0), np.array([0.0, 900.0])).of_values(np.array([10.0])).tolist()
        [0.5]
        """
        if len(levels) < 2:
            return cls((float(np.nanmin(known)), float(np.nanmax(known))), (0.0, 1.0)) if levels else FLAT
        first, last = levels[1] - levels[0], levels[-1] - levels[-2]
        finite = known[np.isfinite(known)]
        low = max(float(finite.min()), levels[0] - first)
        high = min(float(finite.max()), levels[-1] + 2 * last)
        if are_even(levels):
            return cls((low, high), (0.0, 1.0))
        steps = np.linspace(0.0, 1.0, len(levels) + 2)
        return cls((low, *levels, high), tuple(steps.tolist()))

    def of_values(self, values: Array) -> Array:
        """Return the share of the full height of each value."""
        return np.interp(values, self.values, self.shares)


FLAT = Heights((-np.inf, np.inf), (0.3, 0.3))
