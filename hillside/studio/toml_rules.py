"""What a table of a TOML file may hold: one rule for each key, in words and as a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hillside.stage.errors import nearest
from hillside.studio.toml_file import Source, Where


@dataclass(frozen=True)
class Rule:
    """What the value of a key must be, in words and as a test; `choices` are the texts, if they are few."""

    words: str
    holds: Callable[[Any], bool]
    choices: tuple[str, ...] = ()
    required: bool = False


def check(table: Mapping[str, Any], rules: Mapping[str, Rule], where: Where, source: Source) -> None:
    """Refuse the first unknown key, wrong value or missing key of a table.

    Raises:
        Refusal: With the file, the line, and the nearest right name.
    """
    for key, value in table.items():
        if key not in rules:
            way_out = nearest(key, rules) or f"; the keys here are {', '.join(rules)}"
            raise source.refusal((*where, key), f'unknown key "{key}"{way_out}')
        rule = rules[key]
        if not rule.holds(value):
            close = nearest(value, rule.choices) if isinstance(value, str) else ""
            raise source.refusal((*where, key), f"{key} = {value!r} is not {rule.words}{close}")
    for key, rule in rules.items():
        if rule.required and key not in table:
            raise source.refusal(where, f"{key} is missing; add {key} = … with {rule.words}")
