"""How a curve will be looked at."""

from dataclasses import dataclass

from mathcore.interval import Interval


@dataclass(frozen=True)
class View:
    """How the curve will be looked at: what counts as one unit in x and in y, and the visible heights."""

    dx: float
    dy: float
    heights: Interval | None
