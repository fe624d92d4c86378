"""The pictures and films of a presentation, each stored once."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from hillside.decks.powerpoint.package import Part


@dataclass(frozen=True)
class Media:
    """The pictures and films: each content is there once, however often it is shown and whatever its name."""

    names: dict[Path, str]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, files: Sequence[Path]) -> Media:
        """Return the media of some files."""
        names, parts = dict[Path, str](), dict[str, Part]()
        for file in dict.fromkeys(files):
            content = file.read_bytes()
            known = next((part for part in parts.values() if part.content == content), None)
            if known is None:
                known = Part(_free(f"ppt/media/{file.name}", parts), content)
                parts[known.name] = known
            names[file] = known.name
        return cls(names, tuple(parts.values()))


def _free(name: str, taken: Container[str]) -> str:
    """Return a name that no other content has.

    >>> _free("ppt/media/a.png", {"ppt/media/a.png"})
    'ppt/media/a-2.png'
    """
    stem, dot, suffix = name.rpartition(".")
    others = (f"{stem}-{number}{dot}{suffix}" for number in count(2))
    return next(each for each in chain([name], others) if each not in taken)
