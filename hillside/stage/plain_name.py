"""Names that stand in a file from others: they may name files in its folder and nothing outside it."""

from __future__ import annotations

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
    if not is_inside(name) or not path.resolve().is_relative_to(folder.resolve()):
        raise Refusal(
            f'"{printable(name)}" leads out of the folder {folder}; put the file there, and give its name'
        )
    return path


def refuse_links_out(folder: Path) -> None:
    """Refuse a folder into which files are written, if a link in it would lead them out of it.

    Raises:
        Failure: A symbolic link leads to a file elsewhere, or the folder cannot be read.
    """
    whole = folder.resolve()
    try:
        links = sorted(each for each in folder.iterdir() if each.is_symlink())
        out = [each for each in links if not each.is_dir() and not each.resolve().is_relative_to(whole)]
    except (OSError, RuntimeError) as error:
        raise Failure(f"cannot look into the folder {folder}: {error}") from error
    if out:
        raise Failure(f"{out[0]} is a link that leads out of its folder; remove it, or choose another folder")
