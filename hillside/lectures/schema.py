"""The schema of a lecture file: a rule for each key, in words and as a predicate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any, cast

from hillside.files.budget import read_budget
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, Quality, Size
from hillside.stage import PACES
from hillside.stage.errors import Refusal
from hillside.stage.lettering.language import LANGUAGES
from hillside.stage.lettering.typeface import TEXT_SIZES
from hillside.stage.look.theme import THEMES
from hillside.stage.plain_name import is_plain_name
from hillside.studio import catalogue
from hillside.studio.named_colors import written_color
from hillside.studio.toml_file import Rule

OUTPUTS = tuple(dict.fromkeys(suffix.removeprefix(".") for suffix in STILL_SUFFIXES + FILM_SUFFIXES))

TAKEN = ("index", "handout", "steps", "manifest")
"""What the pages of a lecture are called, and its manifest."""


def lecture_rules() -> Mapping[str, Rule]:
    """Return the rules for the top-level keys of a lecture file."""
    return {
        "title": replace(_TEXT, required=True),
        "series": _TEXT,
        "part": _COUNT,
        "number": _COUNT,
        "theme": Rule(
            f"one of {', '.join(THEMES)} or a file such as mine.toml", _is_theme, choices=tuple(THEMES)
        ),
        **_look_rules(),
        "lang": _one_of(*LANGUAGES),
        "words": _WORDS,
        "footer": _TEXT,
        "logo": Rule("a picture such as logo.png, a PNG or a JPEG", _is_logo),
        "figure": Rule("a list of tables, each headed [[figure]]", _are_tables, required=True),
    }


def figure_rules() -> Mapping[str, Rule]:
    """Return the rules for the keys of a `[[figure]]` table."""
    return {
        "id": Rule(
            f"a name of small letters, digits and dashes, other than {', '.join(TAKEN)} or con",
            _is_id,
            required=True,
        ),
        "figure": replace(_one_of(*catalogue.names()), required=True),
        "outputs": Rule(f"a list with some of {', '.join(OUTPUTS)}", _are_outputs, required=True),
        "title": _TEXT,
        "heading": _TEXT,
        "say": _TEXT,
        "points": Rule("a list of texts", _is_list_of_texts),
        "poster": _BEAT,
        "beat": _BEAT,
        "moment": Rule("a second of the film, such as 4.5", _is_moment),
        **_look_rules(),
        "lang": _one_of(*LANGUAGES),
        "words": _WORDS,
        "let": Rule("a table of numbers or formulas, such as {a = 2}", _are_values),
        "params": Rule("a table; head it [figure.params]", lambda value: isinstance(value, dict)),
    }


def _look_rules() -> Mapping[str, Rule]:
    """Return the rules for the keys that a figure may set differently from its lecture."""
    return {
        "background": Rule("a color such as #0b2545, or transparent", _is_background, ("transparent",)),
        "size": Rule("a size such as 16:9 or 1920x1080", _is_size),
        "quality": _one_of(*Quality),
        "pace": _one_of(*PACES),
        "text-size": _one_of(*TEXT_SIZES),
        "colors": Rule('a table of colors, such as curve = "navy"; head it [colors]', _are_colors),
        "fps": Rule("a whole number of frames per second, 1 to 120", _is_fps),
        "loop": Rule("true or false", lambda value: isinstance(value, bool)),
        "budget": Rule('a size of files such as "8MB" or "500kB"', _is_budget),
    }


def _one_of(*words: str) -> Rule:
    return Rule(f"one of {', '.join(words)}", lambda value: value in words, choices=words)


def _is_theme(value: object) -> bool:
    return isinstance(value, str) and (value in THEMES or value.lower().endswith(".toml"))


def _is_background(value: object) -> bool:
    return isinstance(value, str) and (value == "transparent" or written_color(value) is not None)


def _are_colors(value: object) -> bool:
    given = cast("dict[str, Any]", value) if isinstance(value, dict) else {"": None}
    return all(isinstance(each, str) and written_color(each) is not None for each in given.values())


def _is_logo(value: object) -> bool:
    return isinstance(value, str) and value.lower().endswith((".png", ".jpg", ".jpeg"))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, cast("dict[str, Any]", value).values()))


def _is_list_of_texts(value: object) -> bool:
    return bool(_items(value)) and all(map(_is_text, _items(value)))


def _are_values(value: object) -> bool:
    given = cast("dict[str, Any]", value).values() if isinstance(value, dict) else [None]
    return all(isinstance(each, str | int | float) and not isinstance(each, bool) for each in given)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_fps(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 120


def _is_moment(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= 0


def _is_budget(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(read_budget(value))
    except Refusal:
        return False


def _is_size(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(Size.read(value))
    except Refusal:
        return False


def is_id(word: str) -> bool:
    """Return whether a word could be the id of a figure in a lecture.

    >>> is_id("learning-rate"), is_id("moon.jpg")
    (True, False)
    """
    return re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", word) is not None


def _is_id(value: object) -> bool:
    return isinstance(value, str) and is_id(value) and is_plain_name(value) and value not in TAKEN


def _items(value: object) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _are_tables(value: object) -> bool:
    return bool(_items(value)) and all(isinstance(each, dict) for each in _items(value))


def _are_outputs(value: object) -> bool:
    given = _items(value)
    return bool(given) and all(each in OUTPUTS for each in given) and len(given) == len(set(given))


_TEXT = Rule("a text", _is_text)
_WORDS = Rule('a table of texts, such as rise = "Höhe"', _are_texts)
_COUNT = Rule("a whole number", _is_count)
_BEAT = Rule("the number of a beat, from 1", lambda value: _is_count(value) and value > 0)
