"""Walking downhill: a hiker descends the curve step by step, each step as long as the slope says.

The slope underfoot says which way is down; each step is the learning rate times the slope, so the steps
shrink as the ground levels out, and the walk ends where it is flat.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mathcore import Expr, Interval
from stage.figure import Figure
from stage.framing import View
from stage.geometry import Box
from stage.hills.ground import direction_label, downhill_arrow, ground_parts, marks, walk_of
from stage.hills.hiker import Walk
from stage.hills.hill import Hill, descent, hill_at
from stage.hills.hill_view import hill_view
from stage.hills.hill_words import told_ending
from stage.hills.person import person
from stage.labels import Beside, Lettering, Parts, headline
from stage.lettering.words import formula, quoted
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, within_aspect
from stage.story import Beat

SINGLE_STEPS = 2
"""So many steps of the descent are told one by one, the others together."""
SECONDS_PER_STRIDE = 0.42
"""A calm walk: a little over two strides a second."""
SHORTEST_STEP = 0.5
LONGEST_WALK = 9.0


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^4/4 - x^2 + x/5", help="the ground, in x: the error over one parameter")
    start: float = param(default=0.4, help="where the hiker sets out")
    rate: float = param(default=0.25, help="learning rate: the step is rate times slope", above=0)
    steps: int = param(default=12, help="how many steps the descent may take", low=1, high=200)
    step: float = param(default=0.0, help="how many steps the hiker has taken in the picture", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    label: str | None = param(
        default=None, help="words beside the arrow downhill: Direction to decrease error"
    )


@dataclass(frozen=True, kw_only=True)
class Facts(Hill):
    """The descent, and the ground it is on."""

    function: Expr


class Hiker(Figure[Params, View, Facts]):
    """The hiker-on-hill animation."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("Walking downhill")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the ground so that the whole way down is seen."""
        path = descent(params.function, params.start, params.rate, params.steps)
        return hill_view(params.function, path, params.window, ground_box(sheet), MEASURES.hiker)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """The descent, and the slope under the hiker."""
        path = descent(params.function, params.start, params.rate, params.steps)
        hill = hill_at(params.function, path, params.step, params.rate, view)
        return Facts(**vars(hill), function=params.function)

    @cached_property
    def walk(self) -> Walk:
        """The whole way, which is the same at every moment of the film."""
        return walk_of(self.plane, self.known, MEASURES.hiker)

    @property
    def plane(self) -> Plane:
        """The plane that the ground is drawn on."""
        return Plane(self.view, ground_box(self.sheet), self.theme)

    def parts(self, facts: Facts) -> Parts:
        """Ground, way, tangent, hiker and arrow."""
        body = self.walk.at(facts.step)
        parts = ground_parts(self.plane, facts) | {"stops": marks(self.plane, facts)}
        if facts.underfoot is not None:
            parts["underfoot"] = self.plane.dashed(facts.underfoot, "slope")
        parts["hiker"] = person(body, self.theme)
        arrow = downhill_arrow(self.plane, facts, body)
        labels: dict[str, Beside] = {"slope": self._slope_line(facts)}
        if arrow is not None:
            parts["arrow"] = arrow
            labels["direction"] = direction_label(self.label)
        return parts | labels

    def _slope_line(self, facts: Facts) -> Beside:
        numeral = self.language.numeral
        height = f"f({quoted(numeral(facts.foot.x))}) = {quoted(numeral(facts.foot.y))}"
        slope = f"f'({quoted(numeral(facts.foot.x))}) = {quoted(numeral(facts.slope))}"
        lines = (formula(f"{height} quad {slope}"), f"{formula(height)}\\\n{formula(slope)}", formula(slope))
        return headline(Lettering(settings=lines), self.sheet.inside(MEASURES.margin), self.language)

    @property
    def label(self) -> str:
        """The words beside the arrow downhill."""
        given = self.params.label
        return self.language.say("Direction to decrease error") if given is None else given

    def alt(self, facts: Facts) -> str:
        """Where the hiker stands, the slope there, and which way is down."""
        say, equation, slope = self.language.say, self.language.equation, facts.slope
        stands = say(
            "A hiker stands at {place} on a hill shaped like {curve}.",
            place=equation("x", facts.foot.x),
            curve=equation("y", facts.function),
        )
        down = {
            1: say("The slope underfoot is {slope}, so the way down is to the right.", slope=slope),
            -1: say("The slope underfoot is {slope}, so the way down is to the left.", slope=slope),
            0: say("The slope underfoot is {slope}: the ground is flat.", slope=slope),
        }[facts.downhill]
        return self.language.joined(stands, down)

    def story(self) -> Iterator[Beat]:
        """The ground, the hiker, the slope underfoot, the arrow; then the walk; then back to the start."""
        facts, say = self.known, self.language.say
        if facts.step > 0:
            yield from super().story()
            return
        yield Beat(
            say=say("Here is the error of a model over one of its parameters: ground to walk on."),
            show=("solid", "ground"),
            seconds=1.6,
        )
        place = self.language.equation("x", facts.foot.x)
        yield Beat(say=say("A hiker stands at {place}.", place=place), show=("hiker",), seconds=0.8)
        yield Beat(
            say=say("The slope underfoot is {slope}.", slope=facts.slope),
            show=("underfoot", "slope"),
            seconds=1.4,
        )
        yield Beat(say=say("{label}: downhill.", label=self.label), show=("arrow", "direction"), seconds=1.4)
        yield from self._walking(facts)
        yield Beat(say=say("So feel the slope underfoot,"), hide=("hiker", "slope"), seconds=0.6, rest=0.2)
        yield Beat(
            say=say("and step the other way."),
            at={"step": 0.0},
            show=("hiker", "underfoot", "slope", "arrow", "direction"),
            seconds=2.2,
            rest=2.5,
        )

    def _walking(self, facts: Facts) -> Iterator[Beat]:
        """One beat for each of the first steps, one for all the others."""
        last, say = len(facts.stops) - 1, self.language.say
        overlay = ("underfoot", "slope", "arrow", "direction")
        yield Beat(
            say=say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate),
            hide=overlay,
            show=("stops",),
            seconds=1.2,
        )
        single = min(last, SINGLE_STEPS)
        for number in range(single):
            yield Beat(
                say=self._told_step(facts, number),
                to={"step": number + 1.0},
                seconds=self._seconds(number),
                rest=0.4,
            )
        if last > single:
            seconds = max(self._seconds(number) for number in range(single, last)) * (last - single)
            yield Beat(
                say=say("Step by step, and each one is smaller where the ground is flatter."),
                to={"step": float(last)},
                seconds=min(seconds, LONGEST_WALK),
                rest=0.6,
            )
        yield Beat(say=told_ending(facts, self.language), show=("slope",), seconds=0.6, rest=2.0)

    def _told_step(self, facts: Facts, number: int) -> str:
        move = facts.moves[number]
        if move > 0:
            return self.language.say("Step {number}: {length} to the right.", number=number + 1, length=move)
        return self.language.say("Step {number}: {length} to the left.", number=number + 1, length=-move)

    def _seconds(self, number: int) -> float:
        return max(SHORTEST_STEP, SECONDS_PER_STRIDE * self.walk.steps[number])


def ground_box(sheet: Sheet) -> Box:
    """Where the ground is drawn: the whole width, under the line with the numbers."""
    return within_aspect(inset(sheet.inside(MEASURES.margin), top=90), 0.8, 2.4)
