"""The drawing of a curve over its slope: axes, guides, and the trace that grows."""

from __future__ import annotations

import numpy as np

from mathcore import FeatureKind, Point
from stage.drawing import Part, Points, arrow, dashed, stroke
from stage.labels import Beside, Lettering, symbol
from stage.lettering.language import Language
from stage.lettering.words import plain
from stage.look.theme import MEASURES
from stage.marks import mark
from stage.plane import Plane
from stage.slopes.slope_curve import SlopeCurve, pieces_of
from stage.slopes.slope_curve_words import flat_word

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
        "slope-y-name": _name(plain(language.say("slope")), (left, top), ("left", "above", "right")),
        "zero-name": _name("$0$", (left, zero), ("left",)),
    }


def _name(setting: str, by: tuple[float, float], sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, least=MEASURES.small, role="faint"),
        by=np.array([by]),
        sides=sides,
        own=("slope-axes",),
        reach=60,
        priority=9,
    )


def _zero(plane: Plane) -> float:
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
    """A fine dashed line from a point of f straight down to the axis of f′."""
    ends = np.vstack([above.points([point]), below.points([Point(point.x, 0.0)])])
    return dashed(ends, above.theme.faint, MEASURES.axis, DASH, GAP)


def _traces(plane: Plane, facts: SlopeCurve) -> dict[str, Part]:
    """The graph of f′ as far as it is traced, ``traces-1`` and so on, those in the picture.

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


def flat_label(number: int, kind: str, language: Language) -> Beside:
    """What the level place of that number is, over a hilltop and under a valley where there is room."""
    return Beside(
        lettering=Lettering(settings=(plain(flat_word(kind, language)),), size=MEASURES.small),
        by=f"flats-{number}",
        sides=("above", "below")[:: -1 if kind == FeatureKind.MINIMUM.value else 1],
        gap=24.0,
        leader=True,
        priority=4,
    )


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
