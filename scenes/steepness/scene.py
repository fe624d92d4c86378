"""The size of the slope: a gentle and a steep place of one curve, with a slope meter.

Both are drawn at one scale, with equal scales on both axes if possible, so that the angle of the tangent is
that of the slope; the needle of each meter is parallel to its tangent.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.steepness.drawing import Meter, meter_parts, meters_on, panels_on
from scenes.steepness.facts import NAMES, PairView, SlopePair, pair_view, slides_from, slope_pair
from scenes.steepness.words import steepness_alt, steepness_sentence


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    gentle: float | None = param(default=None, help="where it slopes gently; found when not given")
    steep: float | None = param(default=None, help="where it is steep; found when not given")
    window: Interval | None = param(default=None, help="range of x in which the places are looked for")


class Steepness(Figure[Params, PairView, SlopePair]):
    """The steepness of a curve, measured."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The size of the slope")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> PairView:
        """Return a gentle and a steep point with views of equal size."""
        plot = panels_on(sheet)[0].plot
        return pair_view(
            params.function, params.gentle, params.steep, params.window, plot.width / plot.height
        )

    @staticmethod
    def facts(params: Params, view: PairView) -> SlopePair:
        """Return the slopes at the two points, and the angles at which they are drawn."""
        return slope_pair(params.function, params.gentle, params.steep, view)

    @cached_property
    def _meters(self) -> tuple[Meter, ...]:
        return meters_on(self.sheet, self.view, self.final_facts, self.theme, self.language)

    def parts(self, facts: SlopePair) -> Parts:
        """Return a panel for each point, with its meter."""
        panels = (meter_parts(meter, facts, self.language) for meter in self._meters)
        return {name: part for panel in panels for name, part in panel.items()}

    def alt(self, facts: SlopePair) -> str:
        """Return the description: the curve, and its steepness at both points."""
        return steepness_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield both points; the tangent turns to the gentle one, then to the steep one; then the rule."""
        say = self.language.say
        frames = [f"{name}{part}" for part in ("-axes", "-x", "-y", "_curve") for name in NAMES]
        yield Beat(
            say=say("Here are two places of one curve, drawn at the same scale."), show=frames, seconds=2.5
        )
        yield from self._measuring(0, say("A slope meter lies as the tangent does, and reads its slope."))
        yield from self._measuring(1, say("The same meter at the other place."))
        rule = say("The size of the slope says how steep; its sign says only whether up or down.")
        yield Beat(say=rule, at={"steep": self.params.steep}, seconds=0.2, rest=3.0)

    def _measuring(self, number: int, before: str) -> Iterator[Beat]:
        """Yield the tangent that appears near a point and slides to it, while the meter shows its slope."""
        name, facts = NAMES[number], self.final_facts
        tangency, curve = facts.tangencies[name], facts.gentle_curve
        start = next(slides_from(curve.f, tangency.touch.x, self.view.views[number]), tangency.touch.x)
        marks = [part for part in self.parts(facts) if part.startswith(f"{name}-mark")]
        tools = ("touch", "tangent", "dial", "needle", "reading")
        back = {} if number == 0 else {NAMES[0]: self.params.gentle}
        show = [*(f"{name}-{part}" for part in tools[:3]), *marks, *(f"{name}-{part}" for part in tools[3:])]
        yield Beat(say=before, at={**back, name: start}, show=show, seconds=2.5)
        slid = self.language.say(
            "Slide the point to {place}: the tangent turns as the curve does.",
            place=self.language.equation("x", tangency.touch.x),
        )
        yield Beat(say=slid, to={name: tangency.touch.x}, seconds=2.0, rest=0.4)
        caption = steepness_sentence(tangency, name, facts.stretch, self.language)
        yield Beat(say=caption, show=(f"{name}-head",), seconds=0.6, rest=1.8)
