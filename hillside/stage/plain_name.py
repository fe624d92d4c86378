"""Names that stand in a file from others: they may name files in its folder and nothing outside it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from hillside.stage.errors import Failure, Refusal, printable

LONGEST = 255
"""Maximum length of a file name in bytes, as on all common disks."""


def is_plain_name(name: object) -> bool:
    r"""Return whether `name` is the name of a file, without a folder, on every system.

    >>> [is_plain_name(name) for name in ("slope.png", "../slope.png", "/slope.png", "..", "a\\b", "c:", "")]
    [True, False, False, False, False, False, False]
    """
    return (
        isinstance(name, str)
        and name not in ("", ".", "..")
        and not set(name) & set("/\\:\0")
        and printable(name) == name
        and len(name.encode("utf-8")) <= LONGEST
    )


def is_inside(name: object) -> bool:
    """Return whether `name` is a relative path that stays within its folder, such as `fonts/mine.ttf`.

    >>> is_inside("fonts/mine.ttf"), is_inside("fonts/../../mine.ttf"), is_inside("/fonts/mine.ttf")
    (True, False, False)
    """
    return isinstance(name, str) and all(map(is_plain_name, name.removeprefix("./").split("/")))


def inside(folder: Path, name: str) -> Path:
    """Return the path of the file `name` in `folder`, or in a folder within it.

    Raises:
        Refusal: The name, or a symbolic link, leads out of the folder.
    """
    path = folder / PurePosixPath(name)
    if not is_inside(name) or not _target(path).is_relative_to(_target(folder)):
        raise Refusal(
            f'"{printable(name)}" leads out of the folder {folder}; put the file there, and give its name'
        )
    return path


def refuse_links_out(folder: Path) -> None:
    """Refuse a folder into which files are written, if a link in it would lead them out of it.

    Raises:
        Failure: A symbolic link leads to a file elsewhere, or the folder cannot be read.
    """
    whole = _target(folder)
    try:
        links = sorted(each for each in folder.iterdir() if each.is_symlink())
        out = [each for each in links if not each.is_dir() and not _is_within(_target(each), whole)]
    except OSError as error:
        raise Failure(f"cannot look into the folder {folder}: {error}") from error
    if out:
        raise Failure(f"{out[0]} is a link that leads out of its folder; remove it, or choose another folder")


def _is_within(target: Path, folder: Path) -> bool:
    """Return whether the target of a link is in a folder; a link in a circle has none."""
    return target.is_relative_to(folder) and not target.is_symlink()


def _target(path: Path) -> Path:
    """Return a path with all symbolic links followed, except those in a circle."""
    return Path(os.path.realpath(path))
