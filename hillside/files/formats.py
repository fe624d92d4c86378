"""The table of file formats of stills and films; qualities and sizes.

To add a format, add a row and a writer. The rest follows from the row: what the command line and lecture
files offer and refuse, how a recipe is read back, the key, and the checks of `doctor`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from hillside.files.containers import GIF, ISO_MEDIA, MATROSKA, PDF, PNG, SVG, WEBP, Container
from hillside.stage.errors import Refusal, suggestion
from hillside.stage.foreign_file import opened


class Quality(StrEnum):
    """The quality of an output: its default size and frame rate, and the effort of the encoder."""

    DRAFT = "draft"
    STANDARD = "standard"
    FINAL = "final"

    @property
    def lines(self) -> int:
        """The default length of the short side in pixels."""
        return 480 if self is Quality.DRAFT else 1080

    @property
    def fps(self) -> int:
        """The default number of frames per second of a film."""
        return {Quality.DRAFT: 15, Quality.STANDARD: 30, Quality.FINAL: 60}[self]


SHAPES = MappingProxyType({"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "9:16": (9, 16)})
"""The aspect ratios, width to height, that can be given in place of a size."""
USUAL_SIZES = ("1280x720", "1920x1080", "3840x2160")
"""Sizes that have names elsewhere, such as 4K."""
SMALLEST, LARGEST = 64, 7680
"""Minimum and maximum length of a side in pixels; the maximum is 8K."""


@dataclass(frozen=True)
class Size:
    """The width and height of a picture in pixels."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if not (SMALLEST <= self.width <= LARGEST and SMALLEST <= self.height <= LARGEST):
            raise Refusal(f"size {self} is out of range; each side must have {SMALLEST} to {LARGEST} pixels")

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"

    @classmethod
    def read(cls, text: str, lines: int = 1080) -> Size:
        """Return the size in a text such as `1920x1080`, or `16:9`, whose short side then has `lines` pixels.

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
            near = suggestion(text, (*SHAPES, *USUAL_SIZES))
            way_out = f"{near} Write" if near else "; write"
            raise Refusal(
                f'size "{text}" is not understood{way_out} WIDTHxHEIGHT in pixels such as 1920x1080, '
                f"or one of {', '.join(SHAPES)}"
            )
        return cls(int(pixels[1]), int(pixels[2]))


def _even(length: float) -> int:
    """Return the nearest even number of pixels: H.264 stores one color for a block of 2 by 2 pixels."""
    return 2 * round(length / 2)


HEAD = 1024
"""Number of bytes at the start of a file from which its container is recognized."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    Attributes:
        suffix: Such as `.png`; a still and a film may share one, such as `.webp`.
        name: The common name.
        is_film: Whether it is a film.
        writer: Module and function of the writer, such as `hillside.files.png:write_png`, imported on use;
            the function takes a `Picture`, or a `Footage` for a film, and the file to write.
        container: The container, by which such a file is recognized, read back and checked.
        encoder: FFmpeg's encoder of a film.
        has_alpha: Whether the background can be transparent.
        has_even_sides: Whether the sides must be even: one color is stored for a block of 2 by 2 pixels.
        usual_fps: Maximum of the default frames per second.
        fastest: Maximum frames per second.
    """

    suffix: str
    name: str
    writer: str
    container: Container
    is_film: bool = False
    encoder: str = ""
    has_alpha: bool = True
    has_even_sides: bool = False
    usual_fps: int = 120
    fastest: int = 120

    @property
    def module(self) -> str:
        """The name of the writer's module."""
        return self.writer.partition(":")[0]

    def load_writer(self) -> Callable[..., None]:
        """Return the function that writes a `Picture` or the `Footage` of a film to a path.

        It is loaded when it is asked for, with the libraries that it needs. It raises a `Failure` where the
        typesetter, the encoder or the file system refuses, and a `Refusal` where a budget cannot be met.
        """
        module, _, function = self.writer.partition(":")
        return getattr(import_module(module), function)


