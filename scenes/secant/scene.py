"""From the secant to the tangent: the difference quotients close in on the slope as the run shrinks.

A line through two points of the curve has a slope: rise over run. As the second point approaches the first,
the line turns into the tangent, and the quotient into the derivative.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View, larger_views
from hillside.stage.scales import Scales
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval, value_at
from scenes.secant.drawing import (
    closing_line,
    composed,
    leg_and_side_labels,
    limit_line,
    point_names,
    quotient_table,
    running_quotient,
    secant_parts,
    table_parts,
)
from scenes.secant.facts import Secants, first_run, secant_view, secants_at
from scenes.secant.words import (
    asked_alt,
    first_caption,
    halving_caption,
    last_caption,
    limit_caption,
    limit_question,
    other_side_caption,
    secants_alt,
)
from scenes.shared.slopes.graph import LEGS_IN_TURN, curve_beat, curve_label
from scenes.shared.slopes.question import HIDE, without

CURVE = ("asymptotes", "curve", "ends")
"""The curve and its marks."""
LIMIT = ("tangent", "before", "before-name", "after", "after-name", "closing")
"""The parts that tell the slope that the secants go to, besides the numbers."""
FAR = ("far-drop", "far-tick", "far-name", "far-point-name")
"""The parts that name the second point of a secant."""


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    at: float = param(default=1.0, help="where the tangent touches")
    run: float | None = param(
        default=None, help="the first run; a negative one comes from the left; chosen to fit when not given"
    )
    runs: int = param(default=4, help="how many runs, each half of the one before", low=2, high=6)
    step: float = param(
        default=6.0,
        help="how often the run of the measured secant has been halved; from the number of runs on it is the "
        "tangent",
        low=0,
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")

    hide: Literal["nothing", "limit"] = param(default="nothing", help=HIDE)

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
        box = composed(sheet).plot
        run, aspect = first_of(params), box.width / box.height
        f, at = params.function, params.at
        view = secant_view(f, at, run, params.window, aspect, params.height)
        return replace(params.framed(view, value_at(f, at), value_at(f, at + run)), width=box.width)

    @staticmethod
    def larger_views(params: Params, view: View) -> Iterator[View]:
        """Yield views with more room around the curve."""
        return larger_views(view, params.window, params.height)

    @staticmethod
    def facts(params: Params, view: View) -> Secants:
        """Return all secants, their quotients, and the tangent."""
        first = first_of(params)
        return secants_at(params.function, params.at, first, params.runs, params.step, view)

    def parts(self, facts: Secants) -> Parts:
        """Return the curve with its secants, and beside it the table of quotients."""
        place, language, asks = composed(self.sheet), self.language, self._asks
        axes = self._axes(facts)
        found = quotient_table(facts, place, self.theme, language, asks=asks)
        parts: Parts = {
            **self.params.gridded(axes),
            **secant_parts(axes, facts),
            **table_parts(found, facts, self.theme),
            **axes.names(language, point=facts.touch),
            **point_names(axes, facts, language),
            **leg_and_side_labels(axes.plane, facts, language),
            "curve-name": curve_label(language, facts.curve.f),
            "slope": limit_line(facts, place.head, language, asks=asks),
            "running-slope": running_quotient(facts, axes.plane, language),
            **closing_line(facts, place, found, language),
        }
        at_limit = (*LIMIT, *LEGS_IN_TURN) if facts.secant is None else LIMIT
        return without(parts, at_limit) if asks else parts

    @property
    def _asks(self) -> bool:
        """Whether the limit is left out and asked for."""
        return self.params.hide == "limit"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the limit, if it is asked for."""
        return ("slope", "tangent", "corner", "legs") if self._asks else ()

    def _axes(self, facts: Secants) -> Axes:
        plane = Plane(self.view, composed(self.sheet).plot, self.theme)
        return self.params.axes(plane, facts.curve.f)

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{f}'({x}) = lim_(h -> 0) ({f}({x} + h) - {f}({x})) / h")

    def alt(self, facts: Secants) -> str:
        """Return the description: the curve, the secants, their quotients and the limit of these."""
        return (asked_alt if self._asks else secants_alt)(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield one secant and its quotient; then shorter and shorter runs; then the tangent, or both."""
        facts, language = self.final_facts, self.language
        yield from self._first_secant(facts)
        for number in range(2, len(facts.runs) + 1):
            yield Beat(
                say=halving_caption(facts, number, language),
                hide=self._outgrown(number - 1),
                show=(_left_behind(number - 1), _row(number)),
                to={"step": number - 1.0},
                seconds=1.6,
                rest=0.2,
            )
        if self._asks:
            yield self._question(len(facts.runs))
            return
        yield from self._limit(facts)
        goes_back = facts.partner is not None
        yield Beat(
            say=last_caption(facts, language),
            at={"step": self.params.step},
            hide=("running-slope",),
            show=(
                *(("lit-row", "partner", "secant") if goes_back else ()),
                *self._present(LEGS_IN_TURN),
                "slope",
                self._present((*FAR, "closing")),
            ),
            seconds=1.8,
            rest=2.0,
        )

    def _question(self, last: int) -> Beat:
        """Return the question for the limit."""
        still, before = self._names(None), self._names(last - 1.0)
        seen = {*(_left_behind(number) for number in range(1, last)), *map(_row, range(1, last + 1))}
        known = {name for names in seen for name in names}
        gone = tuple(name for name in before if name not in still)
        new = tuple(name for name in still if name in (*_left_behind(last), *_limit_row(last + 1), "slope"))
        back = self._present((*FAR, *LEGS_IN_TURN, "partner", "secant", "lit-row"))
        return Beat(
            say=limit_question(self.language),
            at={"step": self.params.step},
            hide=(*gone, "running-slope"),
            show=(tuple(name for name in (*new, *back) if name not in known),),
            seconds=1.2,
            rest=3.0,
        )

    def _names(self, step: float | None) -> tuple[str, ...]:
        """Return the names of the parts of the picture at a step; None for that of the still."""
        return tuple(self.parts(self.facts(self._after(step), self.view)))

    def _present(self, names: tuple[str, ...], step: float | None = None) -> tuple[str, ...]:
        """Return those names that are parts of the picture at a step; None for that of the still."""
        there = self._names(step)
        return tuple(name for name in names if name in there)

    def _after(self, step: float | None) -> Params:
        return self.params if step is None else replace(self.params, step=step)

    def _outgrown(self, step: float) -> tuple[str, ...]:
        """Return the parts that have no room any more when the run has been halved so often."""
        before = self._present((*LEGS_IN_TURN, *FAR), step - 1)
        return tuple(name for name in before if name not in self._present(before, step))

    def _first_secant(self, facts: Secants) -> Iterator[Beat]:
        say, place = self.language.say, self.language.equation("x", facts.touch.x)
        axes = self._axes(facts)
        shown = curve_beat(
            self.language,
            {"step": 0.0},
            scale=(*self.params.gridded(axes), *axes.scale(facts.touch)),
            curve=self._present(CURVE),
        )
        yield replace(shown, seconds=1.8, rest=0.6)
        yield Beat(
            say=say("How steep is it at {place}?", place=place),
            show=("touch", ("touch-name", *axes.point_mark(facts.touch), "at-name")),
            seconds=0.8,
            rest=0.6,
            poster=True,
        )
        yield Beat(
            say=say("A slope takes two points: the straight line through them is a secant."),
            show=("partner", self._present(FAR, 0.0), "secant"),
            seconds=2.0,
            rest=0.6,
        )
        yield Beat(
            say=first_caption(facts, self.language),
            show=(
                *self._present(LEGS_IN_TURN, 0.0),
                "running-slope",
                ("table-rule", "runs-head", "quotients-head", "lit-row", *_row(1)),
            ),
            seconds=2.6,
            rest=0.5,
        )

    def _limit(self, facts: Secants) -> Iterator[Beat]:
        """Yield the tangent that the secant becomes; at a corner that of its side, then the other."""
        last, corner = len(facts.runs), facts.corner
        sides = [("before", "before-name"), ("after", "after-name")]
        near, far = sides[:: -1 if facts.runs[0] > 0 else 1]
        yield Beat(
            say=limit_caption(facts, self.language),
            hide=self._present((*LEGS_IN_TURN, *FAR), last - 1.0),
            show=(*(("tangent",) if corner is None else near), (*_left_behind(last), *_limit_row(last + 1))),
            to={"step": float(last)},
            seconds=2.4,
        )
        if corner is not None:
            yield Beat(say=other_side_caption(facts, corner, self.language), show=far, seconds=1.6)


def first_of(params: Params) -> float:
    """Return the first run: the lecturer's, or a chosen one."""
    if params.run is not None:
        return params.run
    return first_run(params.function, params.at, params.window, params.height)


def _left_behind(number: int) -> tuple[str, str]:
    """Return the names of the parts that remain where the measured secant has been."""
    return f"secants-{number}", f"partners-{number}"


def _row(number: int) -> tuple[str, ...]:
    """Return the names of a row of the table."""
    mark = f"row-partners-{number}"
    return mark, f"runs-{number}", f"quotients-{number}"


def _limit_row(number: int) -> tuple[str, ...]:
    """Return the names of the last row of the table."""
    return "limit-table-rule", "row-touch", f"runs-{number}", f"quotients-{number}"
