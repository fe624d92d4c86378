"""The film of a curve and its slope, from one flat place to the next."""

from collections.abc import Iterator
from itertools import pairwise

from hillside.stage.film import Beat
from hillside.stage.lettering.language import Language
from scenes.derivative.slope_curve import SlopeCurve
from scenes.derivative.slope_curve_words import told_flat, told_stretch

SECONDS = 9.0
"""The tangent takes so long for the whole window."""


def tracing(facts: SlopeCurve, language: Language) -> Iterator[Beat]:
    """The tangent slides over the window and f′ is traced under it; what is flat is marked on the way."""
    f, over = facts.curve.f, facts.curve.over
    ends = [*(flat.x for flat in facts.flats), over.high]
    for number, (start, end) in enumerate(pairwise([over.low, *ends]), 1):
        yield Beat(
            say=told_stretch(f, start, end, language),
            to={"at": end, "traced": (end - over.low) / over.width},
            seconds=max(1.5, SECONDS * (end - start) / over.width),
            rest=0.3,
        )
        if number <= len(facts.flats):
            yield Beat(
                say=told_flat(facts.kinds[number - 1], end, language),
                show=(f"flats-{number}", f"flat-name-{number}", f"guides-{number}", f"zeros-{number}"),
                seconds=1.2,
            )
