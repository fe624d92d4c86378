"""Labels beside the line that learns and beside its error."""

from stage.labels import Beside, Lettering, lettering
from stage.lettering.words import formula
from stage.look.theme import MEASURES


def line_label() -> Beside:
    """The formula of the line beside it."""
    return Beside(
        lettering=Lettering(settings=(formula("y = w x + b"),), size=MEASURES.name, role="curve"),
        by="line",
        sides=("above left", "above", "below right", "below"),
        own=("gaps",),
        reach=60,
        leader=True,
        priority=3,
    )


def verdict_label(text: str) -> Beside:
    """Words beside the last error of a run that diverges."""
    return Beside(
        lettering=lettering(text, size=MEASURES.name, role="legs"),
        by="now",
        sides=("left", "below left", "right", "below right", "below"),
        own=("trace",),
        leader=True,
        priority=4,
    )
