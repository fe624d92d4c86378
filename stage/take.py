"""What is asked of one rendering (`Job`) and what it leaves behind (`Take`); plain data, without manim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from stage.errors import Refusal, nearest
from stage.finish import WHOLE, Finish
from stage.lettering.language import ENGLISH, Language
from stage.look.theme import Theme

STILL_SUFFIXES = (".png", ".svg", ".pdf", ".webp")
FILM_SUFFIXES = (".mp4", ".webm", ".mov", ".gif", ".webp")
"""What a still and a film can be written as; `Finish.animated` tells the two kinds of `.webp` apart."""

HALVED_COLOR = (".mp4", ".webm")
"""The films that store color for blocks of two by two pixels, so that their sides must be even."""
NO_ALPHA = (".mp4",)
GIF_FPS = 20
"""Frames per second of a GIF unless others are given; it counts time in hundredths of a second."""
FASTEST_GIF = 50
"""Browsers slow a GIF with shorter frames down to ten a second."""

SHAPES = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "9:16": (9, 16)}
SMALLEST, LARGEST = 64, 7680
"""Pixels allowed along a side; the upper end is 8K."""


class Quality(StrEnum):
    """How much work goes into an output when its size and frame rate are not given."""

    DRAFT = "draft"
    STANDARD = "standard"
    FINAL = "final"

    @property
    def lines(self) -> int:
        """The short side of the picture in pixels."""
        return 480 if self is Quality.DRAFT else 1080

    @property
    def fps(self) -> int:
        """The frames per second of a film."""
        return {Quality.DRAFT: 15, Quality.STANDARD: 30, Quality.FINAL: 60}[self]


@dataclass(frozen=True)
class Size:
    """A picture's width and height in pixels."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if not (SMALLEST <= self.width <= LARGEST and SMALLEST <= self.height <= LARGEST):
            raise Refusal(f"size {self} is out of range; each side must have {SMALLEST} to {LARGEST} pixels")

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"

    @classmethod
    def read(cls, text: str, lines: int = 1080) -> Size:
        """Return the size written as `1920x1080`, or as a shape whose short side has `lines` pixels.

        >>> Size.read("16:9")
        Size(width=1920, height=1080)
        >>> Size.read("16:9", lines=480)
        Size(width=854, height=480)

        Raises:
            Refusal: The text is neither, or a side is too short or too long.
        """
        if text.strip() in SHAPES:
            across, up = SHAPES[text.strip()]
            return cls(_even(lines * across / min(across, up)), _even(lines * up / min(across, up)))
        pixels = re.fullmatch(r"\s*([0-9]{1,5})\s*[xX×]\s*([0-9]{1,5})\s*", text)
        if pixels is None:
            raise Refusal(
                f'size "{text}" is not understood; write WIDTHxHEIGHT in pixels such as 1920x1080, '
                f"or one of {', '.join(SHAPES)}"
            )
        return cls(int(pixels[1]), int(pixels[2]))


def _even(length: float) -> int:
    """Return the nearest even number of pixels: H.264 stores color for blocks of two by two."""
    return 2 * round(length / 2)


