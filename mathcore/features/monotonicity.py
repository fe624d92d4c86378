"""Intervals on which a function increases, decreases, or is constant."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mathcore.calculus.shapes import Interval
from mathcore.expressions.evaluation import Program
from mathcore.features.piecewise import Features, piecewise_smooth, program_of, unsettled_in, zeros_in
from mathcore.features.root_finding import Zeros
from mathcore.language.expr import Expr

_SHARES = np.array([0.4871, 0.25, 0.75, 0.1, 0.9, 0.01, 0.99, 1e-4, 1 - 1e-4])
"""Sample points in an interval, as fractions of its width; several, as f' may underflow to 0 at some."""


@dataclass(frozen=True)
class MonotoneInterval:
    """An interval on which the derivative has one sign.

    Attributes:
        over: The interval; at its ends f' may be 0 or not exist.
        sign: 1 where f increases, -1 where it decreases, 0 where it is constant.

    Example:
        >>> MonotoneInterval(Interval(0, 2), 1).over.center
        1.0
    """

    over: Interval
    sign: int


def monotone_intervals(f: Expr, over: Interval | tuple[float, float]) -> Features[MonotoneInterval]:
    """Cut an interval where f' is 0 or does not exist, and return the sign of f' on each piece.

    Between neighboring cuts f' is continuous and not 0, so it has one sign (Bolzano 1817). Pieces on which f
    is undefined are left out.

    Raises:
        MathError: If f is not a function of one variable.

    Example:
        >>> from mathcore import parse
        >>> [(*piece.over, piece.sign) for piece in monotone_intervals(parse("x^2"), (-1, 3))]
        [(-1.0, 0.0, -1), (0.0, 3.0, 1)]
        >>> [piece.sign for piece in monotone_intervals(parse("relu(x)"), (-1, 1))]
        [0, 1]
    """
    piecewise = piecewise_smooth(f, over)
    found = zeros_in(piecewise, 1)
    program = program_of(piecewise.f, 1)
    pieces = tuple(
        MonotoneInterval(Interval(low, high), _sign(f, program, low, high))
        for a, b in piecewise.smooth
        for low, high in _between(a, b, found)
    )
    return Features(pieces, unsettled_in(piecewise, found))


def _between(a: float, b: float, found: Zeros) -> list[tuple[float, float]]:
    """Return the interval from a to b, cut at the zeros of f' and at the ends of constant pieces."""
    marks = [*found.roots, *(end for flat in found.flat for end in flat)]
    cuts = [a, *sorted({x for x in marks if a < x < b}), b]
    return [(low, high) for low, high in pairwise(cuts) if low < high]


def _sign(f: Expr, program: Program, low: float, high: float) -> int:
    """Return the sign of f' between two cuts, from f itself where f' underflows to 0."""
    x = low + (high - low) * _SHARES
    signs = np.sign(program.arrays([x])[0])
    certain = signs[np.isfinite(signs) & (signs != 0)]
    if len(certain):
        return int(certain[0])
    rise = float(f(float(x.max()))) - float(f(float(x.min())))
    return int(np.sign(rise)) if np.isfinite(rise) else 0
