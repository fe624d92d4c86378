"""Names that stand in a file from others: they may name files in its folder and nothing outside it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from hillside.stage.errors import Failure, Refusal, printable

LONGEST = 255
"""Maximum length of a file name in bytes, as on all common disks."""
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names of devices on Windows, whatever suffix they have (Microsoft, Naming Files, 2024)."""


def is_plain_name(name: object) -> bool:
    r"""Return whether `name` is the name of a file, without a folder, on every system.

    >>> [is_plain_name(name) for name in ("slope.png", "../slope.png", "/slope.png", "..", "a\\b", "c:", "")]
    [True, False, False, False, False, False, False]
    >>> [is_plain_name(name) for name in ("nul.png", "slope.", "slope?.png")]
    [False, False, False]
    """
    return (
        isinstance(name, str)
        and name not in ("", ".", "..")
        and not set(name) & set('/\\:*?"<>|')
        and not name.endswith((".", " "))
        and not DEVICES.fullmatch(name)
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
    way_out = f"put the file into the folder {folder}, and give its name"
    if not is_inside(name):
        raise Refusal(f'"{printable(name)}" is not the name of a file in a folder on every system; {way_out}')
    if not _target(path).is_relative_to(_target(folder)):
        raise Refusal(f'"{printable(name)}" is a link that leads out of its folder; {way_out}')
    return path


def folder_inside(base: Path, *names: str, way_out: str) -> Path:
    """Return the folder with these names within another, into which files are to be written.

    Raises:
        Refusal: A name, or a symbolic link, leads out of `base`; the message ends with the way out.
    """
    path = base.joinpath(*names)
    if {".", ".."} & set(names) or not _target(path).is_relative_to(_target(base)):
        raise Refusal(f"{printable(str(path))} leads out of the folder {_target(base)}; {way_out}")
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
