"""The error of a line over its weight, while its intercept stays: a parabola with its minimum."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

import numpy as np

from hillside.stage.plane import View
from hillside.stage.sheet import Box
from mathcore import DataSet, Graph, Interval, Point, best_weight, error_over_weight, least_squares
from scenes.shared.samples.line_fit import LineFit, Views, error_at, fit_view, line_fit

ASIDE = 0.65
"""A weight that is not given is off the best one by this share of the usual reach,"""
HIGH = 0.92
"""and a film begins at this share of the way from the best weight to the edge of the window."""
LOW = 0.28
"""It stops at this share of that way, on the way down."""
USUAL = 1.05
"""At the usual reach, predictions change by so many standard deviations of the targets."""
BEYOND = 1.2
"""The window reaches this factor beyond a weight that is given."""
HEADROOM = 1.06
"""The window reaches this factor beyond the highest error."""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """The weights of a film: it starts at `high`, passes `best` and ends at `weight`.

    Attributes:
        weight: the weight in the picture.
        intercept: the intercept, which stays.
        best: the weight with the lowest error.
        high: a weight with a high error, on the same side of the best one.
        low: a weight between the two with a low error.
        reach: how far the window goes to each side of the best one.
    """

    weight: float
    intercept: float
    best: float
    high: float
    low: float
    reach: float


@dataclass(frozen=True, kw_only=True)
class ErrorCurve:
    """The error over the weight.

    Attributes:
        curve: its graph.
        point: the present weight with the error of its line.
        lowest: the best weight with the least error.
    """

    curve: Graph
    point: Point
    lowest: Point


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The line on the data, and its error among those of all weights."""

    fit: LineFit
    among: ErrorCurve


def slide_of(data: DataSet, weight: float | None, intercept: float | None) -> Slide:
    """Return the weights of the film on some data; what is not given is chosen."""
    kept = float(least_squares(data)[1]) if intercept is None else intercept
    best = best_weight(data, kept)
    targets = data.targets
    spread = float(targets.std()) or float(np.abs(targets).max()) or 1.0
    # The curve rises by at least its lowest error, or it would seem flat.
    change = max(USUAL * spread, error_at(data, best, kept) ** 0.5)
    usual = change / float(np.sqrt((data.inputs**2).mean()))
    here = _rounded(best - ASIDE * usual, usual) if weight is None else weight
    reach = max(usual, BEYOND * abs(here - best))
    aside = reach if here > best else -reach
    return Slide(
        weight=here,
        intercept=kept,
        best=best,
        high=_rounded(best + HIGH * aside, reach),
        low=_rounded(best + LOW * aside, reach),
        reach=reach,
    )


def _rounded(value: float, size: float) -> float:
    """Return a value to about a twentieth of `size`, on a round number.

    >>> _rounded(0.123, size=1.0), _rounded(1234.0, size=500.0)
    (0.1, 1230.0)
    """
    decimals = 1 - floor(log10(size)) if size < 1 else -floor(log10(size / 10))
    return round(value, decimals)


def error_views(data: DataSet, slide: Slide, boxes: tuple[Box, Box]) -> Views:
    """Return the windows of both graphs: the data with all lines of the film, the error with all its weights.

    Args:
        data: the data.
        slide: the weights of the film.
        boxes: where the graphs are drawn, in layout pixels.
    """
    data_aspect, error_aspect = (box.width / box.height for box in boxes)
    lines = [(weight, slide.intercept) for weight in (slide.weight, slide.best, slide.high)]
    over = Interval(slide.best - slide.reach, slide.best + slide.reach)
    highest = max(error_at(data, weight, slide.intercept) for weight in over)
    return Views(
        data=fit_view(data, lines, data_aspect),
        error=View(over, Interval(0.0, HEADROOM * highest), error_aspect),
    )


def facts_of(data: DataSet, slide: Slide, views: Views) -> Facts:
    """Return the line of the present weight with its gaps, and its error on the curve of all weights."""
    weight, intercept, best = slide.weight, slide.intercept, slide.best
    return Facts(
        fit=line_fit(data, weight, intercept, views.data.x),
        among=ErrorCurve(
            curve=Graph(error_over_weight(data, intercept), views.error.x),
            point=Point(weight, error_at(data, weight, intercept)),
            lowest=Point(best, error_at(data, best, intercept)),
        ),
    )
