"""A part of a picture as it looks while it comes on."""

import numpy as np
from manim import VMobject

from hillside.stage.drawing import Part
from hillside.stage.polylines import Points


def first_share(part: Part, share: float) -> Part:
    """`part` as it looks when it has come on by `share` of 0 to 1: it grows, or it fades in."""
    if share >= 1:
        return part
    if part.turns:
        reached = share * len(part.turns)
        come_on = [first_share(turn, reached - k) for k, turn in enumerate(part.turns) if k < reached]
        return Part(*come_on, blocks=part.blocks)
    come = _partial if part.grows else _faded
    return Part(*(come(shape, share) for shape in part.shapes()), blocks=part.blocks, grows=part.grows)


def _faded(shape: VMobject, share: float) -> VMobject:
    fill, line = shape.get_fill_opacity() * share, shape.get_stroke_opacity() * share
    return shape.copy().set_fill(opacity=fill).set_stroke(opacity=line)


def _partial(shape: VMobject, share: float) -> VMobject:
    if shape.get_fill_opacity() > 0:
        return _faded(shape, share)
    points: Points = np.asarray(shape.points)
    starts, ends = points[0::4], points[3::4]
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*(ends - starts)[:, :2].T))])
    reached = share * float(lengths[-1])
    whole = int(np.searchsorted(lengths, reached, side="right")) - 1
    curves = points[: 4 * whole]
    if whole < len(starts) and lengths[whole] < reached:
        bit = (reached - lengths[whole]) / (lengths[whole + 1] - lengths[whole])
        thirds = np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
        curves = np.vstack([curves, starts[whole] + thirds * bit * (ends[whole] - starts[whole])])
    return shape.copy().set_points(curves)
