"""From the secant to the tangent: the difference quotients close in on the slope as the run shrinks.

A line through two points of the curve has a slope: rise over run. The second point comes nearer and nearer,
the line turns into the tangent, and the quotients turn into the derivative.
"""

from collections.abc import Iterator
from dataclasses import replace

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import ParamError, param, parameters
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from hillside.stage.view import View, roomier
from mathcore import Expr, Interval
from scenes.secant.secant_parts import quotient_table, secant_names, secant_parts
from scenes.secant.secant_places import boxes
from scenes.secant.secant_story import secant_story
from scenes.secant.secant_view import first_run, secant_view
from scenes.secant.secant_words import slope_line, told_secants
from scenes.secant.secants import Secants, secants_at
from scenes.shared.slopes.curve import curve_label


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    at: float = param(default=1.0, help="where the tangent touches")
    run: float | None = param(
        default=None, help="the first run; a negative one comes from the left; chosen to fit when not given"
    )
    runs: int = param(default=4, help="how many runs, each half of the one before", low=2, high=6)
    step: float = param(default=0.0, help="how often the run of the measured secant has been halved", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")

    def check(self) -> None:
        """A secant needs two points."""
        if self.run == 0:
            raise ParamError("run", "0 leaves one point, and a secant needs two; choose another number")


class Secant(Figure[Params, View, Secants]):
    """The secant that becomes the tangent."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("From the secant to the tangent")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the curve around the point and the first run."""
        box = boxes(sheet)[0]
        run, aspect = first_of(params), box.width / box.height
        view = secant_view(params.function, params.at, run, params.window, aspect)
        return replace(view, width=box.width)

    @staticmethod
    def roomier(params: Params, view: View) -> Iterator[View]:
        """Return more room around the curve."""
        return roomier(view, params.window)

    @staticmethod
    def facts(params: Params, view: View) -> Secants:
        """Return all secants, their quotients, and the tangent."""
        first = first_of(params)
        return secants_at(params.function, params.at, first, params.runs, params.step, view)

    def parts(self, facts: Secants) -> Parts:
        """Return the curve with its secants, and beside it the table of quotients."""
        box, table_box = boxes(self.sheet)
        plane = Plane(self.view, box, self.theme)
        return {
            **secant_parts(plane, facts),
            **quotient_table(facts, table_box, self.theme, self.language),
            **plane.axis_names(self.language),
            **secant_names(plane, facts, self.language),
            "curve-name": curve_label(self.language),
            "slope": slope_line(facts, self.sheet, self.language),
        }

    def alt(self, facts: Secants) -> str:
        """Return the curve, the secants, their quotients and the slope that they come to."""
        return told_secants(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Return one secant and its quotient; then shorter and shorter runs; then the tangent."""
        return secant_story(self.known, self.language, self.params.step)


def first_of(params: Params) -> float:
    """Return the first run: the lecturer's, or one that fits."""
    return first_run(params.function, params.at, params.window) if params.run is None else params.run
