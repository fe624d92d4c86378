"""The formulas of a figure as they were understood: for the JSON answer, and for whoever typed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hillside.studio import catalogue
from hillside.studio.job import Job
from mathcore import Constant, Expr
from mathcore.language.reading import is_interpreted


def formulas(job: Job) -> dict[str, dict[str, Any]]:
    r"""Return each formula among the parameters of a resolved job, as text and as LaTeX.

    >>> from hillside.stage.look.theme import THEMES
    >>> job = Job.read("tangent", {"function": "h(t) = 5t^2"}, ".svg", THEMES["light"], "16:9", "draft")
    >>> formulas(job)["function"]
    {'name': 'h', 'variables': ['t'], 'text': '5*t^2', 'latex': '5 t^{2}'}
    """
    return {
        name: {"name": f.name, "variables": list(f.names), "text": str(f), "latex": f.latex()}
        for name, f in _formulas(job)
    }


def notes(job: Job, typed: Mapping[str, str]) -> list[str]:
    """Return a line for each formula that had to be interpreted.

    Args:
        job: The resolved job.
        typed: The texts as they were typed, by the names of the parameters.
    """
    return [
        f"--{name.replace('_', '-')} is read as {shown}"
        for name, f, shown in _readings(job)
        if name in typed and is_interpreted(typed[name], f)
    ]


def _readings(job: Job) -> Iterator[tuple[str, Expr, str]]:
    """Yield formulas and numbers that were typed as formulas, each with its text."""
    for name, value in _parameters(job):
        if isinstance(value, Constant):
            yield name, value.expr, str(value)
    for name, f in _formulas(job):
        yield name, f, f"{f.applied} = {f}"


def _formulas(job: Job) -> Iterator[tuple[str, Expr]]:
    """Yield the formulas among the parameters, each with the variables that it contains."""
    for name, f in _parameters(job):
        if isinstance(f, Expr):
            used = {str(step.value) for step in f.code if step.op == "name"}
            yield name, Expr(f.code, tuple(n for n in f.names if n in used) or f.names[:1], f.called)


def _parameters(job: Job) -> Iterator[tuple[str, object]]:
    from hillside.studio.serialization import from_text

    params = from_text(catalogue.load(job.figure).Params, dict(job.params))
    return ((name, getattr(params, name, None)) for name, _ in job.params)
