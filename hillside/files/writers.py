"""One writer for each kind of file: a suffix, and what writes it.

A still writer takes a `Picture`, a film writer a `Footage`, and both the file to write.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from hillside.files.gif import write_gif
from hillside.files.pdf import write_pdf
from hillside.files.picture import Description, Footage, Picture
from hillside.files.png import write_png
from hillside.files.svg import write_svg
from hillside.files.video import MOV, MP4, WEBM, write_video
from hillside.files.webp import write_animated_webp, write_webp

__all__ = ["FILM_WRITERS", "STILL_WRITERS", "Description", "Footage", "Picture"]

STILL_WRITERS: Mapping[str, Callable[[Picture, Path], None]] = MappingProxyType(
    {".png": write_png, ".svg": write_svg, ".pdf": write_pdf, ".webp": write_webp}
)
FILM_WRITERS: Mapping[str, Callable[[Footage, Path], None]] = MappingProxyType(
    {
        ".mp4": partial(write_video, MP4),
        ".webm": partial(write_video, WEBM),
        ".mov": partial(write_video, MOV),
        ".gif": write_gif,
        ".webp": write_animated_webp,
    }
)
