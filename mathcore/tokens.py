"""Text to tokens: numbers, names and signs, with where each stood.

Only characters listed here exist in the language. Everything else, control characters, quotes and letters
that look like others included, is refused with its column.
"""

import re
from typing import NamedTuple

from mathcore.errors import ParseError

LONGEST_TEXT = 2000
MOST_TOKENS = 1000

# [0-9] and not \d: digits of other scripts would pass for numbers.
_PATTERN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*|[Α-Ωα-ω])"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|//|<=|>=|==|!=|[-+*/%^(),|<>=√∛·×∗⋅÷−–≤≥≠])"
    r"|(?P<space>[ \t\r\n\u00a0]+)"
)
_PLAIN = {
    "**": "^", "·": "*", "×": "*", "∗": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-",
    "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


class Token(NamedTuple):
    """A piece of the text: `kind` is number, name, raised, sign or end."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Split `text`; the last token is always an `end`.

    Raises:
        ParseError: If the text is too long or has a character outside the language.

    Example:
        >>> [token.text for token in tokens("2x² − 1")]
        ['2', 'x', '2', '-', '1', '']
    """
    if len(text) > LONGEST_TEXT:
        raise ParseError(
            f"the text has {len(text)} characters; at most {LONGEST_TEXT} are read", LONGEST_TEXT, text
        )
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        if match is None:
            raise ParseError(_strange(text[position]), position, text)
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Token(kind, _plain(kind, match.group()), position))
        if len(found) > MOST_TOKENS:
            raise ParseError(f"more than {MOST_TOKENS} parts; use a shorter expression", position, text)
        position = match.end()
    found.append(Token("end", "", len(text)))
    return found


def _plain(kind: str, text: str) -> str:
    if kind == "sign":
        return _PLAIN.get(text, text)
    return text.translate(_LOWERED) if kind == "raised" else text


def _strange(character: str) -> str:
    if character in "[]{}":
        return f"'{character}' has no meaning here; use round parentheses"
    if character in ".\"'":
        return f"a {character} does not belong in an expression"
    if character.isascii() and character.isprintable():
        return f"'{character}' has no meaning here; leave it out"
    if character == "∞":
        return "infinity is not a number one can calculate with; leave it out"
    shown = (
        f"'{character}' (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"
    )
    return f"the character {shown} is not part of the language; type it from the plain keyboard"
