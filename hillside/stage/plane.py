"""The view of the plane, and the plane on paper: `draw` a shape of mathcore, `read` it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hillside.stage.drawing import Part, arrow, dashed, dot, filled, stroke
from hillside.stage.errors import ParamError
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, symbol
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement.items import Stroke
from hillside.stage.sheet import Box, Points, dashes
from mathcore import Expr, Graph, Interval, Point, Polyline, Segment, sample

ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
DECADES = range(-7, 8)
USUAL_REACH = 3.0
"""Half the width of the usual window, as on a blackboard: -3 to 3."""
SAMPLES = 241
HEADROOM = 0.1
"""Margin above and below the curve, as a share of its height."""
MAX_DRAWABLE = 1e150
"""Values of this magnitude or more, as next to a pole, are not drawn."""
EXTRA_MARGINS = (0.15, 0.25, 0.4)
"""Margins that are tried in turn when labels find no position, as shares of the window."""
LARGE_MARGIN = 0.25
"""Smallest of these margins at which the scale of y may change alone."""


@dataclass(frozen=True)
class View:
    """The part of the plane that is shown.

    Attributes:
        x: the window of x.
        y: the window of y.
        aspect: width over height of the paper.
        width: width of the paper in layout pixels.
        decades: whether the scale of y is logarithmic, so that equal heights are equal factors.
    """

    x: Interval
    y: Interval
    aspect: float
    width: float = 1000.0
    decades: bool = False

    @property
    def stretch(self) -> float:
        """The length of a unit of y on the paper over that of a unit of x: 1 for equal scales.

        >>> View(Interval(0, 4), Interval(0, 2), 2.0).stretch
        1.0
        """
        return self.x.width / (self.y.width * self.aspect)

    def reach(self, slope: float, share: float) -> float:
        """Return the x-distance that a line of `slope` covers along a `share` of the paper's shorter side.

        >>> round(View(Interval(0, 4), Interval(0, 4), 1.0).reach(0.75, 0.5), 3)
        1.6
        """
        shorter = self.x.width * min(1.0, 1.0 / self.aspect)
        return share * shorter / hypot(1.0, slope * self.stretch)


def drawable(y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which values can be drawn, in the shape of `y`: finite, and smaller than `MAX_DRAWABLE`.

    >>> drawable(np.array([1.0, np.nan, 1e200, -np.inf])).tolist()
    [True, False, False, False]
    """
    return np.isfinite(y) & (np.abs(y) < MAX_DRAWABLE)


def larger_views(
    view: View, window: Interval | None = None, height: Interval | None = None
) -> Iterator[View]:
    """Yield views with more room around what `view` shows, the least change first.

    First zoomed out, where equal scales stay equal, unless the lecturer has chosen the `window` of x; then
    with more room above and below, below, or above, unless the `height` has been chosen.

    >>> square = View(Interval(0, 4), Interval(0, 4), 1.0)
    >>> [(round(each.x.width, 2), round(each.y.width, 2)) for each in larger_views(square)][:4]
    [(4.6, 4.6), (5.0, 5.0), (4.0, 5.0), (4.0, 5.0)]
    """
    for more in EXTRA_MARGINS:
        half = more / 2
        if window is None:
            y = _widened(view.y, half, half) if height is None else height
            yield replace(view, x=_widened(view.x, half, half), y=y)
        if more >= LARGE_MARGIN and height is None:
            for below, above in ((half, half), (more, 0.0), (0.0, more)):
                yield replace(view, y=_widened(view.y, below, above))


def _widened(over: Interval, low: float, high: float) -> Interval:
    """Return an interval extended at its two ends by shares of its width."""
    return Interval(over.low - low * over.width, over.high + high * over.width)


def check_inside(x: float, window: Interval | None, name: str, what: str) -> None:
    """Check that a point is inside the window that the lecturer has chosen.

    Args:
        x: the point.
        window: the window, or None if none was chosen.
        name: the parameter that sets the point.
        what: what the point is, in a word.

    Raises:
        ParamError: if the point lies outside.
    """
    if window is not None and x not in window:
        raise ParamError(
            name,
            f"{x:g} lies outside the window {window.low:g} to {window.high:g}; "
            f"choose a {what} inside it, or a wider window",
        )


def uneven_shares(count: int, spread: float = 1.0) -> NDArray[np.float64]:
    """Return increasing shares of an interval in [0, 1), unevenly spaced: shape `(count,)`.

    The i-th is i + `spread` times the fractional part of i² times the golden ratio, scaled. With even spacing
    a fast wave would be aliased and look like a slow one.

    >>> uneven_shares(3).round(3).tolist()
    [0.0, 0.539, 0.824]
    """
    steps = np.arange(count)
    return (steps + spread * (steps**2 * (5**0.5 - 1) / 2 % 1.0)) / (count - 1 + spread)


CURVE_TOLERANCE = 0.12
"""Maximum distance between the drawn and the true curve in layout pixels: under half a pixel even in 4K."""

