"""Ask, then show: a picture without its answer, and a question in the place of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet

HIDE = "the answer that is left out, so that it can be asked for"
"""What the parameter `hide` of a figure says."""


def without(parts: Parts, answer: Sequence[str]) -> Parts:
    """Return the parts without those that tell the answer.

    Args:
        parts: the parts by name.
        answer: names, and beginnings of names that end in `-`.

    >>> sorted(without({"curve": ..., "slope": ..., "slope-axes": ..., "sign-1": ...}, ("slope", "sign-")))
    ['curve', 'slope-axes']
    """
    beginnings = tuple(name for name in answer if name.endswith("-"))
    return {
        name: part
        for name, part in parts.items()
        if name not in answer and not (beginnings and name.startswith(beginnings))
    }


def question_line(question: str, sheet: Sheet, language: Language) -> Beside:
    """Return the question as a line in the corner of the sheet where reading begins."""
    words = lettering(question, lines=(1, 2, 3), size=MEASURES.label, least=MEASURES.least_label)
    return headline(words, sheet.inside(MEASURES.margin), language)


def question_story(curve: Beat, parts: Parts, points: str, question: str) -> Iterator[Beat]:
    """Yield the curve, whatever else is on the picture, and the question.

    Args:
        curve: the beat in which the curve appears.
        parts: the parts of the picture.
        points: the sentence with which the rest appears.
        question: the question; its part, if there is one, is named so.
    """
    yield curve
    rest = tuple(name for name in parts if name not in curve.appearing and name != "question")
    yield Beat(say=points, show=(rest,), seconds=1.6, rest=1.0)
    yield Beat(say=question, show=("question",) if "question" in parts else (), seconds=0.8, rest=3.0)
