"""Values of the letters in a formula, as they are given: `--let a=2`, `let = {a = 2}`, `let={"a": 2}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import Language, number_signs

LET = "let"
"""The name under which the values stand among the parameters."""
_ENTRY = re.compile(r"\s*([^\W\d]\w*)\s*=\s*(.*\S)\s*", re.DOTALL)


def read_values(given: object) -> dict[str, str]:
    """Return the values of letters, as formulas, by the letters.

    >>> read_values("a = 2, b = 1/2"), read_values({"a": 2}), read_values(["a=max(1, 2)", "b=1"])
    ({'a': '2', 'b': '1/2'}, {'a': '2'}, {'a': 'max(1, 2)', 'b': '1'})

    Raises:
        ParamError: An entry is not LETTER=VALUE, or a letter has two values.
    """
    if isinstance(given, Mapping):
        return {str(name): str(value) for name, value in cast("Mapping[object, object]", given).items()}
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, Iterable):
        raise ParamError(LET, f"{given!r} is not LETTER=VALUE; write one such as a=2")
    values: dict[str, str] = {}
    for entry in (entry for text in cast("Iterable[object]", texts) for entry in _entries(str(text))):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise ParamError(LET, f'"{entry.strip()}" is not LETTER=VALUE; write one such as a=2')
        if match[1] in values:
            raise ParamError(LET, f"{match[1]} has two values; give one")
        values[match[1]] = match[2]
    return values


def _entries(text: str) -> list[str]:
    """Split a text at the commas and semicolons outside parentheses."""
    entries, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character in ",;" and depth == 0:
            entries.append("")
        else:
            entries[-1] += character
    return [entry for entry in entries if entry.strip()]


def show_values(values: Mapping[str, str]) -> str:
    """Return the values as one text; `read_values` is the inverse.

    >>> show_values({"a": "2", "b": "1/2"})
    'a=2; b=1/2'
    """
    return "; ".join(f"{name}={value}" for name, value in values.items())


def has_decimal_commas(language: Language) -> bool:
    """Return whether the decimal sign of a language is a comma.

    >>> has_decimal_commas(Language("de")), has_decimal_commas(Language("en"))
    (True, False)
    """
    return number_signs(language.code)[0] == ","
