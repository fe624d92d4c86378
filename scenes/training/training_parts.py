"""The error of a line that learns, step by step: its trace, and the words at its end."""

from __future__ import annotations

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from scenes.training.progress import Progress


def trace_parts(plane: Plane, facts: Progress, language: Language) -> Parts:
    """Return the error since the start, the present one, and the verdict on a run that diverges."""
    parts: dict[str, Part | Beside] = {}
    if facts.trace is not None:
        parts["trace"] = plane.draw(facts.trace, "legs")
        parts["trace"].grows = False  # it reaches to the present error at every moment
    parts["now"] = plane.draw(facts.now, "legs")
    if facts.diverging:
        parts["verdict"] = _verdict(language.say("the rate is too large"))
    return parts


def _verdict(text: str) -> Beside:
    """Return words beside the last error of a run that diverges."""
    return Beside(
        lettering=lettering(text, size=MEASURES.name, role="legs"),
        by="now",
        sides=("left", "below left", "right", "below right", "below"),
        own=("trace",),
        leader=True,
        priority=4,
    )
