"""Walking downhill: a hiker descends the curve step by step, each step as long as the slope says.

The slope underfoot gives the downhill direction; each step is the learning rate times the slope, so the steps
shrink as the ground levels out, and the walk ends in the valley, unless the rate is too large.
"""

from collections.abc import Iterator
from functools import cached_property
from math import ceil
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters, replace
from hillside.stage.plane import Plane, View
from hillside.stage.scales import Scales
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.hiker.body import Body, Walk
from scenes.hiker.body.person import body_part
from scenes.hiker.drawing import (
    FLOOR,
    ghost_part,
    ground_box,
    ground_parts,
    verdict_label,
    walk_lines,
    walk_of,
)
from scenes.hiker.facts import Hill, before_step, descent, hill_at
from scenes.hiker.ground_view import hill_view
from scenes.hiker.marks.downhill_arrow import arrow_part, direction_label
from scenes.hiker.marks.walk_marks import WalkMarks
from scenes.hiker.words import (
    asked_alt,
    direction_words,
    end_caption,
    hill_alt,
    slope_caption,
    step_caption,
    step_question,
    verdict_words,
)
from scenes.shared.slopes.question import HIDE, without

SINGLE_STEPS = 2
"""Number of steps up to which each has a caption, the first the rule; else all after the first share one."""
SECONDS_PER_STRIDE = 0.5
"""Duration of a stride in a calm walk, in seconds."""
SHORTEST_STEP, LONGEST_STEP = 0.7, 2.4
"""Minimum and maximum duration of a step of the descent, in seconds."""
AXIS = ("grid", "axes", "ticks", "x-tick", "parameter", "scaling")
"""The beginnings of the names of what belongs to the axis of the parameter."""
ANSWER = ("arrow", "direction", "verdict", "ghost", "step-number", "step-size")
"""The parts that tell the next step, or would tell of one before it."""
STEP = ("hops", "step-number", "step-size")
"""The names of what belongs to a step that is taken."""
PAUSE = 0.4
"""Duration of the pause at a stop, in seconds."""
LONGEST_WALK = 3.6
"""Maximum duration of the steps after the single ones, in seconds."""


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="x^4/4 - x^2 + x/5", help="the ground, in x: the error over one parameter")
    start: float = param(default=0.4, help="where the hiker sets out")
    rate: float = param(default=0.25, help="learning rate: the step is rate times slope", above=0)
    steps: int = param(default=12, help="how many steps the descent may take", low=1, high=200)
    step: float | None = param(
        default=None, help="how many steps the hiker has taken in the picture; all when not given", low=0
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    label: str | None = param(
        default=None, help="words beside the arrow downhill: Direction to decrease error"
    )
    hide: Literal["nothing", "step"] = param(default="nothing", help=HIDE)


class Hiker(Figure[Params, View, Hill]):
    """A hiker who descends a hill."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("Walking downhill")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the ground with the whole walk."""
        path = descent(params.function, params.start, params.rate, params.steps)
        box, height = ground_box(sheet), MEASURES.hiker
        return hill_view(params.function, path, params.window, box, height, FLOOR, params.height)

    @staticmethod
    def facts(params: Params, view: View) -> Hill:
        """Return the descent, and the slope under the hiker."""
        path = descent(params.function, params.start, params.rate, params.steps)
        if params.hide == "step":
            reached = hill_at(params.function, params.start, path, params.step or 0.0, params.rate, view)
            return before_step(reached)
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
    def _axes(self) -> Axes:
        """The axes of the ground, of which only that of the parameter is drawn."""
        return self.params.axes(self._plane, self.params.function, beside=True)

    @property
    def _label(self) -> str:
        return direction_words(self.params.label, self.language)

    def parts(self, facts: Hill) -> Parts:
        """Return ground, axis, stops, tangent, hiker and arrow, and the lines over them."""
        plane, body = self._plane, self._body(facts)
        marks = WalkMarks(plane, facts, self._axes.across)
        verdict = verdict_words(facts, self.language)
        arrow, ghost = arrow_part(plane, facts, MEASURES.hiker), ghost_part(plane, facts, self.walk)
        parts: Parts = {
            **self.params.gridded(self._axes, up=False),
            **ground_parts(plane, facts.ground, marks.centers[:, 0]),
            **marks.parts(),
            **({} if facts.underfoot is None else {"underfoot": plane.dashed(facts.underfoot, "slope")}),
            **({} if ghost is None else {"ghost": ghost}),
            "hiker": body_part(body, self.theme),
            **({} if arrow is None else {"arrow": arrow, "direction": direction_label(self._label)}),
            **({} if verdict is None else {"verdict": verdict_label(verdict)}),
            **marks.labels(self.language),
            **walk_lines(facts, self.sheet, self.language, asks=self._asks),
        }
        return without(parts, ANSWER) if self._asks else parts

    @property
    def _asks(self) -> bool:
        """Whether the next step is left out and asked for."""
        return self.params.hide == "step"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the next step, if it is asked for."""
        return ("following", "end", "last_slope", "steepest") if self._asks else ()

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{x}_(k+1) = {x}_k - eta {f}'({x}_k)")

    def alt(self, facts: Hill) -> str:
        """Return the description: where the hiker stands, the slope there, and the downhill direction."""
        return (asked_alt if self._asks else hill_alt)(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the ground, the hiker, the slope underfoot and the arrow; the walk; and how it ends."""
        last, say = self.final_facts, self.language.say
        if self._asks:
            yield from self._question_story(last)
            return
        first = self.facts(replace(self.params, step=0.0), self.view)
        parts = self.parts(first)
        stands = say("A hiker stands at {place}.", place=self.language.equation("x", first.foot.x))
        yield Beat(
            say=say("An error over one parameter is ground to walk on."),
            at={"step": 0.0},
            show=(_among(parts, "ground"), ("solid", "turf"), _among(parts, *AXIS)),
            seconds=1.8,
        )
        marks = _among(parts, "place", "stops", "drops", "stop-number")
        yield Beat(say=stands, show=(("hiker",), marks), seconds=1.0, rest=0.4, poster=True)
        slope = (*_among(parts, "underfoot"), "slope")
        yield Beat(
            say=say("The slope underfoot is {slope}.", slope=first.slope), show=slope, seconds=1.2, rest=0.4
        )
        if "arrow" in parts:
            down = self.language.joined(say("The arrow points downhill."), say("{label}.", label=self._label))
            yield Beat(say=down, show=("arrow", "direction"), seconds=1.2)
        if last.step > 0:
            yield from self._walking(last, "arrow" in parts)
        ends = end_caption(last, self.language) if last.is_over else slope_caption(last, self.language)
        again = ("direction",) if last.step > 0 else ()
        new = _among(self.parts(last), "verdict", "ghost", *again)
        yield Beat(say=ends, at={"step": self.params.step}, show=(new,), seconds=0.6, rest=2.2)

    def _question_story(self, facts: Hill) -> Iterator[Beat]:
        """Yield the ground, the hiker, the slope underfoot, the rate, and the question for the step."""
        say, parts = self.language.say, self.parts(facts)
        ground = (_among(parts, "ground"), ("solid", "turf"), _among(parts, *AXIS))
        yield Beat(say=say("An error over one parameter is ground to walk on."), show=ground, seconds=1.8)
        stands = say("A hiker stands at {place}.", place=self.language.equation("x", facts.foot.x))
        marks = _among(parts, "place", "stops", "drops", "hops", "stop-number")
        yield Beat(say=stands, show=(("hiker",), marks), seconds=1.0)
        slope = (*_among(parts, "underfoot"), "slope")
        yield Beat(say=slope_caption(facts, self.language), show=slope, seconds=1.2)
        rate = say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate)
        yield Beat(say=rate, seconds=0.6)
        question = _among(parts, "question")
        yield Beat(say=step_question(self.language), show=(question,), seconds=0.8, rest=3.0)

    def _walking(self, last: Hill, had_arrow: bool) -> Iterator[Beat]:
        """Yield a beat for each of the first steps, then one for all others."""
        say, whole = self.language.say, int(last.step)
        told = set(self.parts(last))
        rate = say("Each step is the learning rate, {rate}, times the slope.", rate=last.rate)
        gone = ("direction",) if had_arrow else ()
        if whole == 0:
            yield Beat(say=rate, hide=gone, seconds=0.6)
        seconds = [
            min(max(SHORTEST_STEP, SECONDS_PER_STRIDE * strides), LONGEST_STEP) for strides in self.walk.steps
        ]
        single = whole if whole <= SINGLE_STEPS else 1
        for number in range(single):
            named = told & {*STEP, f"stop-number-{number + 1}"}
            yield Beat(
                say=step_caption(last, number, self.language) if number else rate,
                hide=gone if number == 0 else (),
                to={"step": number + 1.0},
                show=(tuple(sorted(named)),),
                seconds=seconds[number],
                rest=PAUSE,
            )
        if last.step > single:
            stages = ceil(last.step) - single
            length = min(sum(seconds[single:]) + PAUSE * (stages - 1), LONGEST_WALK)
            yield Beat(
                say=say("Step by step, and each one is smaller where the ground is flatter."),
                to={"step": last.step},
                # Each number has its turn, in which it appears when its stop is reached.
                show=[tuple(told & {f"stop-number-{k}"}) for k in range(single + 1, whole + 1)] or [STEP],
                seconds=length,
                stages=stages if last.step == whole else 1,
                halt=min(PAUSE, 0.45 * length / stages),
                rest=PAUSE,
            )


def _among(parts: Parts, *beginnings: str) -> tuple[str, ...]:
    """Return the names of the parts that begin in one of these ways."""
    return tuple(name for name in parts if name.startswith(beginnings))
