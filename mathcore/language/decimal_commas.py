"""Decimals with a comma, as in 0,5: read as such where the comma cannot separate two arguments."""

from collections.abc import Sequence
from itertools import pairwise

from mathcore.language.familiar_functions import CHOICES, function_named, row_of
from mathcore.language.tokens import Token, tokens
from mathcore.math_errors import ParseError


def with_points(text: str) -> str:
    """Return text with a point in each decimal that is written with a comma: digits, a comma and digits.

    A text with a character outside the language is returned unchanged.

    Raises:
        ParseError: If the comma stands between arguments, and none of them is separated by a semicolon.

    Example:
        >>> with_points("0,5x + sin(1,5)"), with_points("max(x; 0,5)"), with_points("-1,5:2,5")
        ('0.5x + sin(1.5)', 'max(x; 0.5)', '-1.5:2.5')
    """
    try:
        found = tokens(text)
    except ParseError:
        return text
    points = list(text)
    opened: list[int] = []
    for index, token in enumerate(found):
        if token.kind == "sign" and token.text in "([{":
            opened.append(index)
        elif token.kind == "sign" and token.text in ")]}" and opened:
            opened.pop()
        elif _is_fraction_part(found, index):
            _check_single_reading(found, opened, token, text)
            points[token.position - 1] = "."
    return "".join(points)


def with_clear_points(text: str) -> str:
    """Return text with a point in each decimal with a comma, if nothing else can be meant by any of them.

    In a language without decimal commas, 1,000 may be a thousand, {1,5} a set, and 1.5,2 a list.

    Example:
        >>> with_clear_points("0,5x^2 - 1,25x"), with_clear_points("1,000x"), with_clear_points("max(0,5x)")
        ('0.5x^2 - 1.25x', '1,000x', 'max(0,5x)')
    """
    try:
        found = tokens(text)
        points = with_points(text)
    except ParseError:
        return text
    changed = [at for at, (one, other) in enumerate(zip(text, points, strict=True)) if one != other]
    start = next((token.end for token in found if token.text == "="), 0)
    commas = [token.position for token in found if token.text == "," and token.position >= start]
    pointed = any(token.kind == "number" and "." in token.text for token in found)
    clear = changed == commas and not pointed and not _is_grouped(found) and not _is_list(found)
    return points if clear else text


def _is_grouped(found: Sequence[Token]) -> bool:
    """Return whether a comma may group thousands: 1,000 but not 0,125."""
    return any(
        _is_fraction_part(found, index) and len(token.text) == 3 and found[index - 2].text != "0"
        for index, token in enumerate(found)
    )


def _is_list(found: Sequence[Token]) -> bool:
    """Return whether brackets or braces stand there that may hold a list: not those of an exponent."""
    return any(
        token.text in ("[", "{") and before.text not in ("^", "}") and before.kind != "command"
        for before, token in pairwise((found[-1], *found))
    )


def _is_fraction_part(found: Sequence[Token], index: int) -> bool:
    """Return whether a token is the 5 of 1,5."""
    if index < 2 or found[index].kind != "number" or "." in found[index].text:
        return False
    whole, comma, part = found[index - 2 : index + 1]
    touch = whole.end == comma.position and comma.end == part.position
    return touch and comma.text == "," and whole.kind == "number" and whole.text.isdecimal()


def _check_single_reading(found: Sequence[Token], opened: Sequence[int], token: Token, text: str) -> None:
    """Refuse a comma that may separate two arguments of a function, as in max(0,5)."""
    if not opened or opened[-1] == 0 or found[opened[-1] - 1].kind != "word":
        return
    word = found[opened[-1] - 1].text
    op = function_named(word)
    if (op is None and word.lower() not in CHOICES) or (op is not None and row_of(op).arity == 1):
        return
    depth = 0
    for other in found[opened[-1] :]:
        if other.kind == "sign":
            depth += (other.text in "([{") - (other.text in ")]}")
            if depth == 0:
                break
            if depth == 1 and other.text == ";":
                return
    raise ParseError(
        "is this comma a decimal sign, or does it separate two arguments? write 0.5, or semicolons between "
        "the arguments",
        token.position - 1,
        text,
    )
