"""The two graphs of a figure that learns: data with a line on them, and the error of that line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hillside.stage.box import Box
from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import symbol
from hillside.stage.lettering.markup import plain
from hillside.stage.look.theme import Theme
from hillside.stage.plane import Plane
from hillside.stage.view import View
from mathcore import Point
from scenes.shared.samples.chart import word_axes
from scenes.shared.samples.line_fit import LineFit
from scenes.shared.samples.line_parts import gaps_part, line_part, samples_part


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
            "samples": samples_part(self.data, self.samples),
            "error-axes": self.error.axes(),
        }

    def parts(self, fit: LineFit) -> dict[str, Part]:
        """Return the line on the data with its gaps, and the axes of the error, back to front."""
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
        """Return the names of the four axes, by their tips.

        Args:
            columns: what the data call x and y, if they do.
            across: the part that names what the error is drawn over, such as `weight-name`.
            words: what it says.
            language: the language of the other names.
        """
        letters = [symbol(letter, language) for letter in "xy"] if columns is None else map(plain, columns)
        labels = (
            *word_axes(self.data, *letters),
            *word_axes(self.error, plain(words), plain(language.say("error"))),
        )
        return dict(zip(("x-name", "y-name", across, "error-name"), labels, strict=True))
