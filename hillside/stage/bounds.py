"""What a parameter may be, in words: a number within bounds, or `auto` for one that is chosen to fit."""

from __future__ import annotations

from dataclasses import dataclass

AUTO = "auto"


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The numbers allowed: from `low` to `high`, beyond `above`, short of `below`; `None` is no bound."""

    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None

    def __contains__(self, value: float) -> bool:
        return (
            (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )

    def __str__(self) -> str:
        """Return the rule in words, or nothing.

        >>> str(Bounds(above=0, high=1))
        'above 0 and at most 1'
        """
        words = ("at least", self.low), ("above", self.above), ("at most", self.high), ("below", self.below)
        return " and ".join(f"{word} {bound:g}" for word, bound in words if bound is not None)
