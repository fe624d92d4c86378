"""Walking downhill: a hiker descends the curve step by step, each step as long as the slope says.

The slope underfoot gives the downhill direction; each step is the learning rate times the slope, so the steps
shrink as the ground levels out, and the walk ends where it is flat.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.hiker.body import Body, Walk
from scenes.hiker.drawing import (
    direction_label,
    ground_box,
    ground_parts,
    height_and_slope,
    hiker_parts,
    stop_marks,
    walk_of,
)
from scenes.hiker.facts import Hill, descent, hill_at, hill_view
from scenes.hiker.words import direction_words, end_caption, hill_alt, step_caption

SINGLE_STEPS = 2
"""Number of first steps of the descent with a caption each; the others share one."""
SECONDS_PER_STRIDE = 0.42
"""Duration of a stride in a calm walk, in seconds."""
SHORTEST_STEP = 0.5
"""Minimum duration of a step of the descent, in seconds."""
LONGEST_WALK = 9.0
"""Maximum duration of the steps after the single ones, in seconds."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^4/4 - x^2 + x/5", help="the ground, in x: the error over one parameter")
    start: float = param(default=0.4, help="where the hiker sets out")
    rate: float = param(default=0.25, help="learning rate: the step is rate times slope", above=0)
    steps: int = param(default=12, help="how many steps the descent may take", low=1, high=200)
    step: float = param(default=0.0, help="how many steps the hiker has taken in the picture", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    label: str | None = param(
        default=None, help="words beside the arrow downhill: Direction to decrease error"
    )


class Hiker(Figure[Params, View, Hill]):
    """A hiker who descends a hill."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("Walking downhill")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the ground with the whole walk."""
        path = descent(params.function, params.start, params.rate, params.steps)
        return hill_view(params.function, path, params.window, ground_box(sheet), MEASURES.hiker)

    @staticmethod
    def facts(params: Params, view: View) -> Hill:
        """Return the descent, and the slope under the hiker."""
        path = descent(params.function, params.start, params.rate, params.steps)
        return hill_at(params.function, params.start, path, params.step, params.rate, view)

    @cached_property
    def walk(self) -> Walk:
        """The whole walk, the same at every moment of the film."""
        return walk_of(self._plane, self.final_facts, MEASURES.hiker)

    def _body(self, facts: Hill) -> Body:
        """Return the hiker's body after `facts.step` steps.

        Raises:
            ParamError: if no pose of the hiker fits the ground there.
        """
        try:
            return self.walk.at(facts.step)
        except ValueError as error:
            raise ParamError(
                "start",
                f"the ground at {facts.foot.x:g} is too steep or too narrow to stand on in this view; "
                "choose another start, or another window",
            ) from error

    @property
    def _plane(self) -> Plane:
        return Plane(self.view, ground_box(self.sheet), self.theme)

    @property
    def _label(self) -> str:
        return direction_words(self.params.label, self.language)

    def parts(self, facts: Hill) -> Parts:
        """Return ground, stops, tangent, hiker and arrow."""
        plane, body = self._plane, self._body(facts)
        parts = {**ground_parts(plane, facts), "stops": stop_marks(plane, facts)}
        if facts.underfoot is not None:
            parts["underfoot"] = plane.dashed(facts.underfoot, "slope")
        parts |= hiker_parts(plane, facts, body)
        line = height_and_slope(facts, self.sheet, self.language)
        if "arrow" not in parts:
            return {**parts, "slope": line}
        return {**parts, "slope": line, "direction": direction_label(self._label)}

    def alt(self, facts: Hill) -> str:
        """Return the description: where the hiker stands, the slope there, and the downhill direction."""
        return hill_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the ground, the hiker, the slope underfoot and the arrow; the walk; the start again."""
        facts, say = self.final_facts, self.language.say
        if facts.step > 0:
            yield from super().story()
            return
        ground = say("Here is the error of a model over one of its parameters: ground to walk on.")
        stands = say("A hiker stands at {place}.", place=self.language.equation("x", facts.foot.x))
        slope, arrow = ("underfoot", "slope"), ("arrow", "direction")
        yield Beat(say=ground, show=("solid", "ground"), seconds=1.6)
        yield Beat(say=stands, show=("hiker",), seconds=0.8)
        yield Beat(say=say("The slope underfoot is {slope}.", slope=facts.slope), show=slope, seconds=1.4)
        if not facts.downhill:
            yield Beat(say=end_caption(facts, self.language), show=("stops",), seconds=0.6, rest=2.5)
            return
        yield Beat(say=say("{label}: downhill.", label=self._label), show=arrow, seconds=1.4)
        yield from self._walking(hide=(*slope, *arrow))
        yield Beat(say=say("So feel the slope underfoot,"), hide=("hiker", "slope"), seconds=0.6, rest=0.2)
        yield Beat(
            say=say("and step the other way."),
            at={"step": 0.0},
            show=("hiker", *slope, *arrow),
            seconds=2.2,
            rest=2.5,
        )

    def _walking(self, hide: Sequence[str]) -> Iterator[Beat]:
        """Yield a beat for each of the first steps, then one for all others; `hide` disappears first."""
        facts, language, say = self.final_facts, self.language, self.language.say
        last = len(facts.stops) - 1
        yield Beat(
            say=say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate),
            hide=hide,
            show=("stops",),
            seconds=1.2,
        )
        seconds = [max(SHORTEST_STEP, SECONDS_PER_STRIDE * strides) for strides in self.walk.steps[:last]]
        single = min(last, SINGLE_STEPS)
        for number in range(single):
            caption = step_caption(facts, number, language)
            yield Beat(say=caption, to={"step": number + 1.0}, seconds=seconds[number], rest=0.4)
        if last > single:
            yield Beat(
                say=say("Step by step, and each one is smaller where the ground is flatter."),
                to={"step": float(last)},
                seconds=min(max(seconds[single:]) * (last - single), LONGEST_WALK),
                rest=0.6,
            )
        yield Beat(say=end_caption(facts, language), show=("slope",), seconds=0.6, rest=2.0)
