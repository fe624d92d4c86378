"""What one output shows of its figure, and how it ends: plain data, without manim."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from hillside.stage.errors import Refusal

LEAST_BUDGET = 1000


@dataclass(frozen=True, kw_only=True)
class Finish:
    """What an output shows of its figure, and how it ends.

    Attributes:
        animated: whether a `.webp` is a film; other suffixes say so themselves.
        transparent: whether it has no background.
        beat: the number of the one beat that is shown, from 1; a still shows its end.
        moment: the second of the film that a still shows.
        loop: whether a film fades back into its first picture, to be played over and over.
        budget: the most bytes that a film may have.

    Raises:
        Refusal: A number is out of range, or two say different things.
    """

    animated: bool = False
    transparent: bool = False
    beat: int | None = None
    moment: float | None = None
    loop: bool = False
    budget: int | None = None

    def __post_init__(self) -> None:
        if self.beat is not None and self.moment is not None:
            raise Refusal("a beat and a moment are both given; choose one of them")
        if self.beat is not None and self.beat < 1:
            raise Refusal(f"beat {self.beat} is out of range; the first beat is 1")
        if self.moment is not None and not (isfinite(self.moment) and self.moment >= 0):
            raise Refusal(f"moment {self.moment:g} is out of range; give seconds from 0 on")
        if self.budget is not None and self.budget < LEAST_BUDGET:
            raise Refusal(f"a budget of {self.budget} bytes is too small for any film; give one such as 8MB")


WHOLE = Finish()
"""All of the figure, on its paper."""
