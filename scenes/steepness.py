"""The size of the slope: a gentle and a steep place of one curve, with a slope meter.

Both places are drawn at one scale, with equal scales on both axes where that can be had, so that the angle
of the tangent is the slope; the needle of each meter lies as its tangent does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mathcore import Expr, Interval
from stage.drawing import Part
from stage.figure import Figure
from stage.labels import Beside, Parts
from stage.panel import Panel, head_words, panels_of
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.slopes.dial import Dial, dial_in, needle_part
from stage.slopes.measured import NAMES, Measured, measured, still_parts
from stage.slopes.meter_words import place_words, reading, reading_words, told_steepness
from stage.slopes.steep_pair import Pair, pair_of, slides_from
from stage.slopes.touching import Touching, touching_parts
from stage.story import Beat

HEAD, FOOT = 64.0, 230.0
"""Layout pixels for the words over each plot and for the meter under it."""
OVER_READING = 20.0
"""Layout pixels between the reading and the name of the place, where one stands over the other."""


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    gentle: float | None = param(default=None, help="where it slopes gently; found when not given")
    steep: float | None = param(default=None, help="where it is steep; found when not given")
    window: Interval | None = param(default=None, help="range of x in which the places are looked for")


@dataclass(frozen=True, kw_only=True)
class Facts(Measured):
    """The two places, and the function."""

    function: Expr


class Steepness(Figure[Params, Pair, Facts]):
    """How steep a curve is, measured."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The size of the slope")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Pair:
        """Find a gentle and a steep place, and frame both alike."""
        plot = panels_of(sheet, len(NAMES), HEAD, FOOT)[0].plot
        return pair_of(params.function, params.gentle, params.steep, params.window, plot.width / plot.height)

    @staticmethod
    def facts(params: Params, view: Pair) -> Facts:
        """The slopes of the two places, and the angles at which they are drawn."""
        pair = measured(params.function, params.gentle, params.steep, view)
        return Facts(**vars(pair), function=params.function)

    def parts(self, facts: Facts) -> Parts:
        """A panel for each place, with its meter."""
        return {name: part for number in (0, 1) for name, part in self._panel(facts, number).items()}

    @cached_property
    def _panels(self) -> tuple[Panel, ...]:
        return panels_of(self.sheet, len(NAMES), HEAD, FOOT)

    @cached_property
    def _planes(self) -> tuple[Plane, ...]:
        views = self.view.views
        return tuple(
            Plane(view, panel.plot, self.theme) for view, panel in zip(views, self._panels, strict=True)
        )

    @cached_property
    def _dials(self) -> tuple[Dial, ...]:
        facts = self.known
        return tuple(dial_in(panel, (facts.gentle.sign, facts.steep.sign)) for panel in self._panels)

    @cached_property
    def _still_parts(self) -> tuple[dict[str, Part | Beside], ...]:
        """What does not change while a tangent slides."""
        facts = self.known
        curves = (facts.gentle_curve, facts.steep_curve)
        panels = zip(self._planes, curves, self._dials, NAMES, strict=True)
        return tuple(still_parts(*each, facts.rim, self.language) for each in panels)

    def _panel(self, facts: Facts, number: int) -> dict[str, Part | Beside]:
        name, panel, dial = NAMES[number], self._panels[number], self._dials[number]
        place = (facts.gentle, facts.steep)[number]
        read = reading_words(place, facts.stretch, self.language)
        lift = read.sizes(self.theme.typeface)[0][1] + OVER_READING
        return {
            **self._still_parts[number],
            **touching_parts(self._planes[number], place, name),
            f"{name}-needle": needle_part(dial, facts.angles[number], self.theme),
            f"{name}-head": head_words(panel, place_words(name, place, self.language), lift),
            f"{name}-reading": reading(panel, dial, read),
        }

    def alt(self, facts: Facts) -> str:
        """The curve, and how steep it is in both places."""
        curve = self.language.equation("y", facts.function)
        shown = self.language.say("Two places of the curve {curve}, each with a slope meter.", curve=curve)
        told = [told_steepness(getattr(facts, name), name, facts.stretch, self.language) for name in NAMES]
        return self.language.joined(shown, *told)

    def story(self) -> Iterator[Beat]:
        """Both places; the tangent turns to the gentle one, then to the steep one; the meters compare."""
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
        """The tangent appears near a place and slides to it, while the meter reads its slope."""
        name, facts = NAMES[number], self.known
        place: Touching = getattr(facts, name)
        shown = self.view.views[number]
        start = next(slides_from(facts.function, place.touch.x, shown), place.touch.x)
        marks = [part for part in self.parts(facts) if part.startswith(f"{name}-mark")]
        tools = ("touch", "tangent", "dial", "needle", "reading")
        back = {} if number == 0 else {NAMES[0]: self.params.gentle}
        show = [*(f"{name}-{part}" for part in tools[:3]), *marks, *(f"{name}-{part}" for part in tools[3:])]
        yield Beat(say=before, at={**back, name: start}, show=show, seconds=2.5)
        slid = self.language.say(
            "Slide the point to {place}: the tangent turns as the curve does.",
            place=self.language.equation("x", place.touch.x),
        )
        yield Beat(say=slid, to={name: place.touch.x}, seconds=2.0, rest=0.4)
        told = told_steepness(place, name, facts.stretch, self.language)
        yield Beat(say=told, show=(f"{name}-head",), seconds=0.6, rest=1.8)
