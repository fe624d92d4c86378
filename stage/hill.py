"""A function as the ground that a hiker descends: its facts and its drawing."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, radians, tan

import numpy as np

from mathcore import (
    Expr,
    GradientDescent,
    Graph,
    Interval,
    NoTangent,
    Path,
    Point,
    Segment,
    derivative,
    descend,
    tangent,
)
from stage.drawing import Part, Points, arrow, disk, filled, stroke
from stage.errors import ParamError, as_refusals
from stage.framing import SAMPLES, View, view_of
from stage.geometry import Box
from stage.hiker import Body, Walk
from stage.labels import Beside, lettering
from stage.numerals import numeral
from stage.plane import Plane
from stage.theme import MEASURES

STEEPEST = radians(62)
"""No walked ground is drawn steeper than this, or the hiker would climb a wall."""
GROUND_SHARE = 0.16
"""How much solid ground is left under the lowest point, as a share of the box."""
NARROWEST_STEP = 0.004
"""Steps shorter than this share of the window are not drawn: they are less than a shoe."""
WAY_WIDENED = 2.2
"""The window is so many times as wide as the way down, so that the ground around it is seen."""
ARROW_LENGTHS = (210.0, 180.0, 150.0, 120.0, 90.0)
ARROW_AHEAD = 26.0
ARROW_CLEAR = 14.0
TANGENT_SHARE = 0.17
"""How far the tangent underfoot reaches to each side, as a share of the box's shorter side."""


@dataclass(frozen=True, kw_only=True)
class Hill:
    """What is true of a descent over a curve.

    Attributes:
        ground: the graph.
        stops: the iterates of the descent that are seen, the start first.
        foot: the point under the hiker.
        slope: the derivative there.
        underfoot: a piece of the tangent there, or None at a corner that the walk crosses.
        step: how many steps the hiker has taken.
        rate: the learning rate.
        ending: what became of the descent, in a sentence.
    """

    ground: Graph
    stops: tuple[Point, ...]
    foot: Point
    slope: float
    underfoot: Segment | None
    step: float
    rate: float
    ending: str

    @property
    def downhill(self) -> int:
        """+1 where the ground falls towards greater x, -1 towards smaller x, 0 where it is flat."""
        return (self.slope < 0) - (self.slope > 0)


def descent(f: Expr, start: float, rate: float, steps: int) -> Path:
    """Gradient descent on ``f``: x ← x - rate · f′(x).

    Raises:
        ParamError: if the function has no slope at the start.
    """
    with as_refusals("start"):
        tangent(f, start, Interval(start - 1, start + 1))
        return descend(f, start, GradientDescent(rate=rate), steps)


def hill_view(f: Expr, path: Path, window: Interval | None, box: Box, height: float) -> View:
    """The view of the ground in which the descent is best seen.

    Args:
        f: the ground.
        path: the descent.
        window: the window of x when the lecturer has chosen it.
        box: the box on the sheet; the ground fills its lower part.
        height: the hiker's, in layout pixels; so much stays free above the ground.

    Raises:
        ParamError: if the start lies outside the window.
    """
    start = float(path.points[0, 0])
    if window is not None and start not in window:
        raise ParamError(
            "start",
            f"{start:g} lies outside the window {window.low:g} to {window.high:g}; "
            "choose a start inside it, or a wider window",
        )
    over = window or _window(f, path, box.width / box.height)
    x = np.linspace(over.low, over.high, SAMPLES)
    with as_refusals("function"):
        y, slopes = np.asarray(f(x), dtype=float), np.abs(np.asarray(derivative(f, x), dtype=float))
    return _fitted(over, y, slopes, _walked(x, path), box, height)


def _window(f: Expr, path: Path, aspect: float) -> Interval:
    """A window around the start that shows the way down as well, unless the descent runs away."""
    start = float(path.points[0, 0])
    near = view_of(f, start, float(derivative(f, start)), None, aspect).x
    way = path.points[np.isfinite(path.points[:, 0]), 0]
    way = way[np.abs(way - start) < 3 * near.width]
    low, high = float(way.min()), float(way.max())
    width = max(WAY_WIDENED * (high - low), 0.5 * near.width)
    if width < near.width and low - 0.3 * width > near.low and high + 0.3 * width < near.high:
        return near
    center = (low + high) / 2
    return Interval(center - width / 2, center + width / 2)


