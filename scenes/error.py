"""The error of a model: the gaps between a line and the data, and the error over the weight.

Left the data, the model's line and how far it misses each point; right the mean squared error over one
weight. Sliding the weight turns the line, and the point runs along the curve through high, low and lowest
error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from stage.chart import word_axes
from stage.drawing import Part
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline, lettering, symbol
from stage.learning.data_params import DataParams, column_names, data_of
from stage.learning.error_curve import ErrorCurve, Slide, curve_view, error_curve, slide_of
from stage.learning.error_story import error_story
from stage.learning.line_fit import LineFit, fit_view, line_fit
from stage.learning.line_parts import gap_label, gaps_part, line_part, ring, samples_part
from stage.lettering.words import plain
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, columns, inset, panels, within_aspect
from stage.story import Beat

GUTTER = 70.0


@parameters
class Params(DataParams):
    """What the lecturer chooses."""

    weight: float | None = param(default=None, help="the weight in the picture; chosen when not given")
    intercept: float | None = param(
        default=None, help="the height of the line at x = 0; the best one when not given"
    )


@dataclass(frozen=True, kw_only=True)
class Views:
    """What each half shows."""

    data: View
    error: View


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The line on the data, and its error among those of all weights."""

    fit: LineFit
    among: ErrorCurve


class Error(Figure[Params, Views, Facts]):
    """Data, a line, and the error over its weight."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The error of a model")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the data with all lines of the film, and the error with all its weights."""
        data, slide = data_of(params), slide_for(params)
        left, right = boxes(sheet)
        lines = [(weight, slide.intercept) for weight in (slide.weight, slide.best, slide.high)]
        return Views(
            data=fit_view(data, lines, left.width / left.height),
            error=curve_view(slide, data, right.width / right.height),
        )

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """The line with its gaps, and its error on the curve."""
        data, slide = data_of(params), slide_for(params)
        return Facts(
            fit=line_fit(data, slide.weight, slide.intercept, view.data.x),
            among=error_curve(data, slide.weight, slide.intercept, view.error.x),
        )

    @cached_property
    def backdrop(self) -> dict[str, Part]:
        """What does not move: the axes, the data, and the curve with its lowest point."""
        data, error = self.planes
        facts = self.known
        return {
            "axes": data.axes(),
            "samples": samples_part(data, facts.fit),
            "error-axes": error.axes(),
            "curve": error.draw(facts.among.curve, "ground"),
            "lowest": ring(error, facts.among.lowest, "ink"),
        }

    @cached_property
    def planes(self) -> tuple[Plane, Plane]:
        """The planes of the data and of the error."""
        left, right = boxes(self.sheet)
        return Plane(self.view.data, left, self.theme), Plane(self.view.error, right, self.theme)

    def parts(self, facts: Facts) -> Parts:
        """Both halves, the weight over the one and its error over the other."""
        data, error = self.planes
        moving = {
            "gaps": gaps_part(data, facts.fit),
            "line": line_part(data, facts.fit),
            "point": error.draw(facts.among.point, "legs"),
        }
        order = ("axes", "gaps", "line", "samples", "error-axes", "curve", "lowest", "point")
        drawn = self.backdrop | moving
        return {**{name: drawn[name] for name in order}, **self._names(facts), **self._numbers(facts)}

    def _names(self, facts: Facts) -> Parts:
        """The names of the axes, of the line and of its gaps, and the lowest error."""
        data, error = self.planes
        say = self.language.say
        names = column_names(self.params)
        letters = [symbol(letter, self.language) for letter in "xy"] if names is None else map(plain, names)
        x_name, y_name = word_axes(data, *letters)
        weight_name, error_name = word_axes(error, plain(say("weight")), plain(say("error")))
        return {
            "x-name": x_name,
            "y-name": y_name,
            "gap-name": gap_label(data, facts.fit, say("gap")),
            "weight-name": weight_name,
            "error-name": error_name,
            "lowest-name": self._lowest(facts.among),
        }

    def _lowest(self, curve: ErrorCurve) -> Beside:
        words = self.language.say("lowest error: {error}", error=curve.lowest.y)
        return Beside(
            lettering=lettering(words, lines=(1, 2), size=MEASURES.name, least=MEASURES.small),
            by="lowest",
            sides=("above", "below", "right", "left"),
            leader=True,
            own=("curve",),
            priority=5,
        )

    def _numbers(self, facts: Facts) -> Parts:
        """The weight over the left half and the error over the right one, which change and stay in place."""
        left, right = halves(self.sheet)
        return {
            "weight": self._number("weight", facts.fit.weight, "curve", left),
            "error": self._number("error", facts.fit.error, "legs", right),
        }

    def _number(self, name: str, value: float, role: str, box: Box) -> Beside:
        words = self.language.equation(
            self.language.say(name), self.language.isolated(self.language.numeral(value))
        )
        return headline(Lettering(settings=(plain(words),), role=role), box, self.language)

    def alt(self, facts: Facts) -> str:
        """The data and the line, then the error and where it is lowest."""
        say, curve = self.language.say, facts.among
        left = say(
            "Left: {count} data points, a line of weight {weight}, and dashed gaps between the two.",
            count=str(len(facts.fit.samples)),
            weight=facts.fit.weight,
        )
        right = say(
            "Right: the mean squared error over the weight, a valley; here it is {error}, and at its lowest, "
            "at weight {best}, it is {lowest}.",
            error=facts.fit.error,
            best=curve.lowest.x,
            lowest=curve.lowest.y,
        )
        return self.language.joined(left, right)

    def story(self) -> Iterator[Beat]:
        """The data, a line, its gaps, their mean square; then the weight slides."""
        data, slide = data_of(self.params), slide_for(self.params)
        return error_story(data, slide, self.params.weight, self.language)


def slide_for(params: Params) -> Slide:
    """The weights of the film of these parameters."""
    return slide_of(data_of(params), params.weight, params.intercept)


def halves(sheet: Sheet) -> tuple[Box, ...]:
    """The data in one half, the error in the other: side by side unless the sheet is tall."""
    room = sheet.inside(MEASURES.margin)
    return columns(room, (1, 1), GUTTER) if room.width >= room.height else panels(room, 2, GUTTER)


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """The boxes of both graphs, under the numbers and with room for the names of the axes."""
    left, right = (
        within_aspect(inset(half, left=40, right=40, top=150, bottom=90), 0.6, 2.0) for half in halves(sheet)
    )
    return left, right
