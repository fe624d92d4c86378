"""Candidates for a label: beside its thing on one of eight sides, or further out with a leader line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hillside.stage.placement.candidates import Candidates, Page, memoized, rows_inside
from hillside.stage.placement.ink import Ink, blocked_boxes, blocked_lines, box_clearances
from hillside.stage.placement.items import COSTS, SIDES, Label
from hillside.stage.sheet import Array, Box, Flags, Indices

MAX_ANCHORS = 24  # maximum number of anchors tried, evenly spaced among those given
MANY_ANCHORS = 12  # with more anchors than this, fewer distances are tried at each
SLIDES = np.array([0.0, -0.4, 0.4, -0.8, 0.8])  # shifts along the side, in halves of the box
STEPS_OUT = np.array([40.0, 90.0, 150.0, 220.0, 300.0, 400.0, 520.0])  # pixels beyond `reach`
CROWDING_DISTANCE = 20.0  # pixels: foreign ink nearer than this, or than twice the label's own gap, crowds it


def near_candidates(label: Label, size: int, page: Page) -> Candidates:
    """Return the free positions within reach of the label's anchors."""
    page = _narrowed(label, page)
    reach = label.reach + sum(label.sizes[size]) + max(_crowding_distance(label), page.clear)

    def free(page: Page) -> Candidates:
        return _in_sight(label, page.ink, _free(_near_places(label, size, page), page))

    def best(page: Page) -> Candidates:
        return _best(memoized("near", label, size, page, reach, free), 72, label, page)

    return best(page) if page.only is not None else memoized("best near", label, size, page, reach, best)


def leader_candidates(label: Label, size: int, page: Page) -> Candidates:
    """Return the free positions beyond reach from which a straight leader runs to an anchor."""
    page = _narrowed(label, page)
    reach = (
        label.reach
        + float(STEPS_OUT[-1])
        + sum(label.sizes[size])
        + max(_crowding_distance(label), page.clear)
    )

    def free(page: Page) -> Candidates:
        candidates = _with_leaders(_free(_far_places(label, size, page), page), label.gap, page.clear)
        keep = np.full(2, min(page.clear, label.gap) / 2)
        free = ~blocked_lines(page.ink, candidates.lines, keep, label.own, label.over)
        # A leader may meet its own thing only with its end.
        free &= ~blocked_lines(page.ink, candidates.lines[:, :2], keep[:1], (), label.over)
        return candidates.subset(np.flatnonzero(free))

    def best(page: Page) -> Candidates:
        return _best(memoized("far", label, size, page, reach, free), 64, label, page)

    return best(page) if page.only is not None else memoized("best far", label, size, page, reach, best)


def _best(candidates: Candidates, count: int, label: Label, page: Page) -> Candidates:
    """Return the cheapest candidates and some spread over the page, with the cost of crowding added."""
    candidates = candidates.pruned(count)
    return candidates.with_extra_cost(_crowding(label, page.ink, candidates.boxes))


def _near_places(label: Label, size: int, page: Page) -> Candidates:
    distances = np.linspace(label.gap, label.reach, 4)[: 4 if len(label.by) <= MANY_ANCHORS else 2]
    slides = SLIDES if len(label.by) <= 2 else SLIDES[:1]  # more anchors provide the shifts
    directions = np.array(list(SIDES.values()), dtype=float)
    which, anchors = _anchors(label, page.frame)
    grid = np.indices((len(which), len(directions), len(slides), len(distances))).reshape(4, -1)
    corner = (directions[grid[1]] != 0).all(axis=1)
    a, side, slide, step = grid[:, ~(corner & (grid[2] > 0)) & _allowed(label)[grid[1]]]
    boxes = _boxes(anchors[a], directions[side], slides[slide], distances[step], label.sizes[size])
    cost = _side_costs(label)[side] + COSTS.slide * np.abs(slides[slide])
    cost = cost + (distances[step] - label.gap) / COSTS.label_distance
    cost += _rank_costs(label, which)[a]
    choices = np.stack([np.full_like(a, size), which[a], side, slide, step, 0 * a], axis=1)
    return _without_leaders(cost, boxes, anchors[a], choices, page.clear)


