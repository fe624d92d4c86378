"""Colors by meaning inside one line: `rise / run` in the color of the legs, the result in that of the slope.

Typst carries the meaning through as a code: a blue that is nearly black, one for each role of the theme. The
outline is read back with the roles, and only the drawing knows the colors.
"""

from __future__ import annotations

import re

from hillside.stage.look.theme import ROLES, Role

_CODE = re.compile(r"#0000([0-9a-f]{2})")
_FORMULA = re.compile(r"\A\$([^$]*)\$\Z")
_TINT = re.compile(r'#text\(fill: rgb\("(#0000[0-9a-f]{2})"\)\)\[(.*?)\]', re.DOTALL)


def tinted(role: Role, typst_math: str) -> str:
    """Return Typst math that is set in the color of a role, to be used inside a formula.

    It must contain no square brackets.

    >>> tinted("paper", "x^2")
    '#text(fill: rgb("#000001"))[$x^2$]'
    """
    return f"{_opening(role)}[${typst_math}$]"


def tinted_words(role: Role, markup: str) -> str:
    """Return Typst markup of words that are set in the color of a role.

    >>> tinted_words("ink", '#text("flat")')
    '#text(fill: rgb("#000002"))[#text("flat")]'
    """
    return f"{_opening(role)}[{markup}]"


def _opening(role: Role) -> str:
    return f'#text(fill: rgb("#0000{ROLES.index(role) + 1:02x}"))'


def role_of(color: str) -> Role | None:
    """Return the role that a color of Typst's drawing stands for; None for any other color.

    >>> role_of("#000001"), role_of("#000000"), role_of("none")
    ('paper', None, None)
    """
    found = _CODE.fullmatch(color)
    number = int(found[1], 16) if found else 0
    return ROLES[number - 1] if 1 <= number <= len(ROLES) else None


def untinted(markup: str) -> str:
    """Return Typst markup without its tints, which are not nested.

    >>> untinted(f"$y = {tinted('ink', 'x^2')}$")
    '$y = x^2$'
    >>> untinted(tinted_words("ink", '#text("up")$arrow.tr$'))
    '#text("up")$arrow.tr$'
    """
    return _TINT.sub(lambda found: _FORMULA.sub(r"\1", found[2]), markup)


def tints_in(markup: str) -> tuple[tuple[Role, str], ...]:
    """Return the stretches of Typst markup that have a color of their own, each with its role.

    >>> tints_in(f"$y = {tinted('ink', 'x^2')}$")
    (('ink', '$x^2$'),)
    """
    found = ((role_of(each[1]), each[2]) for each in _TINT.finditer(markup))
    return tuple((role, inner) for role, inner in found if role is not None)
