"""The computation of an expression: a graph, values forward, derivatives backward by the chain rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from math import isclose, isfinite, prod

from hillside.stage.errors import ParamError, Refusal, as_refusals, suggestion
from hillside.stage.lettering.equations import EQUAL, NEARLY_EQUAL, Shown, equation, rounded
from hillside.stage.params import codec_of
from mathcore import Expr, GraphNode, Kind, MathError, backprop, classify, section
from mathcore.language.expr import USUAL_NAMES

NAMES = (*"abcdhkmnpqrstuvwxyz", *(f"{letter}{digit}" for letter in "abcuvwxyz" for digit in range(7)))
"""The variables that an expression may contain."""
DATA = "txyz"
"""The first letters of variables that are data; all others are parameters, which learn."""
DEFAULT_VALUES = (0.5, 2.0, -1.0, 1.0, 3.0, -2.0)
"""Default values of the variables, in the order in which they appear."""
PROBABILITIES = (0.8, 0.4, 0.6)
"""Default values of the variables that are probabilities."""
FURTHER_VALUES = (2.0, 0.5, 1.5, 0.25, 3.0, -0.5)
"""Values that are tried in place of the default ones where those are outside the domain."""
LOGARITHMS = ("log", "log2", "log10")
"""The operations that are logarithms."""
MAX_BOXES = 24
"""Maximum number of boxes that can be read in one picture."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """One step of a computation.

    Attributes:
        text: the expression that it computes.
        op: the operation, `name` for a variable.
        arguments: for each argument a constant, or None for the value of another box.
        sources: the indices of the boxes that it is computed from.
    """

    text: str
    op: str
    arguments: tuple[float | None, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Computation:
    """An expression, step by step.

    Attributes:
        function: the expression.
        boxes: the steps, in topological order, the result last; a constant is part of the step that uses it.
        value: the value of each box.
        derivative: the derivative of the result with respect to each box.
        edges: the edges between the boxes, by their users.
        chain: the chain rule, written out for one variable; None if that would be too long for each.
        multiplied: the index of the edge whose multiplication is spelled out, or None.
    """

    function: Expr
    boxes: tuple[Node, ...]
    value: tuple[float, ...]
    derivative: tuple[float, ...]
    edges: tuple[Edge, ...]
    chain: Chain | None
    multiplied: int | None

    @property
    def variables(self) -> tuple[int, ...]:
        """The indices of the boxes that are variables."""
        return tuple(number for number, box in enumerate(self.boxes) if box.op == "name")

    @property
    def parameters(self) -> tuple[int, ...]:
        """The indices of the boxes that are parameters, which learn; the other variables are data."""
        return tuple(k for k in self.variables if not is_data(self.boxes[k].text))

    @property
    def result_name(self) -> str:
        """The name of the result: E, the error, unless the expression has a name of its own.

        >>> from mathcore import parse
        >>> computation_of(parse("w x", names=NAMES), {"w": 1.0, "x": 2.0}).result_name
        'E'
        """
        return "E" if self.function.called in USUAL_NAMES else self.function.called

    def users(self, box: int) -> tuple[int, ...]:
        """Return the indices of the edges that leave a box."""
        return tuple(number for number, edge in enumerate(self.edges) if edge.source == box)


def variables_of(f: Expr) -> tuple[str, ...]:
    """Return the variables that an expression actually contains, in the order in which they appear.

    >>> from mathcore import parse
    >>> variables_of(parse("w*x + b", names=NAMES))
    ('w', 'x', 'b')
    """
    return tuple(str(step.value) for step in f.code if step.op == "name")


def values_of(f: Expr, given: str | None) -> dict[str, float]:
    """Return the value of each variable, read from text such as `w = 0.5, b = 1`.

    >>> from mathcore import parse
    >>> values_of(parse("w*x + b", names=NAMES), "b = 0.25")
    {'w': 0.5, 'x': 2.0, 'b': 0.25}

    Raises:
        ParamError: if the text is no such list, or names a variable that the expression does not contain.
    """
    known = variables_of(f)
    chosen: dict[str, float] = {}
    for item in given.split(",") if given and given.strip() else ():
        found = re.fullmatch(r"\s*(\w+)\s*=\s*(.*\S)\s*", item)
        if found is None:
            raise ParamError("values", f'"{item.strip()}" is not NAME = NUMBER; write such as w = 0.5, b = 1')
        if found[1] not in known:
            way_out = suggestion(found[1], known) or f"; its variables are {', '.join(known)}"
            raise ParamError("values", f"{f} has no variable {found[1]}{way_out}")
        try:
            chosen[found[1]] = codec_of(float).read(found[2])
        except Refusal as error:
            raise ParamError("values", str(error)) from error
    return {**_default_values(f, tuple(chosen.items())), **chosen}


@lru_cache(maxsize=32)
def _default_values(f: Expr, chosen: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """Return a value for each variable at which the expression and its derivatives are finite, if possible.

    No derivative is 0 there, if possible: nothing would be seen to arrive. A probability is between 0 and 1.
    Where the usual values are outside the domain, or a derivative is 0, one or two are replaced.

    >>> from mathcore import parse
    >>> _default_values(parse("-y ln(p)", names=NAMES), ())
    {'y': 0.5, 'p': 0.8}
    >>> _default_values(parse("x + sqrt(y - x^2 - 2)", names=NAMES), ())
    {'x': 0.5, 'y': 3.0}
    """
    known = variables_of(f)
    likely = [name for name in known if name in probabilities_of(f)]
    usual = {name: DEFAULT_VALUES[k % len(DEFAULT_VALUES)] for k, name in enumerate(known)}
    usual |= {name: PROBABILITIES[k % len(PROBABILITIES)] for k, name in enumerate(likely)}
    further = {name: PROBABILITIES if name in likely else FURTHER_VALUES for name in known}
    free = [name for name in known if name not in dict(chosen)]
    tried = [
        {**usual, **dict(zip(names, others, strict=True))}
        for count in range(min(len(free), 2) + 1)
        for names in combinations(free, count)
        for others in product(*(further[name] for name in names))
    ]
    for suits in (_is_seen_to_arrive, _is_in_the_domain):
        found = next((values for values in tried if suits(f, {**values, **dict(chosen)})), None)
        if found is not None:
            return found
    return usual


def _is_seen_to_arrive(f: Expr, values: Mapping[str, float]) -> bool:
    """Return whether the expression has a derivative other than 0 by each of its variables."""
    if not _is_in_the_domain(f, values):
        return False
    nodes = backprop(f, [values.get(name, 0.0) for name in f.names])
    return all(node.derivative != 0 for node in nodes if node.label in values)


def _is_in_the_domain(f: Expr, values: Mapping[str, float]) -> bool:
    point = [values.get(name, 0.0) for name in f.names]
    try:
        nodes = backprop(f, point)
        return all(isfinite(node.value) and isfinite(node.derivative) for node in nodes) and all(
            _has_slope(f, values, node) for node in nodes if node.op == "name"
        )
    except MathError:
        return False


def probabilities_of(f: Expr) -> frozenset[str]:
    """Return the variables that are probabilities: p or q in a logarithm, and v in ln(1 - v) or w ln(v).

    >>> from mathcore import parse
    >>> sorted(probabilities_of(parse("-(y ln(a) + (1 - y) ln(1 - a))", names=NAMES)))
    ['a', 'y']
    >>> probabilities_of(parse("x ln(x)", names=NAMES))
    frozenset()
    """
    found: set[str] = set()
    code = f.code

    def name_of(index: int) -> str | None:
        return str(code[index].value) if code[index].op == "name" else None

    def names_within(index: int) -> set[str]:
        name = name_of(index)
        return {name} if name else set[str]().union(*map(names_within, code[index].args))

    def complement_of(index: int) -> str | None:
        step = code[index]
        whole = step.op == "sub" and code[step.args[0]].value == 1
        return name_of(step.args[1]) if whole else None

    def logarithm_of(index: int) -> int | None:
        return code[index].args[0] if code[index].op in LOGARITHMS else None

    for index, step in enumerate(code):
        inner = logarithm_of(index)
        if inner is not None:
            other = complement_of(inner)
            found |= {name for name in names_within(inner) if name[0] in "pq"}
            found |= set() if other is None else {other}
        if step.op == "mul":
            for weight, factor in (step.args, step.args[::-1]):
                inner = logarithm_of(factor)
                weighted = name_of(weight) or complement_of(weight)
                if inner is None or weighted is None:
                    continue
                name = name_of(inner) or complement_of(inner)
                if name is not None and name != weighted:
                    found |= {name}
                if complement_of(weight) is not None:
                    found |= {weighted}
    return frozenset(found)


def computation_of(f: Expr, values: Mapping[str, float]) -> Computation:
    """Return the computation of an expression, forward, and of its derivatives, backward.

    Raises:
        ParamError: if the expression has no variable or too many boxes, or no value or derivative there.
    """
    if not values:
        raise ParamError("function", f"{f} holds no variable; there is nothing to take a derivative by")
    with as_refusals("values"):
        nodes = backprop(f, [values.get(name, 0.0) for name in f.names])
    boxes = _boxes(nodes)
    if len(boxes) > MAX_BOXES:
        raise ParamError(
            "function",
            f"its graph has {len(boxes)} boxes, and at most {MAX_BOXES} can be read; "
            "choose a shorter expression",
        )
    kept = [nodes[index] for index in boxes]
    for node in kept:
        if node.op == "name":
            _check_slope(f, values, node)
        if not (isfinite(node.value) and isfinite(node.derivative)):
            raise ParamError("values", f"{node.label} has no finite derivative there; choose other values")
    derivative = tuple(node.derivative + 0.0 for node in kept)
    edges = tuple(_edges(boxes, nodes, derivative))
    multiplied = best_multiplication(edges, derivative, [len(box.sources) for box in boxes.values()])
    edges, derivative = in_digits_that_hold(edges, derivative, multiplied)
    variables = [k for k, box in enumerate(boxes.values()) if box.op == "name"]
    among = sorted(variables, key=lambda k: is_data(kept[k].label))
    return Computation(
        function=f,
        boxes=tuple(boxes.values()),
        value=tuple(node.value for node in kept),
        derivative=derivative,
        edges=edges,
        chain=chain_of(edges, derivative, among),
        multiplied=multiplied,
    )


def _boxes(nodes: tuple[GraphNode, ...]) -> dict[int, Node]:
    """Return the steps that depend on a variable, by the index of their node."""
    boxes: dict[int, Node] = {}
    number: dict[int, int] = {}
    for index, node in enumerate(nodes):
        sources = tuple(number[source] for source in node.inputs if source in number)
        if node.op == "name" or sources:
            arguments = tuple(None if source in number else nodes[source].value for source in node.inputs)
            number[index] = len(boxes)
            boxes[index] = Node(text=node.label, op=node.op, arguments=arguments, sources=sources)
    return boxes


def _edges(
    boxes: Mapping[int, Node], nodes: tuple[GraphNode, ...], derivative: tuple[float, ...]
) -> Iterator[Edge]:
    """Yield the edges into each box; where it uses a value twice, its two slopes are added."""
    number = {index: k for k, index in enumerate(boxes)}
    for user, index in enumerate(boxes):
        node = nodes[index]
        slopes = dict.fromkeys(boxes[index].sources, 0.0)
        for source, slope in zip(node.inputs, node.slopes, strict=True):
            if source in number:
                slopes[number[source]] += slope
        for source, slope in slopes.items():
            passed = derivative[user] * slope if derivative[user] else 0.0
            yield Edge(source=source, user=user, slope=slope + 0.0, passed=passed + 0.0)


def is_data(name: str) -> bool:
    """Return whether a variable is data, rather than a parameter that learns.

    >>> [is_data(name) for name in ("x", "y2", "w1", "b")]
    [True, True, False, False]
    """
    return name[0] in DATA


def _check_slope(f: Expr, values: Mapping[str, float], node: GraphNode) -> None:
    """Refuse a corner or a jump, where the rules of the boxes give a one-sided slope, or a mean."""
    with as_refusals("values"):
        has_slope = _has_slope(f, values, node)
    if not has_slope:
        x = values[node.label]
        raise ParamError(
            "values",
            f"{f} has no derivative by {node.label} at {node.label} = {x:g}; choose another value",
        )


def _has_slope(f: Expr, values: Mapping[str, float], node: GraphNode) -> bool:
    """Return whether the derivative of the node of a variable is the slope on both sides of its value."""
    found = classify(section(f, values, node.label), values[node.label])
    if found.kind is Kind.JUMP:
        return False
    sides = (found.left.slope, found.right.slope)
    return all(isclose(node.derivative, slope, rel_tol=1e-6, abs_tol=1e-9) for slope in sides)


MOST_WAYS, MOST_FACTORS = 3, 18
"""Maximum number of ways back to a variable whose products are written out, and of their factors."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """An edge of the graph: a value goes along it, and a derivative comes back.

    Attributes:
        source: the index of the box that it leaves.
        user: the index of the box that it enters.
        slope: the local slope, the derivative of the user's value with respect to the source's.
        passed: what comes back along it: the derivative that arrives at the user times the local slope.
    """

    source: int
    user: int
    slope: float
    passed: float


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The chain rule for one variable: its derivative is the sum of the products along the ways back to it.

    Attributes:
        variable: the index of its box.
        ways: for each way from the variable to the result the indices of its edges.
        slopes: for each way the local slopes of those edges.
        derivative: the derivative of the result with respect to the variable.
        sign: the sign between product and derivative in the digits shown: equal, or nearly equal.
    """

    variable: int
    ways: tuple[tuple[int, ...], ...]
    slopes: tuple[tuple[float, ...], ...]
    derivative: float
    sign: str


