"""Where a callout could stand: a text, and one gentle arc from it to a point of its target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from hillside.stage.box import Box
from hillside.stage.geometry import Array, Flags, Indices, box_gaps
from hillside.stage.placement.arcs import (
    ALL_TAILS,
    BENDS,
    FIRST_TAILS,
    POINTS,
    arcs,
    fair_arcs,
    sampled,
    tails,
)
from hillside.stage.placement.ink import blocked_boxes, blocked_lines, box_clearances
from hillside.stage.placement.items import Callout
from hillside.stage.placement.notes import noted
from hillside.stage.placement.options import Options, Page, inside, joined
from hillside.stage.placement.sieve import Sieve, sieve_of
from hillside.stage.placement.spread import spread
from hillside.stage.placement.tips import Tips, tips_of

STRIP = 3.0  # a region of less than so many text heights is a strip: the text is centered in it
TEXTS, MORE_TEXTS = 24, 60  # places for the text that are tried with all arrows, at first and in need
REACH, FAR_REACH = 260.0, 620.0  # from the target to a text, in pixels, as a rule and when far off will do
HEAD_PIECES = 3  # the last pieces of the arc, where the arrowhead takes more room than the shaft
BATCH, ENOUGH = 384, 64  # arcs tested at a time, free arcs after which the search ends
BROAD = 0.42  # half the width of an arrowhead over its length, as `hillside.stage.drawing.arrow` draws it
SHAFT = 2.0  # half the width of a shaft, and the roundness of its joints


class Texts(NamedTuple):
    """Free places for the text: boxes `(t, 4)`, costs `(t,)` and lasting numbers `(t,)`."""

    boxes: Array
    cost: Array
    spots: Indices


def callout_options(
    callout: Callout, size: int, page: Page, *, elsewhere: bool = False, far: bool = False
) -> Options:
    """Return the best free pairs of a place for the text and an arrow, by rising cost.

    The text stays in `callout.within`, or, if `elsewhere`, in `callout.otherwise`; if `far`, it may stand
    so far off that the arrow is long.
    """
    reach = FAR_REACH if far else REACH

    def find(page: Page) -> Options:
        sieve = sieve_of(page.ink, callout.own, page.frame, page.clear)
        if page.only is None and not far:
            found = _search(callout, size, page, sieve, elsewhere, reach, fine=False)
            if len(found):
                return found
        return _search(callout, size, page, sieve, elsewhere, reach, fine=True)

    # A search for some spots only is finer, so what it finds is not among what the first one finds.
    if page.only is not None:
        return find(page)
    return noted(f"arrow {elsewhere} {far}", callout, size, page, np.inf, find)


def _search(
    callout: Callout, size: int, page: Page, sieve: Sieve, elsewhere: bool, reach: float, *, fine: bool
) -> Options:
    within = callout.otherwise if elsewhere else callout.within
    texts = _texts(callout, size, page, page.frame if within is None else within, reach, fine)
    tips = tips_of(callout, page, fine)
    start, normal = tails(texts.boxes, callout.clear)
    if page.only is None:
        text, tail, tip, bend = _all_arrows(texts, ALL_TAILS if fine else FIRST_TAILS, tips)
    else:
        wanted = page.only[(page.only[:, 0] == size) & (page.only[:, 5] == elsewhere), 1:5]
        text, tail, tip, bend = _these_arrows(wanted, texts, tips)
    curves = arcs(start[text, tail], tips.points[tip], BENDS[bend])
    fair, cost = fair_arcs(curves, normal[tail], tips.along[tip], np.abs(BENDS[bend]))
    cost = cost + texts.cost[text[fair]] + tips.cost[tip[fair]]

    def arrows(order: Indices) -> Options:
        rows = fair[order]
        a, b, m = text[rows], tip[rows], len(rows)
        numbers = [np.full(m, size), texts.spots[a], tail[rows], tips.spots[b], bend[rows]]
        spots = np.stack([*numbers, np.full(m, int(elsewhere))], axis=1)
        none, clear = np.full((m, 1, 2), np.nan), np.full(m, page.clear)
        return Options(cost[order], texts.boxes[a], none, curves[rows], tips.points[b], spots, clear)

    return _first_free(callout, page, sieve, np.argsort(cost, kind="stable"), arrows)


def _all_arrows(texts: Texts, tried: Indices, tips: Tips) -> Indices:
    """Text, tail, tip and bend of every arrow, by their numbers: shape `(4, m)`."""
    arrows = np.indices((len(texts.cost), len(tried), len(tips.cost), len(BENDS))).reshape(4, -1)
    arrows[1] = tried[arrows[1]]
    return arrows


def _these_arrows(wanted: Indices, texts: Texts, tips: Tips) -> Indices:
    """Return the same of those arrows only, lasting numbers `(w, 4)`, whose text and tip are free."""
    wanted = wanted[np.isin(wanted[:, 0], texts.spots) & np.isin(wanted[:, 2], tips.spots)]
    for column, spots in ((0, texts.spots), (2, tips.spots)):
        order = np.argsort(spots)
        wanted[:, column] = order[np.searchsorted(spots, wanted[:, column], sorter=order)]
    return wanted[np.lexsort(wanted.T[::-1])].T


def _texts(callout: Callout, size: int, page: Page, within: Box, reach: float, fine: bool) -> Texts:
    half = np.array(callout.sizes[size]) / 2
    is_strip = within.height < STRIP * 2 * half[1]
    centers, taste = _strip(within, half) if is_strip else (_around(callout.target, half, reach), None)
    boxes = np.concatenate([centers - half, centers + half], axis=1)
    kept = np.intersect1d(inside(boxes, page.frame), inside(boxes, within))
    if page.only is not None:
        kept = np.intersect1d(kept, page.only[:, 1])
    kept = kept[~blocked_boxes(page.ink, boxes[kept], page.clear)]
    room = box_clearances(page.ink, boxes[kept], (), 40.0)
    cost = _off(callout.target, boxes[kept]) if taste is None else taste[kept]
    cost = cost + 1.5 * (1 - room / 40) ** 2
    if reach > REACH:
        first = spread(cost, boxes[kept, :2], MORE_TEXTS)
    else:
        first = np.argsort(cost, kind="stable")[: MORE_TEXTS if fine else TEXTS]
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


def _around(target: Array, half: Array, reach: float) -> Array:
    """Centers on a grid around the target."""
    box = Box.around(target)
    most = np.array([box.width, box.height]) / 2 + half + reach
    i, j = np.indices((49, 49)).reshape(2, -1).astype(float) - 24
    offset = np.stack([i * 64.0, j * 48.0], axis=1)
    offset[(np.abs(offset) > most).any(axis=1)] = np.nan
    return np.array(box.center) + offset


def _off(target: Array, boxes: Array) -> Array:
    """Return what texts cost that are closer to the target than is pretty, or further off."""
    gap: Array = box_gaps(boxes[:, None], _clean(target)[None]).min(axis=1)
    return np.abs(gap - 110) / 100


def _clean(target: Array) -> Array:
    rows = target[np.isfinite(target).all(axis=1)]
    return rows[:: max(1, len(rows) // 24)]


def _first_free(
    callout: Callout, page: Page, sieve: Sieve, order: Indices, arrows: Callable[[Indices], Options]
) -> Options:
    """Return the first `ENOUGH` or so of the arrows, in this order, that cross nothing."""
    found = [arrows(order[:0])]
    for first in range(0, len(order), BATCH):
        batch = arrows(order[first : first + BATCH])
        batch = batch.take(np.flatnonzero(~sieve.catches(sampled(batch.curves, 4 * POINTS))))
        found.append(batch.take(np.flatnonzero(_crosses_nothing(callout, page, batch))))
        if sum(map(len, found)) >= ENOUGH:
            break
    options = joined(found)
    return replace(options, lines=sampled(options.curves))


def _crosses_nothing(callout: Callout, page: Page, options: Options) -> Flags:
    lines = sampled(options.curves)
    # The arrow belongs to the text: no ink may part the two, so the gap between them is tested with it.
    edge = np.clip(lines[:, 0], options.boxes[:, :2], options.boxes[:, 2:])
    whole = np.concatenate([edge[:, None], lines], axis=1)
    keep = np.full(POINTS, page.clear)
    keep[-HEAD_PIECES:] = max(page.clear, 0.4 * callout.head + 2)
    returns = box_gaps(options.boxes[:, None], lines).min(axis=1) < 0.9 * callout.clear
    free = ~blocked_lines(page.ink, whole, keep, callout.own) & ~returns
    drawn = np.concatenate([lines, _head_corners(options.curves, callout.head)], axis=1)
    bounds = np.concatenate([drawn.min(axis=1), drawn.max(axis=1)], axis=1)
    within = np.zeros(len(options), dtype=bool)
    within[inside(bounds, page.frame, SHAFT)] = True
    return free & within


def _head_corners(curves: Array, head: float) -> Array:
    """Return the two corners of each arrowhead behind its tip, `(m, 2, 2)`."""
    along = curves[:, 2] - curves[:, 1]
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    across = BROAD * head * np.stack([-along[:, 1], along[:, 0]], axis=1)
    base = curves[:, 2] - head * along
    return np.stack([base + across, base - across], axis=1)
