"""The formulas of a figure as they were understood: for the JSON answer, and for whoever typed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hillside.stage.params import Parameters, fields_of
from hillside.studio import catalogue
from hillside.studio.given_values import has_decimal_commas
from hillside.studio.job import Job
from hillside.studio.serialization import from_text, to_text
from mathcore import Constant, Expr
from mathcore.language.reading import is_interpreted


@dataclass(frozen=True)
class Reading:
    """A formula, or a number that was typed as a formula, as it was understood.

    Attributes:
        parameter: The name of the parameter.
        formula: The formula in the variables that it contains.
        is_number: Whether it stands for a number.
        is_interpreted: Whether it has other parts than the text that was typed.
    """

    parameter: str
    formula: Expr
    is_number: bool
    is_interpreted: bool

    @property
    def shown(self) -> str:
        """The formula with its name and variables; that of a number stands alone."""
        f = self.formula
        return str(f) if self.is_number else f"{f.applied} = {f}"

    def to_json(self) -> dict[str, Any]:
        """Return the formula as text and as LaTeX."""
        f = self.formula
        return {"name": f.name, "variables": list(f.names), "text": str(f), "latex": f.latex()}


def readings(job: Job) -> tuple[Reading, ...]:
    r"""Return how the formulas among the given parameters of a job are read.

    A parameter that is not given has the figure's own formula, which nobody typed.

    Raises:
        ParamError: A parameter is unknown or invalid.

    >>> from hillside.stage.look.theme import THEMES
    >>> job = Job.read("tangent", {"function": "x sinx"}, ".svg", THEMES["light"], "16:9", "draft")
    >>> (reading,) = (each for each in readings(job) if each.is_interpreted)
    >>> reading.shown, reading.to_json()["latex"]
    ('f(x) = x*sin(x)', 'x \\sin x')
    """
    kind, comma = catalogue.load(job.figure).Params, has_decimal_commas(job.language)
    typed = dict(job.params)
    params = from_text(kind, typed, comma=comma)
    shown = to_text(params)
    # The text that a recipe holds is the formula itself, though its heading names the variables.
    return tuple(
        Reading(name, f, is_number, typed.get(name, text) != text and is_interpreted(typed[name], f))
        for name, f, is_number in _formulas(params)
        for text in [shown[name]]
    )


def formulas(found: Iterable[Reading]) -> dict[str, dict[str, Any]]:
    """Return the functions among the readings as JSON values, by their parameters."""
    return {each.parameter: each.to_json() for each in found if not each.is_number}


def _formulas(params: Parameters) -> Iterator[tuple[str, Expr, bool]]:
    """Yield the formulas with the variables that they contain, and the numbers typed as formulas."""
    for name in (each.name for each in fields_of(params)):
        value: object = getattr(params, name)
        if isinstance(value, Constant):
            yield name, value.expr, True
        elif isinstance(value, Expr):
            used = {str(step.value) for step in value.code if step.op == "name"}
            names = tuple(n for n in value.names if n in used) or value.names[:1]
            yield name, Expr(value.code, names, value.called), False
