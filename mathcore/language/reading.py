"""How a text was read: whether the formula is the text itself, or what was made of it."""

from mathcore.language.expr import Expr
from mathcore.language.familiar_functions import constant_named
from mathcore.language.letters import canonical
from mathcore.language.tokens import tokens
from mathcore.math_errors import ParseError


def is_interpreted(text: str, f: Expr) -> bool:
    """Return whether the printed formula has other parts than the text from which it was read.

    Other spellings of the same sign, such as ** for ^ and π for pi, are no interpretation; a product that was
    not written, an omitted bracket, and a function under another name are.

    Example:
        >>> from mathcore import parse
        >>> texts = ("x**2 − 2π", "2x", "x sin x", "y = x^2", "log(x)")
        >>> [is_interpreted(text, parse(text)) for text in texts]
        [False, False, True, True, True]
    """
    return _spelled(text) != _spelled(str(f))


def _spelled(text: str) -> list[str]:
    """Return the parts of a text, each in one spelling."""
    try:
        found = tokens(text)
    except ParseError:
        return [text]
    parts: list[str] = []
    for token in found:
        word = token.text
        parts += ["^", word] if token.kind == "raised" else [constant_named(word) or canonical(word)]
    return [part for part in parts if part]
