"""Files within a size budget: the highest quality whose file is small enough."""

import re
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path

from hillside.stage.errors import Refusal

LEVEL_RATIO = 0.7
"""Expected file size relative to the level before; levels that would still be too large are skipped."""


def write_within(budget: int | None, target: Path, levels: Sequence[Callable[[], None]]) -> None:
    """Write `target` at the finest level whose file has at most `budget` bytes; without one, at the finest.

    Args:
        budget: Maximum size in bytes, or None.
        target: The file to write.
        levels: Functions that write the file, the finest quality first.

    Raises:
        Refusal: Even the coarsest level takes more.
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
        steps = max(int(log(size / budget) / -log(LEVEL_RATIO)), 1)
        level = min(level + steps, len(levels) - 1)


def show_size(count: int) -> str:
    """Return a size in bytes as text, rounded up so that it suffices as a budget.

    >>> show_size(1_234_567), show_size(45_001)
    ('1.3MB', '46kB')
    """
    return f"{-(-count // 100_000) / 10:g}MB" if count >= 1_000_000 else f"{-(-count // 1000)}kB"


def read_budget(text: str) -> int:
    """Return the number of bytes in a text such as `8MB`; units are `B`, `kB` (1000) and `MB` (1000000).

    >>> read_budget("8MB"), read_budget("250 kB")
    (8000000, 250000)

    Raises:
        Refusal: The text is not such a size.
    """
    found = re.fullmatch(r"\s*([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*([kKmM]?)[bB]\s*", text)
    if found is None:
        raise Refusal(f'budget "{text}" is not understood; write one such as 8MB or 500kB')
    return round(float(found[1]) * {"": 1, "k": 1000, "m": 1_000_000}[found[2].lower()])


def show_budget(count: int) -> str:
    """Return a number of bytes as text that `read_budget` reads, without rounding.

    >>> show_budget(8_000_000), show_budget(250_000), show_budget(1234)
    ('8MB', '250kB', '1234B')
    """
    for unit, size in (("MB", 1_000_000), ("kB", 1000)):
        if count % size == 0:
            return f"{count // size}{unit}"
    return f"{count}B"
