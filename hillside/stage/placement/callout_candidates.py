"""Candidates for a callout: a text, and an arc from it to a point of its target.

An arc is the parabola whose two ends turn by the same angle from the chord, so it has no inflection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from hillside.stage.placement.candidates import (
    Candidates,
    Page,
    concatenated,
    diverse_rows,
    memoized,
    rows_inside,
)
from hillside.stage.placement.ink import (
    Occupancy,
    blocked_boxes,
    blocked_lines,
    box_clearances,
    distances_from,
    occupancy_of,
    stands_apart,
)
from hillside.stage.placement.items import COSTS, Callout
from hillside.stage.sheet import Array, Box, Flags, Indices, box_gaps

STRIP = 3.0  # a region lower than so many text heights is a strip: the text is centered in it
FIRST_TEXTS, MORE_TEXTS = 24, 60  # text positions tried with all arrows: at first, and when those fail
REACH, FAR_REACH = 260.0, 620.0  # maximum distance from target to text, in pixels, as a rule and if far
HEAD_PIECES = 3  # the last pieces of the arc, where the arrowhead is wider than the shaft
BATCH, ENOUGH = 384, 64  # arcs tested at a time; number of free arcs after which the search ends
HEAD_HALF_WIDTH = 0.42  # of an arrowhead, over its length, as `hillside.stage.drawing.arrow` draws it
SHAFT_HALF_WIDTH = 2.0  # pixels; also the radius of the joints of a shaft
BENDS = np.radians([0.0, 16.0, -16.0, 30.0, -30.0, 45.0, -45.0])  # angles between an arc's ends and its chord
TAILS = np.array([0.15, 0.32, 0.5, 0.68, 0.85])  # starts of arrows, as shares of the text's width
ALL_TAILS, FIRST_TAILS = np.arange(12), np.array([0, 2, 4, 5, 7, 9, 10, 11])
ARC_SAMPLES = 13  # points per arc, in the tests and in the result
MIN_CHORD, MAX_CHORD = 84.0, 760.0  # chord in pixels: a shorter arrow does not read as one
MIN_TARGET_ANGLE = np.radians(35.0)  # between arrow and target
MAX_EXIT_ANGLE = np.radians(70.0)  # between an arrow and the normal of the text's edge
TIP_APART = 2.5  # distance of a tip from the middle of another stroke, in its widths: the gap is two of them
CLEARLY_APART = 16.0  # distance in pixels of a tip from the middle of a stroke that it may touch, if need be
TIP_COUNT = 23  # points of the target that are tried; every other one at first


class Texts(NamedTuple):
    """Free positions of the text: boxes `(t, 4)`, costs `(t,)`, and stable indices `(t,)`."""

    boxes: Array
    cost: Array
    choices: Indices


def callout_candidates(
    callout: Callout, size: int, page: Page, *, elsewhere: bool = False, far: bool = False
) -> Candidates:
    """Return the best free pairs of a text position and an arrow, by rising cost.

    The text stays in `callout.within`, or, if `elsewhere`, in `callout.otherwise`; if `far`, it may stand
    so far off that the arrow is long.
    """
    reach = FAR_REACH if far else REACH

    def find(page: Page) -> Candidates:
        occupancy = occupancy_of(page.ink, (*callout.own, *callout.over), page.frame, page.clear)
        if page.only is None and not far:
            found = _search(callout, size, page, occupancy, elsewhere, reach, fine=False)
            if len(found):
                return found
        return _search(callout, size, page, occupancy, elsewhere, reach, fine=True)

    # With `page.only` the search is finer: its results need not be among those of the first, coarse search.
    if page.only is not None:
        return find(page)
    return memoized(f"arrow {elsewhere} {far}", callout, size, page, np.inf, find)


def _search(
    callout: Callout,
    size: int,
    page: Page,
    occupancy: Occupancy,
    elsewhere: bool,
    reach: float,
    *,
    fine: bool,
) -> Candidates:
    within = callout.otherwise if elsewhere else callout.within
    texts = _texts(callout, size, page, page.frame if within is None else within, reach, fine)
    tips = tips_of(callout, page, fine)
    start, normal = tail_points(texts.boxes, callout.clear)
    if page.only is None:
        text, tail, tip, bend = _all_arrows(texts, ALL_TAILS if fine else FIRST_TAILS, tips)
    else:
        wanted = page.only[(page.only[:, 0] == size) & (page.only[:, 5] == elsewhere), 1:5]
        text, tail, tip, bend = _wanted_arrows(wanted, texts, tips)
    curves = arcs(start[text, tail], tips.points[tip], BENDS[bend])
    fair, cost = acceptable_arcs(curves, normal[tail], tips.along[tip], np.abs(BENDS[bend]))
    cost = cost + texts.cost[text[fair]] + tips.cost[tip[fair]]

    def arrows(order: Indices) -> Candidates:
        rows = fair[order]
        a, b, m = text[rows], tip[rows], len(rows)
        numbers = [np.full(m, size), texts.choices[a], tail[rows], tips.choices[b], bend[rows]]
        choices = np.stack([*numbers, np.full(m, int(elsewhere))], axis=1)
        none, clear = np.full((m, 1, 2), np.nan), np.full(m, page.clear)
        return Candidates(cost[order], texts.boxes[a], none, curves[rows], tips.points[b], choices, clear)

    return _first_free(callout, page, occupancy, np.argsort(cost, kind="stable"), arrows)


def _all_arrows(texts: Texts, tried: Indices, tips: Tips) -> Indices:
    """Return the indices of text, tail, tip and bend of every arrow: shape `(4, m)`."""
    arrows = np.indices((len(texts.cost), len(tried), len(tips.cost), len(BENDS))).reshape(4, -1)
    arrows[1] = tried[arrows[1]]
    return arrows


def _wanted_arrows(wanted: Indices, texts: Texts, tips: Tips) -> Indices:
    """Return the same for the wanted arrows only, shape `(w, 4)`, whose text and tip are free."""
    wanted = wanted[np.isin(wanted[:, 0], texts.choices) & np.isin(wanted[:, 2], tips.choices)]
    for column, choices in ((0, texts.choices), (2, tips.choices)):
        order = np.argsort(choices)
        wanted[:, column] = order[np.searchsorted(choices, wanted[:, column], sorter=order)]
    return wanted[np.lexsort(wanted.T[::-1])].T


def _texts(callout: Callout, size: int, page: Page, within: Box, reach: float, fine: bool) -> Texts:
    half = np.array(callout.sizes[size]) / 2
    is_strip = within.height < STRIP * 2 * half[1]
    centers, taste = _strip(within, half) if is_strip else (_grid_around(callout.target, half, reach), None)
    boxes = np.concatenate([centers - half, centers + half], axis=1)
    kept = np.intersect1d(rows_inside(boxes, page.frame), rows_inside(boxes, within))
    if page.only is not None:
        kept = np.intersect1d(kept, page.only[:, 1])
    kept = kept[~blocked_boxes(page.ink, boxes[kept], page.clear)]
    room = box_clearances(page.ink, boxes[kept], (), COSTS.text_room)
    cost = _distance_costs(callout.target, boxes[kept]) if taste is None else taste[kept]
    cost = cost + COSTS.text_crowded * (1 - room / COSTS.text_room) ** 2
    if reach > REACH:
        first = diverse_rows(cost, boxes[kept, :2], MORE_TEXTS)
    else:
        first = np.argsort(cost, kind="stable")[: MORE_TEXTS if fine else FIRST_TEXTS]
    return Texts(boxes[kept][first], cost[first], kept[first])


def _strip(within: Box, half: Array) -> tuple[Array, Array]:
    """Return text centers in a low region, and their costs, least in the middle; none if it is too small."""
    low = np.array([within.left, within.bottom]) + half
    high = np.array([within.right, within.top]) - half
    if (low > high).any():
        return np.zeros((0, 2)), np.zeros(0)
    rows = 3 if (high - low)[1] > 48 else 1
    i, j = np.indices((9, rows)).reshape(2, -1)
    share: Array = np.stack([i, j], axis=1) / np.array([4.0, 1.0]) - np.array([1.0, rows // 2])
    cost = COSTS.strip_across * np.abs(share[:, 0]) + COSTS.strip_up * np.abs(share[:, 1])
    return (low + high) / 2 + share * (high - low) / 2, cost


def _grid_around(target: Array, half: Array, reach: float) -> Array:
    """Return text centers on a grid around the target."""
    box = Box.around(target)
    most = np.array([box.width, box.height]) / 2 + half + reach
    i, j = np.indices((49, 49)).reshape(2, -1).astype(float) - 24
    offset = np.stack([i * 64.0, j * 48.0], axis=1)
    offset[(np.abs(offset) > most).any(axis=1)] = np.nan
    return np.array(box.center) + offset


def _distance_costs(target: Array, boxes: Array) -> Array:
    """Return the costs of texts for being nearer to the target, or further off, than the ideal distance."""
    gap: Array = box_gaps(boxes[:, None], _finite_points(target)[None]).min(axis=1)
    return np.abs(gap - COSTS.text_distance) / COSTS.text_off


def _finite_points(target: Array) -> Array:
    rows = target[np.isfinite(target).all(axis=1)]
    return rows[:: max(1, len(rows) // 24)]


def _first_free(
    callout: Callout,
    page: Page,
    occupancy: Occupancy,
    order: Indices,
    arrows: Callable[[Indices], Candidates],
) -> Candidates:
    """Return the first arrows in this order that cross nothing but what they may: some `ENOUGH` of them."""
    found = [arrows(order[:0])]
    for first in range(0, len(order), BATCH):
        batch = arrows(order[first : first + BATCH])
        batch = batch.subset(np.flatnonzero(~occupancy.hits(arc_samples(batch.curves, 4 * ARC_SAMPLES))))
        batch = batch.subset(np.flatnonzero(_crosses_nothing(callout, page, batch, callout.over)))
        if callout.over:
            clear = _crosses_nothing(callout, page, batch, ())
            batch = batch.with_extra_cost(np.where(clear, 0.0, COSTS.across))
        found.append(batch)
        if sum(map(len, found)) >= ENOUGH:
            break
    candidates = concatenated(found)
    return replace(candidates, lines=arc_samples(candidates.curves))


def _crosses_nothing(callout: Callout, page: Page, candidates: Candidates, over: tuple[str, ...]) -> Flags:
    lines = arc_samples(candidates.curves)
    # No ink may separate text and arrow, so the gap between them is tested with the arrow.
    edge = np.clip(lines[:, 0], candidates.boxes[:, :2], candidates.boxes[:, 2:])
    whole = np.concatenate([edge[:, None], lines], axis=1)
    keep = np.full(ARC_SAMPLES, page.clear)
    keep[-HEAD_PIECES:] = max(page.clear, 0.4 * callout.head + 2)
    returns = box_gaps(candidates.boxes[:, None], lines).min(axis=1) < 0.9 * callout.clear
    free = ~blocked_lines(page.ink, whole, keep, callout.own, over) & ~returns
    drawn = np.concatenate([lines, _head_corners(candidates.curves, callout.head)], axis=1)
    bounds = np.concatenate([drawn.min(axis=1), drawn.max(axis=1)], axis=1)
    within = np.zeros(len(candidates), dtype=bool)
    within[rows_inside(bounds, page.frame, SHAFT_HALF_WIDTH)] = True
    return free & within


def _head_corners(curves: Array, head: float) -> Array:
    """Return the two rear corners of each arrowhead, shape `(m, 2, 2)`."""
    along = curves[:, 2] - curves[:, 1]
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    across = HEAD_HALF_WIDTH * head * np.stack([-along[:, 1], along[:, 0]], axis=1)
    base = curves[:, 2] - head * along
    return np.stack([base + across, base - across], axis=1)


def tail_points(boxes: Array, clear: float) -> tuple[Array, Array]:
    """Return starts of arrows, `clear` pixels off the text, `(t, n, 2)`, and their unit normals, `(n, 2)`."""
    edge = len(TAILS)
    share = np.array([*([x, 0.0] for x in TAILS), *([x, 1.0] for x in TAILS), [0.0, 0.5], [1.0, 0.5]])
    normal = np.array([[0.0, -1.0]] * edge + [[0.0, 1.0]] * edge + [[-1.0, 0.0], [1.0, 0.0]])
    size = boxes[:, None, 2:] - boxes[:, None, :2]
    return boxes[:, None, :2] + share * size + clear * normal, normal


def arcs(start: Array, end: Array, bend: Array) -> Array:
    """Return the control points, `(m, 3, 2)`, of arcs from start to end that bend to the left by an angle.

    >>> arcs(np.array([[0., 0.]]), np.array([[2., 0.]]), np.array([np.pi / 4]))[0, 1].round(6).tolist()
    [1.0, 1.0]
    """
    chord = end - start
    left = np.stack([-chord[:, 1], chord[:, 0]], axis=1)
    return np.stack([start, (start + end) / 2 + left * np.tan(bend)[:, None] / 2, end], axis=1)


def acceptable_arcs(curves: Array, normal: Array, along: Array, bend: Array) -> tuple[Indices, Array]:
    """Return the rows of the arcs that are long, steep and straight enough, and their costs."""
    leave = curves[:, 1] - curves[:, 0]
    reach = np.maximum(np.hypot(leave[:, 0], leave[:, 1]), 1e-9)
    length = 2 * reach * np.cos(bend)
    outward = (leave * normal).sum(axis=1) / reach
    rows = np.flatnonzero((length >= MIN_CHORD) & (length <= MAX_CHORD) & (outward >= np.cos(MAX_EXIT_ANGLE)))
    arrive, along = curves[rows, 2] - curves[rows, 1], along[rows]
    sine = np.abs(arrive[:, 0] * along[:, 1] - arrive[:, 1] * along[:, 0]) / reach[rows]
    steep = np.arcsin(np.minimum(1, sine))
    rows, steep = rows[steep >= MIN_TARGET_ANGLE], steep[steep >= MIN_TARGET_ANGLE]
    length, outward, bend = length[rows], outward[rows], bend[rows]
    cost = np.maximum(0, COSTS.short_arrow - length) / COSTS.short_by
    cost = cost + np.maximum(0, length - COSTS.long_arrow) / COSTS.long_by
    lacking = np.maximum(0, np.radians(COSTS.steep_enough) - steep)
    cost += COSTS.grazing * lacking / np.radians(COSTS.grazing_by) + COSTS.sideways * (1 - outward)
    over = np.maximum(0, bend - np.radians(COSTS.gentle_bend))
    cost += np.where(bend == 0, COSTS.straight, COSTS.bend * over)
    return rows, cost


def arc_samples(curves: Array, count: int = ARC_SAMPLES) -> Array:
    """Return points along quadratic Bézier curves with control points `(m, 3, 2)`: shape `(m, count, 2)`.

    >>> arc_samples(np.array([[[0., 0.], [1., 2.], [2., 0.]]]))[0, ARC_SAMPLES // 2].tolist()
    [1.0, 1.0]
    """
    t = np.linspace(0, 1, count)
    weights = np.stack([(1 - t) ** 2, 2 * t * (1 - t), t**2], axis=1)
    return weights @ curves


class Tips(NamedTuple):
    """Free points of the target, `(p, 2)`, unit tangents there, costs, and stable indices."""

    points: Array
    along: Array
    cost: Array
    choices: Indices


def tips_of(callout: Callout, page: Page, fine: bool) -> Tips:
    """Return points of the target that clearly belong to no other stroke, those with room around cheapest."""
    points, along = _points_along(np.asarray(callout.target, dtype=float))
    rows = np.concatenate([points, points], axis=1)
    room = box_clearances(page.ink, rows, callout.own, COSTS.tip_room)
    ends = np.abs(np.linspace(-1, 1, TIP_COUNT)) > 0.9
    cost = COSTS.tip_crowded * (1 - room / COSTS.tip_room) ** 2 + COSTS.tip_at_end * ends
    free = (room >= page.clear) & stands_apart(page.ink, points, callout.own, TIP_APART)
    free &= fine | (np.arange(TIP_COUNT) % 2 == 0)
    if callout.avoid is not None and len(callout.avoid):
        off = points[:, None] - callout.avoid[None]
        gap = np.hypot(off[..., 0], off[..., 1]).min(axis=1)
        free &= gap >= callout.head + page.clear
        cost += np.maximum(0, 1 - gap / COSTS.tip_near_avoided)
    cost += COSTS.tip_merged * _merged(callout, points, page)
    kept = np.intersect1d(np.flatnonzero(free), rows_inside(rows, page.frame))
    return Tips(points[kept], along[kept], cost[kept], kept)


def _merged(callout: Callout, points: Array, page: Page) -> Array:
    """Return how far each point is from being as clear of the strokes beside the target as any point can be.

    Where a curve lies almost on its tangent, an arrow to the middle of the tangent would touch the curve too.
    """
    off = distances_from(page.ink, points, callout.own[1:])
    most = float(off.max(initial=0.0))
    clearest = min(most, CLEARLY_APART) if np.isfinite(most) else 0.0
    return np.maximum(0.0, 1 - off / clearest) if clearest > 0 else np.zeros(len(points))


def _points_along(target: Array) -> tuple[Array, Array]:
    """Return points spread evenly over the drawn length of the target, and its unit tangents there."""
    lengths: Array = np.hypot(*(target[1:] - target[:-1]).T)
    drawn = np.flatnonzero(lengths > 0)
    first: Array = target[drawn]
    step: Array = (target[1:] - target[:-1])[drawn]
    if len(drawn) == 0:
        return np.full((TIP_COUNT, 2), np.nan), np.zeros((TIP_COUNT, 2))
    length: Array = lengths[drawn]
    ends: Array = np.cumsum(length)
    at = (np.arange(TIP_COUNT) + 0.5) / TIP_COUNT * float(ends[-1])
    piece = np.minimum(np.searchsorted(ends, at), len(drawn) - 1)
    along = step[piece] / length[piece, None]
    return first[piece] + along * (at - ends[piece] + length[piece])[:, None], along
