"""The data of a figure that learns: the lecturer's own, or points about a line that are made here."""

from __future__ import annotations

import numpy as np

from hillside.stage.params import param, parameters
from hillside.stage.samples import MOST, Samples
from mathcore import DataSet, line


@parameters
class DataParams:
    """Where the data come from."""

    data: Samples | None = param(
        default=None, help='the data: a CSV file of two columns, or points such as "0,1; 1,3; 2,4"'
    )
    points: int = param(default=12, help="how many points are made when no data are given", low=2, high=MOST)
    noise: float = param(default=0.5, help="how far those points lie off a line", low=0, high=1000)
    seed: int = param(default=3, help="which of the possible scatters they have", low=0)


def data_of(params: DataParams) -> DataSet:
    """Return the data that the parameters ask for.

    >>> data_of(DataParams(points=3, noise=0)).targets.round(6).tolist()
    [-1.1, 0.5, 2.1]
    """
    if params.data is None:
        return line(n=params.points, noise=params.noise, seed=params.seed)
    pairs = np.array(params.data.points)
    return DataSet(pairs[:, :1], pairs[:, 1].copy())


def column_names(params: DataParams) -> tuple[str, str] | None:
    """Return what the lecturer's file calls x and y."""
    return None if params.data is None else params.data.names
