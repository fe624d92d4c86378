"""What may stand before a formula: `f(x) =`, `y =`, `lambda x:`, `x ↦`, and the `=` of a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from mathcore.language.tokens import Token
from mathcore.math_errors import ParseError

SIGNS_OF_CONDITIONS = frozenset({"if", "?", ":", "{", "where", "IF", "If", "Piecewise", "piecewise", "&"})
"""Tokens of formulas in which `=` may compare; a brace after one of"""
BEFORE_GROUPS = frozenset({"^", "_", "}"})
"""these, or after a command of LaTeX, only groups."""


@dataclass(frozen=True)
class Heading:
    """The name of a function, its variables if they stand there, and the index of the formula's first token.

    Attributes:
        name: The name, or an empty text.
        arguments: The words in parentheses or before an arrow, or `None`.
        start: The index of the first token after it.
    """

    name: str = ""
    arguments: tuple[str, ...] | None = None
    start: int = 0


def heading_of(found: Sequence[Token], text: str) -> Heading:
    """Return what stands before a formula.

    Raises:
        ParseError: If an equation stands there that defines no function, such as x^2 + y^2 = 1.

    Example:
        >>> from mathcore.language.tokens import tokens
        >>> heading_of(tokens("J(w, b) = w + b"), "")
        Heading(name='J', arguments=('w', 'b'), start=7)
        >>> heading_of(tokens("lambda x: x**2"), "").arguments, heading_of(tokens("x^2"), "").start
        (('x',), 0)
    """
    defined = _python_definition(found)
    if defined is not None:
        return defined
    start = 1 if found[0].text == "=" else 0
    end = _equals_sign(found, start)
    if end is None:
        return _function_of(found, Heading(start=start))
    named = _defined(found[start:end])
    if named is None:
        if _has_conditions(found):
            return _function_of(found, Heading(start=start))
        raise ParseError(
            "this is an equation and no function; write the formula alone, or after y = or f(x) =",
            found[end].position,
            text,
        )
    heading = _function_of(found, Heading(*named, end + 1))
    again = _equals_sign(found, heading.start)
    if again is not None and not _has_conditions(found):
        raise ParseError("'=' does not belong here; compare with '=='", found[again].position, text)
    return heading


def _has_conditions(found: Sequence[Token]) -> bool:
    """Return whether `=` may compare in a formula: it has a word for cases, or a brace that opens them."""
    return any(
        token.text in SIGNS_OF_CONDITIONS and not (token.text == "{" and _groups(before))
        for before, token in zip((found[-1], *found), found, strict=False)
    )


def _groups(before: Token) -> bool:
    r"""Return whether a brace after this token groups: x^{2}, \frac{1}{x}, \sin{x}."""
    return before.text in BEFORE_GROUPS or before.kind in ("command", "word")


def _python_definition(found: Sequence[Token]) -> Heading | None:
    """Return the heading `def f(x): return` or `return`, or `None` if neither stands there."""
    texts = [token.text for token in found]
    if texts[0] == "return":
        return Heading(start=1)
    if texts[0] != "def" or ":" not in texts:
        return None
    end = texts.index(":")
    named = _defined(found[1:end])
    return None if named is None else Heading(*named, end + 1 + (texts[end + 1] == "return"))


def _equals_sign(found: Sequence[Token], start: int) -> int | None:
    """Return the index of the first `=` outside all brackets that does not compare, as in 0, x = 0."""
    depth = 0
    for index in range(start, len(found)):
        word = found[index].text
        if found[index].kind == "sign":
            depth += (word in "([{") - (word in ")]}")
            compares = index - 2 > start and found[index - 2].text in (",", ";")
            if word == "=" and depth <= 0 and not compares:
                return index
    return None


def _defined(head: Sequence[Token]) -> tuple[str, tuple[str, ...] | None] | None:
    """Return the name and the arguments of `f` or `f(x, y)`, or `None` if it is neither."""
    if not head or head[0].kind != "word":
        return None
    if len(head) == 1:
        return head[0].text, None
    if len(head) >= 4 and (head[1].text, head[-1].text) in (("(", ")"), ("[", "]")):
        inside = [token for token in head[2:-1] if token.text != "_"]
        names = _listed(inside)
        return None if names is None else (head[0].text, names)
    return None


def _listed(inside: Sequence[Token]) -> tuple[str, ...] | None:
    """Return the words of `x` or `x, y`, or `None` if something else stands there."""
    words, commas = inside[::2], inside[1::2]
    if not words or len(words) != len(commas) + 1:
        return None
    if any(token.kind != "word" for token in words) or any(token.text not in (",", ";") for token in commas):
        return None
    return tuple(token.text for token in words)


def _function_of(found: Sequence[Token], heading: Heading) -> Heading:
    """Return the heading with the variables of `lambda x:`, `f: x ->`, `@(x)` or `function(x)` read."""
    texts = [token.text for token in found]
    if texts[1:4] == ["<", "-", "function"]:  # f <- function(x) of R
        heading = Heading(texts[0], start=3)
    start = heading.start
    if texts[start] in ("lambda", "@", "function") and len(texts) > start + 1:
        closing = ":" if texts[start] == "lambda" else ")"
        first = start + 1 if closing == ":" else start + 2
        if closing in texts[first:]:
            end = texts.index(closing, first)
            names = _listed(found[first:end])
            if names is not None:
                return Heading(heading.name, names, end + 1)
    if "->" in texts[start:]:
        end = len(texts) - 1 - texts[::-1].index("->")
        first, name = start, heading.name
        if texts[start + 1] == ":" and found[start].kind == "word":
            first, name = start + 2, texts[start]
        if texts.count("->") == 2:  # f: ℝ → ℝ, x ↦ x^2
            commas = [index for index in range(texts.index("->"), end) if texts[index] in (",", ";")]
            first = commas[0] + 1 if commas else first
        inside = found[first:end]
        if len(inside) > 2 and (inside[0].text, inside[-1].text) == ("(", ")"):
            inside = inside[1:-1]
        names = _listed(inside)
        if names is not None:
            return Heading(name, names, end + 1)
    return heading
