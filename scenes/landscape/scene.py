"""The error landscape: hills, valleys and plains over two weights, as a surface and as a map.

Every pair of weights has its error. The same path descends on the surface and on the map beside it; with
`--model` the surface is a slice through the loss of a real trained network.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Literal

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters, replace
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box, Points, Sheet, inset
from mathcore import Expr, Interval
from scenes.landscape.block.surface import Mesh, Surface3D
from scenes.landscape.drawing import landscape_parts
from scenes.landscape.facts import Descent, Facts, Ground, descent_on, facts_at, network_training
from scenes.landscape.surface_and_map import Layout, layout_on
from scenes.landscape.words import (
    descent_caption,
    directions_caption,
    directions_lines,
    error_markup,
    landscape_alt,
    places_caption,
    steps_words,
    surface_caption,
    walking_caption,
)
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.shades import RICH

HILLS = (
    "1.7 + 1.9e^(-1.5((w1 + 0.85)^2 + (w2 - 0.85)^2)) - 1.55e^(-1.05((w1 - 1.05)^2 + (w2 + 0.75)^2))"
    " - 0.95e^(-1.9((w1 + 1.35)^2 + (w2 + 1.15)^2))"
)
FIRST = ("error", "directions")
"""The first of each two lines."""
LINE = 62.0
"""Distance of the two lines above the map, in layout pixels."""
SWING = 38.0
"""Rotation of the surface in the film, in degrees."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default=HILLS, help="the error, in w1 and w2 or x and y", names=("w1", "w2"))
    start: float = param(default=-0.62, help="the x of the start")
    start_y: float = param(default=0.62, help="the y of the start")
    rate: float = param(default=0.13, help="learning rate: the step is rate times gradient", above=0)
    steps: int = param(default=13, help="how many steps the descent takes", low=1, high=2000)
    model: Literal["none", "path", "filters"] = param(
        default="none",
        help="a trained network in place of the function: the plane of its path, or of its filters",
    )
    azimuth: float | None = param(
        default=None,
        help="degrees by which the surface is turned; chosen so that the path is seen when not given",
        low=-180,
        high=180,
    )
    swing: float = param(
        default=0.0,
        help="degrees by which it is turned further, as at the start of the film",
        low=-180,
        high=180,
    )
    progress: float = param(default=1.0, help="share of the path that is drawn", low=0, high=1)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Landscape(Figure[Params, View, Facts]):
    """The error surface and its map."""

    _surface: Surface3D | None = None

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
        """Return the descent so far, the levels of the map, and the names of places."""
        ground = _ground(replace(params, progress=1.0, azimuth=None, swing=0.0), view)
        function = params.function if params.model == "none" else None
        azimuth = (ground.azimuth if params.azimuth is None else params.azimuth) + params.swing
        return facts_at(Landscape.descent(params), params.progress, view, ground, function, azimuth)

    @cached_property
    def mesh(self) -> Mesh:
        """The mesh of the surface and its map, which are the same at every moment."""
        f = self.descent(self.params).f
        plane = Plane(self.view, self.boxes.map, self.theme)
        return Mesh(f, ContourMap.of(f, plane, self.final_facts.levels, RICH))

    @property
    def boxes(self) -> Layout:
        """The layout of the picture."""
        return layout_on(self.sheet, network=self.params.model != "none")

    def surface(self, azimuth: float) -> Surface3D:
        """Return the surface at an azimuth; the last one is kept, since most frames have the same."""
        if self._surface is None or self._surface.camera.azimuth != azimuth:
            self._surface = Surface3D.of(self.mesh, self.boxes.surface, azimuth)
        return self._surface

    def on_surface(self, points: Points, params: Params) -> Points:
        """Return where points `(n, 2)` of the window are seen on the surface, in layout pixels."""
        surface = self.surface(self.facts(params, self.view).azimuth)
        return surface.camera.to_sheet(points, surface.mesh.true_heights(points))

    def parts(self, facts: Facts) -> Parts:
        """Return the surface, the map, the path on both, and the lines above."""
        surface = self.surface(facts.azimuth)
        return {
            **landscape_parts(surface, facts, self.boxes, self.language),
            **self._lines_above(facts),
        }

    def _lines_above(self, facts: Facts) -> dict[str, Beside]:
        """Return the error with the number of steps, and for a network the directions that are shown."""
        language, boxes = self.language, self.boxes
        lines = {"error": (error_markup(facts, language), boxes.head)}
        if facts.steps:
            lines["steps"] = plain(steps_words(facts, language)), inset(boxes.head, top=LINE)
        if facts.weights:
            directions, held = directions_lines(facts, language)
            lines["directions"] = directions, boxes.aside
            lines["held"] = held, inset(boxes.aside, top=LINE)
        return {name: _line_above(*line, language, first=name in FIRST) for name, line in lines.items()}

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "E(w_1, w_2)"

    def alt(self, facts: Facts) -> str:
        """Return the description: the surface, and the descent with its numbers."""
        return landscape_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the surface, turning; its map; the start; the path down on both."""
        facts, language = self.final_facts, self.language
        yield from self._views()
        # Before the first step the path is empty, so that it grows with the moving point.
        paths = ("surface-path", "surface-stops", "path", "stops") if facts.path is not None else ()
        lines = ("error", "steps") if facts.steps else ("error",)
        starts = language.say("Training starts somewhere: here the error is {first}.", first=facts.first)
        yield Beat(
            say=starts,
            show=(("surface-start", "surface-place", "start", "place"), (*lines, *paths)),
            seconds=1.2,
            rest=0.6,
        )
        if paths:
            yield Beat(
                say=walking_caption(facts, language),
                to={"progress": self.params.progress},
                seconds=5.0,
                rest=0.4,
            )
        yield Beat(say=descent_caption(facts, language), seconds=0.4, rest=2.0)

    def _views(self) -> Iterator[Beat]:
        """Yield the surface from two sides, the names of its places, and the surface from above."""
        facts, language = self.final_facts, self.language
        swing = SWING if facts.azimuth % 90 < 45 else -SWING
        seen = self.parts(facts)
        yield Beat(
            say=surface_caption(facts, language),
            show=(("surface-axes", *_numbers(seen, "surface-w"), "surface"), "surface-contours"),
            at={"swing": self.params.swing + swing, "progress": 0.0},
            to={"swing": self.params.swing},
            seconds=4.5,
            rest=0.4,
        )
        if facts.places:
            yield Beat(
                say=places_caption(language),
                show=[(f"surface-{each.kind}", f"surface-{each.kind}-name") for each in facts.places],
                seconds=0.6 * len(facts.places),
                rest=0.5,
                poster=True,
            )
        yield Beat(
            say=language.say("Seen from above it is a map: each line joins points of one error."),
            show=(
                ("axes", "ticks", *_numbers(seen, "x-"), *_numbers(seen, "y-")),
                "relief",
                "contours",
                (*_numbers(seen, "key"), *_numbers(seen, "level-"), *_numbers(seen, "value-")),
            ),
            seconds=2.0,
        )
        if facts.weights:
            yield Beat(
                say=directions_caption(facts, language),
                show=(
                    ("weights", "began", "layers", *_numbers(seen, "hidden-"), *_numbers(seen, "output-")),
                    ("weights-name", "began-name"),
                    ("directions", "held"),
                ),
                seconds=2.0,
            )


def _line_above(markup: str, box: Box, language: Language, *, first: bool) -> Beside:
    size, weight = (MEASURES.label, "semibold") if first else (MEASURES.least_label, "medium")
    words = Lettering(settings=(markup,), size=size, least=MEASURES.small, weight=weight)
    return headline(words, box, language)


def _numbers(parts: Parts, beginning: str) -> tuple[str, ...]:
    """Return the names of the parts that begin alike."""
    return tuple(name for name in parts if name.startswith(beginning))


@lru_cache(maxsize=4)
def _ground(params: Params, view: View) -> Ground:
    return Ground.of(Landscape.descent(params), view)
