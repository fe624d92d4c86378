"""Color spaces: sRGB, linear light, contrast, CIELAB and OKLCH, for single colors in plain Python.

A color is written `#rrggbb` (sRGB, IEC 61966-2-1, 1999). Linear light is red, green and blue from 0 to 1.
"""

from __future__ import annotations

import re
from math import atan2, cbrt, cos, degrees, hypot, radians, sin
from typing import TypeAlias

Color: TypeAlias = str
"""`#rrggbb` in lowercase."""

Triple: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Triple, Triple, Triple]

BLACK, WHITE = "#000000", "#ffffff"

_TO_XYZ: Matrix = (
    (0.4123908, 0.3575843, 0.1804808),
    (0.2126390, 0.7151687, 0.0721923),
    (0.0193308, 0.1191948, 0.9505322),
)
_WHITE_XYZ: Triple = (0.9504559, 1.0, 1.0890578)

# The matrices of OKLab (Ottosson 2020): linear sRGB to cone-like responses, their cube roots to lightness
# and two opponent axes, and the inverses of both.
TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
TO_OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_OKLAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)


def is_color(text: str) -> bool:
    """Return whether `text` is a color in the form `#rrggbb`, in lowercase.

    >>> is_color("#1d4fd8"), is_color("1d4fd8"), is_color("#1D4FD8")
    (True, False, False)
    """
    return re.fullmatch(r"#[0-9a-f]{6}", text) is not None


def times(matrix: Matrix, vector: Triple) -> Triple:
    """Return the product of a matrix and a vector.

    >>> times(((1, 0, 0), (0, 2, 0), (1, 1, 1)), (3, 4, 5))
    (3, 8, 12)
    """
    x, y, z = (row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in matrix)
    return x, y, z


def linear(color: Color) -> Triple:
    """Return the linear light of a color: red, green and blue, 0 to 1.

    >>> linear("#ff0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (_light(int(color[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return red, green, blue


def from_linear(light: Triple) -> Color:
    """Return the color nearest to some linear light; values outside sRGB are clipped.

    >>> from_linear((1.0, 0.0, -0.1))
    '#ff0000'
    """
    return "#" + "".join(f"{round(255 * _signal(min(max(share, 0.0), 1.0))):02x}" for share in light)


def _light(signal: float) -> float:
    return signal / 12.92 if signal <= 0.04045 else ((signal + 0.055) / 1.055) ** 2.4


def _signal(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def mixed(one: Color, other: Color, share: float) -> Color:
    """Return a mixture in linear light: 1 - `share` of `one` and `share`, 0 to 1, of `other`.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#bcbcbc'
    """
    red, green, blue = (
        (1 - share) * here + share * there for here, there in zip(linear(one), linear(other), strict=True)
    )
    return from_linear((red, green, blue))


def luminance(color: Color) -> float:
    """Return the relative luminance, 0 to 1: 0.2126 R + 0.7152 G + 0.0722 B (WCAG 2.2, 2023).

    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio (L + 0.05) / (l + 0.05) of two colors, 1 to 21 (WCAG 2.2, 2023).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(color: Color) -> Triple:
    """Return the CIELAB coordinates for the white of sRGB, D65 (CIE 15, 2004): L* from 0 to 100, a*, b*.

    >>> [round(part, 1) for part in lab("#ff0000")]
    [53.2, 80.1, 67.2]
    """
    x, y, z = (
        _lab_root(part / white) for part, white in zip(times(_TO_XYZ, linear(color)), _WHITE_XYZ, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lab_root(share: float) -> float:
    return cbrt(share) if share > (6 / 29) ** 3 else share * (29 / 6) ** 2 / 3 + 4 / 29


def oklch(color: Color) -> Triple:
    """Return the OKLCH coordinates (Ottosson 2020): lightness 0 to 1, chroma, hue in degrees.

    >>> [round(part, 3) for part in oklch("#ff0000")]
    [0.628, 0.258, 29.234]
    """
    long, middle, short = times(TO_CONES, linear(color))
    lightness, a, b = times(TO_OKLAB, (cbrt(long), cbrt(middle), cbrt(short)))
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> Color:
    """Return the color of that lightness and hue, with as much of the chroma as sRGB allows.

    >>> from_oklch(*oklch("#1d4fd8"))
    '#1d4fd8'
    >>> from_oklch(1.0, 0.2, 264)
    '#ffffff'
    """
    lightness = min(max(lightness, 0.0), 1.0)
    if _inside(lightness, chroma, hue):
        return from_linear(_oklch_light(lightness, chroma, hue))
    low, high = 0.0, chroma
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if _inside(lightness, middle, hue) else (low, middle)
    return from_linear(_oklch_light(lightness, low, hue))


def _inside(lightness: float, chroma: float, hue: float) -> bool:
    # An error of half an eight-bit step does not count as out of gamut.
    return all(-0.0005 <= share <= 1.0005 for share in _oklch_light(lightness, chroma, hue))


def _oklch_light(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long, middle, short = times(FROM_OKLAB, (lightness, a, b))
    return times(FROM_CONES, (long**3, middle**3, short**3))
