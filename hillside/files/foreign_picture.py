"""Pictures from others, read as a few points of color; what cannot be read safely is not read.

Pillow is imported when a picture is read: the command line names this module in every command.
"""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

from hillside.stage.errors import Failure
from hillside.stage.foreign_file import MAX_PICTURE, UNEXPECTED_SHAPE, read_bytes

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
"""The formats that are read; vector formats are not."""
MAX_PIXELS = 60_000_000
"""Maximum number of pixels of a picture that is unpacked; a camera has about half of that."""


Grid = tuple[tuple[tuple[int, int, int, int], ...], ...]
"""Rows of pixels from the top, each red, green, blue and straight alpha, 0 to 255."""


def aspect_ratio(file: Path) -> float:
    """Return the width of a picture over its height.

    Raises:
        Failure: It cannot be read as a picture.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(read_bytes(file, MAX_PICTURE)), formats=FORMATS) as picture:
            return picture.width / picture.height
    # What Pillow raises for damaged pictures.
    except (
        *(UnidentifiedImageError, OSError, EOFError, SyntaxError, struct.error, MemoryError),
        *(Image.DecompressionBombError, *UNEXPECTED_SHAPE),
    ) as error:
        raise Failure(f"{file} cannot be read as a picture; save it again as PNG") from error


def small_picture(content: bytes, side: int) -> Grid | None:
    """Return a picture as `side` by `side` means of its colors.

    None if it is of another format, too large or damaged.

    >>> small_picture(b"no picture", 2) is None
    True
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            picture.draft("RGB", (4 * side, 4 * side))
            small = picture.convert("RGBA").resize((side, side), Image.Resampling.BOX)
    # What Pillow raises for damaged pictures.
    except (
        *(UnidentifiedImageError, OSError, EOFError, SyntaxError, struct.error, MemoryError),
        *(Image.DecompressionBombError, *UNEXPECTED_SHAPE),
    ):
        return None
    pixels = small.tobytes()
    rows = (pixels[start : start + 4 * side] for start in range(0, len(pixels), 4 * side))
    return tuple(
        tuple((row[at], row[at + 1], row[at + 2], row[at + 3]) for at in range(0, 4 * side, 4))
        for row in rows
    )
