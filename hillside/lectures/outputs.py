"""The outputs that a lecture requests, and which of them are out of date."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hillside.files.budget import read_budget
from hillside.lectures.lecture import Entry, Lecture, is_still
from hillside.lectures.manifest import read_manifest
from hillside.lectures.transcript import TRANSCRIPT
from hillside.stage.errors import Refusal, suggestion
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import key
from hillside.studio.requested_look import (
    NO_CHANGES,
    LookChanges,
    language_of,
    on_background,
    theme_of,
)
from hillside.studio.toml_lines import KeyPath

T = TypeVar("T")

FILM_WEIGHT, TRANSCRIPT_WEIGHT = 20, 3
"""The work of a film and of a transcript in stills: rough estimates for the progress bar."""
TRANSPARENT = "transparent"
"""The value of `background` for pictures without a background."""
TRANSCRIBERS = ("hillside.lectures.transcription",)
"""The modules that write a transcript, in addition to those that draw its pictures."""


@dataclass(frozen=True)
class Output:
    """One file that a lecture requests, or the transcript that every figure has.

    `job` holds the parameters that the lecture gives. The key also covers the source code of the figure, and
    with it the default parameters, so it is known without loading the figure.
    """

    name: str
    entry: Entry
    job: Job
    key: str
    is_transcript: bool = False

    @property
    def weight(self) -> int:
        """The estimated work, in stills."""
        if self.is_transcript:
            return TRANSCRIPT_WEIGHT
        return FILM_WEIGHT if self.job.is_film else 1


@dataclass(frozen=True, kw_only=True)
class Overrides:
    """The options of the command line that override the lecture file; None keeps the file's value."""

    theme: str | None = None
    quality: str | None = None
    background: str | None = None
    lang: str | None = None
    size: str | None = None
    fps: int | None = None
    pace: str | None = None
    colors: tuple[tuple[str, str], ...] = ()
    text_size: str | None = None

    @property
    def look(self) -> LookChanges:
        """The colors and the size of words that are changed."""
        return LookChanges(self.colors, self.text_size)


NO_OVERRIDES = Overrides()


def outputs_of(
    lecture: Lecture,
    only: Sequence[str] = (),
    overrides: Overrides = NO_OVERRIDES,
    transcripts: bool = False,
) -> tuple[Output, ...]:
    """Return the outputs of the figures with the ids `only`, or of all.

    With `transcripts`, the outputs of each figure are followed by its transcript.

    Raises:
        Failure: The file of a theme cannot be read.
        Refusal: No figure has one of the ids, or there is no such theme, background, language
            or word, or an output cannot hold what is requested.
    """
    refuse_unknown_ids(only, [lecture])
    outputs: list[Output] = []
    for entry in lecture.figures:
        if only and entry.id not in only:
            continue
        slide = _first_given(overrides.background, entry.background, lecture.background)
        where = _where_background_is(entry, overrides)
        look = theme_for(lecture, overrides.theme, slide, where, entry.look.then(overrides.look), entry.where)
        level = str(_first_given(overrides.quality, entry.quality, lecture.quality))
        language = language_for(lecture, entry, overrides.lang)
        for suffix in (*entry.outputs, *([TRANSCRIPT] if transcripts else [])):
            job = _job(lecture, entry, suffix, look, slide == TRANSPARENT, level, language, overrides)
            is_transcript = suffix == TRANSCRIPT
            digest = key(job, also=TRANSCRIBERS if is_transcript else ())
            outputs.append(Output(f"{entry.id}.{suffix}", entry, job, digest, is_transcript))
    return tuple(outputs)


def refuse_unknown_ids(only: Sequence[str], lectures: Sequence[Lecture]) -> None:
    """Refuse ids that no figure of the lectures has.

    Raises:
        Refusal: An id is unknown; see `refuse_unknown_names`.
    """
    known = [entry.id for lecture in lectures for entry in lecture.figures]
    refuse_unknown_names(only, known, " and ".join(str(lecture.source.path) for lecture in lectures))


def refuse_unknown_names(only: Sequence[str], known: Sequence[str], where: str) -> None:
    """Refuse ids that no figure in a lecture or a folder has.

    Raises:
        Refusal: An id is unknown; the message has the closest one, and all.
    """
    for name in only:
        if name not in known:
            near = suggestion(name, known)
            way_out = f"{near} The" if near else "; the"
            raise Refusal(f'no figure of {where} has the id "{name}"{way_out} ids are {", ".join(known)}')


