"""A part of a formula on its way to LaTeX or Typst, and what tells how it meets its neighbors."""

from dataclasses import dataclass

from mathcore.binding import ATOM
from mathcore.dialects import Dialect


@dataclass(frozen=True)
class Piece:
    """A part of the formula.

    `closed` is the same part when something follows it directly: sin x becomes sin(x). `first` says what it
    begins with: digit, minus, function or other. `head` is the name of a function applied.
    """

    text: str
    level: int
    closed: str
    first: str = "other"
    head: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    """The cases of a conditional, all but the last."""
    other: str = ""


def whole(text: str, level: int, first: str = "other") -> Piece:
    """Return a part that is the same whatever follows it."""
    return Piece(text, level, text, first)


def within(piece: Piece, lowest: int, dialect: Dialect) -> Piece:
    """Return the piece, in parentheses if it binds less tightly than `lowest`."""
    if piece.level >= lowest:
        return piece
    return whole(dialect.enclosed("paren", piece.text), ATOM)
