"""OKLab on arrays: the space in which the colors of a surface are mixed and lit (Ottosson 2020).

Lightness is 0 to 1, and equal steps of it look equal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hillside.stage.look.color import FROM_CONES, FROM_OKLAB, TO_CONES, TO_OKLAB, Color, linear

Array = NDArray[np.float64]


def to_oklab(color: Color) -> Array:
    """Return the lightness and the two opponent axes of a color, shape `(3,)`.

    >>> to_oklab("#ffffff").round(3).tolist()
    [1.0, 0.0, 0.0]
    """
    cones = np.array(TO_CONES) @ np.array(linear(color))
    return np.array(TO_OKLAB) @ np.cbrt(cones)


def to_signal(oklab: Array) -> Array:
    """Return colors in OKLab, shape `(..., 3)`, as sRGB from 0 to 1 in the same shape; others are clipped.

    >>> to_signal(to_oklab("#ff0000")).round(2).tolist()
    [1.0, 0.0, 0.0]
    """
    cones = (oklab @ np.array(FROM_OKLAB).T) ** 3
    light = np.clip(cones @ np.array(FROM_CONES).T, 0.0, 1.0)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def color_of(oklab: Array) -> Color:
    """Return the color nearest to a point of OKLab, shape `(3,)`.

    >>> color_of(to_oklab("#1d4fd8"))
    '#1d4fd8'
    """
    return "#" + "".join(f"{round(255 * share):02x}" for share in to_signal(oklab).tolist())
