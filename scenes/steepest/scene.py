"""The steepest way down: the rate of change in every direction from a point of a map.

The length of each arrow is proportional to the rate of change along it. The longest one down is the steepest
descent, perpendicular to the level line.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.axes import axes_of
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, headline
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View, check_inside
from hillside.stage.sheet import Points, Sheet
from mathcore import Expr, Interval
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.level_values import level_values, own_value
from scenes.shared.maps.scalar_field import field_of
from scenes.steepest.drawing import VALUES, step_names, step_parts
from scenes.steepest.facts import FIRST_TURN, Facts, facts_at, steepest_view
from scenes.steepest.rate_table import Layout, components_name, layout_on, table_names, table_parts
from scenes.steepest.words import (
    flat_words,
    pair_words,
    role_of,
    signed,
    square_words,
    steepest_alt,
    turn_words,
)


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2/4 + y^2", help="the height, in x and y", names=("x", "y"))
    at: float = param(default=1.5, help="the x of the point")
    at_y: float = param(default=0.5, help="the y of the point")
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
        box = layout_on(sheet).map
        at, aspect = (params.at, params.at_y), box.width / box.height
        return steepest_view(params.function, at, params.window, aspect)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """Return the rates of change in all directions."""
        return facts_at(params.function, (params.at, params.at_y), params.turn, view)

    @cached_property
    def map(self) -> ContourMap:
        """The map, which is the same at every moment."""
        plane = Plane(self.view, self.boxes.map, self.theme)
        return ContourMap.of(field_of(self.params.function), plane, self.final_facts.levels)

    @cached_property
    def level_lines(self) -> list[Points]:
        """The level line through the point in layout pixels; both, where two cross."""
        return self.map.lines_through(field_of(self.params.function), self.final_facts.touch)

    @property
    def boxes(self) -> Layout:
        """The layout of the picture."""
        return layout_on(self.sheet)

    def parts(self, facts: Facts) -> Parts:
        """Return the map, the steps from the point with their names, and the table of rates."""
        plane, language, boxes = self.map.plane, self.language, self.boxes
        axes = axes_of(plane, facts.function, beside=True)
        return {
            "relief": self.map.relief,
            "contours": self.map.lines,
            **axes.drawn(),
            **({} if facts.is_flat else {"level-line": self.map.emphasized(self.level_lines, "ink")}),
            **step_parts(plane, facts),
            **table_parts(plane, facts, boxes),
            **axes.names(language),
            **step_names(plane, facts, language, turned=self.params.turn != 0),
            **self._level_values(facts),
            **table_names(facts, boxes, language, self.theme.typeface),
            **components_name(facts, boxes, language, self.theme.typeface),
            "headline": self._headline(facts),
            "rate": self._rate_line(facts),
        }

    def _level_values(self, facts: Facts) -> dict[str, Beside]:
        """Return the numbers of some level lines, and of the one through the point."""
        own = None if facts.is_flat else own_value(self.map, self.level_lines, facts.height, self.language)
        others = level_values(self.map, self.language, VALUES)
        return others if own is None else {"level-value": own, **others}

    def _headline(self, facts: Facts) -> Beside:
        words = flat_words(self.language) if facts.is_flat else square_words(self.language)
        line = lettering(words, lines=(1, 2), size=MEASURES.label, least=MEASURES.small, weight="semibold")
        return headline(line, self.sheet.inside(MEASURES.margin), self.language)

    def _rate_line(self, facts: Facts) -> Beside:
        moving = facts.turn != self.params.turn
        rate = signed(facts.rate, self.language, scale=facts.steepness if moving else None)
        words = self.language.say("rate of change: {rate}", rate=rate)
        line = Lettering(
            settings=(*lettering(words, lines=(1, 2)[: 3 - self.boxes.columns]).settings, plain(rate)),
            size=MEASURES.least_label,
            least=MEASURES.small,
            role=role_of(facts.rate),
            counting=moving,
        )
        return headline(line, self.boxes.rate, self.language)

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general(
            "-nabla {f} = -vec((partial {f}) / (partial x), (partial {f}) / (partial y))"
        )

    def alt(self, facts: Facts) -> str:
        """Return the description: the map, the point, and the direction of steepest descent."""
        return steepest_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the map, a step that turns all around, all steps, the steepest one, the chosen one."""
        facts, language, say = self.final_facts, self.language, self.language.say
        yield Beat(
            say=say("On a map of a function, each line joins points of one height."),
            show=(
                ("axes", "ticks", *_beginning(self.parts(facts), "x-", "y-")),
                "relief",
                ("contours", *_beginning(self.parts(facts), "value-")),
            ),
            at={} if facts.is_flat else {"turn": FIRST_TURN},
            seconds=2.0,
        )
        place = pair_words(facts.touch.x, facts.touch.y, language)
        stand = say("Stand at {place}.", place=place)
        yield Beat(say=stand, show=("touch",), seconds=0.6, rest=0.6, poster=True)
        if facts.is_flat:
            yield Beat(say=flat_words(language), show=("flat-name", "headline", "rate"), rest=2.0)
        else:
            yield from self._turning()
            yield self._halves()
            yield self._steepest()
            yield self._table()
            if self.params.turn:
                yield self._turned()

    def _turning(self) -> Iterator[Beat]:
        """Yield one step, and then a step in every direction."""
        say = self.language.say
        yield Beat(say=say("Go one way: here it leads up."), show=(("step", "rate"),), seconds=1.0, rest=0.6)
        yield Beat(
            say=say("Turn all the way around: the arrow is as long as the height changes along it."),
            show=("rose",),
            to={"turn": FIRST_TURN - 360},
            seconds=4.6,
            rest=0.3,
        )

    def _halves(self) -> Beat:
        """Return the beat with the steps up on one side, down on the other, and the level line between."""
        seen = self.parts(self.final_facts)
        return Beat(
            say=self.language.say(
                "Half of all directions lead up, half lead down, and along the level line the rate is 0."
            ),
            show=(
                ("uphill", "uphill-name"),
                "downhill",
                ("level-line", *_beginning(seen, "level-value")),
                ("level", "level-name"),
            ),
            seconds=3.6,
            rest=0.4,
        )

    def _steepest(self) -> Beat:
        """Return the beat with the longest arrow down, which is minus the gradient."""
        return Beat(
            say=self.language.say(
                "The longest arrow down is minus the gradient: it is square to the level line."
            ),
            show=("right-angle", ("steepest-name", "components"), "headline"),
            at={"turn": FIRST_TURN},
            to={"turn": 0.0},
            seconds=3.0,
            rest=0.2,
        )

    def _table(self) -> Beat:
        """Return the beat in which the rates for some angles appear."""
        say, seen = self.language.say, self.parts(self.final_facts)
        return Beat(
            say=say("Turn away from it, and the rate is multiplied by the cosine of the angle."),
            show=(("table", *_beginning(seen, "angles-", "rates-")),),
            seconds=1.0,
            rest=1.6,
        )

    def _turned(self) -> Beat:
        """Return the beat in which the step turns away from the steepest descent."""
        shown = ("step-name",) if "step-name" in self.parts(self.final_facts) else ()
        turned = turn_words(self.final_facts, self.language)
        return Beat(say=turned, show=shown, to={"turn": self.params.turn}, seconds=2.4, rest=2.0)


def _beginning(parts: Parts, *beginnings: str) -> tuple[str, ...]:
    """Return the names of the parts that begin with one of these."""
    return tuple(name for name in parts if name.startswith(beginnings))
