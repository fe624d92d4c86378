"""The hiker's feet on the ground and the arrow downhill, measured on what is painted.

Parts are recognized by name: `hiker` stands on `ground`, and `arrow` above it points downhill. Facts are
recognized by their fields: those of a walk have `foot`, a point on the ground, `slope` there, and `step`.
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
from hillside.stage.plane import plane_of
from mathcore import Point

SOLE_TOLERANCE = 1.5
"""The largest distance of a sole from the ground, above or below, in layout pixels."""
ARROW_TOLERANCE = 0.2
"""The largest angle between the arrow and the downhill direction, in degrees."""
BOOTS = ("far boot", "near boot")
"""The names of the shapes that stand on the ground."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The facts of a walk over a curve.

    Attributes:
        slope: the derivative under the foot.
        step: the number of steps taken so far; while it is not an integer, a foot is in the air.
    """

    slope: float
    step: float

    @property
    def downhill(self) -> int:
        """The sign of the downhill direction: +1 towards greater x, -1 towards smaller x, 0 on the level."""
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
    """Yield feet above or below the ground, and bodies that reach into it."""
    if not {"hiker", "ground"} <= picture.marks.keys():
        return
    ground = np.vstack([mark.points for mark in picture.marks["ground"]])
    gaps = [min(_gap(mark, ground) for mark in boot) for boot in _boots(picture.painted["hiker"])]
    planted = min if _is_walking(picture) else max
    if gaps and planted(gaps) > SOLE_TOLERANCE:
        yield _finding(Kind.FEET, f"has a foot {planted(gaps):.1f} px above the ground", planted(gaps))
    sunk = max(_depth_below(mark, ground) for mark in picture.marks["hiker"])
    if sunk > SOLE_TOLERANCE:
        yield _finding(Kind.SUNK, f"is {sunk:.1f} px in the ground", sunk)


def _boots(hiker: Part) -> Iterator[list[Mark]]:
    """Yield the marks of each boot."""
    for name in BOOTS:
        marks = [mark_of(shape) for shape in hiker.shapes() if shape.name == name]
        yield [mark for mark in marks if mark is not None]


def _is_walking(picture: Picture) -> bool:
    """Return whether the hiker is in the middle of a step, with a foot in the air."""
    return any(walk.step != int(walk.step) for walk in walks(picture.facts))


def _gap(mark: Mark, ground: Points) -> float:
    return float(distances(mark.points, ground).min()) - mark.reach


def _depth_below(mark: Mark, ground: Points) -> float:
    """Return how far the ink of a mark reaches below the ground, in layout pixels."""
    order = np.argsort(ground[:, 0], kind="stable")
    x, y = ground[order, 0].tolist(), ground[order, 1].tolist()
    surface = cast(Points, np.interp(mark.points[:, 0], x, y))
    far = distances(mark.points, ground) * np.where(mark.points[:, 1] < surface, -1.0, 1.0)
    return mark.reach - float(far.min())


def misleading_arrows(picture: Picture) -> Iterator[Finding]:
    """Yield the arrow if it is missing, touches another part, or does not point downhill."""
    downhill = [walk for walk in walks(picture.facts) if walk.downhill]
    arrow = picture.marks.get("arrow")
    if not downhill or not arrow or not picture.is_on("arrow"):
        return
    plane = plane_of(picture.painted["arrow"])
    if plane is None:
        raise TypeError("the arrow downhill does not say on which plane it is drawn")
    for name, marks in picture.marks.items():
        gap = min(gap_between(one, other) for one in arrow for other in marks) if name != "arrow" else 1.0
        if gap < 0.0:
            kind = Kind.SUNK if name == "ground" else Kind.CROSSING
            yield Finding(kind=kind, part="arrow", what=f"is on {name}", amount=gap)
    if "ground" in picture.marks:
        ground = np.vstack([mark.points for mark in picture.marks["ground"]])
        sunk = max(_depth_below(mark, ground) for mark in arrow)
        if sunk > SOLE_TOLERANCE:
            yield Finding(kind=Kind.SUNK, part="arrow", what=f"is {sunk:.1f} px in the ground", amount=sunk)
    off = _angle_off_downhill(arrow, downhill[0], plane.view.stretch)
    if off > ARROW_TOLERANCE:
        yield Finding(kind=Kind.ARROW, part="arrow", what=f"is {off:.1f}° off the way down", amount=off)


def _angle_off_downhill(arrow: tuple[Mark, ...], walk: Walk, stretch: float) -> float:
    """Return the angle between the painted arrow and the downhill direction, in degrees."""
    tail, tip = arrow[0].points[0], arrow[-1].points[0]
    along = walk.downhill * np.array([1.0, walk.slope * stretch]) / hypot(1.0, walk.slope * stretch)
    drawn = tip - tail
    return abs(degrees(atan2(along[0] * drawn[1] - along[1] * drawn[0], float(along @ drawn))))


def _finding(kind: Kind, what: str, amount: float) -> Finding:
    return Finding(kind=kind, part="hiker", what=what, amount=amount)
