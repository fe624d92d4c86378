"""The outputs that a lecture asks for, and which of them are out of date."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stage.background import matched
from stage.errors import Refusal, nearest
from stage.language import Language, language_of
from stage.lecture import Entry, Lecture
from stage.manifest import read_manifest
from stage.store import key
from stage.take import Job
from stage.theme import Theme
from stage.theme_file import theme_of

FILM_WEIGHT = 20
"""How many stills a film counts for in the progress; a rough guess is enough for a bar."""


@dataclass(frozen=True)
class Output:
    """One file that a lecture asks for.

    `job` holds the parameters as the lecture gives them. The key covers the source of the figure too, so it
    covers the defaults of the others, and is known without loading the figure.
    """

    name: str
    entry: Entry
    job: Job
    key: str

    @property
    def weight(self) -> int:
        """The share of the work, in stills."""
        return FILM_WEIGHT if self.job.is_film else 1


def outputs_of(
    lecture: Lecture,
    only: Sequence[str] = (),
    theme: str | None = None,
    quality: str | None = None,
    background: str | None = None,
    lang: str | None = None,
) -> tuple[Output, ...]:
    """Return the outputs of the figures with the ids `only`, or of all; the rest overrules the file.

    Raises:
        Failure: The file of a theme cannot be read.
        Refusal: No figure has one of the ids, or there is no such theme, background, language
            or word.
    """
    known = [entry.id for entry in lecture.figures]
    for name in only:
        if name not in known:
            raise Refusal(f'no figure of {lecture.source.path} has the id "{name}"{nearest(name, known)}')
    chosen = [entry for entry in lecture.figures if not only or entry.id in only]
    look = theme_for(lecture, theme, background)
    quality = lecture.quality if quality is None else quality
    outputs: list[Output] = []
    for entry in chosen:
        language = language_for(lecture, entry, lang)
        for suffix in entry.outputs:
            job = Job.read(
                entry.figure,
                dict(entry.params),
                f".{suffix}",
                look,
                lecture.size,
                quality,
                language=language,
            )
            outputs.append(Output(name=f"{entry.id}.{suffix}", entry=entry, job=job, key=key(job)))
    return tuple(outputs)


def theme_for(lecture: Lecture, name: str | None, background: str | None) -> Theme:
    """Return the theme of a lecture on its background; `name` and `background` overrule the file.

    A theme that the lecture names lies beside it, and one that is given lies where the program runs.

    Raises:
        Failure: The file of the theme cannot be read.
        Refusal: There is no such theme, or it cannot be matched to the background.
    """
    with _blamed_on(lecture, "theme", overruled=name is not None):
        theme = (
            theme_of(name) if name is not None else theme_of(lecture.theme, folder=lecture.source.path.parent)
        )
    slide = lecture.background if background is None else background
    with _blamed_on(lecture, "background", overruled=background is not None):
        return theme if slide is None else matched(theme, slide)


def language_for(lecture: Lecture, entry: Entry, code: str | None) -> Language:
    """Return the language of a figure: `code`, else its own, else that of the lecture.

    Own words are words of a language: they count only while that is the one spoken.

    Raises:
        Refusal: There is no such language, or no figure says what the words stand for.
    """
    own = lecture.lang if entry.lang is None else entry.lang
    spoken = own if code is None else language_of(code).code
    words = dict(lecture.words) if spoken == lecture.lang else {}
    words |= dict(entry.words) if spoken == own else {}
    try:
        return language_of(spoken, words)
    except Refusal as error:
        raise lecture.source.refusal((*entry.where, "words"), str(error)) from error


@contextmanager
def _blamed_on(lecture: Lecture, key: str, overruled: bool) -> Generator[None, None, None]:
    """Name the line of the lecture file in a refusal, unless the command line overrules that line."""
    try:
        yield
    except Refusal as error:
        raise error if overruled else lecture.source.refusal((key,), str(error)) from error


def out_of_date(outputs: Sequence[Output], folder: Path) -> tuple[Output, ...]:
    """Return the outputs whose files in `folder` are missing, touched, or made from something else."""
    records = read_manifest(folder)
    return tuple(
        output
        for output in outputs
        if output.name not in records or not records[output.name].is_current(output.key, folder)
    )
