"""Callouts, leaders and names followed to the stroke that they touch, which must be the thing they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.hearing.sentences import read_back
from hillside.check.layout import tip_of
from hillside.check.marks import Mark, distances, gap_to_box
from hillside.check.painted_picture import Picture, Words
from hillside.stage.labels import Beside, Pointing

CLEAR = 5.0
"""The least distance by which the tip of a callout is closer to its thing than to any other stroke, in layout
pixels: less than the width of a curve would be taken for the curve."""
SURE = 2.0
"""The least distance by which a name stands closer to another thing of its kind if it is misplaced."""
NAMED: Mapping[str, str] = MappingProxyType(
    {
        "Derivative = Slope of the Tangent Line": "tangent",
        "rise": "rise",
        "run": "run",
        "slope {slope} from the left": "before",
        "slope {slope} from the right": "after",
        "uphill: {rate}": "uphill",
        "level: {rate}": "level",
        "gap": "gaps",
        "Direction to decrease error": "arrow",
    }
)
"""The parts that words are the name of."""
NAME = "-name"
"""The end of the labels that name a stroke; the same words may head a table or stand in an equation."""
KINDS = (("rise", "run"), ("before", "after"), ("uphill", "downhill", "level"))
"""Parts that a name may be mistaken for."""


def misplaced_names(picture: Picture) -> Iterator[Finding]:
    """Yield each callout whose tip is not clearly closest to its thing, and each name by another thing."""
    for words in picture.words:
        if words.whole:
            yield from _misplaced(words, picture)


def _misplaced(words: Words, picture: Picture) -> Iterator[Finding]:
    thing = thing_named(words, picture)
    if isinstance(words.request, Pointing):
        if words.arrow:
            yield from _aimed_elsewhere(words, thing or words.request.to, picture)
        return
    if not words.name.endswith(NAME):
        return
    for kind in KINDS:
        if thing is not None and thing in kind and thing in picture.marks:
            own = gap_to_words(words, picture.marks[thing])
            for other in kind:
                if other != thing and other in picture.marks:
                    nearer = own - gap_to_words(words, picture.marks[other])
                    if nearer > SURE:
                        what = f"names {thing}, and stands {nearer:.0f} px closer to {other}"
                        yield Finding(kind=Kind.AIM, part=words.name, what=what, amount=nearer)


def thing_named(words: Words, picture: Picture) -> str | None:
    """Return the part that words are the name of, or None."""
    for heard in read_back(words.text, picture.figure.language, label=True):
        for message in heard.messages:
            if message in NAMED:
                return NAMED[message]
    return None


def _aimed_elsewhere(words: Words, thing: str, picture: Picture) -> Iterator[Finding]:
    """Yield a callout whose tip is not clearly closer to its thing than to every other stroke."""
    tip = tip_of(words)[None]
    own = _reach(tip, picture.marks.get(thing, ()))
    where = np.vstack([np.empty((0, 2)), *(mark.points for mark in picture.marks.get(thing, ()))])
    for name, marks in picture.marks.items():
        lines = [mark for mark in marks if not mark.filled]
        if name == thing or not lines:
            continue
        apart = _reach(tip, lines) - own
        # A curve that is straight lies on its tangent everywhere.
        least = min(CLEAR, max((_reach(point[None], lines) for point in where), default=CLEAR) / 2)
        if apart < least:
            what = f"is {apart:.1f} px closer to {thing} than to {name}, under {least:.1f}"
            yield Finding(kind=Kind.AIM, part=words.name, what=what, amount=apart)


def _reach(tip: np.ndarray, marks: Sequence[Mark]) -> float:
    """Return the distance of a point from the nearest ink, 0 on it."""
    return min(
        (max(float(distances(tip, mark.points)[0]) - mark.reach, 0.0) for mark in marks), default=np.inf
    )


def gap_to_words(words: Words, marks: Sequence[Mark]) -> float:
    """Return the distance of a name from a thing: of the end of its leader, or of its box."""
    if isinstance(words.request, Beside) and words.arrow:
        return _reach(tip_of(words)[None], marks)
    return min((gap_to_box(mark, words.box) for mark in marks), default=np.inf)
