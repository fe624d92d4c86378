"""The colors of height: a ramp from deep to high ground, and what can be read on it.

Higher is always lighter, in every theme and for every type of color vision, since lightness alone encodes
height. The ramp is quantized, so that all the colors a map may have can be listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hillside.stage.look.color import Color, contrast, luminance, mixed
from hillside.stage.look.contrast import TEXT
from hillside.stage.look.oklab import color_of, to_oklab
from hillside.stage.look.theme import Role, Theme
from scenes.shared.maps.height_scale import monotone_cubic
from scenes.shared.maps.scalar_field import Array

PROBABILITIES = 10
"""Number of steps of a field of probabilities; half of them are likelier one class, half the other."""
DEEPEST, DEEPEST_DARK = 0.3, 0.26
"""Maximum share of a class's color in its tint, on light and on dark paper."""


def class_tint(theme: Theme, step: int) -> Color:
    """Return the tint of a field of probabilities at a step from 0 on, palest in the middle.

    It is that of the curve where the first class is likely, and a warm one where the second is.

    >>> from hillside.stage.look.theme import THEMES
    >>> class_tint(THEMES["light"], 0), class_tint(THEMES["light"], 9)
    ('#dadcef', '#ede0da')
    """
    half = PROBABILITIES // 2
    role, far = (theme.curve, half - step) if step < half else (theme.pack, step - half + 1)
    deepest = DEEPEST_DARK if luminance(theme.paper) < luminance(theme.ink) else DEEPEST
    return mixed(theme.paper, role, deepest * far / half)


def class_tints(theme: Theme) -> frozenset[Color]:
    """Return all tints of a field of probabilities."""
    return frozenset(class_tint(theme, step) for step in range(PROBABILITIES))


STOPS: tuple[Color, ...] = ("#123a44", "#1c5f5f", "#3f8a68", "#9dba74", "#f7eec6")
"""The colors at evenly spaced heights from 0 to 1: L* 22, 36, 52, 72 and 94."""
TINTS = 96
"""Number of steps of height."""
RICH, PALE = 0.0, 0.8
"""Share of paper in the ramp: none where the ground is the message, and much where a path or a rose is."""
PALE_LINE = 0.46
"""OKLab lightness of a level line on a pale map in a light theme: at least 3:1 on all of its ground."""


@dataclass(frozen=True)
class Ramp:
    """The ground colors of one theme.

    Attributes:
        theme: the theme.
        paper: share of the theme's paper mixed into them, 0 to 1.
    """

    theme: Theme
    paper: float = RICH

    def tint(self, height: float) -> Color:
        """Return the color of ground at a `height` of 0 (lowest) to 1 (highest).

        >>> from hillside.stage.look.theme import THEMES
        >>> Ramp(THEMES["light"]).tint(0.0), Ramp(THEMES["dark"]).tint(1.0)
        ('#123a44', '#f7eec6')
        """
        return _tints(self)[round(min(max(height, 0.0), 1.0) * (TINTS - 1))]

    def line(self, heights: Array) -> Color:
        """Return the color of a level line on ground of these heights: that of paper or ink that stands out.

        >>> from hillside.stage.look.theme import THEMES
        >>> [Ramp(THEMES["light"]).line(np.array([height])) for height in (0.2, 0.9)]
        ['#ffffff', '#161f29']
        """
        grounds = [self.tint(float(height)) for height in np.quantile(heights, (0.05, 0.5, 0.95))]
        choices = (self.theme.paper, self.theme.ink)
        return max(choices, key=lambda each: min(contrast(each, ground) for ground in grounds))

    def legible(self, height: float) -> tuple[Role, Color]:
        """Return the role of a numeral on ground of a height, and the nearest tint that makes it legible.

        >>> from hillside.stage.look.theme import THEMES
        >>> role, tint = Ramp(THEMES["light"]).legible(0.5)
        >>> role, contrast(THEMES["light"].paper, tint) >= 4.5
        ('paper', True)
        """
        steps = sorted(range(TINTS), key=lambda step: abs(step - height * (TINTS - 1)))
        pairs = ((role, _tints(self)[step]) for step in steps for role in ("paper", "ink"))
        return next(each for each in pairs if contrast(self.theme.color(each[0]), each[1]) >= TEXT)


@lru_cache(maxsize=16)
def _tints(ramp: Ramp) -> tuple[Color, ...]:
    mixed = ramp_oklab(np.linspace(0.0, 1.0, TINTS)) * (1 - ramp.paper)
    mixed += ramp.paper * to_oklab(ramp.theme.paper)
    return tuple(color_of(each) for each in mixed)


def ramp_oklab(heights: Array) -> Array:
    """Return the ramp at heights of 0 to 1 in OKLab: shape `(..., 3)`.

    Between the stops it is a cubic without overshoot, so that lightness rises.

    >>> ramp_oklab(np.array([0.5])).round(2).tolist()
    [[0.58, -0.09, 0.03]]
    """
    stops = np.array([to_oklab(color) for color in STOPS])
    return monotone_cubic(heights, np.linspace(0.0, 1.0, len(stops)), stops)


def shades(theme: Theme) -> frozenset[Color]:
    """Return all colors of maps in a theme.

    >>> from hillside.stage.look.theme import THEMES
    >>> Ramp(THEMES["dark"]).tint(0.3) in shades(THEMES["dark"])
    True
    """
    ramps = Ramp(theme, RICH), Ramp(theme, PALE)
    heights = (color for ramp in ramps for color in _tints(ramp))
    return frozenset({pale_line(theme), *heights, *class_tints(theme)})


@lru_cache(maxsize=16)
def pale_line(theme: Theme) -> Color:
    """Return the color of the level lines of a pale map: that of the ground, as dark or light as needed."""
    _, a, b = to_oklab(theme.ground).tolist()
    tints = _tints(Ramp(theme, PALE))
    away = 1 if to_oklab(theme.paper)[0] < to_oklab(theme.ink)[0] else -1
    start = PALE_LINE if away < 0 else 0.5
    steps = (start + away * step / 100 for step in range(50))
    colors = (color_of(np.array([lightness, 0.8 * a, 0.8 * b])) for lightness in steps)
    return next(each for each in colors if min(contrast(each, tint) for tint in tints) >= 3.0)
