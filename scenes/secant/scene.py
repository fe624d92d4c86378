"""From the secant to the tangent: the difference quotients close in on the slope as the run shrinks.

A line through two points of the curve has a slope: rise over run. As the second point approaches the first,
the line turns into the tangent, and the quotient into the derivative.
"""

from collections.abc import Iterator
from dataclasses import replace

from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View, larger_views
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.secant.drawing import boxes, leg_and_side_labels, quotient_table, secant_parts, slope_headline
from scenes.secant.facts import Secants, first_run, secant_view, secants_at
from scenes.secant.words import (
    first_caption,
    halving_caption,
    last_caption,
    limit_caption,
    other_side_caption,
    secants_alt,
)
from scenes.shared.slopes.graph import LEG_NAMES, LEGS, curve_beat, curve_label

TABLE_HEAD = ("runs-head", "quotients-head", "table-rule")
"""The parts of the table that appear with its first row."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    at: float = param(default=1.0, help="where the tangent touches")
    run: float | None = param(
        default=None, help="the first run; a negative one comes from the left; chosen to fit when not given"
    )
    runs: int = param(default=4, help="how many runs, each half of the one before", low=2, high=6)
    step: float = param(default=0.0, help="how often the run of the measured secant has been halved", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")

    def check(self) -> None:
        """Check that the run is not 0: a secant needs two points."""
        if self.run == 0:
            raise ParamError("run", "0 leaves one point, and a secant needs two; choose another number")


class Secant(Figure[Params, View, Secants]):
    """The secant that becomes the tangent."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("From the secant to the tangent")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the curve around the point and the first run."""
        box = boxes(sheet)[0]
        run, aspect = first_of(params), box.width / box.height
        view = secant_view(params.function, params.at, run, params.window, aspect)
        return replace(view, width=box.width)

    @staticmethod
    def larger_views(params: Params, view: View) -> Iterator[View]:
        """Yield views with more room around the curve."""
        return larger_views(view, params.window)

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
            **leg_and_side_labels(plane, facts, self.language),
            "curve-name": curve_label(self.language),
            "slope": slope_headline(facts, self.sheet, self.language),
        }

    def alt(self, facts: Secants) -> str:
        """Return the description: the curve, the secants, their quotients and the limit of these."""
        return secants_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield one secant and its quotient; then shorter and shorter runs; then the tangent, or both."""
        facts, language = self.final_facts, self.language
        yield from self._first_secant(facts)
        for number in range(2, len(facts.runs) + 1):
            yield Beat(
                say=halving_caption(facts, number, language),
                hide=_measured(facts, LEG_NAMES) if number == 2 else (),
                show=(*_remaining_parts(number - 1), *_row(number)),
                to={"step": number - 1.0},
                seconds=2.0,
            )
        yield from self._limit(facts)
        yield Beat(
            say=last_caption(facts, language),
            at={"step": self.params.step},
            show=("secant", "partner", *_measured(facts, (*LEGS, *LEG_NAMES)), "slope"),
            seconds=1.6,
            rest=2.5,
        )

    def _first_secant(self, facts: Secants) -> Iterator[Beat]:
        say, place = self.language.say, self.language.equation("x", facts.touch.x)
        yield curve_beat(self.language, {"step": 0.0})
        yield Beat(say=say("How steep is it at {place}?", place=place), show=("touch",), seconds=0.6)
        yield Beat(
            say=say("A slope takes two points: join it to a second one by a straight line, a secant."),
            show=("partner", "secant"),
            seconds=1.6,
        )
        yield Beat(
            say=first_caption(facts, self.language),
            show=(*_measured(facts, (*LEGS, *LEG_NAMES)), *TABLE_HEAD, *_row(1)),
            seconds=2.4,
        )

    def _limit(self, facts: Secants) -> Iterator[Beat]:
        """Yield the tangent that replaces the secants; at a corner that of their side, then the other."""
        last, corner = len(facts.runs), facts.corner
        sides = [("before", "before-name"), ("after", "after-name")]
        near, far = sides[:: -1 if facts.runs[0] > 0 else 1]
        yield Beat(
            say=limit_caption(facts, self.language),
            hide=("secant", "partner", *_measured(facts, LEGS)),
            show=(*_remaining_parts(last), *(("tangent",) if corner is None else near), *_row(last + 1)),
            seconds=2.4,
        )
        if corner is not None:
            yield Beat(say=other_side_caption(facts, corner, self.language), show=far, seconds=1.6)


def first_of(params: Params) -> float:
    """Return the first run: the lecturer's, or a chosen one."""
    return first_run(params.function, params.at, params.window) if params.run is None else params.run


def _measured(facts: Secants, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the triangle's parts, if it is drawn at the end."""
    return names if facts.measurable else ()


def _remaining_parts(number: int) -> tuple[str, str]:
    """Return the names of the parts that remain where the measured secant has been."""
    return f"secants-{number}", f"partners-{number}"


def _row(number: int) -> tuple[str, str]:
    return f"runs-{number}", f"quotients-{number}"
