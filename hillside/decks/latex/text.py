"""Text as LaTeX takes it."""

from __future__ import annotations

import re

SPECIAL = str.maketrans(
    {
        **{each: f"\\{each}" for each in "#$%&_{}"},
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        '"': "\\textquotedbl{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
    }
)


def text(words: str) -> str:
    r"""Return words so that each character stands for itself.

    >>> text("50% of x_1 & {y}")
    '50\\% of x\\_1 \\& \\{y\\}'

    Two hyphens would become a dash, and two single quotes a double one.

    >>> text("a--b"), text("it's")
    ('a-{}-b', "it's")
    """
    return re.sub(r"([-`'])(?=\1)", r"\1{}", words.translate(SPECIAL))
