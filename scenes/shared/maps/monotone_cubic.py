"""Cubic interpolation that rises where its values rise, and does not overshoot (Fritsch and Carlson 1980)."""

from __future__ import annotations

import numpy as np

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
