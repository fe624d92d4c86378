"""Evaluation of code on floats, intervals and decimals, with digits lost to rounding restored."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mathcore.expressions.code import Code
from mathcore.functions.function_table import FUNCTIONS
from mathcore.functions.interval_arithmetic import Box, Mask, whole_power
from mathcore.functions.kernels import Array, Value
from mathcore.math_errors import MathError

BLOCK = 32_768
"""Number of points evaluated at once, so that the intermediate arrays fit in the second-level cache."""


@dataclass(frozen=True)
class Program:
    """Code with its outputs (`roots`, indices of steps) and the order of its arguments (`names`)."""

    code: Code
    roots: tuple[int, ...]
    names: tuple[str, ...]

    @cached_property
    def _released(self) -> tuple[tuple[int, ...], ...]:
        """For each step the earlier values that are not needed after it, to be freed."""
        last = {a: at for at, step in enumerate(self.code) for a in step.args}
        kept = set(self.roots)
        released: list[list[int]] = [[] for _ in self.code]
        for place, at in last.items():
            if place not in kept:
                released[at].append(place)
        return tuple(tuple(places) for places in released)

    @cached_property
    def is_extended(self) -> bool:
        """Whether all operations are as accurate as the floats they are given, beyond doubles too."""
        return not any(step.op in _DOUBLES_ONLY for step in self.code)

    def at(self, inputs: Sequence[Value], extended: bool = False) -> list[Value]:
        """Return the values of the roots for one block of inputs; constant roots are not broadcast.

        Args:
            inputs: The values of the variables.
            extended: Whether numbers and constants are numpy's longest floats.
        """
        values: list[Value] = [None] * len(self.code)
        with np.errstate(all="ignore"):
            for at, (op, args, value) in enumerate(self.code):
                if op == "number":
                    values[at] = np.longdouble(value) if extended else value
                elif op == "name":
                    values[at] = inputs[self.names.index(str(value))]
                elif extended and op in EXTENDED_CONSTANTS:
                    values[at] = EXTENDED_CONSTANTS[op]
                else:
                    values[at] = FUNCTIONS[op].value(*[values[a] for a in args])
                for place in self._released[at]:
                    values[place] = None
        return [values[root] for root in self.roots]

    def scalars(self, inputs: Sequence[float]) -> list[float]:
        """Return the values of the roots at one point."""
        return [float(value) for value in self.at([np.float64(x) for x in inputs])]

    def arrays(self, inputs: Sequence[Value]) -> list[Array]:
        """Return the values of the roots, broadcast to the common shape of the inputs."""
        given = [np.asarray(x, dtype=np.float64) for x in inputs]
        shape = np.broadcast_shapes(*[x.shape for x in given])
        flat = [np.broadcast_to(x, shape).reshape(-1) for x in given]
        size = flat[0].size if flat else 1
        found = [np.empty(size) for _ in self.roots]
        for start in range(0, size, BLOCK):
            block = slice(start, start + BLOCK)
            for whole, part in zip(found, self.at([x[block] for x in flat]), strict=True):
                whole[block] = part
        return [whole.reshape(shape) for whole in found]

    def check(self, inputs: Sequence[Value]) -> None:
        """Check that there is one input for each name.

        Raises:
            MathError: If there is not.
        """
        if len(inputs) != len(self.names):
            expected = ", ".join(self.names) or "nothing"
            raise MathError(f"the function takes {expected}, but {len(inputs)} values were given")


def enclose(program: Program, low: Sequence[Array], high: Sequence[Array]) -> list[Box]:
    """Return enclosures of the roots over n boxes, given by their ends, shape (n,) for each variable."""
    everywhere = np.ones(np.shape(low[0]) if low else (1,), dtype=bool)
    found: list[Box] = []
    with np.errstate(all="ignore"):
        for op, args, value in program.code:
            if op == "name":
                at = program.names.index(str(value))
                found.append(Box(low[at], high[at], everywhere))
            elif op == "number":
                found.append(_number(float(value or 0.0)))
            elif len(args) == 2 and args[0] == args[1]:
                found.append(_repeated(op, found[args[0]]))
            else:
                found.append(FUNCTIONS[op].enclosure(*[found[a] for a in args]))
    return [_spread(found[root], everywhere) for root in program.roots]


def _number(value: float) -> Box:
    return Box(np.array([value]), np.array([value]), np.ones(1, dtype=bool))


def _repeated(op: str, u: Box) -> Box:
    """Enclose an operation on twice the same value, which is tighter: x*x is never negative."""
    if op == "mul":
        return whole_power(u, 2.0)
    if op == "sub":
        return Box(np.zeros_like(u.low), np.zeros_like(u.high), u.sure)
    if op in ("lt", "gt", "ne", "le", "ge", "eq"):
        truth = np.full_like(u.low, 1.0 if op in ("le", "ge", "eq") else 0.0)
        return Box(truth, truth, u.sure)
    return FUNCTIONS[op].enclosure(u, u)


def _spread(box: Box, like: Mask) -> Box:
    """Broadcast a constant box to the common shape."""
    low, high, sure, _ = np.broadcast_arrays(box.low, box.high, box.sure, like)
    return Box(low, high, sure)


TRUSTED = 1e-14
"""Largest relative error of a double that is kept: about 50 units in the last place."""
NEGLIGIBLE = 1e-285
"""Absolute value below which a result counts as 0 in relative errors."""
LARGEST_CHECKED = 20_000
"""Maximum number of points whose accuracy is checked, for speed."""
MOST_REPAIRED = 500
"""Maximum number of points recomputed by decimal arithmetic, for speed."""
EXTENDED_GAIN = 2.0 ** (np.finfo(np.longdouble).nmant - np.finfo(np.float64).nmant) / 4
"""How much more accurate than doubles a value in numpy's longest floats is, with a reserve: 512 on x86."""
EXTENDED_CONSTANTS: Mapping[str, np.longdouble] = MappingProxyType(
    {
        "pi": np.longdouble("3.14159265358979323846264338327950288"),
        "e": np.longdouble("2.71828182845904523536028747135266250"),
    }
)
"""The constants in numpy's longest floats."""
_DOUBLES_ONLY = frozenset({"erf", "normal_cdf", "gelu", "sinpi", "root_power"})
"""Operations whose kernels are no more accurate for longer floats."""
Rows = NDArray[np.intp]
"""Indices of points."""
_PRECISIONS = (40, 80, 160, 320)
"""Decimal digits of successive evaluations, until two of them agree."""


