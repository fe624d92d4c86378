"""The learning rate: the same descent with a rate too small, right and too large.

Three descents start at one place on one curve. Each step is the rate times the slope; a small rate crawls, a
good one arrives, and one beyond 2/L, where L is the curvature at the bottom, cannot settle there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mathcore import Expr, Graph, Interval, Point, Polyline, Segment
from stage.descents.rates import Bottom, bottom_at, usual_rates
from stage.descents.trial import Trial, bottom_below, slope_of, try_rate
from stage.descents.trial_parts import exit_arrow, heading, hops, trial_boxes, verdict
from stage.descents.trial_view import seen_hops, trial_view
from stage.descents.trial_words import told_bottom, told_fate, told_rate
from stage.drawing import Part
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.labels import Beside, Parts
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.story import Beat

NAMES = ("small", "right", "large")
LONGEST = 6.0


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^2", help="the error over one parameter, in x")
    start: float = param(default=2.0, help="where each descent starts")
    small: float | None = param(
        default=None, help="the first rate; chosen from the curvature when not given", above=0
    )
    right: float | None = param(
        default=None, help="the second rate; chosen from the curvature when not given", above=0
    )
    large: float | None = param(
        default=None, help="the third rate; chosen from the curvature when not given", above=0
    )
    steps: int = param(default=12, help="how many steps each descent may take", low=1, high=200)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The three descents.

    Attributes:
        function: the error.
        curve: its graph.
        touch: the start, on the curve.
        small: the hops of the first descent in the picture; None when there are none.
        right: those of the second.
        large: those of the third.
        exits: the hop of each that leads out of the picture, up to its edge, or None.
        trials: the descents and what becomes of each.
        bottom: the bottom of the valley below the start; None where there is none.
    """

    function: Expr
    curve: Graph
    touch: Point
    small: Polyline | None
    right: Polyline | None
    large: Polyline | None
    exits: tuple[Segment | None, ...]
    trials: tuple[Trial, ...]
    bottom: Bottom | None


class LearningRate(Figure[Params, View, Facts]):
    """Three rates compared."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The learning rate")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the valley below the start; all three panels show the same."""
        f, start, box = params.function, params.start, trial_boxes(room_of(sheet), len(NAMES))[0][0]
        bottom = bottom_below(f, start, slope_of(f, start))
        return trial_view(f, start, bottom, params.window, box.width / box.height)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """The three descents, each with what becomes of it."""
        f, start = params.function, params.start
        slope = slope_of(f, start)
        x = bottom_below(f, start, slope)
        bottom = None if x is None else bottom_at(f, x)
        usual = usual_rates(slope, view.x.width / 4 if x is None else abs(start - x), bottom)
        given = (params.small, params.right, params.large)
        rates = [auto if rate is None else rate for rate, auto in zip(given, usual, strict=True)]
        trials = tuple(try_rate(f, start, rate, params.steps, x) for rate in rates)
        hops, exits = zip(*(seen_hops(trial.stops, view) for trial in trials), strict=True)
        return Facts(
            function=f,
            curve=Graph(f, view.x),
            touch=trials[0].stops[0],
            small=hops[0],
            right=hops[1],
            large=hops[2],
            exits=exits,
            trials=trials,
            bottom=bottom,
        )

    def parts(self, facts: Facts) -> Parts:
        """Three times the curve, each with its descent, the rate over it and the verdict under it."""
        parts: dict[str, Part | Beside] = {}
        ways = (facts.small, facts.right, facts.large)
        boxes = trial_boxes(room_of(self.sheet), len(NAMES))
        each = zip(NAMES, facts.trials, ways, facts.exits, boxes, strict=True)
        for name, trial, way, exit_hop, (box, room) in each:
            plane = Plane(self.view, box, self.theme)
            parts[f"{name}-axes"] = plane.axes()
            parts[f"{name}-curve"] = plane.draw(facts.curve, "curve")
            if way is not None:
                parts[name] = hops(plane, way)
            if exit_hop is not None:
                parts[f"{name}-exit"] = exit_arrow(plane, exit_hop)
            parts[f"{name}-start"] = plane.draw(facts.touch, "slope")
            parts[f"{name}-x-name"] = plane.axis_names(self.language)["x-name"]
            bottom = facts.bottom if name == "large" else None
            parts[f"{name}-rate"] = heading(told_rate(trial.rate, bottom, self.language), room)
            parts[f"{name}-fate"] = verdict(told_fate(trial, self.language), box, room)
        return parts

    def alt(self, facts: Facts) -> str:
        """The curve, and each rate with what becomes of it."""
        shown = self.language.say(
            "Three descents on {curve} from {place}.",
            curve=self.language.equation("y", facts.function),
            place=self.language.equation("x", facts.touch.x),
        )
        return self.language.joined(shown, *map(self._told, facts.trials))

    def _told(self, trial: Trial) -> str:
        fate = told_fate(trial, self.language)
        return self.language.say("Rate {rate}: {label}.", rate=trial.rate, label=fate)

    def story(self) -> Iterator[Beat]:
        """The same start three times, then one rate after the other, then the limit."""
        facts, say = self.known, self.language.say
        place = self.language.equation("x", facts.touch.x)
        yield Beat(
            say=say("One error curve, three times, and one start: {place}.", place=place),
            show=[f"{name}-{part}" for part in ("axes", "x-name", "curve", "start") for name in NAMES],
            seconds=2.7,
        )
        yield Beat(say=say("Each step is the learning rate times the slope."), seconds=0.4, rest=1.6)
        for name, trial in zip(NAMES[:-1], facts.trials, strict=False):
            yield self._beat(name, trial, f"{name}-rate", name, f"{name}-exit", f"{name}-fate")
        yield Beat(say=told_bottom(facts.bottom, self.language), show=("large-rate",), rest=2.0)
        yield self._beat("large", facts.trials[-1], "large", "large-exit", "large-fate")

    def _beat(self, name: str, trial: Trial, *show: str) -> Beat:
        there = self.parts(self.known)
        shown = [part for part in show if part in there]
        seconds = min(1.5 + 0.35 * len(trial.stops), LONGEST)
        return Beat(say=self._told(trial), show=shown, seconds=seconds, rest=3.0 if name == "large" else 1.0)


def room_of(sheet: Sheet) -> Box:
    """Where the panels are."""
    return sheet.inside(MEASURES.margin)
