"""Drawing of a network: its neurons in layers, and its weights as edges, thick where they are large."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, dashed, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.sheet import Box, Points
from scenes.training.classes import ClassFacts
from scenes.training.field import ring

END, HIDDEN = 39.0, 16.0
"""Radii of an input or the output, and of a hidden neuron, in layout pixels; and in the same unit:"""
LEAST_WIDTH, MOST_WIDTH = 1.6, 9.0
"""widths of the edge of a weight of 0, and what is added for the largest weight,"""
CLEARANCE = 4.0
"""distance of an edge from a neuron,"""
DASH, DASH_GAP = 11.0, 8.0
"""and lengths of the dashes of a negative weight, and of the breaks between them."""


def neurons_in(box: Box, sizes: tuple[int, ...]) -> list[list[Points]]:
    """Return the centers of the neurons, layer by layer from left to right, each layer from the top."""
    inner = box.grown(-END - 3.0)
    xs = np.linspace(inner.left, inner.right, len(sizes))
    tallest = min(inner.height, 150.0) if max(sizes) <= 2 else inner.height
    layers: list[list[Points]] = []
    for x, size in zip(xs, sizes, strict=True):
        spread = tallest if size > 2 else min(tallest, 0.42 * inner.height + 40.0)
        ys = inner.center[1] + (np.linspace(spread / 2, -spread / 2, size) if size > 1 else np.zeros(1))
        layers.append([np.array([x, y]) for y in ys])
    return layers


def network_parts(box: Box, facts: ClassFacts, theme: Theme) -> Parts:
    """Return the edges, the steepest of them by itself, the neurons, and the names of inputs and output."""
    layers = neurons_in(box, facts.sizes)
    largest = max(abs(each.weight) for each in facts.connections) or 1.0
    edges: list[Part] = []
    steepest: Part | None = None
    for k, each in enumerate(facts.connections):
        start, end = layers[each.layer][each.source], layers[each.layer + 1][each.target]
        radii = _radius(each.layer, facts.sizes), _radius(each.layer + 1, facts.sizes)
        line = _between(start, end, *radii)
        width = LEAST_WIDTH + MOST_WIDTH * abs(each.weight) / largest
        if k == facts.iteration.steepest:
            steepest = stroke([line], theme.slope, max(width, 4.0))
        elif each.weight >= 0:
            edges.append(stroke([line], theme.curve, width))
        else:
            edges.append(dashed(line, theme.legs, width, DASH + width, DASH_GAP + width))
    rims = [
        ring(center, _radius(layer, facts.sizes), theme.ink, MEASURES.legs)
        for layer, centers in enumerate(layers)
        for center in centers
    ]
    names = [(center, f"x_{k}") for k, center in enumerate(layers[0], 1)] + [(layers[-1][0], "p")]
    parts: dict[str, Part | Beside] = {"weights": Part.of(*edges)} if edges else {}
    if steepest is not None:
        parts["steepest"] = steepest
    parts["neurons"] = Part.of(*rims)
    for center, name in names:
        parts[f"neuron-{name.replace('_', '')}"] = _named(center, name, theme)
    return parts


def _radius(layer: int, sizes: tuple[int, ...]) -> float:
    return END if layer in (0, len(sizes) - 1) else HIDDEN


def _between(start: Points, end: Points, radius: float, other: float) -> Points:
    along = (end - start) / float(np.hypot(*(end - start)))
    return np.array([start + (radius + CLEARANCE) * along, end - (other + CLEARANCE) * along])


def _named(center: Points, name: str, theme: Theme) -> Beside:
    words = Lettering(settings=(formula(name),), size=MEASURES.small)
    width, height = words.sizes(theme.typeface)[0]
    x, y = center.tolist()
    return Beside(
        lettering=words,
        by=np.array([[x, y - height / 2]]),
        sides=("above",),
        gap=0.0,
        reach=0.0,
        strict=True,
        within=Box(x - width / 2 - 1, y - height / 2 - 1, x + width / 2 + 1, y + height / 2 + 1),
        own=("neurons",),
        priority=9,
    )
