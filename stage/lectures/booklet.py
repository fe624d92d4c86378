"""A built lecture as data for the pages about it: what lies in its folder, and what is said of it.

The words of the pages are said here, in the language of the lecture; the exporters only set them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stage.lectures.captions import vtt
from stage.lectures.lecture import Entry, Lecture
from stage.lectures.manifest import Record
from stage.lectures.outputs import Output
from stage.lectures.page_words import page_words
from stage.lectures.progress import clock_time
from stage.lectures.telling import Telling
from stage.lettering.language import Language
from stage.lettering.scripts import script_of
from stage.look.theme import Theme
from stage.take import Take

PLAYED = ("mp4", "webm")
"""The films that browsers play; the others can be downloaded, and a GIF shown as a picture."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of the folder: its name, its size in bytes, and its SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One stepped still: its file, where in the film, what is said, and the picture in words."""

    file: str
    name: str
    say: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One line of the transcript: its time on the clock, what is said, and what is seen meanwhile."""

    time: str
    say: str
    seen: str


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One figure of the lecture.

    Attributes:
        id: its name in the lecture file.
        title: what it is called.
        alt: the picture in a sentence or two.
        lang: the code of its language.
        direction: ``ltr`` or ``rtl``.
        size: width and height of its pictures in pixels.
        notes: what the lecturer says, by paragraph.
        films: the films that browsers play.
        moving: a film that browsers show as a picture, or none.
        poster: the picture that stands for the film.
        captions: the captions of the film as WebVTT.
        steps: the stepped stills.
        lines: the transcript.
        files: all its files.
    """

    id: str
    title: str
    alt: str
    lang: str
    direction: str
    size: tuple[int, int]
    notes: tuple[str, ...]
    films: tuple[str, ...]
    moving: str | None
    poster: str | None
    captions: str
    steps: tuple[Panel, ...]
    lines: tuple[Spoken, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """A built lecture.

    Attributes:
        title: what it is called.
        subtitle: series, part and number, or nothing.
        lang: the code of its language.
        direction: ``ltr`` or ``rtl``.
        colors: the colors of its theme by role.
        families: the font families of words, the first that has a letter sets it.
        fonts: the files of these fonts.
        words: the words of the pages themselves, by the name that the pages have for them.
        chapters: the figures that are there, in order.
        missing: the ids of those that are not.
    """

    title: str
    subtitle: str
    lang: str
    direction: str
    colors: Mapping[str, str]
    families: tuple[str, ...]
    fonts: tuple[Path, ...]
    words: Mapping[str, str]
    chapters: tuple[Chapter, ...]
    missing: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what decides how the pages look, as plain JSON values; fonts go by their name."""
        return {**asdict(self), "fonts": [font.name for font in self.fonts]}


def booklet_of(
    lecture: Lecture, outputs: Sequence[Output], records: Mapping[str, Record], theme: Theme, spoken: Language
) -> Booklet:
    """Return the pages' content: of all `outputs` of a lecture, those whose `records` are current."""
    there = {each.name: records[each.name] for each in outputs if _is_there(each, records)}
    script = script_of(spoken.code)
    chapters: list[Chapter] = []
    for entry in lecture.figures:
        mine = {each.name: each for each in outputs if each.entry == entry and each.name in there}
        chapters += [
            _chapter(entry, {name: there[name] for name in mine}, told.job.language)
            for told in mine.values()
            if told.told
        ]
    found = [chapter.id for chapter in chapters]
    return Booklet(
        title=lecture.title,
        subtitle=" · ".join([*([lecture.series] if lecture.series else []), *_place(lecture)]),
        lang=spoken.code,
        direction=spoken.direction,
        colors=theme.colors(),
        families=(theme.typeface.text, *script.families, theme.typeface.math),
        fonts=tuple(file.path for file in (*theme.typeface.files, *script.files)),
        words=page_words(spoken),
        chapters=tuple(chapters),
        missing=tuple(entry.id for entry in lecture.figures if entry.id not in found),
    )


def _is_there(output: Output, records: Mapping[str, Record]) -> bool:
    return output.name in records and records[output.name].key == output.key


def _place(lecture: Lecture) -> list[str]:
    numbers = [str(number) for number in (lecture.part, lecture.number) if number is not None]
    return [".".join(numbers)] if numbers else []


def _chapter(entry: Entry, records: Mapping[str, Record], language: Language) -> Chapter:
    telling = next(Telling.from_json(record.told) for record in records.values() if record.told)
    films = [name for name, record in records.items() if record.seconds]
    take = Take.from_json(records[films[0]].take) if films else None
    sizes = [record.job["size"] for record in records.values()]
    return Chapter(
        id=entry.id,
        title=telling.title if entry.title is None else entry.title,
        alt=telling.alt,
        lang=language.code,
        direction=language.direction,
        size=(sizes[0]["width"], sizes[0]["height"]),
        notes=tuple(" ".join(each.split()) for each in entry.say.split("\n\n") if each.strip()),
        films=_with_suffix(films, PLAYED),
        moving=next(iter(_with_suffix(films, ("gif",))), None),
        poster=f"{entry.id}.poster.png" if films else None,
        captions=vtt(take.clips) if take is not None else "",
        steps=_panels(telling, language),
        lines=tuple(
            Spoken(
                time=f"{clock_time(line.start)}–{clock_time(line.start + line.seconds)}",
                say=line.say,
                seen=line.seen,
            )
            for line in telling.lines
        ),
        files=tuple(
            File(name=name, bytes=record.bytes[name], sha256=digest)
            for record in records.values()
            for name, digest in record.files.items()
        ),
    )


def _with_suffix(names: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for suffix in suffixes for name in names if name.endswith(f".{suffix}"))


def _panels(telling: Telling, language: Language) -> tuple[Panel, ...]:
    total = len(telling.steps)
    return tuple(
        Panel(
            file=step.file,
            name=language.say("Step {number} of {total}", number=str(number), total=str(total)),
            say=telling.said_at(step, language),
            alt=telling.seen_at(step, language),
        )
        for number, step in enumerate(telling.steps, 1)
    )
