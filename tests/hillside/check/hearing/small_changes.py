"""Small changes of what a figure says: one digit, sign or letter of its words and formulas at a time."""

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from hillside.check.axis_numerals import untrue_numerals
from hillside.check.hearing.listening import untrue_alt, untrue_captions, untrue_labels
from hillside.check.painted_picture import Picture, picture_of
from hillside.stage.drawing import Letters
from hillside.stage.figure import AnyFigure

_SETTING = re.compile(r'rgb\("#\w+"\)|\b[a-z]+: ?[\d.]+[a-z]*|\b[hv]\([^)]*\)')
"""What only sets a text in Typst: colors, sizes and spaces."""
_CHANGEABLE = re.compile(r"\d+(?:[.,]\d+)?|[+−-]|(?<![\w\\])[a-zA-Z](?![\w(\"'’-])")
_OPPOSITE = {"+": "−", "−": "+", "-": "+"}
_WORDS = frozenset("aAIoOeéyàuUY")
"""Letters that are words in some language."""


@dataclass(frozen=True)
class Change:
    """A small change of something said: where, what it was, and the changed text."""

    where: str
    was: str
    text: str


def changes(text: str, *, markup: bool) -> Iterator[tuple[str, str]]:
    """Yield what is changed, and the changed text: a digit, a sign, or a letter that stands alone.

    >>> [changed for _, changed in changes("x + 20", markup=True)]
    ['q + 20', 'x − 20', 'x + 50']
    """
    settings = [found.span() for found in _SETTING.finditer(text)] if markup else []
    for found in _CHANGEABLE.finditer(text):
        if any(start <= found.start() < end for start, end in settings):
            continue
        if not markup and found[0] in (*_WORDS, "-"):
            continue
        yield found[0], f"{text[: found.start()]}{_changed(found[0])}{text[found.end() :]}"


def _changed(piece: str) -> str:
    if piece in _OPPOSITE:
        return _OPPOSITE[piece]
    if not piece[0].isdigit():
        return "q"
    place = next((k for k, letter in enumerate(piece) if letter in "123456789"), 0)
    return f"{piece[:place]}{(int(piece[place]) + 3) % 10 or 5}{piece[place + 1 :]}"


def pictures_of_beats(figure: AnyFigure) -> list[Picture]:
    """Return the picture at the end of each beat of a figure's film."""
    return [picture_of(figure, figure.film.end_of(beat)) for beat in range(len(figure.film.beats))]


def unheard(figure: AnyFigure, pictures: Sequence[Picture]) -> tuple[int, list[Change]]:
    """Return the number of small changes tried in a figure's words, and those that the check did not hear.

    Those are words of the alt text, the captions, and the labels on pictures, those of the beats in order.
    """
    tried = [*_alt(figure), *_captions(figure), *_labels(figure, pictures)]
    return len(tried), [change for change, is_heard in tried if not is_heard]


def _saying(text: str) -> Callable[[object], str]:
    return lambda facts: text


def _alt(figure: AnyFigure) -> Iterator[tuple[Change, bool]]:
    for was, changed in changes(figure.alt(figure.final_facts), markup=False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(figure, "alt", _saying(changed))
            yield Change("alt", was, changed), any(untrue_alt(figure))


def _captions(figure: AnyFigure) -> Iterator[tuple[Change, bool]]:
    beats = figure.film.beats
    silent = tuple(dataclasses.replace(beat, say="") for beat in beats)
    for place, beat in enumerate(beats):
        for was, changed in changes(beat.say, markup=False):
            lying = dataclasses.replace(beat, say=changed)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(figure.film, "beats", (*silent[:place], lying, *silent[place + 1 :]))
                yield Change(f"caption {place + 1}", was, changed), any(untrue_captions(figure))


def _labels(figure: AnyFigure, pictures: Sequence[Picture]) -> Iterator[tuple[Change, bool]]:
    """Yield the changes of each label, on the first of the pictures on which it is so."""
    seen = set[tuple[str, str]]()
    for place, picture in enumerate(pictures):
        moment = figure.film.end_of(place)
        for words in picture.words:
            alone = dataclasses.replace(picture, words=(words,))
            for letters in _letters(picture, words.name) if words.whole else ():
                markup = letters.outline.markup
                if (words.name, markup) in seen:
                    continue
                seen.add((words.name, markup))
                for was, changed in changes(markup, markup=True):
                    lying = dataclasses.replace(letters.outline, markup=changed)
                    with pytest.MonkeyPatch.context() as patch:
                        patch.setattr(letters, "outline", lying)
                        found = (*untrue_labels(alone, moment.params), *untrue_numerals(alone))
                    yield Change(words.name, was, changed), bool(found)


def _letters(picture: Picture, name: str) -> list[Letters]:
    return [each for each in picture.painted[name].shapes() if isinstance(each, Letters)]
