"""Drawing of the error of a model: the layout of its two graphs, the marks on the curve, and the labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from hillside.stage.axes import Axes, axes_of
from hillside.stage.drawing import Part, disk, stroke
from hillside.stage.labels import Beside, Parts, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering, lettering
from hillside.stage.lettering.typst_markup import formula, plain, wrapped
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, columns, inset, within_aspect
from mathcore import Point, Segment
from scenes.error.facts import ErrorViews, Facts
from scenes.error.squares import MOST_SQUARES, MOST_TERMS, Sides, counted
from scenes.shared.samples.line_fit import LineFit
from scenes.shared.samples.line_graphs import Graphs

GUTTER = 60.0
"""Space between the two halves, in layout pixels."""
HEAD, LINE = 198.0, 72.0
"""Height above a graph for two lines and the name of its axis, and of the first line, in layout pixels."""
GAP = 6.0
"""Width of a gap, in layout pixels."""
SUM_SIZES = (38.0, 36.0, 34.0, 32.0, 30.0)
"""Type sizes in which the sum of the squares is tried, in layout pixels."""
BESIDE_POINT = 64.0
"""Space for the present weight on its axis, to both sides, which has no numerals, in layout pixels."""
LEAST_FOR_LOW = 600.0
"""Width of the half below which a low error may be marked without its name, in layout pixels."""
INNER = 8.0
"""Radius of the dot of the present weight in layout pixels, inside the ring of the lowest error."""
NUMERALS_ROW = 62.0
"""Height of the row of numerals, below which the name of the axis stands, in layout pixels."""
LEAST_NAME = 30.0
"""Minimum type size of the name of an axis, in layout pixels."""


def halves_of(sheet: Sheet) -> tuple[Box, Box]:
    """Return the halves for the data and for the error: side by side unless the sheet is tall."""
    room = sheet.inside(MEASURES.margin)
    if room.width >= room.height:
        left, right = columns(room, (1, 1), GUTTER)
        return left, right
    height = (room.height - GUTTER / 2) / 2
    return inset(room, bottom=height + GUTTER / 2), inset(room, top=height + GUTTER / 2)


def graph_boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Return the boxes of both graphs, with space for the numbers above them and for their axes."""
    left, right = (
        within_aspect(inset(half, left=118, right=44, top=HEAD, bottom=126), 0.4, 2.4)
        for half in halves_of(sheet)
    )
    return left, right


def axes_parts(
    graphs: Graphs, names: tuple[str, str] | None, halves: tuple[Box, Box], point: Point, language: Language
) -> Parts:
    """Return the axes of both graphs beside them, with ticks, numerals and names.

    Args:
        graphs: the planes.
        names: names of x and y in the data, or None.
        halves: the boxes in which they stay.
        point: the present weight, whose number needs no numeral.
        language: the language.
    """
    across, up = (None, None) if names is None else map(plain, names)
    data, error = axes_of(graphs.data, beside=True), axes_of(graphs.error, beside=True)
    words = plain(language.say("weight")), plain(language.say("error"))
    return {
        **data.drawn(),
        **_named(data, across, up, halves[0], None, language),
        **{f"error-{name}": part for name, part in error.drawn().items()},
        **{
            f"error-{name}": replace(label, own=tuple(f"error-{each}" for each in label.own))
            for name, label in _named(error, *words, halves[1], point, language).items()
        },
    }


def _named(
    axes: Axes, across: str | None, up: str | None, within: Box, point: Point | None, language: Language
) -> dict[str, Beside]:
    sides = {
        "x-name": ("below left", "below", "above left"),
        "y-name": ("right", "above right", "below right"),
    }
    right, row = axes.tips[0], np.array([0.0, NUMERALS_ROW])
    found = axes.names(language, across, up, point)
    here = np.inf if point is None else axes.plane.points([point])[0, 0]
    found["x-name"] = replace(found["x-name"], by=(right - row)[None], gap=0.0)
    return {
        name: replace(
            label,
            lettering=replace(label.lettering, least=LEAST_NAME if name in sides else None),
            sides=sides.get(name, label.sides[:1]),
            by=np.repeat(label.by[:1], 3, axis=0),  # with fewer anchors, it would be shifted along its side
            strict=True,
            reach=80.0 if name in sides else label.reach,
            within=within if name in sides else None,
        )
        for name, label in found.items()
        if not name.startswith("x-tick") or abs(np.asarray(label.by, dtype=float)[0, 0] - here) > BESIDE_POINT
    }


