"""The arrows of callouts: gentle arcs, and what makes one better than another.

An arc is the parabola whose two ends turn by the same angle from the chord, so it can have no hook.
"""

from __future__ import annotations

import numpy as np

from hillside.stage.geometry import Array, Indices

BENDS = np.radians([0.0, 16.0, -16.0, 30.0, -30.0, 45.0, -45.0])  # of the arc's ends from its chord
TAILS = np.array([0.15, 0.32, 0.5, 0.68, 0.85])  # along the upper and lower edge of the text
ALL_TAILS, FIRST_TAILS = np.arange(12), np.array([0, 2, 4, 5, 7, 9, 10, 11])
POINTS = 13  # of an arc when it is tested and answered
SHORTEST, LONGEST = 84.0, 760.0  # chord of an arrow, in pixels: under this it does not read as an arrow
GRAZING = np.radians(35.0)  # least angle between arrow and target
SIDEWAYS = np.radians(70.0)  # most that an arrow may leave its text off the square


def tails(boxes: Array, clear: float) -> tuple[Array, Array]:
    """Return where arrows may start, `clear` off the text, `(t, n, 2)`, and the way out there, `(n, 2)`."""
    edge = len(TAILS)
    share = np.array([*([x, 0.0] for x in TAILS), *([x, 1.0] for x in TAILS), [0.0, 0.5], [1.0, 0.5]])
    normal = np.array([[0.0, -1.0]] * edge + [[0.0, 1.0]] * edge + [[-1.0, 0.0], [1.0, 0.0]])
    size = boxes[:, None, 2:] - boxes[:, None, :2]
    return boxes[:, None, :2] + share * size + clear * normal, normal


def arcs(start: Array, end: Array, bend: Array) -> Array:
    """Control points, `(m, 3, 2)`, of the arcs from start to end that bend so far to the left.

    >>> arcs(np.array([[0., 0.]]), np.array([[2., 0.]]), np.array([np.pi / 4]))[0, 1].round(6).tolist()
    [1.0, 1.0]
    """
    chord = end - start
    left = np.stack([-chord[:, 1], chord[:, 0]], axis=1)
    return np.stack([start, (start + end) / 2 + left * np.tan(bend)[:, None] / 2, end], axis=1)


def fair_arcs(curves: Array, normal: Array, along: Array, bend: Array) -> tuple[Indices, Array]:
    """Return the rows of the arcs that are long, steep and straight enough, and what each of these costs."""
    leave = curves[:, 1] - curves[:, 0]
    reach = np.maximum(np.hypot(leave[:, 0], leave[:, 1]), 1e-9)
    length = 2 * reach * np.cos(bend)
    outward = (leave * normal).sum(axis=1) / reach
    rows = np.flatnonzero((length >= SHORTEST) & (length <= LONGEST) & (outward >= np.cos(SIDEWAYS)))
    arrive, along = curves[rows, 2] - curves[rows, 1], along[rows]
    sine = np.abs(arrive[:, 0] * along[:, 1] - arrive[:, 1] * along[:, 0]) / reach[rows]
    steep = np.arcsin(np.minimum(1, sine))
    rows, steep = rows[steep >= GRAZING], steep[steep >= GRAZING]
    length, outward, bend = length[rows], outward[rows], bend[rows]
    cost = np.maximum(0, 120 - length) / 30 + np.maximum(0, length - 150) / 110
    cost += 1.5 * np.maximum(0, np.radians(60) - steep) / np.radians(30) + 1.5 * (1 - outward)
    cost += np.where(bend == 0, 0.15, 2.0 * np.maximum(0, bend - np.radians(20)))
    return rows, cost


def sampled(curves: Array, count: int = POINTS) -> Array:
    """Return points along quadratic Bezier curves with control points `(m, 3, 2)`: shape `(m, count, 2)`.

    >>> sampled(np.array([[[0., 0.], [1., 2.], [2., 0.]]]))[0, POINTS // 2].tolist()
    [1.0, 1.0]
    """
    t = np.linspace(0, 1, count)
    weights = np.stack([(1 - t) ** 2, 2 * t * (1 - t), t**2], axis=1)
    return weights @ curves
