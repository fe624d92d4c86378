"""The hiker on the ground and the arrow downhill, measured on what is painted.

Parts are known by their names: `hiker` stands on `ground`, and `arrow` points downhill over it. Facts are
known by their fields: those of a walk have its `foot` on the ground, the `slope` there, and its `step`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any, cast

import numpy as np

from hillside.check.depicted_facts import records
from hillside.check.finding import Finding, Kind
from hillside.check.marks import Mark, Points, distances, gap_between, mark_of
from hillside.check.painted_picture import Picture
from hillside.stage.drawing import Part
from mathcore import Point

LOOSE = 1.5
"""The largest distance in layout pixels of a sole from the ground, above or below."""
SLANT = 0.2
"""The largest angle in degrees between an arrow and the way down."""
JOINTS_OF_A_LEG = 4
"""Hip, knee, ankle, toe: no other stroke of a hiker has so many."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The facts of a walk over a curve.

    Attributes:
        slope: the derivative under the foot.
        step: the number of steps taken; between two whole numbers a foot is in the air.
    """

    slope: float
    step: float

    @property
    def downhill(self) -> int:
        """+1 where the ground falls towards greater x, -1 towards smaller x, 0 where it is flat."""
        return (self.slope < 0) - (self.slope > 0)


def walks(facts: Any) -> Iterator[Walk]:
    """Yield the walks among facts."""
    for _, fields in records(facts):
        match fields:
            case {"foot": Point(), "slope": float() as slope, "step": float() as step}:
                yield Walk(slope=slope, step=step)
            case _:
                pass


def feet_off_ground(picture: Picture) -> Iterator[Finding]:
    """Yield feet that hang in the air, and bodies in the ground."""
    if not {"hiker", "ground"} <= picture.marks.keys():
        return
    ground = np.vstack([mark.points for mark in picture.marks["ground"]])
    gaps = [_gap(mark, ground) for mark in _legs(picture.painted["hiker"])]
    planted = min if _is_walking(picture) else max
    if gaps and planted(gaps) > LOOSE:
        yield _finding(Kind.FEET, f"has a foot {planted(gaps):.1f} px above the ground", planted(gaps))
    sunk = max(_sunk(mark, ground) for mark in picture.marks["hiker"])
    if sunk > LOOSE:
        yield _finding(Kind.SUNK, f"is {sunk:.1f} px in the ground", sunk)


def _legs(hiker: Part) -> list[Mark]:
    marks = [mark_of(shape) for shape in hiker.shapes() if len(shape.points) == 4 * (JOINTS_OF_A_LEG - 1)]
    return [mark for mark in marks if mark is not None and not mark.filled]


def _is_walking(picture: Picture) -> bool:
    """Return whether the hiker is between two stops, with a foot in the air."""
    return any(walk.step != int(walk.step) for walk in walks(picture.facts))


def _gap(mark: Mark, ground: Points) -> float:
    return float(distances(mark.points, ground).min()) - mark.reach


def _sunk(mark: Mark, ground: Points) -> float:
    """Return how deep the ink of a mark is under the surface, in layout pixels."""
    order = np.argsort(ground[:, 0], kind="stable")
    x, y = ground[order, 0].tolist(), ground[order, 1].tolist()
    surface = cast(Points, np.interp(mark.points[:, 0], x, y))
    far = distances(mark.points, ground) * np.where(mark.points[:, 1] < surface, -1.0, 1.0)
    return mark.reach - float(far.min())


def misleading_arrows(picture: Picture) -> Iterator[Finding]:
    """Yield an arrow that meets another thing, that is missing, or that does not point the way down."""
    downhill = [walk for walk in walks(picture.facts) if walk.downhill]
    arrow = picture.marks.get("arrow")
    if not downhill or not arrow or not picture.is_on("arrow"):
        return
    plane = picture.painted["arrow"].plane
    if plane is None:
        raise TypeError("the arrow downhill does not say on which plane it is drawn")
    for name, marks in picture.marks.items():
        gap = min(gap_between(one, other) for one in arrow for other in marks) if name != "arrow" else 1.0
        if gap < 0.0 or (gap == 0.0 and name == "solid"):
            kind = Kind.SUNK if name in ("ground", "solid") else Kind.CROSSING
            yield Finding(kind=kind, part="arrow", what=f"is on {name}", amount=gap)
    off = _slant(arrow, downhill[0], plane.view.stretch)
    if off > SLANT:
        yield Finding(kind=Kind.ARROW, part="arrow", what=f"is {off:.1f}° off the way down", amount=off)


def _slant(arrow: tuple[Mark, ...], walk: Walk, stretch: float) -> float:
    """Return the angle in degrees between a painted arrow and the way down."""
    tail, tip = arrow[0].points[0], arrow[-1].points[0]
    along = walk.downhill * np.array([1.0, walk.slope * stretch]) / hypot(1.0, walk.slope * stretch)
    drawn = tip - tail
    return abs(degrees(atan2(along[0] * drawn[1] - along[1] * drawn[0], float(along @ drawn))))


def _finding(kind: Kind, what: str, amount: float) -> Finding:
    return Finding(kind=kind, part="hiker", what=what, amount=amount)
