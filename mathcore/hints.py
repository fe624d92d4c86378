"""What to say about a name that is not known."""

from mathcore.names import CONSTANTS, FUNCTIONS


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
