"""Which places of two items cannot both be taken."""

from __future__ import annotations

import numpy as np

from stage.geometry import Array, Flags, segment_distances, segments_cross, segments_meet_boxes
from stage.placement.options import Options

APART = 1.75  # two items need more room between them than a text beside ink, or they read as one
OUTWARD = np.array([-1.0, -1.0, 1.0, 1.0])


def conflicts(a: Options, b: Options) -> Flags:
    """Whether option i of `a` and j of `b` come too close, shape `(len(a), len(b))`.

    The smaller of the two clear distances holds: an item that gave up some may come that close.
    """
    clear = APART * np.minimum(a.clear[:, None], b.clear)
    return (
        _texts_meet(a.boxes, b.boxes, clear)
        | _lines_meet_texts(a.lines, b.boxes, clear)
        | _lines_meet_texts(b.lines, a.boxes, clear.T).T
        | _lines_meet(a.lines, b.lines, clear)
        | _crossed_over(a, b)
    )


def _texts_meet(a: Array, b: Array, clear: Array) -> Flags:
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    gap = low - high
    return (gap[..., 0] < clear) & (gap[..., 1] < clear)


def _lines_meet_texts(lines: Array, boxes: Array, clear: Array) -> Flags:
    if np.isnan(lines).all():
        return np.zeros(clear.shape, dtype=bool)
    grown = boxes[None, :] + clear[..., None] * OUTWARD
    start, end = lines[:, None, :-1], lines[:, None, 1:]
    meet = segments_meet_boxes(start, end, grown[:, :, None])
    return np.asarray(meet.any(axis=2), dtype=bool)


def _lines_meet(a: Array, b: Array, clear: Array) -> Flags:
    """Exact on the few pairs whose bounding boxes meet."""
    meet = np.zeros(clear.shape, dtype=bool)
    if np.isnan(a).all() or np.isnan(b).all():
        return meet
    boxes_a = np.concatenate([a.min(axis=1), a.max(axis=1)], axis=1)
    boxes_b = np.concatenate([b.min(axis=1), b.max(axis=1)], axis=1)
    i, j = np.nonzero(_texts_meet(boxes_a, boxes_b, clear))
    if len(i):
        gaps = segment_distances(a[i, :-1, None], a[i, 1:, None], b[j, None, :-1], b[j, None, 1:])
        meet[i, j] = gaps.min(axis=(1, 2)) < clear[i, j]
    return meet


def _crossed_over(a: Options, b: Options) -> Flags:
    """Whether the lines of sight from texts to things cross, so that each seems to name the other's thing."""
    start, end = a.anchors[:, None], np.clip(a.anchors, a.boxes[:, :2], a.boxes[:, 2:])[:, None]
    return segments_cross(
        start, end, b.anchors[None], np.clip(b.anchors, b.boxes[:, :2], b.boxes[:, 2:])[None]
    )
