"""From a job to a rendered file: the entry point shared by stills, films and builds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hillside.stage.errors import as_refusals
from hillside.studio import catalogue
from hillside.studio.given_values import has_decimal_commas
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering, Report


def resolved(job: Job) -> Job:
    """Return the job with the canonical text of every parameter of its figure, defaults included.

    Raises:
        ParamError: A parameter is unknown or invalid.
    """
    from hillside.studio.serialization import from_text, to_text

    kind, comma = catalogue.load(job.figure).Params, has_decimal_commas(job.language)
    params = from_text(kind, dict(job.params), comma=comma)
    return replace(job, params=tuple(sorted(to_text(params).items())))


def draw(job: Job, target: Path, report: Report | None = None, workers: int = 1) -> tuple[Job, Rendering]:
    """Render `target` atomically by at most `workers` processes; return the resolved job and the rendering.

    Raises:
        HillsideError: The figure refuses its parameters, or the file cannot be written.
    """
    from hillside.studio.renderer import render

    job = resolved(job)
    with as_refusals():
        return job, render(job, target, report, workers)


def draw_beats(
    job: Job, target: Path, report: Report | None = None, workers: int = 1
) -> tuple[Job, Rendering]:
    """Render a clip for each beat, each atomically; otherwise as `draw`."""
    from hillside.studio.renderer import render_beats

    job = resolved(job)
    with as_refusals():
        return job, render_beats(job, target, report, workers)
