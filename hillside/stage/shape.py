"""Shapes of one style, copied from a model rather than constructed: a picture has a hundred of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import numpy as np
from manim import VGroup, VMobject
from manim.constants import CapStyleType, LineJointType

from hillside.stage.look.color import Color
from hillside.stage.sheet import Points

S = TypeVar("S", bound=VMobject)
Look: TypeAlias = tuple[object, ...]
"""All that determines how a shape is painted; to be compared."""
CHANGING = frozenset((np.ndarray, list))
"""The types of the attributes of a shape that are changed in place."""


class Shape(VMobject):
    """A shape that is filled, stroked, or both; `points` are those of its cubic Bézier curves.

    manim's constructor takes longer than painting the shape, so it runs once for each style.

    Args:
        points: four points for each curve, in layout pixels, shape `(4n, 2)`.
        fill: the color that it is filled with, or None.
        stroke: the color of its outline, or None.
        width: width of the outline, in layout pixels.
        cap: how the outline ends.
    """

    def __init__(
        self,
        points: Points,
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        width: float = 0.0,
        cap: CapStyleType = CapStyleType.ROUND,
    ) -> None:
        # Not `super().__init__()`: its result is copied from the model.
        vars(self).update(_unshared(_model(fill, stroke, width, cap)), name=type(self).__name__)
        self.points = np.column_stack([points, np.zeros(len(points))])

    def look(self) -> Look:
        """Return all that determines how the shape is painted."""
        arrays = self.points, self.fill_rgbas, self.stroke_rgbas, self.sheen_direction
        content = tuple(np.asarray(array, dtype=float).tobytes() for array in arrays)
        style = self.stroke_width, self.background_stroke_width, self.cap_style, self.joint_type
        return type(self), content, style


class Group(VGroup):
    """A group of shapes, which has no style of its own."""

    def __init__(self, *shapes: VMobject) -> None:
        vars(self).update(_unshared(_empty_group()), name=type(self).__name__)
        self.add(*shapes)


def twin(shape: S) -> S:
    """Return a copy of a shape, which may be changed without changing the shape."""
    copied = type(shape).__new__(type(shape))
    vars(copied).update(_unshared(vars(shape)))
    return copied


@lru_cache(maxsize=256)
def _model(fill: Color | None, stroke: Color | None, width: float, cap: CapStyleType) -> Mapping[str, Any]:
    """Return the attributes that manim gives to a shape of a style without points."""
    return vars(
        VMobject(
            fill_color=fill,
            fill_opacity=0.0 if fill is None else 1.0,
            stroke_color=stroke,
            stroke_opacity=0.0 if stroke is None else 1.0,
            stroke_width=width,
            joint_type=LineJointType.ROUND,
            cap_style=cap,
        )
    )


@lru_cache(maxsize=1)
def _empty_group() -> Mapping[str, Any]:
    return vars(VGroup())


def _unshared(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with arrays and lists of their own; what else a shape has is never changed."""
    return {name: value.copy() if type(value) in CHANGING else value for name, value in attributes.items()}
