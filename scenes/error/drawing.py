"""Drawing of the error of a model: the layout of its two graphs, the mark at the minimum, and the labels."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, disk, stroke
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, columns, inset, panels, within_aspect
from mathcore import Point, Segment
from scenes.shared.samples.line_fit import LineFit

GUTTER = 70.0
"""Space between the two halves, in layout pixels."""


def halves_of(sheet: Sheet) -> tuple[Box, ...]:
    """Return the halves for the data and for the error: side by side unless the sheet is tall."""
    room = sheet.inside(MEASURES.margin)
    return columns(room, (1, 1), GUTTER) if room.width >= room.height else panels(room, 2, GUTTER)


def graph_boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Return the boxes of both graphs, below the numbers and with space for the names of the axes."""
    left, right = (
        within_aspect(inset(half, left=40, right=40, top=150, bottom=90), 0.6, 2.0)
        for half in halves_of(sheet)
    )
    return left, right


def minimum_mark(plane: Plane, point: Point) -> Part:
    """Draw an open circle around the minimum of a curve."""
    center = plane.points([point])[0]
    angles = np.linspace(0.0, 2 * np.pi, 49)
    rim = center + MEASURES.dot * np.column_stack([np.cos(angles), np.sin(angles)])
    inside = disk(center, MEASURES.dot, plane.theme.paper)
    part = Part.of(inside, stroke([rim], plane.theme.ink, MEASURES.legs))
    part.plane = plane
    part.grows = False
    return part


def minimum_label(error: float, language: Language) -> Beside:
    """Return the minimum error as a label beside its point of the curve."""
    words = language.say("lowest error: {error}", error=error)
    return Beside(
        lettering=lettering(words, lines=(1, 2), size=MEASURES.name, least=MEASURES.small),
        by="lowest",
        sides=("above", "below", "right", "left"),
        leader=True,
        own=("curve",),
        priority=5,
    )


def gap_label(plane: Plane, fit: LineFit, text: str) -> Beside:
    """Return a word beside the longest or the outermost gaps, or beyond an end of one."""
    longest = sorted(fit.gaps, key=lambda gap: -abs(gap.end.y - gap.start.y))[:4]
    outermost = min(fit.gaps, key=_x), max(fit.gaps, key=_x)
    points = plane.points([gap.at(share) for share in (0.5, 0.0, 1.0) for gap in (*longest, *outermost)])
    return Beside(
        lettering=Lettering(settings=(plain(text),), size=MEASURES.name, role="legs"),
        by=points,
        ranked=True,
        sides=("right", "left"),
        own=("gaps",),
        reach=60,
        leader=True,
        priority=2,
    )


def _x(gap: Segment) -> float:
    return gap.start.x


def number_labels(fit: LineFit, halves: tuple[Box, ...], language: Language) -> dict[str, Beside]:
    """Return the weight above one half and the error above the other; they change in place."""
    left, right = halves
    return {
        "weight": _number(language.say("weight"), fit.weight, "curve", left, language),
        "error": _number(language.say("error"), fit.error, "legs", right, language),
    }


def _number(name: str, value: float, role: Role, half: Box, language: Language) -> Beside:
    words = language.equation(name, language.isolated(language.numeral(value)))
    return headline(Lettering(settings=(plain(words),), role=role), half, language)
