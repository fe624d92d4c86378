"""The letters of a formula: which of them are its variables, and what each word means."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from types import MappingProxyType

from mathcore.functions.function_table import CONSTANTS, NAMES
from mathcore.language.cursor import PART_OF_THE_LINE
from mathcore.language.familiar_functions import (
    CHOICES,
    GREEK_NAMES,
    LOGARITHMS_OF_BASE_10,
    UNCLEAR,
    constant_named,
    function_named,
)
from mathcore.language.headings import Heading
from mathcore.language.latex_commands import REFUSED
from mathcore.language.tokens import Token, joined
from mathcore.language.word_splitting import Piece, Split, splits
from mathcore.math_errors import FreeLetters, ParseError

KEYWORDS = frozenset({"if", "else", "and", "or", "not", "then", "otherwise", "for", "when"})
"""The words that join the parts of a formula."""
_JOINED = MappingProxyType({"AND": "and", "OR": "or", "NOT": "not", "And": "and", "Or": "or", "Not": "not",
           "logical_and": "and", "logical_or": "or", "logical_not": "not"})  # fmt: skip
"""The words that join conditions, as spreadsheets and programs spell them."""
_BEFORE_INTERVALS = frozenset({"on", "in", "over", "within", "from", "auf", "im", "sur", "su"})
"""Words before the interval on which a function is looked at."""
DEGREES = frozenset({"deg", "degree"})

_ENDS_OF_ARGUMENTS = frozenset("+-*/,;)]}<>=:")
_FUNCTION_OF_DIGITS = re.compile(r"(?P<function>[A-Za-z]+)(?P<digits>[0-9]+)")
_LETTER = re.compile(r"(?P<letter>[A-Za-z]|[Α-Ωα-ω])(?P<index>[0-9]+|_[A-Za-z0-9]+)?")
_INDEXED = re.compile(r"(?P<letter>[A-Za-z]+|[Α-Ωα-ω])_?(?P<index>[0-9]+)")
_FIRST = ("w", "m")
"""Letters that come before all others in a pair: the weight before the bias b, the slope m before b."""
_PARTNERS = MappingProxyType(
    {"w": "b", "y": "x", "u": "v", "v": "u", "s": "t", "b": "w", "m": "b", "p": "q", "θ": "φ"}
)
"""The second variable of a formula of two in which only one stands; y for all others."""
_LONGEST_PRODUCT = 2
"""The number of letters up to which an unknown word may be a product of letters alone."""


def canonical(name: str) -> str:
    """Return the one spelling of a letter that may be spelled in several ways.

    Example:
        >>> canonical("theta"), canonical("w_1"), canonical("w1"), canonical("theta_0"), canonical("x_max")
        ('θ', 'w1', 'w1', 'θ0', 'x_max')
    """
    if name in GREEK_NAMES:
        return GREEK_NAMES[name]
    match = _INDEXED.fullmatch(name)
    if match is None:
        return name
    letter = GREEK_NAMES.get(match["letter"], match["letter"])
    return joined(letter, match["index"]) if len(letter) == 1 else name


def variables_of(
    found: Sequence[Token], text: str, heading: Heading, values: Container[str], usual: tuple[str, ...],
    most: int | None,
) -> tuple[str, ...]:  # fmt: skip
    """Return the variables of a formula: those before it, or the letters in it that have no value.

    Args:
        found: The tokens of the formula.
        text: The whole text.
        heading: What stands before the formula.
        values: The letters that have values.
        usual: The variables of a formula without letters, such as x, y; the first is that of 3sin2x.
        most: The number of variables that the formula may have, or `None`.

    Raises:
        ParseError: If there are more letters than variables, or a word is unknown.
    """
    named = heading.arguments
    letters = {} if named is None else {canonical(name): found[0] for name in named}
    if most is not None and len(letters) > most:
        raise ParseError(f"a function of {_count(most)} stands here, not of {_count(len(letters))}", 0, text)
    for letter, token in _letters_in(found, text, letters, values, usual):
        letters.setdefault(letter, token)
    if named is not None and len(letters) > len(named):
        raise _without_value(
            [letter for letter in letters if letter not in map(canonical, named)], letters, text
        )
    if named is None and len(letters) == 1 and _is_like_a_power(*letters):
        (letter,) = letters
        ways = f"write {letter[0]}^{letter[1]}, or name the variable: f({letter}) = ..."
        raise ParseError(f"is {letter} a power or a letter? {ways}", letters[letter].position, text)
    if most is not None and len(letters) > most:
        spare = [letter for letter in letters if letter not in usual] if set(usual) <= set(letters) else []
        raise _without_value(spare, letters, text)
    if named is not None:
        ordered = tuple(map(canonical, named))
    else:
        ordered = tuple(sorted(letters, key=lambda letter: (letter not in _FIRST, letter)))
    return _completed(ordered, usual, most)


_OPERATORS: Mapping[str, str] = MappingProxyType(
    {"lim": "lim", "limit": "lim", "sum": "sum", "prod": "prod", "integral": "int", "integrate": "int"}
)
"""Words that are no functions of a number, and the commands of LaTeX that they stand for."""


def _is_like_a_power(letter: str) -> bool:
    """Return whether a letter with an index looks like a power whose exponent was lowered: x2, not w1."""
    return len(letter) == 2 and letter[0] in "xtuvz" and letter[1] in "23456789"


def _count(variables: int) -> str:
    return "one variable" if variables == 1 else f"{variables} variables"


def _completed(letters: tuple[str, ...], usual: tuple[str, ...], most: int | None) -> tuple[str, ...]:
    """Return the variables with those that do not stand in the formula."""
    if most is None or len(letters) >= most:
        return letters
    if set(letters) <= set(usual):
        return usual
    if most != 2:
        return letters
    (one,) = letters
    partner = _PARTNERS.get(one, "y")
    if one[-1:] in ("0", "1", "2") and len(one) == 2:
        partner = one[0] + {"0": "1", "1": "2", "2": "1"}[one[1]]
    pair = sorted((one, partner), key=lambda letter: (letter not in _FIRST, letter))
    return tuple(pair)


def _without_value(spare: Sequence[str], letters: Mapping[str, Token], text: str) -> ParseError:
    """Return the error about letters that are more than the variables."""
    first = min(letters[letter].position for letter in (spare or letters))
    *others, last = spare or letters
    listed = f"{', '.join(others)} and {last}" if others else last
    if not spare:
        why = (
            f"of the letters {listed}, not all can be variables here; name the variable, as in f(t) = ..., "
            "and give the others values"
        )
        return FreeLetters(why, first, text, tuple(letters)[1:])
    why = "has no value here; give it one" if len(spare) == 1 else "have no values here; give them some"
    if "E" in spare:
        why += " (the number is written e)"
    powers = [letter for letter in spare if _is_like_a_power(letter) and letter[0] in letters]
    if powers:
        why += f"; for a power write {powers[0][0]}^{powers[0][1]}"
    return FreeLetters(f"{listed} {why}", first, text, tuple(spare))


def _letters_in(
    found: Sequence[Token], text: str, named: Container[str], values: Container[str], usual: tuple[str, ...]
) -> Iterator[tuple[str, Token]]:
    """Yield the letters without values; those inside words such as 2wx after those that stand alone."""
    _refuse_derivatives(found, text)
    _refuse_intervals(found, text)
    words: list[tuple[Token, bool]] = []
    single: dict[str, str] = {}
    for token, following in pairwise(found):
        letter = canonical(token.text)
        if token.kind != "word" or letter in values or _has_meaning(token, following):
            continue
        if letter in named or (_LETTER.fullmatch(letter) and letter[0] != "e"):
            single[letter] = letter
            yield letter, token
        else:
            words.append((token, _may_end_in_digits(token, following)))
    known = {**_same(values, words), **single, **_same(named, words)}
    if not single:
        known[usual[0]] = usual[0]
    for token, on in words:
        ways = splits(token.text, known, on=on) or splits(token.text, known, on=on, free=True)
        if token.text[0] == "d" and token.text[1:] in single and "d" not in single:
            ways = ()
        if not ways or not _is_plausible(token.text, ways[0], alone=not single):
            raise ParseError(unknown_name(token.text, tuple(single) or usual), token.position, text)
        for piece in ways[0].pieces:
            if piece.kind in ("variable", "unknown") and piece.text not in values:
                yield piece.text, token


def _refuse_intervals(found: Sequence[Token], text: str) -> None:
    """Refuse x^2 on [0, 1], in which o and n are no letters."""
    for before, token, following in zip(found, found[1:], found[2:], strict=False):
        spaced = before.end < token.position and token.end < following.position
        if token.text in _BEFORE_INTERVALS and spaced and following.text in ("[", "(", "]"):
            raise ParseError(PART_OF_THE_LINE, token.position, text)


def _refuse_derivatives(found: Sequence[Token], text: str) -> None:
    """Refuse d/dx, in which d is no letter."""
    words = {token.text: token for token in found if token.kind == "word"}
    for word, token in words.items():
        if "d" in words and word[0] == "d" and word[1:] in words:
            raise ParseError(unknown_name(word, (word[1:],)), token.position, text)


def _may_end_in_digits(token: Token, following: Token) -> bool:
    """Return whether a word such as sin2 may stand here: a word touches it, or no factor follows."""
    if following.kind == "word":
        return following.position == token.end
    return following.kind == "end" or (following.kind == "sign" and following.text in _ENDS_OF_ARGUMENTS)


def _same(letters: Container[str], words: Sequence[tuple[Token, bool]]) -> dict[str, str]:
    """Return the single letters of the words that are among `letters`."""
    return {letter: letter for word, _ in words for letter in word.text if letter in letters}


def _is_plausible(word: str, split: Split, alone: bool) -> bool:
    """Return whether a word with unknown letters is a product: ax, or sint where no letter stands alone."""
    glued = alone and split.unknown == 1 and bool(split.functions or split.in_constants)
    return split.unknown == 0 or glued or len(word) <= _LONGEST_PRODUCT


def _has_meaning(token: Token, following: Token) -> bool:
    """Return whether a word is a constant, a function or a keyword."""
    word = token.text
    if word == "σ":
        return following.text == "("
    return (
        word in KEYWORDS
        or word in _JOINED
        or word in DEGREES
        or word.lower() in CHOICES
        or constant_named(word) is not None
        or function_named(word) is not None
        or word == LOGARITHMS_OF_BASE_10
        or _is_unclear(word, following)
        or word in ("True", "true", "TRUE")
        or _logarithm_with_base(word) is not None
    )


def _is_unclear(word: str, following: Token) -> bool:
    """Return whether a word is applied to something and means one function here and another there."""
    return word in UNCLEAR and following.text in ("(", "[")


def _logarithm_with_base(word: str) -> str | None:
    """Return the base of a word such as log_2, else `None`."""
    head, mark, base = word.partition("_")
    return base if mark and head in ("log", "Log") and function_named(word) is None else None


class Meanings:
    """The meaning of each word in a formula, once its variables are known."""

    def __init__(self, text: str, names: tuple[str, ...], functions: Mapping[str, str] | None) -> None:
        """Initialize from the variables, and the only functions allowed, or `None` for all."""
        self.text = text
        self.names = names
        self.functions = functions
        self.known = {canonical(name): name for name in names}

    def resolved(self, found: Sequence[Token]) -> list[Token]:
        """Return the tokens with each word as variables, constants, functions or a keyword.

        Raises:
            ParseError: If a word is unknown, or can be read in two ways.
        """
        result: list[Token] = []
        for token, following in zip(found, (*found[1:], found[-1]), strict=True):
            worded = token.kind in ("word", "qualified")
            result += self._meaning(token, following) if worded else [token]
        return result

    def _meaning(self, token: Token, following: Token) -> list[Token]:
        word = token.text
        name = self.known.get(canonical(word)) if token.kind == "word" else None
        if name is not None:
            return [token._replace(kind="variable", text=name)]
        constant = "e" if word == "E" and token.kind == "qualified" else constant_named(word)
        if constant is not None:
            return [token._replace(kind="constant", text=constant)]
        if self.functions is not None:
            if word in self.functions:
                return [token._replace(kind="function")]
            if word in KEYWORDS:
                return [token._replace(kind="keyword")]
            raise ParseError(unknown_name(word, self.names), token.position, self.text)
        return self._everyday_meaning(token, following)

    def _everyday_meaning(self, token: Token, following: Token) -> list[Token]:
        word = token.text
        if word in KEYWORDS or word in DEGREES or word in _JOINED:
            return [token._replace(kind="keyword", text="°" if word in DEGREES else _JOINED.get(word, word))]
        named = function_named(word) is not None or word == LOGARITHMS_OF_BASE_10
        if named or word.lower() in CHOICES:
            return [token._replace(kind="function")]
        if word == "σ" and following.text == "(":
            return [token._replace(kind="function", text="sigmoid")]
        if word in ("True", "true", "TRUE"):
            return [token._replace(kind="keyword", text="otherwise")]
        if _is_unclear(word, following):
            raise ParseError(UNCLEAR[word], token.position, self.text)
        base = _logarithm_with_base(word)
        if base is not None:
            return [token._replace(kind="function", text="log"), token._replace(kind="base", text=base)]
        return self._split(token, _may_end_in_digits(token, following))

    def _split(self, token: Token, on: bool) -> list[Token]:
        ways = splits(token.text, self.known, on=on)
        if not ways or token.kind != "word":
            raise ParseError(unknown_name(token.text, self.names), token.position, self.text)
        best = ways[0]
        if len(ways) > 1:
            readings = " or ".join(_spelled(way.pieces) for way in ways)
            raise ParseError(f"unclear what '{token.text}' is; write {readings}", token.position, self.text)
        at = token.position
        return [Token(kind, text, at + start, at + end) for kind, text, start, end in best.pieces]


def _spelled(pieces: Sequence[Piece]) -> str:
    """Return the unambiguous text of a split word: a*sin(x)."""
    shown, opened, before = "", False, ""
    for piece in pieces:
        if piece.kind == "function":
            shown += ")" if opened else ""
            opened = True
        shown += "*" if before not in ("", "function") else ""
        shown += f"{piece.text}(" if piece.kind == "function" else piece.text
        before = piece.kind
    return shown + (")" if opened else "")


def unknown_name(word: str, names: Sequence[str]) -> str:
    """Return the message for an unknown word, with the closest known one if there is any.

    Example:
        >>> unknown_name("sinn", ("x",))
        "unknown name 'sinn'; did you mean sin?"
    """
    shown = word[:20]
    if word.startswith("d") and word[1:] in names:
        return f"'{shown}' belongs to an integral or a derivative; write the function itself"
    if word.lower() in _OPERATORS:
        return REFUSED[_OPERATORS[word.lower()]]
    match = _FUNCTION_OF_DIGITS.fullmatch(word)
    if match is not None and function_named(match["function"]) is not None:
        name, digits = match["function"], match["digits"]
        return f"unclear what the function takes; write {name}({digits}*x) or {name}({digits})*x"
    near = get_close_matches(shown, [*names, *CONSTANTS, *NAMES], n=1)
    if near:
        return f"unknown name '{shown}'; did you mean {near[0]}?"
    if not names:
        return f"unknown name '{shown}'; only numbers, constants and functions may stand here"
    return f"unknown name '{shown}'; the variables here are {', '.join(names)}"