Shape: TypeAlias = Point | Segment | Polyline | Graph


@dataclass(frozen=True)
class Plane:
    """The `view` of the plane in `box` on the sheet, in the colors of `theme`."""

    view: View
    box: Box
    theme: Theme

    @property
    def scale(self) -> Points:
        """Layout pixels per unit of x and of y, or per decade of y, shape `(2,)`."""
        low, high = self._ends
        return np.array([self.box.width, self.box.height]) / (high - low)

    def to_sheet(self, points: Points) -> Points:
        """Return points in data coordinates, shape `(n, 2)`, in layout pixels.

        Where y has a logarithmic scale, 0 and less are at the lower edge, below every decade.
        """
        corner = np.array([self.box.left, self.box.bottom])
        return corner + (self._in_decades(points) - self._ends[0]) * self.scale

    def to_data(self, points: Points) -> Points:
        """Return points in layout pixels, shape `(n, 2)`, in data coordinates; the inverse of `to_sheet`."""
        found = self._ends[0] + (points - np.array([self.box.left, self.box.bottom])) / self.scale
        return np.column_stack([found[:, 0], 10.0 ** found[:, 1]]) if self.view.decades else found

    @property
    def _ends(self) -> Points:
        """The lower left and the upper right corner of the view, with y in decades if that is its scale."""
        x, y = self.view.x, self.view.y
        return self._in_decades(np.array([[x.low, y.low], [x.high, y.high]]))

    def _in_decades(self, points: Points) -> Points:
        if not self.view.decades:
            return points
        heights = np.where(points[:, 1] > 0, points[:, 1], self.view.y.low)
        return np.column_stack([points[:, 0], np.log10(heights)])

    def curve(self, graph: Graph) -> list[Points]:
        """Return the unbroken pieces of a graph in layout pixels, shape `(n, 2)` each, clipped to the box."""
        tolerance = (float(CURVE_TOLERANCE / self.scale[0]), float(CURVE_TOLERANCE / self.scale[1]))
        pieces = _sampled_curve(graph.f, graph.over, tolerance, self.view.y)
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
        """Draw a segment as a dashed line, as for a tangent; an arrow to it ends on a dash, not in a gap."""
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
        """Return five points along a segment in layout pixels, the middle first, shape `(5, 2)`."""
        return self.points([shape.at(share) for share in (0.5, 0.35, 0.65, 0.2, 0.8)])

    def region(self, corners: tuple[Point, ...], role: Role) -> Part:
        """Fill a polygon."""
        return filled(self.points(corners), self.theme.color(role))

    def points(self, points: Sequence[Point]) -> Points:
        """Return points in layout pixels, shape `(n, 2)`."""
        return self.to_sheet(np.array([[point.x, point.y] for point in points], dtype=float).reshape(-1, 2))

    def right_angle(self, start: Point, corner: Point, end: Point, role: Role) -> Part:
        """Draw the right-angle mark, a small square, in the corner of two legs."""
        ends = self.points([start, corner, end])
        legs = [ends[0] - ends[1], ends[2] - ends[1]]
        lengths = [float(np.hypot(*leg)) for leg in legs]
        side = min(MEASURES.right_angle, 0.3 * min(lengths))
        first, second = (leg / length * side for leg, length in zip(legs, lengths, strict=True))
        square = np.array([ends[1] + first, ends[1] + first + second, ends[1] + second])
        return stroke([square], self.theme.color(role), MEASURES.axis)

    def read(self, drawn: Part, like: Shape) -> Point | Segment | Polyline:
        """Return the shape that a drawing shows, in data coordinates, from the painted points alone.

        Args:
            drawn: a result of `draw` or `dashed`.
            like: a shape of the kind to return; for a graph, the painted points are returned.
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
        """Draw the axes as arrows, left of the box and below it, offset so that no curve lies on one."""
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
        """The tips of the axes in layout pixels, that of x first, shape `(2, 2)`."""
        return np.array(
            [
                [self.box.right + MEASURES.axis_off, self._origin[1]],
                [self._origin[0], self.box.top + MEASURES.axis_off],
            ]
        )

    def axis_names(self, language: Language) -> dict[str, Beside]:
        """Return the names of the axes as labels by their tips."""
        right, top = self.axis_tips
        return {
            "x-name": _axis_name(symbol("x", language), right[None], ("right", "below", "above right")),
            "y-name": _axis_name(symbol("y", language), top[None], ("above", "left", "above left")),
        }


@lru_cache(maxsize=32)
def plane_of(part: Part) -> Plane | None:
    """Return the plane on which a part is drawn, or None."""
    return part.plane if isinstance(part.plane, Plane) else None


def _sampled_curve(
    f: Expr, over: Interval, tolerance: tuple[float, float], heights: Interval
) -> tuple[Points, ...]:
    """Return the pieces of a graph, sampled once for all the parts and frames that show it."""
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
