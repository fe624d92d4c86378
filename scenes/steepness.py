"""The size of the slope: a gentle and a steep place of one curve, with a slope meter.

Both places are drawn at one scale, with equal scales on both axes where that can be had, so that the angle
of the tangent is the slope; the needle of each meter lies as its tangent does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mathcore import Expr, Graph, Interval
from stage.dial import dial_in, dial_numbers, dial_part, needle_part, rim_slopes
from stage.drawing import Part
from stage.figure import Figure
from stage.labels import Beside, Parts
from stage.meter_words import place_words, reading, reading_words, told_steepness
from stage.panel import Panel, head_words, panels_of
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.steep_pair import Pair, pair_of, paper_angle, slides_from
from stage.story import Beat
from stage.touching import Touching, touching, touching_parts

NAMES = ("gentle", "steep")
HEAD, FOOT = 64.0, 230.0
"""Layout pixels for the words over each plot and for the meter under it."""
OVER_READING = 34.0
"""Layout pixels between the reading and the name of the place, where one stands over the other."""
TANGENT_SHARE = 0.42
"""How far each tangent reaches to each side of its point, as a share of the panel's shorter side."""


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    gentle: float | None = param(default=None, help="where it slopes gently; found when not given")
    steep: float | None = param(default=None, help="where it is steep; found when not given")
    window: Interval | None = param(default=None, help="range of x in which the places are looked for")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The two places.

    Attributes:
        function: the curve.
        gentle_curve: the graph around the gentle place.
        steep_curve: the graph around the steep place.
        gentle: the tangent at the gentle place.
        steep: the tangent at the steep place.
        stretch: the length of one unit of y on the paper over that of one unit of x.
        angles: the angles in degrees at which the tangents are drawn.
        rim: the slopes written at the rim of each meter.
    """

    function: Expr
    gentle_curve: Graph
    steep_curve: Graph
    gentle: Touching
    steep: Touching
    stretch: float
    angles: tuple[float, float]
    rim: tuple[float, ...]


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
        f, (left, right) = params.function, view.views
        gentle, steep = (
            touching(f, getattr(view, name) if at is None else at, shown, TANGENT_SHARE, name)
            for name, at, shown in zip(NAMES, (params.gentle, params.steep), view.views, strict=True)
        )
        return Facts(
            function=f,
            gentle_curve=Graph(f, left.x),
            steep_curve=Graph(f, right.x),
            gentle=gentle,
            steep=steep,
            stretch=view.stretch,
            rim=rim_slopes(view.stretch),
            angles=(paper_angle(gentle.slope, view.stretch), paper_angle(steep.slope, view.stretch)),
        )

    def parts(self, facts: Facts) -> Parts:
        """A panel for each place, with its meter."""
        layout = panels_of(self.sheet, len(NAMES), HEAD, FOOT)
        drawn = [self._panel(facts, number, panel) for number, panel in enumerate(layout)]
        return drawn[0] | drawn[1]

    def _panel(self, facts: Facts, number: int, panel: Panel) -> dict[str, Part | Beside]:
        name, angle = NAMES[number], facts.angles[number]
        place: Touching = getattr(facts, name)
        plane = Plane(self.view.views[number], panel.plot, self.theme)
        names = plane.axis_names(self.language)
        read = reading_words(place, facts.stretch, self.language)
        lift = read.sizes(self.theme.typeface)[0][1] + OVER_READING
        dial = dial_in(panel, (self.known.gentle.sign, self.known.steep.sign))
        return {
            f"{name}-axes": plane.axes(),
            f"{name}_curve": plane.draw(getattr(facts, f"{name}_curve"), "curve"),
            **touching_parts(plane, place, name),
            f"{name}-dial": dial_part(dial, self.theme),
            f"{name}-needle": needle_part(dial, angle, self.theme),
            f"{name}-x": names["x-name"],
            f"{name}-y": names["y-name"],
            f"{name}-head": head_words(panel, place_words(name, place, self.language), lift),
            **dial_numbers(dial, name, facts.rim, self.language),
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
        frames = [f"{name}{part}" for part in ("-axes", "-x", "-y", "_curve", "-head") for name in NAMES]
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
        told = told_steepness(place, name, facts.stretch, self.language)
        yield Beat(say=told, to={name: place.touch.x}, seconds=2.5, rest=1.6)
