"""Drawing of the two graphs of a figure that learns: data with a line, and the error of that line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hillside.stage.drawing import Part, dashed, disk, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import symbol
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box
from mathcore import Point, Segment
from scenes.shared.axis_names import names_at_tips
from scenes.shared.samples.line_fit import LineFit, Views

SAMPLE = 9.0
"""Radius of a data point in layout pixels,"""
LEAST_SAMPLE = 5.0
"""and minimum radius, when there are very many."""
GAP_DASH, GAP_BREAK = 9.0, 9.0
"""Lengths of the dashes of a gap and of the breaks between them, in layout pixels."""


@dataclass(frozen=True, eq=False)
class Graphs:
    """The planes of both graphs, and the data, which are the same at every moment.

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
        """The parts that do not move: the axes of both graphs, and the data."""
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
        """Return the names of the four axes as labels by their tips.

        Args:
            columns: names of x and y in the data, or None.
            across: the name of the label for the horizontal axis of the error, such as `weight-name`.
            words: the words of that label.
            language: the language of the other names.
        """
        letters = [symbol(letter, language) for letter in "xy"] if columns is None else map(plain, columns)
        labels = (
            *names_at_tips(self.data, *letters),
            *names_at_tips(self.error, plain(words), plain(language.say("error"))),
        )
        return dict(zip(("x-name", "y-name", across, "error-name"), labels, strict=True))


def _samples(plane: Plane, samples: Sequence[Point]) -> Part:
    """Draw the data as dots, each of which can be read back."""
    radius = max(LEAST_SAMPLE, SAMPLE - len(samples) / 25)
    return Part.of(*(_sample(plane, each, radius) for each in samples))


def _line(plane: Plane, line: Segment) -> Part:
    """Draw the line of the model, as thick as a curve."""
    part = stroke([plane.ends(line)], plane.theme.curve, MEASURES.curve)
    part.plane = plane
    return part


def _gaps(plane: Plane, gaps: Sequence[Segment]) -> Part:
    """Draw the gaps as dashed legs, each of which can be read back."""
    return Part.of(*(_gap(plane, each) for each in gaps))


def _sample(plane: Plane, sample: Point, radius: float) -> Part:
    part = disk(plane.points([sample])[0], radius, plane.theme.ink)
    part.plane = plane
    return part


def _gap(plane: Plane, gap: Segment) -> Part:
    part = dashed(plane.ends(gap), plane.theme.legs, MEASURES.legs, GAP_DASH, GAP_BREAK)
    part.plane = plane
    return part
