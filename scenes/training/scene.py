"""The training loop: predict, error, derivative for every parameter, update, repeat.

A line learns from data. Each time round the loop its error gives a derivative for the weight and one for the
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
from scenes.shared.samples.line_fit import DataParams, column_names, data_of
from scenes.shared.samples.line_graphs import Graphs, Views, line_label
from scenes.training.loop import loop_part, present_part
from scenes.training.progress import Progress, progress_at
from scenes.training.stages import STAGES, stage_labels
from scenes.training.training_parts import trace_parts
from scenes.training.training_run import Run, training_run
from scenes.training.training_story import training_story
from scenes.training.training_view import Layout, layout_on, training_views
from scenes.training.training_words import told_loop


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


class Training(Figure[Params, Views, Progress]):
    """The training loop on data."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("The training loop")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the data with all lines of the run, and the error with all its steps."""
        return training_views(data_of(params), run_for(params), layout_on(sheet))

    @staticmethod
    def facts(params: Params, view: Views) -> Progress:
        """Return the state of the run at this step."""
        run = run_for(params)
        return progress_at(data_of(params), run, step_of(params, run), params.stage, view.data.x)

    @cached_property
    def arranged(self) -> Layout:
        """Where the graphs and the loop are."""
        return layout_on(self.sheet)

    @cached_property
    def graphs(self) -> Graphs:
        """The graphs of the data and of the error over the steps."""
        boxes = self.arranged.data, self.arranged.chart
        return Graphs.of(self.view, boxes, self.known.fit.samples, self.theme)

    @cached_property
    def loop(self) -> Part:
        """The boxes of the stages, which do not move."""
        return loop_part(self.arranged.loop, self.theme)

    def parts(self, facts: Progress) -> Parts:
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

    def alt(self, facts: Progress) -> str:
        """Return the line and its error, then the loop with its numbers."""
        return told_loop(facts.iteration, len(facts.fit.samples), self.language)

    def story(self) -> Iterator[Beat]:
        """Once round the loop, stage by stage; then round and round."""
        params, run = self.params, run_for(self.params)
        still = {"step": params.step, "stage": params.stage}
        return training_story(run, step_of(params, run), still, self.language)


def run_for(params: Params) -> Run:
    """Return the whole run that these parameters ask for."""
    return training_run(data_of(params), params.weight, params.intercept, params.rate, params.steps)


def step_of(params: Params, run: Run) -> float:
    """Return the steps that have been taken in the picture: never more than can be drawn."""
    return float(run.last) if params.step is None else min(params.step, float(run.last))
