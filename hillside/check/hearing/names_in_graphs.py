"""What is written in a computation graph: its formula, the name of its result, and the name of each step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.check.hearing.claims_of_graphs import boxes, result_names, value_of
from hillside.check.hearing.own_derivatives import Values
from hillside.check.hearing.situation import Fields, Situation, insist
from hillside.check.hearing.stated_values import UnreadableError, function, stripped
from hillside.check.hearing.typst_formulas import as_typed
from mathcore import Expr

ARGUMENTS = ("u", "v", "w")
"""Letters for the values of the boxes that a step uses."""
_BLANKS = re.compile(r"\(\s*\(\s*\)\s*\)|\(\s*\)|(?<=[(,;])\s*(?=[,;)])")
"""The places that a name leaves free for values: `( )`, or nothing before or after a comma."""
_OPERATION = r"[-+*/<>=≤≥≠]"
_SAMPLES = 12
CONDITIONS: Mapping[str, str] = MappingProxyType({"if": "where", "and": "and", "or": "or", "not": "not"})
"""The names of steps that choose or join conditions, with their operations."""


def check_result_name(text: str, here: Situation) -> None:
    """Check the name of the result beside its box."""
    insist("".join(stripped(text).split()) in result_names(here), f'names the result "{text}"')


def check_formula(text: str, names: tuple[str, ...], here: Situation) -> None:
    """Check a formula such as `E = (w x - y)^2`, in the notation of Typst: its name, and what it computes."""
    name, sign, rest = text.partition("=")
    if not sign:
        raise UnreadableError(f'"{text}" is no formula')
    insist(stripped(name).strip() in names, f'names the function "{name.strip()}"')
    Fields({"rule": as_typed(rest, here.language)}, here).function("rule", here.f)


def check_box_name(text: str, count: int, here: Situation) -> None:
    """Check the name of a box: a variable, or an operation such as `+`, `ln` or `( )^2`, which it must be."""
    step = here.f.code[boxes(here.f)[count - 1]]
    plain = stripped(text).strip()
    if step.op == "name":
        own = here.language.replacement(str(step.value))
        insist(plain.replace("_", "") in (str(step.value), own), f'names a variable "{text}"')
        return
    if plain in CONDITIONS:
        insist(step.op == CONDITIONS[plain], f'calls a step "{text}", which it is not')
        return
    kind, known = type(step), boxes(here.f)
    letters = iter(ARGUMENTS)
    code = [
        kind("name", (), next(letters)) if place in known else kind("number", (), value_of(here, place).value)
        for place in step.args
    ]
    used = ARGUMENTS[: sum(each.op == "name" for each in code)]
    true = Expr((*code, kind(step.op, tuple(range(len(code))), step.value)), used)
    told = function(as_typed(_filled(plain, used), here.language), used, here.language)
    at = _positive_samples(len(used))
    with np.errstate(all="ignore"):
        same = np.allclose(_values(told, at), _values(true, at), rtol=1e-9, atol=1e-12, equal_nan=True)
    insist(same, f'calls a step "{text}", which it is not')


def _filled(name: str, letters: tuple[str, ...]) -> str:
    """Return the name of an operation as a formula of the values that it uses.

    >>> _filled("( )^2", ("u",)), _filled("1 -", ("u",)), _filled("ln", ("u",)), _filled("×", ("u", "v"))
    ('(u)^2', '1 - (u)', 'ln(u)', '(u) * (v)')
    """
    name = name.replace("×", "*").replace("÷", "/").replace("·", "*").replace("−", "-")
    waiting = [f"({letter})" for letter in letters]
    if _BLANKS.search(name):
        return _BLANKS.sub(lambda _: waiting.pop(0) if waiting else "()", name)
    if re.fullmatch(_OPERATION, name):
        return f"{waiting[0]} {name} {waiting[-1]}"
    if re.match(_OPERATION, name):
        return f"{waiting[0]} {name}"
    if re.search(rf"{_OPERATION}$", name):
        return f"{name} {waiting[0]}"
    return f"{name}({', '.join(letters)})"


def _positive_samples(count: int) -> list[Values]:
    random = np.random.default_rng(2)
    return [random.uniform(0.1, 0.9, _SAMPLES) for _ in range(count)]


def _values(f: Expr, at: list[Values]) -> Values:
    return np.asarray(f(*at), dtype=float) * np.ones(_SAMPLES)