def chain_of(edges: Sequence[Edge], derivative: Sequence[float], among: Sequence[int]) -> Chain | None:
    """Return the chain rule for the variable with the fewest ways back to it, the first `among` equals.

    Args:
        edges: the edges of the graph; the box with the largest index is the result.
        derivative: the derivative of the result with respect to each box.
        among: the indices of the variables, the most interesting first.

    Returns:
        The chain rule; None if it would be too long for each of them.

    >>> edges = [Edge(source=0, user=1, slope=2.0, passed=6.0), Edge(source=1, user=2, slope=3.0, passed=3.0)]
    >>> found = chain_of(edges, (6.0, 3.0, 1.0), among=(0,))
    >>> found.slopes, found.derivative, found.sign
    (((2.0, 3.0),), 6.0, '=')
    """
    found = [(variable, tuple(_ways(edges, variable, len(derivative) - 1))) for variable in among]
    short = [
        (variable, ways)
        for variable, ways in found
        if 1 <= len(ways) <= MOST_WAYS and sum(map(len, ways)) <= MOST_FACTORS
    ]
    if not short:
        return None
    variable, ways = min(short, key=lambda each: len(each[1]))
    slopes = tuple(tuple(edges[k].slope for k in way) for way in ways)
    result = derivative[variable]
    return Chain(
        variable=variable, ways=ways, slopes=slopes, derivative=result, sign=_sign_of(slopes, result)
    )


