"""From a request of the page to its answer: the picture, or the line to mend."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hillside.stage.errors import (
    HillsideError,
    ParamError,
    Refusal,
    as_refusals,
    command_line_message,
    printable,
    shortened,
)
from hillside.stage.foreign_file import Unreadable, read_text
from hillside.stage.leftovers import temporary_folder
from hillside.studio import catalogue
from hillside.studio.draw import resolved
from hillside.studio.given_values import has_decimal_commas
from hillside.studio.job import Job
from hillside.watch.controls import controls_of, takes_file
from hillside.watch.shown import Shown, View, changed

LONGEST_MESSAGE = 4000
"""Maximum length in characters of a message on the page."""
_LINE = re.compile(r"(?P<file>.+?\.(?:toml|py)):(?P<line>\d+)(?=:)", re.DOTALL)
"""The file and the line with which the message of an error begins."""


@dataclass(frozen=True)
class Wish:
    """What the page asks for.

    Attributes:
        id: The id of the figure; an unknown one stands for the first.
        changes: The parameters that the page has changed, as texts by name.
    """

    id: str
    changes: Mapping[str, str]


def answer(shown: Shown, wish: Wish) -> dict[str, Any]:
    """Return what the page shows, as JSON values.

    It has `error` and `place` if something is wrong, `picture`, `alt` and `commands` if not, and `controls`
    as far as the figure can be loaded.
    """
    found: dict[str, Any] = {"name": shown.name}
    try:
        view = shown.view(wish.id)
        found |= {"id": view.id, "names": view.names, "figure": view.job.figure}
        _add_picture(found, view, wish.changes)
    except Exception as error:
        found |= _as_words(error)
    return found


def _add_picture(found: dict[str, Any], view: View, changes: Mapping[str, str]) -> None:
    kind = catalogue.load(view.job.figure).Params
    texts = {name: text for name, text in {**dict(view.job.params), **changes}.items() if text.strip()}
    controls = controls_of(kind, texts, has_decimal_commas(view.job.language))
    found["controls"] = [asdict(each) for each in controls]
    try:
        _refuse_files(kind, changes)
        found |= _drawn(changed(view.job, changes))
    except Refusal as error:
        if isinstance(error, ParamError):
            found["wrong"] = error.name
        changes_it = isinstance(error, ParamError) and error.name in changes
        raise error if changes_it else view.refusal(error) from error
    found |= {"commands": view.commands(changes), "lines": view.lines(changes)}


def _drawn(job: Job) -> dict[str, Any]:
    from hillside.studio.renderer import render_staged, staged

    job = resolved(job)
    with as_refusals(), staged(job) as figure, temporary_folder("watch") as folder:
        made = Path(folder, f"still{job.suffix}")
        rendering = render_staged(figure, job, made)
        return {
            "picture": made.read_text(encoding="utf-8"),
            "title": rendering.title,
            "alt": rendering.alt,
            "lang": job.language.code,
        }


def findings(shown: Shown, wish: Wish) -> dict[str, Any]:
    """Return what the check finds on the picture that is asked for, as JSON values.

    `findings` is a list of whether it is a fault, and the words; it is missing if nothing can be drawn, which
    `answer` says better.
    """
    from hillside.check.examination import check_figure, full_size
    from hillside.studio.renderer import staged

    try:
        job = changed(shown.view(wish.id).job, wish.changes)
        _refuse_files(catalogue.load(job.figure).Params, wish.changes)
        with as_refusals(), staged(resolved(full_size(job))) as figure:
            found = sorted(check_figure(figure), key=lambda each: not each.is_fault)
    except Exception as error:
        return _as_words(error)
    return {"findings": [[each.is_fault, str(each)] for each in found]}


def _refuse_files(kind: Any, changes: Mapping[str, str]) -> None:
    """Refuse a change that could name a file, so that no page reads one.

    Raises:
        ParamError: A parameter that takes data is changed.
    """
    from hillside.stage.params import fields_of

    for each in fields_of(kind):
        if each.name in changes and takes_file(each):
            raise ParamError(each.name, "the page does not change data; name its file where this was started")


def _as_words(error: Exception) -> dict[str, Any]:
    """Return an error in words, and the line of the file that it is about."""
    message, place = _message(error)
    return {"error": printable(shortened(message, LONGEST_MESSAGE), keep="\n"), "place": place}


def _message(error: Exception) -> tuple[str, dict[str, Any] | None]:
    if isinstance(error, SyntaxError) and error.filename is not None:
        at, why = error.lineno or 1, f"{type(error).__name__}: {error.msg}"
        return f"{error.filename}:{at}: {why}", _place(error.filename, at)
    if isinstance(error, HillsideError):
        message = command_line_message(error)
        named = _LINE.match(message)
        return message, None if named is None else _place(named["file"], int(named["line"]))
    return _in_source(error)


def _in_source(error: Exception) -> tuple[str, dict[str, Any] | None]:
    """Return the words about a fault in the source of a figure, with the last line there that was run."""
    scenes = catalogue.folder()
    frames = traceback.extract_tb(error.__traceback__)
    inside = [each for each in frames if Path(each.filename).is_relative_to(scenes)]
    if not inside:
        return command_line_message(error), None
    at, why = inside[-1].lineno or 1, f"{type(error).__name__}: {error}"
    return f"{inside[-1].filename}:{at}: {why}", _place(inside[-1].filename, at)


def _place(file: str, line: int) -> dict[str, Any] | None:
    """Return a line of a file with its number; None if it cannot be read."""
    try:
        lines = read_text(Path(file)).splitlines()
    except Unreadable:
        return None
    return {"file": file, "line": line, "text": lines[line - 1]} if 1 <= line <= len(lines) else None
