"""A closed interval of numbers: a window, a range of heights, a piece of the axis."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from mathcore.errors import MathError


@dataclass(frozen=True)
class Interval:
    """The numbers from `low` to `high`, both included, in data coordinates.

    Raises:
        MathError: If an end is not finite, or `low` is not below `high`.

    Example:
        >>> window = Interval(-1, 3)
        >>> window.width, window.center, 2.5 in window
        (4.0, 1.0, True)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", float(self.low))
        object.__setattr__(self, "high", float(self.high))
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise MathError(f"the interval {self.low:g} to {self.high:g} must have finite ends")
        if not self.low < self.high:
            raise MathError(f"the interval must run upward, but {self.low:g} is not below {self.high:g}")

    @property
    def width(self) -> float:
        """`high - low`."""
        return self.high - self.low

    @property
    def center(self) -> float:
        """The number halfway between the ends."""
        return self.low + 0.5 * (self.high - self.low)

    def __contains__(self, x: float) -> bool:
        return self.low <= x <= self.high

    def __iter__(self) -> Iterator[float]:
        yield self.low
        yield self.high


def interval(over: "Interval | tuple[float, float]") -> Interval:
    """Read a `(low, high)` pair as an `Interval`; an `Interval` stays itself.

    Example:
        >>> interval((0, 2))
        Interval(low=0.0, high=2.0)
    """
    return over if isinstance(over, Interval) else Interval(*over)
