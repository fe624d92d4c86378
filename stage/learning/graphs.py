"""The two graphs of a figure that learns: data with a line on them, and the error of that line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mathcore import Point
from stage.box import Box
from stage.chart import word_axes
from stage.drawing import Part
from stage.labels import Beside
from stage.learning.line_fit import LineFit
from stage.learning.line_parts import gaps_part, line_part, samples_part
from stage.lettering.language import Language
from stage.lettering.lettering import symbol
from stage.lettering.words import plain
from stage.look.theme import Theme
from stage.plane import Plane
from stage.view import View


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
        """The graphs of the data and of the error, drawn in two boxes."""
        data, error = boxes
        return cls(Plane(views.data, data, theme), Plane(views.error, error, theme), samples)

    @cached_property
    def backdrop(self) -> dict[str, Part]:
        """What does not move: the axes of both graphs, and the data."""
        return {
            "axes": self.data.axes(),
            "samples": samples_part(self.data, self.samples),
            "error-axes": self.error.axes(),
        }

    def parts(self, fit: LineFit) -> dict[str, Part]:
        """The line on the data with its gaps, and the axes of the error, back to front."""
        backdrop = self.backdrop
        return {
            "axes": backdrop["axes"],
            "gaps": gaps_part(self.data, fit),
            "line": line_part(self.data, fit),
            "samples": backdrop["samples"],
            "error-axes": backdrop["error-axes"],
        }

    def names(
        self, columns: tuple[str, str] | None, across: str, words: str, language: Language
    ) -> dict[str, Beside]:
        """The names of the four axes, by their tips.

        Args:
            columns: what the data call x and y, if they do.
            across: the part that names what the error is drawn over, such as ``weight-name``.
            words: what it says.
            language: the language of the other names.
        """
        letters = [symbol(letter, language) for letter in "xy"] if columns is None else map(plain, columns)
        labels = (
            *word_axes(self.data, *letters),
            *word_axes(self.error, plain(words), plain(language.say("error"))),
        )
        return dict(zip(("x-name", "y-name", across, "error-name"), labels, strict=True))
