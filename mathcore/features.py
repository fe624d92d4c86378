"""What is found on an interval: a list of named places, and what could not be settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar, overload

from mathcore.interval import Interval
from mathcore.landscape import CONTINUOUS, Landscape, snap
from mathcore.pieces import Pair
from mathcore.roots import Zeros

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


def plateaus_in(land: Landscape, found: Zeros) -> list[Feature]:
    """Return the pieces on which a derivative is 0, joined across points where f is continuous."""
    pairs = [(snap(a, land), snap(b, land)) for a, b in found.flat]
    joined: list[Pair] = []
    continuous = {place.x for place in land.places if place.kind in CONTINUOUS}
    for a, b in sorted(pairs):
        if joined and joined[-1][1] == a and a in continuous:
            joined[-1] = (joined[-1][0], b)
        elif a < b:
            joined.append((a, b))
    flat = [Interval(a, b) for a, b in joined]
    return [Feature(piece.center, land.f(piece.center), FeatureKind.PLATEAU, piece) for piece in flat]


def on_plateau(x: float, plateaus: list[Feature]) -> bool:
    """Tell whether x belongs to a plateau."""
    return any(feature.over is not None and x in feature.over for feature in plateaus)


def ordered(features: list[Feature], land: Landscape) -> tuple[Feature, ...]:
    """Sort by x; of two at one place keep the first, which is the more special."""
    kept: list[Feature] = []
    for feature in sorted(features, key=lambda feature: feature.x):
        if not kept or feature.x - kept[-1].x > 1e-12 * land.over.width or feature.over is not None:
            kept.append(feature)
    return tuple(kept)
