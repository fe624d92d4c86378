"""Walking downhill: a hiker descends the curve step by step, each step as long as the slope says.

The slope underfoot says which way is down; each step is the learning rate times the slope, so the steps
shrink as the ground levels out, and the walk ends where it is flat.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from hillside.stage.view import View
from mathcore import Expr, Interval
from scenes.hiker.body import Walk
from scenes.hiker.ground import direction_label, downhill_arrow, ground_parts, marks, walk_of
from scenes.hiker.hill import Hill, descent, hill_at
from scenes.hiker.hill_labels import foot_line
from scenes.hiker.hill_story import walking
from scenes.hiker.hill_view import ground_box, hill_view
from scenes.hiker.hill_words import direction_words, told_hill
from scenes.hiker.person import person


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


class Hiker(Figure[Params, View, Hill]):
    """The hiker-on-hill animation."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("Walking downhill")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the ground so that the whole way down is seen."""
        path = descent(params.function, params.start, params.rate, params.steps)
        return hill_view(params.function, path, params.window, ground_box(sheet), MEASURES.hiker)

    @staticmethod
    def facts(params: Params, view: View) -> Hill:
        """Return the descent, and the slope under the hiker."""
        path = descent(params.function, params.start, params.rate, params.steps)
        return hill_at(params.function, path, params.step, params.rate, view)

    @cached_property
    def walk(self) -> Walk:
        """The whole way, which is the same at every moment of the film."""
        return walk_of(self._plane, self.known, MEASURES.hiker)

    @property
    def _plane(self) -> Plane:
        return Plane(self.view, ground_box(self.sheet), self.theme)

    @property
    def _label(self) -> str:
        return direction_words(self.params.label, self.language)

    def parts(self, facts: Hill) -> Parts:
        """Ground, way, tangent, hiker and arrow."""
        body = self.walk.at(facts.step)
        parts = {**ground_parts(self._plane, facts), "stops": marks(self._plane, facts)}
        if facts.underfoot is not None:
            parts["underfoot"] = self._plane.dashed(facts.underfoot, "slope")
        parts["hiker"] = person(body, self.theme)
        arrow, line = downhill_arrow(self._plane, facts, body), foot_line(facts, self.sheet, self.language)
        if arrow is None:
            return {**parts, "slope": line}
        return {**parts, "arrow": arrow, "slope": line, "direction": direction_label(self._label)}

    def alt(self, facts: Hill) -> str:
        """Return where the hiker stands, the slope there, and which way is down."""
        return told_hill(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """The ground, the hiker, the slope underfoot, the arrow; then the walk; then back to the start."""
        facts, say = self.known, self.language.say
        if facts.step > 0:
            yield from super().story()
            return
        ground = say("Here is the error of a model over one of its parameters: ground to walk on.")
        stands = say("A hiker stands at {place}.", place=self.language.equation("x", facts.foot.x))
        slope, arrow = ("underfoot", "slope"), ("arrow", "direction")
        yield Beat(say=ground, show=("solid", "ground"), seconds=1.6)
        yield Beat(say=stands, show=("hiker",), seconds=0.8)
        yield Beat(say=say("The slope underfoot is {slope}.", slope=facts.slope), show=slope, seconds=1.4)
        yield Beat(say=say("{label}: downhill.", label=self._label), show=arrow, seconds=1.4)
        yield from walking(facts, self.walk, self.language, hide=(*slope, *arrow))
        yield Beat(say=say("So feel the slope underfoot,"), hide=("hiker", "slope"), seconds=0.6, rest=0.2)
        yield Beat(
            say=say("and step the other way."),
            at={"step": 0.0},
            show=("hiker", *slope, *arrow),
            seconds=2.2,
            rest=2.5,
        )
