"""The folder into which a lecture is built: its outputs and the pages about them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from hillside.files import typst_pages
from hillside.lectures import handout, lecture_page, page_style, step_book
from hillside.lectures.booklet import Booklet, booklet_of
from hillside.lectures.build import Listener, Summary
from hillside.lectures.lecture import Lecture, read_lecture
from hillside.lectures.manifest import PageRecord, read_manifest, read_pages, write_manifest
from hillside.lectures.outputs import (
    NO_OVERRIDES,
    Output,
    Overrides,
    out_of_date,
    outputs_of,
    refuse_unknown_ids,
    theme_for,
)
from hillside.lectures.schedule import LectureBuild
from hillside.stage.errors import HillsideError, Refusal
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import Theme
from hillside.stage.plain_name import folder_inside
from hillside.studio.import_closure import ROOT
from hillside.studio.key import canonical, digest
from hillside.studio.requested_look import language_of
from hillside.studio.workers import Outcome, Report, run_in_processes

Write = Callable[[Booklet, Path], None]
"""A function that writes a page atomically, given the booklet and the path in the lecture's folder."""


@dataclass(frozen=True)
class PageWriter:
    """The writer of one page, with its source files, on which the page depends."""

    write: Write
    source: tuple[Path, ...]

    def key(self, booklet: Booklet) -> str:
        """Return the SHA-256 of all that decides the bytes of the page."""
        made = {"source": digest(self.source, ROOT), "typst": version("typst")}
        return sha256(canonical({"booklet": booklet.to_json(), **made}).encode()).hexdigest()


PAGES: Mapping[str, PageWriter] = MappingProxyType(
    {
        lecture_page.NAME: PageWriter(
            lecture_page.write_page, (Path(lecture_page.__file__), Path(page_style.__file__))
        ),
        handout.NAME: PageWriter(handout.write_handout, (Path(handout.__file__), Path(typst_pages.__file__))),
        step_book.NAME: PageWriter(
            step_book.write_steps, (Path(step_book.__file__), Path(typst_pages.__file__))
        ),
    }
)
"""The writers of the pages about a lecture, by file name."""


@dataclass(frozen=True, kw_only=True)
class BuildRequest:
    """The options of a build: the figures to draw, overrides of the look, whether to redraw everything."""

    only: tuple[str, ...] = ()
    overrides: Overrides = NO_OVERRIDES
    force: bool = False


@dataclass(frozen=True)
class Site:
    """A lecture and its folder: `build` is what was requested, `outputs` is everything in the lecture."""

    build: LectureBuild
    outputs: Sequence[Output]
    theme: Theme
    language: Language
    pages: Mapping[str, PageWriter]
    force: bool

    @property
    def booklet(self) -> Booklet:
        """The current content of the pages."""
        records = read_manifest(self.build.folder)
        return booklet_of(self.build.lecture, self.outputs, records, self.theme, self.language)

    def refreshed(self) -> Site:
        """Return the site with the outputs that are pending now, as another build may have made some."""
        outputs, folder = self.build.outputs, self.build.folder
        pending = outputs if self.force else out_of_date(outputs, folder)
        return replace(self, build=replace(self.build, pending=pending))

    def pending(self) -> list[str]:
        """Return the names of the outputs and pages to make; a pending output makes every page pending."""
        pages = list(self.pages) if self.build.pending else self._pages_out_of_date(self.booklet)
        return [*(output.name for output in self.build.pending), *pages]

    def write_pages(self, summary: Summary, listener: Listener) -> Summary:
        """Write the pages that are out of date, and return the summary of the build with them."""
        booklet, failed = self.booklet, dict[str, HillsideError]()
        names = self._pages_out_of_date(booklet)
        for outcome in self._written(booklet, names):
            if outcome.error is not None:
                failed[outcome.name] = outcome.error
            listener(outcome)
        return replace(
            summary,
            drawn=(*summary.drawn, *(name for name in names if name not in failed)),
            unchanged=(*summary.unchanged, *(name for name in self.pages if name not in names)),
            failed=(*summary.failed, *((name, str(error)) for name, error in failed.items())),
        )

    def _pages_out_of_date(self, booklet: Booklet) -> list[str]:
        """Return the names of the pages that are missing, edited, or made from other content."""
        folder, known = self.build.folder, read_pages(self.build.folder)
        return [
            name
            for name, writer in self.pages.items()
            if self.force
            or name not in known
            or not known[name].is_current(writer.key(booklet), folder / name)
        ]

    def _written(self, booklet: Booklet, names: Sequence[str]) -> Generator[Outcome, None, None]:
        """Write the pages of these names, record them, and yield the outcome of each.

        Raises:
            Failure: The folder cannot be written to.
        """
        folder = self.build.folder
        tasks = {name: partial(_write, self.pages[name].write, booklet, folder / name) for name in names}
        with closing(run_in_processes(tasks, len(tasks))) as outcomes:
            for outcome in outcomes:
                name = outcome.name
                if outcome.error is None:
                    made = PageRecord.of(self.pages[name].key(booklet), folder / name)
                    pages = {**read_pages(folder), name: made}
                    write_manifest(folder, booklet.title, read_manifest(folder), pages)
                yield outcome


def _write(write: Write, booklet: Booklet, target: Path, report: Report) -> None:
    write(booklet, target)


def read_sites(
    files: Sequence[Path],
    to: Path | None,
    request: BuildRequest,
    pages: Mapping[str, PageWriter] = PAGES,
) -> list[Site]:
    """Read lecture files, and find what is out of date in their folders.

    A single lecture is built into `to`, by default `out/NAME`; several are built into subfolders by name.

    Raises:
        Failure: A file cannot be read.
        Refusal: A file is wrong, an id is in none of them, or two files have one name.
    """
    lectures = [read_lecture(file) for file in files]
    refuse_unknown_ids(request.only, lectures)
    folders = [_folder(file, to, alone=len(files) == 1) for file in files]
    for index, folder in enumerate(folders):
        # Some systems do not tell small letters from capitals.
        if str(folder).lower() in [str(each).lower() for each in folders[:index]]:
            raise Refusal(
                f"two lectures would be built into {folder}; rename one, or build it alone with --to"
            )
    return [
        _site(lecture, folder, pages, request)
        for lecture, folder in zip(lectures, folders, strict=True)
        if not request.only or {entry.id for entry in lecture.figures} & set(request.only)
    ]


def _site(lecture: Lecture, folder: Path, pages: Mapping[str, PageWriter], request: BuildRequest) -> Site:
    overrides = request.overrides
    outputs = outputs_of(lecture, overrides=overrides, transcripts=True)
    wanted = [output for output in outputs if not request.only or output.entry.id in request.only]
    pending = wanted if request.force else out_of_date(wanted, folder)
    theme = theme_for(lecture, overrides.theme, overrides.background, look=overrides.look)
    language = language_of(lecture.lang if overrides.lang is None else overrides.lang)
    build = LectureBuild(lecture, wanted, pending, folder)
    return Site(build, outputs, theme, language, pages, request.force)


def _folder(file: Path, to: Path | None, alone: bool) -> Path:
    if to is None:
        return default_folder(file)
    return to if alone else folder_inside(to, file.stem, way_out="name another file, or another folder")


def default_folder(lecture: Path) -> Path:
    """Return the folder that a lecture is built into if none is named.

    Raises:
        Refusal: It is, by a link, one outside this folder.
    """
    return folder_inside(Path(), "out", lecture.stem, way_out="if that is meant, name it with --to")
