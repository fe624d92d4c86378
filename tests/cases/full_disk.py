"""A disk that is full at the n-th write, for every n: the program that is run with `failing_calls.c`.

    LD_PRELOAD=failing_calls.so python -m tests.cases.full_disk failing_calls.so FOLDER [FILE ...]

It tells of each file that is written how many calls were denied in turn, and what was wrong afterwards.
All files are `a.png a.svg a.pdf a.webp film.mp4 film.webm film.mov film.gif film.webp manifest.json`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from ctypes import CDLL
from functools import partial
from pathlib import Path

from hillside.files.atomic import atomic_write
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, Size
from hillside.lectures.manifest import NAME, read_manifest, write_manifest
from hillside.stage.errors import HillsideError, command_line_message
from hillside.stage.look.theme import THEMES
from hillside.studio.draw import draw
from hillside.studio.job import Job
from tests.cases import sound_files
from tests.hillside.files.films import footage, patches, write_film

OLD = b"old"
DRAWN_STEM = "a"
MAX_CALLS = 200
REFUSED, DRAWN = 3, 0

Write = Callable[[Path], object]


def writers(folder: Path) -> Mapping[str, Write]:
    """Return a function that writes a file for each name, films without drawing them."""
    sound_files.manifest(folder)
    records = read_manifest(folder)
    pictures = [patches(tuple(THEMES["light"].colors().values()))] * 2
    return {
        **{f"{DRAWN_STEM}{suffix}": partial(_draw, suffix) for suffix in STILL_SUFFIXES},
        **{f"film{suffix}": partial(_film, suffix, footage(pictures)) for suffix in FILM_SUFFIXES},
        NAME: lambda target: write_manifest(target.parent, "Slopes", records, {}),
    }


def _draw(suffix: str, target: Path) -> None:
    draw(Job("tangent", (), THEMES["light"], Size(96, 64), 10, "draft", suffix), target)


def _film(suffix: str, content: object, target: Path) -> None:
    with atomic_write(target) as aside:
        write_film(suffix, content, aside)  # pyright: ignore[reportArgumentType]


def wrongs(library: CDLL, write: Write, target: Path, whole: bytes, n: int, lasting: bool) -> list[str]:
    """Write a file in a process whose n-th call is denied; return what is wrong then, or ["done"]."""
    target.write_bytes(OLD)
    child = os.fork()
    if child == 0:
        os._exit(_attempt(library, write, target, n, lasting))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    content, names = target.read_bytes(), sorted(os.listdir(target.parent))
    message = target.with_name("message")
    told = message.read_text() if message.exists() else ""
    message.unlink(missing_ok=True)
    names = [name for name in names if name not in (target.name, message.name)]
    found = [f"left behind: {names}"] if names else []
    if code == DRAWN:
        return found + (["done"] if content == whole else ["it says that it is done, and is not"])
    found += [] if content == OLD else ["the old file is lost"]
    found += [] if code == REFUSED and "No space left" in told else [f"exit code {code}: {told}"]
    return found


def _attempt(library: CDLL, write: Write, target: Path, n: int, lasting: bool) -> int:
    library.fail_at(n, lasting)
    try:
        write(target)
    except Exception as error:
        library.fail_at(0, False)
        told = command_line_message(error) if isinstance(error, HillsideError) else repr(error)
        target.with_name("message").write_text(told)
        return REFUSED if isinstance(error, HillsideError) else 4
    return DRAWN


def examine(library: CDLL, write: Write, target: Path) -> tuple[int, list[str]]:
    """Deny each call in turn; return how many there are, and what was wrong."""
    # In a process of its own, too: the threads of the typesetter do not survive that a process is copied.
    child = os.fork()
    if child == 0:
        os._exit(_attempt(library, write, target, 0, False))
    os.waitpid(child, 0)
    whole, found, number = target.read_bytes(), list[str](), 0
    # What is drawn takes long, and is written by the same function.
    for lasting in (False,) if target.stem == DRAWN_STEM else (False, True):
        for number in range(1, MAX_CALLS):
            each = wrongs(library, write, target, whole, number, lasting)
            if each == ["done"]:
                break
            found += [f"call {number}{' and all after it' if lasting else ''}: {one}" for one in each]
        else:
            found.append(f"it has more than {MAX_CALLS} calls")
    target.unlink()
    return number - 1, found


def main() -> None:
    library, folder = CDLL(sys.argv[1]), Path(sys.argv[2])
    (folder / "sound").mkdir()
    (folder / "out").mkdir()
    table = {
        name: examine(library, write, folder / "out" / name)
        for name, write in writers(folder / "sound").items()
        if name in sys.argv[3:] or not sys.argv[3:]
    }
    sys.stdout.write(json.dumps(table))


if __name__ == "__main__":
    main()
