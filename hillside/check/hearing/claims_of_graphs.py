"""What is said and written of a computation graph: values, derivatives, formula and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim
from hillside.check.hearing.formulas_read import as_typed
from hillside.check.hearing.own_derivatives import EPSILON, Estimate, Values
from hillside.check.hearing.situation import Fields, Scene, Situation, UntrueError, insist, require
from hillside.check.hearing.stated_values import UnreadableError, function, number, stripped
from hillside.stage.lettering.language import ENGLISH
from mathcore import Expr
from mathcore.language.expr import USUAL_NAMES

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


def edges(f: Expr) -> tuple[tuple[int, int], ...]:
    """Return the edges of the graph as pairs of places, by the steps that they enter."""
    known = boxes(f)
    pairs = [(place, user) for user in known for place in dict.fromkeys(f.code[user].args) if place in known]
    return tuple(pairs)


def local_slope(here: Situation, source: int, user: int) -> Estimate:
    """Return the derivative of a step by one of the steps that it uses, the others as they are."""
    step = here.f.code[user]
    kind = type(step)
    held = [
        kind("name", (), NODE) if place == source else kind("number", (), value_of(here, place).value)
        for place in step.args
    ]
    code = (*held, kind(step.op, tuple(range(len(held))), step.value))
    around = value_of(here, source).value

    def result(x: Values) -> Values:
        with np.errstate(all="ignore"):
            return np.asarray(Expr(code, (NODE,))(x), dtype=float) * np.ones(len(x))

    return own_derivatives.slope(result, around, max(abs(around), LEAST_SCALE))


def ways(here: Situation, place: int) -> list[list[tuple[int, int]]]:
    """Return the ways from a step to the result, each as its edges."""
    last = boxes(here.f)[-1]
    if place == last:
        return [[]]
    onward = [edge for edge in edges(here.f) if edge[0] == place]
    return [[edge, *way] for edge in onward for way in ways(here, edge[1])]


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


def value_of_result(said: Fields) -> None:
    """Check the value of the formula."""
    said.holds("value", value_of(said.here, boxes(said.here.f)[-1]))


def multiplication(said: Fields) -> None:
    """Check that a derivative arrives at some box, with its local slope, and that their product goes on."""
    here = said.here
    for source, user in edges(here.f):
        try:
            said.holds("arriving", derivative_by(here, user))
            said.holds("slope", local_slope(here, source, user))
            said.holds("product", passed(here, source, user))
        except UntrueError:
            continue
        return
    raise UntrueError("tells of a multiplication that no box makes")


def passed(here: Situation, source: int, user: int) -> Estimate:
    """Return what a step passes back to one that it uses: the derivative that arrives times the slope."""
    arriving, slope = derivative_by(here, user), local_slope(here, source, user)
    value = arriving.value * slope.value
    spread = abs(arriving.value) * slope.uncertainty + abs(slope.value) * arriving.uncertainty
    return Estimate(value, spread + 1e-9 * abs(value), 0.0)


def chain_of_one_way(said: Fields) -> None:
    """Check a variable to which one way leads back, and its derivative, if it is told."""
    _chain(said, single=True)


def chain_of_more_ways(said: Fields) -> None:
    """Check a variable to which more than one way leads back, and its derivative, if it is told."""
    _chain(said, single=False)


def _chain(said: Fields, *, single: bool) -> None:
    here = said.here
    place = place_of(said.text("label"), here)
    insist((len(ways(here, place)) == 1) == single, "tells another number of ways back")
    if "value" in said.written:
        said.holds("value", derivative_by(here, place))


def result_names(here: Situation) -> tuple[str, ...]:
    """Return the letters that may name the result: E, or the lecturer's own for it."""
    own = here.language.replacement("E")
    return ("E", *filter(None, (own,))) if here.f.called in USUAL_NAMES else here.names


def check_product(text: str, here: Situation) -> None:
    """Check a product such as `0.5 × (−0.25) = −0.125`: a derivative that arrives, and a local slope."""
    left, _, right = re.sub("≈", "=", stripped(text)).partition("=")
    factors = _factors(left)
    if len(factors) != 2:
        raise UnreadableError(f'"{text}" is no product of two numbers')
    written = {"arriving": factors[0], "slope": factors[1], "product": right.strip()}
    multiplication(Fields(written, here))


def check_chain(text: str, here: Situation) -> None:
    """Check the chain rule, such as `∂E/∂w = 2 × 1 × 0.25 = 0.5`: the slopes along the ways back."""
    name, _, rest = re.sub("≈", "=", stripped(text)).partition("=")
    found = re.fullmatch(r"\s*∂\s*(\w+)\s*/\s*∂\s*(\S+)\s*", name)
    if found is None:
        raise UnreadableError(f'"{text}" names no derivative')
    insist(found[1] in result_names(here), f'derives "{found[1]}"')
    place = place_of(found[2].replace("_", ""), here)
    *products, value = rest.split("=")
    require(here.number(value), derivative_by(here, place))
    known = ways(here, place)
    for product in products:
        told = [_factors(each) for each in re.split(r"(?<=[\d)])\s*\+", product)]
        insist(len(told) == len(known), "tells another number of ways back")
        for factors, way in zip(told, known, strict=True):
            slopes = [local_slope(here, *edge) for edge in way]
            if len(factors) < len(slopes):
                slopes = [slope for slope in slopes if abs(slope.value - 1) > 1e-9]
            insist(len(factors) == len(slopes), "leaves out a local slope")
            for factor, slope in zip(factors, slopes, strict=True):
                require(here.number(factor), slope)


def _factors(product: str) -> list[str]:
    """Return the factors of a product, without the parentheses of negative ones.

    >>> _factors("2 × (−0.5) × 1")
    ['2', '−0.5', '1']
    """
    return [factor.strip().strip("()").strip() for factor in re.split(r"×(?!\s*10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])", product)]


GRAPHS: Mapping[str, Claim] = MappingProxyType(
    {
        "The computation graph of {formula}, which comes to {value}.": whole,
        "Its derivatives are {list}.": derivatives,
        "Forward: the values flow, and at the end stands {value}.": value_of_result,
        "{arriving} arrives, times the local slope {slope}: {product} goes on.": multiplication,
        "Multiplied, the slopes on the way give the derivative by {label}: {value}.": chain_of_one_way,
        "More than one way leads back to {label}: multiply along each, and add: {value}.": chain_of_more_ways,
        "Chain rule: the local slopes on the way back to {label}, multiplied": chain_of_one_way,
        "Chain rule: multiply along each way back to {label}, and add": chain_of_more_ways,
    }
)


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
