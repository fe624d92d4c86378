"""The training loop: predict, error, derivative for every parameter, update, repeat.

A line learns from data. In each iteration its error gives a derivative for the weight and one for the
intercept, and both take a step against it, so the line moves onto the data and the error falls.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import floor
from types import MappingProxyType
from typing import Literal, cast

from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.lettering.language import Language
from hillside.stage.params import param, parameters
from hillside.stage.samples import MAX_POINTS, Samples
from hillside.stage.sheet import Sheet
from mathcore import DataSet
from scenes.shared.samples.line_fit import DataParams, Views, data_of, samples_of
from scenes.shared.samples.line_graphs import Graphs
from scenes.training.classes.class_drawing import class_layout, class_parts, plot_in, scale_of
from scenes.training.classes.class_facts import ClassFacts, ClassRun, class_facts, class_run, class_views
from scenes.training.classes.class_story import class_story
from scenes.training.classes.class_words import class_alt
from scenes.training.classes.class_words import outcome_caption as class_outcome
from scenes.training.drawing import (
    Layout,
    axes_parts,
    layout_on,
    line_label,
    scaled_parts,
    scales_of,
    trace_parts,
)
from scenes.training.facts import (
    UNSCALED,
    Facts,
    Run,
    facts_at,
    iteration_of,
    scaling_of,
    training_run,
    training_views,
)
from scenes.training.loop import STAGES, line_numbers, loop_parts, present_part, stage_labels
from scenes.training.words import derivative_caption, outcome_caption, training_alt, update_caption

SECONDS_PER_STEP = 0.6
LONGEST = 4.8
"""Maximum time of all steps after the first, in seconds."""


@parameters
class Params:
    """The parameters of the figure."""

    model: Literal["line", "logistic", "network"] = param(
        default="line", help="what learns: a line, a logistic model of two classes, or a network on two moons"
    )
    data: Samples | None = param(
        default=None, help='the data of a line: a CSV file of two columns, or points such as "0,1; 1,3; 2,4"'
    )
    scale: bool | None = param(
        default=None,
        help="whether x and y are scaled to mean 0 and spread 1; your own data are, when not given",
    )
    hidden: int = param(default=8, help="number of hidden neurons of the network", low=1, high=12)
    points: int | None = param(
        default=None, help="how many points are made when no data are given", low=2, high=MAX_POINTS
    )
    noise: float | None = param(
        default=None, help="how far those points lie off a line, off centers or off moons", low=0, high=1000
    )
    seed: int = param(default=3, help="which of the possible scatters they have, and first weights", low=0)
    weight: float = param(default=-0.6, help="the weight before the first step: the slope of the line")
    intercept: float = param(default=-0.4, help="the intercept before it: the height of the line at x = 0")
    rate: float | None = param(
        default=None, help="learning rate; chosen to fit when not given", above=0, high=1e6
    )
    steps: int | None = param(default=None, help="how many times round the loop", low=1, high=1000)
    step: float | None = param(default=None, help="steps taken in the picture; all when not given", low=0)
    stage: Literal["predict", "error", "derivative", "update", "repeat", "round"] = param(
        default="repeat", help="the present stage of the loop; round: as far as the step has come"
    )

    def check(self) -> None:
        """Check that the step is not beyond the last one, and that data are a line's."""
        if self.step is not None and self.step > steps_of(self):
            raise ParamError(
                "step",
                f"{self.step:g} is after the last step, {steps_of(self)}; choose 0 to {steps_of(self)}",
            )
        if self.data is not None and self.model != "line":
            raise ParamError("data", f"two columns are for a line; a {self.model} model makes its own points")


USUAL: Mapping[str, tuple[int, float, int]] = MappingProxyType(
    {"line": (12, 0.5, 12), "logistic": (60, 1.0, 60), "network": (120, 0.16, 600)}
)
"""The usual number of points, their noise and the number of steps of each model."""


