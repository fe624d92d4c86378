"""The numerals of an axis, read back: each states the number at which its tick is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.hearing.stated_values import UnreadableError, number
from hillside.check.marks import Mark
from hillside.check.painted_picture import Picture, Words
from hillside.stage.lettering.language import Language

TOLERANCE = 1.0
"""Distance in layout pixels from a tick to the place of its number, above which the number is untrue."""
_NUMERAL = re.compile(r"(?P<plot>.*?)(?P<axis>[xy])-tick-\d+")


def is_numeral(name: str) -> bool:
    """Return whether a label of this name is a numeral of an axis.

    >>> is_numeral("y-tick-3"), is_numeral("y-name")
    (True, False)
    """
    return _NUMERAL.fullmatch(name) is not None


def untrue_numerals(picture: Picture) -> Iterator[Finding]:
    """Yield each numeral that is not the number of the tick beside it."""
    for words in picture.words:
        found = _NUMERAL.fullmatch(words.name)
        if found is None:
            continue
        ticks = f"{found['plot']}ticks"
        if picture.is_on(words.name, ticks) and not _is_true(picture, words, ticks, found["axis"]):
            what = f'tells "{words.text}" at a tick of another number'
            yield Finding(kind=Kind.NUMBER, part=words.name, what=what)


def _is_true(picture: Picture, words: Words, ticks: str, axis: str) -> bool:
    plane, along = picture.painted[ticks].plane, "xy".index(axis)
    mark = _nearest(picture.marks[ticks], words.box.center, along)
    stated = _number(words.text, picture.figure.language)
    if plane is None or mark is None or stated is None:
        return False
    place = plane.to_sheet(np.array([[stated, stated]]))[0, along]
    return bool(abs(place - mark) <= TOLERANCE)


def _nearest(marks: Sequence[Mark], center: tuple[float, float], along: int) -> float | None:
    """Return the position along its axis of the tick that is nearest to the center of a numeral."""
    middles = [each.points.mean(axis=0) for each in marks if np.ptp(each.points[:, along]) < TOLERANCE]
    if not middles:
        return None
    return float(min(middles, key=lambda middle: float(np.hypot(*(middle - np.array(center)))))[along])


def _number(text: str, language: Language) -> float | None:
    """Return the number that a numeral states; None if it is a word."""
    try:
        return number(text, language).value
    except UnreadableError:
        return None
