"""The look of a figure on its slide: its theme on what lies behind it, and its transparency."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from hillside.decks.into.behind import Ground
from hillside.lectures.outputs import TRANSPARENT
from hillside.stage.errors import Refusal
from hillside.stage.look.background import matched
from hillside.stage.look.color import BLACK, WHITE, Color, contrast, mixed
from hillside.stage.look.contrast import MEANINGS, STROKE
from hillside.stage.look.theme import THEMES, Theme
from hillside.studio.requested_look import on_background

STEPS = 10
"""The steps from a color to black or white in which a color is searched that a theme can be matched to."""


@dataclass(frozen=True)
class LookOnSlide:
    """The look of a figure on its slide.

    Attributes:
        theme: its theme.
        transparent: whether its background is transparent.
        remark: what the person should know of it; may be empty.
    """

    theme: Theme
    transparent: bool = False
    remark: str = ""


def look_on_slide(theme: Theme, background: str | None, ground: Ground, film: bool) -> LookOnSlide:
    """Return the look of a figure.

    A picture on a single color is opaque; where what lies behind it varies or is unknown, it is transparent.
    A film cannot be: it gets the mean color.

    Args:
        theme: The theme before it is matched to a background.
        background: The color that is asked for, or `transparent`; None takes what lies behind.
        ground: What lies behind the shape.
        film: Whether it is a film.

    Raises:
        Refusal: The theme cannot be matched to the color.
    """
    if background is not None and background != TRANSPARENT:
        return LookOnSlide(on_background(theme, background))
    if ground.color is None:
        remark = "" if background else f"what lies behind it cannot be read; {_WAY_OUT}"
        return LookOnSlide(theme, transparent=background is not None or not film, remark=remark)
    if ground.even and background is None:
        try:
            return LookOnSlide(matched(theme, ground.color))
        except Refusal as error:
            raise Refusal(f"{error}, with --background in the tag, for this shape alone") from error
    fitting = _nearly_matched(theme, ground.color)
    if film and background is None:
        told = f"a film cannot be transparent, and has the mean color of what lies behind it; {_WAY_OUT}"
        return LookOnSlide(fitting, remark=told)
    lowest = min(
        (contrast(fitting.color(role), each) for role in MEANINGS for each in ground.extremes), default=STROKE
    )
    told = ""
    if lowest < STROKE:
        told = f"parts of what lies behind it are too much like its colors; {_WAY_OUT}"
    elif ground.unread:
        told = f"part of what lies behind it cannot be read; {_WAY_OUT}"
    return LookOnSlide(fitting, transparent=True, remark=told)


_WAY_OUT = "a color is given with --background in its tag"


def unmatched(theme: Theme) -> Theme:
    """Return the built-in theme that has been matched to the paper of `theme`; itself if it is none."""
    for each in THEMES.values():
        with suppress(Refusal):
            if matched(each, theme.paper).colors() == theme.colors():
                return each
    return theme


def _nearly_matched(theme: Theme, color: Color) -> Theme:
    """Return the theme matched to the color, or to the first on the way to black or white that allows it."""
    end = BLACK if contrast(WHITE, color) > contrast(BLACK, color) else WHITE
    for step in range(STEPS + 1):
        with suppress(Refusal):
            return matched(theme, mixed(color, end, step / STEPS))
    return theme
