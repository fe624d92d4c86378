"""The position of a parser among the tokens of a text."""

from collections.abc import Sequence

from mathcore.language.tokens import Token
from mathcore.math_errors import ParseError

DEEPEST = 100
"""Maximum nesting depth of a formula, far below the recursion limit of Python."""
_COMPARISONS = frozenset({"<", "<=", ">", ">="})


PART_OF_THE_LINE = "the part of the line that is looked at is no part of the formula; leave it out"
"""The message for x^2, x > 0 and for x^2 on [0, 1]."""


class Cursor:
    """The position of a parser among the tokens of one text."""

    def __init__(self, text: str, found: Sequence[Token]) -> None:
        self.text = text
        self.tokens = found
        self.next: int = 0
        self.depth: int = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.next]

    @property
    def before(self) -> Token:
        """The token before the next one."""
        return self.tokens[self.next - 1]

    @property
    def touches(self) -> bool:
        """Whether no space stands before the next token."""
        return self.next > 0 and self.before.end >= self.token.position

    def ahead(self, steps: int) -> Token:
        """Return the token so many steps after the next one, or the end."""
        return self.tokens[min(self.next + steps, len(self.tokens) - 1)]

    def fail(self, message: str, at: Token | None = None) -> ParseError:
        """Return the error to raise, located at a token or at the next one."""
        return ParseError(message, (at or self.token).position, self.text)

    def accept(self, *texts: str) -> bool:
        """Consume the next token if it is one of these signs or keywords, and return whether it was."""
        if self.token.text in texts and self.token.kind in ("sign", "keyword"):
            self.next += 1
            return True
        return False

    def expect(self, text: str, opened: Token) -> None:
        """Consume the sign that closes `opened`, or raise `ParseError`."""
        if not self.accept(text):
            if self.token.kind == "end":
                raise self.fail(f"'{opened.text}' is never closed; add '{text}'", opened)
            raise self.fail(self.unexpected())

    def enter(self) -> None:
        """Increment the nesting depth, or raise `ParseError`; the caller decrements it when done."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"nested more than {DEEPEST} deep; use a flatter expression")

    def unexpected(self) -> str:
        """Return the message for a token that is not allowed here."""
        token = self.token
        if token.kind == "end":
            return "the expression stops too early"
        compares = any(later.text in _COMPARISONS for later in self.tokens[self.next :])
        if token.text in (",", ";", "for", "when") and compares:
            return PART_OF_THE_LINE
        if token.text == ";":
            return "a semicolon only separates arguments"
        if token.text == ",":
            return "a comma only separates arguments; write decimals with a point, as in 1.5"
        if token.text == "=":
            return "'=' does not belong here; compare with '=='"
        if token.text == "->":
            return "an arrow stands after the variables, as in x -> x^2; compare with '>=' or '<='"
        if token.text in (")", "]", "}"):
            return f"this '{token.text}' closes nothing"
        if token.kind in ("number", "fraction"):
            return f"put an operator such as * before {token.text[:20]}"
        return f"'{token.text[:20]}' does not belong here"
