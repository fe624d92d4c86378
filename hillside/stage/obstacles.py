"""What is drawn on the page and stands in the way of labels: strokes, filled regions and boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hillside.stage.box import Box
from hillside.stage.geometry import Array


@dataclass(frozen=True, eq=False)
class Stroke:
    """A drawn polyline: `points` of shape `(n, 2)`, `width` in pixels; nan rows break it.

    A single point with a width is a dot.
    """

    points: Array
    width: float = 0.0
    name: str = ""


@dataclass(frozen=True, eq=False)
class Region:
    """A filled shape: the corners of a closed polygon, shape `(n, 2)`."""

    points: Array
    name: str = ""


Obstacle: TypeAlias = Stroke | Region | Box
