"""The heights at which values are drawn and tinted: to scale, or by equal steps from level to level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.shared.maps.levels import are_even
from scenes.shared.maps.scalar_field import Array


def monotone_cubic(at: Array, knots: Array, values: Array) -> Array:
    """Return the interpolant at places `at`; beyond the first and the last knot it is constant.

    The slope at a knot is the weighted harmonic mean of those beside it, so that one 0 makes it 0.

    Args:
        at: any shape.
        knots: increasing, shape `(n,)`.
        values: at the knots, shape `(n,)` or `(n, k)`.

    Returns:
        The shape of `at`, with a last axis of length k if the values have one.

    >>> monotone_cubic(np.array([0.0, 1.0, 2.0, 9.0]), np.array([0.0, 2.0]), np.array([0.0, 4.0])).tolist()
    [0.0, 2.0, 4.0, 4.0]
    """
    at = np.clip(at, knots[0], knots[-1])
    piece = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(knots) - 2)
    width, slopes = np.diff(knots), _slopes(knots, values)
    t = (at - knots[piece]) / width[piece]
    wide = width[piece]
    if values.ndim > 1:
        t, wide = t[..., None], wide[..., None]
    return (
        (1 + 2 * t) * (1 - t) ** 2 * values[piece]
        + t * (1 - t) ** 2 * wide * slopes[piece]
        + t**2 * (3 - 2 * t) * values[piece + 1]
        + t**2 * (t - 1) * wide * slopes[piece + 1]
    )


def _slopes(knots: Array, values: Array) -> Array:
    widths = np.diff(knots).reshape(-1, *(1,) * (values.ndim - 1))
    steps = np.diff(values, axis=0) / widths
    before, after = steps[:-1], steps[1:]
    rises = before * after > 0
    first, last = 2 * widths[1:] + widths[:-1], widths[1:] + 2 * widths[:-1]
    sums = np.where(rises, first * after + last * before, 1.0)
    inner = np.where(rises, (first + last) * before * after / sums, 0.0)
    return np.concatenate([steps[:1], inner, steps[-1:]])


OUTLIER = 0.6
"""Distance of the lowest or highest value from the levels, as a share of their range, above which it is
clipped: a peak is drawn whole, a pole is cut off."""


@dataclass(frozen=True)
class HeightScale:
    """A monotone and smooth map from values to relative heights, 0 to 1.

    Values beyond the first and the last one, as by a pole, are clipped.
    """

    values: tuple[float, ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, levels: tuple[float, ...], known: Array) -> HeightScale:
        """Return the scale for ground with these level lines and these values.

        Even steps of level are even steps of height. Growing steps are drawn as equal ones, so that the floor
        of a ravine is as visible as its walls.

        >>> even = HeightScale.of((1.0, 2.0, 3.0), np.array([0.5, 3.5]))
        >>> even.of_values(np.array([0.5, 2.0, 3.5])).tolist()
        [0.0, 0.5, 1.0]
        >>> growing = HeightScale.of((1.0, 10.0, 100.0), np.array([0.0, 900.0]))
        >>> growing.of_values(np.array([10.0])).tolist()
        [0.5]
        """
        finite = known[np.isfinite(known)]
        if len(finite) == 0 or finite.min() == finite.max():
            return FLAT
        if len(levels) < 2:
            return cls((float(finite.min()), float(finite.max())), (0.0, 1.0))
        first, last = levels[1] - levels[0], levels[-1] - levels[-2]
        low, high = float(finite.min()), float(finite.max())
        beyond = OUTLIER * (levels[-1] - levels[0])
        low = low if levels[0] - low <= max(beyond, first) else levels[0] - first
        high = high if high - levels[-1] <= max(beyond, 2 * last) else levels[-1] + 2 * last
        if are_even(levels):
            return cls((low, high), (0.0, 1.0))
        steps = np.linspace(0.0, 1.0, len(levels) + 2)
        low, high = min(low, levels[0] - 1e-6 * first), max(high, levels[-1] + 1e-6 * last)
        return cls((low, *levels, high), tuple(steps.tolist()))

    def of_values(self, values: Array) -> Array:
        """Return the relative height of each value; `nan` stays `nan`."""
        if len(self.values) == 2:
            return np.interp(values, self.values, self.heights)
        return monotone_cubic(values, np.array(self.values), np.array(self.heights))

    def of_bands(self, levels: tuple[float, ...]) -> tuple[float, ...]:
        """Return the relative height of the middle of each band between levels, and below and above them.

        >>> HeightScale((0.0, 4.0), (0.0, 1.0)).of_bands((1.0, 2.0, 3.0))
        (0.125, 0.375, 0.625, 0.875)
        """
        if not levels:
            return (float(self.of_values(np.array(self.values[0]))) if self is FLAT else 0.5,)
        edges = np.concatenate([[0.0], self.of_values(np.array(levels)), [1.0]])
        return tuple(((edges[:-1] + edges[1:]) / 2).tolist())


FLAT = HeightScale((-1e300, 1e300), (0.3, 0.3))
"""The scale of a constant."""
