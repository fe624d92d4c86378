"""The steepest way down: the rate of change in every direction from a point of a map.

Each arrow is as long as the height changes along it. The longest one down is the steepest descent, and it
stands square to the level line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hillside.stage.drawing import Part
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, over_picture
from hillside.stage.lettering.markup import plain
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from hillside.stage.view import View, check_inside
from mathcore import Expr, Interval
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.levels import levels_for
from scenes.shared.maps.scalar_field import field_of
from scenes.steepest.rose import Rose, rose_at
from scenes.steepest.rose_parts import rose_names, rose_parts
from scenes.steepest.rose_story import rose_story
from scenes.steepest.rose_view import map_box, rose_view
from scenes.steepest.rose_words import told_rose


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^2/4 + y^2", help="the height, in x and y", names=("x", "y"))
    at: float = param(default=2.0, help="the x of the point")
    at_y: float = param(default=1.0, help="the y of the point")
    turn: float = param(
        default=0.0, help="degrees that the step is turned away from the steepest descent", low=-360, high=360
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


@dataclass(frozen=True, kw_only=True)
class Facts(Rose):
    """The rates at the point, and the heights of the level lines."""

    levels: tuple[float, ...]


class Steepest(Figure[Params, View, Facts]):
    """The rose of directional derivatives."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("The steepest way down")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the map around the point."""
        check_inside(params.at, params.window, "at", "point")
        box = map_box(sheet)
        return rose_view(params.function, (params.at, params.at_y), params.window, box.width / box.height)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """Return the rates of change in all directions."""
        rose = rose_at(params.function, (params.at, params.at_y), params.turn, view)
        levels = levels_for(field_of(params.function), view)
        return Facts(**vars(rose), levels=levels)

    @cached_property
    def map(self) -> ContourMap:
        """The map, which is the same at every moment."""
        plane = Plane(self.view, map_box(self.sheet), self.theme)
        return ContourMap.of(field_of(self.params.function), plane, self.known.levels)

    @cached_property
    def level_line(self) -> Part:
        """The level line through the point."""
        return self.map.line_through(field_of(self.params.function), self.known.touch, "ink")

    def parts(self, facts: Facts) -> Parts:
        """Return the map, the steps from the point, and their names."""
        plane = self.map.plane
        return {
            "relief": self.map.relief,
            "contours": self.map.lines,
            "axes": plane.axes(),
            **({} if facts.is_flat else {"level-line": self.level_line}),
            **rose_parts(plane, facts),
            **plane.axis_names(self.language),
            **rose_names(plane, facts, self.language),
            "rate": self._rate_line(facts),
        }

    def _rate_line(self, facts: Facts) -> Beside:
        words = plain(self.language.say("rate of change: {rate}", rate=facts.rate))
        role = "ink" if facts.rate == 0 else "slope" if facts.rate < 0 else "curve"
        return over_picture(words, sheet=self.sheet, language=self.language, role=role)

    def alt(self, facts: Facts) -> str:
        """Return the map, the point, and the way that leads down fastest."""
        return told_rose(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """The map, a step that turns all the way around, the fan of all steps, and the steepest one."""
        return rose_story(self.known, self.language)
