"""The learning rate: the same descent with a rate too small, right and too large.

Three descents start at the same point of one curve. Each step is the rate times the slope: a small rate is
slow, a good one arrives, and one beyond 2/L, where L is the curvature at the minimum, cannot converge there.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.learning_rate.drawing import (
    TrialPanel,
    curve_parts,
    formula_label,
    head_parts,
    hop_parts,
    line_box,
    outcome_parts,
    trial_panels,
)
from scenes.learning_rate.facts import NAMES, Trials, three_trials, valley_view
from scenes.learning_rate.line_drawing import line_parts, line_plane, note, step_number
from scenes.learning_rate.trials.rates import Trial
from scenes.learning_rate.words import bottom_caption, trial_caption, trials_alt

SECONDS, LONGEST = 0.5, 5.0
"""Duration of a step in the film, and of all of them at most, in seconds."""
MOST_HALTS = 20
"""Number of steps up to which the film halts at each."""
AXES = ("axes", "ticks", "x-name", "y-name", "x-tick", "y-tick")
"""The parts of the axes of a panel."""


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
    step: float | None = param(default=None, help="steps taken in the picture; all when not given", low=0)
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class LearningRate(Figure[Params, View, Trials]):
    """Three learning rates compared."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The learning rate")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the valley below the start, the same for all three panels."""
        plot = trial_panels(sheet, len(NAMES))[0].plot
        return valley_view(params.function, params.start, params.window, plot.width / plot.height)

    @staticmethod
    def facts(params: Params, view: View) -> Trials:
        """Return the three descents with their outcomes, and what has been seen of them at this step."""
        given = (params.small, params.right, params.large)
        step = float(params.steps) if params.step is None else params.step
        return three_trials(params.function, params.start, given, params.steps, step, params.window, view)

    @cached_property
    def _panels(self) -> tuple[TrialPanel, ...]:
        return trial_panels(self.sheet, len(NAMES))

    @cached_property
    def _planes(self) -> tuple[Plane, ...]:
        return tuple(Plane(self.view, panel.plot, self.theme) for panel in self._panels)

    @cached_property
    def _behind(self) -> Parts:
        """The parts behind the descents, which are the same at every step."""
        each = zip(NAMES, self._planes, strict=True)
        drawn = (curve_parts(self.final_facts, name, plane, self.language) for name, plane in each)
        return {name: part for parts in drawn for name, part in parts.items()}

    @cached_property
    def _before(self) -> Parts:
        """The parts before them: the starts, the outcomes, the heads, the formula, and the line of rates."""
        facts, box, language = self.final_facts, line_box(self.sheet), self.language
        plane = line_plane(facts, box, self.theme, language)
        return {
            **outcome_parts(facts, self._planes, self._panels, language),
            **head_parts(facts, self._panels, self.theme, language),
            **formula_label(self._panels[0], facts, language),
            **line_parts(facts, plane, box, language),
            "note": note(facts, box, language, self.theme.typeface),
        }

    def parts(self, facts: Trials) -> Parts:
        """Return three panels, each with the curve, its descent, its head and its outcome; and all rates."""
        hops = (hop_parts(facts, number, plane) for number, plane in enumerate(self._planes))
        return {
            **self._behind,
            **{name: part for parts in hops for name, part in parts.items()},
            **self._before,
            "step-number": step_number(facts, self.language),
        }

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.parts(self.final_facts))

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "0 < eta < 2 / L"

    def alt(self, facts: Trials) -> str:
        """Return the description: the curve, and each rate with its outcome."""
        return trials_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the start in all three panels, the steps of all, each outcome, and the line of rates."""
        facts, say = self.final_facts, self.language.say
        place = self.language.equation("x", facts.touch.x)
        yield Beat(
            say=say("One error curve, three times, and one start: {place}.", place=place),
            show=(
                self._each(*AXES),
                (*self._each("curve"), *(name for name in self._names if name == "curve-name")),
                self._each("start", "start-tick", "start-drop", "start-name", "rate"),
            ),
            at={"step": 0.0},
            seconds=2.2,
        )
        first = say("Each step is the learning rate times the slope.")
        yield Beat(say=first, show=((*NAMES, "step-number"),), to={"step": 1.0}, seconds=1.4, rest=0.8)
        taken = max(len(trial.stops) - 1 for trial in facts.trials)
        yield Beat(
            say=say("They differ in nothing but their rate."),
            show=(self._each("exit"),),
            to={"step": float(self.params.steps)},
            seconds=min(SECONDS * taken, LONGEST),
            rest=0.4,
        )
        for name, trial in zip(NAMES, facts.trials, strict=True):
            yield self._outcome(name, trial)
        yield from self._rates()

    def _outcome(self, name: str, trial: Trial) -> Beat:
        shown = [f"{name}-{part}" for part in ("icon", "word", "fate") if f"{name}-{part}" in self._names]
        return Beat(say=trial_caption(trial, self.language), show=(tuple(shown),), seconds=0.6, rest=0.8)

    def _rates(self) -> Iterator[Beat]:
        """Yield the line of all rates, with those of the three descents, and the limit."""
        scale = tuple(name for name in self._names if name.startswith("rates-"))
        marks = tuple(
            name for name in self._names if name.endswith(("-on-line", "-number")) and name != "step-number"
        )
        yield Beat(
            say=self.language.say("All rates on one line, and what becomes of each."),
            hide=("step-number",),
            show=(("rates", *scale), marks),
            seconds=1.4,
        )
        limit = tuple(name for name in ("limit-mark", "limit-name", "note") if name in self._names)
        yield Beat(
            say=bottom_caption(self.final_facts.bottom, self.language),
            show=(limit,),
            at={"step": self.params.step},
            seconds=0.6,
            rest=3.0,
        )

    def _each(self, *kinds: str) -> tuple[str, ...]:
        """Return the names of the parts of some kinds in all panels."""
        starts = tuple(f"{name}-{kind}" for name in NAMES for kind in kinds)
        return tuple(each for each in self._names if re.sub(r"(?<=tick)-\d+$", "", each) in starts)
