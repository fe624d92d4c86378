"""The marks of a walk: its stops on the ground, dropped on the axis of the parameter, and joined by hops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, disk, filled, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, symbol
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from hillside.stage.ticks import Tick
from mathcore import derivative
from scenes.hiker.facts import Hill

LARGEST_DOT, SMALLEST_DOT = 11.0, 6.5
"""Radius of the dots at the stops in layout pixels: smaller where the stops are close to each other,"""
DOT_SHARE = 0.4
"""at most this share of their distance."""
ON_AXIS = 0.7
"""Radius of the dots on the axis over that of the dots on the ground."""
RIM = 3.5
"""Width of the rim of a stop that has not been reached, in layout pixels."""
NUMBER_GAP = 28.0
"""Distance from a stop on level ground to its number, in layout pixels; more where the ground is steep."""
NUMBER_ROOM = 38.0
"""Height of a number with the space below it, under which the dotted line begins, in layout pixels."""
DIGIT, LONGEST_WORD = 11.0, 48.0
"""Half the width of a digit, and of the word at the start, in layout pixels."""
APART, START_APART = 38.0, 78.0
"""Distance of two numbers, and of a number from the word at the start, in layout pixels."""
DROPS_APART = 17.0
"""Distance of two dotted lines, in layout pixels; fewer are drawn where the stops are closer."""
DOTS, DOT_GAP = 4.0, 10.0
"""Width of the dots of a dotted line, and the distance of their centers, in layout pixels."""
HOP, LOWEST_HOP, HIGHEST_HOP = 0.35, 12.0, 58.0
"""Height of a hop over its length, its minimum and its maximum, in layout pixels."""
HOP_WIDTH = 3.0
"""Width of the line of a hop, in layout pixels."""
HOP_POINTS = 25
"""Number of points of the line of a hop."""
STEEPEST = 2.0
"""Slope on paper up to which a number is moved down."""
TICK = 16.0
"""Length of a tick, in layout pixels."""
MARKER = 24.0
"""Size of the triangle that marks the hiker's place on the axis, in layout pixels."""
NUMERAL_GAP = 21.0
"""Distance from the axis to its numerals, in layout pixels."""


