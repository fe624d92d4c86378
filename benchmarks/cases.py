"""Seeded cases for the legibility benchmark: functions that a lecturer may type, where, on what, in what.

A function is a template in ``{u}``, which becomes ``(x/s)``, and the whole is multiplied by ``t``, so that
every family comes in every scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from numpy.random import Generator, default_rng

from mathcore import Kind, MathError, classify, parse
from stage.take import SHAPES
from stage.theme import THEMES

ATTEMPTS = 40
LARGEST_DECADE = 6.0
USUAL = 0.5
"""The share of cases in the scale of a blackboard, in x and in y each."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One picture to make: its number, figure, parameters as text, shape, theme, and family of functions."""

    number: int
    figure: str
    params: Mapping[str, str]
    shape: str
    theme: str
    family: str

    def __str__(self) -> str:
        """The command that makes the picture."""
        words = " ".join(f'--{name.replace("_", "-")} "{text}"' for name, text in self.params.items())
        return f"{self.figure} {words} --size {self.shape} --theme {self.theme}"


Make = Callable[[Generator], str]


def _number(random: Generator, low: float = 0.2, high: float = 3.0) -> str:
    return f"({random.uniform(low, high) * random.choice([-1, 1]):.2g})"


def _polynomial(random: Generator) -> str:
    powers = range(1, int(random.integers(1, 6)) + 1)
    return " + ".join([_number(random), *(f"{_number(random)}*{{u}}^{power}" for power in powers)])


def _rational(random: Generator) -> str:
    below = ("{u}", "({u} - {a})", "({u}^2 + 1)", "({u}^2 - 1)", "{u}^2")
    return _filled(f"({{b}}*{{u}} + {_number(random)})/{random.choice(below)}", random)


def _trigonometric(random: Generator) -> str:
    forms = ("sin({a}*{u}) + {b}*cos({u})", "{b}*sin({u})^2", "{b}*tan({u}/2)", "{u}*cos({a}*{u})")
    return _filled(str(random.choice([*forms, "{b}*atan({a}*{u})"])), random)


def _exponential(random: Generator) -> str:
    growing = ("{b}*exp({a}*{u})", "{u}*exp(-{u})", "{b}*ln({u}^2 + 1)")
    bounded = ("{b}*exp(-{u}^2)", "{b}/(1 + exp(-{a}*{u}))", "{b}*tanh({a}*{u})")
    return _filled(str(random.choice([*growing, *bounded])), random)


def _relu_mixture(random: Generator) -> str:
    count = int(random.integers(1, 5))
    kinks = [f"{_number(random)}*relu({{u}} - {_number(random, 0, 2)})" for _ in range(count)]
    return " + ".join([*kinks, f"{_number(random)}*{{u}}"])


def _oscillating(random: Generator) -> str:
    fast = f"{random.uniform(6, 25):.3g}*{{u}}"
    forms = (f"sin({fast})", f"{{u}}^2/4 + sin({fast})/5", f"exp(-{{u}}^2)*cos({fast})")
    return str(random.choice(forms))


def _steep(random: Generator) -> str:
    steep = round(random.uniform(20, 2000))
    forms = (f"{steep}*{{u}}", f"{steep}*{{u}}^3", f"tanh({steep}*{{u}})", f"exp({min(steep, 30)}*{{u}})")
    return str(random.choice(forms))


def _flat(random: Generator) -> str:
    flat = f"{10 ** random.uniform(-9, -2):.2g}"
    forms = (
        f"1 + {flat}*{{u}}",
        f"3 + {flat}*sin({{u}})",
        f"{flat}*{{u}}^2",
        "2",
        "{u}^4",
        "{u}^3",
        "cos({u})",
    )
    return str(random.choice(forms))


def _filled(form: str, random: Generator) -> str:
    return form.replace("{a}", f"{random.uniform(0.4, 4):.2g}").replace("{b}", _number(random))


FAMILIES: Mapping[str, Make] = {
    "polynomial": _polynomial,
    "rational": _rational,
    "trigonometric": _trigonometric,
    "exponential": _exponential,
    "relu mixture": _relu_mixture,
    "oscillating": _oscillating,
    "steep": _steep,
    "nearly flat": _flat,
}


def cases(figure: str, count: int, seed: int) -> Iterator[Case]:
    """Yield ``count`` cases for one figure, always the same for one seed."""
    for number in range(count):
        random = default_rng([seed, number])
        family = list(FAMILIES)[number % len(FAMILIES)]
        yield Case(
            number=number,
            figure=figure,
            params=_params(figure, family, random),
            shape=str(random.choice(list(SHAPES))),
            theme=str(random.choice(list(THEMES))),
            family=family,
        )


def _params(figure: str, family: str, random: Generator) -> dict[str, str]:
    function, at, scale, height = _function(FAMILIES[family], random)
    if figure == "hiker":
        # A step of rate·f′ is a share of the window when the rate goes with s²/t.
        rate = random.uniform(0.02, 0.6) * (scale * scale / height if random.random() < 0.8 else 1.0)
        return {"function": function, "start": at, "rate": f"{rate:.3g}"}
    params = {"function": function, "at": at}
    if figure == "header":
        other = str(random.choice(list(FAMILIES)))
        hill, start, _, _ = _function(FAMILIES[other], random)
        params |= {"hill": hill, "start": start}
    return params


def _function(make: Make, random: Generator) -> tuple[str, str, float, float]:
    """A function with a point where it is smooth, and its scales in x and y."""
    for _ in range(ATTEMPTS):
        scale, height = _scale(random), _scale(random)
        body = make(random).replace("{u}", "x" if scale == 1 else f"(x/{scale:.6g})")
        text = body if height == 1 else f"{height:.6g}*({body})"
        at = f"{random.uniform(-2, 2) * scale:.3g}"
        if _is_smooth(text, float(at)):
            return text, at, scale, height
    raise RuntimeError(f"no smooth point of {make.__name__} in {ATTEMPTS} attempts")


def _scale(random: Generator) -> float:
    usual, decade = random.random() < USUAL, random.uniform(-LARGEST_DECADE, LARGEST_DECADE)
    return 1.0 if usual else float(f"{10**decade:.2g}")


def _is_smooth(text: str, at: float) -> bool:
    try:
        return classify(parse(text), at).kind is Kind.SMOOTH
    except MathError:
        return False
