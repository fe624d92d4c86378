"""Where a function can break: the only candidates for poles, jumps, holes, domain edges and kinks.

Every operation of the rule table names the expressions whose zeros are its breaks: the denominator of a
quotient, the argument of a root or a logarithm, the difference of two sides that are compared. So the breaks
of a whole formula are zeros of smooth expressions, and those can be found with certainty.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mathcore.code import Builder, Code, extract
from mathcore.differentiate import arguments, formula, inline, tower
from mathcore.expr import Expr
from mathcore.interval import Interval
from mathcore.pieces import Pair, beside, pieces
from mathcore.roots import zeros_of
from mathcore.rules import RULES

MOST_BREAKS = 256


@dataclass(frozen=True)
class Breaks:
    """Candidates for breaks in increasing order, and pieces in which there may be more."""

    places: tuple[float, ...]
    unsettled: tuple[Pair, ...]


def guards(code: Code) -> tuple[Code, ...]:
    """Return the expressions whose zeros are the candidates for breaks, inner ones first."""
    builder = Builder()
    places = builder.include(code)
    depends = _depends(code)
    found: list[int] = []
    for at, (op, args, _) in enumerate(code):
        if not depends[at] or (op == "pow" and _is_polynomial(code, args[1])):
            continue
        meaning = arguments(places, args)
        for text in RULES[op].breaks if op in RULES else ():
            found.append(inline(builder, formula(text), meaning))
    codes = (extract(builder.steps, [root])[0] for root in found)
    return tuple(guard for guard in dict.fromkeys(codes) if any(step.op == "name" for step in guard))


def _depends(code: Code) -> list[bool]:
    depends: list[bool] = []
    for step in code:
        depends.append(step.op == "name" or any(depends[a] for a in step.args))
    return depends


def _is_polynomial(code: Code, exponent: int) -> bool:
    value = code[exponent].value
    return code[exponent].op == "number" and isinstance(value, float) and value.is_integer()


@lru_cache(maxsize=512)
def breaks(f: Expr, over: Interval) -> Breaks:
    """Return every place in the interval where f or its slope may fail to be continuous."""
    places: list[float] = []
    unsettled: list[Pair] = []
    for guard in guards(f.code):
        zeros = zeros_of(tower(guard, f.names, 2), pieces(over, places), over)
        unsettled += zeros.unsettled
        ends = (end for flat in zeros.flat for end in flat)
        places = _merged([*places, *zeros.places, *ends], over)
        if len(places) > MOST_BREAKS:
            places, crowded = _widest(places)
            return Breaks(tuple(places), (*unsettled, crowded))
    return Breaks(tuple(places), tuple(unsettled))


def _merged(places: list[float], over: Interval) -> list[float]:
    merged: list[float] = []
    for x in sorted(places):
        if not merged or x - merged[-1] > beside(x, over):
            merged.append(x)
    return merged


def _widest(places: list[float]) -> tuple[list[float], Pair]:
    """Keep the places that stand farthest from their neighbors, and return the range of the others."""
    x = np.array(places)
    room = np.minimum(np.diff(x, prepend=-np.inf), np.diff(x, append=np.inf))
    order = np.argsort(-room, kind="stable")
    others = x[order[MOST_BREAKS:]]
    return sorted(x[order[:MOST_BREAKS]].tolist()), (float(others.min()), float(others.max()))
