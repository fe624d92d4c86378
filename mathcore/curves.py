"""A curve as straight pieces, proven to stay within a tolerance of the true graph."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mathcore.arcs import Arc, arcs, points_of
from mathcore.breaks import breaks
from mathcore.chords import divided
from mathcore.clipping import visible
from mathcore.differentiate import tower
from mathcore.errors import MathError
from mathcore.expr import Expr
from mathcore.interval import Interval, interval
from mathcore.kernels import Array
from mathcore.landscape import intervals
from mathcore.local import classify
from mathcore.precise import precise
from mathcore.view import View


@dataclass(frozen=True, eq=False)
class Curve:
    """A graph as polylines that never join across a gap.

    Attributes:
        pieces: Arrays of shape (n, 2), x increasing, in data coordinates.
        unsettled: Parts of the interval where the tolerance could not be proven.

    Example:
        >>> from mathcore import parse
        >>> sample(parse("2x"), (0, 1), 0.1).pieces[0][[0, -1]].tolist()
        [[0.0, 0.0], [1.0, 2.0]]
    """

    pieces: tuple[Array, ...]
    unsettled: tuple[Interval, ...] = ()


def sample(
    f: Expr,
    over: Interval | tuple[float, float],
    tolerance: float | tuple[float, float],
    heights: Interval | tuple[float, float] | None = None,
) -> Curve:
    """Return polylines that stay within the tolerance of the graph of f.

    A chord over a box of width h is off by at most h^2/8 max|f''| (Davis, Interpolation and Approximation,
    1963), and interval arithmetic bounds f'' over the box; so no spike can be missed.

    Args:
        f: A function of one variable.
        over: The interval, or a `(low, high)` pair.
        tolerance: A distance in data units, or a pair (dx, dy): a point (x, y) of the graph is near enough
            when the curve passes within hypot(x/dx, y/dy) <= 1 of it.
        heights: The visible heights. The curve is cut off there, exactly at the border, also next to a pole.

    Returns:
        A `Curve` with at most some tens of thousands of points.

    Raises:
        MathError: If f is not a function of one variable, or the tolerance is not above 0.

    Example:
        >>> from mathcore import parse
        >>> curve = sample(parse("1/x"), (-2, 2), 0.01, heights=(-4, 4))
        >>> [piece[[0, -1]].round(3).tolist() for piece in curve.pieces]
        [[[-2.0, -0.5], [-0.25, -4.0]], [[0.25, 4.0], [2.0, 0.5]]]
    """
    dx, dy = tolerance if isinstance(tolerance, tuple) else (tolerance, tolerance)
    if not (dx > 0 and dy > 0):
        raise MathError(f"the tolerance {tolerance} must be above 0")
    if len(f.names) != 1:
        raise MathError(f"the function takes {', '.join(f.names) or 'nothing'}; a curve needs one variable")
    shown = None if heights is None else interval(heights)
    return _sample(f, interval(over), View(float(dx), float(dy), shown))


@lru_cache(maxsize=256)
def _sample(f: Expr, over: Interval, view: View) -> Curve:
    candidates = breaks(f, over)
    places = [classify(f, x) for x in candidates.places]
    program = tower(f.code, f.names, 2)
    smooth = arcs(program, places, over, view)
    if not smooth:
        return Curve((), intervals(candidates.unsettled))
    x, missed, torn = divided(program, smooth, over, view)
    # What rounding does to the heights matters here only where it could be seen.
    y = precise(tower(f.code, f.names, 0), [x], trusted=1e-7, most=100)[0]
    runs = _runs(smooth, np.column_stack([x, y]), torn)
    kept = tuple(part for run in runs for part in visible(run, view.heights))
    for part in kept:
        part.setflags(write=False)
    return Curve(kept, intervals([*candidates.unsettled, *missed]))


def _runs(smooth: list[Arc], nodes: Array, torn: Array) -> list[Array]:
    """Return the points of the arcs, shapes (n, 2), those in one array that join."""
    runs: list[list[Array]] = [[]]
    for arc in smooth:
        first, *others = points_of(arc, nodes, torn)
        runs[-1].append(first)
        runs += [[part] for part in others]
        if not arc.joins:
            runs.append([])
    return [np.concatenate(run) for run in runs if run]
