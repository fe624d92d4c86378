"""A race of optimizers: from one start over one error surface, and who arrives.

Each method has a map with its own steps, and a learning rate found by trial; the chart has the error after
each step. Above each map stands who arrives, who is still on the way, who diverges and who stops at a saddle.
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
from scenes.optimizers.drawing import Backdrop, backdrop, race_parts, running_steps
from scenes.optimizers.facts import Race, all_runs, race_at
from scenes.optimizers.lanes.race_views import Views, race_views
from scenes.optimizers.runs.runner import Runner, optimizer_names
from scenes.optimizers.words import coordinates, introduction, race_alt, runner_caption

SECONDS = 3.9
"""Duration of the race in the film, in seconds."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2/100 + y^2", help="the error, in x and y", names=("x", "y"))
    start: float = param(default=-9.0, help="the x of the start")
    start_y: float = param(default=1.45, help="the y of the start")
    optimizer: str = param(
        default="gradient descent, momentum, Adam", help=f"who runs, of {', '.join(OPTIMIZERS)}"
    )
    rate: float | None = param(
        default=None,
        help="learning rate of all but Newton; when not given, the one with which each arrives first",
        above=0,
    )
    steps: int = param(default=250, help="how many steps each may take", low=1, high=1000)
    step: float | None = param(default=None, help="steps taken in the picture; all when not given", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")

    def check(self) -> None:
        """Check that the list of optimizers is valid."""
        optimizer_names(self.optimizer)


class Optimizers(Figure[Params, Views, Race]):
    """The race of the optimizers."""

    # The names and verdicts beside the lanes fill their column.
    largest_text = 1.0

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("A race of optimizers")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of the start, the minimum and the paths, and of the errors over the steps."""
        check_inside(params.start, params.window, "start", "start")
        return race_views(params.function, *_runs(params), params.window, sheet)

    @staticmethod
    def facts(params: Params, view: Views) -> Race:
        """Return all runners, and the visible parts of their runs at this step."""
        step = float(params.steps) if params.step is None else params.step
        return race_at(params.function, *_runs(params), step, view)

    @cached_property
    def _backdrop(self) -> Backdrop:
        return backdrop(self.final_facts, self.view, self.sheet, self.language, self.theme)

    def parts(self, facts: Race) -> Parts:
        """Return a map for each with its path and its outcome, and the chart of the errors."""
        still = self._backdrop
        return {
            **still.ground,
            **race_parts(still, facts, self.language),
            **still.bands,
            **running_steps(facts, self.language),
        }

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "v_(k+1) = mu v_k - eta nabla E \\ w_(k+1) = w_k + v_(k+1)"

    def alt(self, facts: Race) -> str:
        """Return the description: the surface, the start, and the outcome of each."""
        return race_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the maps and the start, the runners, the race, and the outcome of each."""
        facts, say = self.final_facts, self.language.say
        if self.params.step is not None:
            yield from super().story()
            return
        place = coordinates(facts.touch, self.language)
        yield Beat(
            say=say("An error surface from above, and one start for all: {place}.", place=place),
            show=(
                self._named("lane-"),
                self._named("contours-"),
                self._named("relief-"),
                self._named("bottom-", "start-", "formula"),
            ),
            at={"step": 0.0},
            seconds=1.6,
        )
        yield from self._introductions()
        scale = say("The chart has the error of each; upwards, every mark is ten times the last.")
        plain = say("The chart has the error of each.")
        yield Beat(
            say=scale if self.view.chart.decades else plain,
            show=(
                self._named("chart-"),
                self._named("path-", "error-", "running-"),
            ),
            seconds=1.2,
            poster=True,
        )
        yield Beat(
            say=say("All take their own steps from here."), to={"step": self._last}, seconds=SECONDS, rest=0.2
        )
        yield from self._comparison()
        yield from self._verdicts()

    @property
    def _last(self) -> float:
        return float(max(runner.last for runner in self.final_facts.runners))

    def _named(self, *starts: str) -> tuple[str, ...]:
        """Return the names of the parts that begin so."""
        return tuple(name for name in self.parts(self.final_facts) if name.startswith(starts))

    def _introductions(self) -> Iterator[Beat]:
        """Yield the runners one by one, each with its settings."""
        for number, runner in enumerate(self.final_facts.runners, 1):
            yield Beat(
                say=introduction(runner, self.language),
                show=((f"key-{number}", f"name-{number}", f"rate-{number}"),),
                seconds=0.4,
                rest=0.6,
            )

    def _comparison(self) -> Iterator[Beat]:
        """Yield the places of all at the same step, if they can be compared."""
        rings = self._named("ring-", "at-step-")
        if rings:
            words = self.language.say(
                "Here they are after {number} steps.", number=str(self.final_facts.common)
            )
            yield Beat(say=words, show=(rings,), seconds=0.4, rest=1.0)

    def _verdicts(self) -> Iterator[Beat]:
        """Yield the outcome of each, after all steps."""
        runners = self.final_facts.runners
        for number, runner in enumerate(runners, 1):
            yield Beat(
                say=runner_caption(runner, self.language),
                at={"step": None},
                hide=(f"running-{number}",),
                show=(self._own(number),),
                seconds=0.6,
                rest=1.4 if number == len(runners) else 0.6,
            )

    def _own(self, number: int) -> tuple[str, ...]:
        kinds = ("exit", "finish", "manner", "line", "drop", "arrival")
        there = self.parts(self.final_facts)
        return tuple(name for kind in kinds if (name := f"{kind}-{number}") in there)


def _runs(params: Params) -> tuple[Point | None, tuple[Runner, ...]]:
    """Return the minimum below the start, and the run of each optimizer."""
    start = (params.start, params.start_y)
    return all_runs(params.function, start, params.optimizer, params.rate, params.steps)
