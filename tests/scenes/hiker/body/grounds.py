"""Ground to stand and walk on, and what is measured of a body there.

The witness measures plain distances to the polyline; the hiker itself knows the graph dilated by discs.
"""

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from scenes.hiker.body import Body, extent, outlines

SLOPES = [-80, -70, -60, -45, -30, -15, 0, 15, 30, 45, 60, 70, 80]
SHAPES = {
    "level": lambda x: 0 * x,
    "valley": lambda x: 2 * x**2,
    "hilltop": lambda x: np.exp(-8 * x**2),
    "ripples": lambda x: 0.1 * np.sin(20 * x),
    "roof": lambda x: -1.5 * np.abs(x),
    "notch": lambda x: 2.7 * np.abs(x),
    "cleft too narrow for a foot": lambda x: -0.6 * np.exp(-((x / 0.02) ** 2)),
    "corner": lambda x: np.maximum(-0.2 * x, 1.2 * x),
}


def graph(f, height, reach=4.0):
    x = np.linspace(-reach, reach, 1601)
    return np.column_stack([x, f(x)]) * height


def incline(degrees, height):
    return graph(lambda x: np.tan(np.radians(degrees)) * x, height)


def continued(ground):
    """The ground with both ends drawn on straight."""
    head = (ground[1] - ground[0]) / (ground[1, 0] - ground[0, 0])
    tail = (ground[-1] - ground[-2]) / (ground[-1, 0] - ground[-2, 0])
    return np.vstack([ground[0] - 2000 * head, ground, ground[-1] + 2000 * tail])


def distance(points, ground):
    """Signed distance of each point from the polyline, negative under it."""
    start, way = ground[:-1], np.diff(ground, axis=0)
    share = np.clip(((points[:, None] - start) * way).sum(-1) / (way**2).sum(-1), 0, 1)
    nearest = np.linalg.norm(points[:, None] - start - share[..., None] * way, axis=-1).min(axis=1)
    return np.where(points[:, 1] >= np.interp(points[:, 0], *ground.T), nearest, -nearest)


def clearance(body: Body, ground):
    """The least gap between any part of the body and the ground."""
    box, ground = extent(body), continued(ground)
    margin = (box.top - box.bottom) / 3
    first, last = np.searchsorted(ground[:, 0], [box.left - margin, box.right + margin])
    ground = ground[max(first - 1, 0) : last + 1]
    return min(float(distance(closed(each.points), ground).min()) for each in outlines(body))


def closed(rim):
    """Points all along a closed polygon."""
    return np.concatenate([a + np.linspace(0, 1, 6)[:, None] * (b - a) for a, b in pairwise([*rim, rim[0]])])


def bones(body: Body):
    """Lengths of all bones, the trunk's and the feet's."""
    return np.concatenate([np.linalg.norm(np.diff(limb.points, axis=0), axis=1) for limb in body.limbs])


def joints(body: Body):
    return np.vstack([*(limb.points for limb in body.limbs), body.stick.points, body.head])


@st.composite
def hills(draw):
    """A rough piecewise linear hill, 12 statures wide, no steeper than 50 degrees."""
    angles = draw(st.lists(st.floats(-50, 50), min_size=4, max_size=24))
    x = np.linspace(0, 1200, len(angles) + 1)
    return np.column_stack([x, np.concatenate([[0], np.cumsum(np.tan(np.radians(angles)) * np.diff(x))])])
