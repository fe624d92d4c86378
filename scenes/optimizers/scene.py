"""A race of optimizers: from one start over one error surface, and who arrives.

Each method takes its own steps. The map shows their paths, the chart the error after each step, and the
standings who arrives, who is still on the way, who diverges and who stops at a saddle.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import check_inside
from hillside.stage.sheet import Sheet
from mathcore import OPTIMIZERS, Expr, Interval, Point
from scenes.optimizers.drawing import Backdrop, backdrop, paths_and_errors, race_layout
from scenes.optimizers.facts import Race, Views, all_runs, race_at, race_views
from scenes.optimizers.runner import Runner, optimizer_names
from scenes.optimizers.words import coordinates, race_alt, runner_caption, runner_name

SECONDS = 6.0
"""Duration of the race in the film, in seconds."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2/12 + y^2", help="the error, in x and y", names=("x", "y"))
    start: float = param(default=-4.0, help="the x of the start")
    start_y: float = param(default=2.0, help="the y of the start")
    optimizer: str = param(
        default="gradient descent, momentum, Adam, Newton", help=f"who runs, of {', '.join(OPTIMIZERS)}"
    )
    rate: float | None = param(
        default=None, help="learning rate of all but Newton; one that suits each when not given", above=0
    )
    steps: int = param(default=80, help="how many steps each may take", low=1, high=500)
    step: float | None = param(default=None, help="steps taken in the picture; all when not given", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")

    def check(self) -> None:
        """Check that the list of optimizers is valid."""
        optimizer_names(self.optimizer)


class Optimizers(Figure[Params, Views, Race]):
    """The race of the optimizers."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("A race of optimizers")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of the start, the minimum and the paths, and of the errors over the steps."""
        check_inside(params.start, params.window, "start", "start")
        layout = race_layout(sheet, len(optimizer_names(params.optimizer)))
        boxes = layout.map, layout.chart
        return race_views(params.function, *_runs(params), params.window, params.steps, boxes)

    @staticmethod
    def facts(params: Params, view: Views) -> Race:
        """Return all runners, and the visible parts of their runs at this step."""
        step = float(params.steps) if params.step is None else params.step
        return race_at(params.function, *_runs(params), step, view)

    @cached_property
    def _backdrop(self) -> Backdrop:
        return backdrop(self.final_facts, self.view, self.sheet, self.language, self.theme)

    def parts(self, facts: Race) -> Parts:
        """Return the map with the paths, the chart, and the standings."""
        still = self._backdrop
        return {
            **still.ground,
            **paths_and_errors(still.map, still.chart, facts),
            **still.standings,
            "touch": still.map.draw(facts.touch, "ink"),
        }

    def alt(self, facts: Race) -> str:
        """Return the description: the surface, the start, and the outcome of each."""
        return race_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the map and the start, the runners, the race, and the outcome of each."""
        facts, say = self.final_facts, self.language.say
        if self.params.step is not None:
            yield from super().story()
            return
        place = coordinates(facts.touch, self.language)
        yield Beat(
            say=say("An error surface from above, and one start for all: {place}.", place=place),
            show=(*self._backdrop.ground, "touch"),
            at={"step": 0.0},
            seconds=2.4,
        )
        yield from self._introductions()
        together = say("All take their own steps; the chart has the error of each.")
        yield Beat(say=together, to={"step": float(self.params.steps)}, seconds=SECONDS)
        yield from self._verdicts()

    def _introductions(self) -> Iterator[Beat]:
        """Yield the runners one by one, each with its rate and those of its parts that are visible."""
        facts, language = self.final_facts, self.language
        there = self.parts(facts)
        for number, runner in enumerate(facts.runners, 1):
            name = runner_name(runner, language)
            ready = [part for part in (f"path-{number}", f"error-{number}") if part in there]
            yield Beat(
                say=language.say("{label}, rate {rate}.", label=name, rate=runner.rate),
                show=(f"key-{number}", f"name-{number}", *ready),
                seconds=0.4 + 0.2 * len(ready),
                rest=0.8,
            )

    def _verdicts(self) -> Iterator[Beat]:
        """Yield the outcome of each, after all steps."""
        runners = self.final_facts.runners
        for number, runner in enumerate(runners, 1):
            yield Beat(
                say=runner_caption(runner, self.language),
                at={"step": None},
                show=(f"finish-{number}",),
                rest=3.0 if number == len(runners) else 1.2,
            )


def _runs(params: Params) -> tuple[Point | None, tuple[Runner, ...]]:
    """Return the minimum below the start, and the run of each optimizer."""
    start = (params.start, params.start_y)
    return all_runs(params.function, start, params.optimizer, params.rate, params.steps)
