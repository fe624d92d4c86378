"""Signs and words that stand for something else in other programs and countries.

E is the number e, a colon divides, `times` is a sign, and frac(1, x) is a fraction.
"""

from collections.abc import Container, Sequence

from mathcore.language.tokens import Token

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_NO_SUMS = frozenset({"?", "<", "<=", ">", ">=", "==", "!=", "=", "¶", "&", "->"})
"""Signs of formulas in which a colon separates."""
_OPERATIONS = frozenset({"+", "-", "*", "/", "^", "?", ":", ",", ";", "%", *_NO_SUMS})
_COMPARE = frozenset({"<", "<=", ">", ">=", "==", "!="})
_SPOKEN = frozenset({"times", "dot"})
"""Words that stand for the sign of a product between two operands in Typst."""
_NO_WORDS = frozenset({"if", "else", "otherwise", "then", "lambda", "for", "when"})


def in_plain_spelling(found: Sequence[Token], letters: Container[str]) -> list[Token]:
    """Return the tokens of a formula with e for the E of E^x, / for the colon of x : 2, and the like.

    Args:
        found: The tokens.
        letters: The letters with a meaning of their own; an E among them stays one.

    Example:
        >>> from mathcore.language.tokens import tokens
        >>> texts = ("E^(-x)", "E^2", "6x : 3", "{x<0: 1, 2}", "2 times x")
        >>> ["".join(token.text for token in in_plain_spelling(tokens(text), ())) for text in texts]
        ['e^(-x)', 'E^2', '6x/3', '{x<0:1,2}', '2*x']
    """
    result = list(found)
    capitals = [index for index, token in enumerate(found) if token.text == "E" and token.kind == "word"]
    if "E" not in letters and all(_is_exponential(found, index) for index in capitals):
        for index in capitals:
            result[index] = found[index]._replace(text="e")
    if not any(token.text in _NO_SUMS or token.text in _NO_WORDS or token.text == "{" for token in found):
        result = [token._replace(text="/") if token.text == ":" else token for token in result]
    for before in range(len(result) - 2):
        word = result[before + 1]
        if word.text in _SPOKEN and word.text not in letters and _ends_operand(result[before]):
            result[before + 1] = word._replace(kind="sign", text="*")
    for index in range(len(result) - 1):
        if result[index][:2] == ("word", "frac") and _has_two_arguments(result, index + 1):
            result[index] = result[index]._replace(text="rational")
    return _with_or(result)


def _ends_operand(token: Token) -> bool:
    return token.kind != "sign" or token.text in _CLOSING or token.text == "|"


def _has_two_arguments(found: Sequence[Token], start: int) -> bool:
    """Return whether a bracket opens at `start` that holds one comma of its own."""
    depth, commas = 0, 0
    for token in found[start:]:
        if token.kind == "sign":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            commas += depth == 1 and token.text in (",", ";")
        if depth <= 0:
            break
    return commas == 1


def _with_or(found: list[Token]) -> list[Token]:
    """Return the tokens with `or` for two bars between comparisons: x < 0 || x > 1."""
    compares = [index for index, token in enumerate(found) if token.text in _COMPARE]
    result: list[Token] = []
    for index, token in enumerate(found):
        between = bool(compares) and compares[0] < index < compares[-1] and token.text == "|"
        if between and result[-1].text == "|" and result[-1].end == token.position:
            joins = _ends_operand(result[-2]) and not _ends_or_operates(found[index + 1])
            if joins:
                result[-1] = Token("word", "or", result[-1].position, token.end)
                continue
        result.append(token)
    return result


def _ends_or_operates(token: Token) -> bool:
    return token.kind in ("end", "raised") or token.text in _CLOSING or token.text in _OPERATIONS


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
