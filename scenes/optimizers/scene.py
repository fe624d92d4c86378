"""A race of optimizers: from one start over one error surface, and who arrives.

Each method takes its own steps. The map shows where they lead, the chart how the error falls with each step,
and the standings say who arrives, who is still on the way, who diverges and who stops at a saddle.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from hillside.stage.view import check_inside
from mathcore import Expr, Interval, Point
from scenes.optimizers.entrants import ENTRANTS, entrants_of
from scenes.optimizers.race import Race, race_at, raced
from scenes.optimizers.race_backdrop import Backdrop, backdrop
from scenes.optimizers.race_parts import courses
from scenes.optimizers.race_places import race_places
from scenes.optimizers.race_story import racing
from scenes.optimizers.race_view import Views, race_views
from scenes.optimizers.race_words import told_place, told_race
from scenes.optimizers.runner import Runner


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


class Optimizers(Figure[Params, Views, Race]):
    """The race of the optimizers."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("A race of optimizers")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the start, the bottom and the ways between, and the errors over the steps."""
        check_inside(params.start, params.window, "start", "start")
        places = race_places(sheet, len(entrants_of(params.optimizer)))
        return race_views(params.function, *race_of(params), params.window, params.steps, places)

    @staticmethod
    def facts(params: Params, view: Views) -> Race:
        """Return all runners, and what is seen of them at this step."""
        step = float(params.steps) if params.step is None else params.step
        return race_at(params.function, *race_of(params), step, view)

    @cached_property
    def _backdrop(self) -> Backdrop:
        return backdrop(self.known, self.view, self.sheet, self.language, self.theme)

    def parts(self, facts: Race) -> Parts:
        """Return the map with the paths, the chart, and the standings."""
        still = self._backdrop
        return {
            **still.ground,
            **courses(still.map, still.chart, facts.path, facts.error),
            **still.standings,
            "touch": still.map.draw(facts.touch, "ink"),
        }

    def alt(self, facts: Race) -> str:
        """Return the surface, the start, and what becomes of each."""
        return told_race(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the ground and the start, who runs, the race, and what becomes of each."""
        facts, say = self.known, self.language.say
        if self.params.step is not None:
            yield from super().story()
            return
        place = told_place(facts.touch, self.language)
        yield Beat(
            say=say("An error surface from above, and one start for all: {place}.", place=place),
            show=(*self._backdrop.ground, "touch"),
            at={"step": 0.0},
            seconds=2.4,
        )
        yield from racing(facts, self.parts(facts), self.params.steps, self.language)


def race_of(params: Params) -> tuple[Point | None, tuple[Runner, ...]]:
    """Return the bottom that all make for, and their runs."""
    start = (params.start, params.start_y)
    return raced(params.function, start, params.optimizer, params.rate, params.steps)
