"""Seeded cases for tests and benchmarks: any figure with random parameters, in any frame and language.

What is random follows from the declared parameters: a function gets one of its number of variables; a point,
one where the function declared before it is smooth; a rate, one that suits the scales of that function; a
word, any of its choices. Everything else keeps its default, unless the figure stands in `SPECIAL`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from numpy.random import Generator, default_rng

from hillside.files.formats import SHAPES
from hillside.stage.lettering.language import LANGUAGES
from hillside.stage.look.theme import THEMES
from hillside.stage.params import Param, fields_of
from hillside.studio.catalogue import load
from mathcore import Expr
from tests.cases.random_data import error_params, training_params
from tests.cases.random_functions import FAMILIES, FAMILIES_OF_TWO, Drawn, of_one, of_two

PLACES = ("at", "start", "x")
"""Names of a point, alone or with what it belongs to: `start`, `hill_start`, `start_x`; `start_y`."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One picture to make: its number, figure, parameters as text, frame, theme, language, and family."""

    number: int
    figure: str
    params: Mapping[str, str]
    shape: str
    theme: str
    language: str = "en"
    family: str

    def __str__(self) -> str:
        """Return the command that makes the picture."""
        words = " ".join(f'--{name.replace("_", "-")} "{text}"' for name, text in self.params.items())
        frame = f"--size {self.shape} --theme {self.theme} --lang {self.language}"
        return f"{self.figure} {words} {frame}"


NETWORKS = 0.1
"""The share of landscapes that may be those of a trained network."""

Special = Callable[[Generator, dict[str, str]], dict[str, str]]

GRAPHS = (
    *("(sigmoid(w*x + b) - y)^2", "relu(w1*x1 + w2*x2 + b)", "x*sin(x) + x", "a*b*c + a/b - ln(c^2 + 1)"),
    *("tanh(a*tanh(b*x))", "x*y*z + x*y + y*z", "max(x, 0) + 2^x", "sqrt(x^2 + y^2)", "e^(-x^2/2)", "3x + 1"),
    *("x^2 if x < 1 else 3x", "(a + b)*(b + 1)", "sin(cos(sin(x)))", "ln(1 + e^(w*x))", "1/(1 + x^2) + y"),
)


def graph_params(random: Generator, params: dict[str, str]) -> dict[str, str]:
    """An expression for a graph of computations, at random values of two scales for the first variable."""
    text = str(random.choice(GRAPHS))
    names = re.findall(r"(?<![a-z])[a-z]\d?(?![a-z])", text)
    variable = next(name for name in ("w1", "w", "a", "x") if name in names)
    value = random.uniform(0.1, 3) * random.choice([1.0, 1e-4])
    return params | {"function": text, "values": f"{variable} = {value:.3g}"}


def landscape_params(random: Generator, params: dict[str, str]) -> dict[str, str]:
    """Return the function as a rule: a trained network in its place always draws the same ground."""
    return params if random.random() < NETWORKS else params | {"model": "none"}


SPECIAL: Mapping[str, Special] = {
    "error": error_params,
    "training": training_params,
    "backprop": graph_params,
    "landscape": landscape_params,
}
"""What makes the parameters of a figure special: takes those drawn, gives those to use."""


def cases(figure: str, count: int, seed: int) -> Iterator[Case]:
    """Yield `count` cases for one figure, always the same for one seed."""
    declared = fields_of(load(figure).Params)
    for number in range(count):
        random = default_rng([seed, number])
        params, family = _params(declared, number, random)
        if figure in SPECIAL:
            params = SPECIAL[figure](random, params)
        yield Case(
            number=number,
            figure=figure,
            params=params,
            shape=str(random.choice(list(SHAPES))),
            theme=str(random.choice(list(THEMES))),
            language=str(random.choice(list(LANGUAGES))),
            family=family,
        )


def _params(declared: tuple[Param, ...], number: int, random: Generator) -> tuple[dict[str, str], str]:
    """Parameters as text, and the family of the first function; the families take turns."""
    params: dict[str, str] = {}
    family, drawn = "", None
    for each in declared:
        if _is_function(each):
            found = _family(each, number, random, first=drawn is None)
            drawn = of_one(random, found) if found in FAMILIES else of_two(random, found)
            family = family or found
            params[each.name] = drawn.text
        else:
            text = _text(each, drawn, random)
            params |= {} if text is None else {each.name: text}
    return params, family


def _family(each: Param, number: int, random: Generator, *, first: bool) -> str:
    families = list(FAMILIES if len(each.default.names) == 1 else FAMILIES_OF_TWO)
    return families[number % len(families)] if first else str(random.choice(families))


def _is_function(each: Param) -> bool:
    return isinstance(each.default, Expr) and each.default.names in (("x",), ("x", "y"))


def _text(each: Param, drawn: Drawn | None, random: Generator) -> str | None:
    """Return a random value of a parameter that is no function, or None to keep its default."""
    if get_origin(each.type) is Literal:
        return str(random.choice([str(word) for word in get_args(each.type)]))
    if drawn is None or each.type not in (float, float | None):
        return None
    if each.name.endswith("rate"):
        # A step of rate·f′ is a share of the window when the rate goes with s²/t.
        suited = drawn.scale * drawn.scale / drawn.height if random.random() < 0.8 else 1.0
        return f"{random.uniform(0.02, 0.6) * suited:.3g}"
    return _place(each.name, drawn)


def _place(name: str, drawn: Drawn) -> str | None:
    words = name.split("_")
    if words[-1] == "y" and len(drawn.at) == 2:
        return drawn.at[1]
    return drawn.at[0] if words[-1] in PLACES else None
