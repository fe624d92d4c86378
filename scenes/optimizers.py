"""A race of optimizers: from one start over one error surface, and who arrives.

Each method takes its own steps. The map shows where they lead, the chart how the error falls with each step,
and the standings say who arrives, who is still on the way, who diverges and who stops at a saddle.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mathcore import Expr, Interval, Point, Polyline
from stage.chart import word_axes
from stage.descents.race import ENTRANTS, Runner, entrants_of, raced
from stage.descents.race_parts import Places, courses, key_of, race_places
from stage.descents.race_view import Views, error_line, race_views, seen_path
from stage.descents.race_words import runner_name, told_finish, told_runner
from stage.descents.standings import standings
from stage.drawing import Part
from stage.figure import Figure
from stage.framing import check_inside
from stage.labels import Beside, Parts
from stage.lettering.words import plain
from stage.maps.contour_map import ContourMap, levels_for
from stage.maps.squares import field_of
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.story import Beat

SECONDS = 6.0
"""How long the race takes in the film."""
GROUND = ("relief", "contours", "axes", "x-name", "y-name", "chart-axes", "step-name", "error-name")


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^2/12 + y^2", help="the error, in x and y", names=("x", "y"))
    start: float = param(default=-4.0, help="the x of the start")
    start_y: float = param(default=2.0, help="the y of the start")
    optimizer: str = param(
        default="gradient descent, momentum, Adam, Newton", help=f"who runs, of {', '.join(ENTRANTS)}"
    )
    rate: float | None = param(
        default=None, help="learning rate of all but Newton; one that suits each when not given", above=0
    )
    steps: int = param(default=60, help="how many steps each may take", low=1, high=500)
    step: float | None = param(default=None, help="steps taken in the picture; all when not given", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")

    def check(self) -> None:
        """Refuse who cannot run."""
        entrants_of(self.optimizer)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The race.

    Attributes:
        function: the error.
        levels: the heights of the level lines.
        touch: the start.
        bottom: the minimum below it, or None.
        runners: the optimizers, and what becomes of each.
        path: the way of each as far as it is seen, or None.
        error: the error over the steps of each as far as it is seen, or None.
    """

    function: Expr
    levels: tuple[float, ...]
    touch: Point
    bottom: Point | None
    runners: tuple[Runner, ...]
    path: tuple[Polyline | None, ...]
    error: tuple[Polyline | None, ...]


class Optimizers(Figure[Params, Views, Facts]):
    """The race of the optimizers."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("A race of optimizers")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the start, the bottom and the ways between, and the errors over the steps."""
        check_inside(params.start, params.window, "start", "start")
        places = race_places(sheet, len(entrants_of(params.optimizer)))
        bottom, runners = raced(*race_of(params))
        return race_views(params.function, bottom, runners, params.window, params.steps, places)

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """All runners, and what is seen of them at this step."""
        bottom, runners = raced(*race_of(params))
        step = float(params.steps) if params.step is None else params.step
        return Facts(
            function=params.function,
            levels=levels_for(field_of(params.function), view.map),
            touch=Point(params.start, params.start_y),
            bottom=bottom,
            runners=runners,
            path=tuple(seen_path(runner, step, view.map) for runner in runners),
            error=tuple(error_line(runner, step, view.chart) for runner in runners),
        )

    @cached_property
    def places(self) -> Places:
        """Where map, chart and standings are."""
        return race_places(self.sheet, len(entrants_of(self.params.optimizer)))

    @cached_property
    def map(self) -> ContourMap:
        """The map, which is the same at every moment."""
        plane = Plane(self.view.map, self.places.map, self.theme)
        return ContourMap.of(field_of(self.params.function), plane, self.known.levels)

    @cached_property
    def keys(self) -> tuple[Part, ...]:
        """What heads each row of the standings."""
        return tuple(key_of(row, number, self.theme) for number, row in enumerate(self.places.rows))

    @cached_property
    def standings(self) -> tuple[tuple[Beside, Beside], ...]:
        """The name of each runner and what becomes of it, by its key."""
        runners, language = self.known.runners, self.language
        names = [runner_name(runner, language) for runner in runners]
        return standings(
            self.places.rows, names, [told_finish(runner, language) for runner in runners], self.theme
        )

    def parts(self, facts: Facts) -> Parts:
        """The map with the paths, the chart, and the standings."""
        plane, chart = self.map.plane, Plane(self.view.chart, self.places.chart, self.theme)
        say = self.language.say
        parts: dict[str, Part | Beside] = {
            "relief": self.map.relief,
            "contours": self.map.lines,
            "axes": plane.axes(),
            **plane.axis_names(self.language),
            "chart-axes": chart.axes(),
        }
        if facts.bottom is not None:
            parts["bottom"] = plane.draw(facts.bottom, "ground")
        across, up = word_axes(chart, plain(say("step")), plain(say("error")))
        parts |= {"step-name": across, "error-name": up}
        parts |= courses(plane, chart, facts.path, facts.error)
        for number, (key, (name, finish)) in enumerate(zip(self.keys, self.standings, strict=True), 1):
            parts |= {f"key-{number}": key, f"name-{number}": name, f"finish-{number}": finish}
        parts["touch"] = plane.draw(facts.touch, "ink")
        return parts

    def alt(self, facts: Facts) -> str:
        """The surface, the start, and what becomes of each."""
        numeral = self.language.numeral
        shown = self.language.say(
            "Optimizers race over {function} from {place}.",
            function=self.language.expression(facts.function),
            place=f"({numeral(facts.touch.x)} | {numeral(facts.touch.y)})",
        )
        told = (told_runner(runner, self.language) for runner in facts.runners)
        return self.language.joined(shown, *told)

    def story(self) -> Iterator[Beat]:
        """The ground and the start, who runs, the race, and what becomes of each."""
        facts, say, numeral = self.known, self.language.say, self.language.numeral
        if self.params.step is not None:
            yield from super().story()
            return
        there = self.parts(facts)
        place = f"({numeral(facts.touch.x)} | {numeral(facts.touch.y)})"
        yield Beat(
            say=say("An error surface from above, and one start for all: {place}.", place=place),
            show=[name for name in (*GROUND, "bottom", "touch") if name in there],
            at={"step": 0.0},
            seconds=2.4,
        )
        for number, runner in enumerate(facts.runners, 1):
            told = say("{label}, rate {rate}.", label=runner_name(runner, self.language), rate=runner.rate)
            ready = [name for name in (f"path-{number}", f"error-{number}") if name in there]
            yield Beat(
                say=told,
                show=(f"key-{number}", f"name-{number}", *ready),
                seconds=0.4 + 0.2 * len(ready),
                rest=0.8,
            )
        yield Beat(
            say=say("All take their own steps; the chart has the error of each."),
            to={"step": float(self.params.steps)},
            seconds=SECONDS,
        )
        for number, runner in enumerate(facts.runners, 1):
            rest = 3.0 if number == len(facts.runners) else 1.2
            yield Beat(
                say=told_runner(runner, self.language),
                at={"step": None},
                show=(f"finish-{number}",),
                rest=rest,
            )


def race_of(params: Params) -> tuple[Expr, tuple[float, float], str, float | None, int]:
    """What decides the race."""
    start = (params.start, params.start_y)
    return params.function, start, params.optimizer, params.rate, params.steps
