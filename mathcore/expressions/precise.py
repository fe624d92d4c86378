"""Values whose digits can be trusted.

They are evaluated in doubles, and again with more digits where rounding hid some: (1 - cos x)/x^2 at 1e-8 is
1/2, yet in doubles it comes out as 0, because 1 - cos x has lost every digit. Interval arithmetic tells at
which points that happens; there the formula is evaluated in decimal arithmetic of growing precision, until
two precisions agree.
"""

import math
from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext

import numpy as np

from mathcore.expressions.evaluation import Program, enclose
from mathcore.functions.function_table import FUNCTIONS
from mathcore.functions.kernels import Array, Value

TRUSTED = 1e-14
"""The relative error up to which doubles stand: about 50 units in the last place."""
NEGLIGIBLE = 1e-285
"""What is smaller counts as 0 when errors are weighed."""
LARGEST_CHECKED = 20_000
MOST_REPAIRED = 500
_PRECISIONS = (40, 80, 160, 320)


def precise(
    program: Program, inputs: Sequence[Array], trusted: float = TRUSTED, most: int = MOST_REPAIRED
) -> list[Array]:
    """Return the values of the roots at n points, inputs of shape (n,), with lost digits restored.

    Doubles stand where their relative error is proven to be at most `trusted`.

    For speed, only the worst points are repaired, `most` at most, and none of more than 20,000.
    """
    found = program.arrays(inputs)
    if found[0].size > LARGEST_CHECKED or not inputs:
        return found
    boxes = enclose(program, inputs, inputs)
    doubt = np.zeros(found[0].shape)
    for values, box in zip(found, boxes, strict=True):
        with np.errstate(all="ignore"):
            spread = (box.high - box.low) / (np.abs(values) + NEGLIGIBLE)
        doubt = np.where(np.isfinite(values), np.fmax(doubt, spread), doubt)
    rows = np.flatnonzero(np.isfinite(found[0]) & (doubt > trusted))
    worst = rows[np.argsort(-doubt[rows], kind="stable")[:most]]
    for row in worst.tolist():
        exact = _exact(program, [float(x[row]) for x in inputs])
        for values, value in zip(found, exact, strict=True):
            if value is not None and np.isfinite(values[row]):
                values[row] = value
    return found


def precise_arrays(program: Program, inputs: Sequence[Value], trusted: float = TRUSTED) -> list[Array]:
    """Return the values of the roots for inputs of any shapes that broadcast to one."""
    given = [np.asarray(x, dtype=np.float64) for x in inputs]
    shape = np.broadcast_shapes(*[x.shape for x in given])
    found = precise(program, [np.broadcast_to(x, shape).reshape(-1) for x in given], trusted)
    return [values.reshape(shape) for values in found]


def restored(program: Program, point: Sequence[float]) -> list[float]:
    """Return the values at one point from decimal arithmetic alone, `nan` where they do not settle."""
    return [math.nan if value is None else value for value in _exact(program, point)]


def _exact(program: Program, point: Sequence[float]) -> list[float | None]:
    """Return the values at one point, `None` where growing precision does not settle them."""
    before = _decimals(program, point, _PRECISIONS[0])
    settled: list[float | None] = [None] * len(before)
    for digits in _PRECISIONS[1:]:
        after = _decimals(program, point, digits)
        settled = [_agreed(a, b, digits) for a, b in zip(before, after, strict=True)]
        if all(value is not None for value in settled):
            break
        before = after
    return settled


def _agreed(rough: Decimal, fine: Decimal, digits: int) -> float | None:
    """Return a value on which two precisions agree; what shrinks with the precision is 0."""
    if not (rough.is_finite() and fine.is_finite()):
        return None
    if abs(rough - fine) <= Decimal("1e-18") * abs(fine):
        value = float(fine)
        return value if math.isfinite(value) else None
    least = Decimal(10) ** (-digits // 4)
    return 0.0 if abs(rough) < least and abs(fine) < least * least else None


def _decimals(program: Program, point: Sequence[float], digits: int) -> list[Decimal]:
    values: list[Decimal] = []
    # No traps: overflow and undefined parts of branches not taken travel as infinity and NaN.
    with localcontext(Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])):
        for op, args, value in program.code:
            if op == "number":
                values.append(Decimal(float(value or 0.0)))
            elif op == "name":
                values.append(Decimal(point[program.names.index(str(value))]))
            else:
                values.append(FUNCTIONS[op].digits(*[values[a] for a in args]))
        return [+values[root] for root in program.roots]
