"""The slope as a curve of its own: the tangent slides along f and traces the derivative below.

Both curves stand over the same x. Where f climbs, its derivative is above 0; where f falls, below; and under
each hilltop and each valley it is 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mathcore import Expr, Interval, derivative
from stage.figure import Figure
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline
from stage.lettering.words import formula, plain, quoted
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, within_aspect
from stage.slopes.curve import curve_label
from stage.slopes.slope import trend_of
from stage.slopes.slope_curve import SlopeCurve, Views, slope_curve_at, slope_curve_views
from stage.slopes.slope_curve_parts import curve_and_slope, flat_label, slope_axis_names
from stage.slopes.slope_curve_words import told_flat, told_stretch
from stage.slopes.slope_words import told_trend, trend_word
from stage.story import Beat

SECONDS = 9.0
"""The tangent takes so long for the whole window."""
BETWEEN = 130.0
"""Layout pixels between the two planes, for the axes and the name of the lower one."""


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^3/3 - x", help="the curve above, in x")
    at: float = param(default=0.5, help="where the tangent touches")
    traced: float = param(
        default=1.0, help="the share of the window over which the derivative is traced", low=0, high=1
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


@dataclass(frozen=True, kw_only=True)
class Facts(SlopeCurve):
    """The curve, its derivative, and the function."""

    function: Expr


class Derivative(Figure[Params, Views, Facts]):
    """A function and its derivative, one over the other."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The slope as a curve of its own")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame both curves over one window."""
        box = boxes(sheet)[0]
        return slope_curve_views(params.function, params.at, params.window, box.width / box.height)

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """Both curves, the tangent, and where the slope is 0."""
        f = params.function
        return Facts(**vars(slope_curve_at(f, params.at, params.traced, view)), function=f)

    def parts(self, facts: Facts) -> Parts:
        """F with its tangent above, f′ below, and the guides between them."""
        box_above, box_below = boxes(self.sheet)
        above, below = (
            Plane(self.view.curve, box_above, self.theme),
            Plane(self.view.slope, box_below, self.theme),
        )
        return {
            **curve_and_slope(above, below, facts),
            **above.axis_names(self.language),
            **slope_axis_names(below, self.language),
            **self._labels(facts),
        }

    def _labels(self, facts: Facts) -> dict[str, Beside]:
        labels = {"curve-name": curve_label(self.language)}
        if facts.traces:
            name = Lettering(settings=(formula("y = f'(x)"),), size=MEASURES.name, role="slope")
            labels["trace-name"] = Beside(
                lettering=name, by="traces-1", sides=("above left", "above", "right"), reach=60, priority=4
            )
        if facts.touch is not None and facts.slope is not None:
            labels["slope"] = self._slope_line(facts.touch.x, facts.slope)
        for number, kind in enumerate(facts.kinds, 1):
            labels[f"flat-name-{number}"] = flat_label(number, kind, self.language)
        return labels

    def _slope_line(self, place: float, slope: float) -> Beside:
        x, value = quoted(self.language.numeral(place)), quoted(self.language.numeral(slope))
        equation, word = formula(f"f'({x}) = {value}"), plain(trend_word(trend_of(slope), self.language))
        ways = (f"{equation}#h(0.8em){word}", equation)
        return headline(
            Lettering(settings=ways, role="slope"), self.sheet.inside(MEASURES.margin), self.language
        )

    def alt(self, facts: Facts) -> str:
        """Both curves, the tangent, its slope, and where the slope is 0."""
        say, equation = self.language.say, self.language.equation
        shown = say(
            "Above, the curve {curve} with its tangent at {place}. Below, over the same x, its derivative: "
            "{slope} there.",
            curve=equation("y", facts.function),
            place=equation("x", self.params.at),
            slope=facts.slope,
        )
        if not facts.zeros:
            return shown
        places = self.language.listed(equation("x", zero.x) for zero in facts.zeros)
        zeros = say("It is 0 where the curve is level: {places}.", places=places)
        return self.language.joined(shown, zeros)

    def story(self) -> Iterator[Beat]:
        """The tangent slides from hilltop to valley, and its slope traces the curve below."""
        facts, say = self.known, self.language.say
        traced = [name for name in self.parts(facts) if name.startswith("traces-")]
        yield Beat(
            say=say("Here is a curve: each x has its height, f of x."),
            show=("axes", "x-name", "y-name", "curve", "curve-name"),
            at={"at": self.view.curve.x.low, "traced": 0.0},
            seconds=2.5,
        )
        yield Beat(
            say=say("Its tangent has a slope: draw that as the height of a second curve, below."),
            show=(
                "touch",
                "tangent",
                "slope",
                "slope-axes",
                "slope-x-name",
                "slope-y-name",
                "zero-name",
                "guide",
                "height",
                *traced,
                "value",
            ),
            seconds=3.0,
        )
        yield from self._tracing(facts)
        yield Beat(
            say=say("This second curve is the derivative of f: its slope at every x."),
            show=("trace-name",),
            seconds=0.8,
        )
        yield Beat(
            say=self._told_slope(facts),
            to={"at": self.params.at, "traced": self.params.traced},
            seconds=2.0,
            rest=2.5,
        )

    def _told_slope(self, facts: Facts) -> str:
        say, place = self.language.say, self.language.equation("x", self.params.at)
        slope = float(derivative(facts.function, self.params.at))
        told = say("The slope at {place} is {slope}.", place=place, slope=slope)
        return self.language.joined(told, told_trend(trend_of(slope), self.language))

    def _tracing(self, facts: Facts) -> Iterator[Beat]:
        """From flat place to flat place, and what is marked there."""
        over = self.view.curve.x
        ends = [*(flat.x for flat in facts.flats), over.high]
        for number, (start, end) in enumerate(pairwise([over.low, *ends]), 1):
            yield Beat(
                say=told_stretch(facts.function, start, end, self.language),
                to={"at": end, "traced": (end - over.low) / over.width},
                seconds=max(1.5, SECONDS * (end - start) / over.width),
                rest=0.3,
            )
            if number <= len(facts.flats):
                yield Beat(
                    say=told_flat(facts.kinds[number - 1], end, self.language),
                    show=(f"flats-{number}", f"flat-name-{number}", f"guides-{number}", f"zeros-{number}"),
                    seconds=1.2,
                )


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Where f and f′ go: one over the other on every sheet, since they share their x."""
    room = inset(sheet.inside(MEASURES.margin), top=130, right=80, bottom=10, left=90)
    height = (room.height - BETWEEN) / 2
    above = Box(room.left, room.top - height, room.right, room.top)
    below = Box(room.left, room.bottom, room.right, room.bottom + height)
    return within_aspect(above, 0.8, 3.2), within_aspect(below, 0.8, 3.2)
