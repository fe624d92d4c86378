"""The language that a lecturer asks for: its code and own words, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from hillside.stage.errors import Refusal, nearest
from hillside.stage.lettering.language import LANGUAGES, Language

SYMBOLS = ("x", "y", "y = f(x)", "w_1", "w_2")
"""Formulas on pictures that a lecturer may put words in place of."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def language_of(code: str, words: Mapping[str, str] = MappingProxyType({})) -> Language:
    """Return the language of this code, with the lecturer's own words.

    Raises:
        Refusal: There is no such language, or no such message, or a placeholder is unknown.

    >>> language_of("DE").code
    'de'
    >>> language_of("german")
    Traceback (most recent call last):
    hillside.stage.errors.Refusal: there is no language "german"; did you mean "de"?
    """
    known = code.lower()
    if known not in LANGUAGES:
        way_out = _nearest_code(known) or f"; the languages are {', '.join(LANGUAGES)}"
        raise Refusal(f'there is no language "{code}"{way_out}')
    for message, text in words.items():
        _refuse_wrong_words(message, text)
    return Language(known, tuple(sorted(words.items())))


def _nearest_code(name: str) -> str:
    """Return the question that helps after a name such as `deutsch` or `de-AT`, or nothing."""
    names = {each.lower(): code for code, row in LANGUAGES.items() for each in (row.english, row.name, code)}
    short = re.split("[-_]", name)[0]
    found = names.get(short) or next((code for each, code in names.items() if nearest(name, [each])), None)
    return f'; did you mean "{found}"?' if found else ""


def _refuse_wrong_words(message: str, text: str) -> None:
    from hillside.stage.lettering.language import TEMPLATE, messages

    known = (*messages(), *SYMBOLS)
    if message not in known:
        way_out = nearest(message, known) or f"; what figures say is listed in {TEMPLATE}"
        raise Refusal(f'no figure says "{message}"{way_out}')
    if not text.strip():
        raise Refusal(f'the words for "{message}" are empty; give some')
    unknown = sorted(set(_PLACEHOLDER.findall(text)) - set(_PLACEHOLDER.findall(message)))
    if unknown or set("{}") & set(_PLACEHOLDER.sub("", text)):
        raise Refusal(f'"{text}" holds a placeholder that "{message}" has not; use those alone')
