"""What set words say: Typst markup as the text that someone searches for, selects or copies."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "pi": "π",
        "tau": "τ",
        "dot": "·",
        "quad": " ",
        "thin": " ",
        "infinity": "∞",
        "approx": "≈",
        "nabla": "∇",
        "alpha": "α",
        "beta": "β",
    }
)
"""Names of signs in Typst's formulas, and the signs."""

_PIECE = re.compile(r'#text\(("(?:[^"\\]|\\.)*")\)|("(?:[^"\\]|\\.)*")|#h\([^)]*\)|([A-Za-z]{2,})|(\$)')


def reading(markup: str) -> str:
    r"""Return the text of some Typst markup: quoted words as they are, formulas as they are typed.

    >>> reading('#text("50 % of \\"f\\"")')
    '50 % of "f"'
    >>> reading('$display(f\'("1.5") = "rise" / "run")$#h(0.8em)#text("increasing")')
    "f'(1.5) = rise / run increasing"
    """
    bare = re.sub(r"\$display\((.*?)\)\$", r"$\1$", markup)
    text = _PIECE.sub(_read, bare)
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _read(piece: re.Match[str]) -> str:
    quoted = piece[1] or piece[2]
    if quoted:
        return str(json.loads(quoted))
    if piece[3]:
        return SIGNS.get(piece[3], piece[3])
    return "" if piece[4] else " "