@dataclass(frozen=True)
class WalkMarks:
    """The marks of a walk on a plane whose lower edge is the axis of the parameter.

    Attributes:
        plane: the plane.
        facts: the facts.
        across: the ticks of that axis.
    """

    plane: Plane
    facts: Hill
    across: tuple[Tick, ...]

    @cached_property
    def centers(self) -> Points:
        """The stops in layout pixels, shape `(n, 2)`."""
        return self.plane.points(self.facts.stops)

    @property
    def _bottom(self) -> float:
        return self.plane.box.bottom

    @cached_property
    def _radius(self) -> float:
        if len(self.centers) == 1:
            return LARGEST_DOT
        usual = float(np.median(np.abs(np.diff(self.centers[:, 0]))))
        return max(SMALLEST_DOT, min(LARGEST_DOT, DOT_SHARE * usual))

    def parts(self) -> dict[str, Part]:
        """Return the axis, the dotted lines, the hops, the stops, and the mark of the hiker's place."""
        return {
            **self._axis(),
            "drops": self._drops(),
            **self._hops(),
            "stops": Part.of(*self._dots(self.centers, self._radius)),
            "place": self._place(),
        }

    def _axis(self) -> dict[str, Part]:
        box, color, width = self.plane.box, self.plane.theme.faint, MEASURES.axis
        line = np.array([[box.left + width, self._bottom], [box.right, self._bottom]])
        marks = [
            np.array([[x, self._bottom - TICK / 2], [x, self._bottom + TICK / 2]])
            for x in (self._x(tick.at) for tick in self._ticks)
        ]
        parts = {"axes": arrow(line, color, width, MEASURES.axis_head)}
        if marks:
            parts["ticks"] = Part.of(*(stroke([mark], color, width) for mark in marks))
            parts["ticks"].plane = self.plane
        return parts

    @cached_property
    def _ticks(self) -> list[Tick]:
        """The ticks with room for their numerals, beside the name of the axis at its tip."""
        over = self.plane.view.x
        low, high = over.low + 0.02 * over.width, over.high - 0.12 * over.width
        return [tick for tick in self.across if low < tick.at < high]

    def _x(self, number: float) -> float:
        return float(self.plane.to_sheet(np.array([[number, 0.0]]))[0, 0])

    def _drops(self) -> Part:
        """Return a dotted line from each stop to its dot on the axis, where these are apart."""
        lines = [
            _dotted(x, self._bottom, y - self._zone(k), self.plane.theme.faint)
            for k, (x, y) in enumerate(self.centers.tolist())
            if k in self._dropped and y - self._zone(k) > self._bottom + DOT_GAP
        ]
        on_axis = np.column_stack([self.centers[:, 0], np.full(len(self.centers), self._bottom)])
        return Part.of(*lines, *self._dots(on_axis, self._radius * ON_AXIS))

    def _zone(self, number: int) -> float:
        numbered = number in self.numbered
        return self._gap(number) + NUMBER_ROOM if numbered else MEASURES.clear + 2 * self._radius

    def _gap(self, number: int) -> float:
        """Return the distance from a stop down to its number, which is clear of sloping ground."""
        half = DIGIT * len(str(number)) if number else LONGEST_WORD
        slope = float(derivative(self.facts.ground.f, self.facts.stops[number].x)) * self.plane.view.stretch
        return _number_gap(half, slope)

    @cached_property
    def _dropped(self) -> frozenset[int]:
        return frozenset(_apart(self.centers[:, 0], DROPS_APART, DROPS_APART))

    @cached_property
    def numbered(self) -> frozenset[int]:
        """The stops that have room for their numbers: the last, the start, and others from the start on."""
        return frozenset(_apart(self.centers[:, 0], APART, START_APART))

    def _dots(self, centers: Points, radius: float) -> Iterator[Part]:
        """Yield a dot for each stop, in a ring of paper: filled if it has been reached, else hollow."""
        theme, halo = self.plane.theme, MEASURES.halo * 0.75
        for number in reversed(range(len(centers))):
            center = centers[number]
            yield disk(center, radius + halo, theme.paper)
            yield disk(center, radius, theme.slope)
            if number > self.facts.reached:
                yield disk(center, radius - RIM, theme.paper)

    def _hops(self) -> dict[str, Part]:
        """Return an arc over the axis for each step, the last as far as it has been walked."""
        x = self.centers[:, 0]
        done, now = self.facts.reached, self.plane.points([self.facts.foot])[0, 0]
        arcs = [self._arc(x[k], x[k + 1], x[k + 1]) for k in range(done) if x[k] != x[k + 1]]
        if done < self.facts.count and abs(now - x[done]) > 1.0:
            arcs.append(self._arc(x[done], x[done + 1], now))
        return {"hops": stroke(arcs, self.plane.theme.ink, HOP_WIDTH)} if arcs else {}

    def _arc(self, start: float, end: float, now: float) -> Points:
        """Return the part of the parabola from start to end that has been walked."""
        share = np.linspace(0.0, (now - start) / (end - start), HOP_POINTS)
        tall = min(max(HOP * abs(end - start), LOWEST_HOP), HIGHEST_HOP)
        rise = MEASURES.axis + self._radius * ON_AXIS
        return np.column_stack(
            [start + share * (end - start), self._bottom + rise + 4 * tall * share * (1 - share)]
        )

    def _place(self) -> Part:
        """Return the dot under the hiker, a dotted line to the axis, and a triangle there."""
        theme, (foot,) = self.plane.theme, self.plane.points([self.facts.foot])
        tip = np.array([foot[0], self._bottom + MEASURES.axis])
        half = np.array([MEASURES.axis_head * 0.6, 0.0])
        base = tip + np.array([0.0, MARKER])
        shapes = [filled(np.array([tip, base + half, base - half]), theme.slope)]
        high = foot[1] - _number_gap(DIGIT, self.facts.slope * self.plane.view.stretch) - NUMBER_ROOM
        if high - base[1] > 2 * DOT_GAP:
            shapes.append(_dotted(foot[0], base[1], high, theme.slope))
        dot = [disk(foot, LARGEST_DOT + MEASURES.halo, theme.paper), disk(foot, LARGEST_DOT, theme.slope)]
        part = Part.of(*shapes, *dot)
        part.plane = self.plane
        return part

    def labels(self, language: Language) -> dict[str, Beside]:
        """Return the name and the numerals of the axis, and the numbers of the stops reached."""
        tip = np.array([[self.plane.box.right, self._bottom]])
        name = language.say("parameter {x}", x=language.letter_text("x"))
        return {
            "parameter-x-name": Beside(
                lettering=_faint(plain(name), symbol("x", language), size=MEASURES.name),
                by=tip,
                sides=("below left",),
                strict=True,
                own=("axes",),
                gap=NUMERAL_GAP,
                reach=NUMERAL_GAP + 8.0,
                priority=9,
            ),
            **self._scaling(language),
            **{
                f"x-tick-{number}": _numeral(
                    tick.markup(language, inline=True), np.array([[self._x(tick.at), self._bottom]])
                )
                for number, tick in enumerate(self._ticks, 1)
            },
            **{
                f"stop-number-{number}": self._number(number, language)
                for number in sorted(self.numbered)
                if number <= self.facts.reached and self.facts.count
            },
        }

    def _scaling(self, language: Language) -> dict[str, Beside]:
        """Return how much lower or higher the heights are drawn, where that matters."""
        if self.facts.scaling is None:
            return {}
        drawn, true = self.facts.scaling
        said = language.say("heights {ratio}", ratio=language.isolated(f"{drawn} : {true}"))
        corner = np.array([[self.plane.box.left, self._bottom]])
        return {
            "scaling": Beside(
                lettering=_faint(plain(said), size=MEASURES.small),
                by=corner,
                sides=("below right",),
                strict=True,
                own=("axes",),
                gap=NUMERAL_GAP,
                reach=NUMERAL_GAP + 8.0,
                priority=9,
            )
        }

    def _number(self, number: int, language: Language) -> Beside:
        word = language.say("start") if number == 0 else str(number)
        return Beside(
            lettering=Lettering(settings=(plain(word),), size=MEASURES.small, weight="semibold"),
            by=self.centers[number][None],
            sides=("below",),
            strict=True,
            own=("stops", "ground"),
            gap=self._gap(number),
            reach=self._gap(number) + 12.0,
            priority=2,
            optional=True,
        )


