"""The drawing of a curve over its slope: axes, guides, and the trace that grows."""

from __future__ import annotations

import numpy as np

from mathcore import Expr, Graph, Point
from stage.drawing import Part, Points, arrow, dashed, stroke
from stage.labels import Beside, Lettering, symbol
from stage.language import Language
from stage.plane import Plane
from stage.slope_curve import pieces_of
from stage.theme import MEASURES
from stage.words import plain

DASH, GAP = 6.0, 12.0
"""Layout pixels of a guide: finer dashes than those of a tangent."""


def slope_axes(plane: Plane) -> Part:
    """The axes of f′: the one of x lies at height 0, where the sign of the slope changes."""
    zero = _zero(plane)
    off, left = MEASURES.axis_off, plane.box.left - MEASURES.axis_off
    across = np.array([[left, zero], [plane.box.right + off, zero]])
    up = np.array([[left, plane.box.bottom], [left, plane.box.top + off]])
    return Part.of(
        *(arrow(line, plane.theme.faint, MEASURES.axis, MEASURES.axis_head) for line in (across, up))
    )


def slope_axis_names(plane: Plane, language: Language) -> dict[str, Beside]:
    """The names of the axes of f′, and the zero on the one of the slope."""
    left, right = plane.box.left - MEASURES.axis_off, plane.box.right + MEASURES.axis_off
    top, zero = plane.box.top + MEASURES.axis_off, _zero(plane)
    return {
        "slope-x-name": _name(symbol("x", language), (right, zero), ("right", "below", "above right")),
        "slope-y-name": _name(plain(language.say("slope")), (left, top), ("left", "above", "above right", "right")),
        "zero-name": _name("$0$", (left, zero), ("left",)),
    }


def _name(setting: str, by: tuple[float, float], sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, role="faint"),
        by=np.array([by]),
        sides=sides,
        own=("slope-axes",),
        reach=60,
        priority=9,
    )


def _zero(plane: Plane) -> float:
    return float(plane.points([Point(plane.view.x.low, 0.0)])[0, 1])


def guide(above: Plane, below: Plane, point: Point) -> Part:
    """A fine dashed line from a point of f straight down to the axis of f′."""
    ends = np.vstack([above.points([point]), below.points([Point(point.x, 0.0)])])
    return dashed(ends, above.theme.faint, MEASURES.axis, DASH, GAP)


def traces(plane: Plane, f: Expr, traced: tuple[Graph, ...]) -> dict[str, Part]:
    """The graph of f′ as far as it is traced, ``traces-1`` and so on, those in the picture."""
    found: dict[str, Part] = {}
    for number, (whole, graph) in enumerate(zip(pieces_of(f, plane.view.x), traced, strict=False), 1):
        end = float(plane.points([Point(graph.over.high, 0.0)])[0, 0])
        lines = [line for piece in plane.curve(whole) if len(line := _up_to(piece, end)) > 1]
        if lines:
            part = stroke(lines, plane.theme.slope, MEASURES.curve)
            part.plane = plane
            found[f"traces-{number}"] = part
    return found


def _up_to(line: Points, end: float) -> Points:
    """The part of a line from left to right that lies left of ``end``.

    >>> _up_to(np.array([[0.0, 0.0], [4.0, 8.0]]), 1.0).tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """
    if line[-1, 0] <= end:
        return line
    kept = line[line[:, 0] < end]
    if not len(kept):
        return kept
    return np.vstack([kept, [end, np.interp(end, line[:, 0], line[:, 1])]])
