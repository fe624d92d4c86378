"""What is found on an interval: a list of named places, and what could not be settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar, overload

from mathcore.calculus.intervals import Interval

T = TypeVar("T")


@dataclass(frozen=True)
class Features(Sequence[T], Generic[T]):
    """What was found, in order of x, and the pieces in which more could not be ruled out.

    `found` is complete on the rest of the interval: there interval arithmetic has proven that nothing else
    is.

    Example:
        >>> from mathcore import critical_points, parse
        >>> turns = critical_points(parse("cos x"), (1, 7))
        >>> len(turns), turns[1].kind.value, turns.unsettled
        (4, 'minimum', ())
    """

    found: tuple[T, ...]
    unsettled: tuple[Interval, ...] = ()

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self.found[index]

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[T]:
        return iter(self.found)


class FeatureKind(Enum):
    """Kinds of zeros, critical points and inflections; the value is the name a figure may print.

    Example:
        >>> FeatureKind.FLAT_INFLECTION.value
        'flat inflection'
    """

    CROSSING = "crossing"
    TOUCHING = "touching"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    END_MINIMUM = "end minimum"
    END_MAXIMUM = "end maximum"
    INFLECTION = "inflection"
    FLAT_INFLECTION = "flat inflection"
    PLATEAU = "plateau"


@dataclass(frozen=True)
class Feature:
    """A named place of a graph.

    Attributes:
        x: Where; for a plateau its middle.
        y: f(x).
        kind: What it is.
        over: The whole piece, for a plateau; otherwise `None`.

    Example:
        >>> from mathcore import parse, zeros
        >>> zeros(parse("x - 2"), (0, 3))[0].x
        2.0
    """

    x: float
    y: float
    kind: FeatureKind
    over: Interval | None = None
