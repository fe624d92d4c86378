"""A theme adapted to another background: the paper takes the color of the slide, and every ink follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import log
from types import MappingProxyType

from hillside.stage.errors import Refusal
from hillside.stage.look.color import (
    BLACK,
    WHITE,
    Color,
    contrast,
    from_oklch,
    is_color,
    luminance,
    mixed,
    oklch,
)
from hillside.stage.look.contrast import RULES, broken, distances, nearest_passing
from hillside.stage.look.theme import ROLES, THEMES, Role, Theme

MIN_DIFFERENCE = 6.0
"""Minimum color difference (CIEDE2000) of two meanings under normal vision, if theirs was twice that."""

FILLS: Mapping[Role, Role] = MappingProxyType(
    {
        "leg_fill": "legs",
        "slope_fill": "slope",
        "band": "faint",
        "ground_fill": "ground",
        "turf": "ground",
    }
)
"""The tints, each with the color that it is a tint of."""

INK_EXCESS = 1.5
"""Factor by which the ink's contrast exceeds its minimum, where possible: other colors need room."""

ROUNDING_FACTOR = 1.02
"""Factor by which contrasts exceed what is required, since a color is rounded to eight bits."""


def matched(theme: Theme, background: Color) -> Theme:
    """Return the theme on another paper, in colors of the same hues that are as readable on it.

    The inks become dark or light, whichever allows more contrast with the background. The contrast of each
    color keeps its relative position between the ratio that its rule requires and the contrast of the ink:

        c' = q (C' / q)^s  with  s = log(c / q) / log(C / q)

    for a color of contrast c and required ratio q, and an ink of contrast C; primes mean on `background`.

    Raises:
        Refusal: `background` is not a color, or a mid-tone on which colors cannot be both readable and
            distinguishable; the message names the nearest that will do.

    >>> from hillside.stage.look.theme import THEMES
    >>> matched(THEMES["light"], "#ffffff") == THEMES["light"]
    True
    >>> broken(matched(THEMES["light"], "#0b2545"))
    ()
    """
    # In a shell, # starts a comment unless it is quoted, so a color may come without it.
    paper = "#" + background.strip().lower().removeprefix("#")
    if not is_color(paper):
        raise Refusal(f'background "{background}" is not a color; write #rrggbb, such as #fdf6e3')
    found = _adapted(theme, paper)
    if not _legible(found, theme):
        others = " or ".join(_nearest(theme, paper))
        way_out = (
            f"choose one that is lighter or darker, such as {others}" if others else "choose another theme"
        )
        raise Refusal(
            f"on the background {paper} colors cannot be readable (4.5:1 for words) and told apart; {way_out}"
        )
    return found


def colored(theme: Theme, role: Role, color: Color) -> Theme | None:
    """Return the theme with another color for a role, and tints of it; None if it cannot be read.

    A color that has too little contrast becomes darker or lighter. None also if two meanings would be more
    alike than those of a matched theme may be.

    >>> from hillside.stage.look.theme import THEMES
    >>> found = colored(THEMES["light"], "curve", "#1f4e79")
    >>> (found.curve, found.slope) if found else None
    ('#1f4e79', '#d92f44')
    >>> colored(THEMES["light"], "curve", "#d92f44") is None
    True
    """
    tinted = _tinted(replace(theme, **{role: color}), theme, role)
    if broken(tinted):
        passing = nearest_passing(tinted, role)
        tinted = tinted if passing is None else _tinted(replace(theme, **{role: passing}), theme, role)
    return tinted if _legible(tinted, theme) else None


def recolored(theme: Theme, colors: Mapping[Role, Color]) -> Theme:
    """Return the theme with other colors for some roles, and tints of them; it may be hard to read.

    >>> from hillside.stage.look.theme import THEMES
    >>> recolored(THEMES["light"], {"curve": "#008080"}).curve
    '#008080'
    """
    changed = replace(theme, **colors)
    for role in colors:
        changed = _tinted(changed, theme, role)
    return changed


def alike(theme: Theme, old: Theme) -> tuple[Role, Role] | None:
    """Return two meanings of a theme that cannot be told apart by color, though they can in `old`; or None.

    >>> from hillside.stage.look.theme import THEMES
    >>> alike(recolored(THEMES["light"], {"curve": "#d92f44"}), THEMES["light"])
    ('curve', 'slope')
    """
    before, after = distances(old), distances(theme)
    return next((pair for pair in before if after[pair] < min(MIN_DIFFERENCE, before[pair] / 2)), None)