def _walked(x: Points, path: Path) -> Points:
    way = path.points[:, 0]
    return (x >= np.nanmin(way)) & (x <= np.nanmax(way))


def _fitted(over: Interval, y: Points, slopes: Points, walked: Points, box: Box, height: float) -> View:
    """Scale the ground so that it fits under the hiker and is not too steep to walk on."""
    finite = np.isfinite(y)
    low, high = np.quantile(y[finite], [0.0, 0.97])
    room = box.height * (1 - GROUND_SHARE) - 1.2 * height
    across = box.width / over.width
    scale = room / max(high - low, 1e-12 * max(abs(low), abs(high)), 1e-300)
    steep = slopes[walked & finite & np.isfinite(slopes)]
    if len(steep) and steep.max() > 0:
        scale = min(scale, tan(STEEPEST) * across / float(steep.max()))
    if scale / 2 <= across <= scale:
        scale = across
    bottom = float(low) - GROUND_SHARE * box.height / scale
    return View(over, Interval(bottom, bottom + box.height / scale), box.width / box.height)


def hill_at(f: Expr, path: Path, step: float, rate: float, view: View) -> Hill:
    """The facts of a descent when the hiker has taken ``step`` steps.

    Args:
        f: the ground.
        path: the descent on it.
        step: steps taken so far; between two whole numbers the hiker is on the way.
        rate: the learning rate of the descent.
        view: what is shown.
    """
    stops = seen_stops(path, view)
    step = min(step, len(stops) - 1.0)
    number = min(int(step), len(stops) - 2) if len(stops) > 1 else 0
    here = stops[number].x
    if len(stops) > 1:
        here += (stops[number + 1].x - here) * (step - number)
    with as_refusals("start"):
        slope = float(derivative(f, here))
    line = _tangent(f, here, view.reach(slope, TANGENT_SHARE))
    return Hill(
        ground=Graph(f, view.x),
        stops=stops,
        foot=Point(here, float(f(here))),
        slope=slope,
        underfoot=line,
        step=step,
        rate=rate,
        ending=_ending(path, stops),
    )


def _tangent(f: Expr, x: float, reach: float) -> Segment | None:
    try:
        return tangent(f, x, Interval(x - reach, x + reach))
    except NoTangent:
        return None


def seen_stops(path: Path, view: View) -> tuple[Point, ...]:
    """The iterates up to the first that leaves the window or that moves by less than a shoe."""
    stops = [Point(float(path.points[0, 0]), float(path.values[0]))]
    for x, y in zip(path.points[1:, 0].tolist(), path.values[1:].tolist(), strict=True):
        if not (x in view.x and y in view.y) or abs(x - stops[-1].x) < NARROWEST_STEP * view.x.width:
            break
        stops.append(Point(x, y))
    return tuple(stops)


def _ending(path: Path, stops: tuple[Point, ...]) -> str:
    if len(stops) == len(path.points):
        return f"After {len(stops) - 1} steps the error is {numeral(stops[-1].y)}."
    following = float(path.points[len(stops), 0])
    if abs(following - stops[-1].x) < abs(stops[0].x - stops[-1].x) + 1e-12 and len(stops) > 1:
        return f"Here the ground is flat: the slope is 0 and the walk ends, at error {numeral(stops[-1].y)}."
    if len(stops) == 1 and following == stops[0].x:
        return "The ground is flat here: the slope is 0, and there is no way down to be felt."
    return f"The next step would lead to x = {numeral(following)}, out of the picture: the rate is too large."


def walk_of(plane: Plane, facts: Hill, height: float) -> Walk:
    """The hiker's whole way over the drawn ground."""
    at = plane.points(facts.stops)[:, 0]
    piece = next(piece for piece in plane.curve(facts.ground) if piece[0, 0] - 1 <= at[0] <= piece[-1, 0] + 1)
    inside = [float(min(max(x, piece[0, 0]), piece[-1, 0])) for x in at]
    first = derivative(facts.ground.f, facts.stops[0].x)
    return Walk(_ground(piece), tuple(inside), height, -1 if first > 0 else 1)


