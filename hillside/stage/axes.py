"""True axes: lines through the origin where 0 is in view, ticks with numerals, and a point named on its axis.

Where 0 is out of view, an axis stands at the edge of the plot, and its numerals say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import ENGLISH, MINUS, Language
from hillside.stage.lettering.typesetting import Lettering, symbol
from hillside.stage.look.color import mixed
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from hillside.stage.ticks import Tick, TickChoice, asks_for_turns, decades_of, ticks_of
from mathcore import Expr, Interval, Point

OVER: tuple[str, ...] = ("axes", "ticks", "asymptotes")
"""The parts that an arrow or a leader may cross."""
TICK = 16.0
"""Length of a tick,"""
POINT_TICK = 26.0
"""and of the tick of the point that the figure is about, in layout pixels."""
NUMERAL_GAP = 20.0
"""Clear distance from an axis to its numerals in layout pixels, which leaves room for the ticks."""
NUMERAL_REACH = 34.0
"""Maximum distance of a numeral from its tick, in layout pixels."""
NUMERAL_ASIDE = (0.0, 26.0, -26.0)
"""Distances along the horizontal axis from a tick to its numeral in layout pixels: a line may cross there."""
NAME_ASIDE = (0.0, 44.0, -44.0, 72.0, -72.0)
"""Distances along the axis from a point on it to its name in layout pixels: lines may meet at the point."""
SAME_TICK = 0.5
"""Distance of two ticks, in layout pixels, up to which they are one."""
HANGING_MINUS = 0.31
"""Width of half a minus sign, as a share of the type size: the digits are centered, and the minus hangs."""
LEAST_ACROSS, LEAST_UP = 110.0, 84.0
"""Minimum distance of ticks along the horizontal and the vertical axis, in layout pixels."""
GRID, GRID_FAINTNESS = 2.0, 0.8
"""Width of the lines of a grid in layout pixels, and the share of the paper in their color."""
DOT, DOT_GAP = 4.0, 10.0
"""Width of the dots of a dotted line, and the distance of their centers, in layout pixels."""
SHORTEST_DROP = 30.0
"""Length of a dotted line, in layout pixels, below which the point is at the axis and needs none."""
TAIL = 0.02
"""Share of the window by which 0 may be beyond it so that the axis still goes through the origin."""


@dataclass(frozen=True)
class Axes:
    """The axes of a plane with their ticks.

    Attributes:
        plane: the plane.
        across: the ticks of the horizontal axis.
        up: the ticks of the vertical axis.
        beside: whether they stand beside the plot, as they do at a map, even where 0 is in view.
    """

    plane: Plane
    across: tuple[Tick, ...] = ()
    up: tuple[Tick, ...] = ()
    beside: bool = False

    @cached_property
    def origin(self) -> Points:
        """Where the axes cross in layout pixels: at the origin, or beside the plot; shape `(2,)`."""
        box, view = self.plane.box, self.plane.view
        zero = self.plane.to_sheet(np.zeros((1, 2)))[0]
        across, up = (not self.beside and _has_zero(over) for over in (view.x, view.y))
        left = zero[0] if across else box.left - MEASURES.axis_off
        bottom = zero[1] if up and not view.decades else box.bottom - MEASURES.axis_off
        return np.array([left, bottom])

    @property
    def tips(self) -> Points:
        """The tips of the arrows in layout pixels, the horizontal one first; shape `(2, 2)`."""
        box = self.plane.box
        return np.array(
            [
                [box.right + MEASURES.axis_off, self.origin[1]],
                [self.origin[0], box.top + MEASURES.axis_off],
            ]
        )

    @property
    def _tails(self) -> Points:
        box = self.plane.box
        return np.array(
            [
                [min(box.left - MEASURES.axis_off, self.origin[0]), self.origin[1]],
                [self.origin[0], min(box.bottom - MEASURES.axis_off, self.origin[1])],
            ]
        )

    def drawn(self, *, across: bool = True, up: bool = True) -> dict[str, Part]:
        """Return the drawing: the two arrows, or one of them, and the ticks."""
        color, width, head = self.plane.theme.faint, MEASURES.axis, MEASURES.axis_head
        lines = zip(self._tails, self.tips, (across, up), strict=True)
        arrows = [arrow(np.array([tail, tip]), color, width, head) for tail, tip, wanted in lines if wanted]
        parts = {"axes": Part.of(*arrows)} if arrows else {}
        marks = [self._mark(anchor, up=False) for anchor in self._across_at] + [
            self._mark(anchor, up=True) for anchor in self._up_at
        ]
        if marks:
            parts["ticks"] = Part.of(*(stroke([mark], color, width) for mark in marks))
            parts["ticks"].plane = self.plane
        return parts

    def grid(self, *, up: bool = True) -> dict[str, Part]:
        """Return lines across the plot at all ticks, and at 0, in a color close to the paper's.

        Args:
            up: whether there are lines at the ticks of the vertical axis, too.
        """
        box, color = self.plane.box, mixed(self.plane.theme.faint, self.plane.theme.paper, GRID_FAINTNESS)
        upright = [at[0] for at in self._across_at] + (
            [self.origin[0]] if _has_zero(self.plane.view.x) and not self.beside else []
        )
        level = [at[1] for at in self._up_at] + (
            [self.origin[1]] if _has_zero(self.plane.view.y) and not self.beside else []
        )
        lines = [np.array([[x, box.bottom], [x, box.top]]) for x in upright]
        lines += [np.array([[box.left, y], [box.right, y]]) for y in level if up]
        part = stroke(lines, color, GRID)
        part.blocks, part.backdrop = (), True
        return {"grid": part} if lines else {}

    def _mark(self, at: Points, *, up: bool, length: float = TICK) -> Points:
        along = np.array([length / 2, 0.0]) if up else np.array([0.0, length / 2])
        return np.array([at - along, at + along])

    @property
    def _across_at(self) -> list[Points]:
        return [np.array([self._x(tick.at), self.origin[1]]) for tick in self.across]

    @property
    def _up_at(self) -> list[Points]:
        heights = self.plane.to_sheet(np.array([[0.0, tick.at] for tick in self.up]).reshape(-1, 2))[:, 1]
        return [np.array([self.origin[0], height]) for height in heights]

    def _x(self, x: float) -> float:
        return float(self.plane.to_sheet(np.array([[x, 0.0]]))[0, 0])

    def names(
        self,
        language: Language,
        across: str | None = None,
        up: str | None = None,
        point: Point | None = None,
    ) -> dict[str, Beside]:
        """Return the names of the axes and the numerals of their ticks, as labels.

        Args:
            language: the language.
            across: Typst markup of the name of the horizontal axis; x if it is None.
            up: the same for the vertical axis; y if it is None.
            point: a point named on the horizontal axis, whose number needs no numeral.
        """
        right, top = self.tips
        # On a map there is no room at the inner sides of the axes.
        x_sides = ("below", "right") if self.beside else ("above left", "above", "right", "below")
        sides = 1 if self.beside else 2
        y_sides = ("above", "left") if self.beside else ("below right", "right", "above", "left")
        return {
            "x-name": _axis_name(across or symbol("x", language), right, x_sides),
            "y-name": _axis_name(up or symbol("y", language), top, y_sides),
            **{
                f"x-tick-{number}": _numeral(
                    tick, at, ("below", "above")[:sides], language, inline=self.beside
                )
                for number, (tick, at) in enumerate(zip(self.across, self._across_at, strict=True), 1)
                if point is None or abs(self._x(point.x) - self._x(tick.at)) > SAME_TICK
            },
            **{
                f"y-tick-{number}": _numeral(tick, at, ("left", "right")[:sides], language)
                for number, (tick, at) in enumerate(zip(self.up, self._up_at, strict=True), 1)
            },
        }

    def scale(self, point: Point | None = None) -> tuple[str, ...]:
        """Return the names of the ticks and of their numerals, which a film shows together.

        Args:
            point: a point named on the horizontal axis.
        """
        numerals = (name for name in self.names(ENGLISH, point=point) if name not in ("x-name", "y-name"))
        return ("ticks", *numerals) if self.across or self.up else ()

    def point_mark(self, point: Point) -> dict[str, Part]:
        """Return the tick of a point on the horizontal axis, and the dotted line that joins them."""
        touch = self.plane.points([point])[0]
        foot = np.array([touch[0], self.origin[1]])
        tick = stroke([self._mark(foot, up=False, length=POINT_TICK)], self.plane.theme.ink, MEASURES.legs)
        tick.plane = self.plane
        away = float(touch[1] - foot[1])
        if abs(away) < SHORTEST_DROP:
            return {"at-tick": tick}
        start = touch - np.array([0.0, np.copysign(MEASURES.dot + DOT_GAP, away)])
        return {
            "at-drop": dashed(np.array([foot, start]), self.plane.theme.faint, DOT, 0.1, DOT_GAP),
            "at-tick": tick,
        }

    def point_name(self, point: Point, markup: str, *, counting: bool = False) -> Beside:
        """Return the label of a point on the horizontal axis, in bold, on the side where the curve is not.

        It is `counting` while the point moves.
        """
        touch = self.plane.points([point])[0]
        sides = ("below", "above") if touch[1] >= self.origin[1] else ("above", "below")
        at_axis = abs(float(touch[1] - self.origin[1])) < SHORTEST_DROP
        return Beside(
            lettering=Lettering(
                settings=(markup,),
                size=MEASURES.point_name,
                weight="semibold",
                role="ink",
                counting=counting,
            ),
            by=np.array(
                [[touch[0] + aside, self.origin[1]] for aside in (NAME_ASIDE if at_axis else (0.0,))]
            ),
            ranked=True,
            sides=sides,
            own=("axes", "ticks", "at-tick", "at-drop"),
            gap=NUMERAL_GAP + 3.0,
            reach=NUMERAL_REACH + 12.0,
            priority=9,
        )


def axes_of(plane: Plane, f: Expr | None = None, ticks: TickChoice = "auto", *, beside: bool = False) -> Axes:
    """Return the axes of a plane, with the ticks that suit a function.

    Args:
        plane: the plane.
        f: the function whose graph it shows; None for round numbers.
        ticks: what the ticks of the horizontal axis are; `none` leaves out those of both.
        beside: whether the axes stand beside the plot, as they do at a map, even where 0 is in view.
    """
    if ticks == "none":
        return Axes(plane, beside=beside)
    box, view = plane.box, plane.view
    turns = ticks == "pi" or (f is not None and asks_for_turns(f, view.x))
    across = ticks_of(view.x, most=_most(box.width, LEAST_ACROSS), turns=turns, zero=beside)
    most = _most(box.height, LEAST_UP)
    up = decades_of(view.y, most=most) if view.decades else ticks_of(view.y, most=most, zero=beside)
    return Axes(plane, across, up, beside)


def _most(length: float, least: float) -> int:
    return max(2, min(5, int(length / least)))


def _has_zero(over: Interval) -> bool:
    return over.low - TAIL * over.width <= 0.0 <= over.high + TAIL * over.width


def _axis_name(setting: str, tip: Points, sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, role="faint"),
        by=tip[None],
        sides=sides,
        own=("axes",),
        reach=30,
        priority=9,
    )


def _numeral(
    tick: Tick, at: Points, sides: tuple[str, ...], language: Language, *, inline: bool = False
) -> Beside:
    markup = tick.markup(language, inline=inline)
    below = sides[0] == "below"
    hang = HANGING_MINUS * MEASURES.small if MINUS in markup and below else 0.0
    asides = NUMERAL_ASIDE if below else (0.0,)
    return Beside(
        lettering=Lettering(settings=(markup,), size=MEASURES.small, role="faint"),
        by=at[None] - np.array([[hang - aside, 0.0] for aside in asides]),
        ranked=True,
        sides=sides,
        own=("axes", "ticks"),
        gap=NUMERAL_GAP,
        reach=NUMERAL_REACH,
        strict=True,
        priority=-1,
        optional=True,
        fixed=True,
    )
