"""The error landscape: hills, valleys and plains over two weights, as ground and as a map.

Every pair of weights has its error. The same way leads down on the surface and on the map beside it; with
`--model` the ground is a slice through the loss of a real trained network.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from mathcore import Expr, Interval
from stage.figure import Figure
from stage.framing import View
from stage.labels import Beside, Lettering, Parts, headline
from stage.lettering.words import plain
from stage.look.theme import MEASURES
from stage.maps.contour_map import ContourMap, levels_for
from stage.maps.land import Land, land_of, network_land
from stage.maps.land_boxes import map_box, surface_box
from stage.maps.land_parts import (
    axis_symbols,
    block_axes,
    block_names,
    fenced_map,
    map_names,
    way_on_map,
    way_on_surface,
)
from stage.maps.land_words import Scenery, told_landscape, told_way
from stage.maps.surface import Ground, Surface3D, ground_of
from stage.maps.way import way_over
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.story import Beat

HILLS = (
    "1.3 + (x^2 + y^2)/30 + 1.1e^(-(x + 0.9)^2 - (y - 0.9)^2) - 1.3e^(-(x - 1.2)^2 - (y + 0.7)^2)"
    " - 0.7e^(-1.5(x + 1.4)^2 - 1.5(y + 1.2)^2)"
)
SWING = 38.0
"""Degrees that the camera turns in the film."""


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
        """What the figure is called."""
        return self.language.say("The error landscape")

    @staticmethod
    def land(params: Params) -> Land:
        """The ground that the parameters ask for."""
        if params.model != "none":
            return network_land(params.model)
        return land_of(params.function, (params.start, params.start_y), params.rate, params.steps)

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the ground around the way."""
        return Landscape.land(params).view(params.window, 1.0)

    @staticmethod
    def facts(params: Params, view: View) -> Scenery:
        """The way down and the levels of the map."""
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
        """The surface, the map, and the way over both."""
        surface = Surface3D.of(self.ground, surface_box(self.sheet), facts.azimuth)
        symbols = axis_symbols(self.language, facts.function is None)
        axes, ways = block_axes(surface)
        return {
            "surface-axes": axes,
            "surface": surface.relief(),
            "surface-contours": surface.lines(),
            **way_on_surface(surface, facts),
            **fenced_map(self.ground.map),
            **way_on_map(self.ground.map.plane, facts),
            **block_names(ways, symbols),
            **map_names(self.ground.map.plane, symbols),
            "error": self._error_line(facts),
        }

    def _error_line(self, facts: Scenery) -> Beside:
        text = plain(self.language.say("error: {error}", error=facts.error))
        line = Lettering(settings=(text,), least=MEASURES.least_label, role="slope")
        return headline(line, self.sheet.inside(MEASURES.margin), self.language)

    def alt(self, facts: Scenery) -> str:
        """The ground, and the way down with its numbers."""
        return told_landscape(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """The surface, turning; its map; the start; the way down on both."""
        facts, say, azimuth = self.known, self.language.say, self.params.azimuth
        back = azimuth + SWING if azimuth % 90 < 45 else azimuth - SWING
        yield Beat(
            say=say(
                "Give each pair of weights its error as a height: a landscape of hills, valleys and plains."
            )
            if facts.function is not None
            else say("This is a real network's error over a plane through its weights."),
            show=(
                "surface-axes",
                "surface",
                "surface-contours",
                "surface-w_1",
                "surface-w_2",
                "surface-error",
            ),
            at={"azimuth": back, "progress": 0.0},
            seconds=2.4,
        )
        yield Beat(say=say("Look at it from another side."), to={"azimuth": azimuth}, seconds=4.0)
        yield Beat(
            say=say(
                "Seen from above it is a map: each line joins points of one error, deep ground is darker."
            ),
            show=("relief", "contours", "axes", "map-w_1", "map-w_2"),
            seconds=2.0,
        )
        # Before the first step there is nothing of it to see, so that it grows as the point goes.
        ways = ("surface-path", "path") if facts.path is not None else ()
        yield Beat(
            say=say("Training starts somewhere: here the error is {first}.", first=facts.first),
            show=("surface-start", "surface-place", "start", "place", "error", *ways),
            seconds=1.6,
        )
        if facts.path is not None:
            yield Beat(
                say=say("Step by step it goes the steepest way down."),
                to={"progress": self.params.progress},
                seconds=5.0,
            )
        yield Beat(say=told_way(facts, self.language), seconds=0.4, rest=2.5)
