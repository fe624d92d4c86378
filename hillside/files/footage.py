"""The input of the writers: a picture or the footage of a film, with its metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

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
        count: Number of frames.
        frames: Yields the frames from one number to before another, as RGBA with straight alpha; None
            repeats the frame before, and is never the first.
        report: Called with the number of frames done and their total.
        workers: Maximum number of processes that draw and encode it.
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
        encoded: What `hillside.files.video.encoded` has returned for the parts of a film that is encoded
            already, in order.
    """

    count: int
    frames: Callable[[int, int], Iterable[Pixels | None]]
    report: Callable[[int, int], None]
    workers: int
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
    encoded: tuple[bytes, ...] = ()

    def ticks(self) -> Callable[[], None]:
        """Return a function to be called after each frame, which reports how many are done."""
        done = count(1)
        return lambda: self.report(next(done), self.count)

    def all_frames(self) -> Iterator[Pixels | None]:
        """Yield all frames, and report each when it has been used."""
        tick = self.ticks()
        for pixels in self.frames(0, self.count):
            yield pixels
            tick()
