"""Formulas on a picture, read back from their markup: `f(x) = x^2` and `f'(x) = 2x` hold on the curve."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.own_derivatives import Values
from hillside.check.hearing.situation import Situation, agree, insist, insist_sign, values_of
from hillside.check.hearing.stated_values import function, stripped
from hillside.stage.lettering.language import ENGLISH, Language
from mathcore import Expr
from mathcore.language.familiar_functions import constant_named

_ROOT = re.compile(r"(?<![a-z])root\((?P<degree>\d+),\s*")
"""A root as Typst writes it, with its degree first."""
_SLASH = re.compile(r"\s*/\s*")
_WORD = re.compile(r"\w+(?:[.,]\d+)?['′]*")
"""A number, or a name with its primes."""


def as_typed(text: str, language: Language = ENGLISH) -> str:
    """Return a formula as it would be typed.

    >>> as_typed("x/4 root(3, x - 2)")
    '(x/4) nthroot(x - 2, 3)'
    >>> as_typed("cases(0 falls x < 1, x/2 sonst)", Language("de"))
    '((0) if (x < 1) else ((x/2)))'
    """
    return _with_degree_last(with_fractions(_with_conditions(text, language)))


def _with_conditions(text: str, language: Language) -> str:
    """Return a formula with the cases of each function that has some as conditions, which are typed.

    In Portuguese "e" is a word of a condition, and a number everywhere else.

    >>> _with_conditions("cases(e^x se x < 1 e x > 0, 1 caso contrário)", Language("pt"))
    '((e^x) if (x < 1 and x > 0) else (1))'
    """
    place = text.find("cases(")
    if place < 0:
        return text
    end = _closing(text, place + len("cases"))
    words = language.words_of_cases
    typed = ""
    for piece in reversed(_pieces(text[place + len("cases(") : end])):
        value, condition, rule = piece.rpartition(f" {words['if']} ")
        if condition:
            for word in ("and", "or", "not"):
                rule = re.sub(rf"(?<!\S){re.escape(words[word])}(?=\s)", word, rule)
            typed = f"({value.strip()}) if ({rule.strip()}) else ({typed})"
        else:
            typed = piece.removesuffix(words["otherwise"]).strip()
    return f"{text[:place]}({_with_conditions(typed, language)}){_with_conditions(text[end + 1 :], language)}"


def _pieces(text: str) -> list[str]:
    """Return the arguments of a call, which a comma and a space separate.

    >>> _pieces("f(x, y) if x < 1, 0,5 otherwise")
    ['f(x, y) if x < 1', '0,5 otherwise']
    """
    pieces, depth = [""], 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and text.startswith(", ", place):
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece.strip() for piece in pieces]


def _with_degree_last(text: str) -> str:
    """Return a formula with the degrees of its roots after the numbers under them, as they are typed.

    >>> _with_degree_last("root(3, x - (2)) + 1")
    'nthroot(x - (2), 3) + 1'
    """
    found = _ROOT.search(text)
    if found is None:
        return text
    depth, end = 1, found.end()
    while end < len(text) and depth:
        depth += (text[end] == "(") - (text[end] == ")")
        end += 1
    inner = text[found.end() : end - 1]
    return _with_degree_last(f"{text[: found.start()]}nthroot({inner}, {found['degree']}){text[end:]}")


def with_fractions(text: str) -> str:
    """Return a formula in Typst's notation with each fraction in parentheses, as it is set.

    >>> with_fractions("x/440 cos(3 x/440)"), with_fractions("e^(-x)/2 + 1")
    ('(x/440) cos(3 (x/440))', '(e^(-x)/2) + 1')
    """
    read, place = "", 0
    while place < len(text):
        atom, after = _atom(text, place)
        while atom and (slash := _SLASH.match(text, after)):
            below, end = _atom(text, slash.end())
            if not below:
                break
            atom, after = f"({atom}/{below})", end
        read, place = (read + atom, after) if atom else (read + text[place], place + 1)
    return read


def _atom(text: str, place: int) -> tuple[str, int]:
    """Return the number, name, call or parenthesis at a place, with its exponent, and where it ends."""
    word = _WORD.match(text, place)
    atom, place = (word[0], word.end()) if word else ("", place)
    if text.startswith("(", place):
        end = _closing(text, place)
        atom, place = f"{atom}({with_fractions(text[place + 1 : end])})", end + 1
    if atom and text.startswith("^", place):
        power, end = _atom(text, place + 1)
        if power:
            atom, place = f"{atom}^{power}", end
    return atom, place


def _closing(text: str, place: int) -> int:
    """Return the place of the parenthesis that closes one; that of the end if none does."""
    depth = 0
    for at in range(place, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)


PLACES = 9
"""The number of points of the window at which a derivative is compared."""
GOLDEN = (5**0.5 - 1) / 2
"""The golden ratio: its multiples lie everywhere in the window."""
TOLERANCE = 1e-6
"""The largest difference of two equal formulas, as a share of the value there and of a usual one."""
ARROWS: Mapping[str, int] = MappingProxyType({"↗": 1, "↘": -1, "→": 0})
"""The arrows beside the word for a trend, with the sign of the slope."""
_RULE = re.compile(r"[^\W\d_]\w*\s*(?P<prime>['′]?)\s*\((?P<letter>[^\W\d]\w*)\)\s*=\s*(?P<rest>.+)", re.S)


def is_rule(text: str) -> bool:
    """Return whether a text is the formula of a function, not of its value at a point.

    >>> is_rule("f'(x) = 2 x"), is_rule("f'(1.5) = 3"), is_rule("f'(π) = -1")
    (True, False, False)
    """
    return _rule_in(text) is not None


def _rule_in(text: str) -> re.Match[str] | None:
    """Return the parts of the formula of a function; None if the letter is a number, such as π."""
    found = _RULE.fullmatch(stripped(text).strip())
    return None if found is None or constant_named(found["letter"]) is not None else found


def check_rule(text: str, here: Situation) -> bool:
    """Check the formula of the function or of its derivative; return whether a text is one.

    Raises:
        UntrueError: if it is the formula of another function.
        UnreadableError: if it cannot be read.
    """
    found = _rule_in(text)
    f = getattr(here.params, "function", None)
    if found is None or not isinstance(f, Expr) or len(f.names) != 1:
        return False
    insist(found["letter"] in here.letters, f'writes a function of "{found["letter"]}"')
    told = function(as_typed(found["rest"], here.language), f.names, here.language)
    holds = _is_derivative(told, here) if found["prime"] else agree(told, f, here)
    insist(holds, f'writes "{text}", which is another function')
    return True


def _is_derivative(told: Expr, here: Situation) -> bool:
    # A pole is more likely at a round share of the window than at a multiple of the golden ratio.
    shares: Values = np.arange(1.0, PLACES + 1.0) * GOLDEN % 1.0
    places: Values = np.asarray(here.window.low + here.window.width * shares, dtype=np.float64)
    slopes = here.slopes(places)
    true = np.array([slope.value for slope in slopes])
    slack = 2 * np.array([slope.uncertainty for slope in slopes])
    apart = np.abs(values_of(told)(places) - true)
    known = np.isfinite(true) & np.isfinite(slack) & np.isfinite(apart)
    usual = float(np.median(np.abs(true[known]))) if known.any() else 0.0
    return bool((apart <= slack + TOLERANCE * (np.abs(true) + usual))[known].all())


def check_arrow(text: str, here: Situation) -> bool:
    """Check the arrow beside the word for a trend; return whether a text is one."""
    plain = stripped(text).strip()
    if plain not in ARROWS or not hasattr(here.params, "at"):
        return False
    x = here.label_x if here.part.startswith("trend-") else float(here.params.at)
    insist_sign(here.slope(x), ARROWS[plain])
    return True