def _far_places(label: Label, size: int, page: Page) -> Candidates:
    distances = label.reach + STEPS_OUT
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    directions = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    which, anchors = _anchors(label, page.frame)
    thin = np.arange(len(which))[:: -(-len(which) // 8) or 1]
    a, turn, step = np.indices((len(thin), len(turns), len(distances))).reshape(3, -1)
    a = thin[a]
    boxes = _boxes(anchors[a], directions[turn], np.zeros(len(a)), distances[step], label.sizes[size])
    cost = COSTS.leader_side * _direction_costs(label, turns)[turn] + distances[step] / COSTS.leader_length
    cost = cost + _rank_costs(label, which)[a]
    choices = np.stack([np.full_like(a, size), which[a], turn, 0 * a, step, np.ones_like(a)], axis=1)
    return _without_leaders(cost, boxes, anchors[a], choices, page.clear)


def _narrowed(label: Label, page: Page) -> Page:
    """Return the page with its frame narrowed to the label's `within` box."""
    return page if label.within is None else replace(page, frame=page.frame.meet(label.within))


def _free(candidates: Candidates, page: Page) -> Candidates:
    """Return the candidates in `page.only` whose texts are in the frame and clear of ink."""
    candidates = candidates.among(page.only)
    candidates = candidates.subset(rows_inside(candidates.boxes, page.frame))
    return candidates.subset(np.flatnonzero(~blocked_boxes(page.ink, candidates.boxes, page.clear)))


def _in_sight(label: Label, ink: Ink, candidates: Candidates) -> Candidates:
    """Return the candidates with no ink between the text and its thing, which would separate them."""
    off = np.flatnonzero(candidates.choices[:, 4] > 0)
    sight = _with_leaders(candidates.subset(off), label.gap, 0.0).lines
    parted = off[blocked_lines(ink, sight, np.full(2, 0.5), label.own)]
    return candidates.subset(np.setdiff1d(np.arange(len(candidates)), parted))


def _anchors(label: Label, frame: Box) -> tuple[Indices, Array]:
    """Return indices and points of the anchors to try: finite, in the frame, at most `MAX_ANCHORS`."""
    by = np.asarray(label.by, dtype=float)
    low, high = np.array([frame.left, frame.bottom]), np.array([frame.right, frame.top])
    usable = np.flatnonzero(((by >= low) & (by <= high)).all(axis=1))
    stride = -(-len(by) // MAX_ANCHORS)
    usable = usable[usable % stride == 0] if (usable % stride == 0).any() else usable[:MAX_ANCHORS]
    return usable, by[usable]


def _allowed(label: Label) -> Flags:
    return np.array([not label.strict or name in label.sides for name in SIDES])


def _side_costs(label: Label) -> Array:
    """Return the cost of each side: 0 for the best one, highest for those not in the label's list."""
    other = COSTS.further_side * len(label.sides) + COSTS.other_side if label.sides else 0.0
    return np.array(
        [COSTS.further_side * label.sides.index(name) if name in label.sides else other for name in SIDES]
    )


def _direction_costs(label: Label, turns: Array) -> Array:
    """Return the side costs for any direction: those of the nearest side."""
    directions = np.array(list(SIDES.values()), dtype=float)
    directions /= np.hypot(*directions.T)[:, None]
    alike = np.cos(turns)[:, None] * directions[:, 0] + np.sin(turns)[:, None] * directions[:, 1]
    return _side_costs(label)[np.argmax(alike, axis=1)]


def _rank_costs(label: Label, which: Indices) -> Array:
    last = max(len(label.by) - 1, 1)
    return COSTS.lower_rank * (which / last) if label.ranked else np.zeros(len(which))


def _boxes(
    anchors: Array, directions: Array, slides: Array, distances: Array, size: tuple[float, float]
) -> Array:
    """Return boxes that stand off their anchors in the given directions; corners on the diagonals."""
    unit = directions / np.hypot(directions[:, 0], directions[:, 1])[:, None]
    half = np.array(size) / 2
    offset = np.clip(unit * np.sqrt(2), -1, 1) * half
    axis = np.abs(unit).min(axis=1) < 1e-9
    across = np.abs(unit[:, ::-1]) * slides[:, None] * half * axis[:, None]
    centers = anchors + distances[:, None] * unit + offset + across
    return np.concatenate([centers - half, centers + half], axis=1)


def _without_leaders(cost: Array, boxes: Array, anchors: Array, choices: Indices, clear: float) -> Candidates:
    m = len(cost)
    return Candidates(
        cost,
        boxes,
        np.full((m, 3, 2), np.nan),
        np.full((m, 3, 2), np.nan),
        anchors,
        choices,
        np.full(m, clear),
    )


def _with_leaders(candidates: Candidates, gap: float, clear: float) -> Candidates:
    """Return the same candidates with a leader from each box to `gap` pixels before its anchor."""
    near = np.clip(candidates.anchors, candidates.boxes[:, :2], candidates.boxes[:, 2:])
    away = near - candidates.anchors
    unit = away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)[:, None]
    start, end = near - unit * clear / 2, candidates.anchors + unit * gap
    lines = np.stack([start, end + unit * min(12.0, gap), end], axis=1)
    return replace(candidates, lines=lines)


def _crowding(label: Label, ink: Ink, boxes: Array) -> Array:
    """Return the costs of boxes that foreign ink comes close to, so that they seem to belong to it."""
    far = _crowding_distance(label)
    return COSTS.label_crowded * (1 - box_clearances(ink, boxes, label.own, far) / far) ** 2


def _crowding_distance(label: Label) -> float:
    """Return the distance beyond which foreign ink does not crowd the label, in pixels."""
    return max(2 * label.gap, CROWDING_DISTANCE)
