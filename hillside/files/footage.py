"""The input of the writers: a picture or the footage of a film, with its metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hillside.files.captions import Clip
from hillside.files.formats import Quality, Size
from hillside.stage.drawing import Part, Pixels
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.look.color import Color
from hillside.stage.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Description:
    """The metadata of a file: title, alt text, language code, and recipe as JSON."""

    title: str
    alt: str
    language: str
    recipe: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture, as parts and as pixels.

    Attributes:
        parts: The parts by name, back to front.
        sheet: The sheet, in layout pixels.
        size: The size in pixels.
        paper: The background color, or None if it is transparent.
        typeface: The fonts of its words.
        about: The metadata.
        paint: Returns the pixels as RGBA with straight alpha, shape `(height, width, 4)`.
    """

    parts: Mapping[str, Part]
    sheet: Sheet
    size: Size
    paper: Color | None
    typeface: Typeface
    about: Description
    paint: Callable[[], Pixels]


@dataclass(frozen=True, kw_only=True)
class Footage:
    """The frames of a film, which can be rendered repeatedly, and its settings.

    Attributes:
        frames: Yields the frames as RGBA with straight alpha; None repeats the frame before.
        samples: Yields some frames that together contain all colors of the film.
        size: The size in pixels.
        fps: Frames per second.
        quality: The quality of the encoding.
        colors: The colors of the theme, the paper first.
        transparent: Whether the background is transparent.
        loop: Whether the film is played repeatedly.
        budget: Maximum size of the file in bytes, or None.
        clips: The beats, for captions and chapters.
        about: The metadata.
    """

    frames: Callable[[], Iterable[Pixels | None]]
    samples: Callable[[], Iterable[Pixels]]
    size: Size
    fps: int
    quality: Quality
    colors: tuple[Color, ...]
    transparent: bool
    loop: bool
    budget: int | None
    clips: tuple[Clip, ...]
    about: Description
