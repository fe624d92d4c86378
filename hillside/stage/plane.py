"""The coordinate plane on paper: `draw` a shape of mathcore, and `read` a drawing back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, dot, filled, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, symbol
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement.obstacles import Stroke
from hillside.stage.sheet import Box, Points, dashes
from hillside.stage.view import View
from mathcore import Expr, Graph, Interval, Point, Polyline, Segment, sample

CURVE_TOLERANCE = 0.12
"""Layout pixels between the drawn and the true curve: under half a pixel even in a file of 4K."""

Shape: TypeAlias = Point | Segment | Polyline | Graph


@dataclass(frozen=True)
class Plane:
    """The part `view` of the plane in `box` on the sheet, in the colors of `theme`."""

    view: View
    box: Box
    theme: Theme

    @property
    def scale(self) -> Points:
        """Layout pixels per unit of x and of y, shape `(2,)`."""
        return np.array([self.box.width / self.view.x.width, self.box.height / self.view.y.width])

    def to_sheet(self, points: Points) -> Points:
        """Return data coordinates of shape `(n, 2)` in layout pixels."""
        return np.array([self.box.left, self.box.bottom]) + (points - self._corner) * self.scale

    def to_data(self, points: Points) -> Points:
        """Return layout pixels of shape `(n, 2)` in data coordinates; the inverse of `to_sheet`."""
        return self._corner + (points - np.array([self.box.left, self.box.bottom])) / self.scale

    @property
    def _corner(self) -> Points:
        return np.array([self.view.x.low, self.view.y.low])

    def curve(self, graph: Graph) -> list[Points]:
        """Return the unbroken pieces of a graph in layout pixels, cut off at the edges of the box."""
        tolerance = (float(CURVE_TOLERANCE / self.scale[0]), float(CURVE_TOLERANCE / self.scale[1]))
        pieces = _sampled(graph.f, graph.over, tolerance, self.view.y)
        return [self.to_sheet(piece) for piece in pieces if len(piece) > 1]

    def draw(self, shape: Shape, role: Role) -> Part:
        """Draw a shape in the color of `role`: a graph as a thick line, a point as a dot, and so on."""
        part = self._painted(shape, self.theme.color(role))
        part.plane = self
        return part

    def _painted(self, shape: Shape, color: str) -> Part:
        match shape:
            case Point():
                center = self.points([shape])[0]
                return dot(center, MEASURES.dot, color, self.theme.paper, MEASURES.halo)
            case Segment():
                return stroke([self.ends(shape)], color, MEASURES.legs)
            case Polyline():
                return stroke([self.points(shape.points)], color, MEASURES.legs)
            case Graph():
                return stroke(self.curve(shape), color, MEASURES.curve)

    def dashed(self, shape: Segment, role: Role) -> Part:
        """Draw a segment as a dashed line: the tangent. An arrow to it ends on a dash, not in a gap."""
        ends, color = self.ends(shape), self.theme.color(role)
        part = dashed(ends, color, MEASURES.tangent, MEASURES.dash, MEASURES.dash_gap)
        pieces = dashes(ends, MEASURES.dash, MEASURES.dash_gap)
        part.blocks = tuple(Stroke(piece, MEASURES.tangent) for piece in pieces)
        part.plane = self
        return part

    def ends(self, shape: Segment) -> Points:
        """Return the two ends of a segment in layout pixels, shape `(2, 2)`."""
        return self.points([shape.start, shape.end])

    def along(self, shape: Segment) -> Points:
        """Return places along a segment in layout pixels, the middle first, shape `(5, 2)`."""
        return self.points([shape.at(share) for share in (0.5, 0.35, 0.65, 0.2, 0.8)])

    def region(self, corners: tuple[Point, ...], role: Role) -> Part:
        """Fill a polygon."""
        return filled(self.points(corners), self.theme.color(role))

    def points(self, points: Sequence[Point]) -> Points:
        """Return points in layout pixels, shape `(n, 2)`."""
        return self.to_sheet(np.array([[point.x, point.y] for point in points], dtype=float).reshape(-1, 2))

    def right_angle(self, start: Point, corner: Point, end: Point, role: Role) -> Part:
        """Return a small square in the corner of two legs."""
        ends = self.points([start, corner, end])
        legs = [ends[0] - ends[1], ends[2] - ends[1]]
        lengths = [float(np.hypot(*leg)) for leg in legs]
        side = min(MEASURES.right_angle, 0.3 * min(lengths))
        first, second = (leg / length * side for leg, length in zip(legs, lengths, strict=True))
        square = np.array([ends[1] + first, ends[1] + first + second, ends[1] + second])
        return stroke([square], self.theme.color(role), MEASURES.axis)

    def read(self, drawn: Part, like: Shape) -> Point | Segment | Polyline:
        """Return what a drawing shows, in data coordinates, taken from the painted points alone.

        Args:
            drawn: what `draw` or `dashed` has painted.
            like: a shape of the kind that is asked for; of a graph, the painted points come back.
        """
        shapes = drawn.shapes()
        if isinstance(like, Polyline):  # dots that mark its corners are filled
            shapes = [shape for shape in shapes if float(shape.get_stroke_opacity()) > 0]
        painted = np.vstack([np.asarray(shape.points)[:, :2] for shape in shapes])
        if isinstance(like, Point):
            low, high = painted.min(axis=0), painted.max(axis=0)
            return Point(*self.to_data((low + high)[None] / 2)[0].tolist())
        points = [Point(*row) for row in self.to_data(painted).tolist()]
        return Segment(points[0], points[-1]) if isinstance(like, Segment) else Polyline(tuple(points))

    def axes(self) -> Part:
        """Draw two axes with arrows, left of the box and under it, set off so that no curve lies on one."""
        return Part.of(
            *(
                arrow(np.array([self._origin, tip]), self.theme.faint, MEASURES.axis, MEASURES.axis_head)
                for tip in self.axis_tips
            )
        )

    @property
    def _origin(self) -> Points:
        return np.array([self.box.left, self.box.bottom]) - MEASURES.axis_off

    @property
    def axis_tips(self) -> Points:
        """The tips of the two axes in layout pixels, that of x first, shape `(2, 2)`."""
        return np.array(
            [
                [self.box.right + MEASURES.axis_off, self._origin[1]],
                [self._origin[0], self.box.top + MEASURES.axis_off],
            ]
        )

    def axis_names(self, language: Language) -> dict[str, Beside]:
        """Return the names of the axes, by their tips."""
        right, top = self.axis_tips
        return {
            "x-name": _axis_name(symbol("x", language), right[None], ("right", "below", "above right")),
            "y-name": _axis_name(symbol("y", language), top[None], ("above", "left", "above left")),
        }


@lru_cache(maxsize=32)
def _sampled(
    f: Expr, over: Interval, tolerance: tuple[float, float], heights: Interval
) -> tuple[Points, ...]:
    """Return the pieces of a graph, sampled once for all the parts and the frames of a film that show it."""
    return tuple(sample(f, over, tolerance, heights=heights).pieces)


def _axis_name(setting: str, tip: Points, sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, role="faint"),
        by=tip,
        sides=sides,
        own=("axes",),
        reach=30,
        priority=9,
    )