class Training(Figure[Params, Views, Facts | ClassFacts]):
    """The training loop on data."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The training loop")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of the data with all lines of the run, and of the error at all its steps."""
        if params.model != "line":
            layout = class_layout(sheet)
            return class_views(class_run_for(params), plot_in(layout.field), plot_in(layout.error))
        layout = layout_on(sheet)
        return training_views(line_data(params), run_for(params), layout.data, layout.error)

    @staticmethod
    def facts(params: Params, view: Views) -> Facts | ClassFacts:
        """Return the state of the run at this step."""
        if params.model != "line":
            run = class_run_for(params)
            step = step_of(params, run.last)
            return class_facts(run, step, stage_at(params.stage, step))
        run = run_for(params)
        step = step_of(params, run.last)
        return facts_at(line_data(params), run, step, stage_at(params.stage, step), view.data.x)

    @cached_property
    def arranged(self) -> Layout:
        """The layout of the graphs and the loop of a line."""
        return layout_on(self.sheet)

    @cached_property
    def graphs(self) -> Graphs:
        """The graphs of the data and of the error over the steps."""
        boxes = self.arranged.data, self.arranged.error
        return Graphs.of(self.view, boxes, samples_of(line_data(self.params)), self.theme)

    @property
    def _columns(self) -> tuple[str, str] | None:
        """The names of x and y in the lecturer's file."""
        return None if self.params.data is None else self.params.data.names

    def parts(self, facts: Facts | ClassFacts) -> Parts:
        """Return the model on its data, the error so far, and the loop with the numbers of this iteration."""
        if isinstance(facts, ClassFacts):
            layout, run = class_layout(self.sheet), class_run_for(self.params)
            return class_parts(layout, self.view, run, facts, self.language, self.theme)
        cells = self.arranged.loop
        numbers = list(line_numbers(facts, self.language))
        return {
            **{
                name: part for name, part in self.graphs.parts(facts.fit).items() if not name.endswith("axes")
            },
            **axes_parts(self.graphs, self._columns, self.language, self.arranged.room),
            **trace_parts(self.graphs.error, facts, self.language),
            **loop_parts(cells, self.theme),
            "present": present_part(cells, STAGES.index(facts.stage), self.theme),
            "line-name": line_label(),
            **scaled_parts(self.arranged.room, facts, self.language),
            **stage_labels(cells, numbers, facts.stage, self.language, self.theme.typeface),
        }

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "w_(k+1) = w_k - eta (partial E) / (partial w)"

    def alt(self, facts: Facts | ClassFacts) -> str:
        """Return the description: the model and its error, then the loop with its numbers."""
        if isinstance(facts, ClassFacts):
            return class_alt(class_run_for(self.params), facts, self.language)
        return training_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the first iteration, stage by stage; then repeated iterations."""
        params = self.params
        if params.model != "line":
            run = class_run_for(params)
            parts = tuple(self.parts(self.final_facts))
            scales = scale_of(class_layout(self.sheet), self.view, self.theme)
            yield from class_story(params.model, run, step_of(params, run.last), parts, scales, self.language)
            final = cast("ClassFacts", self.final_facts)
            say, show = class_outcome(run, final, self.language), tuple(n for n in ("wrong",) if n in parts)
            yield Beat(
                say=say, at={"step": params.step, "stage": params.stage}, show=show, seconds=0.4, rest=3.0
            )
            return
        run = run_for(params)
        last = step_of(params, run.last)
        yield from self._first_round(run)
        yield from repeating(last, self.language)
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
            show=(("axes", "x-name", "y-name", *scales_of(self.graphs)[0]), "samples", "line", "line-name"),
            at={"step": 0.0, "stage": "predict"},
            seconds=2.4,
            rest=1.6,
        )
        if run.scaling != UNSCALED:
            yield Beat(
                say=say(
                    "Both columns are scaled to mean 0 and spread 1, so that one rate suits both parameters."
                ),
                show=("scaled-note",),
                seconds=0.8,
            )
        yield Beat(
            say=say(
                "Predict: with w = {weight} and b = {intercept} the line has a y for each x.",
                weight=first.weight,
                intercept=first.intercept,
            ),
            show=(
                ("loop-boxes", "loop"),
                "predict",
                "error",
                "derivative",
                "update",
                "repeat",
                "present",
                "w",
                "b",
            ),
            seconds=2.0,
            rest=0.8,
            poster=True,
        )
        yield Beat(
            say=say("Error: the mean of the squared gaps is {error}.", error=first.error),
            show=(
                "gaps",
                ("E", "miss"),
                ("error-axes", "error-x-name", "error-y-name", *scales_of(self.graphs)[1]),
                "now",
            ),
            at={"stage": "error"},
            seconds=2.0,
            rest=0.8,
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
            show=(("new-w", "new-b"), "rate"),
            at={"stage": "update"},
            seconds=1.2,
            rest=2.4,
        )


def repeating(last: float, language: Language) -> Iterator[Beat]:
    """Yield the first motion, then two rounds through all stages, then all the others, ever faster."""
    say = language.say
    if last > 0:
        yield Beat(
            say=say("The new parameters move the line."),
            show=("trace",),
            to={"step": min(last, 1.0)},
            seconds=1.6,
            rest=0.6,
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
            at={"stage": "round"},
            to={"step": last},
            seconds=min(SECONDS_PER_STEP * last, LONGEST),
            rest=0.4,
        )


def stage_at(stage: str, step: float) -> str:
    """Return the stage that is shown: of a round, the one that a fraction of a step has come to.

    >>> stage_at("round", 2.3), stage_at("round", 2.9), stage_at("error", 2.3), stage_at("round", 3.0)
    ('error', 'repeat', 'error', 'repeat')
    """
    if stage != "round":
        return stage
    share = step - floor(step)
    return STAGES[int(share * len(STAGES))] if share else "repeat"


def steps_of(params: Params) -> int:
    """Return the number of steps: as given, or the usual one of the model."""
    return USUAL[params.model][2] if params.steps is None else params.steps


def line_data(params: Params) -> DataSet:
    """Return the data of a line."""
    points, noise, _ = USUAL["line"]
    made = DataParams(
        data=params.data,
        points=points if params.points is None else params.points,
        noise=noise if params.noise is None else params.noise,
        seed=params.seed,
    )
    return data_of(made)


def run_for(params: Params) -> Run:
    """Return the whole run of a line that is specified by the parameters."""
    data = line_data(params)
    scales = params.data is not None if params.scale is None else params.scale
    scaling = scaling_of(data) if scales else UNSCALED
    return training_run(data, params.weight, params.intercept, params.rate, steps_of(params), scaling)


def class_run_for(params: Params) -> ClassRun:
    """Return the whole run on two classes that is specified by the parameters."""
    points, noise, _ = USUAL[params.model]
    return class_run(
        params.model,
        params.hidden,
        points if params.points is None else params.points,
        noise if params.noise is None else params.noise,
        params.seed,
        params.rate,
        steps_of(params),
    )


def step_of(params: Params, last: int) -> float:
    """Return the number of steps taken in the picture, at most as many as can be drawn."""
    return float(last) if params.step is None else min(params.step, float(last))
