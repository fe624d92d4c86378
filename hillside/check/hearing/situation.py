"""What a sentence is held against: the parameters at its moment, and the strokes that are drawn then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import isfinite
from typing import Any, TypeAlias

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.own_derivatives import Curve, Estimate, Values
from hillside.check.hearing.stated_values import (
    Stated,
    UnheardError,
    UnreadableError,
    equation,
    function,
    number,
    pair,
)
from hillside.stage.drawing import Part
from hillside.stage.figure import AnyFigure
from hillside.stage.labels import Beside, Instead, Parts, Request
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.plane import Plane, View, plane_of
from mathcore import Expr, Interval, Point

Judge: TypeAlias = "Callable[[str, Situation], None]"
"""Raises `UntrueError` if a text says something untrue in a situation."""

PLACES = ("at", "climbing", "falling", "flat", "gentle", "steep", "start")
"""The parameters that are a point of the curve."""
PLACE_TOLERANCE = 1e-9
"""The error of a coordinate that is read from the drawing, as a share of the width of the view."""
ACROSS = 33
"""The number of points of a window at which it is seen whether a function changes."""
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DOT = re.compile(r"(?:^|-)(touch|flats-\d+|start)$")


class UntrueError(Exception):
    """What a sentence says is not so; the message says what is."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What is drawn of a figure at one moment.

    Attributes:
        figure: the figure, of which only parameters, view and drawing are used, and never its facts.
        params: the parameters at this moment.
    """

    figure: AnyFigure
    params: Any

    @cached_property
    def parts(self) -> Parts:
        """The strokes and the labels that are asked for, by name."""
        return self.figure.parts(self.figure.facts(self.params, self.figure.view))

    def written(self, name: str) -> str:
        """Return the words of a label; empty if there is no such label."""
        request = self.parts.get(name)
        return "" if request is None or isinstance(request, Part) else label_text(request)

    @cached_property
    def strokes(self) -> Mapping[str, Part]:
        """The strokes alone."""
        return {name: part for name, part in self.parts.items() if isinstance(part, Part)}


@lru_cache(maxsize=8)
def scene_of(figure: AnyFigure, params: Any) -> Scene:
    """Return what is drawn of a figure for some parameters, once for all beats that share them."""
    return Scene(figure, params)


@dataclass(frozen=True, eq=False)
class Situation:
    """One moment of a figure, and who says something of it.

    Attributes:
        scene: the moment.
        judge: the judge of words within a sentence.
        part: the name of the label that says it; empty for alt text and captions.
        beat: the number of the beat that says it, from 0; None for the still.
    """

    scene: Scene
    judge: Judge
    part: str = ""
    beat: int | None = None

    def hear(self, text: str, part: str) -> None:
        """Judge words within a sentence as if the label `part` had them."""
        self.judge(text, self.at_part(part))

    def at_part(self, part: str) -> Situation:
        """Return the same moment for the words of a label."""
        return replace(self, part=part)

    @property
    def figure(self) -> AnyFigure:
        """The figure."""
        return self.scene.figure

    @property
    def params(self) -> Any:
        """The parameters at this moment."""
        return self.scene.params

    @property
    def language(self) -> Language:
        """The language of the words."""
        return self.figure.language

    @property
    def name(self) -> str:
        """The name of the figure's folder."""
        return type(self.figure).__module__.split(".")[-2]

    def number(self, text: str) -> Stated:
        """Return a number as it is written in the language of the figure, by who says it."""
        said = self.scene.parts.get(self.part) if self.part else None
        counting = isinstance(said, Instead) or (isinstance(said, Beside) and said.lettering.counting)
        return number(text, self.language, counting=counting)

    @property
    def drawn(self) -> Mapping[str, Part]:
        """The strokes of this moment by name."""
        return self.scene.strokes

    def written(self, name: str) -> str:
        """Return the words of a label at this moment; empty if there is no such label."""
        return self.scene.written(name)

    @property
    def window(self) -> Interval:
        """The window of x that is shown."""
        return view_in(self.figure.view).x

    @property
    def label_x(self) -> float:
        """The x of the middle of the label, where the still has it."""
        middle = self.figure.layout.placed[self.part].box.center
        return float(self.plane_of("curve").to_data(np.array([middle]))[0, 0])

    def final_places(self, *names: str) -> Iterator[float]:
        """Yield the points as `places` does, in the still."""
        return Situation(scene_of(self.figure, self.figure.params), self.judge).places(*names)

    @property
    def f(self) -> Expr:
        """The function.

        Raises:
            UnreadableError: if the figure has none.
        """
        found = getattr(self.params, "function", None)
        if not isinstance(found, Expr):
            raise UnreadableError("the figure has no function")
        return found

    @cached_property
    def scale(self) -> float:
        """The distance over which the function changes: the width of its view."""
        return view_in(self.figure.view).x.width

    @property
    def hill_window(self) -> Interval:
        """The window of the hill, which has a view of its own in the header."""
        view = self.figure.view
        return view_in(view[1] if isinstance(view, tuple) else view).x

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that may name the variable: its own, or the lecturer's for it."""
        return self._written_as(self.f.names[0])

    @property
    def names(self) -> tuple[str, ...]:
        """The letters that may name the function: its own, or the lecturer's for it."""
        return self._written_as(self.f.name)

    def _written_as(self, name: str) -> tuple[str, ...]:
        letter = name.rstrip("0123456789")
        low = letter.rstrip("_") + name[len(letter) :].translate(_LOW)
        own = self.language.replacement(name)
        return tuple(dict.fromkeys(filter(None, (name, low, own))))

    def curve(self, x: Values) -> Values:
        """Return the values of the function of one variable."""
        return values_of(self.f)(x)

    def slope(self, x: float) -> Estimate:
        """Return the derivative, from values of the function."""
        return self.slopes(np.array([x]))[0]

    def slopes(self, x: Values) -> list[Estimate]:
        """Return the derivatives at n points, shape `(n,)`, from values of the function."""
        return slopes_of(self.curve, x, self.window)

    def value(self, x: float) -> float:
        """Return the value of the function."""
        return float(self.curve(np.array([x]))[0])

    def places(self, *names: str) -> Iterator[float]:
        """Yield the points of the curve that are given as parameters, or drawn where none is given."""
        known = names or PLACES
        for name in known:
            value = getattr(self.params, name, None)
            if value is not None:
                yield float(value)
            yield from map(float, getattr(self.params, f"also_{name}", ()))
        if not names or any(getattr(self.params, name, None) is None for name in known):
            yield from (point.x for point in self.dots(*names))

    def dots(self, *names: str) -> Iterator[Point]:
        """Yield the dots that are drawn on a plane, those whose names begin with one of `names` if given."""
        for name, part in self.drawn.items():
            plane = plane_of(part)
            if _DOT.search(name) and plane is not None and (not names or name.startswith(names)):
                point = plane.read(part, like=Point(0.0, 0.0))
                if isinstance(point, Point):
                    yield point

    def plane_of(self, name: str) -> Plane:
        """Return the plane on which a part is drawn.

        Raises:
            UnreadableError: if there is no such part, or it is on no plane.
        """
        part = self.drawn.get(name)
        plane = None if part is None else plane_of(part)
        if plane is None:
            raise UnreadableError(f"{name} is not drawn")
        return plane

    def drawn_span(self, name: str) -> tuple[float, float]:
        """Return the least and the largest x of a drawn part, in data coordinates.

        Raises:
            UnreadableError: if there is no such part, or it is on no plane.
        """
        plane = self.plane_of(name)
        points = np.vstack([np.asarray(shape.points)[:, :2] for shape in self.drawn[name].shapes()])
        x = plane.to_data(points)[:, 0]
        return float(x.min()), float(x.max())

    def drawn_x(self, name: str) -> float:
        """Return the x of the middle of a drawn part, in data coordinates."""
        return sum(self.drawn_span(name)) / 2


