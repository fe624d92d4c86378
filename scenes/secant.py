"""From the secant to the tangent: the difference quotients close in on the slope as the run shrinks.

A line through two points of the curve has a slope: rise over run. The second point comes nearer and nearer,
the line turns into the tangent, and the quotients turn into the derivative.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mathcore import Expr, Interval
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline
from stage.lettering.words import formula, quoted
from stage.look.theme import MEASURES
from stage.params import ParamError, param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, within_aspect
from stage.slopes.curve import curve_label
from stage.slopes.legs import leg_labels
from stage.slopes.secant_parts import quotient_table, secant_parts
from stage.slopes.secant_words import told, told_first, told_halving, told_secants
from stage.slopes.secants import Secants, first_run, secant_view, secants_at
from stage.story import Beat

TABLE_WIDTH = 440.0
TABLE_HEIGHT = 620.0
TRIANGLE = ("triangle", "run", "right-angle", "rise")
NAMES = ("run-name", "rise-name")
HEAD = ("runs-head", "quotients-head", "table-rule")


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


@dataclass(frozen=True, kw_only=True)
class Facts(Secants):
    """The secants, the tangent, and the function."""

    function: Expr


class Secant(Figure[Params, View, Facts]):
    """The secant that becomes the tangent."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("From the secant to the tangent")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the curve around the point and the first run."""
        box = boxes(sheet)[0]
        run, aspect = first_of(params), box.width / box.height
        view = secant_view(params.function, params.at, run, params.window, aspect)
        return replace(view, width=box.width)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """All secants, their quotients, and the tangent."""
        f, first = params.function, first_of(params)
        return Facts(**vars(secants_at(f, params.at, first, params.runs, params.step, view)), function=f)

    def parts(self, facts: Facts) -> Parts:
        """The curve with its secants, and beside it the table of quotients."""
        plane = Plane(self.view, boxes(self.sheet)[0], self.theme)
        return {
            **secant_parts(plane, facts),
            **quotient_table(facts, boxes(self.sheet)[1], self.theme, self.language),
            **plane.axis_names(self.language),
            **(leg_labels(plane, facts, self.language, numbers=False) if facts.at_rest else {}),
            "curve-name": curve_label(self.language),
            "slope": self._slope_line(facts),
        }

    def _slope_line(self, facts: Facts) -> Beside:
        place, slope = quoted(self.language.numeral(facts.touch.x)), quoted(told(facts.slope, self.language))
        equation = formula(f"f'({place}) = {slope}")
        words = Lettering(settings=(equation,), role="slope")
        return headline(words, self.sheet.inside(MEASURES.margin), self.language)

    def alt(self, facts: Facts) -> str:
        """The curve, the secants, their quotients and the slope that they come to."""
        return told_secants(facts, facts.function, self.language)

    def story(self) -> Iterator[Beat]:
        """One secant and its quotient; then shorter and shorter runs; then the tangent."""
        facts, say, last = self.known, self.language.say, len(self.known.runs)
        place = self.language.equation("x", facts.touch.x)
        measured = ("secant", "partner", *self._triangle(TRIANGLE))
        yield Beat(
            say=say("Here is a curve: each x has its height, f of x."),
            show=("axes", "x-name", "y-name", "curve", "curve-name"),
            at={"step": 0.0},
            seconds=2.5,
        )
        yield Beat(say=say("How steep is it at {place}?", place=place), show=("touch",), seconds=0.6)
        yield Beat(
            say=say("A slope takes two points: join it to a second one by a straight line, a secant."),
            show=("partner", "secant"),
            seconds=1.6,
        )
        yield Beat(
            say=told_first(facts, self.language),
            show=(*self._triangle((*TRIANGLE, *NAMES)), *HEAD, *_row(1)),
            seconds=2.4,
        )
        for number in range(2, last + 1):
            yield self._halving(facts, number)
        yield Beat(
            say=say(
                "As the run goes to 0, the slope goes to {slope}: that of the tangent.", slope=facts.slope
            ),
            hide=measured,
            show=(*_left(last), "tangent", *_row(last + 1)),
            seconds=2.4,
        )
        yield Beat(
            say=say(
                "So the derivative at {place} is {slope}.",
                place=place,
                slope=told(facts.slope, self.language),
            ),
            at={"step": self.params.step},
            show=(*measured, *self._triangle(NAMES), "slope"),
            seconds=1.6,
            rest=2.5,
        )

    def _halving(self, facts: Facts, number: int) -> Beat:
        return Beat(
            say=told_halving(facts, number, self.language),
            hide=self._triangle(NAMES) if number == 2 else (),
            show=(*_left(number - 1), *_row(number)),
            to={"step": number - 1.0},
            seconds=2.0,
        )

    def _triangle(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names that are drawn at the end: the triangle may be too flat to be seen."""
        return names if self.known.measurable else ()


def first_of(params: Params) -> float:
    """The first run: the lecturer's, or one that fits."""
    return first_run(params.function, params.at, params.window) if params.run is None else params.run


def _left(number: int) -> tuple[str, str]:
    """What the measured secant leaves behind where it has been."""
    return f"secants-{number}", f"partners-{number}"


def _row(number: int) -> tuple[str, str]:
    return f"runs-{number}", f"quotients-{number}"


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Where the curve and the table go: side by side, on a tall sheet one over the other."""
    room = inset(sheet.inside(MEASURES.margin), top=100)
    if sheet.height > sheet.width:
        plot = Box(room.left + 40, room.bottom + TABLE_HEIGHT, room.right - 80, room.top - 60)
        return within_aspect(plot, 0.8, 1.6), Box(
            room.left, room.bottom, room.right, room.bottom + TABLE_HEIGHT - 80
        )
    plot = Box(room.left + 40, room.bottom + 36, room.right - TABLE_WIDTH - 90, room.top - 60)
    return within_aspect(plot, 0.75, 1.6), Box(room.right - TABLE_WIDTH, room.bottom, room.right, room.top)
