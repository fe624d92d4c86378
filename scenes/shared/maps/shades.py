"""Shades mixed from a theme's colors: tints by height on a map, and their darker versions in shadow.

They are quantized, so that all the colors a picture may have can be listed. Higher is always lighter, in
every theme and for every type of color vision, since height is encoded by lightness alone.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hillside.stage.look.color import Color, contrast, luminance, mixed
from hillside.stage.look.theme import Theme

TINTS, LIGHTS = 40, 24
"""Number of steps of height, and of light on a surface."""
LEAST_CONTRAST = 3.0
"""Minimum contrast (WCAG 2.2) of a path in the color of the slope against the deepest tint."""
DEEPEST, PALEST = 0.6, 0.12
"""Maximum share of the theme's ground color in a tint, and the minimum as a share of that maximum."""
SHADOW = 0.34
"""Share of ink, or of a dark paper, in the darkest side of a surface."""
LINE_INK = 0.4
"""Share of ink in the color of a level line."""


def _is_dark(theme: Theme) -> bool:
    """Return whether a theme has light text on dark paper.

    >>> from hillside.stage.look.theme import THEMES
    >>> _is_dark(THEMES["light"]), _is_dark(THEMES["dark"])
    (False, True)
    """
    return luminance(theme.paper) < luminance(theme.ink)


def tint(theme: Theme, height: float) -> Color:
    """Return the color of ground at a `height` of 0 (lowest) to 1 (highest).

    >>> from hillside.stage.look.theme import THEMES
    >>> low, high = (tint(THEMES["light"], height) for height in (0.0, 1.0))
    >>> luminance(low) < luminance(high) < 1
    True
    """
    return _tints(theme)[_step(height, TINTS)]


def shade(theme: Theme, height: float, light: float) -> Color:
    """Return the color of ground at a `height` of 0 to 1 under `light` of 0 (facing away) to 1 (facing it).

    >>> from hillside.stage.look.theme import THEMES
    >>> shade(THEMES["light"], 0.5, 1.0) == tint(THEMES["light"], 0.5)
    True
    """
    return _shades(theme)[_step(height, TINTS)][_step(light, LIGHTS)]


def shades_at(theme: Theme, heights: NDArray[np.float64], lights: NDArray[np.float64]) -> list[Color]:
    """Return the shades for arrays of heights and lights, shape `(n,)` each.

    >>> from hillside.stage.look.theme import THEMES
    >>> theme = THEMES["light"]
    >>> shades_at(theme, np.array([0.2]), np.array([0.7])) == [shade(theme, 0.2, 0.7)]
    True
    """
    table = _shades(theme)
    rows = np.rint(np.clip(heights, 0.0, 1.0) * (TINTS - 1)).astype(int).tolist()
    columns = np.rint(np.clip(lights, 0.0, 1.0) * (LIGHTS - 1)).astype(int).tolist()
    return [table[row][column] for row, column in zip(rows, columns, strict=True)]


def line_color(theme: Theme) -> Color:
    """Return the color of level lines: that of the ground, with more ink."""
    return mixed(theme.ground, theme.ink, LINE_INK)


def shades(theme: Theme) -> frozenset[Color]:
    """Return all colors mixed from a theme's.

    >>> from hillside.stage.look.theme import THEMES
    >>> tint(THEMES["dark"], 0.3) in shades(THEMES["dark"])
    True
    """
    return frozenset({line_color(theme), *(color for row in _shades(theme) for color in row)})


def _step(share: float, steps: int) -> int:
    return round(min(max(share, 0.0), 1.0) * (steps - 1))


@lru_cache(maxsize=16)
def _tints(theme: Theme) -> tuple[Color, ...]:
    deepest = _deepest(theme)
    heights = [step / (TINTS - 1) for step in range(TINTS)]
    depths = heights if _is_dark(theme) else [1 - height for height in heights]
    return tuple(
        mixed(theme.paper, theme.ground, deepest * (PALEST + (1 - PALEST) * depth)) for depth in depths
    )


@lru_cache(maxsize=16)
def _shades(theme: Theme) -> tuple[tuple[Color, ...], ...]:
    dark = theme.paper if _is_dark(theme) else theme.ink
    shares = [SHADOW * (1 - step / (LIGHTS - 1)) for step in range(LIGHTS)]
    return tuple(tuple(mixed(color, dark, share) for share in shares) for color in _tints(theme))


def _deepest(theme: Theme) -> float:
    """Return the maximum share of the ground color, to a hundredth, that leaves the slope its contrast."""
    shares = [step / 100 for step in range(round(DEEPEST * 100), 0, -1)]
    return next(
        (
            share
            for share in shares
            if contrast(theme.slope, mixed(theme.paper, theme.ground, share)) >= LEAST_CONTRAST
        ),
        shares[-1],
    )
