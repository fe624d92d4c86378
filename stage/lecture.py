"""The lecture file: what a lecture is called, and its figures in order.

title = "What is a Derivative?"

[[figure]]
id = "slope"
figure = "tangent"
outputs = ["png", "mp4"]
say = "The derivative at a point is the slope of the line that touches there."
[figure.params]
at = 1.5
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stage.errors import ParamError, Refusal
from stage.lines import Source, Where, read_toml
from stage.schema import check, figure_rules, lecture_rules


@dataclass(frozen=True)
class Entry:
    """One figure of a lecture; `params` is the text of those that the file gives, sorted by name.

    `lang` is None where the figure speaks the language of the lecture; `words` are its own, sorted.
    """

    id: str
    figure: str
    outputs: tuple[str, ...]
    say: str
    params: tuple[tuple[str, str], ...]
    lang: str | None
    words: tuple[tuple[str, str], ...]
    where: Where


@dataclass(frozen=True)
class Lecture:
    """A lecture file, read and checked as far as that goes without loading a figure."""

    title: str
    series: str
    part: int | None
    number: int | None
    theme: str
    background: str | None
    size: str
    quality: str
    lang: str
    words: tuple[tuple[str, str], ...]
    figures: tuple[Entry, ...]
    source: Source

    def refusal(self, entry: Entry, error: Refusal) -> Refusal:
        """Return `error`, which the figure of `entry` raised, with the line of the file that it is about."""
        if isinstance(error, ParamError):
            return self.source.refusal((*entry.where, "params", error.name), str(error))
        return self.source.refusal(entry.where, str(error))


def read_lecture(path: Path) -> Lecture:
    """Return the lecture in the file `path`.

    Raises:
        Failure: The file cannot be read.
        Refusal: It is not TOML, or a key, a value or a figure is unknown; the message has file and line.
    """
    table, source = read_toml(path)
    check(table, lecture_rules(), (), source)
    entries = tuple(_entry(each, ("figure", place), source) for place, each in enumerate(table["figure"]))
    _refuse_twins(entries, source)
    return Lecture(
        title=table["title"],
        series=table.get("series", ""),
        part=table.get("part"),
        number=table.get("number"),
        theme=table.get("theme", "light"),
        background=table.get("background"),
        size=table.get("size", "16:9"),
        quality=table.get("quality", "standard"),
        lang=table.get("lang", "en"),
        words=_sorted(table.get("words", {})),
        figures=entries,
        source=source,
    )


def _entry(table: Mapping[str, Any], where: Where, source: Source) -> Entry:
    check(table, figure_rules(), where, source)
    given = {name: _as_text(name, value, where, source) for name, value in table.get("params", {}).items()}
    return Entry(
        id=table["id"],
        figure=table["figure"],
        outputs=tuple(table["outputs"]),
        say=table.get("say", ""),
        params=_sorted(given),
        lang=table.get("lang"),
        words=_sorted(table.get("words", {})),
        where=where,
    )


def _sorted(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(texts.items()))


def _as_text(name: str, value: object, where: Where, source: Source) -> str:
    """Return a TOML value as the parameter is written on the command line."""
    match value:
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
        case [int() | float() as low, int() | float() as high]:
            return f"{low}:{high}"
        case _:
            why = f"{name} is not a text, a number, true, false or two numbers such as [-3, 3]"
            raise source.refusal((*where, "params", name), why)


def _refuse_twins(entries: tuple[Entry, ...], source: Source) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise source.refusal(
                (*entry.where, "id"), f'id "{entry.id}" is used before; give each figure its own'
            )
        seen.add(entry.id)
