"""Drawing of two classes: the field of probabilities in steps, its boundary, and the points."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, dot, filled, patch, stroke
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from scenes.shared.maps.class_tints import PROBABILITIES, class_tint
from scenes.shared.maps.contours import LevelSet, level_sets
from scenes.training.classes import Array, ClassFacts, ClassRun

SAMPLE = 8.0
"""Radius of a point in layout pixels; and in the same unit:"""
HALO = 2.0
"""width of the paper around it,"""
RING, RING_WIDTH = 17.0, 4.0
"""radius and width of the ring around a point that is put into the wrong class,"""
BOUNDARY = 5.0
"""and width of the boundary."""
CELLS = (64, 48)
"""Number of cells in which the field is followed, across and up."""


def field_parts(plane: Plane, run: ClassRun, facts: ClassFacts) -> dict[str, Part]:
    """Return the field, its boundary, the points, and rings around those in the wrong class."""
    row = np.array(facts.parameters)

    def chance(x: Array, y: Array) -> Array:
        flat = np.column_stack([np.ravel(x), np.ravel(y)])
        return run.probability(row, flat).reshape(np.shape(x))

    levels = [step / PROBABILITIES for step in range(1, PROBABILITIES)]
    bands = level_sets(chance, plane.view.x, plane.view.y, (-np.inf, *levels), CELLS)
    middle = bands[PROBABILITIES // 2]
    parts = {
        "field": Part.of(*(_band(plane, band, step) for step, band in enumerate(bands) if band.rings)),
        "boundary": stroke([plane.to_sheet(line) for line in middle.lines], plane.theme.ink, BOUNDARY),
        "samples": samples_part(plane, facts),
    }
    if facts.wrong:
        parts["wrong"] = Part.of(
            *(ring(center, RING, plane.theme.slope, RING_WIDTH) for center in plane.points(facts.wrong))
        )
    return parts


def _band(plane: Plane, band: LevelSet, step: int) -> Part:
    return patch([plane.to_sheet(ring) for ring in band.rings], class_tint(plane.theme, step))


def samples_part(plane: Plane, facts: ClassFacts) -> Part:
    """Draw the points of class 0 as disks and those of class 1 as triangles, each with a halo of paper."""
    theme, radius = plane.theme, max(5.0, SAMPLE - facts.count / 100)
    disks = [dot(center, radius, theme.curve, theme.paper, HALO) for center in plane.points(facts.zeros)]
    triangles = [
        Part.of(
            filled(triangle(center, 1.25 * radius + 2 * HALO), theme.paper),
            filled(triangle(center, 1.25 * radius), theme.legs),
        )
        for center in plane.points(facts.ones)
    ]
    return Part.of(*disks, *triangles)


def triangle(center: Points, radius: float) -> Points:
    """Return the corners of a triangle that stands on a side, shape `(3, 2)`."""
    turns = np.pi / 2 + 2 * np.pi / 3 * np.arange(3)
    return center + radius * np.column_stack([np.cos(turns), np.sin(turns)])


def ring(center: Points, radius: float, color: str, width: float) -> Part:
    """Return a circle as a line."""
    turns = np.linspace(0.0, 2 * np.pi, 33)
    return stroke([center + radius * np.column_stack([np.cos(turns), np.sin(turns)])], color, width)
