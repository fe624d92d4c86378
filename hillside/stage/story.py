"""What a film tells: beats, and the moment of the picture at any second of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One thing said: a caption, a section of the film, a step on the slide.

    Attributes:
        say: the sentence; its numbers are the figure's own.
        show: names of the parts that come on, in order.
        hide: names of the parts that go.
        at: parameters that are set before the beat.
        to: parameters that glide during the beat; only numbers can.
        seconds: how long the parts or parameters move.
        rest: how long the picture then stands still, to be read.
    """

    say: str
    show: Sequence[str] = ()
    hide: Sequence[str] = ()
    at: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    to: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    seconds: float = 1.0
    rest: float = 1.0

    @property
    def length(self) -> float:
        """Seconds in all."""
        return self.seconds + self.rest


def ease(share: float) -> float:
    """Slow, quick, slow: 0 to 1 as 0 to 1 with no jerk at the ends (Perlin's smootherstep, 2002).

    >>> ease(0.0), ease(0.5), ease(1.0)
    (0.0, 0.5, 1.0)
    """
    share = min(max(share, 0.0), 1.0)
    return share**3 * (share * (6 * share - 15) + 10)