def _ways(edges: Sequence[Edge], box: int, result: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways from a box to the result, one more than can be written out at most."""
    waiting: list[tuple[int, tuple[int, ...]]] = [(box, ())]
    count = 0
    while waiting and count <= MOST_WAYS:
        here, way = waiting.pop()
        if here == result:
            count += 1
            yield way
        further = [number for number, edge in enumerate(edges) if edge.source == here]
        waiting += [(edges[number].user, (*way, number)) for number in reversed(further)]


def _sign_of(slopes: Sequence[Sequence[float]], result: float) -> str:
    """Return the sign with which the sum of products holds in the digits shown."""
    total = sum(
        (prod((Fraction(decimal_of(slope)) for slope in way), start=Fraction(1)) for way in slopes),
        Fraction(0),
    )
    shown = decimal_of(result)
    unit = Fraction(10) ** int(shown.as_tuple().exponent)
    return EQUAL if abs(total - Fraction(shown)) <= unit / 2 else NEARLY_EQUAL


def decimal_of(value: float) -> Decimal:
    """Return a number as it is shown.

    >>> decimal_of(2 / 3), decimal_of(Shown(2 / 3, 4))
    (Decimal('0.667'), Decimal('0.6667'))
    """
    return value.decimal if isinstance(value, Shown) else rounded(value)


def best_multiplication(
    edges: Sequence[Edge], derivative: Sequence[float], sources: Sequence[int]
) -> int | None:
    """Return the index of the edge whose multiplication shows most: with factors other than 0 and 1.

    It enters a function rather than a sum or a product, it is the nearest to the result among the best, and
    its product is the whole derivative of its source.

    Args:
        edges: the edges of the graph.
        derivative: the derivative of the result with respect to each box.
        sources: the number of boxes that each is computed from; 0 for a variable.
    """
    alone = [n for n, edge in enumerate(edges) if sum(each.source == edge.source for each in edges) == 1]

    def quality(number: int) -> tuple[bool, bool, bool, bool, bool, int]:
        edge = edges[number]
        return (
            edge.slope != 0.0,
            edge.slope not in (1.0, -1.0),
            derivative[edge.user] not in (0.0, 1.0),
            sources[edge.source] > 0,
            sources[edge.user] == 1,
            number,
        )

    return max(alone, key=quality, default=None)


def in_digits_that_hold(
    edges: Sequence[Edge], derivative: Sequence[float], number: int | None
) -> tuple[tuple[Edge, ...], tuple[float, ...]]:
    """Return edges and derivatives with the numbers of one multiplication in digits in which it holds.

    Args:
        edges: the edges of the graph.
        derivative: the derivative of the result with respect to each box.
        number: the index of the edge whose multiplication is spelled out, or None.
    """
    if number is None:
        return tuple(edges), tuple(derivative)
    edge = edges[number]
    held = equation((derivative[edge.user], edge.slope), edge.passed, _product)
    arriving, slope = held.terms
    shown = {edge.user: arriving, edge.source: held.result}
    told = replace(edge, slope=slope, passed=held.result)
    return (
        tuple(told if k == number else each for k, each in enumerate(edges)),
        tuple(shown.get(k, value) for k, value in enumerate(derivative)),
    )


def _product(arriving: Fraction, slope: Fraction) -> Fraction:
    return arriving * slope