def _where_background_is(entry: Entry, overrides: Overrides) -> KeyPath:
    """Return the path of a figure's background in the file; empty if the command line gives it."""
    if overrides.background is not None:
        return ()
    return ("background",) if entry.background is None else (*entry.where, "background")


def _first_given(*given: T | None) -> T | None:
    """Return the first value that is not None, in the order command line, figure, lecture."""
    return next((each for each in given if each is not None), None)


def _job(
    lecture: Lecture,
    entry: Entry,
    suffix: str,
    look: Theme,
    transparent: bool,
    level: str,
    language: Language,
    overrides: Overrides,
) -> Job:
    """Return the job of one output; that of a transcript is a vector still, or the film if there is one."""
    transcript = suffix == TRANSCRIPT
    film = not transcript and not is_still(suffix)
    budget = _first_given(entry.budget, lecture.budget)
    try:
        excerpt = Excerpt(
            transparent=transparent,
            beat=entry.beat,
            moment=None if film or (transcript and entry.films) else entry.moment,
            loop=film and (lecture.loop if entry.loop is None else entry.loop),
            budget=None if budget is None or not film else read_budget(budget),
            poster=entry.poster if film else None,
            pace=str(_first_given(overrides.pace, entry.pace, lecture.pace)),
        )
        return Job.read(
            entry.figure,
            dict(entry.params),
            ".svg" if transcript else f".{suffix}",
            look,
            str(_first_given(overrides.size, entry.size, lecture.size)),
            level,
            fps=_first_given(overrides.fps, entry.fps, lecture.fps) if film else None,
            excerpt=excerpt,
            language=language,
            title=entry.title or "",
        )
    except Refusal as error:
        raise lecture.source.refusal((*entry.where, "outputs"), str(error)) from error


def theme_for(
    lecture: Lecture,
    name: str | None,
    background: str | None,
    where: KeyPath = (),
    look: LookChanges = NO_CHANGES,
    table: KeyPath = (),
) -> Theme:
    """Return the theme of a lecture, on `background` if it is given; `name` overrides the file.

    A theme file that the lecture names is relative to it, one named on the command line to the working
    directory. `where` is the path of the background in the file, if it comes from there. What `look` changes
    has precedence over what the lecture does; `table` is the path of the table that it comes from.

    Raises:
        Failure: The file of the theme cannot be read.
        Refusal: There is no such theme, or it cannot be matched to the background.
    """
    with _with_line_of(lecture, ("theme",) if name is None else ()):
        theme = (
            theme_of(name) if name is not None else theme_of(lecture.theme, folder=lecture.source.path.parent)
        )
    slide = lecture.background if background is None else background
    with _with_line_of(lecture, ("background",) if background is None else where):
        theme = theme if slide is None or slide == TRANSPARENT else on_background(theme, slide)
    with _with_line_of(lecture, (*table, "colors")):
        return lecture.look.then(look).applied(theme)


def language_for(lecture: Lecture, entry: Entry, code: str | None) -> Language:
    """Return the language of a figure: `code`, else its own, else that of the lecture.

    The lecturer's own words belong to a language and apply only if it is the chosen one.

    Raises:
        Refusal: There is no such language, or no figure uses the text that the words replace.
    """
    own = lecture.lang if entry.lang is None else entry.lang
    chosen = own if code is None else language_of(code).code
    words = dict(lecture.words) if chosen == lecture.lang else {}
    words |= dict(entry.words) if chosen == own else {}
    try:
        return language_of(chosen, words)
    except Refusal as error:
        raise lecture.source.refusal((*entry.where, "words"), str(error)) from error


@contextmanager
def _with_line_of(lecture: Lecture, where: KeyPath) -> Generator[None, None, None]:
    """Add the line of the lecture file to a refusal; `where` is empty if the command line is the cause."""
    try:
        yield
    except Refusal as error:
        raise lecture.source.refusal(where, str(error)) if where else error from error


def out_of_date(outputs: Sequence[Output], folder: Path) -> tuple[Output, ...]:
    """Return the outputs whose files in `folder` are missing, changed since, or made from something else."""
    records = read_manifest(folder)
    return tuple(
        output
        for output in outputs
        if output.name not in records or not records[output.name].is_current(output.key, folder)
    )
