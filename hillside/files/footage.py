"""What a writer is given, a picture or a footage, and what the file says about itself; and the writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hillside.files.captions import Clip
from hillside.files.formats import Format, Quality, Size
from hillside.stage.drawing import Part, Pixels
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.look.color import Color
from hillside.stage.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a file says about itself: title, description, the code of its language, and its recipe as JSON."""

    title: str
    alt: str
    language: str
    recipe: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture, as parts and as pixels.

    Attributes:
        parts: what is painted, back to front.
        sheet: the sheet in layout pixels.
        size: the size in pixels.
        paper: the color of the background, or None if there is none.
        typeface: the fonts of its words.
        about: what the file says about itself.
        paint: gives the pixels, shape `(height, width, 4)`, red green blue alpha; alpha is straight.
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
    """The frames of a film, as often as they are asked for.

    Attributes:
        frames: gives the frames, red green blue alpha, straight; None stands for one equal to the one before.
        samples: gives some frames that hold all colors of the film.
        size: the size in pixels.
        fps: frames per second.
        quality: how much work goes into it.
        colors: the colors of the theme, the paper first.
        transparent: whether there is no background.
        loop: whether it is to be played over and over.
        budget: the most bytes that the file may have, or None.
        clips: the beats, for captions and chapters.
        about: what the file says about itself.
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


def write(content: Picture | Footage, kind: Format, target: Path) -> None:
    """Write a picture, or the footage of a film, as a file of a kind.

    Raises:
        Failure: The typesetter, the encoder or the file system refuses.
        Refusal: The budget of a film cannot be met.
    """
    kind.load_writer()(content, target)
