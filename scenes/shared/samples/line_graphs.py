"""The two graphs of a figure that learns, drawn: data with a line on them, and the error of that line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.box import Box
from hillside.stage.drawing import Part, dashed, disk, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, symbol
from hillside.stage.lettering.markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.view import View
from mathcore import Point, Segment
from scenes.shared.axis_names import names_at_tips
from scenes.shared.samples.line_fit import LineFit

SAMPLE = 9.0
"""Radius of a data point in layout pixels,"""
LEAST_SAMPLE = 5.0
"""and of one among very many."""
GAP_DASH, GAP_BREAK = 9.0, 9.0
"""Dashes of a gap and the breaks between them, in layout pixels."""


@dataclass(frozen=True, kw_only=True)
class Views:
    """What both graphs show."""

    data: View
    error: View


@dataclass(frozen=True, eq=False)
class Graphs:
    """The planes of both graphs, and the data, which stay the same at every moment.

    Attributes:
        data: the plane of the data and the line.
        error: the plane of the error.
        samples: the data.
    """

    data: Plane
    error: Plane
    samples: tuple[Point, ...]

    @classmethod
    def of(cls, views: Views, boxes: tuple[Box, Box], samples: tuple[Point, ...], theme: Theme) -> Graphs:
        """Return the graphs of the data and of the error, drawn in two boxes."""
        data, error = boxes
        return cls(Plane(views.data, data, theme), Plane(views.error, error, theme), samples)

    @cached_property
    def backdrop(self) -> dict[str, Part]:
        """What does not move: the axes of both graphs, and the data."""
        return {
            "axes": self.data.axes(),
            "samples": _samples(self.data, self.samples),
            "error-axes": self.error.axes(),
        }

    def parts(self, fit: LineFit) -> dict[str, Part]:
        """Return the line on the data with its gaps, and the axes of the error, back to front."""
        backdrop = self.backdrop
        return {
            "axes": backdrop["axes"],
            "gaps": _gaps(self.data, fit.gaps),
            "line": _line(self.data, fit.line),
            "samples": backdrop["samples"],
            "error-axes": backdrop["error-axes"],
        }

    def names(
        self, columns: tuple[str, str] | None, across: str, words: str, language: Language
    ) -> dict[str, Beside]:
        """Return the names of the four axes, by their tips.

        Args:
            columns: what the data call x and y, if they do.
            across: the part that names what the error is drawn over, such as `weight-name`.
            words: what it says.
            language: the language of the other names.
        """
        letters = [symbol(letter, language) for letter in "xy"] if columns is None else map(plain, columns)
        labels = (
            *names_at_tips(self.data, *letters),
            *names_at_tips(self.error, plain(words), plain(language.say("error"))),
        )
        return dict(zip(("x-name", "y-name", across, "error-name"), labels, strict=True))


def _samples(plane: Plane, samples: Sequence[Point]) -> Part:
    """Return the data as dots, each of which can be read back."""
    radius = max(LEAST_SAMPLE, SAMPLE - len(samples) / 25)
    return Part.of(*(_sample(plane, each, radius) for each in samples))


def _line(plane: Plane, line: Segment) -> Part:
    """Return the line of the model, as thick as a curve."""
    part = stroke([plane.ends(line)], plane.theme.curve, MEASURES.curve)
    part.plane = plane
    return part


def _gaps(plane: Plane, gaps: Sequence[Segment]) -> Part:
    """Return the gaps as dashed legs, each of which can be read back."""
    return Part.of(*(_gap(plane, each) for each in gaps))


def _sample(plane: Plane, sample: Point, radius: float) -> Part:
    part = disk(plane.points([sample])[0], radius, plane.theme.ink)
    part.plane = plane
    return part


def _gap(plane: Plane, gap: Segment) -> Part:
    part = dashed(plane.ends(gap), plane.theme.legs, MEASURES.legs, GAP_DASH, GAP_BREAK)
    part.plane = plane
    return part


def ring(plane: Plane, point: Point, role: Role) -> Part:
    """Return an open circle, as for the minimum of a curve."""
    center, color = plane.points([point])[0], plane.theme.color(role)
    angles = np.linspace(0.0, 2 * np.pi, 49)
    rim = center + MEASURES.dot * np.column_stack([np.cos(angles), np.sin(angles)])
    part = Part.of(disk(center, MEASURES.dot, plane.theme.paper), stroke([rim], color, MEASURES.legs))
    part.plane = plane
    part.grows = False
    return part


def _x(gap: Segment) -> float:
    return gap.start.x


def gap_label(plane: Plane, fit: LineFit, text: str) -> Beside:
    """Return a word beside the longest gaps or the outermost, or past an end of one."""
    longest = sorted(fit.gaps, key=lambda gap: -abs(gap.end.y - gap.start.y))[:4]
    outermost = min(fit.gaps, key=_x), max(fit.gaps, key=_x)
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
