"""The training loop: predict, error, derivative for every parameter, update, repeat.

A line learns from data. Each time round the loop its error gives a derivative for the weight and one for the
intercept, and both take a step against it, so the line moves onto the data and the error falls.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mathcore import Point, Polyline
from stage.chart import word_axes
from stage.data_params import DataParams, column_names, data_of
from stage.drawing import Part
from stage.errors import ParamError
from stage.figure import Figure
from stage.framing import View
from stage.labels import Beside, Lettering, Parts, lettering, symbol
from stage.line_fit import LineFit, fit_view, line_fit
from stage.line_parts import gaps_part, line_part, samples_part
from stage.loop import loop_part, present_part
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.stages import STAGES, stage_labels
from stage.story import Beat
from stage.theme import MEASURES
from stage.training_run import Iteration, Run, iteration_of, number_at, state_at, trace_of, training_run
from stage.training_view import Layout, chart_view, layout_on
from stage.training_words import told_derivative, told_fate, told_update
from stage.words import formula, plain

SECONDS_PER_STEP = 0.6
LONGEST = 8.0


@parameters
class Params(DataParams):
    """What the lecturer chooses."""

    weight: float = param(default=-0.6, help="the weight before the first step: the slope of the line")
    intercept: float = param(default=-0.4, help="the intercept before it: the height of the line at x = 0")
    rate: float | None = param(
        default=None, help="learning rate; chosen to fit when not given", above=0, high=1e6
    )
    steps: int = param(default=12, help="how many times round the loop", low=1, high=200)
    step: float | None = param(default=None, help="steps taken in the picture; all when not given", low=0)
    stage: Literal["predict", "error", "derivative", "update", "repeat"] = param(
        default="repeat", help="the present stage of the loop"
    )

    def check(self) -> None:
        """Refuse a step after the last one."""
        if self.step is not None and self.step > self.steps:
            raise ParamError(
                "step", f"{self.step:g} is after the last step, {self.steps}; choose 0 to {self.steps}"
            )


@dataclass(frozen=True, kw_only=True)
class Views:
    """What both graphs show."""

    data: View
    error: View


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The line at this step, the numbers of this iteration, and the error so far."""

    fit: LineFit
    iteration: Iteration
    now: Point
    trace: Polyline | None
    rate: float
    stage: str
    diverging: bool


