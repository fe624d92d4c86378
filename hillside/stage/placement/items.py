"""Items to place, obstacles, the resulting placement, and the costs of a position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from hillside.stage.sheet import Array, Box, Indices


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


GAP = np.full((1, 2), np.nan)


@dataclass(frozen=True, eq=False)
class Outlines:
    """The outlines of obstacles, concatenated.

    Attributes:
        points: shape `(n, 2)`; a nan row ends each outline.
        owner: index of the obstacle that each point belongs to, shape `(n,)`.
        half: half widths of the obstacles' strokes, in pixels.
        names: names of the obstacles.
        solid: which obstacles are filled.
    """

    points: Array
    owner: Indices
    half: Array
    names: tuple[str, ...]
    solid: tuple[bool, ...]

    def filled(self) -> list[tuple[str, Array]]:
        """Return the name and the corners of each filled obstacle."""
        ends = np.searchsorted(self.owner, np.arange(len(self.names)), side="right").tolist()
        spans = zip(self.names, self.solid, [0, *ends], ends, strict=False)
        return [(name, self.points[low : high - 1]) for name, solid, low, high in spans if solid]


def outlines_of(obstacles: Sequence[Obstacle]) -> Outlines:
    """Return the outlines of obstacles: polylines unchanged, filled shapes closed.

    >>> outlines_of([Box(0, 0, 4, 2), Stroke(np.zeros((1, 2)), width=6)]).owner.tolist()
    [0, 0, 0, 0, 0, 0, 1, 1]
    """
    each = [_outline(obstacle) for obstacle in obstacles]
    return Outlines(
        np.concatenate([part for points in each for part in (points, GAP)] or [GAP[:0]]),
        np.repeat(np.arange(len(each)), [len(points) + 1 for points in each]),
        np.array([o.width / 2 if isinstance(o, Stroke) else 0.0 for o in obstacles]),
        tuple("" if isinstance(o, Box) else o.name for o in obstacles),
        tuple(not isinstance(o, Stroke) for o in obstacles),
    )


def _outline(obstacle: Obstacle) -> Array:
    if isinstance(obstacle, Box):
        b = obstacle
        return np.array(
            [[b.left, b.bottom], [b.right, b.bottom], [b.right, b.top], [b.left, b.top], [b.left, b.bottom]]
        )
    points = np.asarray(obstacle.points, dtype=float).reshape(-1, 2)
    return np.concatenate([points, points[:1]]) if isinstance(obstacle, Region) else points


def interpolated_outlines(
    before: Sequence[Obstacle], after: Sequence[Obstacle], shares: Array
) -> list[Outlines]:
    """Return the outlines at each of the `shares`, 0 to 1, of the time between two key times.

    Obstacles at the same index of both lists, of one kind and one number of points, are interpolated
    linearly. Those without such a partner are taken to be there all the time.

    >>> interpolated_outlines([Box(0, 0, 2, 2)], [Box(4, 0, 6, 2)], np.array([0.5]))[0].points[0].tolist()
    [2.0, 0.0]
    """
    stay: list[Obstacle] = [*before[len(after) :], *after[len(before) :]]
    pairs = [*((o, o) for o in stay)]
    for old, new in zip(before, after, strict=False):
        pairs += [(old, new)] if _interpolable(old, new) else [(old, old), (new, new)]
    first, last = outlines_of([old for old, _ in pairs]), outlines_of([new for _, new in pairs])
    way = last.points - first.points
    return [replace(last, points=first.points + way * share) for share in shares.tolist()]


def _interpolable(old: Obstacle, new: Obstacle) -> bool:
    if isinstance(old, Box) or isinstance(new, Box):
        return isinstance(old, Box) and isinstance(new, Box)
    return type(old) is type(new) and old.points.shape == new.points.shape


SIDES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "right": (1, 0),
        "left": (-1, 0),
        "above": (0, 1),
        "below": (0, -1),
        "above right": (1, 1),
        "above left": (-1, 1),
        "below right": (1, -1),
        "below left": (-1, -1),
    }
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Label:
    """A text beside a thing.

    Attributes:
        name: unique among the items.
        sizes: `(width, height)` in pixels of each way to set the text, best first.
        by: candidate anchors on the thing, shape `(k, 2)`; give the same `k` along a film.
        ranked: whether the anchors come best first (else they are equally good).
        sides: preferred sides, best first; any other side costs more, or is out if `strict`.
        gap: clear distance from anchor to text box, in pixels.
        reach: how far from its anchor the box may stand without a leader, in pixels.
        leader: whether it may stand further off, joined by a leader line.
        own: names of the obstacles that are the thing itself: ink near which a label is not crowded.
        over: names of the obstacles that its leader may cross: thin lines of the background.
        within: box that the text does not leave, or `None` for anywhere in the frame.
        priority: which item keeps its place when room is short (larger is more important).
        optional: whether it is left out, at no loss, where there is no free position as asked: a numeral of
            an axis.
        fixed: whether it has the same position throughout a film, and what moves passes under it.
    """

    name: str
    sizes: tuple[tuple[float, float], ...]
    by: Array
    sides: tuple[str, ...] = ()
    strict: bool = False
    ranked: bool = False
    gap: float = 12.0
    reach: float = 60.0
    leader: bool = True
    own: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    within: Box | None = None
    priority: int = 0
    optional: bool = False
    fixed: bool = False

    def __post_init__(self) -> None:
        _check_sizes(self.name, self.sizes)
        _check_points(self.name, "by", self.by)
        unknown = [side for side in self.sides if side not in SIDES]
        if unknown:
            raise ValueError(f"label {self.name!r}: no side {unknown[0]!r}; use one of {', '.join(SIDES)}")
        if self.strict and not self.sides:
            raise ValueError(f"label {self.name!r} is strict but names no side: give `sides`")
        if not 0 <= self.gap <= self.reach:
            raise ValueError(
                f"label {self.name!r}: gap {self.gap} and reach {self.reach} need 0 <= gap <= reach"
            )


@dataclass(frozen=True, eq=False, kw_only=True)
class Callout:
    """A text with an arrow whose tip touches a target stroke.

    Attributes:
        name: unique among the items.
        sizes: `(width, height)` in pixels of each way to set the text, best first.
        target: polyline on which the tip lies, shape `(n, 2)`; nan rows break it.
        within: box that the text stays in, or `None` for anywhere in the frame.
        otherwise: a wider box that the text may use when there is no position in `within`.
        clear: distance from the text to the tail of its arrow, in pixels.
        head: length of the arrowhead, in pixels.
        avoid: points that the tip keeps away from, shape `(m, 2)`.
        own: names of the obstacles that the tip may touch (its target).
        over: names of the obstacles that the arrow may cross: thin lines of the background.
        priority: which item keeps its place when room is short (larger is more important).
    """

    name: str
    sizes: tuple[tuple[float, float], ...]
    target: Array
    within: Box | None = None
    otherwise: Box | None = None
    clear: float = 14.0
    head: float = 24.0
    avoid: Array | None = None
    own: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    priority: int = 0

    def __post_init__(self) -> None:
        _check_sizes(self.name, self.sizes)
        _check_points(self.name, "target", self.target)
        if not np.any(np.isfinite(np.diff(self.target, axis=0)).all(axis=1)):
            raise ValueError(
                f"callout {self.name!r}: its target has no piece that an arrow could touch: give a line"
            )


Item: TypeAlias = Label | Callout


def is_optional(item: Item) -> bool:
    """Return whether an item may be left out at no loss."""
    return isinstance(item, Label) and item.optional


def is_fixed(item: Item) -> bool:
    """Return whether an item has the same position throughout a film."""
    return isinstance(item, Label) and item.fixed


@dataclass(frozen=True, eq=False)
class Placed:
    """The position of one item.

    Attributes:
        name: the item's name.
        size_index: index of the size that its text has.
        box: the box of the text.
        anchor: the point of `by` or of the target that it belongs to.
        side: the side of the anchor on which the text stands.
        leader: leader line (from text to thing) or arrow (from tail to tip), shape `(n, 2)`, or `None`.
        curve: for an arrow, the control points of its quadratic Bézier curve, shape `(3, 2)`.
        choice: indices that identify the candidate and keep their meaning while the thing moves.
        arrival: transition from the placement before: `stays`, `glides` or `fades`.
        opacity: 1, or less during a fade.
        passed: whether something may pass under it here: only where it is `fixed`, in the midst of a film.
    """

    name: str
    size_index: int
    box: Box
    anchor: tuple[float, float]
    side: str
    leader: Array | None = None
    curve: Array | None = None
    choice: tuple[int, ...] = ()
    arrival: str = "stays"
    opacity: float = 1.0
    passed: bool = False


@dataclass(frozen=True)
class Shortfall:
    """A constraint that was relaxed for an item.

    Attributes:
        name: the item's name.
        what: what was relaxed, in words.
        step: the step in the order of relaxation: 1 leader, 2 other size, 3 far off or other region,
            4 less clear, 5 left out.
    """

    name: str
    what: str
    step: int


@dataclass(frozen=True, eq=False)
class Placement:
    """The placed items, by name, and the constraints that were relaxed."""

    placed: Mapping[str, Placed]
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the items that were left out."""
        return tuple(short.name for short in self.shortfalls if short.name not in self.placed)


