"""The slope of the tangent line: rise over run at a point of a curve.

The tangent slides along the curve to the point; the triangle under it gives rise and run, and their
quotient is the derivative.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mathcore import Expr, Interval
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, within_aspect
from stage.slope import (
    Slope,
    curve_label,
    leg_labels,
    slide_start,
    slope_at,
    slope_callout,
    slope_parts,
    slope_view,
)
from stage.slope_words import slope_lines, told_legs, told_trend
from stage.story import Beat
from stage.theme import MEASURES


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


class Tangent(Figure[Params, View, Facts]):
    """The tangent-slope diagram."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The slope of the tangent line")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the curve around the point."""
        box = plot_box(sheet)
        return slope_view(params.function, params.at, params.window, box.width / box.height, box.width)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """The curve, its tangent at the point, and the triangle under it."""
        return Facts(**vars(slope_at(params.function, params.at, view)), function=params.function)

    def parts(self, facts: Facts) -> Parts:
        """The diagram with its names and numbers."""
        plane = Plane(self.view, plot_box(self.sheet), self.theme)
        return {
            **slope_parts(plane, facts),
            **plane.axis_names(self.language),
            **leg_labels(plane, facts, self.language, numbers=True),
            "curve-name": curve_label(self.language),
            "slope": self._slope_line(facts),
            "callout": slope_callout(self.label, plane, facts),
        }

    def _slope_line(self, facts: Facts) -> Beside:
        ways = slope_lines(facts, self.language)
        line = Lettering(settings=ways, least=MEASURES.least_label, role="slope")
        return headline(line, self.sheet.inside(MEASURES.margin), self.language)

    @property
    def label(self) -> str:
        """The words that point at the tangent."""
        given = self.params.label
        return self.language.say("Derivative = Slope of the Tangent Line") if given is None else given

    def alt(self, facts: Facts) -> str:
        """The curve, the point, the slope and its sign."""
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
        facts, say = self.known, self.language.say
        start = slide_start(facts.function, facts.touch.x, self.view)
        place = self.language.equation("x", facts.touch.x)
        yield Beat(
            say=say("Here is a curve: each x has its height, f of x."),
            show=("axes", "x-name", "y-name", "curve", "curve-name"),
            at={"at": start},
            seconds=2.5,
        )
        yield Beat(say=say("Pick a point on it."), show=("touch",), seconds=0.6)
        yield Beat(
            say=say("One straight line touches the curve there and runs along with it: the tangent."),
            show=("tangent",),
            seconds=1.2,
        )
        yield Beat(
            say=say("Slide the point to {place}: the tangent turns as the curve does.", place=place),
            to={"at": facts.touch.x},
            seconds=3.0,
        )
        if facts.measurable:
            yield Beat(
                say=told_legs(facts, self.language),
                show=("triangle", "run", "run-name", "right-angle", "rise", "rise-name"),
                seconds=2.4,
            )
        slope = say("The slope at {place} is {slope}.", place=place, slope=facts.slope)
        told = self.language.joined(slope, told_trend(facts.trend, self.language))
        yield Beat(say=told, show=("slope",), seconds=0.8, rest=1.5)
        yield Beat(say=say("{label}.", label=self.label), show=("callout",), seconds=0.8, rest=2.5)


def plot_box(sheet: Sheet) -> Box:
    """Where the curve is drawn: under the line with the slope, with room for the names of the axes."""
    return within_aspect(
        inset(sheet.inside(MEASURES.margin), top=225, right=80, bottom=36, left=40), 0.8, 2.2
    )
