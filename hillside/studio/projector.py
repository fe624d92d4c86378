"""The projector preview: a picture as someone in the back row of a bright room sees it.

A simple model, in light and not in signal, with three steps:

- small: the picture is as tall as a screen eight of its heights away looks on a desk monitor, one pixel of
  1/96 inch at an arm's length of 60 cm. Eight heights is the old rule for the last row of a lecture hall.
- blurred: an eye that resolves two minutes of arc (20/40, what a driver must see) spreads each point over a
  Gaussian of that full width at half its height.
- washed out: light of the room falls on the screen and lifts black to 1/7 of white. The contrast of 7:1 is
  the least that ANSI/INFOCOMM 3M (2011) allows for passive viewing.
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
MONITOR_DISTANCE = 600.0
"""Millimeters from the eye to the monitor."""
MONITOR_PIXEL = 25.4 / 96
"""Millimeters a pixel of the monitor is wide."""
ACUITY = 2.0
"""Minutes of arc that the eye resolves."""
ROOM_CONTRAST = 7.0
"""White over black on the screen, with the light of the room on both."""

LINES = round(MONITOR_DISTANCE / HEIGHTS_AWAY / MONITOR_PIXEL)
"""The height of the preview in pixels."""

Light = NDArray[np.float32]


def back_row(picture: Pixels) -> Pixels:
    """Return the picture from the back row, `LINES` pixels tall; what is less tall is not enlarged.

    Args:
        picture: red, green, blue from 0 to 255, shape `(height, width, 3)`; a fourth channel is left out.

    Returns:
        The preview, shape `(lines, columns, 3)`; the same picture gives the same preview.

    >>> bool((back_row(np.zeros((500, 800, 3), np.uint8)) > 90).all())
    True
    """
    light = _light(picture[:, :, :3])
    height, width = light.shape[:2]
    lines = min(LINES, height)
    small = _resized(light, max(round(width * lines / height), 1), lines)
    return _signal(_in_a_bright_room(_blurred(small, _blur(lines))))


def with_preview(rendering: Rendering) -> Rendering:
    """Write how the back row sees a drawn PNG beside it, as `<name>.projector.png`, and add it.

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
    """Return the standard deviation in pixels of the eye's blur, for a screen that is `lines` pixels tall."""
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
    """Add the room's light and let the eye take the new white for white."""
    room = 1 / (ROOM_CONTRAST - 1)
    return (light + room) / (1 + room)
