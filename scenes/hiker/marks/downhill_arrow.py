"""The arrow downhill: parallel to the ground under the hiker, ahead of him, and clear of the ground."""

from __future__ import annotations

from math import hypot

import numpy as np

from hillside.stage.drawing import Part, arrow
from hillside.stage.labels import Beside
from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points
from scenes.hiker.facts import Hill

LONGEST = 250.0
"""Length of the arrow where the slope of the walk is steepest, in layout pixels."""
SHORTEST = 46.0
"""Length below which there is no arrow: it would be all head."""
AHEAD = 0.56
"""Distance along the ground from the hiker to the tail of the arrow, in heights of the hiker."""
LIFT = 58.0
"""Distance of the arrow from the tangent underfoot, in layout pixels, or more"""
CLEAR = 36.0
"""where it would come closer than this to the ground."""
LITTLE = 40.0
"""Rise above its usual distance, in layout pixels, up to which an arrow is preferred to a shorter one."""
STEEPEST = 0.25
"""Cosine of the angle of the ground from which it is a wall, beside which there is no room for an arrow."""
SAMPLES = 25
"""Number of points of the arrow at which its distance from the ground is taken."""


def arrow_part(
    plane: Plane, facts: Hill, height: float, longest: float = LONGEST, shares: tuple[float, ...] = (1.0,)
) -> Part | None:
    """Return the arrow, as long as the slope is steep; None where it is flat, or where there is no room.

    Args:
        plane: the plane of the drawing.
        facts: the walk.
        height: height of the hiker in layout pixels.
        longest: length of the arrow at the steepest slope of the walk, in layout pixels.
        shares: shares of that length of which the first is taken that needs to be raised by little.
    """
    if not facts.downhill:
        return None
    along, up = _directions(plane, facts)
    if up[1] < STEEPEST:
        return None
    foot = plane.points([facts.foot])[0]
    tail = foot + AHEAD * height * along + LIFT * up
    length = min(longest * abs(facts.slope) / facts.steepest, _room(tail, along, plane.box))
    if length < SHORTEST:
        return None
    lines = [tail + np.linspace(0.0, length * share, SAMPLES)[:, None] * along for share in shares]
    raised = [_raise(plane, facts, line, up) for line in lines]
    chosen = next((k for k, rise in enumerate(raised) if rise <= LITTLE), len(shares) - 1)
    ends = lines[chosen][[0, -1]] + np.array([0.0, raised[chosen]])
    if _nearest(plane, facts, lines[chosen] + np.array([0.0, raised[chosen]])) < MEASURES.arrow_head / 2:
        return None
    part = arrow(ends, plane.theme.slope, MEASURES.arrow, MEASURES.arrow_head)
    part.plane = plane
    return part


def _directions(plane: Plane, facts: Hill) -> tuple[Points, Points]:
    """Return unit vectors on the sheet: downhill along the tangent, and along the upward normal."""
    slope = facts.slope * plane.view.stretch
    along = facts.downhill * np.array([1.0, slope]) / hypot(1.0, slope)
    up = np.array([-slope, 1.0]) / hypot(1.0, slope)
    return along, up


def _room(tail: Points, along: Points, box: Box) -> float:
    """Return how long an arrow may be so that its head stays within the sides of the box."""
    side = box.right if along[0] > 0 else box.left
    return float((abs(side - tail[0]) - MEASURES.arrow_head / 2) / max(abs(along[0]), 1e-9))


def _raise(plane: Plane, facts: Hill, line: Points, up: Points) -> float:
    """Return by how much a line along the tangent is raised to be clear of the ground, in layout pixels."""
    x = plane.to_data(line)[:, 0]
    ground = plane.to_sheet(np.column_stack([x, facts.ground.f.roughly(x)]))
    # A line at a distance from a parallel slope is higher above it by the cosine of its angle.
    above = ground[:, 1] + CLEAR / up[1] - line[:, 1]
    return float(np.nan_to_num(above, nan=0.0).max(initial=0.0))


def _nearest(plane: Plane, facts: Hill, line: Points) -> float:
    """Return the distance from a line to the drawn ground, in layout pixels."""
    ground = np.vstack(plane.curve(facts.ground))
    return float(min(np.hypot(*(ground - point).T).min() for point in line))


def direction_label(text: str, within: Box | None = None, *, leader: bool = False) -> Beside:
    """Return the words beside the downhill arrow, in a box, with a `leader` where there is no room by it."""
    return Beside(
        lettering=lettering(text, lines=(2, 3, 1), least=MEASURES.least_label),
        by="arrow",
        sides=("above left", "above right", "above", "left", "right"),
        reach=150,
        leader=leader,
        within=within,
        priority=8,
    )