def listed(text: str) -> list[str]:
    """Return the things that a sentence lists, separated by semicolons or commas.

    >>> listed("x = 1; x = 2"), listed("x = 1, x = 2")
    (['x = 1', ' x = 2'], ['x = 1', 'x = 2'])
    """
    found = [part for part in text.replace("\u060c", ";").replace("、", ";").split(";") if part.strip()]
    return [part for part in text.split(", ") if part.strip()] if len(found) == 1 else found


@dataclass(frozen=True, eq=False)
class Fields:
    """What fills the braces of a sentence, as it was written, to be read in a situation."""

    written: Mapping[str, str]
    here: Situation

    def text(self, name: str) -> str:
        """Return a field as it was written."""
        return self.written[name]

    def number(self, name: str) -> Stated:
        """Return a field as a number."""
        return self.here.number(self.written[name])

    def count(self, name: str) -> int:
        """Return a field as a whole number.

        Raises:
            UnreadableError: if it is none.
        """
        value = self.number(name).value
        if value != int(value):
            raise UnreadableError(f'"{self.written[name]}" is no whole number')
        return int(value)

    def place(self, name: str, *among: str) -> float:
        """Return the point of the curve that a field such as `x = 1.5` names, with all its digits.

        Raises:
            UntrueError: if it is none of the points of the figure.
        """
        letter, stated = equation(self.written[name], self.here.language)
        insist(letter in self.here.letters, f'names the letter "{letter}"')
        found = [x for x in self.here.places(*among) if _names(stated, x, self.here.scale)]
        if not found:
            raise UntrueError(f'names "{self.written[name]}", which is none of its points')
        return min(found, key=lambda x: abs(x - stated.value))

    def pair(self, name: str) -> tuple[Stated, Stated]:
        """Return a field as a pair of numbers."""
        return pair(self.written[name], self.here.language)

    def function(self, name: str, f: Expr) -> None:
        """Check that a field is the function `f`, by its values at random points.

        Raises:
            UntrueError: if it has other values.
        """
        said = function(self.written[name], f.names, self.here.language)
        if not agree(said, f, self.here):
            raise UntrueError(f'tells of "{self.written[name]}", which is not the function')

    def holds(self, name: str, true: Estimate | float) -> None:
        """Check that a field is a rounding of a true value.

        Raises:
            UntrueError: if it is not.
        """
        require(self.number(name), true)


