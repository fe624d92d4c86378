"""The 256 colors of a GIF: those of the theme exactly, and the best for what lies between them."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hillside.files.pixels import rgb
from hillside.stage.camera import Pixels
from hillside.stage.look.color import Color

CLEAR = 255
"""The index that stands for no color at all."""


def palette_of(colors: Sequence[Color], samples: Iterable[Pixels], count: int) -> NDArray[np.uint8]:
    """At most `count` colors, shape `(k, 3)`: `colors` first, then what the samples need.

    The rest are found by cutting the box of all colors at its median (Heckbert 1982), each color counted
    once, so that thin rims of strokes count as much as wide areas.

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
    """The nearest color of a palette for every pixel; each color is looked for once."""

    def __init__(self, palette: NDArray[np.uint8]) -> None:
        self._palette = palette.astype(np.int32)
        self._index = np.zeros(1 << 24, dtype=np.uint8)
        self._known = np.zeros(1 << 24, dtype=np.bool_)

    def __call__(self, pixels: Pixels) -> NDArray[np.uint8]:
        """Return the indices of the nearest colors, shape `(height, width)`."""
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
