"""The placement solver beside a naive one: overlaps, crossings, what is left out, processor time.

    python benchmarks/placement.py [cases]

At the end come films in which the dot moves along the curve: what a key time costs in a film, and what the
same picture costs when it is placed by itself.

The naive solver does what plotting scripts do: one item after another takes its first side that is free of
what stands already, or else its first side anyway; arrows run straight from the text to the middle of the
target.  Both answers are counted on a raster that Pillow paints.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from stage.placement import (
    Box,
    Callout,
    Label,
    Obstacle,
    Placed,
    Placement,
    Region,
    Stroke,
    place,
    place_along,
)
from stage.placement.ink import ink_of
from stage.placement.items import SIDES, Item

FRAME = Box(54, 54, 940, 1026)
SIZE = (1000, 1080)
KEY_TIMES = 40
FUNCTIONS: tuple[Callable[[NDArray[np.float64]], NDArray[np.float64]], ...] = (
    lambda x: x**3 / 3 - x,
    lambda x: x**2 / 2,
    lambda x: np.sin(2 * x),
    lambda x: np.exp(x) / 3,
    lambda x: -(x**2) + 1,
    lambda x: 1 / (1 + np.exp(-3 * x)),
    lambda x: np.sin(5 * x) / 3 + x,
    lambda x: np.log(x + 3),
)


@dataclass(frozen=True, eq=False)
class Scene:
    """The points of one case, in layout pixels."""

    curve: NDArray[np.float64]
    dot: NDArray[np.float64]
    corner: NDArray[np.float64]
    end: NDArray[np.float64]
    tangent: NDArray[np.float64]


def case(seed: int) -> tuple[list[Item], list[Obstacle]]:
    """A curve on axes with its tangent, triangle and dot; five labels and a callout."""
    random = np.random.default_rng(seed)
    return _case(seed, random.uniform(-1.4, 1.4), random.uniform(90, 150))


def film(seed: int) -> list[tuple[list[Item], list[Obstacle]]]:
    """The same while the dot moves along the curve, at `KEY_TIMES` key times."""
    return [_case(seed, at, 120.0) for at in np.linspace(-1.4, 1.4, KEY_TIMES).tolist()]


def _case(seed: int, at: float, run: float) -> tuple[list[Item], list[Obstacle]]:
    scene = _scene(seed, at, run)
    return _asked(scene), _drawn(scene)


def _scene(seed: int, at: float, run: float) -> Scene:
    function = FUNCTIONS[seed % len(FUNCTIONS)]
    x = np.linspace(-2, 2, 400)
    low, high = float(function(x).min()), float(function(x).max())

    def page(at: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.stack([at + 2, function(at) - low], axis=-1) * [700 / 4, 560 / (high - low)] + [140, 240]

    before, dot, after = page(np.array([at - 1e-4, at, at + 1e-4]))
    along = (after - before) / np.hypot(*(after - before))
    end = dot + run * along
    tangent = np.array([dot - 230 * along, dot + 230 * along])
    return Scene(page(x), dot, np.array([end[0], dot[1]]), end, tangent)


def _drawn(scene: Scene) -> list[Obstacle]:
    return [
        Stroke(np.array([[90.0, 150.0], [880.0, 150.0]]), 2.5, "x axis"),
        Stroke(np.array([[90.0, 150.0], [90.0, 860.0]]), 2.5, "y axis"),
        Stroke(scene.curve, 7, "curve"),
        Stroke(scene.tangent, 5, "tangent"),
        Region(np.array([scene.dot, scene.corner, scene.end]), "triangle"),
        Stroke(scene.dot[None], 24, "dot"),
    ]


def _asked(scene: Scene) -> list[Item]:
    dot, corner, end = scene.dot, scene.corner, scene.end
    along = np.array([[0.5], [0.3], [0.7]])
    run = ("below", "above") if end[1] > dot[1] else ("above", "below")
    rise, curve = ("right", "left"), ("above left", "above")
    ends = np.array([[[880.0, 150.0]], [[90.0, 860.0]]])
    callout = Callout(
        name="callout",
        sizes=((790.0, 53.0), (430.0, 106.0), (300.0, 159.0)),
        target=scene.tangent,
        within=Box(54, 930, 940, 1026),
        otherwise=FRAME,
        avoid=np.array([dot, corner, end]),
        own=("tangent",),
        priority=3,
    )
    return [
        Label(name="run", sizes=((60, 40),), by=dot + along * (corner - dot), sides=run, gap=14, priority=2),
        Label(
            name="rise", sizes=((68, 40),), by=corner + along * (end - corner), sides=rise, gap=14, priority=2
        ),
        Label(name="f", sizes=((150, 52),), by=scene.curve[::-1], sides=curve, gap=16, own=("curve",)),
        Label(name="x", sizes=((22, 48),), by=ends[0], sides=("right",)),
        Label(name="y", sizes=((22, 48),), by=ends[1], sides=("above", "left")),
        callout,
    ]


def naive(items: Sequence[Item], obstacles: Sequence[Obstacle], frame: Box) -> Placement:
    """One after another, first side first, and never mind in the end."""
    taken = paint(obstacles)
    placed: dict[str, Placed] = {}
    for item in items:
        boxes = _callout_boxes(item, frame) if isinstance(item, Callout) else _label_boxes(item)
        free = [
            box
            for box in boxes
            if not _cut(taken, box).any() and frame.left < box.left < frame.right - box.width
        ]
        box = free[0] if free else boxes[0]
        _cut(taken, box)[:] = True
        arrow = None
        if isinstance(item, Callout):
            tip = 0.25 * item.target[0] + 0.75 * item.target[1]
            arrow = np.array([[box.center[0], box.bottom - 14], tip])
        placed[item.name] = Placed(item.name, 0, box, (0.0, 0.0), "", leader=arrow)
    return Placement(placed)


def _label_boxes(label: Label) -> list[Box]:
    width, height = label.sizes[0]
    wishes = [*label.sides, *(side for side in SIDES if side not in label.sides)]
    boxes: list[Box] = []
    for x, y in label.by[:: max(1, len(label.by) // 8)]:
        for side in wishes:
            across, up = SIDES[side]
            middle = x + across * (label.gap + width / 2), y + up * (label.gap + height / 2)
            boxes.append(
                Box(
                    middle[0] - width / 2,
                    middle[1] - height / 2,
                    middle[0] + width / 2,
                    middle[1] + height / 2,
                )
            )
    return boxes


def _callout_boxes(callout: Callout, frame: Box) -> list[Box]:
    return [_box((callout.within or frame).center, *callout.sizes[0])]


def _box(middle: tuple[float, float], width: float, height: float) -> Box:
    x, y = middle
    return Box(float(x - width / 2), float(y - height / 2), float(x + width / 2), float(y + height / 2))


def paint(obstacles: Sequence[Obstacle]) -> NDArray[np.bool_]:
    """A mask of all pixels that the obstacles cover, indexed `[y, x]`."""
    image = Image.new("1", SIZE)
    pen = ImageDraw.Draw(image)
    for obstacle in obstacles:
        if isinstance(obstacle, Box):
            continue
        points = [(float(x), float(y)) for x, y in obstacle.points]
        if isinstance(obstacle, Region):
            pen.polygon(points, fill=1)
        elif len(points) == 1:
            (x, y), r = points[0], obstacle.width / 2
            pen.ellipse([x - r, y - r, x + r, y + r], fill=1)
        else:
            pen.line(points, fill=1, width=max(1, round(obstacle.width)))
    return np.array(image)


def _cut(mask: NDArray[Any], box: Box) -> NDArray[Any]:
    low, left = max(0, int(np.ceil(box.bottom))), max(0, int(np.ceil(box.left)))
    return mask[low : max(low, int(box.top)), left : max(left, int(box.right))]


def faults(items: Sequence[Item], obstacles: Sequence[Obstacle], answer: Placement) -> dict[str, int]:
    """How many texts cover ink or text or leave the frame, and how many lines cross something."""
    ink = paint(obstacles)
    boxes = [placed.box for placed in answer.placed.values()]
    texts = np.zeros(ink.shape, dtype=int)
    for box in boxes:
        _cut(texts, box)[:] += 1
    inner = FRAME.grown(0.01)
    counts = {
        "on ink": sum(bool(_cut(ink, box).any()) for box in boxes),
        "on text": sum(bool((_cut(texts, box) > 1).any()) for box in boxes),
        "outside": sum(inner.left > box.left or box.right > inner.right for box in boxes),
        "crossing": sum(_crosses(placed, items, obstacles, texts > 0) for placed in answer.placed.values()),
        "left out": len(items) - len(answer.placed),
    }
    return {fault: int(count) for fault, count in counts.items()}


def _crosses(
    placed: Placed, items: Sequence[Item], obstacles: Sequence[Obstacle], texts: NDArray[np.bool_]
) -> bool:
    own = next(item.own for item in items if item.name == placed.name)
    foreign = [o for o in obstacles if not isinstance(o, Box) and o.name not in own]
    if placed.leader is None:
        return False
    return bool((paint([Stroke(placed.leader, 1)]) & (paint(foreign) | texts)).any())


def main(count: int) -> None:
    """Solve every case both ways and print the sums."""
    solvers = {"naive": naive, "hillside": place}
    sums: dict[str, Counter[str]] = {name: Counter() for name in solvers}
    times: dict[str, list[float]] = {name: [] for name in solvers}
    for seed in range(count):
        items, obstacles = case(seed)
        for name, solve in solvers.items():
            begun = process_time()
            answer = solve(items, obstacles, FRAME)
            times[name].append(1000 * (process_time() - begun))
            sums[name].update(faults(items, obstacles, answer))
            sums[name].update(f"step {gap.step}" for gap in answer.shortfalls)
    print(f"{count} cases of 5 labels and a callout; about {len(ink_of(case(0)[1]).half)} pieces of ink")
    for name in solvers:
        slow = quantiles(times[name], n=20)[-1]
        print(
            f"{name:9} {median(times[name]):6.1f} ms median, {slow:6.1f} ms at 95 %;",
            dict(sorted(sums[name].items())),
        )
    _films()


def _films() -> None:
    """A film of each function: time of the whole, and of its pictures placed one by one."""
    whole: list[float] = []
    single: list[float] = []
    for seed in range(len(FUNCTIONS)):
        frames = film(seed)
        begun = process_time()
        place_along(frames, FRAME)
        done = process_time()
        for items, obstacles in frames:
            place(items, obstacles, FRAME)
        whole.append(done - begun)
        single.append(process_time() - done)
    print(
        f"{len(whole)} films of {KEY_TIMES} key times: {median(whole):.2f} s median,"
        f" {max(whole):.2f} s at most; {sum(whole) / sum(single):.2f} times their pictures one by one"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