def require(stated: Stated, true: Estimate | float) -> None:
    """Check that a stated number is a rounding of a true value.

    Raises:
        UntrueError: if it is not.
    """
    if not stated.agrees(true):
        value = true.value if isinstance(true, Estimate) else true
        raise UntrueError(f'tells "{stated.text}", but it is {value:.6g}')


def insist(holds: bool, otherwise: str) -> None:
    """Raise `UntrueError` unless something holds."""
    if not holds:
        raise UntrueError(otherwise)


def insist_sign(found: Estimate, sign: int) -> None:
    """Insist that a slope has a sign.

    Raises:
        UnheardError: if it is hidden: far from its step, tanh 400x is 1 in all the doubles around a point.
        UntrueError: if it has another sign.
    """
    if sign and found.is_hidden:
        raise UnheardError("the values of the function do not show the sign of its slope")
    insist(isfinite(found.value) and found.sign == sign, f"is said where the slope is {found.value:.6g}")


def slopes_of(curve: Curve, x: Values, window: Interval) -> list[Estimate]:
    """Return the derivatives of a curve at points of its window, shape `(n,)`."""
    found = own_derivatives.slopes(curve, x, window.width)
    if all(each.value != 0 for each in found):
        return found
    across = curve(np.linspace(window.low, window.high, ACROSS))
    across = across[np.isfinite(across)]
    changes = bool(len(across)) and bool(np.ptp(across) != 0)
    return [replace(each, is_hidden=changes and each.value == 0) for each in found]


def label_text(request: Request | Instead) -> str:
    """Return the words of a label as they are set where there is room."""
    return markup_text(request.lettering.settings[0])


def _names(stated: Stated, x: float, scale: float) -> bool:
    """Return whether a number names the point x; a rounding error near 0 may be named 0."""
    slack = PLACE_TOLERANCE * scale
    return abs(stated.value - x) <= stated.half_unit * (1 + 1e-6) + slack + 1e-12 * abs(x)


def values_of(f: Expr) -> Curve:
    """Return a function of one variable as it is evaluated at arrays, without warnings."""

    def at(x: Values) -> Values:
        with np.errstate(all="ignore"):
            return np.asarray(f(x), dtype=float)

    return at


def view_in(view: Any) -> View:
    """Return the view of the curve among the views of a figure, which may be nested or several."""
    if isinstance(view, View):
        return view
    if isinstance(view, tuple):
        return view_in(view[0])
    for name in ("view", "curve", "views", "map", "data"):
        if hasattr(view, name):
            return view_in(getattr(view, name))
    raise TypeError(f"there is no view in {view!r}")


def agree(one: Expr, other: Expr, here: Situation) -> bool:
    """Return whether two functions have the same values at seeded random points of the view."""
    random = np.random.default_rng(0)
    view = view_in(here.figure.view) if here.figure.view is not None else None
    spans = [Interval(-2.0, 2.0)] if view is None else [view.x, view.y]
    over = [spans[k % len(spans)] for k in range(len(one.names))]
    points: list[Values] = [random.uniform(each.low, each.high, 24) for each in over]
    with np.errstate(all="ignore"):
        here_values, there = (np.asarray(f(*points), dtype=float) for f in (one, other))
    size = np.abs(there[np.isfinite(there)]).max(initial=0.0)
    return bool(np.allclose(here_values, there, rtol=1e-9, atol=1e-9 * size, equal_nan=True))
