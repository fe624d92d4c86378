"""The table of formats: a row is one kind of file that a still or a film can be written as; and its sizes.

A new kind of file is a row here and a writer; everything else follows from the row: what the command line
and lecture files offer, what is refused, how a recipe is found again, the key, and the doctor's checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from hillside.files.containers import GIF, ISO_MEDIA, MATROSKA, PDF, PNG, SVG, WEBP, Container
from hillside.stage.errors import Refusal, nearest


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


SHAPES = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "9:16": (9, 16)}
SMALLEST, LARGEST = 64, 7680
"""Pixels allowed along a side; the upper end is 8K."""


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


HEAD = 1024
"""Bytes that tell what kind of file it is."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """One kind of file.

    Attributes:
        suffix: such as `.png`; one may be that of a still and of a film, as `.webp` is.
        name: what people call it.
        is_film: whether it moves.
        writer: module and function that write it, such as `hillside.files.png:write_png`, loaded when used;
            the function takes a `Picture` or, of a film, a `Footage`, and the file to write.
        container: how such a file is recognized, read back, and known to be complete.
        encoder: FFmpeg's encoder of a film.
        has_alpha: whether it can be without background.
        has_even_sides: whether its sides must be even: it stores color for blocks of two by two pixels.
        usual_fps: frames per second at most, unless others are given.
        fastest: frames per second at most.
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
        """The module of the writer."""
        return self.writer.partition(":")[0]

    def load_writer(self) -> Callable[..., None]:
        """Return the function that writes a file; loading it loads what it needs."""
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
        # It counts time in hundredths of a second, and browsers slow shorter frames down to ten a second.
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
"""What a still and a film can be written as; `Excerpt.animated` tells two kinds of one suffix apart."""


def format_of(suffix: str, animated: bool = False) -> Format:
    """Return the format of a suffix; `animated` is the film where a still has the same one.

    >>> format_of(".webp").name, format_of(".webp", animated=True).name, format_of(".mp4").name
    ('WebP', 'animated WebP', 'MP4')

    Raises:
        Refusal: No file is written with this suffix.
    """
    found = [each for each in FORMATS if each.suffix == suffix]
    if not found:
        known = dict.fromkeys(STILL_SUFFIXES + FILM_SUFFIXES)
        raise Refusal(f"{_not_written(suffix)}; choose one of {' '.join(known)}")
    return next((each for each in found if each.is_film == animated), found[0])


def must_say_animated(suffix: str, film: bool) -> bool:
    """Return whether a film has to say that it is one, since stills have its suffix, too.

    >>> must_say_animated(".webp", film=True), must_say_animated(".mp4", film=True)
    (True, False)
    """
    return film and suffix in STILL_SUFFIXES


def suffix_of(target: Path, wanted: Sequence[str]) -> str:
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
    raise Refusal(f"{target}: {_not_written(suffix)}; choose one of {' '.join(wanted)}{elsewhere}")


def _not_written(suffix: str) -> str:
    return (
        f"the suffix {suffix} is not one that can be written here"
        if suffix
        else "the file name has no suffix"
    )


def container_of(head: bytes) -> Container | None:
    """Return the container that begins with these bytes: a name says nothing about what is in a file."""
    return next((each.container for each in FORMATS if each.container.recognizes(head)), None)


def is_whole(file: Path) -> bool:
    """Return whether nothing is missing at the end of a file of a kind that is made here."""
    data = file.read_bytes()
    container = container_of(data[:HEAD])
    return container is None or container.is_complete(data)
