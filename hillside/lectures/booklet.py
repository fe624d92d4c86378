"""The content of the pages about a built lecture: its look, its figures, and the texts of the pages.

All texts are translated here, into the language of the lecture; the writers of pages only lay them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hillside.files.captions import vtt
from hillside.lectures.lecture import Entry, Lecture, numbering
from hillside.lectures.manifest import Record
from hillside.lectures.outputs import Output
from hillside.lectures.transcript import Transcript
from hillside.stage.lettering.language import Language, script_of
from hillside.stage.look.theme import Theme
from hillside.studio.rendering import Rendering

BROWSER_FILMS = ("mp4", "webm")
"""The film formats that browsers play; a GIF is shown as a picture, others are only linked."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file in the folder: its name, its size in bytes, and its SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One stepped still: its file, the name of the step, what is said, and the alt text."""

    file: str
    name: str
    say: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class TimedLine:
    """One line of the transcript: its time span, what is said, and the audio description."""

    time: str
    say: str
    seen: str


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One figure of the lecture.

    Attributes:
        id: its id in the lecture file.
        title: its title.
        alt: its alt text.
        lang: the code of its language.
        direction: `ltr` or `rtl`.
        size: width and height of its pictures in pixels.
        notes: what the lecturer says, by paragraph.
        films: the films that browsers play.
        moving: an animated picture, or None.
        poster: the still shown in place of the film, or None.
        captions: the captions of the film as WebVTT.
        steps: the stepped stills.
        lines: the lines of the transcript.
        files: all its files.
        heading: the heading of the part of the lecture that begins with it; may be empty.
        printed: its picture in the handout.
        formula: the formula that it is about, in Typst; may be empty.
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
    heading: str = ""
    printed: str = ""
    formula: str = ""


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """A built lecture.

    Attributes:
        title: its title.
        subtitle: series, part and number; may be empty.
        lang: the code of its language.
        direction: `ltr` or `rtl`.
        colors: the colors of its theme by role.
        families: the font families of its text, in order of preference.
        fonts: the files of these fonts.
        words: the texts of the pages themselves, by key.
        chapters: the figures that have been built, in order.
        missing: the ids of the figures that have not.
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
        """Return all that the pages depend on, as plain JSON values; fonts are given by file name."""
        return {**asdict(self), "fonts": [font.name for font in self.fonts]}


def booklet_of(
    lecture: Lecture,
    outputs: Sequence[Output],
    records: Mapping[str, Record],
    theme: Theme,
    language: Language,
) -> Booklet:
    """Return the content of the pages, from those `outputs` of a lecture whose `records` are current."""
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
        subtitle=" · ".join(
            each for each in (lecture.series, numbering(lecture.part, lecture.number, language)) if each
        ),
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
    """Return the texts of the pages in a language, by key.

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
        "said": say("What the lecturer says"),
        "name": say("Name"),
        "book": say("All steps (PDF)"),
        "described": say("The picture in words"),
        "transcript": say("Transcript"),
        "files": say("Files"),
        "handout": say("Handout (PDF)"),
        "missing": say("Not drawn:"),
    }


def _is_current(output: Output, records: Mapping[str, Record]) -> bool:
    return output.name in records and records[output.name].key == output.key


def _chapter(entry: Entry, records: Mapping[str, Record], language: Language) -> Chapter:
    """Return the chapter of a figure from the records of its outputs, which include its transcript."""
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
        films=_with_suffix(films, BROWSER_FILMS),
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
        heading=entry.heading or "",
        printed=transcript.printed or transcript.steps[-1].file,
        formula=transcript.formula,
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
