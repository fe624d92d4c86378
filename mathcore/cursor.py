"""Where a parser stands in its text: the next token, how deep it is, and what it says of a fault."""

from mathcore.errors import ParseError
from mathcore.tokens import Token, tokens

DEEPEST = 100


class Cursor:
    """A place among the tokens of one text."""

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

    def take(self, text: str) -> bool:
        """Step over the next token if it is this sign or word."""
        if self.token.text == text and self.token.kind in ("sign", "name"):
            self.next += 1
            return True
        return False

    def expect(self, text: str, opened: Token) -> None:
        """Step over the sign that closes what `opened` began."""
        if not self.take(text):
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
