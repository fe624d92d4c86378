"""How a text was read: whether the formula is the text itself, or what was made of it."""

from mathcore.language.expr import Expr
from mathcore.language.familiar_functions import constant_named
from mathcore.language.letters import canonical
from mathcore.language.tokens import tokens
from mathcore.math_errors import ParseError


def is_interpreted(text: str, f: Expr) -> bool:
    """Return whether the printed formula has other parts than the text from which it was read.

    Other spellings of a sign, such as ** for ^ and π for pi, and a coefficient such as the 2 of 2πx,
    are no interpretation; other products without a sign, an omitted bracket, and a function under another
    name are.

    Example:
        >>> from mathcore import parse
        >>> texts = ("x**2 − 2π", "2x", "1/2x", "x sin x", "y = x^2", "log(x)")
        >>> [is_interpreted(text, parse(text)) for text in texts]
        [False, False, True, True, True, True]
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
    return [part for index, part in enumerate(parts) if part and not _follows_coefficient(parts, index)]


def _follows_coefficient(parts: list[str], index: int) -> bool:
    """Return whether a sign of a product stands after a number or π that is no denominator."""
    if parts[index] != "*" or index == 0:
        return False
    factor = parts[index - 1]
    if factor != "pi" and not factor.replace(".", "").isdecimal():
        return False
    return index == 1 or parts[index - 2] != "/"
