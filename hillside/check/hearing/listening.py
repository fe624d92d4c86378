"""All that a figure says, heard: alt text, captions, the labels on its picture, and the texts about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any, cast

from hillside.check.finding import Finding, Kind
from hillside.check.hearing.catalog_of_claims import CLAIMS
from hillside.check.hearing.labels_read import check_symbol
from hillside.check.hearing.notation import check_equation, follows, leads_on
from hillside.check.hearing.sentences import Heard, read_back
from hillside.check.hearing.situation import Fields, Situation, UntrueError, scene_of
from hillside.check.hearing.stated_values import UnheardError, UnreadableError, stripped
from hillside.check.painted_picture import Picture, Words
from hillside.stage.figure import AnyFigure
from hillside.stage.params import fields_of

_CUES = re.compile(
    r"^(?:WEBVTT.*|\d+|[\d:.,]+ --> .*|\d+:\d\d(?::\d\d)?–\d+:\d\d(?::\d\d)?|\[.*\])$", re.MULTILINE
)
"""The lines of caption files and transcripts that are not said: times, numbers of cues, audio description."""


def judge(text: str, here: Situation) -> None:
    """Judge words in a situation.

    Raises:
        UnheardError: if what they say cannot be held against the parameters alone.
        UntrueError: if they say something untrue, or something that no sentence of the catalog says.
    """
    for heard in read_back(text, here.language):
        _judge_sentence(heard, here)


def _judge_sentence(heard: Heard, here: Situation) -> None:
    if not heard.messages:
        if not _is_own(heard.text, here):
            check_symbol(heard.text, here)
        return
    claims = [CLAIMS[message] for message in heard.messages if message in CLAIMS]
    if not claims or _is_own(heard.text, here):
        return
    try:
        claims[0](Fields(heard.fields, here))
    except UnreadableError as error:
        raise UntrueError(f'says "{heard.text}", but {error}') from error
    except UntrueError as error:
        raise UntrueError(f'"{_short(heard.text)}" {error}') from error
    except AttributeError as error:
        if error.obj is not here.params:
            raise
        raise UntrueError(
            f'"{_short(heard.text)}" speaks of "{error.name}", which is no parameter'
        ) from error


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:78]}…"


def _is_own(text: str, here: Situation) -> bool:
    """Return whether a text is the lecturer's own: a parameter, a name of a column, or a replaced word."""
    plain = "".join(stripped(text).split()).rstrip(".。।")
    declared = cast("type[Any]", type(here.params))
    own = [value for each in fields_of(declared) if isinstance(value := getattr(here.params, each.name), str)]
    names = getattr(getattr(here.params, "data", None), "names", None) or ()
    words = [replacement for _, replacement in here.language.words]
    return any("".join(each.split()).rstrip(".。।") == plain for each in (*own, *names, *words))


def _findings(part: str, check: Callable[[], None]) -> Iterator[Finding]:
    try:
        check()
    except UnheardError:
        return
    except (UntrueError, UnreadableError) as error:
        yield Finding(kind=Kind.SAID, part=part, what=str(error))


def untrue_alt(figure: AnyFigure) -> Iterator[Finding]:
    """Yield each sentence of the alt text that is not true of the still."""
    here = Situation(scene_of(figure, figure.params), judge)
    for heard in read_back(figure.alt(figure.final_facts), figure.language):
        yield from _findings("the alt text", lambda heard=heard: _judge_sentence(heard, here))


def untrue_captions(figure: AnyFigure) -> Iterator[Finding]:
    """Yield each sentence of a caption that is not true at the end of its beat."""
    for place, beat in enumerate(figure.film.beats):
        here = Situation(scene_of(figure, figure.film.end_of(place).params), judge, beat=place)
        for heard in read_back(beat.say, figure.language):
            part = f"the caption of beat {place + 1}"
            yield from _findings(part, lambda heard=heard, here=here: _judge_sentence(heard, here))


def untrue_labels(picture: Picture, params: Any) -> Iterator[Finding]:
    """Yield each label of a picture at rest that is untrue, given the parameters of that moment.

    Labels that are not fully shown are passed over.
    """
    figure = picture.figure
    shared = Situation(scene_of(figure, params), judge)
    for words in (each for each in picture.words if each.whole):
        yield from _findings(words.name, lambda words=words: _judge_label(words, shared))


def _judge_label(words: Words, shared: Situation) -> None:
    for paragraph in words.paragraphs:
        _judge_paragraph(paragraph, words.name, shared)


def _judge_paragraph(text: str, name: str, shared: Situation) -> None:
    for stretch, heard in stretches(read_back(text, shared.language, label=True)):
        if heard is not None:
            _judge_sentence(heard, shared.at_part(name))
        else:
            here = shared.at_part(name)
            if not _is_own(stretch, here):
                _check_notation(stretch, here)


def _check_notation(text: str, here: Situation) -> None:
    if any(relation in text for relation in "=≈<>") and not check_symbol(text, here, certain=False):
        check_equation(text, here)
    else:
        check_symbol(text, here)


def stretches(pieces: tuple[Heard, ...]) -> Iterator[tuple[str, Heard | None]]:
    """Yield the sentences of a label, and its equations with the words that are names in them."""
    joined = [
        bool(before.messages) != bool(after.messages)
        and (follows(after.text) if before.messages else leads_on(before.text))
        for before, after in pairwise(pieces)
    ]
    group, numbers = 0, [0]
    for each in joined:
        group += not each
        numbers.append(group)
    for _, found in groupby(zip(numbers, pieces, strict=False), key=lambda pair: pair[0]):
        run = [piece for _, piece in found]
        text = " ".join(piece.text for piece in run)
        yield text, run[0] if len(run) == 1 and run[0].messages else None


def untrue_files(figure: AnyFigure, words: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each sentence in the text files about a figure that neither its captions nor its alt text say.

    What these say is judged by itself; a file is true if it says the same.
    """
    texts = [figure.title(), figure.alt(figure.final_facts), *(beat.say for beat in figure.film.beats)]
    said = {
        "".join(stripped(each.text).split()) for text in texts for each in read_back(text, figure.language)
    }
    for name, text in words.items():
        for paragraph in _CUES.sub("\n", text).split("\n\n"):
            for heard in read_back(paragraph, figure.language):
                if "".join(stripped(heard.text).split()) not in said:
                    what = f'says "{_short(heard.text)}", which neither a caption nor the alt text says'
                    yield Finding(kind=Kind.SAID, part=name, what=what)