def _ground(piece: Points) -> Points:
    """The piece with strictly increasing x: a steep exit has several points on one vertical."""
    keep = np.concatenate([[True], np.diff(piece[:, 0]) > 1e-6])
    return piece[keep]


def ground_parts(plane: Plane, facts: Hill) -> dict[str, Part]:
    """The solid ground and its surface."""
    pieces = plane.curve(facts.ground)
    bottom = plane.box.bottom
    solid = [np.vstack([piece, [[piece[-1, 0], bottom], [piece[0, 0], bottom]]]) for piece in pieces]
    return {
        "solid": Part.of(*(filled(shape, plane.theme.ground_fill) for shape in solid)),
        "ground": stroke(pieces, plane.theme.ground, MEASURES.curve),
    }


def marks(plane: Plane, facts: Hill) -> Part:
    """A dot on the ground at each stop."""
    centers = plane.points(facts.stops)
    return Part.of(
        *(disk(center, MEASURES.mark + MEASURES.halo / 2, plane.theme.paper) for center in centers),
        *(disk(center, MEASURES.mark, plane.theme.slope) for center in centers),
    )


def downhill_arrow(plane: Plane, facts: Hill, body: Body) -> Part | None:
    """The arrow that points downhill: ahead of the feet, along the ground, never into it.

    Where the ground is flat there is none.
    """
    if facts.downhill == 0:
        return None
    ground = plane.curve(facts.ground)
    path = _clear_path(np.vstack(ground), plane, facts, body)
    return arrow(path, plane.theme.slope, MEASURES.arrow, MEASURES.arrow_head)


def _clear_path(ground: Points, plane: Plane, facts: Hill, body: Body) -> Points:
    """A long arrow along the tangent ahead of the hiker, as low as it stays clear of the ground."""
    along, up = _directions(plane, facts)
    foot = plane.points([facts.foot])[0]
    ahead = np.vstack([body.stick.points, *(limb.points for limb in body.limbs)])
    start = max(float(((ahead - foot) @ along).max()) + ARROW_AHEAD, ARROW_AHEAD)
    tail = foot + along * start + up * (MEASURES.arrow_head * 0.42 + ARROW_CLEAR)
    candidates = [
        (lift + 0.8 * (ARROW_LENGTHS[0] - length), tail + np.outer([0, length], along) + np.array([0.0, lift]))
        for length in ARROW_LENGTHS
        for lift in np.arange(0.0, 2.0 * MEASURES.hiker, 12.0).tolist()
    ]
    free = [(cost, ends) for cost, ends in candidates if _is_free(ends, ground, plane.box)]
    return min(free or candidates, key=lambda found: found[0])[1]


def _is_free(ends: Points, ground: Points, box: Box) -> bool:
    """Whether an arrow stays above the ground, up the sheet, and within the sides of the box."""
    stations = np.linspace(ends[0], ends[1], 24)
    above = stations[:, 1] - np.interp(stations[:, 0], ground[:, 0], ground[:, 1])
    inside = (stations[:, 0] > box.left) & (stations[:, 0] < box.right)
    return bool(above.min() >= MEASURES.arrow_head * 0.42 + ARROW_CLEAR - 6.0 and inside.all())


def _directions(plane: Plane, facts: Hill) -> tuple[Points, Points]:
    """Unit vectors on the sheet: downhill along the tangent, and away from the ground."""
    slope = facts.slope * plane.view.stretch
    along = facts.downhill * np.array([1.0, slope]) / hypot(1.0, slope)
    up = np.array([-slope, 1.0]) / hypot(1.0, slope)
    return along, up


def direction_label(text: str) -> Beside:
    """The words beside the arrow that points downhill."""
    return Beside(
        lettering=lettering(text, lines=3),
        by="arrow",
        sides=("above left", "above right", "above", "left", "right"),
        reach=90,
        leader=True,
        priority=8,
    )