def precise(
    program: Program, inputs: Sequence[Array], trusted: float = TRUSTED, most: int = MOST_REPAIRED
) -> list[Array]:
    """Return the values of the roots at n points, inputs of shape (n,), with lost digits restored.

    Doubles are kept where their relative error is proven to be at most `trusted`; elsewhere the value comes
    from extended precision if that is enough, from decimal arithmetic otherwise. For speed, only the `most`
    least accurate points are recomputed in decimals, and none at all if there are more than 20,000.
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
    if program.is_extended and EXTENDED_GAIN > 1:
        close = doubt[rows] <= EXTENDED_GAIN * trusted
        _extend(program, inputs, found, rows[close])
        rows = rows[~close]
    worst = rows[np.argsort(-doubt[rows], kind="stable")[:most]]
    for row in worst.tolist():
        exact = _exact(program, [float(x[row]) for x in inputs])
        for values, value in zip(found, exact, strict=True):
            if value is not None and np.isfinite(values[row]):
                values[row] = value
    return found


def extended(program: Program, inputs: Sequence[Array]) -> list[Array]:
    """Return the values of the roots at n points, inputs of shape (n,), in numpy's longest floats."""
    values = program.at([x.astype(np.longdouble) for x in inputs], extended=True)
    return [np.array(np.broadcast_to(np.asarray(v, dtype=np.float64), inputs[0].shape)) for v in values]


def _extend(program: Program, inputs: Sequence[Array], found: list[Array], rows: Rows) -> None:
    """Replace the values at some points by those of extended precision, where these are finite."""
    if not rows.size:
        return
    for whole, new in zip(found, extended(program, [x[rows] for x in inputs]), strict=True):
        whole[rows] = np.where(np.isfinite(whole[rows]) & np.isfinite(new), new, whole[rows])


def precise_arrays(program: Program, inputs: Sequence[Value], trusted: float = TRUSTED) -> list[Array]:
    """Return the values of the roots for inputs that broadcast to one shape, as `precise` does."""
    given = [np.asarray(x, dtype=np.float64) for x in inputs]
    shape = np.broadcast_shapes(*[x.shape for x in given])
    found = precise(program, [np.broadcast_to(x, shape).reshape(-1) for x in given], trusted)
    return [values.reshape(shape) for values in found]


def restored(program: Program, point: Sequence[float | Decimal]) -> list[float]:
    """Return the values at one point by decimal arithmetic, `nan` where they do not converge."""
    return [math.nan if value is None else value for value in _exact(program, point)]


def _exact(program: Program, point: Sequence[float | Decimal]) -> list[float | None]:
    """Return the values at one point, `None` where they do not converge as the precision doubles."""
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
    """Return the value on which two precisions agree, otherwise `None`; what shrinks with them is 0."""
    if not (rough.is_finite() and fine.is_finite()):
        return None
    if abs(rough - fine) <= Decimal("1e-18") * abs(fine):
        value = float(fine)
        return value if math.isfinite(value) else None
    least = Decimal(10) ** (-digits // 4)
    return 0.0 if abs(rough) < least and abs(fine) < least * least else None


def _decimals(program: Program, point: Sequence[float | Decimal], digits: int) -> list[Decimal]:
    values: list[Decimal] = []
    # No traps: overflow and undefined values, as in branches not taken, propagate as infinity and NaN.
    with localcontext(Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])):
        for op, args, value in program.code:
            if op == "number":
                values.append(Decimal(float(value or 0.0)))
            elif op == "name":
                values.append(Decimal(point[program.names.index(str(value))]))
            else:
                values.append(FUNCTIONS[op].digits(*[values[a] for a in args]))
        return [+values[root] for root in program.roots]