def scales_of(graphs: Graphs, point: Point) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of ticks and numerals of the data, and of the error."""
    data, error = axes_of(graphs.data, beside=True), axes_of(graphs.error, beside=True)
    return data.scale(), tuple(f"error-{name}" for name in error.scale(point))


def gaps_part(plane: Plane, gaps: Sequence[Segment]) -> Part:
    """Draw the gaps, each of which can be read back."""
    return Part.of(*(_gap(plane, gap) for gap in gaps))


def _gap(plane: Plane, gap: Segment) -> Part:
    part = stroke([plane.ends(gap)], plane.theme.legs, GAP)
    part.plane = plane
    return part


def ring(plane: Plane, point: Point, role: Role) -> Part:
    """Draw an open circle around a point of the curve."""
    center = plane.points([point])[0]
    angles = np.linspace(0.0, 2 * np.pi, 49)
    rim = center + MEASURES.dot * np.column_stack([np.cos(angles), np.sin(angles)])
    inside = disk(center, MEASURES.dot, plane.theme.paper)
    part = Part.of(inside, stroke([rim], plane.theme.color(role), MEASURES.legs))
    part.plane = plane
    part.grows = False
    return part


def marks(plane: Plane, facts: Facts) -> dict[str, Part]:
    """Return the marks of a high, a low and the lowest error, and of the present one."""
    among = facts.among
    dot = disk(plane.points([among.point])[0], INNER, plane.theme.legs)
    dot.plane = plane
    return {
        "high": ring(plane, among.high, "legs"),
        "low": ring(plane, among.low, "legs"),
        "lowest": ring(plane, among.lowest, "ink"),
        "point": dot,
    }


def mark_labels(facts: Facts, half: Box, language: Language) -> dict[str, Beside]:
    """Return the names of the three marks with their errors, in the half of the curve."""
    among, say = facts.among, language.say
    texts: Mapping[str, tuple[str, Role]] = {
        "high": (say("high error: {error}", error=among.high.y), "legs"),
        "low": (say("low error: {error}", error=among.low.y), "legs"),
        "lowest": (say("lowest error: {error}", error=among.lowest.y), "ink"),
    }
    right = among.high.x < among.lowest.x
    beside = ("right", "above right", "left") if right else ("left", "above left", "right")
    sides = {"high": beside, "low": beside, "lowest": ("above", "below", "above right", "above left")}
    return {
        f"{name}-name": Beside(
            lettering=lettering(
                text, lines=(2, 1, 3), size=MEASURES.name, least=LEAST_NAME, role=role, weight="semibold"
            ),
            by=name,
            sides=sides[name],
            over=("error-axes", "error-ticks", "point-drop", "point-tick"),
            own=("curve",),
            within=inset(half, left=-GUTTER),
            leader=True,
            priority=5,
            optional=name == "low" and half.width < LEAST_FOR_LOW,
        )
        for name, (text, role) in texts.items()
    }


def present_weight(plane: Plane, point: Point, language: Language, *, counting: bool) -> Parts:
    """Return the present weight on its axis, with a dotted line up to the curve."""
    axes = axes_of(plane, beside=True)
    mark = {name.replace("at-", "point-"): part for name, part in axes.point_mark(point).items()}
    text = language.counting(point.x, plane.view.x.width / 2) if counting else language.numeral(point.x)
    label = axes.point_name(point, plain(language.isolated(text)), counting=counting)
    own = tuple(name.replace("at-", "point-") for name in label.own)
    own = tuple(f"error-{name}" if name in ("axes", "ticks") else name for name in own)
    return {**mark, "point-name": replace(label, own=own, sides=("below",), by=label.by[:1], reach=60.0)}


def gap_label(plane: Plane, gaps: Sequence[Segment], longest: int, sides: Sides, text: str) -> Beside:
    """Return a word beside a gap, on the side where its square is not.

    Args:
        plane: the plane of the data.
        gaps: all gaps.
        longest: the number of the gap that is named; among many it may be another long or outer one.
        sides: the sides of the squares.
        text: the word.
    """
    few = len(gaps) <= MOST_SQUARES
    named = [gaps[longest]] if few else _easy_to_name(gaps)
    shares = (0.5, 0.35, 0.65) if few else (0.5, 0.0, 1.0)
    return Beside(
        lettering=Lettering(settings=(plain(text),), size=MEASURES.name, weight="semibold", role="legs"),
        by=plane.points([gap.at(share) for share in shares for gap in named]),
        ranked=True,
        sides=("left", "right") if sides.of[longest] > 0 else ("right", "left"),
        own=("gaps", "squares"),
        over=("squares",),
        reach=60,
        leader=True,
        priority=2,
    )


def _easy_to_name(gaps: Sequence[Segment]) -> list[Segment]:
    """Return the longest and the outermost of many gaps."""
    longest = sorted(gaps, key=lambda gap: -abs(gap.end.y - gap.start.y))[:4]
    return [*longest, min(gaps, key=_x), max(gaps, key=_x)]


def _x(gap: Segment) -> float:
    return gap.start.x


def line_label(half: Box, language: Language) -> Beside:
    """Return the formula of the line, below its weight."""
    words = Lettering(settings=(formula("y = w x + b"),), size=SUM_SIZES[0], role="curve")
    return headline(words, inset(half, top=LINE), language)


def number_labels(
    facts: Facts, halves: tuple[Box, Box], views: ErrorViews, language: Language, *, counting: bool
) -> dict[str, Beside]:
    """Return the weight above one half and the error above the other, which change in place.

    Args:
        facts: the facts.
        halves: the boxes.
        views: the views, whose sizes say with how many decimals the numbers count.
        language: the language.
        counting: whether they change.
    """
    fit: LineFit = facts.fit
    weight, error = (
        language.counting(value, size) if counting else language.numeral(value)
        for value, size in ((fit.weight, views.error.x.width / 2), (fit.error, facts.among.high.y))
    )
    left, right = halves
    return {
        "weight": _number(language.say("weight"), weight, "curve", left, language, counting=counting),
        "error": _number(language.say("error"), error, "legs", right, language, counting=counting),
    }


def _number(name: str, text: str, role: Role, half: Box, language: Language, *, counting: bool) -> Beside:
    words = plain(language.equation(name, language.isolated(text)))
    line = Lettering(settings=(words,), role=role, size=48.0, weight="semibold", counting=counting)
    return headline(line, half, language)


def sum_label(facts: Facts, half: Box, decimals: int, face: Typeface, language: Language) -> Beside:
    """Return the mean of the squares with its terms, if they are few; else what it is in words."""
    count = len(facts.squares)
    words = [language.say("the mean of {count} squares", count=str(count))]
    if count <= MOST_TERMS and facts.fit.error > 0:
        terms = " + ".join(counted(each, decimals, language) for each in facts.squares)
        words = [language.isolated(f"= ({terms}) / {count}"), *words]
    texts = [
        Lettering(settings=(plain(each),), size=size, role="legs", counting=count <= MOST_TERMS)
        for each in words
        for size in SUM_SIZES
    ]
    texts.append(replace(texts[-1], settings=(plain(wrapped(words[-1], 2)),)))
    line = next((text for text in texts if text.sizes(face)[0][0] <= half.width), texts[-1])
    return headline(line, inset(half, top=LINE), language)
