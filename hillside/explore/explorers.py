"""The figures that a page explores, and what each asks of its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hillside.stage.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Explorer:
    """What a page needs to explore a figure.

    Attributes:
        formulas: The parameters that are formulas, by the names of their fields on the page.
        numbers: The parameters that are numbers, by their names on the page.
        files: The files of JavaScript that draw it, in `page/`, each after those that it uses.
        variables: The usual variables of its formula.
        letters: Whether each letter of its formula has a value of its own.
        races: Whether optimizers run, with rates that the figure has chosen.
    """

    formulas: Mapping[str, str]
    numbers: Mapping[str, str]
    files: tuple[str, ...]
    variables: tuple[str, ...] = ("x",)
    letters: bool = False
    races: bool = False

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters of the figure that a page takes from its command."""
        return frozenset({*self.formulas.values(), *self.numbers.values(), "window", "height"})


_CURVE: Mapping[str, str] = MappingProxyType({"function": "function"})
_SLOPES = ("slopes.js", "tangent.js")
_WALKS = ("slopes.js", "walks.js")

EXPLORERS: Mapping[str, Explorer] = MappingProxyType({
    "tangent": Explorer(formulas=_CURVE, numbers={"at": "at"}, files=_SLOPES),
    "secant": Explorer(formulas=_CURVE, numbers={"at": "at"}, files=("slopes.js", "secant.js")),
    "derivative": Explorer(formulas=_CURVE, numbers={"at": "at"}, files=(*_SLOPES, "derivative.js")),
    "direction": Explorer(
        formulas=_CURVE, numbers={"at": "climbing"}, files=(*_SLOPES, "derivative.js", "direction.js")
    ),
    "steepness": Explorer(
        formulas=_CURVE, numbers={"at": "gentle", "second": "steep"}, files=("slopes.js", "steepness.js")
    ),
    "guide": Explorer(
        formulas=_CURVE, numbers={"at": "climbing", "rate": "rate"}, files=(*_SLOPES, "guide.js")
    ),
    "hiker": Explorer(formulas=_CURVE, numbers={"at": "start", "rate": "rate"}, files=(*_WALKS, "hiker.js")),
    "learning-rate": Explorer(
        formulas=_CURVE, numbers={"at": "start", "rate": "right"}, files=(*_WALKS, "learning-rate.js")
    ),
    "landscape": Explorer(
        formulas=_CURVE, numbers={"at": "start", "across": "start_y", "rate": "rate"},
        files=("slopes.js", "maps.js", "landscape.js"), variables=("x", "y"),
    ),
    "steepest": Explorer(
        formulas=_CURVE, numbers={"at": "at", "across": "at_y", "turn": "turn"},
        files=("slopes.js", "maps.js", "steepest.js"), variables=("x", "y"),
    ),
    "backprop": Explorer(
        formulas=_CURVE, numbers={}, files=("slopes.js", "backprop.js"),
        variables=("w", "x", "b", "y", "u", "v"), letters=True,
    ),
    "optimizers": Explorer(
        formulas=_CURVE, numbers={"at": "start", "across": "start_y"},
        files=("slopes.js", "maps.js", "optimizers.js"), variables=("x", "y"), races=True,
    ),
})  # fmt: skip
"""The figures that can be explored."""


def explorer_of(figure: str) -> Explorer:
    """Return how a figure is explored.

    Raises:
        Refusal: It cannot be explored.

    Example:
        >>> explorer_of("header")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        hillside.stage.errors.Refusal: header cannot be explored; these can: tangent, secant, derivative, ...
    """
    if figure not in EXPLORERS:
        raise Refusal(f"{figure} cannot be explored; these can: {', '.join(EXPLORERS)}")
    return EXPLORERS[figure]
