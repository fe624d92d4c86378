"""Settings under manim's own command: class attributes that set a figure, and settings without effect."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

from manim import ManimColor, config
from manim.constants import RendererType

from hillside.stage.errors import Refusal, suggestion
from hillside.stage.lettering.language import ENGLISH, LANGUAGES, Language
from hillside.stage.look.theme import THEMES, Theme

LOOK = ("theme", "language")
"""The class attributes that are no parameters."""
BACKGROUND, FRAME_HEIGHT = "#000000", 8.0
"""The background and the height of the frame that manim has of itself."""


def manim_settings(kind: type[Any], parameters: Collection[str]) -> dict[str, Any]:
    """Return the class attributes of subclasses of a figure that set parameters, or its look.

    >>> class Tangent:
    ...     def facts(self): ...
    >>> class Mine(Tangent):
    ...     at, theme, pace = 2, "dark", 3
    >>> manim_settings(Mine, ["at", "function"])
    {'at': 2, 'theme': 'dark'}
    """
    attributes = _own_attributes(kind).items()
    return {name: value for name, value in attributes if name in parameters or name in LOOK}


def misspelled_settings(kind: type[Any], parameters: Collection[str]) -> Iterator[str]:
    """Yield a remark for each class attribute of a subclass that seems to mean a parameter and is none.

    >>> class Tangent:
    ...     def facts(self): ...
    >>> class Mine(Tangent):
    ...     functon, pace = "x^2", 3
    >>> list(misspelled_settings(Mine, ["at", "function"]))
    ['a figure has no parameter functon; did you mean "function"?']
    """
    known = (*parameters, *LOOK)
    for name, value in _own_attributes(kind).items():
        if name in known or name.startswith("_") or not isinstance(value, str | int | float | list | tuple):
            continue
        # By spelling alone: a word of like meaning may well be an attribute of the user's own.
        for near in get_close_matches(name, known, n=1, cutoff=0.75):
            yield f'a figure has no parameter {name}; did you mean "{near}"?'


def _own_attributes(kind: type[Any]) -> dict[str, Any]:
    """Return the class attributes of the subclasses of a figure."""
    # The figure itself is the first class that computes facts.
    own = list(takewhile(lambda each: "facts" not in vars(each), kind.__mro__))
    return {name: value for each in reversed(own) for name, value in vars(each).items()}


def theme_named(theme: Theme | str | None) -> Theme:
    """Return a theme by its name, `light` for None.

    Raises:
        Refusal: There is no built-in theme of this name.

    >>> theme_named("dark").paper
    '#10161d'
    """
    if isinstance(theme, Theme):
        return theme
    name = "light" if theme is None else theme
    if name not in THEMES:
        way_out = suggestion(name, THEMES) or f"; the themes are {', '.join(THEMES)}"
        raise Refusal(f'there is no theme "{name}"{way_out}')
    return THEMES[name]


def language_named(language: Language | str | None) -> Language:
    """Return a language by its code, English for None.

    Raises:
        Refusal: There is no language of this code.

    >>> language_named("de").code
    'de'
    """
    if isinstance(language, Language):
        return language
    if language is None:
        return ENGLISH
    if language not in LANGUAGES:
        way_out = suggestion(language, LANGUAGES) or f"; the languages are {', '.join(LANGUAGES)}"
        raise Refusal(f'there is no language "{language}"{way_out}')
    return Language(language)


def uses_cairo() -> bool:
    """Return whether manim is set to its Cairo renderer."""
    return config.renderer is RendererType.CAIRO


def scene_background() -> str:
    """Return the background color of manim's scenes, `#rrggbb`."""
    return ManimColor(config.background_color).to_hex().lower()


def unused_settings() -> Iterator[str]:
    """Yield a remark for each setting of manim that a figure does not use.

    A figure has the background of its theme, and a frame whose units are layout pixels.
    """
    background = scene_background()
    if background != BACKGROUND:
        yield (
            f"a figure has the background of its theme, not background_color = {background}; "
            'set theme = "dark" in the class, or put a diagram into a scene of your own'
        )
    if abs(config.frame_height - FRAME_HEIGHT) > 1e-9:
        yield (
            f"a figure fills the frame in units of its own, not with frame_height = {config.frame_height:g}; "
            "leave that out"
        )
