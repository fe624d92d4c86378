"""Labels and callouts as a figure asks for them: by a thing, on a side, never at coordinates.

A figure puts `Beside` and `Pointing` among its parts. Once all strokes are known, `placing` turns
them into the placement solver's items and draws what the solver answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.polylines import Points


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Words beside a part.

    Attributes:
        lettering: the words.
        by: the part's name, or points to stand by, shape `(k, 2)`, equally good.
        sides: the sides preferred, best first.
        own: further parts whose nearness is no crowding.
        gap: clear distance from thing to words.
        reach: how far from the thing the words may stand without a leader.
        leader: whether a leader may join them from further off.
        strict: whether no other side will do.
        ranked: whether the points come best first.
        within: the box that the words stay in.
        priority: which label keeps its place when room is short.
        plate: whether the words stand on a plate of bare paper, so that they may lie on a map.
    """

    lettering: Lettering
    by: str | Points
    ranked: bool = False
    within: Box | None = None
    sides: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    gap: float = 14.0
    reach: float = 70.0
    leader: bool = False
    strict: bool = False
    priority: int = 0
    plate: bool = False


@dataclass(frozen=True, kw_only=True)
class Pointing:
    """Words with an arrow whose tip touches a part.

    Attributes:
        lettering: the words.
        to: the part's name.
        also: further parts that the tip may touch.
        avoid: points of the part that the tip keeps away from, shape `(m, 2)`.
        within: the box that the words stay in.
        priority: which label keeps its place when room is short.
    """

    lettering: Lettering
    to: str
    also: tuple[str, ...] = ()
    avoid: Points = field(default_factory=lambda: np.empty((0, 2)))
    within: Box | None = None
    priority: int = 0


Request: TypeAlias = Beside | Pointing
Parts: TypeAlias = Mapping[str, Part | Request]
"""The named pieces of a picture, back to front."""


def headline(words: Lettering, box: Box, language: Language) -> Beside:
    """Return a line in the upper corner of `box` where reading begins, and nowhere else."""
    rightward = language.direction == "ltr"
    corner = np.array([[box.left if rightward else box.right, box.top]])
    side = "below right" if rightward else "below left"
    return Beside(lettering=words, by=corner, sides=(side,), gap=0.0, reach=0.0, strict=True, priority=10)
