"""Every kind of file that is made, in one folder: the program that is run in different surroundings.

    python -m tests.cases.everything FOLDER ORDER

It writes out the SHA-256 of each file by name as JSON. ORDER is `forward` or `backward`; backward, two
processes draw each film. To write into the project, or to open a connection, is an error.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from hillside.decks.kinds import exporter_of, suffixes
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, Size
from hillside.lectures.handout import write_handout
from hillside.lectures.lecture_page import write_page
from hillside.lectures.step_book import write_steps
from hillside.stage.lettering.typeface import TYPEFACE
from hillside.stage.look.theme import THEMES
from hillside.studio.draw import draw
from hillside.studio.job import Excerpt, Job
from tests.cases.trials import WRITING
from tests.hillside.decks.talks import talk_in
from tests.hillside.lectures.booklets import booklet

ROOT = Path(__file__).resolve().parents[2]


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Raise an error for what may not happen; it is a hook of Python's audit events (PEP 578, 2019)."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError(f"a connection is opened: {arguments}")
    if event == "open" and isinstance(flags := arguments[2], int) and flags & WRITING:
        path = arguments[0]
        if isinstance(path, (str, bytes)) and "__pycache__" not in os.fsdecode(path):
            where = Path(os.fsdecode(path)).resolve()
            if where.is_relative_to(ROOT) and not where.is_relative_to(sys.argv[1]):
                raise PermissionError(f"{where} is in the project, and written to")


def jobs() -> dict[str, Job]:
    """Return a small still or film of every kind, by file name; a film has two segments."""
    found: dict[str, Job] = {}
    kinds = [(suffix, False) for suffix in STILL_SUFFIXES] + [(suffix, True) for suffix in FILM_SUFFIXES]
    for suffix, film in kinds:
        for clear in (False, True):
            if not (clear and suffix == ".mp4"):
                excerpt = Excerpt(animated=film and suffix == ".webp", beat=3, transparent=clear)
                job = Job("header", (), THEMES["dark"], Size(262, 146), 6, "draft", suffix, excerpt)
                found[f"{film}-{clear}{suffix}"] = job
    return found


def main() -> None:
    folder, backward = Path(sys.argv[1]).resolve(), sys.argv[2] == "backward"
    sys.addaudithook(forbid)
    ordered = list(jobs().items())[::-1] if backward else list(jobs().items())
    for name, job in ordered:
        draw(job, folder / name, workers=2 if backward else 1)
    (folder / "talk").mkdir()
    talk = talk_in(folder / "talk")
    for suffix in suffixes()[::-1] if backward else suffixes():
        exporter_of(folder / f"deck{suffix}").export(talk, folder / f"deck{suffix}")
    pages = folder / "pages"
    pages.mkdir()
    for name in ("one.poster.png", *(f"one.step-{number}.svg" for number in (1, 2, 3))):
        (pages / name).write_bytes((folder / "talk" / f"a{Path(name).suffix}").read_bytes())
    fonts = tuple(file.path for file in TYPEFACE.files)
    book = replace(booklet(), families=(TYPEFACE.text, TYPEFACE.math), fonts=fonts)
    write_page(book, pages / "index.html")
    write_handout(book, pages / "handout.pdf")
    write_steps(book, pages / "steps.pdf")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    table = {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    sys.stdout.write(json.dumps(table))


if __name__ == "__main__":
    main()