def _check_sizes(name: str, sizes: tuple[tuple[float, float], ...]) -> None:
    if not sizes or any(not (width > 0 and height > 0) for width, height in sizes):
        raise ValueError(f"item {name!r}: sizes {sizes} must be one or more positive (width, height)")


def _check_points(name: str, what: str, points: Array) -> None:
    if points.ndim != 2 or points.shape[1:] != (2,) or not np.isfinite(points).all(axis=1).any():
        raise ValueError(f"item {name!r}: {what} of shape {points.shape} must be (n, 2) with a finite row")


@dataclass(frozen=True, kw_only=True)
class PlaceCosts:
    """The cost of each departure from the conventional position; only ratios matter.

    A good position costs about 1 and a poor one some 5. Relaxing a constraint (`relaxed`) costs more than any
    of these, and leaving an item out more than all of them together.

    The weights come from looking at pictures. `F` at `A` means `hillside still tangent --function F --at A`,
    any other name the still of that figure; what is said of a picture is how it looks without that weight.
    Where no picture is named, the weight changed none of two dozen pictures, and the reason alone justifies
    it. Lengths are layout pixels, angles degrees.
    """

    further_side: float = 0.7
    """Per side down the figure's list of sides: `tangent` has x above its axis, not at its tip."""
    other_side: float = 1.0
    """For a side not in that list: the run of `tangent` is named at a corner of its leg, not below it."""
    slide: float = 0.8
    """Per half of the box that it is shifted along its side: labels of `steepest` hang over to the left."""
    label_distance: float = 30.0
    """Pixels from the nearest position that cost 1: the run of `x^2` at 3 is off its leg for no reason."""
    label_crowded: float = 4.0
    """For a label that touches foreign ink: the run of `x^2` at 3 sticks to its leg, close to the curve."""
    lower_rank: float = 1.0
    """For the last of ranked anchors: the run of `x^2` at 3 is off the middle of its leg."""
    leader: float = 5.0
    """For a leader line, so that a smaller label by its thing is preferred: it is read sooner."""
    leader_side: float = 0.5
    """Factor on the cost of a side with a leader, which itself shows what the label belongs to."""
    leader_length: float = 80.0
    """Pixels of leader that cost 1: `x + abs(x-1)` at 1 with `--shape 9:16` has one twice as long."""
    next_size: float = 2.0
    """Per size down the list: the callout of `header` is set small with room for it."""
    other_region: float = 5.0
    """For a callout outside of its region."""
    strip_across: float = 0.6
    """For a text at the left or right end of a low region, from 0 in its middle;"""
    strip_up: float = 0.3
    """for one at its upper or lower edge."""
    text_distance: float = 110.0
    """Ideal distance from a callout's text to its target, in pixels, which leaves room for the arc;"""
    text_off: float = 100.0
    """Deviation from it, in pixels, that costs 1: the text of `x^3` at 2 crowds its target."""
    text_room: float = 40.0
    """Distance from a callout's text beyond which ink does not crowd it, in pixels;"""
    text_crowded: float = 1.5
    """for one that touches ink: the text of `tangent` lies on the axis."""
    tip_room: float = 60.0
    """Distance from the tip of an arrow within which foreign ink makes the target ambiguous, in pixels;"""
    tip_crowded: float = 2.5
    """for a tip that touches such ink: the arrow of `tangent` ends where the curve is close."""
    tip_at_end: float = 0.4
    """For a tip at an end of its target: the arrow of `x^3` at 2 might point past it."""
    tip_merged: float = 6.0
    """For a tip on a stroke that it may touch if need be: that of `sqrt(x)` at 9 would point at the curve."""
    tip_near_avoided: float = 90.0
    """Distance from the points to avoid within which a tip costs up to 1, in pixels."""
    short_arrow: float = 120.0
    """Length below which an arrow is short, in pixels;"""
    short_by: float = 30.0
    """Deficit in pixels that costs 1: the arrow of `x^2` at 3 is little more than its head."""
    long_arrow: float = 150.0
    """Length above which an arrow is long, in pixels;"""
    long_by: float = 110.0
    """Excess in pixels that costs 1: the arrow of `x^2` at 3 sweeps over its text."""
    steep_enough: float = 60.0
    """Angle between arrow and target above which it costs nothing, in degrees;"""
    grazing_by: float = 30.0
    """Deficit in degrees that costs `grazing`;"""
    grazing: float = 1.5
    """Cost of such a deficit: the arrow of `tangent` comes down along its target, on the upper end."""
    sideways: float = 1.5
    """For an arrow that leaves its text sideways: that of `x^2` at 3 turns back towards its text."""
    across: float = 1.5
    """For an arrow across a thin line of the background: that of `header` crosses an axis without need."""
    straight: float = 0.15
    """For an arrow with no bend: among straight lines an arc is clearly not part of the drawing."""
    gentle_bend: float = 20.0
    """Angle between an arc's ends and its chord up to which the arc is gentle, in degrees;"""
    bend: float = 2.0
    """Per radian beyond it: the arrow of `header` bends sharply."""
    relaxed: tuple[float, ...] = (0.0, 10.0, 20.0, 30.0, 40.0)
    """For each step of relaxation, above any sum of the costs above, so that relaxing is a last resort."""
    left_out: float = 1000.0
    """For an item that is left out, above the cost of all relaxations."""
    omitted: float = 6.0
    """For an optional item that is left out: without it `tangent` has no numbers at its axes."""
    rank: float = 0.25
    """Share by which all costs of an item rise per rank of its priority: the less important one yields."""
    moved: float = 1.5
    """For another position than at the previous key time of a film, so that labels do not hop;"""
    moved_by: float = 150.0
    """Distance of the move, in pixels, that costs as much again, at most."""
    change: float = 3.0
    """For a change of position along a film, relative to the mean cost of the positions over the film;"""
    change_by: float = 300.0
    """Distance of the change, in pixels, that costs as much again, at most;"""
    fade: float = 3.0
    """For a change whose path is blocked: the item fades out and in, which distracts more than a glide."""


COSTS = PlaceCosts()
