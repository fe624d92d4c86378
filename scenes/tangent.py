"""The slope of the tangent line: rise over run at a point of a curve.

The tangent slides along the curve to the point; the triangle under it gives rise and run, and their
quotient is the derivative. At a corner there is none: then the tangents from the left and from the right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mathcore import Expr, Interval
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, within_aspect
from stage.slopes.corner import (
    Corner,
    corner_at,
    corner_callout,
    corner_names,
    corner_parts,
    corner_view,
    has_corner,
)
from stage.slopes.corner_words import corner_line, corner_story, told_corner
from stage.slopes.curve import curve_label
from stage.slopes.legs import leg_labels
from stage.slopes.slope import Slope, slide_start, slope_at, slope_view
from stage.slopes.slope_parts import slope_callout, slope_parts
from stage.slopes.slope_words import slope_lines, slope_story, told_trend
from stage.story import Beat


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    at: float = param(default=1.5, help="where the tangent touches")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    label: str | None = param(
        default=None, help="words that point at the tangent: Derivative = Slope of the Tangent Line"
    )


@dataclass(frozen=True, kw_only=True)
class Facts(Slope):
    """The slope at the point, and the function that has it."""

    function: Expr


@dataclass(frozen=True, kw_only=True)
class CornerFacts(Corner):
    """The corner at the point, and the function that has it."""

    function: Expr


class Tangent(Figure[Params, View, Facts | CornerFacts]):
    """The tangent-slope diagram."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The slope of the tangent line")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the curve around the point."""
        box = plot_box(sheet)
        view = corner_view if has_corner(params.function, params.at) else slope_view
        return view(params.function, params.at, params.window, box.width / box.height, box.width)

    @staticmethod
    def facts(params: Params, view: View) -> Facts | CornerFacts:
        """The curve, its tangent at the point, and the triangle under it; or its corner there."""
        if has_corner(params.function, params.at):
            corner = corner_at(params.function, params.at, view)
            return CornerFacts(**vars(corner), function=params.function)
        return Facts(**vars(slope_at(params.function, params.at, view)), function=params.function)

    def parts(self, facts: Facts | CornerFacts) -> Parts:
        """The diagram with its names and numbers."""
        plane = Plane(self.view, plot_box(self.sheet), self.theme)
        names = plane.axis_names(self.language) | {"curve-name": curve_label(self.language)}
        if isinstance(facts, Corner):
            return {
                **corner_parts(plane, facts),
                **names,
                **corner_names(plane, facts, self.language),
                "no-slope": corner_line(facts, self.sheet, self.language),
                **self._own_callout(plane, facts),
            }
        return {
            **slope_parts(plane, facts),
            **names,
            **leg_labels(plane, facts, self.language, numbers=True),
            "slope": self._slope_line(facts),
            "callout": slope_callout(self.label, plane, facts),
        }

    def _own_callout(self, plane: Plane, corner: Corner) -> Parts:
        """The lecturer's words at a corner; those that the figure brings would not be true there."""
        own = self.params.label
        return {} if own is None else {"callout": corner_callout(own, plane, corner)}

    def _slope_line(self, facts: Facts) -> Beside:
        ways = slope_lines(facts, self.language)
        line = Lettering(settings=ways, least=MEASURES.least_label, role="slope")
        return headline(line, self.sheet.inside(MEASURES.margin), self.language)

    @property
    def label(self) -> str:
        """The words that point at the tangent."""
        given = self.params.label
        return self.language.say("Derivative = Slope of the Tangent Line") if given is None else given

    def alt(self, facts: Facts | CornerFacts) -> str:
        """The curve, the point, the slope and its sign."""
        if isinstance(facts, Corner):
            return told_corner(facts, facts.function, self.language)
        say, equation = self.language.say, self.language.equation
        shown = say(
            "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}.",
            curve=equation("y", facts.function),
            place=equation("x", facts.touch.x),
            slope=facts.slope,
        )
        return self.language.joined(shown, told_trend(facts.trend, self.language))

    def story(self) -> Iterator[Beat]:
        """A point slides along the curve, and its tangent with it; then the triangle measures the slope."""
        facts = self.known
        if isinstance(facts, Corner):
            last = ("no-slope",) if self.params.label is None else ("no-slope", "callout")
            return corner_story(facts, self.language, last)
        start = slide_start(facts.function, facts.touch.x, self.view)
        return slope_story(facts, self.language, start, self.label)


def plot_box(sheet: Sheet) -> Box:
    """Where the curve is drawn: under the line with the slope, with room for the names of the axes."""
    return within_aspect(
        inset(sheet.inside(MEASURES.margin), top=225, right=80, bottom=36, left=40), 0.8, 2.2
    )
