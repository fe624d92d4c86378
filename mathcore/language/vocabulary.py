"""The words of the language, the operation that each one means, and what to say about any other word."""

from collections.abc import Mapping
from types import MappingProxyType

from mathcore.functions.function_table import FUNCTIONS

CONSTANTS: Mapping[str, str] = MappingProxyType(
    {name: row.op for row in FUNCTIONS.values() if row.arity == 0 for name in row.names}
)
"""The names of the constants, and the operation that each stands for."""

INTERNAL: Mapping[str, str] = MappingProxyType(
    {name: row.op for row in FUNCTIONS.values() if row.arity > 0 for name in row.names}
)
"""What the formulas of the function table may call."""

NAMES: Mapping[str, str] = MappingProxyType(
    {name: op for name, op in INTERNAL.items() if not FUNCTIONS[op].internal}
)
"""The names of the functions, and the operation that each stands for."""

KEYWORDS = frozenset({"if", "else", "and", "or", "not"})


def unknown_name(word: str, names: tuple[str, ...]) -> str:
    """Return a message for an unknown word, with the nearest known one if there is one.

    Example:
        >>> unknown_name("sinn", ("x",))
        "unknown name 'sinn'; did you mean sin?"
    """
    from difflib import get_close_matches

    shown = word[:20]
    for function in sorted(NAMES, key=len, reverse=True):
        rest = word.removeprefix(function)
        if rest != word and rest in names:
            return f"unknown name '{shown}'; did you mean {function}({rest})?"
    near = get_close_matches(shown, [*names, *CONSTANTS, *NAMES], n=1)
    if near:
        return f"unknown name '{shown}'; did you mean {near[0]}?"
    if not names:
        return f"unknown name '{shown}'; only numbers, constants and functions may stand here"
    return f"unknown name '{shown}'; the variables here are {', '.join(names)}"