class Training(Figure[Params, Views, Facts]):
    """The training loop on data."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The training loop")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the data with all lines of the run, and the error with all its steps."""
        run, layout = run_for(params), layout_on(sheet)
        lines = [(weight, intercept) for weight, intercept in run.history.points.tolist()]
        return Views(
            data=fit_view(data_of(params), lines, layout.data.width / layout.data.height),
            error=chart_view(run, layout.chart.width / layout.chart.height),
        )

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """The state of the run at this step."""
        data, run = data_of(params), run_for(params)
        step = step_of(params, run)
        now, trace = trace_of(run, step)
        return Facts(
            fit=line_fit(data, *state_at(run, step), view.data.x),
            iteration=iteration_of(run, number_at(step, updating=params.stage == "update")),
            now=now,
            trace=trace,
            rate=run.rate,
            stage=params.stage,
            diverging=run.diverges and step == run.last,
        )

    @cached_property
    def arranged(self) -> Layout:
        """Where the graphs and the loop are."""
        return layout_on(self.sheet)

    @cached_property
    def planes(self) -> tuple[Plane, Plane]:
        """The planes of the data and of the error over the steps."""
        layout, view = self.arranged, self.view
        return Plane(view.data, layout.data, self.theme), Plane(view.error, layout.chart, self.theme)

    @cached_property
    def backdrop(self) -> tuple[dict[str, Part], dict[str, Beside]]:
        """What does not move: axes, data and loop, and the names of the axes."""
        data, chart = self.planes
        parts = {
            "axes": data.axes(),
            "samples": samples_part(data, self.known.fit),
            "error-axes": chart.axes(),
            "loop": loop_part(self.arranged.loop, self.theme),
        }
        say, names = self.language.say, column_names(self.params)
        letters = [symbol(letter, self.language) for letter in "xy"] if names is None else map(plain, names)
        labels = word_axes(data, *letters) + word_axes(chart, plain(say("step")), plain(say("error")))
        return parts, dict(zip(("x-name", "y-name", "step-name", "error-name"), labels, strict=True))

    def parts(self, facts: Facts) -> Parts:
        """The line on its data, the error so far, and the loop with the numbers of this iteration."""
        data, chart = self.planes
        loop = self.arranged.loop
        backdrop, names = self.backdrop
        parts: dict[str, Part | Beside] = {
            "axes": backdrop["axes"],
            "gaps": gaps_part(data, facts.fit),
            "line": line_part(data, facts.fit),
            "samples": backdrop["samples"],
            "error-axes": backdrop["error-axes"],
        }
        if facts.trace is not None:
            parts["trace"] = chart.draw(facts.trace, "legs")
            parts["trace"].grows = False
        parts["now"] = chart.draw(facts.now, "legs")
        parts["loop"] = backdrop["loop"]
        parts["present"] = present_part(loop, STAGES.index(facts.stage), self.theme)
        if facts.diverging:
            parts["verdict"] = verdict_label(self.language.say("the rate is too large"))
        labels = stage_labels(loop, facts.iteration, facts.rate, self.language, self.theme.typeface)
        return {**parts, **names, "line-name": line_label(), **labels}

    def alt(self, facts: Facts) -> str:
        """The line and its error, then the loop with its numbers."""
        say, now = self.language.say, facts.iteration
        picture = say(
            "A line on {count} data points, its error over the steps, and the training loop: predict, error, "
            "derivative, update, repeat.",
            count=str(len(facts.fit.samples)),
        )
        numbers = say(
            "At step {number} the error is {error}; its derivative is {weight} for the weight and "
            "{intercept} for the intercept.",
            number=str(now.number),
            error=now.error,
            weight=now.weight_derivative,
            intercept=now.intercept_derivative,
        )
        return self.language.joined(picture, numbers)

    def story(self) -> Iterator[Beat]:
        """Once round the loop, stage by stage; then round and round."""
        say, run = self.language.say, run_for(self.params)
        last, first = step_of(self.params, run), iteration_of(run, 0)
        yield Beat(
            say=say("A line with two parameters, weight w and intercept b, is to learn from these data."),
            show=("axes", "x-name", "y-name", "samples", "line", "line-name"),
            at={"step": 0.0, "stage": "predict"},
            seconds=2.4,
            rest=1.6,
        )
        yield Beat(
            say=say(
                "Predict: with w = {weight} and b = {intercept} the line has a y for each x.",
                weight=first.weight,
                intercept=first.intercept,
            ),
            show=("loop", "predict", "error", "derivative", "update", "repeat", "present", "w", "b"),
            seconds=2.4,
            rest=1.2,
        )
        yield Beat(
            say=say("Error: the mean of the squared gaps is {error}.", error=first.error),
            show=("gaps", "E", "error-axes", "step-name", "error-name", "now"),
            at={"stage": "error"},
            seconds=2.4,
        )
        yield Beat(
            say=told_derivative(first, self.language),
            show=("dw", "db"),
            at={"stage": "derivative"},
            seconds=1.2,
            rest=2.4,
        )
        yield Beat(
            say=told_update(first, run.rate, self.language),
            show=("new-w", "new-b"),
            at={"stage": "update"},
            seconds=1.2,
            rest=2.4,
        )
        yield from self._repeating(run, last)

    def _repeating(self, run: Run, last: float) -> Iterator[Beat]:
        """The line moves for the first time, then round and round; then what becomes of it."""
        say = self.language.say
        if last > 0:
            yield Beat(
                say=say("The new parameters move the line."),
                show=("trace",),
                to={"step": min(last, 1.0)},
                seconds=2.0,
            )
        yield Beat(
            say=say("Repeat: predict again, with the new parameters."),
            show=("step",),
            at={"stage": "repeat"},
            seconds=1.0,
            rest=1.6,
        )
        if last > 1:
            yield Beat(
                say=say("Round and round: at each step every parameter goes against its derivative."),
                to={"step": last},
                seconds=min(SECONDS_PER_STEP * last, LONGEST),
            )
        yield Beat(
            say=told_fate(run, last, self.language),
            show=("verdict",) if self.known.diverging else (),
            at={"step": self.params.step, "stage": self.params.stage},
            seconds=0.4,
            rest=3.0,
        )


def run_for(params: Params) -> Run:
    """The whole run that these parameters ask for."""
    return training_run(data_of(params), params.weight, params.intercept, params.rate, params.steps)


def step_of(params: Params, run: Run) -> float:
    """The steps that have been taken in the picture: never more than can be drawn."""
    return float(run.last) if params.step is None else min(params.step, float(run.last))


def line_label() -> Beside:
    """The formula of the line beside it."""
    return Beside(
        lettering=Lettering(settings=(formula("y = w x + b"),), size=MEASURES.name, role="curve"),
        by="line",
        sides=("above left", "above", "below right", "below"),
        own=("gaps",),
        reach=60,
        leader=True,
        priority=3,
    )


def verdict_label(text: str) -> Beside:
    """Words beside the last error of a run that diverges."""
    return Beside(
        lettering=lettering(text, size=MEASURES.name, role="legs"),
        by="now",
        sides=("left", "below left", "right", "below right", "below"),
        own=("trace",),
        leader=True,
        priority=4,
    )
