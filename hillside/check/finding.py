"""The findings of the checks, as data and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of findings; the value is the heading in a report."""

    OVERLAP = "text overlaps"
    CROSSING = "arrow crosses"
    OUTSIDE = "outside the frame"
    SMALL = "text too small"
    CALLOUT = "callout misses"
    FAR = "label far off"
    LEFT_OUT = "label left out"
    FEET = "feet off the ground"
    SUNK = "in the ground"
    ARROW = "arrow misleads"
    INK = "foreign ink"
    SLOPE = "slope misdrawn"
    TOUCH = "touch misdrawn"
    CLAIM = "fact misdrawn"
    NUMBER = "number untrue"
    SAID = "said untruly"
    AIM = "points elsewhere"
    COLOR = "color misleads"
    CONTRAST = "contrast too low"
    ALIKE = "colors too alike"
    STALE = "out of date"
    ACCESS = "hard to access"
    LARGE = "file too large"
    GAVE_WAY = "gave way"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding of a check.

    Attributes:
        kind: its kind.
        part: the name of the part concerned.
        what: what was found, in words.
        amount: its size, in the unit that `what` names.
        at: the time in the film in seconds, or None for the still.
    """

    kind: Kind
    part: str
    what: str
    amount: float = 0.0
    at: float | None = None

    @property
    def is_fault(self) -> bool:
        """Whether the picture is wrong; a mere compromise (`GAVE_WAY`) is not.

        >>> Finding(kind=Kind.GAVE_WAY, part="rise-name", what="stands further out").is_fault
        False
        """
        return self.kind is not Kind.GAVE_WAY

    def __str__(self) -> str:
        """Return the finding as a line of a report.

        >>> str(Finding(kind=Kind.OVERLAP, part="rise-name", what="stands on the curve", at=1.5))
        'text overlaps: rise-name stands on the curve (at 1.50 s)'
        """
        when = "" if self.at is None else f" (at {self.at:.2f} s)"
        return f"{self.kind}: {self.part} {self.what}{when}"


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as lines, faults first, or a sentence if there are none.

    >>> report([])
    'nothing found'
    """
    ordered = sorted(findings, key=lambda found: not found.is_fault)
    return "\n".join(map(str, ordered)) or "nothing found"
