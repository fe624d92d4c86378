"""What the sentences about a computation graph claim: values of its boxes, and derivatives of the result."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim
from hillside.check.hearing.own_derivatives import EPSILON, Estimate, Values
from hillside.check.hearing.situation import Fields, Scene, Situation, UntrueError, insist, require
from hillside.check.hearing.stated_values import UnreadableError, function, number, stripped
from hillside.stage.lettering.language import ENGLISH
from mathcore import Expr

NODE = "node"
"""The variable in whose place a box of the graph is put, to vary it."""
LEAST_SCALE = 1e-3
"""The least distance over which a result is taken to change with a box, for boxes whose value is near 0."""


def variables(f: Expr) -> tuple[str, ...]:
    """Return the variables that occur in a formula, in their order."""
    return tuple(dict.fromkeys(str(step.value) for step in f.code if step.op == "name"))


def boxes(f: Expr) -> tuple[int, ...]:
    """Return the places of the steps that depend on a variable: the boxes of the graph, in their order."""
    depends: list[bool] = []
    for step in f.code:
        depends.append(step.op == "name" or any(depends[place] for place in step.args))
    return tuple(place for place, each in enumerate(depends) if each)


def values_here(here: Situation) -> Mapping[str, float]:
    """Return the values of the variables: as given, else as they are written beside their boxes."""
    return _values_in(here.scene, here.f)


@lru_cache(maxsize=4)
def _values_in(scene: Scene, f: Expr) -> Mapping[str, float]:
    values = dict[str, float]()
    for item in (scene.params.values or "").split(","):
        name, sign, text = item.partition("=")
        if sign:
            values[name.strip()] = number(text, ENGLISH).value
    for count, place in enumerate(boxes(f), 1):
        step = f.code[place]
        if step.op == "name" and str(step.value) not in values:
            values[str(step.value)] = number(scene.written(f"value-{count}"), scene.figure.language).value
    return MappingProxyType(values)


def value_of(here: Situation, place: int) -> Estimate:
    """Return the value of the step at a place of the formula."""
    f = here.f
    found = _at(Expr(f.code[: place + 1], f.names), values_here(here))
    return Estimate(found, 8 * EPSILON * abs(found), 0.0)


def derivative_by(here: Situation, place: int) -> Estimate:
    """Return the derivative of the result by the value of a step, from values of the result alone."""
    f, values = here.f, values_here(here)
    step = f.code[place]
    varied = Expr((*f.code[:place], type(step)("name", (), NODE), *f.code[place + 1 :]), (*f.names, NODE))
    around = value_of(here, place).value

    def result(x: Values) -> Values:
        with np.errstate(all="ignore"):
            known = [np.full(len(x), values.get(name, 0.0)) for name in f.names]
            return np.asarray(varied(*known, x), dtype=float) * np.ones(len(x))

    found = own_derivatives.slope(result, around, max(abs(around), LEAST_SCALE))
    rough = 64 * EPSILON * abs(_at(f, values)) / max(abs(around), LEAST_SCALE)
    return Estimate(found.value, found.uncertainty, max(found.input_error, rough))


def _at(f: Expr, values: Mapping[str, float]) -> float:
    return float(f(*(values.get(name, 0.0) for name in f.names)))


def place_of(text: str, here: Situation) -> int:
    """Return the place of the step that a text names.

    Raises:
        UntrueError: if it is no step of the formula.
    """
    said = _sampled(function(text, here.f.names, here.language))
    for place, values in zip(boxes(here.f), _boxes_sampled(here.f), strict=True):
        if np.allclose(said, values, rtol=1e-9, atol=1e-12, equal_nan=True):
            return place
    raise UntrueError(f'tells of "{text}", which is no step of the formula')


def _sampled(f: Expr) -> Values:
    """Return the values of a formula at seeded random values of its variables."""
    random = np.random.default_rng(1)
    at = [random.uniform(0.1, 2.0, 12) * random.choice([-1.0, 1.0], 12) for _ in f.names]
    with np.errstate(all="ignore"):
        return np.asarray(f(*at), dtype=float) * np.ones(12)


@lru_cache(maxsize=4)
def _boxes_sampled(f: Expr) -> tuple[Values, ...]:
    return tuple(_sampled(Expr(f.code[: place + 1], f.names)) for place in boxes(f))


def equations(text: str, here: Situation) -> None:
    """Check a list of equations such as `w = 0.5, x = 2`, each of a step and its value.

    Raises:
        UnreadableError: if it is no such list.
    """
    for item in _items(text, here):
        left, sign, value = item.rpartition("=")
        if not sign:
            raise UnreadableError(f'"{item}" is no equation')
        require(here.number(value), value_of(here, place_of(left, here)))


def derivatives(said: Fields) -> None:
    """Check a list of variables, each with the derivative of the result by it; none may be missing."""
    here, named = said.here, list[str]()
    for item in _items(said.text("list"), here):
        name, sign, value = item.replace("：", ":").rpartition(":")
        if not sign:
            raise UnreadableError(f'"{item}" names no derivative')
        named.append(stripped(name))
        require(here.number(value), derivative_by(here, place_of(name, here)))
    insist(set(named) == set(variables(here.f)), "does not name each variable")


def _items(text: str, here: Situation) -> list[str]:
    """Return the items of a list, separated as the language does, except inside parentheses."""
    separator = here.language.listed(["1", "2"])
    between = stripped(separator)[1:-1].strip()
    items, depth = [""], 0
    for letter in stripped(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == between and depth == 0:
            items.append("")
        else:
            items[-1] += letter
    return [item for item in items if item.strip()]


def whole(said: Fields) -> None:
    """Check the formula and its value."""
    said.function("formula", said.here.f)
    said.holds("value", value_of(said.here, boxes(said.here.f)[-1]))


def derivative_of_result(said: Fields) -> None:
    """Check the derivative of the result by one step."""
    said.holds("value", derivative_by(said.here, place_of(said.text("label"), said.here)))


GRAPHS: Mapping[str, Claim] = MappingProxyType(
    {
        "The computation graph of {formula}, which comes to {value}.": whole,
        "Its derivatives are {list}.": derivatives,
        "The derivative by {label} is {value}.": derivative_of_result,
    }
)