@dataclass(frozen=True)
class Job:
    """Everything that decides the bytes of one output, and nothing else.

    `params` holds the canonical text of all parameters, sorted by name; `suffix` is such as `.png`.

    Raises:
        Refusal: The suffix is unknown or cannot hold what is asked for, or a film has an odd size or an
            impossible frame rate.
    """

    figure: str
    params: tuple[tuple[str, str], ...]
    theme: Theme
    size: Size
    fps: int
    quality: str
    suffix: str
    finish: Finish = WHOLE
    language: Language = ENGLISH

    def __post_init__(self) -> None:
        known = dict.fromkeys(STILL_SUFFIXES + FILM_SUFFIXES)
        if self.suffix not in known:
            raise Refusal(f"{_called(self.suffix)}; choose one of {' '.join(known)}")
        self._refuse_misfits()
        if self.suffix in HALVED_COLOR and (self.size.width % 2 or self.size.height % 2):
            even = Size(self.size.width // 2 * 2, self.size.height // 2 * 2)
            raise Refusal(f"size {self.size} is odd, and a film needs even sides; choose {even}")
        fastest = FASTEST_GIF if self.suffix == ".gif" else 120
        if not 1 <= self.fps <= fastest:
            raise Refusal(f"{self.fps} frames per second is out of range; choose 1 to {fastest}")

    def _refuse_misfits(self) -> None:
        """Refuse what this kind of file cannot hold."""
        finish = self.finish
        if finish.transparent and self.suffix in NO_ALPHA:
            raise Refusal(
                f"{self.suffix} has no transparency; choose .webm or .mov, or give the color of the slide "
                "with --background"
            )
        if self.is_film and finish.moment is not None:
            raise Refusal("a moment is for a still; a film of one beat is asked for with --beat")
        if not self.is_film and (finish.loop or finish.budget is not None):
            raise Refusal("a loop and a budget are for films; leave them out for a still")

    @classmethod
    def read(
        cls,
        figure: str,
        params: Mapping[str, str],
        suffix: str,
        theme: Theme,
        size: str,
        quality: str,
        fps: int | None = None,
        finish: Finish = WHOLE,
        language: Language = ENGLISH,
    ) -> Job:
        """Return the job written in these words; the quality fills in what the size and `fps` leave open.

        >>> from stage.look.theme import THEMES
        >>> Job.read("tangent", {"at": "2"}, ".png", THEMES["light"], size="16:9", quality="draft").size
        Size(width=854, height=480)

        Raises:
            Refusal: The size is not understood, or the words do not fit together.
        """
        level = Quality(quality)
        return cls(
            figure=figure,
            params=tuple(sorted(params.items())),
            theme=theme,
            size=Size.read(size, lines=level.lines),
            fps=(min(level.fps, GIF_FPS) if suffix == ".gif" else level.fps) if fps is None else fps,
            quality=level,
            suffix=suffix,
            finish=finish,
            language=language,
        )

    @property
    def is_film(self) -> bool:
        """Whether the output moves."""
        return self.finish.animated or self.suffix not in STILL_SUFFIXES

    def to_json(self) -> dict[str, Any]:
        """Return the job as plain JSON values; fonts are named by their content, not by their place."""
        return {**asdict(self), "theme": self.theme.to_json(), "language": self.language.to_json()}


def suffix_of(target: Path, wanted: tuple[str, ...]) -> str:
    """Return the suffix of `target` in lower case if it is one of `wanted`.

    >>> suffix_of(Path("slope.PNG"), STILL_SUFFIXES)
    '.png'

    Raises:
        Refusal: It is another one; the message names those that work, and the command for the others.
    """
    suffix = target.suffix.lower()
    if suffix in wanted:
        return suffix
    other = {**dict.fromkeys(STILL_SUFFIXES, "still"), **dict.fromkeys(FILM_SUFFIXES, "film")}.get(suffix)
    elsewhere = f'; "{other}" writes {suffix}' if other else nearest(suffix, wanted)
    raise Refusal(f"{target}: {_called(suffix)}; choose one of {' '.join(wanted)}{elsewhere}")


def _called(suffix: str) -> str:
    return (
        f"the suffix {suffix} is not one that can be written here"
        if suffix
        else "the file name has no suffix"
    )


@dataclass(frozen=True)
class Clip:
    """One beat of a film: what is said, for how many seconds, from which second on."""

    say: str
    seconds: float
    start: float


@dataclass(frozen=True)
class Take:
    """What one rendering leaves behind: files (the main one first) and what they show."""

    title: str
    alt: str
    size: Size
    facts: Mapping[str, Any]
    files: tuple[Path, ...]
    clips: tuple[Clip, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the take as plain JSON values.

        >>> take = Take("Tangent", "A curve.", Size(64, 64), {"slope": 1.25}, (Path("t.png"),))
        >>> Take.from_json(take.to_json()) == take
        True
        """
        return {**asdict(self), "files": [str(file) for file in self.files]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Take:
        """Return the take that `to_json` wrote."""
        return cls(
            title=value["title"],
            alt=value["alt"],
            size=Size(**value["size"]),
            facts=value["facts"],
            files=tuple(Path(file) for file in value["files"]),
            clips=tuple(Clip(**clip) for clip in value["clips"]),
        )
