"""The graph of a function on its axes, and the triangle of rise and run on it: drawing and names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from hillside.stage.axes import OVER
from hillside.stage.drawing import Part, dot, stroke
from hillside.stage.film import UNCHANGED, Beat
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted
from hillside.stage.lettering.typesetting import Lettering, markup_of, symbol, typeset
from hillside.stage.lettering.typst_markup import display, plain, wrapped
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement.items import Stroke
from hillside.stage.plane import Plane
from hillside.stage.sheet import Points
from mathcore import Expr, Point, Segment
from scenes.shared.slopes.triangle import ROOM

BACKDROP = ("axes", "x-name", "y-name", "curve")
"""The parts that appear first in every film of a curve."""
OPEN_WIDTH = 3.5
"""Width of the ring of an open dot, in layout pixels."""
LONGEST_FORMULA = 620.0
"""Width of a formula in layout pixels beyond which the curve is named y = f(x), and f′ is left out."""


def curve_formula(language: Language) -> str:
    """Return the formula of the curve as text, with the letters of its function.

    >>> curve_formula(Language()), curve_formula(Language(letters=(("y", "h"), ("f", "h"), ("x", "t"))))
    ('y = f(x)', 'h(t)')
    """
    applied = f"{language.letter_text('f')}({language.letter_text('x')})"
    value = language.letter_text("y")
    return applied if value == language.letter_text("f") else f"{value} = {applied}"


def formula_of_curve(f: Expr, language: Language) -> str:
    """Return Typst markup of a function and its formula, such as `f(x) = x^2`."""
    return display(f"{markup_of('f(x)', language)} = {language.formula_of(f.typst())}")


def derivative_markup(found: Expr | None, language: Language) -> str | None:
    """Return the derivative as a function, as Typst markup; None if it has no short formula."""
    if found is None:
        return None
    name = tinted("slope", f"{markup_of('f', language)}'({markup_of('x', language)})")
    whole = display(f"{name} = {language.formula_of(found.typst())}")
    return whole if typeset(whole, MEASURES.label).width <= LONGEST_FORMULA else None


def curve_label(language: Language, f: Expr | None = None) -> Beside:
    """Return the label of the curve: its formula, or `y = f(x)` where that is too long or not given."""
    short = symbol("y = f(x)", language)
    renamed = language.replacement("y = f(x)") is not None
    whole = [] if f is None or renamed else [formula_of_curve(f, language)]
    kept = [each for each in whole if typeset(each, MEASURES.label).width <= LONGEST_FORMULA]
    return Beside(
        lettering=Lettering(settings=(*kept, short), size=MEASURES.label, role="curve"),
        by="curve",
        sides=("above left", "above", "below right", "right", "left", "below"),
        gap=20,
        reach=80,
        priority=3,
    )


def curve_beat(
    language: Language,
    at: Mapping[str, float] = UNCHANGED,
    more: tuple[str, ...] = ("curve-name",),
    scale: tuple[str, ...] = (),
    curve: tuple[str, ...] = BACKDROP[-1:],
) -> Beat:
    """Return the beat in which the curve appears on its axes.

    Args:
        language: language of the caption.
        at: parameters that are set before the beat.
        more: further parts that appear with the curve.
        scale: the ticks and numerals of the axes, which appear with them.
        curve: the curve and its marks, which appear together.
    """
    say = language.say(
        "Here is a curve: each {x} has its height, {f} of {x}.",
        x=language.letter_text("x"),
        f=language.letter_text("f"),
    )
    return Beat(say=say, show=((*BACKDROP[:-1], *scale), curve, *more), at=at, seconds=2.5)


def small_dot(plane: Plane, point: Point, role: Role) -> Part:
    """Return a small dot for a secondary point."""
    center, halo = plane.points([point]), MEASURES.halo / 2
    part = dot(center[0], MEASURES.mark, plane.theme.color(role), plane.theme.paper, halo)
    # One round stroke covers the same place as two polygons, at less cost for the placement solver.
    part.blocks = (Stroke(center, 2 * (MEASURES.mark + halo)),)
    part.plane = plane
    return part


def open_dot(plane: Plane, point: Point, role: Role) -> Part:
    """Return a small open dot, a ring, for a point that another has left."""
    part = open_mark(plane.points([point])[0], plane.theme, role)
    part.plane = plane
    return part


def open_mark(center: Points, theme: Theme, role: Role) -> Part:
    """Return a small ring around a center in layout pixels."""
    rim = MEASURES.mark + OPEN_WIDTH
    ring = dot(center, rim - OPEN_WIDTH, theme.paper, theme.color(role), OPEN_WIDTH)
    ring.blocks = (Stroke(center[None], 2 * rim),)
    return ring


def thin_line(plane: Plane, line: Segment, role: Role) -> Part:
    """Return a thin line for a secondary segment."""
    part = stroke([plane.ends(line)], plane.theme.color(role), MEASURES.axis)
    part.plane = plane
    return part


LEGS = ("triangle", "run", "right-angle", "rise")
LEG_NAMES = ("run-name", "rise-name")
LEGS_IN_TURN = ("triangle", "run", "run-name", "right-angle", "rise", "rise-name")
"""The parts of the triangle in the order in which a film shows them."""


class Legs(Protocol):
    """A triangle of rise and run, under a tangent or a secant."""

    @property
    def run(self) -> Segment:
        """The leg along x."""
        ...

    @property
    def rise(self) -> Segment:
        """The leg along y; it starts where the run ends, or ends where the run starts."""
        ...

    @property
    def across(self) -> float:
        """The length of the run, positive."""
        ...

    @property
    def up(self) -> float:
        """The signed rise over the run, read from left to right."""
        ...

    @property
    def measurable(self) -> bool:
        """Whether the triangle is large enough on paper to be drawn."""
        ...


def corners_of(legs: Legs) -> tuple[Point, Point, Point]:
    """Return the corners of a triangle; the right angle is the second."""
    first, second = (legs.run, legs.rise) if legs.run.end == legs.rise.start else (legs.rise, legs.run)
    return first.start, first.end, second.end


def leg_fill(plane: Plane, legs: Legs) -> dict[str, Part]:
    """Return the inside of the triangle, drawn behind the curve; nothing if it is too small."""
    return {"triangle": plane.region(corners_of(legs), "leg_fill")} if legs.measurable else {}


def leg_lines(plane: Plane, legs: Legs) -> dict[str, Part]:
    """Return run, rise and their right-angle mark, drawn over the curve."""
    if not legs.measurable:
        return {}
    return {
        "run": plane.draw(legs.run, "legs"),
        "rise": plane.draw(legs.rise, "legs"),
        "right-angle": plane.right_angle(*corners_of(legs), "legs"),
    }


def leg_labels(
    plane: Plane,
    facts: Legs,
    language: Language,
    *,
    numbers: bool,
    texts: tuple[str, str] | None = None,
) -> dict[str, Beside]:
    """Return the words run and rise outside the triangle, with their numbers if `numbers`.

    Args:
        plane: the plane.
        facts: the triangle.
        language: the language.
        numbers: whether the numbers are there.
        texts: run and rise as they are written; None for their own digits.
    """
    if not facts.measurable:
        return {}
    run, rise = (language.say("run"),), (language.say("rise"),)
    if numbers:
        across, up = texts or (language.numeral(facts.across), language.numeral(facts.up))
        run += (language.isolated(across),)
        rise += (language.isolated(up),)
    touch, corner, end = corners_of(facts)
    over = touch.y + end.y > 2 * corner.y
    right = touch.x + end.x < 2 * corner.x
    return {
        "run-name": _leg_label(run, "run", plane.along(facts.run), ("below", "above")[:: 1 if over else -1]),
        "rise-name": _leg_label(
            rise, "rise", plane.along(facts.rise), ("right", "left")[:: 1 if right else -1]
        ),
    }


def _leg_label(words: tuple[str, ...], leg: str, by: Points, sides: tuple[str, ...]) -> Beside:
    name, *number = words
    lines = [" = ".join(words), "\n= ".join(words), "\n= ".join([wrapped(name, 2), *number])]
    settings = dict.fromkeys(map(plain, lines))
    return Beside(
        lettering=Lettering(settings=tuple(settings), size=MEASURES.name, least=ROOM.least, role="legs"),
        by=by,
        ranked=True,
        sides=sides,
        leader=True,
        own=(leg, "triangle", "right-angle"),
        over=OVER,
        priority=9,
    )
