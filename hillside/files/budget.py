"""A file within a budget: the finest level whose file is small enough."""

from collections.abc import Callable, Sequence
from math import log
from pathlib import Path

from hillside.stage.errors import Refusal
from hillside.studio.excerpt import show_budget

SAVED = 0.7
"""The share of the bytes that one level coarser is hoped to leave, to skip levels that cannot do."""


def write_within(budget: int | None, target: Path, levels: Sequence[Callable[[], None]]) -> None:
    """Write ``target`` at the finest of ``levels``, or at the first whose file has at most ``budget`` bytes.

    Each level writes the file anew; the finest comes first.

    Raises:
        Refusal: if even the coarsest level takes more.
    """
    level = 0
    while True:
        levels[level]()
        size = target.stat().st_size
        if budget is None or size <= budget:
            return
        if level == len(levels) - 1:
            raise Refusal(
                f"the film takes {show_size(size)} at the least, and the budget is {show_budget(budget)}; "
                "allow more, or choose a smaller --size, a lower --fps or another format"
            )
        steps = max(int(log(size / budget) / -log(SAVED)), 1)
        level = min(level + steps, len(levels) - 1)


def show_size(count: int) -> str:
    """Bytes for a person, rounded up so that asking for them is enough.

    >>> show_size(1_234_567), show_size(45_001)
    ('1.3MB', '46kB')
    """
    return f"{-(-count // 100_000) / 10:g}MB" if count >= 1_000_000 else f"{-(-count // 1000)}kB"