FORMATS: tuple[Format, ...] = (
    Format(suffix=".png", name="PNG", writer="hillside.files.png:write_png", container=PNG),
    Format(suffix=".svg", name="SVG", writer="hillside.files.svg:write_svg", container=SVG),
    Format(suffix=".pdf", name="PDF", writer="hillside.files.pdf:write_pdf", container=PDF),
    Format(suffix=".webp", name="WebP", writer="hillside.files.webp:write_webp", container=WEBP),
    Format(
        suffix=".mp4",
        name="MP4",
        writer="hillside.files.video:write_mp4",
        container=ISO_MEDIA,
        is_film=True,
        encoder="libx264",
        has_alpha=False,
        has_even_sides=True,
    ),
    Format(
        suffix=".webm",
        name="WebM",
        writer="hillside.files.video:write_webm",
        container=MATROSKA,
        is_film=True,
        encoder="libvpx-vp9",
        has_even_sides=True,
    ),
    Format(
        suffix=".mov",
        name="MOV",
        writer="hillside.files.video:write_mov",
        container=ISO_MEDIA,
        is_film=True,
        encoder="prores_ks",
    ),
    Format(
        suffix=".gif",
        name="GIF",
        writer="hillside.files.gif:write_gif",
        container=GIF,
        is_film=True,
        encoder="gif",
        # A GIF counts hundredths of a second, and browsers slow frames of 1/100 s down to ten per second.
        usual_fps=20,
        fastest=50,
    ),
    Format(
        suffix=".webp",
        name="animated WebP",
        writer="hillside.files.webp:write_animated_webp",
        container=WEBP,
        is_film=True,
        encoder="libwebp_anim",
    ),
)

STILL_SUFFIXES = tuple(each.suffix for each in FORMATS if not each.is_film)
FILM_SUFFIXES = tuple(each.suffix for each in FORMATS if each.is_film)
"""The suffixes of stills and of films; `Excerpt.animated` distinguishes two formats with one suffix."""

WHERE_RECIPES_ARE = (
    f"a recipe is in files of {', '.join(each.name for each in FORMATS)}, "
    "and in each picture and film of slides for PowerPoint (.pptx) or a browser (.html)"
)
"""Which files say how they were made, as messages tell it."""


def format_of(suffix: str, animated: bool = False) -> Format:
    """Return the format of a suffix; `animated` selects the film if a still has the same suffix.

    >>> format_of(".webp").name, format_of(".webp", animated=True).name, format_of(".mp4").name
    ('WebP', 'animated WebP', 'MP4')

    Raises:
        Refusal: No format has this suffix.
    """
    found = [each for each in FORMATS if each.suffix == suffix]
    if not found:
        known = dict.fromkeys(STILL_SUFFIXES + FILM_SUFFIXES)
        raise Refusal(f"{_not_written(suffix)}; choose one of {' '.join(known)}")
    return next((each for each in found if each.is_film == animated), found[0])


def needs_animated(suffix: str, film: bool) -> bool:
    """Return whether a film needs `animated`, since stills have the same suffix.

    >>> needs_animated(".webp", film=True), needs_animated(".mp4", film=True)
    (True, False)
    """
    return film and suffix in STILL_SUFFIXES


def suffix_of(target: Path, wanted: Sequence[str]) -> str:
    """Return the suffix of `target` in lower case if it is one of `wanted`.

    >>> suffix_of(Path("slope.PNG"), STILL_SUFFIXES)
    '.png'

    Raises:
        Refusal: It is not; the message names those that are, and the command for the others.
    """
    suffix = target.suffix.lower()
    if suffix in wanted:
        return suffix
    other = {**dict.fromkeys(STILL_SUFFIXES, "still"), **dict.fromkeys(FILM_SUFFIXES, "film")}.get(suffix)
    elsewhere = f'; "{other}" writes {suffix}' if other else suggestion(suffix, wanted)
    raise Refusal(f"{target}: {_not_written(suffix)}; choose one of {' '.join(wanted)}{elsewhere}")


def _not_written(suffix: str) -> str:
    return (
        f"the suffix {suffix} is not one that can be written here"
        if suffix
        else "the file name has no suffix"
    )


def container_of(head: bytes) -> Container | None:
    """Return the container that begins with these bytes, whatever the suffix of the file, or None."""
    return next((each.container for each in FORMATS if each.container.recognizes(head)), None)


def is_complete(file: Path) -> bool:
    """Return whether a file is not truncated, as far as its container is known.

    Raises:
        Failure: It cannot be read.
    """
    with opened(file) as content:
        container = container_of(content.read(HEAD))
        return container is None or container.is_complete(content)
