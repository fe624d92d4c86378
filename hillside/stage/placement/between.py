"""The placement at a moment between two key times."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from hillside.stage.box import Box
from hillside.stage.geometry import Array
from hillside.stage.placement.items import Placed, Placement

FADING = 0.35  # share of the interval in which one fades out, and of that in which it fades in


def between(first: Placement, second: Placement, share: float) -> Placement:
    """Return what stands where when `share` of the time from `first` to `second` has gone by.

    An item that stays follows its thing evenly; one that glides eases in and out; one that fades is gone
    from its old place before it shows at the new one, and while it is gone it is not in the answer.  What
    fades stands still, so ink that moves may pass under the last of it.

    Raises:
        ValueError: if the share is not in [0, 1].

    >>> old = Placed("P", 0, Box(0, 0, 10, 10), (0.0, 0.0), "right")
    >>> new = Placed("P", 0, Box(8, 0, 18, 10), (8.0, 0.0), "right", arrival="glides")
    >>> between(Placement({"P": old}), Placement({"P": new}), 0.25).placed["P"].box.left
    1.25
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share is {share}: a moment between two lies from 0 to 1")
    placed: dict[str, Placed] = {}
    for name in dict.fromkeys([*first.placed, *second.placed]):
        now = _now(first.placed.get(name), second.placed.get(name), share)
        if now is not None:
            placed[name] = now
    return Placement(MappingProxyType(placed), second.shortfalls if share == 1 else first.shortfalls)


def pace(arrival: str, share: float) -> float:
    """Return how much of its way an item has gone: evenly if it stays, `3s^2 - 2s^3` if it glides.

    >>> pace("stays", 0.25), pace("glides", 0.25), pace("glides", 0.5)
    (0.25, 0.15625, 0.5)
    """
    return share * share * (3 - 2 * share) if arrival == "glides" else share


def _now(old: Placed | None, new: Placed | None, share: float) -> Placed | None:
    if old is not None and new is not None and new.arrival != "fades":
        return _mixed(old, new, pace(new.arrival, share))
    shown = max(1 - share / FADING, 1 - (1 - share) / FADING)
    one = old if share < 0.5 else new
    return None if one is None or shown <= 0 else replace(one, opacity=one.opacity * shown)


def _mixed(old: Placed, new: Placed, share: float) -> Placed:
    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    def path(a: Array | None, b: Array | None) -> Array | None:
        return None if a is None or b is None else a + (b - a) * share

    a, b = old.box, new.box
    return replace(
        new,
        box=Box(mix(a.left, b.left), mix(a.bottom, b.bottom), mix(a.right, b.right), mix(a.top, b.top)),
        anchor=(mix(old.anchor[0], new.anchor[0]), mix(old.anchor[1], new.anchor[1])),
        leader=path(old.leader, new.leader),
        curve=path(old.curve, new.curve),
    )
