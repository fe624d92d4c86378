"""Short films to write: pictures of a theme's colors, and noise that no format can press together."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from hillside.files.captions import Clip
from hillside.files.footage import Description, Footage
from hillside.files.formats import Quality, Size, format_of
from hillside.stage.look.theme import THEMES

SIDE, FPS = 192, 10
CLIPS = (Clip("A curve & a point.", 0.6, 0.0), Clip("Die Steigung beträgt −0,5.", 0.4, 0.6))


def patches(colors: tuple[str, ...], alpha: int = 255) -> Any:
    """A picture of the colors in a grid of squares of 48 pixels; the first is the paper."""
    pixels = np.zeros((SIDE, SIDE, 4), dtype=np.uint8)
    for number, color in enumerate(colors):
        row, column = divmod(number, 4)
        pixels[48 * row : 48 * row + 48, 48 * column : 48 * column + 48, :3] = list(bytes.fromhex(color[1:]))
    pixels[..., 3] = alpha
    return pixels


def noise(seed: int) -> Any:
    pixels = np.random.default_rng(seed).integers(0, 256, (SIDE, SIDE, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


def between(pictures: list[Any], first: int, last: int) -> Iterator[Any]:
    """Some frames, the first of which repeats none."""
    yield next((each for each in pictures[first::-1] if each is not None), None)
    yield from pictures[first + 1 : last]


def footage(pictures: list[Any], clear: bool = False, **changes: Any) -> Footage:
    given: dict[str, Any] = {
        "count": len(pictures),
        "frames": partial(between, pictures),
        "report": lambda done, total: None,
        "workers": 1,
        "samples": lambda: iter([picture for picture in pictures if picture is not None]),
        "size": Size(SIDE, SIDE),
        "fps": FPS,
        "quality": Quality.STANDARD,
        "colors": tuple(THEMES["light"].colors().values()),
        "transparent": clear,
        "loop": False,
        "budget": None,
        "clips": CLIPS,
        "about": Description(title="T", alt="A.", language="de", recipe='{"hillside":"π"}'),
    }
    return Footage(**{**given, **changes})


def write_film(suffix: str, content: Footage, target: Path) -> None:
    """Write a film by the writer of its suffix."""
    format_of(suffix, animated=True).load_writer()(content, target)
