"""Functions that a lecturer may type, at random: of one variable and of two, in every scale.

A function is a template in `{u}`, which becomes `(x/s)`, and `{v}`, which becomes `(y/s)`; the
whole is multiplied by `t`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from mathcore import Kind, MathError, classify, gradient, parse

ATTEMPTS = 40
LARGEST_DECADE = 6.0
USUAL = 0.5
"""The share of cases in the scale of a blackboard, in x and in y each."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A function as text, a place where it is smooth, one text for each variable, and its scales."""

    text: str
    at: tuple[str, ...]
    scale: float
    height: float


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
    filled = form.replace("{a}", f"{random.uniform(0.4, 4):.2g}").replace("{b}", _number(random))
    return filled.replace("{c}", f"{random.uniform(0.4, 4):.2g}") if "{c}" in form else filled


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


def _bowl(random: Generator) -> str:
    return _filled("{a}*{u}^2 + {b}*{u}*{v}/4 + {c}*{v}^2", random)


def _saddle(random: Generator) -> str:
    return _filled(
        str(random.choice(["{a}*{u}^2 - {c}*{v}^2", "{b}*{u}*{v}", "{u}^3 - 3*{u}*{v}^2"])), random
    )


def _hills(random: Generator) -> str:
    return _filled("{b}*exp(-{u}^2 - {v}^2) + {a}*exp(-({u} - 1.5)^2 - ({v} + 1)^2) + {u}/9", random)


def _waves(random: Generator) -> str:
    return _filled(str(random.choice(["sin({a}*{u})*cos({c}*{v})", "sin({u}) + {v}^2/4"])), random)


def _valley(random: Generator) -> str:
    return _filled(str(random.choice(["(1 - {u})^2 + 10*({v} - {u}^2)^2", "{a}*{u}^2 + 40*{v}^2"])), random)


def _plane(random: Generator) -> str:
    return _filled(
        str(random.choice(["{b}*{u} + {a}*{v}", "{a}*abs({u}) + {v}^2", "3 + 1e-6*{u}*{v}"])), random
    )


FAMILIES_OF_TWO: Mapping[str, Make] = {
    "bowl": _bowl,
    "saddle": _saddle,
    "hills": _hills,
    "waves": _waves,
    "valley": _valley,
    "plane": _plane,
}


def of_one(random: Generator, family: str) -> Drawn:
    """Return a function of x with a point where it is smooth."""
    for _ in range(ATTEMPTS):
        scale, height = _scale(random), _scale(random)
        text = _scaled(FAMILIES[family](random), scale, height)
        at = f"{random.uniform(-2, 2) * scale:.3g}"
        if _is_smooth(text, float(at)):
            return Drawn(text=text, at=(at,), scale=scale, height=height)
    raise RuntimeError(f"no smooth point of a function of the family {family} in {ATTEMPTS} attempts")


def of_two(random: Generator, family: str) -> Drawn:
    """Return a function of x and y with a point where its gradient is finite."""
    for _ in range(ATTEMPTS):
        scale, height = _scale(random), _scale(random)
        text = _scaled(FAMILIES_OF_TWO[family](random), scale, height)
        at = tuple(f"{random.uniform(-2, 2) * scale:.3g}" for _ in "xy")
        if np.isfinite(gradient(parse(text, names=("x", "y")), np.array(at, dtype=float))).all():
            return Drawn(text=text, at=at, scale=scale, height=height)
    raise RuntimeError(f"no finite gradient of a function of the family {family} in {ATTEMPTS} attempts")


def _scaled(template: str, scale: float, height: float) -> str:
    for hole, name in (("{u}", "x"), ("{v}", "y")):
        template = template.replace(hole, name if scale == 1 else f"({name}/{scale:.6g})")
    return template if height == 1 else f"{height:.6g}*({template})"


def _scale(random: Generator) -> float:
    usual, decade = random.random() < USUAL, random.uniform(-LARGEST_DECADE, LARGEST_DECADE)
    return 1.0 if usual else float(f"{10**decade:.2g}")


def _is_smooth(text: str, at: float) -> bool:
    try:
        return classify(parse(text), at).kind is Kind.SMOOTH
    except MathError:
        return False
