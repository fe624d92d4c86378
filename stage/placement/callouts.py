"""Where a callout could stand: a text, and one gentle arc from it to a point of its target.

An arc is the parabola whose two ends turn by the same angle from the chord, so it can have no hook.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from stage.geometry import Array, Box, Indices, box_gaps
from stage.placement.ink import blocked_boxes, blocked_lines, box_clearances
from stage.placement.items import Callout
from stage.placement.options import Options, Page, inside, joined

TIPS = 12  # points of the target that are tried
STRIP = 3.0  # a region of less than so many text heights is a strip: the text is centered in it
TEXTS = 24  # places for the text that are tried with all arrows
BENDS = np.radians([0.0, 16.0, -16.0, 30.0, -30.0, 45.0, -45.0])  # of the arc's ends from its chord
TAILS = np.array([0.15, 0.5, 0.85])  # along the upper and lower edge of the text
POINTS = 13  # of an arc when it is tested and answered
SHORTEST, LONGEST = 84.0, 760.0  # chord of an arrow, in pixels: under this it does not read as an arrow
GRAZING = np.radians(35.0)  # least angle between arrow and target
SIDEWAYS = np.radians(70.0)  # most that an arrow may leave its text off the square
BATCH, ENOUGH = 160, 64  # arcs tested at a time, free arcs after which the search ends
ROOM = 60.0  # pixels: foreign ink nearer to the tip than this makes it doubtful what is meant


class Texts(NamedTuple):
    """Free places for the text: boxes `(t, 4)`, costs `(t,)` and lasting numbers `(t,)`."""

    boxes: Array
    cost: Array
    spots: Indices


class Tips(NamedTuple):
    """Free points of the target: `points` and unit `along`, `(p, 2)`, costs and lasting numbers `(p,)`."""

    points: Array
    along: Array
    cost: Array
    spots: Indices


def callout_options(callout: Callout, size: int, page: Page, *, elsewhere: bool = False) -> Options:
    """The best free pairs of a place for the text and an arrow, by rising cost.

    The text stays in `callout.within`, or, if `elsewhere`, in `callout.otherwise`.
    """
    within = callout.otherwise if elsewhere else callout.within
    texts = _texts(callout, size, page, page.frame if within is None else within)
    tips = _tips(callout, page)
    start, normal = _tails(texts.boxes, callout.clear)
    counts = len(texts.cost), len(normal), len(tips.cost), len(BENDS)
    text, tail, tip, bend = np.indices(counts).reshape(4, -1)
    curves = _arcs(start[text, tail], tips.points[tip], BENDS[bend])
    cost, fair = _arc_costs(curves, normal[tail], tips.along[tip], np.abs(BENDS[bend]))
    cost = cost + texts.cost[text] + tips.cost[tip]
    numbers = [np.full_like(text, size), texts.spots[text], tail, tips.spots[tip], bend]
    spots = np.stack([*numbers, np.full_like(text, int(elsewhere))], axis=1)
    clear, none = np.full(len(cost), page.clear), np.full((len(cost), 1, 2), np.nan)
    options = Options(cost, texts.boxes[text], none, curves, tips.points[tip], spots, clear)
    return _first_free(callout, page, options.take(fair).among(page.only).cheapest_first())


def sampled(curves: Array) -> Array:
    """Points along quadratic Bezier curves with control points `(m, 3, 2)`: shape `(m, POINTS, 2)`.

    >>> sampled(np.array([[[0., 0.], [1., 2.], [2., 0.]]]))[0, POINTS // 2].tolist()
    [1.0, 1.0]
    """
    t = np.linspace(0, 1, POINTS)
    weights = np.stack([(1 - t) ** 2, 2 * t * (1 - t), t**2], axis=1)
    return weights @ curves


def _texts(callout: Callout, size: int, page: Page, within: Box) -> Texts:
    half = np.array(callout.sizes[size]) / 2
    is_strip = within.height < STRIP * 2 * half[1]
    centers, cost = _strip(within, half) if is_strip else _around(callout.target, half)
    boxes = np.concatenate([centers - half, centers + half], axis=1)
    kept = np.intersect1d(inside(boxes, page.frame), inside(boxes, within))
    if page.only is not None:
        kept = np.intersect1d(kept, page.only[:, 1])
    kept = kept[~blocked_boxes(page.ink, boxes[kept], page.clear)]
    room = box_clearances(page.ink, boxes[kept], (), 40.0)
    cost = cost[kept] + 1.5 * (1 - room / 40) ** 2
    first = np.argsort(cost, kind="stable")[:TEXTS]
    return Texts(boxes[kept][first], cost[first], kept[first])


def _strip(within: Box, half: Array) -> tuple[Array, Array]:
    """Centers, the middle first in price, in a region that is low; none if it is too small."""
    low = np.array([within.left, within.bottom]) + half
    high = np.array([within.right, within.top]) - half
    if (low > high).any():
        return np.zeros((0, 2)), np.zeros(0)
    rows = 3 if (high - low)[1] > 48 else 1
    i, j = np.indices((9, rows)).reshape(2, -1)
    share: Array = np.stack([i, j], axis=1) / np.array([4.0, 1.0]) - np.array([1.0, rows // 2])
    return (low + high) / 2 + share * (high - low) / 2, 0.6 * np.abs(share[:, 0]) + 0.3 * np.abs(share[:, 1])


def _around(target: Array, half: Array) -> tuple[Array, Array]:
    """Centers on a grid around the target, those close to it cheapest."""
    box = Box.around(target)
    reach = np.array([box.width, box.height]) / 2 + half + 260
    i, j = np.indices((49, 49)).reshape(2, -1).astype(float) - 24
    offset = np.stack([i * 64.0, j * 48.0], axis=1)
    offset[(np.abs(offset) > reach).any(axis=1)] = np.nan
    centers = np.array(box.center) + offset
    boxes = np.concatenate([centers - half, centers + half], axis=1)
    gap: Array = box_gaps(boxes[:, None], _clean(target)[None]).min(axis=1)
    return centers, np.abs(gap - 110) / 100


def _clean(target: Array) -> Array:
    rows = target[np.isfinite(target).all(axis=1)]
    return rows[:: max(1, len(rows) // 24)]


def _tips(callout: Callout, page: Page) -> Tips:
    """Points of the target that are clear of what is not its own, those with room around them cheapest."""
    points, along = _spread(np.asarray(callout.target, dtype=float))
    rows = np.concatenate([points, points], axis=1)
    room = box_clearances(page.ink, rows, callout.own, ROOM)
    ends = np.abs(np.linspace(-1, 1, TIPS)) > 0.9
    cost = 2.5 * (1 - room / ROOM) ** 2 + 0.4 * ends
    free = room >= page.clear
    if callout.avoid is not None and len(callout.avoid):
        off = points[:, None] - callout.avoid[None]
        gap = np.hypot(off[..., 0], off[..., 1]).min(axis=1)
        free &= gap >= callout.head + page.clear
        cost += np.maximum(0, 1 - gap / 90)
    kept = np.intersect1d(np.flatnonzero(free), inside(rows, page.frame))
    return Tips(points[kept], along[kept], cost[kept], kept)


def _spread(target: Array) -> tuple[Array, Array]:
    """Points spread evenly over the drawn length of the target, and its direction there."""
    lengths: Array = np.hypot(*(target[1:] - target[:-1]).T)
    drawn = np.flatnonzero(lengths > 0)
    first: Array = target[drawn]
    step: Array = (target[1:] - target[:-1])[drawn]
    if len(drawn) == 0:
        return np.full((TIPS, 2), np.nan), np.zeros((TIPS, 2))
    length: Array = lengths[drawn]
    ends: Array = np.cumsum(length)
    at = (np.arange(TIPS) + 0.5) / TIPS * ends[-1]
    piece = np.minimum(np.searchsorted(ends, at), len(drawn) - 1)
    along = step[piece] / length[piece, None]
    return first[piece] + along * (at - ends[piece] + length[piece])[:, None], along


def _tails(boxes: Array, clear: float) -> tuple[Array, Array]:
    """Where arrows may start, `clear` off the text, `(t, n, 2)`, and the way out there, `(n, 2)`."""
    edge = len(TAILS)
    share = np.array([*([x, 0.0] for x in TAILS), *([x, 1.0] for x in TAILS), [0.0, 0.5], [1.0, 0.5]])
    normal = np.array([[0.0, -1.0]] * edge + [[0.0, 1.0]] * edge + [[-1.0, 0.0], [1.0, 0.0]])
    size = boxes[:, None, 2:] - boxes[:, None, :2]
    return boxes[:, None, :2] + share * size + clear * normal, normal


def _arcs(start: Array, end: Array, bend: Array) -> Array:
    chord = end - start
    left = np.stack([-chord[:, 1], chord[:, 0]], axis=1)
    return np.stack([start, (start + end) / 2 + left * np.tan(bend)[:, None] / 2, end], axis=1)


def _arc_costs(curves: Array, normal: Array, along: Array, bend: Array) -> tuple[Array, Indices]:
    """What each arc costs, and the rows of those that are long, steep and straight enough."""
    leave, arrive = curves[:, 1] - curves[:, 0], curves[:, 2] - curves[:, 1]
    reach = np.hypot(*leave.T)
    length = 2 * reach * np.cos(bend)
    outward = (leave * normal).sum(axis=1) / reach
    steep = np.arcsin(np.minimum(1, np.abs(arrive[:, 0] * along[:, 1] - arrive[:, 1] * along[:, 0]) / reach))
    cost = np.maximum(0, 120 - length) / 30 + np.maximum(0, length - 150) / 110
    cost += 1.5 * np.maximum(0, np.radians(60) - steep) / np.radians(30) + 1.5 * (1 - outward)
    cost += np.where(bend == 0, 0.15, 2.0 * np.maximum(0, bend - np.radians(20)))
    fair = (length >= SHORTEST) & (length <= LONGEST) & (steep >= GRAZING) & (outward >= np.cos(SIDEWAYS))
    return cost, np.flatnonzero(fair)


def _first_free(callout: Callout, page: Page, options: Options) -> Options:
    """The first `ENOUGH` or so of the options whose arcs cross nothing."""
    found = [options.take(np.arange(0))]
    keep = np.full(POINTS - 1, max(page.clear, 0.4 * callout.head + 2))
    for first in range(0, len(options), BATCH):
        batch = options.take(np.arange(first, min(first + BATCH, len(options))))
        lines = sampled(batch.curves)
        bounds = np.concatenate([lines.min(axis=1), lines.max(axis=1)], axis=1)
        returns = box_gaps(batch.boxes[:, None], lines).min(axis=1) < 0.9 * callout.clear
        free = np.flatnonzero(~blocked_lines(page.ink, lines, keep, callout.own) & ~returns)
        found.append(batch.take(np.intersect1d(free, inside(bounds, page.frame))))
        if sum(map(len, found)) >= ENOUGH:
            break
    options = joined(found)
    return replace(options, lines=sampled(options.curves))
