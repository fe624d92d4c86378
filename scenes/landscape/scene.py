"""The error landscape: hills, valleys and plains over two weights, as ground and as a map.

Every pair of weights has its error. The same way leads down on the surface and on the map beside it; with
`--model` the ground is a slice through the loss of a real trained network.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, over_picture
from hillside.stage.lettering.markup import plain
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from hillside.stage.view import View
from mathcore import Expr, Interval
from scenes.landscape.ground import Ground, ground_of
from scenes.landscape.land import Land, land_of, network_land
from scenes.landscape.land_boxes import map_box, surface_box
from scenes.landscape.land_parts import land_parts
from scenes.landscape.land_story import land_story
from scenes.landscape.land_words import Scenery, told_landscape
from scenes.landscape.surface import Surface3D
from scenes.landscape.way import way_over
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.levels import levels_for

HILLS = (
    "1.3 + (x^2 + y^2)/30 + 1.1e^(-(x + 0.9)^2 - (y - 0.9)^2) - 1.3e^(-(x - 1.2)^2 - (y + 0.7)^2)"
    " - 0.7e^(-1.5(x + 1.4)^2 - 1.5(y + 1.2)^2)"
)


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default=HILLS, help="the error, in x and y", names=("x", "y"))
    start: float = param(default=-0.4, help="the x of the start")
    start_y: float = param(default=1.1, help="the y of the start")
    rate: float = param(default=0.3, help="learning rate: the step is rate times gradient", above=0)
    steps: int = param(default=30, help="how many steps the descent takes", low=1, high=2000)
    model: Literal["none", "path", "filters"] = param(
        default="none",
        help="a trained network in place of the function: the plane of its path, or of its filters",
    )
    azimuth: float = param(default=24.0, help="degrees that the ground is turned", low=-180, high=180)
    progress: float = param(default=1.0, help="share of the way that has been walked", low=0, high=1)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Landscape(Figure[Params, View, Scenery]):
    """The error surface and its map."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("The error landscape")

    @staticmethod
    def land(params: Params) -> Land:
        """Return the ground that the parameters ask for."""
        if params.model != "none":
            return network_land(params.model)
        return land_of(params.function, (params.start, params.start_y), params.rate, params.steps)

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the ground around the way."""
        return Landscape.land(params).view(params.window, 1.0)

    @staticmethod
    def facts(params: Params, view: View) -> Scenery:
        """Return the way down and the levels of the map."""
        land = Landscape.land(params)
        return Scenery(
            **vars(way_over(land, params.progress, view)),
            function=params.function if params.model == "none" else None,
            levels=levels_for(land.f, view),
            azimuth=params.azimuth,
            percent=100 * land.share,
        )

    @cached_property
    def ground(self) -> Ground:
        """The ground and its map, which are the same at every moment."""
        land = self.land(self.params)
        plane = Plane(self.view, map_box(self.sheet), self.theme)
        return ground_of(land.f, ContourMap.of(land.f, plane, self.known.levels))

    def parts(self, facts: Scenery) -> Parts:
        """Return the surface, the map, and the way over both."""
        surface = Surface3D.of(self.ground, surface_box(self.sheet), facts.azimuth)
        return {**land_parts(surface, facts, self.language), "error": self._error_line(facts.error)}

    def _error_line(self, error: float) -> Beside:
        words = plain(self.language.say("error: {error}", error=error))
        return over_picture(words, sheet=self.sheet, language=self.language, role="slope")

    def alt(self, facts: Scenery) -> str:
        """Return the ground, and the way down with its numbers."""
        return told_landscape(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Return the surface, turning; its map; the start; the way down on both."""
        return land_story(self.known, self.params.progress, self.language)
