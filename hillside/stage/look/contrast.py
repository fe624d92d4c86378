"""The contrast rules of a theme, and the nearest color that satisfies them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from hillside.stage.look.color import Color, contrast, from_oklch, oklch
from hillside.stage.look.theme import Role, Theme
from hillside.stage.look.vision import Vision, difference

TEXT, STROKE = 4.5, 3.0
"""The minimum contrast of text and of graphics (WCAG 2.2, 2023, criteria 1.4.3 and 1.4.11, level AA)."""

MEANINGS: tuple[Role, ...] = ("ink", "faint", "curve", "slope", "legs", "ground")
"""The colors that carry meaning; the others are tints and details."""


@dataclass(frozen=True)
class Rule:
    """The rule that `role` drawn on `on` has a contrast of at least `ratio`."""

    role: Role
    on: Role
    ratio: float

    def holds(self, theme: Theme) -> bool:
        """Return whether a theme satisfies the rule."""
        return self.measured(theme) >= self.ratio

    def measured(self, theme: Theme) -> float:
        """Return the contrast of the two roles in a theme, 1 to 21."""
        return contrast(theme.color(self.role), theme.color(self.on))


def _rules(on: Role, ratio: float, *roles: Role) -> tuple[Rule, ...]:
    return tuple(Rule(role, on, ratio) for role in roles)


RULES = (
    *_rules(
        "paper", TEXT, "ink", "faint", "curve", "slope", "legs", "right", "nesterov", "adagrad", "rmsprop"
    ),
    *_rules("paper", STROKE, "ground", "ink_far", "pack", "pack_far"),
    *_rules("leg_fill", TEXT, "legs"),
    *_rules("leg_fill", STROKE, "slope", "curve"),
    *_rules("slope_fill", STROKE, "slope", "curve", "faint"),
    *_rules("band", TEXT, "ink", "faint", "curve"),
    *_rules("band", STROKE, "slope"),
    *_rules("ground_fill", TEXT, "ink"),
    *_rules("ground_fill", STROKE, "ground", "slope", "faint", "ink_far"),
    *_rules("turf", STROKE, "slope"),
)
"""Names and numbers have the colors of what they name; the hiker and the marks overlap the ground."""


def broken(theme: Theme, rules: Iterable[Rule] = RULES) -> tuple[Rule, ...]:
    """Return the rules that a theme violates.

    >>> from hillside.stage.look.theme import THEMES
    >>> broken(replace(THEMES["light"], slope="#ff9999"))[0]
    Rule(role='slope', on='paper', ratio=4.5)
    """
    return tuple(rule for rule in rules if not rule.holds(theme))


def nearest_passing(theme: Theme, role: Role) -> Color | None:
    """Return the nearest color of the hue of `role` that violates no rule; None if there is none.

    >>> from hillside.stage.look.theme import THEMES
    >>> nearest_passing(replace(THEMES["light"], faint="#bbbbbb"), "faint")
    '#6f6f6f'
    """
    rules = [rule for rule in RULES if role in (rule.role, rule.on)]
    lightness, chroma, hue = oklch(theme.color(role))
    steps = sorted((step / 255 for step in range(256)), key=lambda step: abs(step - lightness))
    colors = (from_oklch(step, chroma, hue) for step in steps)
    return next((color for color in colors if not broken(replace(theme, **{role: color}), rules)), None)


def distances(theme: Theme, vision: Vision = Vision.NORMAL) -> dict[tuple[Role, Role], float]:
    """Return the CIEDE2000 difference of each pair of meanings, under a type of vision.

    >>> from hillside.stage.look.theme import THEMES
    >>> len(distances(THEMES["light"]))
    15
    """
    return {
        (one, other): difference(theme.color(one), theme.color(other), vision)
        for one, other in combinations(MEANINGS, 2)
    }
