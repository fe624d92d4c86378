"""Which places of two items cannot both be taken."""

from __future__ import annotations

import numpy as np

from hillside.stage.geometry import Array, Flags, segment_distances, segments_cross, segments_meet_boxes
from hillside.stage.placement.options import Hull, Options

APART = 1.75  # two items need more room between them than a text beside ink, or they read as one
OUTWARD = np.array([-1.0, -1.0, 1.0, 1.0])
ROUNDING = 1e-6  # pixels


def conflicts(a: Options, b: Options) -> Flags:
    """Return whether option i of `a` and j of `b` come too close, shape `(len(a), len(b))`.

    The smaller of the two clear distances holds: an item that gave up some may come that close.
    """
    clear = APART * np.minimum(a.clear[:, None], b.clear)
    if _far_apart(a.hull, b.hull, float(clear.max(initial=0.0))):
        return np.zeros(clear.shape, dtype=bool)
    return (
        _texts_meet(a.boxes, b.boxes, clear)
        | (a.lined and _lines_meet_texts(a.lines, b.boxes, clear))
        | (b.lined and _lines_meet_texts(b.lines, a.boxes, clear.T).T)
        | (a.lined and b.lined and _lines_meet(a.lines, b.lines, clear))
        | _crossed_over(a, b)
    )


def _far_apart(a: Hull, b: Hull, clear: float) -> bool:
    """Return whether no option of one can come near any option of the other; no options are far from all."""
    clear += ROUNDING
    across, up = max(b[0] - a[2], a[0] - b[2]), max(b[1] - a[3], a[1] - b[3])
    return across > clear or up > clear


def _texts_meet(a: Array, b: Array, clear: Array) -> Flags:
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    gap = low - high
    return (gap[..., 0] < clear) & (gap[..., 1] < clear)


def _lines_meet_texts(lines: Array, boxes: Array, clear: Array) -> Flags:
    grown = boxes[None, :] + clear[..., None] * OUTWARD
    start, end = lines[:, None, :-1], lines[:, None, 1:]
    meet = segments_meet_boxes(start, end, grown[:, :, None])
    return np.asarray(meet.any(axis=2), dtype=bool)


def _lines_meet(a: Array, b: Array, clear: Array) -> Flags:
    """Exact on the few pairs whose bounding boxes meet."""
    meet = np.zeros(clear.shape, dtype=bool)
    boxes_a = np.concatenate([a.min(axis=1), a.max(axis=1)], axis=1)
    boxes_b = np.concatenate([b.min(axis=1), b.max(axis=1)], axis=1)
    i, j = np.nonzero(_texts_meet(boxes_a, boxes_b, clear))
    if len(i):
        gaps = segment_distances(a[i, :-1, None], a[i, 1:, None], b[j, None, :-1], b[j, None, 1:])
        meet[i, j] = gaps.min(axis=(1, 2)) < clear[i, j]
    return meet


def _crossed_over(a: Options, b: Options) -> Flags:
    """Whether the lines of sight from texts to things cross, so that each seems to name the other's thing."""
    return segments_cross(a.anchors[:, None], a.edges[:, None], b.anchors[None], b.edges[None])
