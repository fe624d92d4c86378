"""A line on its data, drawn: the points, the gaps between them and the line, and the line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hillside.stage.drawing import Part, dashed, disk, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.plane import Plane
from mathcore import Point, Segment
from scenes.shared.samples.line_fit import LineFit

SAMPLE = 9.0
"""Layout pixels of the radius of a data point,"""
LEAST_SAMPLE = 5.0
"""and of one among very many."""
GAP_DASH, GAP_BREAK = 9.0, 9.0


def samples_part(plane: Plane, samples: Sequence[Point]) -> Part:
    """Return the data as dots, each of which can be read back."""
    radius = max(LEAST_SAMPLE, SAMPLE - len(samples) / 25)
    return Part.of(*(_sample(plane, each, radius) for each in samples))


def line_part(plane: Plane, facts: LineFit) -> Part:
    """Return the line of the model, as thick as a curve."""
    part = stroke([plane.ends(facts.line)], plane.theme.curve, MEASURES.curve)
    part.plane = plane
    return part


def gaps_part(plane: Plane, facts: LineFit) -> Part:
    """Return the gaps as dashed legs, each of which can be read back."""
    return Part.of(*(_gap(plane, each) for each in facts.gaps))


def _sample(plane: Plane, sample: Point, radius: float) -> Part:
    part = disk(plane.points([sample])[0], radius, plane.theme.ink)
    part.plane = plane
    return part


def _gap(plane: Plane, gap: Segment) -> Part:
    part = dashed(plane.ends(gap), plane.theme.legs, MEASURES.legs, GAP_DASH, GAP_BREAK)
    part.plane = plane
    return part


def ring(plane: Plane, point: Point, role: Role) -> Part:
    """Return an open circle: a place on a curve where nothing stands."""
    center, color = plane.points([point])[0], plane.theme.color(role)
    angles = np.linspace(0.0, 2 * np.pi, 49)
    rim = center + MEASURES.dot * np.column_stack([np.cos(angles), np.sin(angles)])
    part = Part.of(disk(center, MEASURES.dot, plane.theme.paper), stroke([rim], color, MEASURES.legs))
    part.plane = plane
    part.grows = False
    return part


def _x(gap: Segment) -> float:
    return gap.start.x


def gap_label(plane: Plane, facts: LineFit, text: str) -> Beside:
    """Return a word beside the longest gaps or the outermost, or past an end of one."""
    longest = sorted(facts.gaps, key=lambda gap: -abs(gap.end.y - gap.start.y))[:4]
    outermost = min(facts.gaps, key=_x), max(facts.gaps, key=_x)
    places = plane.points([gap.at(share) for share in (0.5, 0.0, 1.0) for gap in (*longest, *outermost)])
    return Beside(
        lettering=Lettering(settings=(plain(text),), size=MEASURES.name, role="legs"),
        by=places,
        ranked=True,
        sides=("right", "left"),
        own=("gaps",),
        reach=60,
        leader=True,
        priority=2,
    )


def line_label() -> Beside:
    """Return the formula of the line beside it."""
    return Beside(
        lettering=Lettering(settings=(formula("y = w x + b"),), size=MEASURES.name, role="curve"),
        by="line",
        sides=("above left", "above", "below right", "below"),
        own=("gaps",),
        reach=60,
        leader=True,
        priority=3,
    )
