"""One figure of a built lecture as data for the pages: its files, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hillside.files.captions import vtt
from hillside.lectures.lecture import Entry
from hillside.lectures.manifest import Record
from hillside.lectures.narration import Telling, clock_time
from hillside.stage.lettering.language import Language
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
    lines: tuple[Spoken, ...]
    files: tuple[File, ...]


def chapter_of(entry: Entry, records: Mapping[str, Record], language: Language) -> Chapter:
    """Return the chapter of a figure from the `records` of its outputs, of which one is its telling."""
    telling = next(Telling.from_json(record.told) for record in records.values() if record.told)
    films = [name for name, record in records.items() if record.seconds]
    take = Rendering.from_json(records[films[0]].take) if films else None
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
