"""The error of a line over its weight, with its intercept fixed: a parabola with its minimum."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

import numpy as np

from hillside.stage.plane import View
from hillside.stage.sheet import Box
from mathcore import DataSet, Graph, Interval, Point, best_weight, error_over_weight, least_squares
from scenes.shared.samples.line_fit import LineFit, Views, error_at, fit_view, line_fit

HIGH_SHARE = 0.8
"""A film begins at this share of the distance from the best weight to the edge of the window,"""
FAR_SHARE = 0.5
"""or at a given weight that is at least this share of it away;"""
LOW_SHARE = 0.3
"""it pauses at this share of it, on the way down."""
USUAL_CHANGE = 1.05
"""Change of the predictions at the usual reach, in standard deviations of the targets."""
REACH_FACTOR = 1.2
"""Factor on the distance of a given weight that gives the reach of the window."""
FOOTROOM = 0.05
"""Space below an error of 0 in the window, as a share of the highest error."""
HEADROOM = 1.06
"""Factor on the highest error that gives the upper end of the window."""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """The weights of a film: it starts at `high`, passes `best` and ends at `weight`.

    Attributes:
        weight: the weight in the picture.
        intercept: the intercept, which is fixed.
        best: the weight with the minimum error.
        high: a weight with a high error, on the same side of the best one.
        low: a weight between the two, with a low error.
        reach: the distance from the best weight to each end of the window.
    """

    weight: float
    intercept: float
    best: float
    high: float
    low: float
    reach: float


@dataclass(frozen=True, kw_only=True)
class ErrorViews(Views):
    """The views of both graphs, and the weights that are marked, which stay while another one slides.

    Attributes:
        high: a weight with a high error.
        low: one with a low error.
    """

    high: float
    low: float


@dataclass(frozen=True, kw_only=True)
class ErrorCurve:
    """The error as a function of the weight.

    Attributes:
        curve: its graph.
        point: the present weight with its error.
        high: a weight with a high error.
        low: one with a low error.
        lowest: the best weight with its error.
    """

    curve: Graph
    point: Point
    high: Point
    low: Point
    lowest: Point


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The line on the data, and its error on the curve of all weights.

    Attributes:
        fit: the line with its gaps.
        squares: their squares, of which the error is the mean.
        among: the error of all weights.
    """

    fit: LineFit
    squares: tuple[float, ...]
    among: ErrorCurve


def slide_of(data: DataSet, weight: float | None, intercept: float | None) -> Slide:
    """Return the weights of the film for some data; those that are not given are chosen."""
    kept = float(least_squares(data)[1]) if intercept is None else intercept
    best = best_weight(data, kept)
    targets = data.targets
    spread = float(targets.std()) or float(np.abs(targets).max()) or 1.0
    # The curve rises by at least its minimum error, or it would look flat.
    change = max(USUAL_CHANGE * spread, error_at(data, best, kept) ** 0.5)
    usual = change / float(np.sqrt((data.inputs**2).mean()))
    here = best if weight is None else weight
    reach = max(usual, REACH_FACTOR * abs(here - best))
    aside = reach if here > best else -reach
    return Slide(
        weight=here,
        intercept=kept,
        best=best,
        high=here if abs(here - best) >= FAR_SHARE * reach else _rounded(best + HIGH_SHARE * aside, reach),
        low=_rounded(best + LOW_SHARE * aside, reach),
        reach=reach,
    )


def _rounded(value: float, size: float) -> float:
    """Return a value rounded to about a twentieth of `size`.

    >>> _rounded(0.123, size=1.0), _rounded(1234.0, size=500.0)
    (0.1, 1230.0)
    """
    decimals = 1 - floor(log10(size)) if size < 1 else -floor(log10(size / 10))
    return round(value, decimals)


def error_views(data: DataSet, slide: Slide, boxes: tuple[Box, Box]) -> ErrorViews:
    """Return the views of both graphs: the data with all lines of the film, and the error at all its weights.

    Args:
        data: the data.
        slide: the weights of the film.
        boxes: the boxes of the graphs, in layout pixels.
    """
    data_aspect, error_aspect = (box.width / box.height for box in boxes)
    lines = [(weight, slide.intercept) for weight in (slide.weight, slide.best, slide.high)]
    over = Interval(slide.best - slide.reach, slide.best + slide.reach)
    highest = max(error_at(data, weight, slide.intercept) for weight in over)
    return ErrorViews(
        data=fit_view(data, lines, data_aspect),
        error=View(over, Interval(-FOOTROOM * highest, HEADROOM * highest), error_aspect),
        high=slide.high,
        low=slide.low,
    )


def facts_of(data: DataSet, slide: Slide, views: ErrorViews) -> Facts:
    """Return the line of the present weight with its residuals, and its error on the curve of all weights."""
    weight, intercept, best = slide.weight, slide.intercept, slide.best
    fit = line_fit(data, weight, intercept, views.data.x)

    def at(weight: float) -> Point:
        return Point(weight, error_at(data, weight, intercept))

    return Facts(
        fit=fit,
        squares=tuple((gap.end.y - gap.start.y) ** 2 for gap in fit.gaps),
        among=ErrorCurve(
            curve=Graph(error_over_weight(data, intercept), views.error.x),
            point=at(weight),
            high=at(views.high),
            low=at(views.low),
            lowest=at(best),
        ),
    )
