"""The drawing of a curve over its slope: axes, guides, and the trace that grows."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, stroke
from hillside.stage.geometry import Points
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from mathcore import Point
from scenes.derivative.slope_curve import SlopeCurve, pieces_of
from scenes.shared.slopes.marks import mark

DASH, GAP = 6.0, 12.0
"""Layout pixels of a guide: finer dashes than those of a tangent."""


def slope_axes(plane: Plane) -> Part:
    """Return the axes of f′: the one of x lies at height 0, where the sign of the slope changes."""
    zero = zero_height(plane)
    off, left = MEASURES.axis_off, plane.box.left - MEASURES.axis_off
    across = np.array([[left, zero], [plane.box.right + off, zero]])
    up = np.array([[left, plane.box.bottom], [left, plane.box.top + off]])
    return Part.of(
        *(arrow(line, plane.theme.faint, MEASURES.axis, MEASURES.axis_head) for line in (across, up))
    )


def zero_height(plane: Plane) -> float:
    """Return how high on the sheet the slope is 0."""
    return float(plane.points([Point(plane.view.x.low, 0.0)])[0, 1])


def curve_and_slope(above: Plane, below: Plane, facts: SlopeCurve) -> dict[str, Part]:
    """The strokes of both planes: axes, guides, curves, level places, and the point with its tangent."""
    flats, zeros = enumerate(facts.flats, 1), enumerate(facts.zeros, 1)
    parts = {"axes": above.axes(), "slope-axes": slope_axes(below)}
    parts |= {f"guides-{number}": _guide(above, below, flat) for number, flat in enumerate(facts.flats, 1)}
    if facts.touch is not None:
        parts["guide"] = _guide(above, below, facts.touch)
    parts["curve"] = above.draw(facts.curve, "curve")
    parts |= _traces(below, facts)
    parts |= {f"flats-{number}": mark(above, flat, "ink") for number, flat in flats}
    parts |= {f"zeros-{number}": mark(below, zero, "ink") for number, zero in zeros}
    if facts.tangent is not None and facts.touch is not None:
        parts["tangent"] = above.dashed(facts.tangent, "slope")
        parts["touch"] = above.draw(facts.touch, "slope")
    if facts.value is not None and facts.height is not None:
        parts["height"] = below.draw(facts.height, "slope")
        parts["value"] = below.draw(facts.value, "slope")
    return parts


def _guide(above: Plane, below: Plane, point: Point) -> Part:
    """Return a fine dashed line from a point of f straight down to the axis of f′."""
    ends = np.vstack([above.points([point]), below.points([Point(point.x, 0.0)])])
    return dashed(ends, above.theme.faint, MEASURES.axis, DASH, GAP)


def _traces(plane: Plane, facts: SlopeCurve) -> dict[str, Part]:
    """Return the graph of f′ as far as it is traced, `traces-1` and so on, those in the picture.

    The whole graph is sampled once and cut off where the trace ends.
    """
    found: dict[str, Part] = {}
    pieces = pieces_of(facts.curve.f, facts.curve.over)
    for number, (whole, graph) in enumerate(zip(pieces, facts.traces, strict=False), 1):
        end = float(plane.points([Point(graph.over.high, 0.0)])[0, 0])
        lines = [line for piece in plane.curve(whole) if len(line := _up_to(piece, end)) > 1]
        if lines:
            part = stroke(lines, plane.theme.slope, MEASURES.curve)
            part.plane = plane
            found[f"traces-{number}"] = part
    return found


def _up_to(line: Points, end: float) -> Points:
    """Return the part of a line from left to right that lies left of `end`.

    >>> _up_to(np.array([[0.0, 0.0], [4.0, 8.0]]), 1.0).tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """
    if line[-1, 0] <= end:
        return line
    kept = line[line[:, 0] < end]
    if not len(kept):
        return kept
    return np.vstack([kept, [end, np.interp(end, line[:, 0], line[:, 1])]])
