"""The page to look at a built lecture: one file of HTML beside the media, that asks nothing of a network."""

from pathlib import Path

from hillside.files.atomic import atomic_write
from hillside.lectures.booklet import Booklet
from hillside.lectures.page.document import document

__all__ = ["write_page"]


def write_page(booklet: Booklet, target: Path) -> None:
    """Write the page, whole or not at all; it refers to the files of its folder by their names.

    Raises:
        Failure: The folder is closed to writing.
    """
    with atomic_write(target) as aside:
        aside.write_text(document(booklet), encoding="utf-8")
