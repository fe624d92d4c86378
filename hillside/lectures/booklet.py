"""A built lecture as data for the pages about it: how it looks, its figures, and the words of the pages.

All words are said here, in the language of the lecture; what writes a page only sets them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hillside.files.captions import vtt
from hillside.lectures.lecture import Entry, Lecture
from hillside.lectures.manifest import Record
from hillside.lectures.outputs import Output
from hillside.lectures.transcript import Transcript
from hillside.stage.lettering.language import Language, script_of
from hillside.stage.look.theme import Theme
from hillside.studio.rendering import Rendering

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
    """One stepped still: its file, which step it is, what is said, and the picture in words."""

    file: str
    name: str
    say: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class TimedLine:
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
        direction: `ltr` or `rtl`.
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
    lines: tuple[TimedLine, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """A built lecture.

    Attributes:
        title: what it is called.
        subtitle: series, part and number, or nothing.
        lang: the code of its language.
        direction: `ltr` or `rtl`.
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
    lecture: Lecture,
    outputs: Sequence[Output],
    records: Mapping[str, Record],
    theme: Theme,
    language: Language,
) -> Booklet:
    """Return the pages' content: of all `outputs` of a lecture, those whose `records` are current."""
    current = {each.name: records[each.name] for each in outputs if _is_current(each, records)}
    script = script_of(language.code)
    chapters: list[Chapter] = []
    for entry in lecture.figures:
        mine = [each for each in outputs if each.entry == entry and each.name in current]
        chapters += [
            _chapter(entry, {each.name: current[each.name] for each in mine}, transcript.job.language)
            for transcript in mine
            if transcript.is_transcript
        ]
    found = [chapter.id for chapter in chapters]
    return Booklet(
        title=lecture.title,
        subtitle=" · ".join([*([lecture.series] if lecture.series else []), *_numbering(lecture)]),
        lang=language.code,
        direction=language.direction,
        colors=theme.colors(),
        families=(theme.typeface.text, *script.families, theme.typeface.math),
        fonts=tuple(file.path for file in (*theme.typeface.files, *script.files)),
        words=page_words(language),
        chapters=tuple(chapters),
        missing=tuple(entry.id for entry in lecture.figures if entry.id not in found),
    )


def page_words(language: Language) -> Mapping[str, str]:
    """Return the words of the pages by the names that the pages have for them.

    >>> page_words(Language("en"))["transcript"]
    'Transcript'
    """
    say = language.say
    return {
        "contents": say("Contents"),
        "skip": say("Skip to the figures"),
        "film": say("Film"),
        "picture": say("Picture"),
        "steps": say("Step by step"),
        "previous": say("Previous step"),
        "next": say("Next step"),
        "captions": say("Captions"),
        "said": say("What is said"),
        "described": say("The picture in words"),
        "transcript": say("Transcript"),
        "files": say("Files"),
        "handout": say("Handout (PDF)"),
        "missing": say("Not drawn:"),
    }


def _is_current(output: Output, records: Mapping[str, Record]) -> bool:
    return output.name in records and records[output.name].key == output.key


def _numbering(lecture: Lecture) -> list[str]:
    numbers = [str(number) for number in (lecture.part, lecture.number) if number is not None]
    return [".".join(numbers)] if numbers else []


def _chapter(entry: Entry, records: Mapping[str, Record], language: Language) -> Chapter:
    """Return the chapter of a figure from the `records` of its outputs, of which one is its transcript."""
    transcript = next(
        Transcript.from_json(record.transcript) for record in records.values() if record.transcript
    )
    films = [name for name, record in records.items() if record.seconds]
    rendering = Rendering.from_json(records[films[0]].rendering) if films else None
    sizes = [record.job["size"] for record in records.values()]
    return Chapter(
        id=entry.id,
        title=transcript.title if entry.title is None else entry.title,
        alt=transcript.alt,
        lang=language.code,
        direction=language.direction,
        size=(sizes[0]["width"], sizes[0]["height"]),
        notes=tuple(" ".join(each.split()) for each in entry.say.split("\n\n") if each.strip()),
        films=_with_suffix(films, PLAYED),
        moving=next(iter(_with_suffix(films, ("gif",))), None),
        poster=f"{entry.id}.poster.png" if films else None,
        captions=vtt(rendering.clips) if rendering is not None else "",
        steps=_panels(transcript, language),
        lines=tuple(TimedLine(time=line.span, say=line.say, seen=line.seen) for line in transcript.lines),
        files=tuple(
            File(name=name, bytes=record.bytes[name], sha256=digest)
            for record in records.values()
            for name, digest in record.files.items()
        ),
    )


def _with_suffix(names: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for suffix in suffixes for name in names if name.endswith(f".{suffix}"))


def _panels(transcript: Transcript, language: Language) -> tuple[Panel, ...]:
    total = len(transcript.steps)
    return tuple(
        Panel(
            file=step.file,
            name=language.say("Step {number} of {total}", number=str(number), total=str(total)),
            say=transcript.caption_of(step, language),
            alt=transcript.description_of(step, language),
        )
        for number, step in enumerate(transcript.steps, 1)
    )
