"""Places at which to look at a function so that no oscillation is in step with them."""

import numpy as np
from numpy.typing import NDArray


def uneven(count: int, spread: float = 1.0) -> NDArray[np.float64]:
    """Rising shares of an interval, from 0 to below 1, at no even distances: shape `(count,)`.

    The one of number i is i + `spread` times the fraction of i² times the golden ratio, scaled: at even
    distances, or ones of few kinds, a fast wave would look like a slow one.

    >>> uneven(3).round(3).tolist()
    [0.0, 0.539, 0.824]
    """
    steps = np.arange(count)
    return (steps + spread * (steps**2 * (5**0.5 - 1) / 2 % 1.0)) / (count - 1 + spread)
