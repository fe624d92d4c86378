"""The lecture file: the title of a lecture and its figures in order.

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
from typing import Any, cast

from hillside.files.formats import STILL_SUFFIXES
from hillside.lectures.schema import figure_rules, lecture_rules
from hillside.stage import AUTO, SEPARATOR
from hillside.stage.errors import ParamError, Refusal
from hillside.stage.foreign_file import MAX_PICTURE, Unreadable, opened
from hillside.stage.lettering.language import Language
from hillside.stage.plain_name import inside
from hillside.stage.samples import points_in
from hillside.studio.given_values import LET, read_values, show_values
from hillside.studio.requested_look import NO_CHANGES, LookChanges
from hillside.studio.toml_file import Rule, Source, check_table, read_toml
from hillside.studio.toml_lines import KeyPath

DATA = "data"
"""The parameter whose value may be a file name, relative to the lecture file."""

OPTIONAL = (
    "title",
    "heading",
    "points",
    "poster",
    "beat",
    "moment",
    "background",
    "size",
    "quality",
    "fps",
    "loop",
    "budget",
    "pace",
)
"""The optional keys of a figure; None leaves the choice to the lecture or to the figure itself."""


@dataclass(frozen=True)
class Entry:
    """One figure of a lecture; None leaves a value to the lecture, and the title to the figure.

    Attributes:
        id: its id in the lecture; the names of its files begin with it.
        figure: the name of the figure.
        outputs: the suffixes of the requested files, without the dot.
        say: what the lecturer says.
        params: the given parameters as text, sorted by name.
        lang: the code of its language.
        words: pairs of an English text and its own replacement, sorted.
        where: the path of its table in the file.
        beat: the only beat that is shown, counted from 1.
        moment: the time of its stills in the film, in seconds.
        background: the color of the slide.
        size: the size of its pictures, as text.
        quality: the name of the quality, such as `draft`.
        fps: the frames per second of its films.
        loop: whether its films fade back into their first picture.
        budget: the largest size of a film file, as text.
        pace: the name of the pace of its films.
        look: the colors and the size of words that differ from those of the lecture.
        title: its title on the pages.
        heading: the heading of the part of the lecture that begins with it.
        points: what stands beside it on its slide, line by line.
        poster: the beat whose end is shown before its films, counted from 1.
    """

    id: str
    figure: str
    outputs: tuple[str, ...]
    say: str
    params: tuple[tuple[str, str], ...]
    lang: str | None
    words: tuple[tuple[str, str], ...]
    where: KeyPath
    beat: int | None = None
    moment: float | None = None
    background: str | None = None
    size: str | None = None
    quality: str | None = None
    fps: int | None = None
    loop: bool | None = None
    budget: str | None = None
    title: str | None = None
    heading: str | None = None
    points: tuple[str, ...] = ()
    poster: int | None = None
    pace: str | None = None
    look: LookChanges = NO_CHANGES

    @property
    def films(self) -> bool:
        """Whether one of the outputs is a film."""
        return any(not is_still(suffix) for suffix in self.outputs)


@dataclass(frozen=True)
class Lecture:
    """The content of a lecture file, checked as far as possible without loading a figure."""

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
    fps: int | None = None
    loop: bool = False
    budget: str | None = None
    pace: str = "normal"
    look: LookChanges = NO_CHANGES
    footer: str = ""
    logo: Path | None = None

    def refusal(self, entry: Entry, error: Refusal) -> Refusal:
        """Return `error`, raised by the figure of `entry`, with the line of the file that caused it."""
        if isinstance(error, ParamError):
            return Refusal(f"{self.place_of(entry, error.name)}: {error}")
        return self.source.refusal(entry.where, str(error))

    def place_of(self, entry: Entry, parameter: str) -> str:
        """Return the file and the line of a parameter of a figure."""
        return self.source.place((*entry.where, "params", parameter))


def numbering(part: int | None, number: int | None, language: Language) -> str:
    """Return the place of a lecture in its series, in words; empty if it has none.

    >>> numbering(3, 16, Language("en")), numbering(None, 2, Language("de"))
    ('Part 3 · Lecture 16', 'Vorlesung 2')
    """
    parts = [] if part is None else [language.say("Part {part}", part=str(part))]
    numbers = [] if number is None else [language.say("Lecture {number}", number=str(number))]
    return " · ".join([*parts, *numbers])


def read_lecture(path: Path) -> Lecture:
    """Return the lecture in the file `path`.

    Raises:
        Failure: The file cannot be read.
        Refusal: It is not TOML, or a key, a value or a figure is unknown; the message has file and line.
    """
    table, source = read_toml(path)
    check_table(table, lecture_rules(), (), source)
    rules = figure_rules()
    entries = tuple(
        _entry(each, ("figure", index), source, rules) for index, each in enumerate(table["figure"])
    )
    _refuse_repeated_ids(entries, source)
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
        fps=table.get("fps"),
        loop=table.get("loop", False),
        budget=table.get("budget"),
        pace=table.get("pace", "normal"),
        look=_look(table),
        footer=table.get("footer", ""),
        logo=_logo(table.get("logo"), source),
    )


def _look(table: Mapping[str, Any]) -> LookChanges:
    return LookChanges(tuple(table.get("colors", {}).items()), table.get("text-size"))


def _logo(name: str | None, source: Source) -> Path | None:
    """Return the file of a logo, which is in the folder of the lecture or within it."""
    if name is None:
        return None
    try:
        file = inside(source.path.parent, name)
        with opened(file, MAX_PICTURE):
            return file
    except (Refusal, Unreadable) as error:
        raise source.refusal(("logo",), str(error)) from error


def _entry(table: Mapping[str, Any], where: KeyPath, source: Source, rules: Mapping[str, Rule]) -> Entry:
    check_table(table, rules, where, source)
    params = dict(table.get("params", {}))
    values = {**table.get(LET, {}), **_values_among(params, where, source)}
    given = {name: _parameter_text(name, value, where, source) for name, value in params.items()}
    if values:
        given[LET] = show_values(read_values(values))
    entry = Entry(
        id=table["id"],
        figure=table["figure"],
        outputs=tuple(table["outputs"]),
        say=table.get("say", ""),
        params=_sorted(given),
        lang=table.get("lang"),
        words=_sorted(table.get("words", {})),
        where=where,
        look=_look(table),
        **{key: _frozen(table[key]) for key in OPTIONAL if key in table},
    )
    _refuse_inapplicable_keys(entry, table, source)
    return entry


def _values_among(params: dict[str, Any], where: KeyPath, source: Source) -> dict[str, str]:
    """Take the values of letters out of the parameters, where they may stand too."""
    try:
        return read_values(params.pop(LET, {}))
    except ParamError as error:
        raise source.refusal((*where, "params", LET), str(error)) from error


def is_still(suffix: str) -> bool:
    """Return whether an output suffix such as `png` is that of a still."""
    return f".{suffix}" in STILL_SUFFIXES


_OF_FILMS = ("fps", "loop", "budget", "poster", "pace")


def _frozen(value: Any) -> Any:
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value


def _refuse_inapplicable_keys(entry: Entry, table: Mapping[str, Any], source: Source) -> None:
    """Refuse keys that apply to none of the outputs of a figure."""
    stills = any(map(is_still, entry.outputs))
    fitting = {"moment": ("still", stills), **dict.fromkeys(_OF_FILMS, ("film", entry.films))}
    for key, (kind, there) in fitting.items():
        if key in table and not there:
            why = f"{key} is for a {kind}, and the outputs have none; add one, or take {key} out"
            raise source.refusal((*entry.where, key), why)


def _sorted(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(texts.items()))


def _parameter_text(name: str, value: object, where: KeyPath, source: Source) -> str:
    """Return a parameter as text; a data file is read, so that a change in it changes the figure."""
    text = _written(name, value, where, source)
    if name != DATA or text == AUTO:
        return text
    try:
        return points_in(text, source.path.parent)
    except Refusal as error:
        raise source.refusal((*where, "params", name), str(error)) from error


def _is_number_or_text(value: object) -> bool:
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _written(name: str, value: object, where: KeyPath, source: Source) -> str:
    """Return a TOML value as it would be written on the command line."""
    match value:
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
        case list() if value and all(_is_number_or_text(each) for each in cast("list[object]", value)):
            return SEPARATOR.join(str(each) for each in cast("list[object]", value))
        case _:
            why = f"{name} is not a text, a number, true, false or numbers such as [-3, 3]"
            raise source.refusal((*where, "params", name), why)


def _refuse_repeated_ids(entries: tuple[Entry, ...], source: Source) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise source.refusal(
                (*entry.where, "id"), f'id "{entry.id}" is used before; give each figure its own'
            )
        seen.add(entry.id)
