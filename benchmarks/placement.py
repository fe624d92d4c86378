"""The placement solver compared with a naive one: overlaps, crossings, omissions, processor time.

    python benchmarks/placement.py [cases]

Then come films in which the dot moves along the curve: the cost of a key time in a film, and of the same
picture placed by itself.

The naive solver does what plotting scripts do: each item in turn takes the first of its sides that is free,
or its first side if none is; arrows run straight from the text to the middle of the target. The faults of
both solutions are counted on a raster painted by Pillow.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.placement_cases import FRAME, FUNCTIONS, KEY_TIMES, case, film
from hillside.stage.placement import (
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
from hillside.stage.placement.ink import ink_of
from hillside.stage.placement.items import SIDES, Item

SIZE = (1000, 1080)


def naive(items: Sequence[Item], obstacles: Sequence[Obstacle], frame: Box) -> Placement:
    """Place the items greedily: each at its first free side, or at its first side if none is free."""
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
    """Return the mask of the pixels that the obstacles cover, indexed `[y, x]`."""
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
    """Count the texts that cover ink or text or leave the frame, and the lines that cross something."""
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
    """Solve every case with both solvers and print the totals."""
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
    """Print the time of placing a film of each function as a whole, and picture by picture."""
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
