"""The film of a computation: the graph, values from layer to layer, and derivatives back again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.backprop.computation import Computation
from scenes.backprop.computation_words import told_derivatives, told_values


def computation_story(
    found: Computation, layers: Sequence[Sequence[int]], language: Language
) -> Iterator[Beat]:
    """Yield the beats of a computation.

    Args:
        found: the computation.
        layers: the boxes of each layer of its graph, from the first to the result.
        language: the language of the captions.
    """
    say, count = language.say, range(1, len(found.boxes) + 1)
    yield Beat(
        say=say("An expression is a graph: each box computes one thing from what comes in."),
        show=("formula", "ways", *(f"{part}-{k}" for k in count for part in ("box", "name"))),
        seconds=4.0,
    )
    yield from _forward(found, layers, language)
    yield Beat(
        say=say("Now backward: each box multiplies the derivative that arrives by its own slope."),
        show=("derivatives", f"derivative-{len(found.boxes)}"),
        seconds=1.2,
        rest=1.8,
    )
    for layer in layers[-2::-1]:
        yield Beat(
            say=told_derivatives(found, layer, language),
            show=[f"derivative-{k + 1}" for k in layer],
            seconds=0.7 * len(layer),
            rest=1.3,
        )
    yield Beat(say=say("One way back, and every parameter has its derivative."), seconds=0.4, rest=3.0)


def _forward(found: Computation, layers: Sequence[Sequence[int]], language: Language) -> Iterator[Beat]:
    """Yield the values of each layer; the word for them comes on with the first."""
    for number, layer in enumerate(layers):
        show = [*(["values"] if number == 0 else []), *(f"value-{k + 1}" for k in layer)]
        yield Beat(say=told_values(found, layer, language), show=show, seconds=0.6 * len(show), rest=1.2)
