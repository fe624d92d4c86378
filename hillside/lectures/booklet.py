"""A built lecture as data for the pages about it: how it looks, and its figures as chapters.

The words of the pages are said here, in the language of the lecture; the exporters only set them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hillside.lectures.chapter import Chapter, chapter_of
from hillside.lectures.lecture import Lecture
from hillside.lectures.manifest import Record
from hillside.lectures.outputs import Output
from hillside.lectures.page_words import page_words
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.locales import script_of
from hillside.stage.look.theme import Theme


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
    lecture: Lecture, outputs: Sequence[Output], records: Mapping[str, Record], theme: Theme, spoken: Language
) -> Booklet:
    """Return the pages' content: of all `outputs` of a lecture, those whose `records` are current."""
    there = {each.name: records[each.name] for each in outputs if _is_there(each, records)}
    script = script_of(spoken.code)
    chapters: list[Chapter] = []
    for entry in lecture.figures:
        mine = {each.name: each for each in outputs if each.entry == entry and each.name in there}
        chapters += [
            chapter_of(entry, {name: there[name] for name in mine}, told.job.language)
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
