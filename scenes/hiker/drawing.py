"""Drawing of the hiker: the ground, the stops on it, the body, and the downhill arrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import numpy as np

from hillside.stage.drawing import Part, arrow, disk, filled, stroke
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering, markup_of
from hillside.stage.lettering.typst_markup import formula, quoted
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, inset, resampled, within_aspect
from mathcore import derivative
from scenes.hiker.body import Body, Limb, Walk
from scenes.hiker.facts import Hill


@dataclass(frozen=True)
class ArrowPlacement:
    """How the position of the downhill arrow is chosen; lengths are layout pixels.

    Attributes:
        lengths: lengths that are tried, the longest first.
        ahead: distance along the ground from the hiker's foremost point to the tail of the arrow. Without
            it, and without `apart`, the arrow crowds the stick in `hiker`.
        clear: distance from the head of the arrow to the ground.
        yielding: amount by which an arrow may be closer to the ground than that where the ground bends.
        apart: minimum distance from the shaft of the arrow to the hiker.
        overhead: cost of an arrow over the hiker's head, where it starts at no point of the ground. Without
            it the arrow of `hiker` hangs in the sky.
        short: cost per pixel that an arrow is shorter than the longest; a pixel of lift costs 1.
        lift: spacing of the heights that are tried.
    """

    lengths: tuple[float, ...] = (210.0, 180.0, 150.0, 120.0, 90.0)
    ahead: float = 26.0
    clear: float = 14.0
    yielding: float = 6.0
    apart: float = 38.0
    overhead: float = 600.0
    short: float = 0.8
    lift: float = 12.0


ARROW = ArrowPlacement()
HALF_HEAD = MEASURES.arrow_head * 0.42
"""Half the width of the head of the arrow, in layout pixels."""


def ground_box(sheet: Sheet) -> Box:
    """Return the box of the ground: the whole width, below the line with the numbers."""
    return within_aspect(inset(sheet.inside(MEASURES.margin), top=90), 0.8, 2.4)


def walk_of(plane: Plane, facts: Hill, height: float) -> Walk:
    """Return the whole walk over the drawn ground of a hiker who is `height` layout pixels tall."""
    at = plane.points(facts.stops)[:, 0]
    branches = [_increasing(branch) for branch in plane.curve(facts.ground)]
    branch = next(branch for branch in branches if branch[0, 0] - 1 <= at[0] <= branch[-1, 0] + 1)
    inside = np.clip(at, branch[0, 0], branch[-1, 0])
    first = derivative(facts.ground.f, facts.stops[0].x)
    return Walk(branch, tuple(inside.tolist()), height, -1 if first > 0 else 1)


def _increasing(branch: Points) -> Points:
    """Return the points with strictly increasing x: a steep edge has several points with the same x."""
    keep = np.concatenate([[True], np.diff(branch[:, 0]) > 1e-6])
    return branch[keep]


def ground_parts(plane: Plane, facts: Hill) -> dict[str, Part]:
    """Draw the solid ground and its surface."""
    branches = plane.curve(facts.ground)
    bottom = plane.box.bottom
    solid = [np.vstack([branch, [[branch[-1, 0], bottom], [branch[0, 0], bottom]]]) for branch in branches]
    surface = _within(branches, plane.box.grown(-MEASURES.curve / 2))
    return {
        "solid": Part.of(*(filled(shape, plane.theme.ground_fill) for shape in solid)),
        "ground": stroke(surface, plane.theme.ground, MEASURES.curve),
    }


def _within(branches: list[Points], box: Box) -> list[Points]:
    """Return the parts of the branches inside a box, so that round caps stay within the solid ground."""
    trimmed: list[Points] = []
    for branch in branches:
        inner = branch[(branch[:, 0] > box.left) & (branch[:, 0] < box.right)]
        ends = np.clip(branch[[0, -1], 0], box.left, box.right)
        heights = np.interp(ends, branch[:, 0], branch[:, 1])
        line = np.vstack([[ends[0], heights[0]], inner, [ends[1], heights[1]]])
        trimmed.append(np.column_stack([line[:, 0], np.clip(line[:, 1], box.bottom, box.top)]))
    return trimmed


def stop_marks(plane: Plane, facts: Hill) -> Part:
    """Draw a dot on the ground at each stop."""
    centers = plane.points(facts.stops)
    return Part.of(
        *(disk(center, MEASURES.mark + MEASURES.halo / 2, plane.theme.paper) for center in centers),
        *(disk(center, MEASURES.mark, plane.theme.slope) for center in centers),
    )


def hiker_parts(plane: Plane, facts: Hill, body: Body) -> dict[str, Part]:
    """Return the hiker and, unless the ground is flat there, the downhill arrow."""
    parts = {"hiker": body_part(body, plane.theme)}
    return {**parts, "arrow": _downhill_arrow(plane, facts, body)} if facts.downhill else parts


def body_part(body: Body, theme: Theme) -> Part:
    """Draw a body back to front: the far limbs, the pack, the stick, the near limbs, the head."""
    far = [_limb(limb, theme.ink_far) for limb in body.limbs if limb.far]
    near = [_limb(limb, theme.ink) for limb in body.limbs if not limb.far]
    head = disk(body.head_center, body.head_radius, theme.ink)
    return Part.of(*far, filled(body.pack, theme.pack), _limb(body.stick, theme.faint), *near, head)


def _limb(limb: Limb, color: str) -> Part:
    return stroke([np.asarray(limb.points)], color, limb.width)


def _downhill_arrow(plane: Plane, facts: Hill, body: Body) -> Part:
    """Return the cheapest arrow along the tangent that is clear of the ground and of the hiker.

    If none is, as in a narrow valley or at the edge, the cheapest of all is returned.
    """
    ground, inked, room = np.vstack(plane.curve(facts.ground)), _body_points(body), plane.box
    candidates = [ends for _, ends in sorted(_arrows(plane, facts, body), key=lambda weighed: weighed[0])]
    free = (ends for ends in candidates if _is_free(ends, ground, inked, room))
    part = arrow(next(free, candidates[0]), plane.theme.slope, MEASURES.arrow, MEASURES.arrow_head)
    part.plane = plane
    return part


def _arrows(plane: Plane, facts: Hill, body: Body) -> Iterator[tuple[float, Points]]:
    """Yield candidates, tail and head, each with its cost: ahead of the hiker, and overhead."""
    along, up = _directions(plane, facts)
    foot = plane.points([facts.foot])[0]
    joints = np.vstack([body.stick.points, *(limb.points for limb in body.limbs)])
    start = max(float(((joints - foot) @ along).max()) + ARROW.ahead, ARROW.ahead)
    tail = foot + along * start + up * (HALF_HEAD + ARROW.clear)
    over = np.array([foot[0], body.outline().top + ARROW.ahead + MEASURES.arrow_head])
    sky = np.array([0.0, 1.0])
    for length in ARROW.lengths:
        for lift in np.arange(0.0, 2.0 * MEASURES.hiker, ARROW.lift).tolist():
            yield _cost(length, lift), tail + np.outer([0, length], along) + sky * lift
    for length in ARROW.lengths:
        for lift in np.arange(0.0, 4.0 * MEASURES.hiker, ARROW.lift).tolist():
            yield ARROW.overhead + _cost(length, lift), _overhead_arrow(over, along, length) + sky * lift


def _cost(length: float, lift: float) -> float:
    return lift + ARROW.short * (ARROW.lengths[0] - length)


def _overhead_arrow(middle: Points, along: Points, length: float) -> Points:
    """Return an arrow of a given length centered over `middle`, entirely above it."""
    ends = middle + np.outer([-length / 2, length / 2], along)
    return ends + np.array([0.0, middle[1] - min(ends[:, 1].tolist())])


def _body_points(body: Body) -> Points:
    """Return points all over a body, spaced 12 layout pixels, shape `(n, 2)`."""
    limbs = [resampled(limb.points, 12) for limb in (*body.limbs, body.stick)]
    return np.vstack([*limbs, body.pack, body.head_center[None]])


def _is_free(ends: Points, ground: Points, inked: Points, box: Box) -> bool:
    """Return whether an arrow is above the ground, clear of the hiker, and within the box."""
    samples: Points = ends[0] + np.linspace(0.0, 1.0, 24)[:, None] * (ends[1] - ends[0])
    above: Points = samples[:, 1] - np.interp(samples[:, 0], ground[:, 0], ground[:, 1])
    room = box.grown(-MEASURES.arrow_head / 2)
    inside = (samples[:, 0] > room.left) & (samples[:, 0] < room.right) & (samples[:, 1] < room.top)
    apart = np.hypot(*(samples[:, None] - inked[None]).T)
    off = above.min() >= HALF_HEAD + ARROW.clear - ARROW.yielding and apart.min() >= ARROW.apart
    return bool(off and inside.all())


def _directions(plane: Plane, facts: Hill) -> tuple[Points, Points]:
    """Return unit vectors on the sheet: downhill along the tangent, and along the upward normal."""
    slope = facts.slope * plane.view.stretch
    along = facts.downhill * np.array([1.0, slope]) / hypot(1.0, slope)
    up = np.array([-slope, 1.0]) / hypot(1.0, slope)
    return along, up


def direction_label(text: str, within: Box | None = None) -> Beside:
    """Return the words beside the downhill arrow."""
    return Beside(
        lettering=lettering(text, lines=(2, 3, 1), least=MEASURES.least_label),
        by="arrow",
        sides=("above left", "above right", "above", "left", "right"),
        reach=110,
        leader=True,
        within=within,
        priority=8,
    )


def height_and_slope(facts: Hill, sheet: Sheet, language: Language) -> Beside:
    """Return the line above the picture with the height and the slope under the hiker."""
    x, y, slope = (quoted(language.numeral(value)) for value in (facts.foot.x, facts.foot.y, facts.slope))
    f = markup_of("f", language)
    height, slope = f"{f}({x}) = {y}", f"{f}'({x}) = {slope}"
    lines = (formula(f"{height} quad {slope}"), f"{formula(height)}\\\n{formula(slope)}", formula(slope))
    return headline(Lettering(settings=lines), sheet.inside(MEASURES.margin), language)
