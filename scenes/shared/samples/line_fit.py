"""Data, and a straight line fitted to them: its residuals and its error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hillside.stage.params import param, parameters
from hillside.stage.plane import View
from hillside.stage.samples import MAX_POINTS, Samples
from mathcore import DataSet, Interval, Linear, Point, Segment, line, loss_at

PADDING = 0.06
"""Margin beyond the outermost points, as a share of their spread."""
ROUNDING_SHARE = 1e-16
"""Relative size, as a share of the mean square of the targets, below which an error is a rounding error."""


@parameters
class DataParams:
    """The source of the data: the lecturer's file or list, or generated points around a line."""

    data: Samples | None = param(
        default=None, help='the data: a CSV file of two columns, or points such as "0,1; 1,3; 2,4"'
    )
    points: int = param(
        default=12, help="how many points are made when no data are given", low=2, high=MAX_POINTS
    )
    noise: float = param(default=0.5, help="how far those points lie off a line", low=0, high=1000)
    seed: int = param(default=3, help="which of the possible scatters they have", low=0)


def data_of(params: DataParams) -> DataSet:
    """Return the data specified by the parameters.

    >>> data_of(DataParams(points=3, noise=0)).targets.round(6).tolist()
    [-1.1, 0.5, 2.1]
    """
    if params.data is None:
        return line(n=params.points, noise=params.noise, seed=params.seed)
    pairs = np.array(params.data.points)
    return DataSet(pairs[:, :1], pairs[:, 1].copy())


def column_names(params: DataParams) -> tuple[str, str] | None:
    """Return the names of x and y in the lecturer's file, or None."""
    return None if params.data is None else params.data.names


@dataclass(frozen=True, kw_only=True)
class Views:
    """The views of both graphs: the data with a line, and the error of that line."""

    data: View
    error: View


@dataclass(frozen=True, kw_only=True)
class LineFit:
    """The line y = weight x + intercept on data.

    Attributes:
        samples: the data.
        line: the line, across the window.
        gaps: for each sample, its residual: the vertical segment from it to the line.
        weight: the slope of the line.
        intercept: its value at x = 0.
        error: the mean squared error.
    """

    samples: tuple[Point, ...]
    line: Segment
    gaps: tuple[Segment, ...]
    weight: float
    intercept: float
    error: float


def line_fit(data: DataSet, weight: float, intercept: float, over: Interval) -> LineFit:
    """Return the line with this weight and intercept on the data, drawn over the window `over`.

    >>> fit = line_fit(data_of(DataParams(points=2, noise=0)), 0.0, 0.0, Interval(-2, 2))
    >>> [round(gap.start.y, 6) for gap in fit.gaps], round(fit.error, 6)
    ([-1.1, 2.1], 2.81)
    """
    samples = samples_of(data)
    ends = [Point(x, weight * x + intercept) for x in over]
    return LineFit(
        samples=samples,
        line=Segment(*ends),
        gaps=tuple(Segment(each, Point(each.x, weight * each.x + intercept)) for each in samples),
        weight=weight,
        intercept=intercept,
        error=error_at(data, weight, intercept),
    )


def samples_of(data: DataSet) -> tuple[Point, ...]:
    """Return the data as points."""
    return tuple(Point(x, y) for x, y in zip(data.inputs[:, 0].tolist(), data.targets.tolist(), strict=True))


def error_at(data: DataSet, weight: float, intercept: float) -> float:
    """Return the mean squared error of a line, and 0 for a rounding error."""
    error = loss_at(Linear(1), data, np.array([weight, intercept]))
    return 0.0 if error <= ROUNDING_SHARE * float((data.targets**2).mean()) else error


def fit_view(data: DataSet, lines: Iterable[tuple[float, float]], aspect: float) -> View:
    """Return the view that contains the data and some lines, each a pair of weight and intercept."""
    across = _padded(data.inputs)
    ends = [weight * x + intercept for weight, intercept in lines for x in across]
    return View(across, _padded(np.append(data.targets, ends)), aspect)


def _padded(values: np.ndarray) -> Interval:
    low, high = float(values.min()), float(values.max())
    room = PADDING * (high - low)
    if room <= 1e-9 * max(abs(low), abs(high)):
        room = max(abs(low), abs(high), 1.0) / 2
    return Interval(low - room, high + room)
