"""Text to tokens (numbers, names and signs, with where each stood), and the place of a parser among them.

Only characters listed here exist in the language. Everything else, control characters, quotes and letters
that look like others included, is refused with its column.
"""

import re
from typing import NamedTuple

from mathcore.math_errors import ParseError

KEYWORDS = frozenset({"if", "else", "and", "or", "not"})

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
    """A part of the text: `kind` is number, name, raised, sign or end."""

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


DEEPEST = 100


class Cursor:
    """The position of a parser among the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.next: int = 0
        self.depth: int = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.next]

    def fail(self, message: str, at: Token | None = None) -> ParseError:
        """Return the error to raise, at a token or at the next one."""
        return ParseError(message, (at or self.token).position, self.text)

    def accept(self, text: str) -> bool:
        """Step over the next token if it is this sign or word."""
        if self.token.text == text and self.token.kind in ("sign", "name"):
            self.next += 1
            return True
        return False

    def expect(self, text: str, opened: Token) -> None:
        """Step over the sign that closes what `opened` began."""
        if not self.accept(text):
            if self.token.kind == "end":
                raise self.fail(f"'{opened.text}' is never closed; add '{text}'", opened)
            raise self.fail(self.unexpected())

    def enter(self) -> None:
        """Go one level deeper; whoever enters takes 1 off `depth` when done."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"nested more than {DEEPEST} deep; use a flatter expression")

    def unexpected(self) -> str:
        """Say why the next token cannot stand where it does."""
        token = self.token
        if token.kind == "end":
            return "the expression stops too early"
        if token.text == ",":
            return "a comma only separates arguments; write decimals with a point, as in 1.5"
        if token.text == "=":
            return "'=' does not belong here; compare with '=='"
        if token.text == ")":
            return "this ')' closes nothing"
        if token.kind == "number":
            return f"put an operator such as * before {token.text[:20]}"
        return f"'{token.text[:20]}' does not belong here"
