"""What is watched: one figure with its options, or the figures of a lecture file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast

from hillside.files.formats import Quality
from hillside.lectures.figure_table import toml_key, toml_value
from hillside.lectures.lecture import DATA, Entry, Lecture, read_lecture
from hillside.lectures.outputs import outputs_of
from hillside.stage.errors import HillsideError, Refusal
from hillside.studio.job import Job
from hillside.studio.recipe import Recipe
from hillside.studio.recipe_reader import command
from hillside.studio.toml_file import read_toml

STILL = ".svg"
"""The suffix of the pictures on the page: sharp at any size, with fonts in them."""

NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
"""A number that TOML and a parameter read alike."""


@dataclass(frozen=True)
class View:
    """One figure to show, before the page changes it.

    Attributes:
        id: Its id in the lecture, or the name of the figure.
        names: The ids of all figures that can be shown, in order.
        job: The job of its still.
        entry: Its entry in the lecture file, if it comes from one.
        lecture: The lecture, if it comes from one.
    """

    id: str
    names: tuple[str, ...]
    job: Job
    entry: Entry | None = None
    lecture: Lecture | None = None

    def refusal(self, error: Refusal) -> Refusal:
        """Return an error of the figure with the line of the lecture file that caused it, if one did."""
        return (
            error if self.lecture is None or self.entry is None else self.lecture.refusal(self.entry, error)
        )

    def commands(self, changes: Mapping[str, str]) -> tuple[str, ...]:
        """Return the commands that make the picture, first that of the lecture unless it is changed."""
        own = command(Recipe.of(changed(self.job, changes)), f"{self.id}{STILL}")
        if self.lecture is None or changes:
            return (own,)
        build = shlex.join(["hillside", "build", str(self.lecture.source.path), "--only", self.id])
        return (build, own)

    def lines(self, changes: Mapping[str, str]) -> str:
        """Return the lines for the lecture file that say what the page has changed; empty without one."""
        if self.lecture is None or not changes:
            return ""
        rows = (
            f"{toml_key(name)} = {text if NUMBER.fullmatch(text) else toml_value(text)}"
            for name, text in changes.items()
        )
        return "\n".join(["[figure.params]", *rows])


class Shown(Protocol):
    """What is watched."""

    @property
    def name(self) -> str:
        """What the page calls it."""
        ...

    def view(self, wanted: str) -> View:
        """Return the figure with an id, or the first one if there is none with it.

        Raises:
            HillsideError: A file cannot be read, or says something that cannot be drawn.
        """
        ...

    def files(self) -> tuple[Path, ...]:
        """Return the files that decide what is shown, as far as they are known."""
        ...


@dataclass(frozen=True)
class ShownFigure:
    """A figure with the options of the command line.

    Attributes:
        name: The name of the figure.
        job: Returns its job; it is called for each picture, since the file of a theme may be edited.
        named: The files that the options name.
    """

    name: str
    job: Callable[[], Job]
    named: tuple[Path, ...] = ()

    def view(self, wanted: str) -> View:
        """Return the figure, whatever is wanted."""
        return View(self.name, (self.name,), _as_still(self.job()))

    def files(self) -> tuple[Path, ...]:
        """Return the files that the options name."""
        return self.named


@dataclass(frozen=True)
class ShownLecture:
    """The figures of a lecture file, which is read for each picture."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    def view(self, wanted: str) -> View:
        """Return the figure of the lecture with this id, or its first one."""
        lecture = read_lecture(self.path)
        entry = next((each for each in lecture.figures if each.id == wanted), lecture.figures[0])
        jobs = [each.job for each in outputs_of(lecture, (entry.id,))]
        job = next((each for each in jobs if not each.is_film), jobs[0])
        return View(entry.id, tuple(each.id for each in lecture.figures), _as_still(job), entry, lecture)

    def files(self) -> tuple[Path, ...]:
        """Return the lecture file, and the files of its theme and its data; if it is broken, itself."""
        try:
            table, _ = read_toml(self.path)
        except HillsideError:
            return (self.path,)
        figures = table.get("figure")
        listed = cast("list[object]", figures) if isinstance(figures, list) else []
        names = [str(table.get("theme", "")), *map(_data_of, listed)]
        folder = self.path.parent
        return (self.path, *(folder / name for name in names if name.endswith((".toml", ".csv"))))


def _data_of(table: object) -> str:
    """Return the data of a figure as its table names it; empty if it has none, or is no table."""
    params = cast("dict[str, Any]", table).get("params") if isinstance(table, dict) else None
    return str(cast("dict[str, Any]", params).get(DATA, "")) if isinstance(params, dict) else ""


def _as_still(job: Job) -> Job:
    """Return the job of the still that shows what a film or another still of the figure ends with."""
    excerpt = replace(job.excerpt, animated=False, loop=False, budget=None, poster=None)
    return replace(job, suffix=STILL, excerpt=excerpt, fps=Quality(job.quality).fps)


def changed(job: Job, changes: Mapping[str, str]) -> Job:
    """Return a job with other texts for some of its parameters; an empty one gives back the default."""
    params = {**dict(job.params), **changes}
    return replace(job, params=tuple(sorted((name, text) for name, text in params.items() if text.strip())))
