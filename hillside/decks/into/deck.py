"""A deck read, and written with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hillside.decks.into.archive import Archive, read_archive
from hillside.decks.into.fill import filled
from hillside.decks.into.places import Spot, spots_of
from hillside.decks.tags import Medium
from hillside.files.atomic import atomic_write
from hillside.stage.errors import Refusal


def refuse_unsafe(deck: Path, target: Path, force: bool) -> None:
    """Refuse to write over the deck itself, unless that is asked for, or a file of another kind.

    Raises:
        Refusal: It would.
    """
    if deck.suffix.lower() != target.suffix.lower():
        raise Refusal(f"{target} is not of the kind of {deck}; give a name with {deck.suffix}")
    if target.exists() and deck.exists() and target.samefile(deck) and not force:
        raise Refusal(f"{target} is the deck itself; give another name, or --force to write over it")


def spots_in(deck: Path) -> tuple[Archive, list[Spot]]:
    """Return the parts of a deck, and its shapes that ask for figures.

    Raises:
        Failure: The deck cannot be read.
        Refusal: A tag cannot be read, or there is none.
    """
    archive = read_archive(deck)
    spots = spots_of(archive)
    if not spots:
        raise Refusal(
            f"no shape in {deck} has a name or an alt text such as fig:tangent; in PowerPoint, give a "
            "rectangle one under Alt Text, or in the Selection Pane"
        )
    return archive, spots


def put(archive: Archive, spots: Sequence[Spot], media: Sequence[Medium], target: Path) -> None:
    """Write a deck with its figures, whole or not at all.

    Raises:
        Failure: The file cannot be written.
        Refusal: A film would become a picture.
    """
    content = filled(archive, spots, media)
    with atomic_write(target) as aside:
        aside.write_bytes(content)