def _number_gap(half: float, slope: float) -> float:
    """Return how far below sloping ground a word of some half width is clear of it, in layout pixels."""
    return NUMBER_GAP + half * min(abs(slope), STEEPEST)


def _dotted(x: float, low: float, high: float, color: str) -> Part:
    return dashed(np.array([[x, low], [x, high]]), color, DOTS, 0.1, DOT_GAP)


def _apart(x: Points, least: float, from_first: float) -> Iterator[int]:
    """Yield indices of numbers that are apart: the last, the first, and others from the first on.

    >>> list(_apart(np.array([0.0, 3.0, 9.0, 10.0]), 2.0, 4.0))
    [3, 0]
    """
    kept: list[int] = []
    last = len(x) - 1
    for k in dict.fromkeys((last, 0, *range(1, last))):
        needed = [from_first if 0 in (k, other) else least for other in kept]
        if all(abs(x[k] - x[other]) >= gap for other, gap in zip(kept, needed, strict=True)):
            kept.append(k)
            yield k


def _faint(*settings: str, size: float) -> Lettering:
    return Lettering(settings=settings, size=size, role="faint")


def _numeral(markup: str, at: Points) -> Beside:
    return Beside(
        lettering=_faint(markup, size=MEASURES.small),
        by=at,
        sides=("below",),
        strict=True,
        own=("axes", "ticks"),
        gap=NUMERAL_GAP,
        reach=NUMERAL_GAP + 14.0,
        priority=-1,
        optional=True,
        fixed=True,
    )
