"""Cases for the placement benchmark: a curve with obstacles, and the labels to place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hillside.stage.placement import Box, Callout, Label, Obstacle, Region, Stroke
from hillside.stage.placement.items import Item

FRAME = Box(54, 54, 940, 1026)
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
    """Return a curve on axes with its tangent, triangle and dot; five labels and a callout."""
    random = np.random.default_rng(seed)
    return _case(seed, random.uniform(-1.4, 1.4), random.uniform(90, 150))


def film(seed: int) -> list[tuple[list[Item], list[Obstacle]]]:
    """Return this case at `KEY_TIMES` key times of a film in which the dot moves along the curve."""
    return [_case(seed, at, 120.0) for at in np.linspace(-1.4, 1.4, KEY_TIMES).tolist()]


def _case(seed: int, at: float, run: float) -> tuple[list[Item], list[Obstacle]]:
    scene = _scene(seed, at, run)
    return _items(scene), _obstacles(scene)


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


def _obstacles(scene: Scene) -> list[Obstacle]:
    return [
        Stroke(np.array([[90.0, 150.0], [880.0, 150.0]]), 2.5, "x axis"),
        Stroke(np.array([[90.0, 150.0], [90.0, 860.0]]), 2.5, "y axis"),
        Stroke(scene.curve, 7, "curve"),
        Stroke(scene.tangent, 5, "tangent"),
        Region(np.array([scene.dot, scene.corner, scene.end]), "triangle"),
        Stroke(scene.dot[None], 24, "dot"),
    ]


def _items(scene: Scene) -> list[Item]:
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
