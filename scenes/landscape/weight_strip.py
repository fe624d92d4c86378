"""All weights of a network as bars, which change while it is trained, with marks where they began."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from hillside.stage.drawing import Part, filled, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.sheet import Box, Points
from scenes.landscape.facts import Facts
from scenes.landscape.network_slice import NETWORK

HEAD, FOOT = 52.0, 64.0
"""Height of the names above the bars, and of the brackets with their names below, in layout pixels."""
BAR = 0.66
"""Width of a bar, as a share of the distance of two."""
BRACKET = 12.0
"""Height of a bracket, in layout pixels."""
SAMPLE = 26.0
"""Length of the mark beside the word for it, and its distance, in layout pixels."""
BEGAN = 4.0
"""Thickness of the mark where a weight began, in layout pixels."""


def strip_parts(facts: Facts, box: Box, theme: Theme, language: Language) -> dict[str, Part]:
    """Return the bars, the marks where they began, the line of 0, and brackets under the layers.

    Args:
        facts: the facts of the landscape.
        box: the box of the strip.
        theme: the colors.
        language: the language of the names, beside one of which stands a mark.

    The largest weight at any time fills half of the height.
    """
    plot = _plot(box)
    step, middle = plot.width / len(facts.weights), plot.center[1]
    scale = plot.height / 2 / facts.largest_weight
    lefts = [plot.left + step * (number + (1 - BAR) / 2) for number in range(len(facts.weights))]
    bars = [
        filled(_rectangle(left, middle, left + BAR * step, middle + scale * weight), theme.curve)
        for left, weight in zip(lefts, facts.weights, strict=True)
        if abs(scale * weight) >= 0.5
    ]
    began = [
        np.array([[left, middle + scale * weight], [left + BAR * step, middle + scale * weight]])
        for left, weight in zip(lefts, facts.first_weights, strict=True)
    ]
    zero = stroke([np.array([[plot.left, middle], [plot.right, middle]])], theme.faint, MEASURES.axis)
    ends = [plot.left + step * edge for edge in (0, hidden_weights(), len(facts.weights))]
    brackets = [_bracket(left + 3, right - 3, plot.bottom - 8) for left, right in pairwise(ends)]
    return {
        "weights": Part.of(*bars, zero) if bars else zero,
        "began": stroke([*began, _sample(box, language, theme)], theme.faint, BEGAN),
        "layers": stroke(brackets, theme.faint, MEASURES.axis),
    }


def strip_names(facts: Facts, box: Box, language: Language) -> dict[str, Beside]:
    """Return the names: the number of weights, the marks where they began, and the layers."""
    plot, say = _plot(box), language.say
    step = plot.width / len(facts.weights)
    edge = plot.left + step * hidden_weights()
    below = plot.bottom - 8 - BRACKET
    rightward = language.direction == "ltr"
    corners = (box.left, box.right) if rightward else (box.right, box.left)
    sides = ("below right", "below left") if rightward else ("below left", "below right")
    count = say("{count} weights", count=str(len(facts.weights)))
    hidden, output = plain(say("hidden layer")), plain(say("output"))
    return {
        "weights-name": _name(_lettering(plain(count), "curve"), (corners[0], box.top), sides[0]),
        "began-name": _name(_began_lettering(language), (corners[1], box.top), sides[1]),
        "hidden-name": _name(_lettering(hidden, "faint"), ((plot.left + edge) / 2, below), "below"),
        "output-name": _name(_lettering(output, "faint"), ((edge + plot.right) / 2, below), "below"),
    }


def _sample(box: Box, language: Language, theme: Theme) -> Points:
    """Return the mark of a start beside its name."""
    (size,) = _began_lettering(language).sizes(theme.typeface)[:1]
    away = size[0] + SAMPLE
    left = box.right - away - SAMPLE if language.direction == "ltr" else box.left + away
    height = box.top - 0.55 * MEASURES.point_name
    return np.array([[left, height], [left + SAMPLE, height]])


def _began_lettering(language: Language) -> Lettering:
    return _lettering(plain(language.say("start")), "faint")


def hidden_weights() -> int:
    """Return the number of weights and biases of the hidden layer, which come first.

    >>> hidden_weights()
    24
    """
    first = list(NETWORK.shapes.values())[:2]
    return sum(int(np.prod(shape)) for shape in first)


def _lettering(markup: str, role: Role) -> Lettering:
    weight = "semibold" if role == "curve" else "medium"
    return Lettering(settings=(markup,), size=MEASURES.point_name, least=30.0, role=role, weight=weight)


def _name(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering,
        by=np.array([at]),
        sides=(side,),
        own=("layers", "weights", "began"),
        gap=6.0,
        reach=30.0,
        strict=True,
        priority=3,
    )


def _plot(box: Box) -> Box:
    return Box(box.left + 2, box.bottom + FOOT, box.right - 2, box.top - HEAD)


def _bracket(left: float, right: float, top: float) -> Points:
    return np.array([[left, top], [left, top - BRACKET], [right, top - BRACKET], [right, top]])


def _rectangle(left: float, bottom: float, right: float, top: float) -> Points:
    return np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
