"""The learning rate: the same descent with a rate too small, right and too large.

Three descents start at the same point of one curve. Each step is the rate times the slope: a small rate is
slow, a good one arrives, and one beyond 2/L, where L is the curvature at the minimum, cannot converge there.
"""

from collections.abc import Iterator

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.learning_rate.drawing import trial_boxes, trial_panel
from scenes.learning_rate.facts import NAMES, Trials, three_trials, valley_view
from scenes.learning_rate.trial import Trial
from scenes.learning_rate.words import bottom_caption, trial_caption, trials_alt

LONGEST = 6.0
"""Maximum time in which the hops of one descent appear, in seconds."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^2", help="the error over one parameter, in x")
    start: float = param(default=2.0, help="where each descent starts")
    small: float | None = param(
        default=None, help="the first rate; chosen from the curvature when not given", above=0
    )
    right: float | None = param(
        default=None, help="the second rate; chosen from the curvature when not given", above=0
    )
    large: float | None = param(
        default=None, help="the third rate; chosen from the curvature when not given", above=0
    )
    steps: int = param(default=12, help="how many steps each descent may take", low=1, high=200)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class LearningRate(Figure[Params, View, Trials]):
    """Three learning rates compared."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The learning rate")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the valley below the start, the same for all three panels."""
        box, _ = trial_boxes(sheet, len(NAMES))[0]
        return valley_view(params.function, params.start, params.window, box.width / box.height)

    @staticmethod
    def facts(params: Params, view: View) -> Trials:
        """Return the three descents with their outcomes."""
        given = (params.small, params.right, params.large)
        return three_trials(params.function, params.start, given, params.steps, params.window, view)

    def parts(self, facts: Trials) -> Parts:
        """Return three panels, each with the curve, its descent, the rate above and the verdict below."""
        parts: Parts = {}
        for number, (box, room) in enumerate(trial_boxes(self.sheet, len(NAMES))):
            plane = Plane(self.view, box, self.theme)
            parts = {**parts, **trial_panel(facts, number, plane, room, self.language)}
        return parts

    def alt(self, facts: Trials) -> str:
        """Return the description: the curve, and each rate with its outcome."""
        return trials_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the start in all three panels, then one rate after the other, then the limit."""
        facts, say = self.final_facts, self.language.say
        place = self.language.equation("x", facts.touch.x)
        yield Beat(
            say=say("One error curve, three times, and one start: {place}.", place=place),
            show=[f"{name}-{part}" for part in ("axes", "x-name", "curve", "start") for name in NAMES],
            seconds=2.7,
        )
        yield Beat(say=say("Each step is the learning rate times the slope."), seconds=0.4, rest=1.6)
        for name, trial in zip(NAMES[:-1], facts.trials, strict=False):
            yield self._beat(trial, f"{name}-rate", name, f"{name}-exit", f"{name}-fate")
        yield Beat(say=bottom_caption(facts.bottom, self.language), show=("large-rate",), rest=2.0)
        yield self._beat(facts.trials[-1], "large", "large-exit", "large-fate", rest=3.0)

    def _beat(self, trial: Trial, *show: str, rest: float = 1.0) -> Beat:
        there = self.parts(self.final_facts)
        shown = [part for part in show if part in there]
        seconds = min(1.5 + 0.35 * len(trial.stops), LONGEST)
        return Beat(say=trial_caption(trial, self.language), show=shown, seconds=seconds, rest=rest)
