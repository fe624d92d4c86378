"""Words without spaces as products and functions: xsinx is x sin x, 2pix is 2 π x, and xy is x y."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from mathcore.functions.function_table import FUNCTIONS, NAMES
from mathcore.language.familiar_functions import GREEK_NAMES

_GLUED = (
    *(
        "csch",
        "coth",
        "asec",
        "acsc",
        "acot",
        "sinc",
        "sen",
        "tg",
        "ctg",
        "cotg",
        "arctg",
        "arcsen",
        "lg",
        "cosec",
    ),
    *("arcsec", "arccsc", "arccot", "silu", "mish"),
)
GLUED_FUNCTIONS = frozenset(
    {name for name, op in NAMES.items() if FUNCTIONS[op].arity == 1 and len(name) > 1} | set(_GLUED)
)
"""The functions of one argument that are found inside a word."""
LONGEST_WORD = 60
"""Maximum number of letters of a word that is split; products are shorter."""
_LONGEST = max(map(len, GLUED_FUNCTIONS))


class Piece(NamedTuple):
    """A part of a word from its character `start` to before `end`, with the kind of a token."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Split:
    """A way to read a word.

    Attributes:
        pieces: Its parts, in order.
        in_functions: The number of letters that belong to the names of functions.
        in_constants: The number of letters that belong to pi.
        unknown: The number of letters that are no known variable.
    """

    pieces: tuple[Piece, ...] = field(default=())
    in_functions: int = 0
    in_constants: int = 0
    unknown: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        """The order of preference: the least is the best."""
        return self.unknown and 1, -self.in_functions, -self.in_constants

    @property
    def functions(self) -> tuple[str, ...]:
        """The names of its functions."""
        return tuple(piece.text for piece in self.pieces if piece.kind == "function")

    def after(self, *pieces: Piece, unknown: int = 0) -> "Split":
        """Return the split in which these pieces come first."""
        functions = sum(piece.end - piece.start for piece in pieces if piece.kind == "function")
        constants = sum(piece.end - piece.start for piece in pieces if piece.text == "pi")
        return Split(
            (*pieces, *self.pieces),
            self.in_functions + functions,
            self.in_constants + constants,
            self.unknown + unknown,
        )


def splits(word: str, known: Mapping[str, str], *, on: bool = False, free: bool = False) -> tuple[Split, ...]:
    """Return the best ways, at most two, to read a word as a product of what is known; none if there is none.

    Args:
        word: Letters and digits.
        known: The variables, each with the name that it has in the result.
        on: Whether the word may end in a function of a number, as in sin2 before θ or before a sign.
        free: Whether a letter that is not known may be a variable too.

    Example:
        >>> [piece.text for piece in splits("xsinx", {"x": "x"})[0].pieces]
        ['x', 'sin', 'x']
        >>> [piece.text for piece in splits("2pix"[1:], {"x": "x"})[0].pieces], splits("sinn", {"x": "x"})
        (['pi', 'x'], ())
        >>> len(splits("asinx", {"a": "a", "x": "x"}))
        2
    """
    if len(word) > LONGEST_WORD:
        return ()
    ways: list[tuple[Split, ...]] = [*(() for _ in word), (Split(),)]
    for start in reversed(range(len(word))):
        found = [
            split.after(*pieces, unknown=sum(piece.kind == "unknown" for piece in pieces))
            for pieces in _beginnings(word, start, known, on, free)
            for split in ways[pieces[-1].end]
        ]
        found.sort(key=lambda split: split.rank)
        ways[start] = tuple(found[:2])
    best = ways[0]
    if len(best) == 2 and (
        best[1].unknown or best[0].functions == best[1].functions or not best[1].functions
    ):
        best = best[:1]
    return best


def _beginnings(
    word: str, start: int, known: Mapping[str, str], on: bool, free: bool
) -> list[tuple[Piece, ...]]:
    """Return the pieces with which the rest of a word from `start` may begin."""
    found: list[tuple[Piece, ...]] = []
    for end in range(start + 2, min(start + _LONGEST, len(word)) + 1):
        if word[start:end] in GLUED_FUNCTIONS:
            function = Piece("function", word[start:end], start, end)
            found.append((function,))
            digits = _after_digits(word, end)
            if end < digits < len(word) + on:
                found.append((function, Piece("number", word[end:digits], end, digits)))
    if word.startswith("pi", start):
        found.append((Piece("constant", "pi", start, start + 2),))
    found += [(Piece("variable", known[name], start, end),) for name, end in _variables(word, start, known)]
    end = _after_digits(word, start + 1)
    if word[start] == "e" and end == start + 1:
        found.append((Piece("constant", "e", start, end),))
    elif free and word[start].isalpha() and word[start:end] not in known:
        found.append((Piece("unknown", word[start:end], start, end),))
    return found


def _variables(word: str, start: int, known: Container[str]) -> list[tuple[str, int]]:
    """Return the known variables with which the rest of a word begins, each with its end."""
    end = _after_digits(word, start + 1)
    found = [(word[start:end], end)] if word[start:end] in known else []
    for spelled, letter in _SPELLED.get(word[start], {}).items():
        if letter in known and word.startswith(spelled, start):
            found.append((letter, start + len(spelled)))
    return found


def _after_digits(word: str, start: int) -> int:
    while start < len(word) and word[start].isdecimal():
        start += 1
    return start


_SPELLED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    first: MappingProxyType({name: letter for name, letter in GREEK_NAMES.items() if name[0] == first})
    for first in {name[0] for name in GREEK_NAMES}
})  # fmt: skip
"""The Greek letters that may be written as words, by the first letter of the word."""
