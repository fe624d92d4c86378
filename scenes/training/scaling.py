"""Scaling of data to mean 0 and standard deviation 1, so that one rate suits weight and intercept."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore import DataSet


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """The means and standard deviations of x and y, by which data are scaled.

    Attributes:
        x_mean: the mean of x.
        x_spread: the standard deviation of x.
        y_mean: the mean of y.
        y_spread: that of y; 1 if all y are the same.
    """

    x_mean: float
    x_spread: float
    y_mean: float
    y_spread: float

    def scaled(self, data: DataSet) -> DataSet:
        """Return data in units of their standard deviations from their means."""
        return DataSet(
            (data.inputs - self.x_mean) / self.x_spread, (data.targets - self.y_mean) / self.y_spread
        )

    def line(self, weight: float, intercept: float) -> tuple[float, float]:
        """Return weight and intercept in the units of the data of a line on the scaled data.

        (y - m) / s = w (x - l) / r + b gives y = (s w / r) x + (m + s b - s w l / r).

        >>> Scaling(x_mean=10.0, x_spread=2.0, y_mean=1.0, y_spread=4.0).line(1.0, 0.5)
        (2.0, -17.0)
        """
        slope = self.y_spread * weight / self.x_spread
        return slope, self.y_mean + self.y_spread * intercept - slope * self.x_mean


UNSCALED = Scaling(x_mean=0.0, x_spread=1.0, y_mean=0.0, y_spread=1.0)
"""The scaling that leaves data as they are."""


def scaling_of(data: DataSet) -> Scaling:
    """Return the scaling of data to mean 0 and standard deviation 1.

    >>> import numpy as np
    >>> found = scaling_of(DataSet(np.array([[1.0], [3.0]]), np.array([5.0, 5.0])))
    >>> found.x_mean, found.x_spread, found.y_spread
    (2.0, 1.0, 1.0)
    """
    x, y = data.inputs[:, 0], data.targets
    return Scaling(
        x_mean=float(x.mean()),
        x_spread=float(x.std()),
        y_mean=float(y.mean()),
        y_spread=float(y.std()) or 1.0,
    )
