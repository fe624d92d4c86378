"""The error landscape: hills, valleys and plains over two weights, as a surface and as a map.

Every pair of weights has its error. The same path descends on the surface and on the map beside it; with
`--model` the surface is a slice through the loss of a real trained network.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, over_picture
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.landscape.drawing import landscape_parts, map_box, surface_box
from scenes.landscape.facts import Descent, Facts, descent_on, facts_at, network_training
from scenes.landscape.surface import Mesh, Surface3D
from scenes.landscape.words import descent_caption, landscape_alt, surface_caption, walking_caption
from scenes.shared.maps.contour_map import ContourMap

HILLS = (
    "1.3 + (w1^2 + w2^2)/30 + 1.1e^(-(w1 + 0.9)^2 - (w2 - 0.9)^2) - 1.3e^(-(w1 - 1.2)^2 - (w2 + 0.7)^2)"
    " - 0.7e^(-1.5(w1 + 1.4)^2 - 1.5(w2 + 1.2)^2)"
)
SWING = 38.0
"""Rotation of the surface in the film, in degrees."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default=HILLS, help="the error, in w1 and w2 or x and y", names=("w1", "w2"))
    start: float = param(default=-0.4, help="the x of the start")
    start_y: float = param(default=1.1, help="the y of the start")
    rate: float = param(default=0.3, help="learning rate: the step is rate times gradient", above=0)
    steps: int = param(default=30, help="how many steps the descent takes", low=1, high=2000)
    model: Literal["none", "path", "filters"] = param(
        default="none",
        help="a trained network in place of the function: the plane of its path, or of its filters",
    )
    azimuth: float = param(default=24.0, help="degrees by which the surface is turned", low=-180, high=180)
    progress: float = param(default=1.0, help="share of the path that is drawn", low=0, high=1)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Landscape(Figure[Params, View, Facts]):
    """The error surface and its map."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The error landscape")

    @staticmethod
    def descent(params: Params) -> Descent:
        """Return the descent specified by the parameters."""
        if params.model != "none":
            return network_training(params.model)
        return descent_on(params.function, (params.start, params.start_y), params.rate, params.steps)

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the descent."""
        return Landscape.descent(params).view(params.window, 1.0)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """Return the descent so far and the levels of the map."""
        function = params.function if params.model == "none" else None
        return facts_at(Landscape.descent(params), params.progress, view, function, params.azimuth)

    @cached_property
    def mesh(self) -> Mesh:
        """The mesh of the surface and its map, which are the same at every moment."""
        f = self.descent(self.params).f
        plane = Plane(self.view, map_box(self.sheet), self.theme)
        return Mesh.of(f, ContourMap.of(f, plane, self.final_facts.levels))

    def parts(self, facts: Facts) -> Parts:
        """Return the surface, the map, and the path on both."""
        surface = Surface3D.of(self.mesh, surface_box(self.sheet), facts.azimuth)
        return {**landscape_parts(surface, facts, self.language), "error": self._error_line(facts.error)}

    def _error_line(self, error: float) -> Beside:
        words = plain(self.language.say("error: {error}", error=error))
        return over_picture(words, sheet=self.sheet, language=self.language, role="slope")

    def alt(self, facts: Facts) -> str:
        """Return the description: the surface, and the descent with its numbers."""
        return landscape_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the surface, turning; its map; the start; the path down on both."""
        facts, say = self.final_facts, self.language.say
        yield from self._views()
        # Before the first step the path is empty, so that it grows with the moving point.
        paths = ("surface-path", "path") if facts.path is not None else ()
        yield Beat(
            say=say("Training starts somewhere: here the error is {first}.", first=facts.first),
            show=("surface-start", "surface-place", "start", "place", "error", *paths),
            seconds=1.6,
        )
        if paths:
            yield Beat(
                say=walking_caption(facts, self.language),
                to={"progress": self.params.progress},
                seconds=5.0,
            )
        yield Beat(say=descent_caption(facts, self.language), seconds=0.4, rest=2.5)

    def _views(self) -> Iterator[Beat]:
        """Yield the surface from two sides, and from above."""
        say, azimuth = self.language.say, self.final_facts.azimuth
        yield Beat(
            say=surface_caption(self.final_facts, self.language),
            show=(
                "surface-axes",
                "surface",
                "surface-contours",
                "surface-w_1",
                "surface-w_2",
                "surface-error",
            ),
            at={"azimuth": azimuth + SWING if azimuth % 90 < 45 else azimuth - SWING, "progress": 0.0},
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
