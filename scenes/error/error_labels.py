"""Labels of the figure of the error: the lowest point of the curve, and a number over each half."""

from __future__ import annotations

from hillside.stage.box import Box
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, lettering
from hillside.stage.lettering.markup import plain
from hillside.stage.look.theme import MEASURES, Role
from scenes.shared.samples.line_fit import LineFit


def lowest_label(error: float, language: Language) -> Beside:
    """Return the lowest error, beside the place on the curve that has it."""
    words = language.say("lowest error: {error}", error=error)
    return Beside(
        lettering=lettering(words, lines=(1, 2), size=MEASURES.name, least=MEASURES.small),
        by="lowest",
        sides=("above", "below", "right", "left"),
        leader=True,
        own=("curve",),
        priority=5,
    )


def number_labels(fit: LineFit, halves: tuple[Box, ...], language: Language) -> dict[str, Beside]:
    """Return the weight over one half and the error over the other; they change and stay in place."""
    left, right = halves
    return {
        "weight": _number(language.say("weight"), fit.weight, "curve", left, language),
        "error": _number(language.say("error"), fit.error, "legs", right, language),
    }


def _number(name: str, value: float, role: Role, half: Box, language: Language) -> Beside:
    words = language.equation(name, language.isolated(language.numeral(value)))
    return headline(Lettering(settings=(plain(words),), role=role), half, language)
