"""Color differences as people perceive them, also with color vision deficiencies and in greyscale."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from types import MappingProxyType

from hillside.stage.look.color import Color, Matrix, Triple, from_linear, lab, linear, luminance, times


class Vision(StrEnum):
    """A type of color vision."""

    NORMAL = "normal vision"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"
    GREYSCALE = "greyscale"


# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear sRGB.
_SIMULATION: Mapping[Vision, Matrix] = MappingProxyType(
    {
        Vision.PROTANOPIA: (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        Vision.DEUTERANOPIA: (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        Vision.TRITANOPIA: (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }
)


def perceived(color: Color, vision: Vision) -> Color:
    """Return the color as perceived with `vision`; in greyscale, the grey of the same luminance.

    The three deficiencies are simulated as in Machado, Oliveira & Fernandes (2009) at full severity.

    >>> perceived("#808080", Vision.DEUTERANOPIA), perceived("#ff0000", Vision.GREYSCALE)
    ('#808080', '#7f7f7f')
    """
    if vision is Vision.NORMAL:
        return color
    if vision is Vision.GREYSCALE:
        light = luminance(color)
        return from_linear((light, light, light))
    return from_linear(times(_SIMULATION[vision], linear(color)))


def difference(one: Color, other: Color, vision: Vision = Vision.NORMAL) -> float:
    """Return the color difference CIEDE2000 of two colors under `vision`.

    About 1 is just noticeable side by side; black and white differ by 100.

    >>> round(difference("#000000", "#ffffff"), 1)
    100.0
    """
    return ciede2000(lab(perceived(one, vision)), lab(perceived(other, vision)))


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the color difference CIEDE2000 of two CIELAB colors, all weights 1 (Sharma, Wu & Dalal 2005).

    >>> round(ciede2000((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)), 4)
    2.0425
    """
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * _saturation(mean)
    chromas = [hypot(a * stretch, b) for _, a, b in (one, other)]
    hues = [degrees(atan2(b, a * stretch)) % 360 for _, a, b in (one, other)]
    grey = chromas[0] * chromas[1] == 0
    turn = 0.0 if grey else _hue_rotation(*hues)
    hue_step = 2 * sqrt(chromas[0] * chromas[1]) * sin(radians(turn) / 2)
    lightness, chroma = (one[0] + other[0]) / 2, sum(chromas) / 2
    hue = sum(hues) if grey else hues[0] + turn / 2
    by_lightness = (other[0] - one[0]) / _lightness_weight(lightness)
    by_chroma = (chromas[1] - chromas[0]) / (1 + 0.045 * chroma)
    by_hue = hue_step / (1 + 0.015 * chroma * _hue_weight(hue))
    # In the blues, chroma and hue interact: the rotation term.
    bend = -sin(radians(60 * exp(-(((hue % 360 - 275) / 25) ** 2)))) * 2 * _saturation(chroma)
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + bend * by_chroma * by_hue)


def _hue_rotation(start: float, end: float) -> float:
    """Return the shorter rotation from one hue to another, in degrees; of equal ones, that which avoids 0."""
    turn = end - start
    # Opposite hues count as opposite despite rounding errors of their angles.
    return turn if abs(turn) <= 180 + 1e-9 else turn - 360 if turn > 0 else turn + 360


def _saturation(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _lightness_weight(lightness: float) -> float:
    return 1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2)


def _hue_weight(hue: float) -> float:
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(height * cos(radians(count * hue + shift)) for height, count, shift in waves)
