"""The kinds of slides there are: the module `to_pptx` writes `.pptx`, and is registered nowhere."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from hillside.decks.slides import Exporter
from hillside.stage.errors import Refusal, nearest

PREFIX = "to_"


def suffixes() -> tuple[str, ...]:
    """Return the suffixes that can be written, in alphabetical order.

    >>> ".pptx" in suffixes()
    True
    """
    found = Path(__file__).parent.glob(f"{PREFIX}*.py")
    return tuple(sorted(f".{file.stem.removeprefix(PREFIX)}" for file in found))


def exporter_of(target: Path) -> Exporter:
    """Return what writes a file with the suffix of `target`.

    Raises:
        Refusal: No slides have that suffix.
    """
    suffix, known = target.suffix.lower(), suffixes()
    if suffix not in known:
        given = f"the suffix {suffix} is not one of slides" if suffix else "the file name has no suffix"
        raise Refusal(f"{target}: {given}; choose one of {' '.join(known)}{nearest(suffix, known)}")
    return import_module(f"hillside.decks.{PREFIX}{suffix.removeprefix('.')}").EXPORTER