def _tinted(theme: Theme, old: Theme, role: Role) -> Theme:
    """Return a theme whose tints of a role have the contrast with the paper that those in `old` have."""
    light = _wants_light_ink(theme.paper)
    fills = {
        fill: _tint(theme.paper, theme.color(role), contrast(old.color(fill), old.paper), light)
        for fill, of in FILLS.items()
        if of == role
    }
    return replace(theme, **fills)


def _legible(found: Theme, theme: Theme) -> bool:
    """Return whether no rule is broken, and meanings that are distinguishable in `theme` remain so."""
    return not broken(found) and alike(found, theme) is None


def _nearest(theme: Theme, background: Color) -> list[Color]:
    """Return the nearest darker and the nearest lighter acceptable background of the same hue."""
    start, chroma, hue = oklch(background)
    found: list[Color] = []
    for steps in (range(round(start * 100), -1, -1), range(round(start * 100), 101)):
        colors = (from_oklch(step / 100, chroma, hue) for step in steps)
        found += [color for color in colors if _legible(_adapted(theme, color), theme)][:1]
    return found


def _adapted(theme: Theme, paper: Color) -> Theme:
    if paper == theme.paper:
        return theme
    light = _wants_light_ink(paper)
    theme = _counterpart(theme, light)
    most = contrast(WHITE if light else BLACK, paper)
    ratios = _fill_ratios(theme, most)
    ink = min(max(contrast(theme.ink, theme.paper), INK_EXCESS * _required_contrast("ink", ratios)), most)
    inks = {
        role: _with_contrast(theme.color(role), paper, light, _ratio(role, theme, ratios, ink))
        for role in ROLES
        if role != "paper" and role not in FILLS
    }
    fills = {role: _tint(paper, inks[of], ratios[role], light) for role, of in FILLS.items()}
    return replace(theme, paper=paper, **inks, **fills)


def _wants_light_ink(paper: Color) -> bool:
    return contrast(WHITE, paper) > contrast(BLACK, paper)


def _counterpart(theme: Theme, light: bool) -> Theme:
    """Return the theme, or for a built-in one its counterpart for light ink or for dark ink."""
    if theme not in THEMES.values() or _wants_light_ink(theme.paper) == light:
        return theme
    return replace(THEMES["dark" if light else "light"], name=theme.name)


def _fill_ratios(theme: Theme, most: float) -> dict[Role, float]:
    """Return the contrast of each tint with the new paper: as on the old, or less where all contrasts are."""
    room = min(log(most) / log(contrast(theme.ink, theme.paper)), 1.0)
    return {role: contrast(theme.color(role), theme.paper) ** room for role in FILLS}


def _ratio(role: Role, theme: Theme, fills: Mapping[Role, float], ink: float) -> float:
    """Return the contrast with the new paper that a role of the old theme gets."""
    old_fills = {fill: contrast(theme.color(fill), theme.paper) for fill in FILLS}
    demand, best = _required_contrast(role, old_fills), contrast(theme.ink, theme.paper)
    over = max(contrast(theme.color(role), theme.paper) / demand, 1.0)
    # An ink that only just meets its requirement leaves no range to interpolate in.
    share = min(log(over) / log(max(best / demand, 1.001)), 1.0)
    least = min(_required_contrast(role, fills) * ROUNDING_FACTOR, ink)
    return least * (ink / least) ** share


def _required_contrast(role: Role, fills: Mapping[Role, float]) -> float:
    """Return the contrast with the paper that satisfies every rule of a role; a tint uses up part of it."""
    return max(rule.ratio * fills.get(rule.on, 1.0) for rule in RULES if rule.role == role)


def _tint(paper: Color, ink: Color, ratio: float, light: bool) -> Color:
    """Return the mixture of paper and ink that has a given contrast with the paper."""
    base = luminance(paper)
    goal = (base + 0.05) * (ratio if light else 1 / ratio) - 0.05
    return mixed(paper, ink, (goal - base) / (luminance(ink) - base))


def _with_contrast(color: Color, paper: Color, light: bool, ratio: float) -> Color:
    """Return the color of the same hue and chroma, lighter or darker than the paper, with that contrast."""
    base = luminance(paper) + 0.05
    goal = base * ratio if light else base / ratio
    _, chroma, hue = oklch(color)
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        darker = luminance(from_oklch(middle, chroma, hue)) + 0.05 < goal
        low, high = (middle, high) if darker else (low, middle)
    return from_oklch(high if light else low, chroma, hue)
