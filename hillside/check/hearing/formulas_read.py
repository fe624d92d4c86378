"""Formulas of functions on a picture, read back: `f(x) = x^2` and `f'(x) = 2x` hold all along the curve."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.own_derivatives import Values
from hillside.check.hearing.situation import Situation, agree, insist, insist_sign, values_of
from hillside.check.hearing.stated_values import function, stripped
from hillside.check.hearing.typst_formulas import as_typed
from mathcore import Expr

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

    >>> is_rule("f'(x) = 2 x"), is_rule("f'(1.5) = 3")
    (True, False)
    """
    return _RULE.fullmatch(stripped(text).strip()) is not None


def check_rule(text: str, here: Situation) -> bool:
    """Check the formula of the function or of its derivative; return whether a text is one.

    Raises:
        UntrueError: if it is the formula of another function.
        UnreadableError: if it cannot be read.
    """
    found = _RULE.fullmatch(stripped(text).strip())
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
