"""The hiker on the ground and the arrow downhill, measured on what is painted.

They are known by their names: `hiker` stands on `ground`, and `arrow` points downhill over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, degrees, hypot
from typing import cast

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.marks import Mark, Points, distances, gap_between, mark_of
from hillside.check.picture import Picture
from hillside.check.truth import nested
from hillside.stage.drawing import Part
from scenes.hiker.facts import Hill

LOOSE = 1.5
"""A sole may be so many layout pixels off the ground, or in it."""
SLANT = 0.2
"""Degrees between an arrow and the slope that it follows."""
JOINTS_OF_A_LEG = 4
"""Hip, knee, ankle, toe: no other stroke of a hiker has so many."""


def footing(picture: Picture) -> Iterator[Finding]:
    """Feet that hang in the air, and bodies in the ground."""
    if not {"hiker", "ground"} <= picture.marks.keys():
        return
    ground = np.vstack([mark.points for mark in picture.marks["ground"]])
    gaps = [_gap(mark, ground) for mark in _legs(picture.painted["hiker"])]
    planted = min if _walks(picture) else max
    if gaps and planted(gaps) > LOOSE:
        yield _finding(Kind.FEET, f"has a foot {planted(gaps):.1f} px above the ground", planted(gaps))
    sunk = max(_sunk(mark, ground) for mark in picture.marks["hiker"])
    if sunk > LOOSE:
        yield _finding(Kind.SUNK, f"is {sunk:.1f} px in the ground", sunk)


def _legs(hiker: Part) -> list[Mark]:
    marks = [mark_of(shape) for shape in hiker.shapes() if len(shape.points) == 4 * (JOINTS_OF_A_LEG - 1)]
    return [mark for mark in marks if mark is not None and not mark.filled]


def _walks(picture: Picture) -> bool:
    """Return whether the hiker is between two stops, with a foot in the air."""
    return any(hill.step != int(hill.step) for hill in nested(picture.facts, Hill))


def _gap(mark: Mark, ground: Points) -> float:
    return float(distances(mark.points, ground).min()) - mark.reach


def _sunk(mark: Mark, ground: Points) -> float:
    """Return how deep the ink of a mark is under the surface, in layout pixels."""
    order = np.argsort(ground[:, 0], kind="stable")
    x, y = ground[order, 0].tolist(), ground[order, 1].tolist()
    surface = cast(Points, np.interp(mark.points[:, 0], x, y))
    far = distances(mark.points, ground) * np.where(mark.points[:, 1] < surface, -1.0, 1.0)
    return mark.reach - float(far.min())


def downhill(picture: Picture) -> Iterator[Finding]:
    """Yield an arrow that meets another thing, that is missing, or that does not point the way down."""
    hills = [hill for hill in nested(picture.facts, Hill) if hill.downhill]
    arrow = picture.marks.get("arrow")
    if not hills or not arrow or picture.shown["arrow"] < 1:
        return
    plane = picture.painted["arrow"].plane
    if plane is None:
        raise TypeError("the arrow downhill does not say on which plane it is drawn")
    for name, marks in picture.marks.items():
        gap = min(gap_between(one, other) for one in arrow for other in marks) if name != "arrow" else 1.0
        if gap < 0.0 or (gap == 0.0 and name == "solid"):
            kind = Kind.SUNK if name in ("ground", "solid") else Kind.CROSSING
            yield Finding(kind=kind, part="arrow", what=f"is on {name}", amount=gap)
    off = _slant(arrow, hills[0], plane.view.stretch)
    if off > SLANT:
        yield Finding(kind=Kind.ARROW, part="arrow", what=f"is {off:.1f}° off the way down", amount=off)


def _slant(arrow: tuple[Mark, ...], hill: Hill, stretch: float) -> float:
    """Degrees between a painted arrow and the way down."""
    tail, tip = arrow[0].points[0], arrow[-1].points[0]
    along = hill.downhill * np.array([1.0, hill.slope * stretch]) / hypot(1.0, hill.slope * stretch)
    way = tip - tail
    return abs(degrees(atan2(along[0] * way[1] - along[1] * way[0], float(along @ way))))


def _finding(kind: Kind, what: str, amount: float) -> Finding:
    return Finding(kind=kind, part="hiker", what=what, amount=amount)
