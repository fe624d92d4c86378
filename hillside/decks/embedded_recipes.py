"""The recipes of the pictures and films embedded in slides: in a PowerPoint file or a web page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from hillside.decks.page_media import START, media_in, with_media
from hillside.files.atomic import atomic_write, write_text_atomically
from hillside.files.foreign_archive import ZIP, read_archive_parts
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES
from hillside.stage.errors import Failure
from hillside.stage.foreign_file import MAX_DOCUMENT, opened, read_text
from hillside.stage.leftovers import temporary_folder
from hillside.studio.again import Remade, remake
from hillside.studio.recipe import Recipe
from hillside.studio.recipe_reader import DamagedRecipe, recipe_in


@dataclass(frozen=True)
class RemadeSlides:
    """Slides made again, with the comparison of each picture and film with the old one."""

    file: Path
    media: tuple[tuple[str, Remade], ...]

    def __str__(self) -> str:
        """Return the comparison of all media as text."""
        return "\n".join(f"{name}: {made}" for name, made in self.media)

    @property
    def equal(self) -> bool:
        """Whether every remade file equals the old one byte for byte."""
        return all(made.equal for _, made in self.media)


def contains_files(file: Path) -> bool:
    """Return whether a file contains other files, as slides do.

    Raises:
        Failure: It cannot be read.
    """
    return _head(file).startswith((ZIP, START))


def recipes_inside(file: Path) -> dict[str, Recipe]:
    """Return the recipe of each picture and film in slides, by its name within them.

    Raises:
        Failure: The file is damaged, or nothing in it was made by this program.
    """
    with temporary_folder("media") as folder:
        return {name: recipe for name, (_, recipe) in _media_with_recipes(file, Path(folder)).items()}


def recipe_of_content(content: bytes) -> Recipe | None:
    """Return the recipe in the bytes of a picture or film, or None if it carries none.

    Raises:
        Failure: Its recipe is damaged, or of another version.
    """
    with temporary_folder("medium") as folder:
        file = Path(folder, "medium")
        file.write_bytes(content)
        try:
            return recipe_in(file)
        except Failure as error:
            if isinstance(error.__cause__, DamagedRecipe):
                raise Failure(
                    f"{error.__cause__}; name the file of the lecture, or put a new shape in its place"
                ) from error
            return None


def remake_slides(file: Path, target: Path, report: Callable[[int, int], None]) -> RemadeSlides:
    """Write slides with each picture and film in them made again, and everything else unchanged.

    Raises:
        Failure: The file is damaged, nothing in it was made by this program, or the target cannot be written.
    """
    with temporary_folder("media") as name:
        made: dict[str, Remade] = {}
        fresh: dict[str, bytes] = {}
        for part, (path, _) in _media_with_recipes(file, Path(name)).items():
            new = path.with_stem(f"{path.stem}-again")
            made[part] = remake(path, new, report)
            fresh[part] = new.read_bytes()
        _write(file, target, fresh)
    return RemadeSlides(target, tuple(made.items()))


def _media_with_recipes(file: Path, folder: Path) -> dict[str, tuple[Path, Recipe]]:
    """Unpack the media that carry a recipe; return path and recipe of each, by name."""
    found: dict[str, tuple[Path, Recipe]] = {}
    for number, (name, content) in enumerate(_contents(file).items()):
        path = folder / f"{number}{Path(name).suffix.lower()}"
        path.write_bytes(content)
        # Pictures from elsewhere may have another format or be damaged; they are skipped.
        with suppress(Failure):
            found[name] = path, recipe_in(path)
    if not found:
        raise Failure(
            f"{file} holds no picture and no film with a recipe: another program made what is in it"
        )
    return found


def _contents(file: Path) -> dict[str, bytes]:
    """Return the bytes of each picture and film in slides, by name."""
    if _is_page(file):
        return dict(sorted(media_in(_page(file)).items()))
    parts = read_archive_parts(file)
    names = [name for name in sorted(parts) if Path(name).suffix.lower() in (*STILL_SUFFIXES, *FILM_SUFFIXES)]
    return {name: parts[name][1] for name in names}


def _is_page(file: Path) -> bool:
    return _head(file).startswith(START)


def _head(file: Path) -> bytes:
    with opened(file) as content:
        return content.read(max(len(ZIP), len(START)))


def _page(file: Path) -> str:
    return read_text(file, MAX_DOCUMENT)


def _write(file: Path, target: Path, fresh: dict[str, bytes]) -> None:
    if _is_page(file):
        write_text_atomically(target, with_media(_page(file), fresh))
        return
    parts = read_archive_parts(file)
    with atomic_write(target) as aside, ZipFile(aside, "w") as new:
        for info, content in parts.values():
            head = ZipInfo(info.filename, info.date_time)
            head.compress_type, head.external_attr = info.compress_type, info.external_attr
            head.create_system = info.create_system
            new.writestr(head, fresh.get(info.filename, content))
