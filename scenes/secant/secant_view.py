"""What part of a curve shows its secants, and the first run when none is given."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import atan, degrees, floor, log10

from hillside.stage.errors import as_refusals
from hillside.stage.framing import view_of
from hillside.stage.view import View, check_inside
from mathcore import Expr, Interval, Point, domain, secant
from scenes.secant.secants import slopes_by

USUAL_ASPECT = 1.3
IDEAL_RUN = 0.4
"""The first run, as a share of the window."""
SEEN_APART = 12.0
"""Degrees on paper between the first secant and the tangent, so that the one is seen to turn to the other."""
ROOM = 0.05
"""Between the far point and the edge of the window, as a share of it."""
AROUND = 0.5
"""When the window is made for a run, this share of the run is left free on both sides."""


def secant_view(f: Expr, at: float, run: float, window: Interval | None, aspect: float) -> View:
    """Return the view in which the tangent at a point, and the secant over a run, are best seen.

    Raises:
        ParamError: if the point or the far point lies outside the window, or has no tangent or no value.
    """
    check_inside(at + run, window, "run", "run that ends")
    with as_refusals("run"):
        partner = secant(f, at, run).end
    view = _tangent_view(f, at, window, aspect)
    if _holds(view, partner):
        return view
    ends, around = sorted((at, at + run)), AROUND * abs(run)
    over = Interval(ends[0] - around, ends[1] + around) if window is None else window
    view = _tangent_view(f, at, over, aspect)
    room = 0.1 * max(view.y.width, abs(partner.y - float(f(at))))
    heights = Interval(min(view.y.low, partner.y - room), max(view.y.high, partner.y + room))
    return view if _holds(view, partner) else replace(view, y=heights)


def _tangent_view(f: Expr, at: float, window: Interval | None, aspect: float) -> View:
    check_inside(at, window, "at", "point")
    return view_of(f, at, slopes_by(f, at, Interval(at - 1, at + 1)), window, aspect)


def _holds(view: View, point: Point) -> bool:
    across, up = ROOM * view.x.width, ROOM * view.y.width
    return (
        view.x.low + across <= point.x <= view.x.high - across
        and view.y.low + up <= point.y <= view.y.high - up
    )


@lru_cache(maxsize=256)
def first_run(f: Expr, at: float, window: Interval | None) -> float:
    """Return a round run whose far point is near, on the same piece of the curve, and off the tangent.

    It is chosen for paper of one shape, so that the numbers are the same on all.

    Raises:
        ParamError: if the point lies outside the window, or has no tangent.

    >>> from mathcore import parse
    >>> first_run(parse("x^2/2"), 1, None)
    2.0
    """
    view = _tangent_view(f, at, window, USUAL_ASPECT)
    ideal = IDEAL_RUN * view.x.width
    decade = floor(log10(ideal))
    sizes = [float(f"{mantissa}e{decade + k}") for k in (-3, -2, -1, 0, 1) for mantissa in (1, 2, 5)]
    piece = next((piece for piece in domain(f, view.x) if at in piece), view.x)
    runs = [sign * size for size in sizes for sign in (1, -1) if at + sign * size in piece]
    slopes = slopes_by(f, at, view.x)
    seen = [run for run in runs if _holds(view, Point(at + run, float(f(at + run))))]
    return min(seen or runs, key=lambda run: _run_cost(f, at, run, slopes[run > 0], ideal, view))


def _run_cost(f: Expr, at: float, run: float, slope: float, ideal: float, view: View) -> float:
    """Return how far a first run is from what a lecturer would choose; the weights were set by looking."""
    slopes = [secant(f, at, run / 2**number).slope for number in range(4)]
    angles = [atan(each * view.stretch) for each in slopes]
    off = [degrees(abs(angle - atan(slope * view.stretch))) for angle in angles]
    astray = sum(nearer > 0.8 * farther for farther, nearer in pairwise(off) if farther > 0.5)
    cost = abs(log10(abs(run) / ideal)) + max(0.0, 1 - off[0] / SEEN_APART) + 0.4 * astray
    return cost + (0.4 if run < 0 else 0.0)
