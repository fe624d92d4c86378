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
from stage.drawing import Part
from stage.errors import ParamError
from stage.figure import Figure
from stage.framing import View
from stage.labels import Beside, Parts, symbol
from stage.learning.data_params import DataParams, column_names, data_of
from stage.learning.line_fit import LineFit, fit_view, line_fit
from stage.learning.line_parts import gaps_part, line_part, samples_part
from stage.learning.loop import loop_part, present_part
from stage.learning.stages import STAGES, stage_labels
from stage.learning.training_labels import line_label, verdict_label
from stage.learning.training_run import (
    Iteration,
    Run,
    iteration_of,
    number_at,
    state_at,
    trace_of,
    training_run,
)
from stage.learning.training_story import training_story
from stage.learning.training_view import Layout, chart_view, layout_on
from stage.learning.training_words import told_loop
from stage.lettering.words import plain
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.story import Beat


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
        return told_loop(facts.iteration, len(facts.fit.samples), self.language)

    def story(self) -> Iterator[Beat]:
        """Once round the loop, stage by stage; then round and round."""
        params, run = self.params, run_for(self.params)
        still = {"step": params.step, "stage": params.stage}
        diverging = self.known.diverging
        return training_story(run, step_of(params, run), still, self.language, diverging=diverging)


def run_for(params: Params) -> Run:
    """The whole run that these parameters ask for."""
    return training_run(data_of(params), params.weight, params.intercept, params.rate, params.steps)


def step_of(params: Params, run: Run) -> float:
    """The steps that have been taken in the picture: never more than can be drawn."""
    return float(run.last) if params.step is None else min(params.step, float(run.last))
