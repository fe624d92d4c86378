"""Films as GIF: frames are stored as differences, in a palette of the theme's colors and their blends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hillside.files.budget import write_within
from hillside.files.film_failures import failures_of_writing
from hillside.files.footage import Footage
from hillside.files.pixels import on_paper, rgb
from hillside.stage.drawing import Pixels
from hillside.stage.look.color import Color

PALETTE_SIZES = (255, 128, 64, 32, 16)
"""Numbers of colors, the finest first; one of the 256 is reserved for transparency."""
TIME_UNIT = Fraction(1, 100)
"""The unit of time of a GIF in seconds."""


def write_gif(footage: Footage, target: Path) -> None:
    """Write the footage as GIF.

    GIF has no partial transparency: antialiased edges are blended with the paper.

    Raises:
        Failure: The encoder or the file system refuses.
        Refusal: The budget cannot be met.
    """
    write_within(
        footage.budget, target, [partial(_encode, footage, target, count) for count in PALETTE_SIZES]
    )


@failures_of_writing()
def _encode(footage: Footage, target: Path, count: int) -> None:
    samples = (_opaque(sample, footage) for sample in footage.samples())
    palette = palette_of(footage.colors, samples, count)
    nearest, table = Nearest(palette), _table(palette)
    loop = {"loop": "0" if footage.loop else "-1"}
    with cast(Any, av.open(str(target), "w", format="gif", options=loop)) as container:
        stream = container.add_stream("gif", rate=footage.fps)
        codec = stream.codec_context
        codec.width, codec.height = footage.size.width, footage.size.height
        codec.pix_fmt, codec.time_base, codec.thread_count = "pal8", TIME_UNIT, 1
        indices: NDArray[np.uint8] | None = None
        number, shown = 0, -1
        for number, pixels in enumerate(footage.all_frames()):
            if pixels is not None:
                indices, shown = _indices(pixels, footage, nearest), number
                container.mux(stream.encode(_frame(indices, table, number, footage.fps)))
        if indices is not None and shown < number:
            # The last picture is repeated, since it would otherwise be shown for a single frame.
            container.mux(stream.encode(_frame(indices, table, number, footage.fps)))
        container.mux(stream.encode(None))
    target.write_bytes(_with_comment(target.read_bytes(), footage.about.recipe.encode()))


def _indices(pixels: Pixels, footage: Footage, nearest: Nearest) -> NDArray[np.uint8]:
    indices = nearest(_opaque(pixels, footage))
    if footage.transparent:
        indices[pixels[..., 3] == 0] = CLEAR
    return indices


def _opaque(pixels: Pixels, footage: Footage) -> Pixels:
    return on_paper(pixels, footage.colors[0]) if footage.transparent else pixels


def _table(palette: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the palette as ARGB, shape `(256, 4)`, padded, with a transparent last color."""
    table = np.zeros((256, 4), dtype=np.uint8)
    table[:, 0] = 255
    table[: len(palette), 1:] = palette
    table[CLEAR, 0] = 0
    return table


def _frame(indices: NDArray[np.uint8], table: NDArray[np.uint8], number: int, fps: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(cast(Any, (indices, table)), format="pal8")
    frame.pts, frame.time_base = round(number / fps / TIME_UNIT), TIME_UNIT
    return frame


def _with_comment(film: bytes, comment: bytes) -> bytes:
    """Insert a comment extension after the palette of a GIF (GIF89a, 1990, section 24)."""
    colors = 2 << (film[10] & 7) if film[10] & 0x80 else 0
    head = 13 + 3 * colors
    blocks = [comment[start : start + 255] for start in range(0, len(comment), 255)]
    inserted = b"".join(bytes([len(block)]) + block for block in blocks)
    return film[:head] + b"\x21\xfe" + inserted + b"\0" + film[head:]


CLEAR = 255
"""The palette index of transparency."""


def palette_of(colors: Sequence[Color], samples: Iterable[Pixels], count: int) -> NDArray[np.uint8]:
    """Return a palette of at most `count` colors, shape `(k, 3)`: `colors` first, then those of the samples.

    The latter come from median cut (Heckbert 1982) with each color counted once, so that thin antialiased
    edges weigh as much as large areas.

    >>> palette_of(["#ffffff", "#d92f44"], [np.full((2, 2, 4), 255, np.uint8)], 16).tolist()
    [[255, 255, 255], [217, 47, 68]]
    """
    exact = np.array(list(dict.fromkeys(map(rgb, colors))), dtype=np.uint8)
    codes = np.unique(np.concatenate([np.unique(_codes(sample)) for sample in samples]))
    others = _colors(codes[~np.isin(codes, _codes(exact))])
    room = max(count - len(exact), 0)
    if len(others) > room > 0:
        image = Image.fromarray(others[None]).quantize(colors=room, method=Image.Quantize.MEDIANCUT)
        others = np.array(image.getpalette(), dtype=np.uint8).reshape(-1, 3)[:room]
    return np.concatenate([exact, others[:room]])[:count]


class Nearest:
    """Nearest-color lookup in a palette; the result for each color is cached."""

    def __init__(self, palette: NDArray[np.uint8]) -> None:
        self._palette = palette.astype(np.int32)
        self._index = np.zeros(1 << 24, dtype=np.uint8)
        self._known = np.zeros(1 << 24, dtype=np.bool_)

    def __call__(self, pixels: Pixels) -> NDArray[np.uint8]:
        """Return the indices of the nearest palette colors, shape `(height, width)`."""
        codes = _codes(pixels)
        new = np.unique(codes[~self._known[codes]])
        for some in np.array_split(new, len(new) // 4096 + 1):
            apart = _colors(some).astype(np.int32)[:, None] - self._palette[None]
            self._index[some] = (apart**2).sum(axis=2).argmin(axis=1)
        self._known[new] = True
        return self._index[codes]


def _codes(pixels: NDArray[np.uint8]) -> NDArray[np.int32]:
    red, green, blue = (pixels[..., channel].astype(np.int32) for channel in range(3))
    return (red << 16) | (green << 8) | blue


def _colors(codes: NDArray[np.int32]) -> NDArray[np.uint8]:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=-1).astype(np.uint8)
