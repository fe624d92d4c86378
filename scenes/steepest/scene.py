"""The steepest way down: the rate of change in every direction from a point of a map.

The length of each arrow is proportional to the rate of change along it. The longest one down is the steepest
descent, perpendicular to the level line.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.drawing import Part
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, over_picture
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View, check_inside
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.scalar_field import field_of
from scenes.steepest.drawing import map_box, step_names, step_parts
from scenes.steepest.facts import FIRST_TURN, Facts, facts_at, steepest_view
from scenes.steepest.words import descent_words, flat_words, pair_words, steepest_alt, turn_words


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2/4 + y^2", help="the height, in x and y", names=("x", "y"))
    at: float = param(default=2.0, help="the x of the point")
    at_y: float = param(default=1.0, help="the y of the point")
    turn: float = param(
        default=0.0, help="degrees that the step is turned away from the steepest descent", low=-360, high=360
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Steepest(Figure[Params, View, Facts]):
    """The directional derivatives at a point of a map."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The steepest way down")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the map around the point."""
        check_inside(params.at, params.window, "at", "point")
        box = map_box(sheet)
        at, aspect = (params.at, params.at_y), box.width / box.height
        return steepest_view(params.function, at, params.window, aspect)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """Return the rates of change in all directions."""
        return facts_at(params.function, (params.at, params.at_y), params.turn, view)

    @cached_property
    def map(self) -> ContourMap:
        """The map, which is the same at every moment."""
        plane = Plane(self.view, map_box(self.sheet), self.theme)
        return ContourMap.of(field_of(self.params.function), plane, self.final_facts.levels)

    @cached_property
    def level_line(self) -> Part:
        """The level line through the point."""
        return self.map.line_through(field_of(self.params.function), self.final_facts.touch, "ink")

    def parts(self, facts: Facts) -> Parts:
        """Return the map, the steps from the point, and their names."""
        plane = self.map.plane
        return {
            "relief": self.map.relief,
            "contours": self.map.lines,
            "axes": plane.axes(),
            **({} if facts.is_flat else {"level-line": self.level_line}),
            **step_parts(plane, facts),
            **plane.axis_names(self.language),
            **step_names(plane, facts, self.language),
            "rate": self._rate_line(facts),
        }

    def _rate_line(self, facts: Facts) -> Beside:
        words = plain(self.language.say("rate of change: {rate}", rate=facts.rate))
        role = "ink" if facts.rate == 0 else "slope" if facts.rate < 0 else "curve"
        return over_picture(words, sheet=self.sheet, language=self.language, role=role)

    def alt(self, facts: Facts) -> str:
        """Return the description: the map, the point, and the direction of steepest descent."""
        return steepest_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the map, a step that turns all around, all steps, the steepest one, the chosen one."""
        facts, language, say = self.final_facts, self.language, self.language.say
        yield Beat(
            say=say(
                "Seen from above, a function of two variables is a map: each line joins points of one height."
            ),
            show=("relief", "contours", "axes", "x-name", "y-name"),
            at={} if facts.is_flat else {"turn": FIRST_TURN},
            seconds=2.4,
        )
        place = pair_words(facts.touch.x, facts.touch.y, language)
        yield Beat(say=say("Stand at {place}.", place=place), show=("touch",), seconds=0.8)
        if facts.is_flat:
            yield Beat(say=flat_words(language), show=("rate", "flat-name"), rest=2.5)
        else:
            yield from self._turning()
            yield from self._halves()
            yield from self._steepest()
            if self.params.turn:
                yield self._turned()

    def _turning(self) -> Iterator[Beat]:
        """Yield one step, and then a step in every direction."""
        say = self.language.say
        yield Beat(
            say=say("Go one way, and the height changes at some rate: here the way leads up."),
            show=("step", "rate"),
            seconds=1.6,
        )
        yield Beat(
            say=say("Turn all the way around: the arrow is as long as the height changes along it."),
            show=("rose",),
            to={"turn": FIRST_TURN - 360},
            seconds=6.0,
        )

    def _halves(self) -> Iterator[Beat]:
        """Yield the steps up on one side, down on the other, and the level line between."""
        say = self.language.say
        yield Beat(
            say=say("Half of all directions lead up, half lead down."),
            show=("uphill", "uphill-name", "downhill", "downhill-name"),
            seconds=2.4,
        )
        yield Beat(
            say=say("Between them runs the level line: along it the rate is 0."),
            show=("level-line", "level", "level-name"),
            seconds=1.6,
        )

    def _steepest(self) -> Iterator[Beat]:
        """Yield the longest arrow down, which is minus the gradient."""
        facts, say = self.final_facts, self.language.say
        yield Beat(
            say=say("The longest arrow down is the steepest descent: {rate}.", rate=-facts.steepness),
            at={"turn": FIRST_TURN},
            to={"turn": 0.0},
            seconds=2.4,
        )
        yield Beat(
            say=say(
                "It is minus the gradient, {descent}, and it is square to the level line.",
                descent=descent_words(facts, self.language),
            ),
            show=("right-angle", "steepest-name"),
            seconds=1.2,
            rest=2.5,
        )

    def _turned(self) -> Beat:
        """Return the beat in which the step turns away from the steepest descent."""
        turned = turn_words(self.final_facts, self.language)
        return Beat(say=turned, to={"turn": self.params.turn}, seconds=2.4, rest=2.5)
