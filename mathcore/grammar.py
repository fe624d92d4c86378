"""A formula's text to its code. docs/functions.md has the grammar; nothing is ever run as Python."""

from collections.abc import Mapping

from mathcore.code import Builder, Code, extract, tree_size
from mathcore.errors import MathError, ParseError
from mathcore.names import FUNCTIONS
from mathcore.operators import Parser
from mathcore.printing import text as written

MOST_STEPS = 1000
SMALL = 40
"""Expressions up to this size cannot grow beyond the limits when they are printed."""


def code_of(text: str, names: tuple[str, ...], functions: Mapping[str, str] = FUNCTIONS) -> Code:
    """Return the code of an expression in the variables `names`.

    What is printed must be readable again, so what would be too long or too deep when printed is refused.

    Raises:
        ParseError: If the text is not an expression, or too large.
    """
    code = _read(text, names, functions)
    if len(code) > SMALL or tree_size(code) > SMALL:
        try:
            _read(written(code), names, functions)
        except MathError as error:
            raise ParseError(
                "the expression is too large when written out; use a simpler one", 0, text
            ) from error
    return code


def _read(text: str, names: tuple[str, ...], functions: Mapping[str, str]) -> Code:
    parser = Parser(text, names, functions, Builder(MOST_STEPS))
    try:
        root = parser.whole()
    except ParseError:
        raise
    except MathError as error:
        raise ParseError(str(error), parser.token.position, text) from error
    return extract(parser.builder.steps, [root])[0]
