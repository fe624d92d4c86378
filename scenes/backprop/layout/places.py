"""Places for the two numbers of a box: along the edges that leave it, or around the box; the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hillside.stage.sheet import Box
from scenes.backprop.layout.plan import GAP, LONGEST_EDGE
from scenes.backprop.layout.routes import Route, box_at

OVER = 34.0
"""Distance of a number beside an upward edge from the box below, in layout pixels."""
SIDES = (
    (1, GAP, 0.0),
    (1, 2.4 * GAP, 0.0),
    (1, GAP, GAP),
    (1, GAP, -GAP),
    (1, 2.4 * GAP, GAP),
    (1, 2.4 * GAP, -GAP),
    (-1, GAP, 0.0),
)
"""Sides of a box, distances from it, and shifts upwards, at which its numbers may stand, the best first."""
Size = tuple[float, float]
"""Width and height in layout pixels."""
Pair = tuple[Box, Box]
"""The places of a value and of a derivative."""


def along_a_row(here: Box, routes: Sequence[Route], value: Size, derivative: Size) -> Iterator[Pair]:
    """Yield places over and under the edges that leave a box to the right."""
    high = max(float(route.line[0, 1]) for route in routes) + routes[0].half + GAP
    low = min(float(route.line[0, 1]) for route in routes) - routes[0].half - GAP
    chips = [route.chip for route in routes if route.chip is not None]
    under = min([chip.bottom - GAP for chip in chips if chip.left < here.right + LONGEST_EDGE], default=low)
    end = min(float(route.line[-1, 0]) for route in routes)
    center = (here.right + end) / 2 if end > here.right else here.right + 2 * routes[0].half
    if len(routes) > 1:
        center = here.right + max(value[0], derivative[0]) / 2 + 4
    for up, down in ((high, min(low, under)), (max(high, here.top + GAP), min(low, here.bottom - GAP))):
        for x in (center, here.right + max(value[0], derivative[0]) / 2 + 4):
            yield (
                box_at(np.array([x, up + value[1] / 2]), value),
                box_at(np.array([x, down - derivative[1] / 2]), derivative),
            )


def along_a_return(route: Route, value: Size, derivative: Size) -> Iterator[Pair]:
    """Yield places beside the piece of an edge that goes back to the left, from one row to the next."""
    y = float(route.line[2, 1])
    chip = route.chip
    middle = float(route.line[2, 0] + route.line[3, 0]) / 2 if chip is None else chip.center[0]
    half = 0.0 if chip is None else chip.width / 2 + GAP
    for side in (1, -1):
        yield (
            box_at(
                np.array([middle + side * (half + value[0] / 2), y - route.half - GAP - value[1] / 2]), value
            ),
            box_at(
                np.array(
                    [middle + side * (half + derivative[0] / 2), y + route.half + GAP + derivative[1] / 2]
                ),
                derivative,
            ),
        )


def along_a_column(here: Box, routes: Sequence[Route], value: Size, derivative: Size) -> Iterator[Pair]:
    """Yield places left and right of the edges that leave a box upwards."""
    left = min(float(route.line[0, 0]) - route.half for route in routes) - GAP
    chips = [route.chip for route in routes if route.chip is not None]
    lanes = [float(route.line[0, 0]) + route.half for route in routes]
    right = max([*lanes, *(chip.right for chip in chips)]) + GAP
    middle = min(float(route.line[0, 1] + route.line[-1, 1]) / 2 for route in routes)
    for y in (middle, here.top + OVER, here.top + 1.5 * OVER):
        yield (
            box_at(np.array([left - value[0] / 2, y]), value),
            box_at(np.array([right + derivative[0] / 2, y]), derivative),
        )


def beside_a_dock(here: Box, route: Route, value: Size, derivative: Size) -> Iterator[Pair]:
    """Yield places by the lanes of the vertical edge of a variable that stands below or above its box."""
    x = here.center[0]
    up = 1 if route.line[-1, 1] > route.line[0, 1] else -1
    blue, red = x - up * route.half, x + up * route.half
    near = (here.top if up > 0 else here.bottom) + up * (GAP + derivative[1] / 2)
    middle = float(route.line[0, 1] + route.line[-1, 1]) / 2
    yield (
        box_at(np.array([blue - up * (GAP + value[0] / 2), middle]), value),
        box_at(np.array([red + up * (1.6 * GAP + derivative[0] / 2), near]), derivative),
    )


def around(here: Box, value: Size, derivative: Size) -> Iterator[Pair]:
    """Yield places above and below a box, over its middle or flush with a side, then right and left of it."""
    for off in (GAP, 3.4 * GAP):
        for middle in (_centered, _flush_left, _flush_right, _right_of, _left_of):
            up, down = here.top + off + value[1] / 2, here.bottom - off - derivative[1] / 2
            yield (
                box_at(np.array([middle(here, value[0]), up]), value),
                box_at(np.array([middle(here, derivative[0]), down]), derivative),
            )
    yield from at_its_sides(here, value, derivative)


def _centered(here: Box, width: float) -> float:
    return here.center[0]


def _flush_left(here: Box, width: float) -> float:
    return here.left + width / 2


def _flush_right(here: Box, width: float) -> float:
    return here.right - width / 2


def _right_of(here: Box, width: float) -> float:
    return here.right + width / 2


def _left_of(here: Box, width: float) -> float:
    return here.left - width / 2


def at_its_sides(here: Box, value: Size, derivative: Size) -> Iterator[Pair]:
    """Yield places right of a box and left of it, the value above the derivative."""
    for side, gap, shift in SIDES:
        edge, y = (here.right + gap if side > 0 else here.left - gap), here.center[1] + shift
        yield (
            box_at(np.array([edge + side * value[0] / 2, y + 6 + value[1] / 2]), value),
            box_at(np.array([edge + side * derivative[0] / 2, y - 6 - derivative[1] / 2]), derivative),
        )
