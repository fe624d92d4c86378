"""What is a derivative: the slope of the tangent line, and the direction to decrease error.

The header of the lecture: on the left what a derivative is, on the right what it is good for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mathcore import Expr, Interval
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.hills.ground import direction_label, downhill_arrow, ground_parts, walk_of
from stage.hills.hill import Hill, descent, hill_at
from stage.hills.hill_view import hill_view
from stage.hills.person import person
from stage.labels import Beside, Parts, Pointing
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, panels
from stage.slopes.curve import curve_label
from stage.slopes.legs import leg_labels
from stage.slopes.slope import Slope, slope_at, slope_view
from stage.slopes.slope_parts import slope_callout, slope_parts
from stage.story import Beat

RATE = 0.1
"""The hiker of the header takes no step; any rate gives the same direction."""


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^3/12 + x/4 + 1", help="the curve on the left, in x")
    at: float = param(default=1.5, help="where its tangent touches")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    hill: Expr = param(default="2 exp(-x^2/2)", help="the hill on the right, in x")
    start: float = param(default=-0.8, help="where the hiker stands")
    hill_window: Interval | None = param(default=None, help="range of x of the hill; chosen when not given")
    label: str | None = param(
        default=None, help="words that point at the tangent: Derivative = Slope of the Tangent Line"
    )
    direction: str | None = param(
        default=None, help="words beside the arrow downhill: Direction to decrease error"
    )


@dataclass(frozen=True, kw_only=True)
class Views:
    """What each half shows."""

    curve: View
    hill: View


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The slope on the left, the way down on the right, and both functions."""

    slope: Slope
    hill: Hill
    function: Expr


class Header(Figure[Params, Views, Facts]):
    """The lecture's header."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("What is a derivative")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the curve and the hill, each in its half."""
        curve, hill = boxes(sheet)
        path = descent(params.hill, params.start, RATE, 1)
        return Views(
            curve=slope_view(
                params.function, params.at, params.window, curve.width / curve.height, curve.width
            ),
            hill=hill_view(params.hill, path, params.hill_window, hill, MEASURES.hiker),
        )

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """Everything that the two halves claim."""
        path = descent(params.hill, params.start, RATE, 1)
        return Facts(
            slope=slope_at(params.function, params.at, view.curve, numbers=False),
            hill=hill_at(params.hill, path, 0.0, RATE, view.hill),
            function=params.function,
        )

    def parts(self, facts: Facts) -> Parts:
        """Both halves; each label finds its own place."""
        left, right = boxes(self.sheet)
        plane = Plane(self.view.curve, left, self.theme)
        hill_plane = Plane(self.view.hill, right, self.theme)
        body = walk_of(hill_plane, facts.hill, MEASURES.hiker).at(0.0)
        parts = slope_parts(plane, facts.slope) | ground_parts(hill_plane, facts.hill)
        parts["hiker"] = person(body, self.theme)
        labels: dict[str, Beside | Pointing] = {
            **plane.axis_names(self.language),
            **leg_labels(plane, facts.slope, self.language, numbers=False),
            "curve-name": curve_label(self.language),
            "callout": slope_callout(self.label, plane, facts.slope, within=halves(self.sheet)[0]),
        }
        arrow = downhill_arrow(hill_plane, facts.hill, body)
        if arrow is not None:
            parts["arrow"] = arrow
            labels["direction-name"] = direction_label(self.direction, within=halves(self.sheet)[1])
        return parts | labels

    @property
    def label(self) -> str:
        """The words that point at the tangent."""
        given = self.params.label
        return self.language.say("Derivative = Slope of the Tangent Line") if given is None else given

    @property
    def direction(self) -> str:
        """The words beside the arrow downhill."""
        given = self.params.direction
        return self.language.say("Direction to decrease error") if given is None else given

    def alt(self, facts: Facts) -> str:
        """Both halves in two sentences."""
        say, equation = self.language.say, self.language.equation
        left = say(
            "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}, "
            "over a triangle of rise and run.",
            curve=equation("y", facts.function),
            place=equation("x", facts.slope.touch.x),
            slope=facts.slope.slope,
        )
        right = {
            1: say("Right: a hiker on a hill, and an arrow downhill to the right."),
            -1: say("Right: a hiker on a hill, and an arrow downhill to the left."),
            0: say("Right: a hiker on a hill, where the ground is flat."),
        }[facts.hill.downhill]
        return self.language.joined(left, right)

    def story(self) -> Iterator[Beat]:
        """First the slope, then what it tells the hiker."""
        facts, say = self.known, self.language.say
        yield Beat(
            say=say("A curve, {formula}, and a point on it.", formula="y = f(x)"),
            show=("axes", "x-name", "y-name", "curve", "curve-name", "touch"),
            seconds=2.4,
        )
        yield Beat(say=say("The straight line that touches it there is the tangent."), show=("tangent",))
        yield Beat(
            say=say("Its rise over its run is the slope."),
            show=("triangle", "run", "run-name", "right-angle", "rise", "rise-name"),
            seconds=2.0,
        )
        yield Beat(say=say("{label}.", label=self.label), show=("callout",), rest=2.0)
        yield Beat(say=say("Now stand on a hill."), show=("solid", "ground", "hiker"), seconds=1.6)
        yield Beat(
            say=say(
                "The slope underfoot, {slope} here, says which way is down: {label}.",
                slope=facts.hill.slope,
                label=self.direction,
            ),
            show=("arrow", "direction-name"),
            seconds=1.4,
            rest=3.0,
        )


def halves(sheet: Sheet) -> tuple[Box, ...]:
    """The two halves of the sheet."""
    return panels(sheet.inside(MEASURES.margin), 2, gutter=50.0)


def boxes(sheet: Sheet) -> tuple[Box, Box]:
    """The boxes of the curve and of the hill: they share a ground line and a cap line."""
    first, second = halves(sheet)
    return inset(first, left=40, right=80, top=150, bottom=60), inset(second, bottom=60 - MEASURES.axis_off)
