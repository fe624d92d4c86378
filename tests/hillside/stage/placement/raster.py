"""Pictures that ask for labels, and what Pillow paints of them: boxes and arrows are looked up in it."""

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from hillside.stage.placement import Box, Callout, Label, Region, Stroke

FRAME = Box(20, 20, 940, 520)
SCALE = 2
seeds = st.integers(0, 10**6)


def pixels(points):
    return [(SCALE * float(x), SCALE * float(y)) for x, y in points]


def painted(obstacles):
    """A mask of all pixels that the obstacles cover, indexed [y, x]; row 0 is the lowest line."""
    image = Image.new("1", (960 * SCALE, 540 * SCALE))
    pen = ImageDraw.Draw(image)
    for obstacle in obstacles:
        if isinstance(obstacle, Region):
            pen.polygon(pixels(obstacle.points), fill=1)
        elif isinstance(obstacle, Box):
            pen.rectangle(
                [v * SCALE for v in (obstacle.left, obstacle.bottom, obstacle.right, obstacle.top)], fill=1
            )
        else:
            pen.line(pixels(obstacle.points), fill=1, width=max(1, int(obstacle.width * SCALE)))
    return np.array(image)


def cut(mask, box, margin=0.0):
    b = box.grown(margin)
    rows = slice(max(0, int(np.ceil(b.bottom * SCALE))), int(b.top * SCALE))
    return mask[rows, max(0, int(np.ceil(b.left * SCALE))) : int(b.right * SCALE)]


def along(line, step=0.5):
    """Points every half pixel along a polyline."""
    pieces = []
    for a, b in pairwise(line):
        count = max(2, int(np.hypot(*(b - a)) / step) + 1)
        pieces.append(a + np.linspace(0, 1, count)[:, None] * (b - a))
    return np.concatenate(pieces)


def on_ink(mask, points):
    x, y = (points * SCALE).astype(int).T
    return mask[np.clip(y, 0, mask.shape[0] - 1), np.clip(x, 0, mask.shape[1] - 1)]


def far_from(points, tip, distance):
    return points[np.hypot(*(points - tip).T) > distance]


def random_scene(seed):
    """A curve, a line, a triangle, an axis and a block, with labels and callouts by them."""
    random = np.random.default_rng(seed)
    x = np.linspace(80, random.uniform(500, 880), 160)
    y = 270 + random.uniform(40, 180) * np.sin(x / random.uniform(50, 200) + random.uniform(0, 6))
    curve = np.stack([x, y], axis=1)
    line = random.uniform([60, 60], [900, 480], (2, 2))
    line[1] += 60 * np.sign(line[1] - line[0])
    line = np.clip(line, [25, 25], [935, 515])
    corner = random.uniform([200, 100], [700, 350])
    triangle = corner + np.array([[0, 0], [random.uniform(40, 160), 0], [0, random.uniform(30, 120)]])
    left, bottom = random.uniform([60, 60], [800, 400])
    obstacles = [
        Stroke(curve, 6, "curve"),
        Stroke(line, 5, "line"),
        Region(triangle, "triangle"),
        Stroke(np.array([[50.0, 60.0], [900.0, 60.0]]), 2, "axis"),
        Box(left, bottom, left + random.uniform(10, 120), bottom + random.uniform(10, 80)),
    ]
    things = [curve, curve[::20], triangle[:1], line[:1], np.array([[900.0, 60.0]]), curve[80:81]]
    items = []
    for number in range(random.integers(1, 7)):
        size = (random.uniform(30, 190), random.uniform(28, 50))
        sides = tuple(random.permutation(["right", "left", "above", "below right"])[: random.integers(0, 4)])
        by = things[number % len(things)]
        items.append(
            Label(name=f"label {number}", sizes=(size, (0.7 * size[0], 0.8 * size[1])), by=by, sides=sides)
        )
    for number in range(random.integers(0, 3)):
        target, own = [(line, "line"), (curve, "curve")][number]
        sizes = ((random.uniform(150, 380), 44.0), (random.uniform(100, 190), 88.0))
        items.append(Callout(name=f"callout {number}", sizes=sizes, target=target, own=(own,)))
    return items, obstacles
