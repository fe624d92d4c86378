"""The result of one rendering as plain data, without manim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

from hillside.files.captions import Clip
from hillside.files.formats import Size

Report: TypeAlias = Callable[[int, int], None]
"""A callback that takes the number of frames done and their total."""


@dataclass(frozen=True)
class Rendering:
    """The result of one rendering: its files, the main one first, and what they show."""

    title: str
    alt: str
    size: Size
    facts: Mapping[str, Any]
    files: tuple[Path, ...]
    clips: tuple[Clip, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the rendering as plain JSON values.

        >>> rendering = Rendering("Tangent", "A curve.", Size(64, 64), {"slope": 1.25}, (Path("t.png"),))
        >>> Rendering.from_json(rendering.to_json()) == rendering
        True
        """
        return {**asdict(self), "files": [str(file) for file in self.files]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Rendering:
        """Return the rendering from the values of `to_json`."""
        return cls(
            title=value["title"],
            alt=value["alt"],
            size=Size(**value["size"]),
            facts=value["facts"],
            files=tuple(Path(file) for file in value["files"]),
            clips=tuple(Clip(**clip) for clip in value["clips"]),
        )
