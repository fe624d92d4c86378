"""The projector preview: a picture as seen from the back row of a bright room.

A simple model in linear light with three steps:

- Size: the preview on a desk monitor (pixels of 1/96 inch, 60 cm away) subtends the same angle as a screen at
  eight times its height, the traditional limit for the last row of a lecture hall.
- Blur: an eye with a resolution of two minutes of arc (20/40, the usual limit for drivers) spreads each point
  to a Gaussian of that full width at half maximum.
- Ambient light: it raises black to 1/7 of white. The contrast 7:1 is the minimum of ANSI/INFOCOMM 3M (2011)
  for passive viewing.
"""

from __future__ import annotations

from dataclasses import replace
from math import atan, degrees, log, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hillside.files.atomic import atomic_write
from hillside.studio.rendering import Rendering

if TYPE_CHECKING:
    from hillside.stage.drawing import Pixels

HEIGHTS_AWAY = 8.0
"""Distance of the back row from the screen, in heights of the screen."""
MONITOR_DISTANCE = 600.0
"""Distance from the eye to the monitor in millimeters."""
MONITOR_PIXEL = 25.4 / 96
"""Width of a pixel of the monitor in millimeters."""
ACUITY = 2.0
"""Resolution of the eye in minutes of arc."""
ROOM_CONTRAST = 7.0
"""Contrast ratio of white to black on the screen, with ambient light."""

LINES = round(MONITOR_DISTANCE / HEIGHTS_AWAY / MONITOR_PIXEL)
"""The height of the preview in pixels."""

Light = NDArray[np.float32]
"""Linear light, 0 to 1, shape `(height, width, 3)`."""


def back_row(picture: Pixels) -> Pixels:
    """Return the picture as seen from the back row, at most `LINES` pixels tall; it is never enlarged.

    Args:
        picture: RGB from 0 to 255, shape `(height, width, 3)`; a fourth channel is ignored.

    Returns:
        The preview, RGB, shape `(lines, columns, 3)`.

    >>> bool((back_row(np.zeros((500, 800, 3), np.uint8)) > 90).all())
    True
    """
    light = _light(picture[:, :, :3])
    height, width = light.shape[:2]
    lines = min(LINES, height)
    small = _resized(light, max(round(width * lines / height), 1), lines)
    return _signal(_in_a_bright_room(_blurred(small, _blur(lines))))


def with_preview(rendering: Rendering) -> Rendering:
    """Write the preview of a rendered PNG beside it, `<name>.projector.png`, and add it to the rendering.

    Raises:
        Failure: The file cannot be written.
    """
    picture = rendering.files[0]
    with Image.open(picture) as image:
        seen = back_row(np.asarray(image.convert("RGB")))
    target = picture.with_suffix(".projector.png")
    with atomic_write(target) as aside:
        Image.fromarray(seen).save(aside, format="PNG")
    return replace(rendering, files=(*rendering.files, target))


def _blur(lines: int) -> float:
    """Return the standard deviation of the blur in pixels, for a picture `lines` pixels tall."""
    arc = 60 * degrees(2 * atan(0.5 / HEIGHTS_AWAY))
    return ACUITY / arc * lines / (2 * sqrt(2 * log(2)))


def _light(picture: Pixels) -> Light:
    signal = picture.astype(np.float32) / 255
    return np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4).astype(np.float32)


def _signal(light: Light) -> Pixels:
    signal = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(255 * np.clip(signal, 0, 1)).astype(np.uint8)


def _resized(light: Light, width: int, height: int) -> Light:
    channels = [Image.fromarray(light[:, :, channel]) for channel in range(3)]
    small = [np.asarray(each.resize((width, height), Image.Resampling.BOX)) for each in channels]
    return np.stack(small, axis=2)


def _blurred(light: Light, sigma: float) -> Light:
    reach = int(np.ceil(4 * sigma))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    bell = (bell / bell.sum()).astype(np.float32)
    for axis in (0, 1):
        padding = [(reach, reach) if axis == each else (0, 0) for each in range(3)]
        padded = np.pad(light, padding, mode="edge")
        length = light.shape[axis]
        light = sum(
            (weight * padded.take(range(start, start + length), axis) for start, weight in enumerate(bell)),
            start=np.zeros_like(light),
        )
    return light


def _in_a_bright_room(light: Light) -> Light:
    """Add ambient light, and adapt the white point to it."""
    room = 1 / (ROOM_CONTRAST - 1)
    return (light + room) / (1 + room)
