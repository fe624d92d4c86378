"""How far a training run has come: what is true of a picture at a step and a stage of the loop."""

from __future__ import annotations

from dataclasses import dataclass

from mathcore import DataSet, Interval, Point, Polyline
from scenes.shared.samples.line_fit import LineFit, line_fit
from scenes.training.training_run import Iteration, Run, iteration_of, number_at, state_at, trace_of


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The line at a step, the numbers of its iteration, and the error so far.

    Attributes:
        fit: the line on the data.
        iteration: the numbers of this time round the loop.
        now: the step and the error of the line.
        trace: the error from the start to now; None before the first step.
        rate: the learning rate.
        stage: the present stage of the loop.
        diverging: whether this is the end of a run whose error grows.
    """

    fit: LineFit
    iteration: Iteration
    now: Point
    trace: Polyline | None
    rate: float
    stage: str
    diverging: bool


def progress_at(data: DataSet, run: Run, step: float, stage: str, over: Interval) -> Progress:
    """Return a run on some data after so many steps, its line drawn across `over`."""
    now, trace = trace_of(run, step)
    return Progress(
        fit=line_fit(data, *state_at(run, step), over),
        iteration=iteration_of(run, number_at(step, updating=stage == "update")),
        now=now,
        trace=trace,
        rate=run.rate,
        stage=stage,
        diverging=run.diverges_by(step),
    )
