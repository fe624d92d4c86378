"""Signs that stand for something else in other programs and countries: E is the number e, a colon divides."""

from collections.abc import Container, Sequence

from mathcore.language.tokens import Token

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_NO_SUMS = frozenset({"?", "<", "<=", ">", ">=", "==", "!=", "=", "¶", "&", "->"})
"""Signs of formulas in which a colon separates."""
_NO_WORDS = frozenset({"if", "else", "otherwise", "then", "lambda", "for", "when"})


def in_plain_spelling(found: Sequence[Token], letters: Container[str]) -> list[Token]:
    """Return the tokens of a formula with e for the E of E^x, and / for the colon of x : 2.

    Args:
        found: The tokens.
        letters: The letters with a meaning of their own; an E among them stays one.

    Example:
        >>> from mathcore.language.tokens import tokens
        >>> texts = ("E^(-x)", "E^2", "6x : 3", "{x<0: 1, 2}")
        >>> ["".join(token.text for token in in_plain_spelling(tokens(text), ())) for text in texts]
        ['e^(-x)', 'E^2', '6x/3', '{x<0:1,2}']
    """
    result = list(found)
    capitals = [index for index, token in enumerate(found) if token.text == "E" and token.kind == "word"]
    if "E" not in letters and all(_is_exponential(found, index) for index in capitals):
        for index in capitals:
            result[index] = found[index]._replace(text="e")
    if not any(token.text in _NO_SUMS or token.text in _NO_WORDS or token.text == "{" for token in found):
        result = [token._replace(text="/") if token.text == ":" else token for token in result]
    return result


def _is_exponential(found: Sequence[Token], index: int) -> bool:
    """Return whether a letter is raised to a power that contains a letter: E^x and E^(-x^2), but not E^2."""
    if found[index + 1].text != "^":
        return False
    end = index + 2
    while found[end].text in ("-", "+"):
        end += 1
    depth = 0
    for token in found[end:]:
        depth += (token.text in _OPENING) - (token.text in _CLOSING) if token.kind == "sign" else 0
        if token.kind == "word" and token.text != "E":
            return True
        if depth <= 0 and token.kind != "number":
            return False
    return False
