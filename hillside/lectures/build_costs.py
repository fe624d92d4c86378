"""Where the time of a build goes: the processor time of each output."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from hillside.stage.errors import counted


def processor_seconds() -> float:
    """Return the processor time of this process and of those it has started that have ended, in seconds."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass(frozen=True)
class BuildCosts:
    """What a build took.

    Attributes:
        spent: the processor time of each output in seconds; that of a figure's first output includes the
            layout, which all of its outputs share.
        seconds: the duration of the build in seconds.
        workers: the number of worker processes.
    """

    spent: Mapping[str, float]
    seconds: float
    workers: int

    def __str__(self) -> str:
        """Return the costs as a table, the largest first.

        >>> print(BuildCosts({"a.svg": 1.5, "a.mp4": 6.0}, 5.0, 2))
        Processor seconds, a figure's layout with its first output:
             6.0  80 %  a.mp4
             1.5  20 %  a.svg
             7.5  in all, in 5.0 seconds with 2 workers: 75 % of what they can do
        """
        total = sum(self.spent.values())
        rows = [
            f"{seconds:8.1f}  {round(100 * seconds / total if total else 0):2} %  {name}"
            for name, seconds in sorted(self.spent.items(), key=lambda each: -each[1])
        ]
        busy = round(100 * total / max(self.seconds * self.workers, 1e-3))
        whole = (
            f"in all, in {self.seconds:.1f} seconds with {counted(self.workers, 'worker')}: {busy} % of what "
            f"{'they can' if self.workers > 1 else 'it can'} do"
        )
        head = "Processor seconds, a figure's layout with its first output:"
        return "\n".join([head, *rows, f"{total:8.1f}  {whole}"])
