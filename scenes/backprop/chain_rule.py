"""The chain rule in a computation graph: local slopes on the edges, multiplied along the ways back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import prod

from hillside.stage.lettering.equations import EQUAL, NEARLY_EQUAL, Shown, equation, rounded

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
