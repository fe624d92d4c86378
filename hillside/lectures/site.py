"""The folder that a lecture is built into: its outputs, and the pages about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hillside.lectures.booklet import Booklet, booklet_of
from hillside.lectures.build import Summary
from hillside.lectures.lecture import Lecture, read_lecture
from hillside.lectures.manifest import read_manifest
from hillside.lectures.outputs import Output, out_of_date, outputs_of, theme_for
from hillside.lectures.pages_to_bind import Binder, bind, pages_out_of_date
from hillside.lectures.schedule import Plan
from hillside.stage.errors import HillsideError, Refusal, nearest
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.studio.requested_language import language_of
from hillside.studio.workers import Outcome


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the command line says of a build; None leaves it to the lecture file."""

    only: tuple[str, ...] = ()
    theme: str | None = None
    quality: str | None = None
    background: str | None = None
    lang: str | None = None
    force: bool = False


@dataclass(frozen=True)
class Site:
    """A lecture and its folder: `plan` is what is wanted now, `outputs` what the lecture asks for at all."""

    plan: Plan
    outputs: Sequence[Output]
    theme: Theme
    language: Language
    binders: Mapping[str, Binder]
    force: bool

    @property
    def booklet(self) -> Booklet:
        """What the pages show, as the folder stands now."""
        return booklet_of(
            self.plan.lecture, self.outputs, read_manifest(self.plan.folder), self.theme, self.language
        )

    def waiting(self) -> list[str]:
        """Return the names of all that would be made: pages wait for any output."""
        pages = list(self.binders) if self.plan.todo else self._pages(self.booklet)
        return [*(output.name for output in self.plan.todo), *pages]

    def finished(self, summary: Summary, ended: Callable[[Outcome], None]) -> Summary:
        """Make the pages that are out of date, and return the summary with them."""
        booklet, failed = self.booklet, dict[str, HillsideError]()
        pages = self._pages(booklet)
        for end in bind(booklet, self.binders, pages, self.plan.folder):
            if end.error is not None:
                failed[end.name] = end.error
            ended(end)
        return replace(
            summary,
            drawn=(*summary.drawn, *(name for name in pages if name not in failed)),
            unchanged=(*summary.unchanged, *(name for name in self.binders if name not in pages)),
            failed=(*summary.failed, *((name, str(error)) for name, error in failed.items())),
        )

    def _pages(self, booklet: Booklet) -> list[str]:
        return list(pages_out_of_date(booklet, self.binders, self.plan.folder, self.force))


def read_sites(
    files: Sequence[Path], to: Path | None, binders: Mapping[str, Binder], wish: Wish
) -> list[Site]:
    """Read lecture files, and see what is out of date in their folders.

    One lecture is built into `to`, or `out` and its name; of several, each into a folder of its name there.

    Raises:
        Failure: A file cannot be read.
        Refusal: A file is wrong, an id is in none of them, or two files have one name.
    """
    lectures = [read_lecture(file) for file in files]
    _refuse_unknown(wish.only, lectures)
    folders = [_folder(file, to, alone=len(files) == 1) for file in files]
    for place, folder in enumerate(folders):
        if folder in folders[:place]:
            raise Refusal(
                f"two lectures would be built into {folder}; rename one, or build it alone with --to"
            )
    return [
        _site(lecture, folder, binders, wish)
        for lecture, folder in zip(lectures, folders, strict=True)
        if not wish.only or _ids(lecture) & set(wish.only)
    ]


def _site(lecture: Lecture, folder: Path, binders: Mapping[str, Binder], wish: Wish) -> Site:
    outputs = outputs_of(lecture, (), wish.theme, wish.quality, wish.background, wish.lang, told=True)
    wanted = [output for output in outputs if not wish.only or output.entry.id in wish.only]
    todo = wanted if wish.force else out_of_date(wanted, folder)
    theme = theme_for(lecture, wish.theme, wish.background)
    language = language_of(lecture.lang if wish.lang is None else wish.lang)
    return Site(Plan(lecture, wanted, todo, folder), outputs, theme, language, binders, wish.force)


def _folder(file: Path, to: Path | None, alone: bool) -> Path:
    if to is not None:
        return to if alone else to / file.stem
    return Path("out", file.stem)


def _ids(lecture: Lecture) -> set[str]:
    return {entry.id for entry in lecture.figures}


def _refuse_unknown(only: Sequence[str], lectures: Sequence[Lecture]) -> None:
    known = sorted({name for lecture in lectures for name in _ids(lecture)})
    for name in only:
        if name not in known:
            files = " and ".join(str(lecture.source.path) for lecture in lectures)
            raise Refusal(f'no figure of {files} has the id "{name}"{nearest(name, known)}')
