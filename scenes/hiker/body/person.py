"""The hiker as a part of a picture: filled outlines, back to front."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from hillside.stage.drawing import Part, filled
from hillside.stage.look.theme import Theme
from hillside.stage.placement import Region, Stroke
from hillside.stage.sheet import Points
from scenes.hiker.body import Body, Outline, outlines

POLE = ("pole", "basket", "grip")
"""The outlines of the pole, which stands off the body."""
DIRECTIONS = 24
"""Number of sides of the hull that a body is for labels."""


def body_part(body: Body, theme: Theme) -> Part:
    """Draw a body; each shape has the name of its outline.

    For labels it is two obstacles: a convex hull, and the pole.
    """
    drawn = outlines(body)
    around = np.vstack([each.points for each in drawn if each.name not in POLE])
    blocks = [Region(hull(around)), Stroke(body.stick.points, float(body.stick.widths[0]))]
    return Part(*(_shape(each, theme) for each in drawn), blocks=blocks)


def ghost(body: Body, theme: Theme) -> Part:
    """Draw a body as a faint silhouette, in the color of the turf."""
    color = theme.turf
    outer = [each for each in outlines(body) if each.role != "paper"]
    around = np.vstack([each.points for each in outer])
    return Part(*(filled(each.points, color).shapes()[0] for each in outer), blocks=[Region(hull(around))])


def _shape(outline: Outline, theme: Theme) -> VMobject:
    (shape,) = filled(outline.points, theme.color(outline.role)).shapes()
    shape.name = outline.name
    return shape


def hull(points: Points) -> Points:
    """Return the points that lie furthest in each of some directions, shape `(DIRECTIONS, 2)`.

    >>> len(hull(np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 3.0], [1.0, 1.0]])))
    24
    """
    turns = np.linspace(0.0, 2 * np.pi, DIRECTIONS, endpoint=False)
    away = points @ np.array([np.cos(turns), np.sin(turns)])
    return points[np.argmax(away, axis=0)]
