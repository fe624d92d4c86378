"""The training loop: predict, error, derivative for every parameter, update, repeat.

A line learns from data. In each iteration its error gives a derivative for the weight and one for the
intercept, and both take a step against it, so the line moves onto the data and the error falls.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from hillside.stage.drawing import Part
from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from scenes.shared.samples.line_fit import DataParams, Views, column_names, data_of
from scenes.shared.samples.line_graphs import Graphs
from scenes.training.drawing import Layout, layout_on, line_label, trace_parts
from scenes.training.facts import Facts, Run, facts_at, iteration_of, training_run, training_views
from scenes.training.loop import STAGES, loop_part, present_part, stage_labels
from scenes.training.words import derivative_caption, outcome_caption, training_alt, update_caption

SECONDS_PER_STEP = 0.6
LONGEST = 8.0
"""Maximum time of all steps after the first, in seconds."""


@parameters
class Params(DataParams):
    """The parameters of the figure."""

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
        """Check that the step is not beyond the last one."""
        if self.step is not None and self.step > self.steps:
            raise ParamError(
                "step", f"{self.step:g} is after the last step, {self.steps}; choose 0 to {self.steps}"
            )


class Training(Figure[Params, Views, Facts]):
    """The training loop on data."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The training loop")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of the data with all lines of the run, and of the error at all its steps."""
        layout = layout_on(sheet)
        return training_views(data_of(params), run_for(params), layout.data, layout.error)

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """Return the state of the run at this step."""
        run = run_for(params)
        return facts_at(data_of(params), run, step_of(params, run), params.stage, view.data.x)

    @cached_property
    def arranged(self) -> Layout:
        """The layout of the graphs and the loop."""
        return layout_on(self.sheet)

    @cached_property
    def graphs(self) -> Graphs:
        """The graphs of the data and of the error over the steps."""
        boxes = self.arranged.data, self.arranged.error
        return Graphs.of(self.view, boxes, self.final_facts.fit.samples, self.theme)

    @cached_property
    def loop(self) -> Part:
        """The boxes of the stages, which do not move."""
        return loop_part(self.arranged.loop, self.theme)

    def parts(self, facts: Facts) -> Parts:
        """Return the line on its data, the error so far, and the loop with the numbers of this iteration."""
        cells, step = self.arranged.loop, self.language.say("step")
        return {
            **self.graphs.parts(facts.fit),
            **trace_parts(self.graphs.error, facts, self.language),
            "loop": self.loop,
            "present": present_part(cells, STAGES.index(facts.stage), self.theme),
            **self.graphs.names(column_names(self.params), "step-name", step, self.language),
            "line-name": line_label(),
            **stage_labels(cells, facts.iteration, facts.rate, self.language, self.theme.typeface),
        }

    def alt(self, facts: Facts) -> str:
        """Return the description: the line and its error, then the loop with its numbers."""
        return training_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the first iteration, stage by stage; then repeated iterations."""
        params, run = self.params, run_for(self.params)
        last = step_of(params, run)
        yield from self._first_round(run)
        yield from self._repeating(last)
        yield Beat(
            say=outcome_caption(run, last, self.language),
            show=("verdict",) if run.diverges_by(last) else (),
            at={"step": params.step, "stage": params.stage},
            seconds=0.4,
            rest=3.0,
        )

    def _first_round(self, run: Run) -> Iterator[Beat]:
        """Yield the stages of the first iteration."""
        say, first = self.language.say, iteration_of(run, 0)
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
            say=derivative_caption(first, self.language),
            show=("dw", "db"),
            at={"stage": "derivative"},
            seconds=1.2,
            rest=2.4,
        )
        yield Beat(
            say=update_caption(first, run.rate, self.language),
            show=("new-w", "new-b"),
            at={"stage": "update"},
            seconds=1.2,
            rest=2.4,
        )

    def _repeating(self, last: float) -> Iterator[Beat]:
        """Yield the first motion of the line, then repeated iterations up to step `last`."""
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


def run_for(params: Params) -> Run:
    """Return the whole run specified by the parameters."""
    return training_run(data_of(params), params.weight, params.intercept, params.rate, params.steps)


def step_of(params: Params, run: Run) -> float:
    """Return the number of steps taken in the picture, at most as many as can be drawn."""
    return float(run.last) if params.step is None else min(params.step, float(run.last))
