"""Tints of a field of probabilities: of two classes, each in its own color, palest where both are likely."""

from __future__ import annotations

from hillside.stage.look.color import Color, luminance, mixed
from hillside.stage.look.theme import Theme

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
