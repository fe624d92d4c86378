"""The stretches over which a curve climbs, falls or is level, and the tint behind those where it falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hillside.stage.drawing import Part, filled
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box
from mathcore import Expr, Interval, Kind, gaps, monotone_intervals

SAME = 1e-9
"""Distance of two stretches, as a share of the window, up to which they are neighbors."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of a curve on which its slope has one sign.

    Attributes:
        over: the stretch.
        sign: the sign of the slope: 1, -1, or 0 where the curve is level.
    """

    over: Interval
    sign: int


def stretches_of(f: Expr, over: Interval) -> tuple[Stretch, ...]:
    """Return the stretches of a curve in a window; neighbors of one sign are one if the curve is unbroken.

    >>> from mathcore import parse
    >>> [(*each.over, each.sign) for each in stretches_of(parse("x^2"), Interval(-1, 3))]
    [(-1.0, 0.0, -1), (0.0, 3.0, 1)]
    >>> [each.sign for each in stretches_of(parse("x^3"), Interval(-1, 1))]
    [1]
    """
    found: list[Stretch] = []
    near = SAME * over.width
    breaks = [gap.x for gap in gaps(f, over) if gap.kind is not Kind.CORNER]
    for piece in monotone_intervals(f, over):
        last = found[-1] if found else None
        touches = last is not None and piece.over.low - last.over.high <= near
        if (
            last
            and touches
            and last.sign == piece.sign
            and all(abs(piece.over.low - x) > near for x in breaks)
        ):
            found[-1] = Stretch(Interval(last.over.low, piece.over.high), piece.sign)
        else:
            found.append(Stretch(piece.over, piece.sign))
    return tuple(found)


def bands(plane: Plane, stretches: Sequence[Stretch], box: Box | None = None) -> dict[str, Part]:
    """Return the tint behind all stretches over which the curve falls; nothing if there are none.

    Args:
        plane: the plane of the curve.
        stretches: the stretches.
        box: the box whose height the bands have; that of the plane if it is not given.
    """
    whole = plane.box if box is None else box
    falling = [_band(plane, each.over, whole) for each in stretches if each.sign < 0]
    if not falling:
        return {}
    found = Part.of(*falling)
    found.blocks, found.backdrop = (), True
    return {"bands": found}


def _band(plane: Plane, over: Interval, box: Box) -> Part:
    left, right = ends_of(plane, over)
    corners = np.array([[left, box.bottom], [right, box.bottom], [right, box.top], [left, box.top]])
    return filled(corners, plane.theme.band)


def ends_of(plane: Plane, over: Interval) -> tuple[float, float]:
    """Return the x of the ends of a stretch on the sheet, in layout pixels."""
    ends = plane.to_sheet(np.array([[over.low, 0.0], [over.high, 0.0]]))[:, 0]
    return float(ends[0]), float(ends[1])
