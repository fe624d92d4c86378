"""The words of the language, the operation that each one means, and what to say about any other word."""

from collections.abc import Mapping
from types import MappingProxyType

from mathcore.functions.rules import RULES

CONSTANTS: Mapping[str, str] = MappingProxyType({"pi": "pi", "π": "pi", "e": "e"})

_SIGNS = frozenset({"add", "sub", "neg", "mul", "div", "pow", "lt", "le", "gt", "ge", "eq", "ne"})
_WORDS = frozenset({"and", "or", "not", "pi", "e", "root_power", "sinpi"})
_ALSO = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arctan2": "atan2",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "sgn": "sign",
    "ReLU": "relu",
    "pow": "pow",
    "Φ": "normal_cdf",
}
FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {op: op for op in RULES if op not in _SIGNS and op not in _WORDS} | _ALSO
)
"""Each function name, and the operation of the rule table that it stands for."""

INTERNAL: Mapping[str, str] = MappingProxyType(
    dict(FUNCTIONS) | {"root_power": "root_power", "sinpi": "sinpi"}
)
"""What the rule table itself may also say."""

KEYWORDS = frozenset({"if", "else", "and", "or", "not"})


def unknown_name(word: str, names: tuple[str, ...]) -> str:
    """Return a message for an unknown word, with the nearest known one if there is one.

    Example:
        >>> unknown_name("sinn", ("x",))
        "unknown name 'sinn'; did you mean sin?"
    """
    from difflib import get_close_matches

    shown = word[:20]
    for function in sorted(FUNCTIONS, key=len, reverse=True):
        rest = word.removeprefix(function)
        if rest != word and rest in names:
            return f"unknown name '{shown}'; did you mean {function}({rest})?"
    near = get_close_matches(shown, [*names, *CONSTANTS, *FUNCTIONS], n=1)
    if near:
        return f"unknown name '{shown}'; did you mean {near[0]}?"
    if not names:
        return f"unknown name '{shown}'; only numbers, constants and functions may stand here"
    return f"unknown name '{shown}'; the variables here are {', '.join(names)}"
