"""Drawing of a curve above its slope: axes, guides, the trace, signed areas under it, and the labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor

import numpy as np

from hillside.stage.axes import DOT, DOT_GAP, POINT_TICK, Axes
from hillside.stage.drawing import Part, dashed, filled, stroke
from hillside.stage.labels import Beside, Instead
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, markup_of
from hillside.stage.lettering.typst_markup import display, formula, plain, quoted
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement.items import Region
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, inset, within_aspect
from mathcore import FeatureKind, Point, derivative_expr
from scenes.derivative.facts import MAX_MARKED, SlopeCurve, Views, pieces_of
from scenes.derivative.words import level_word, stretch_markup
from scenes.shared.slopes.graph import curve_label, derivative_markup, open_dot, small_dot
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.stretches import Stretch, bands, ends_of

HATCH, HATCH_WIDTH = 30.0, 1.5
"""Distance of the lines of a hatch along the axis, and their width, in layout pixels."""
STEP = 2.0
"""Distance of the points at which a line of a hatch is compared with the curve, in layout pixels."""
SIGN, SIGN_WIDTH = 34.0, 7.0
"""Length and width of the bars of a large sign, in layout pixels,"""
LEAST_ROOM = 80.0, 52.0
"""and the least width and height of an area that has one."""


def areas(lines: Sequence[Points], zero: float) -> tuple[list[Points], list[Points]]:
    """Return the parts of polylines above and below a height, cut where they cross it.

    Args:
        lines: polylines from left to right, shape `(n, 2)` each.
        zero: the height.

    >>> above, below = areas([np.array([[0.0, 2.0], [4.0, -2.0]])], 0.0)
    >>> above[0].tolist(), below[0].tolist()
    ([[0.0, 2.0], [2.0, 0.0]], [[2.0, 0.0], [4.0, -2.0]])
    """
    pieces = [piece for line in lines for piece in _cut(line, zero)]
    middles = [float(piece[:, 1].mean()) for piece in pieces]
    return (
        [piece for piece, middle in zip(pieces, middles, strict=True) if middle > zero],
        [piece for piece, middle in zip(pieces, middles, strict=True) if middle < zero],
    )


def _cut(line: Points, zero: float) -> list[Points]:
    """Return the pieces of a polyline between its crossings of a height."""
    off = line[:, 1] - zero
    crossed = np.flatnonzero(off[:-1] * off[1:] < 0)
    shares = off[crossed] / (off[crossed] - off[crossed + 1])
    points = line[crossed] + shares[:, None] * (line[crossed + 1] - line[crossed])
    whole = np.insert(line, crossed + 1, points, axis=0)
    ends = [0, *(np.flatnonzero(np.abs(whole[:, 1] - zero) < 1e-9).tolist()), len(whole) - 1]
    return [whole[low : high + 1] for low, high in pairwise(ends) if high > low]


def area_parts(lines: Sequence[Points], zero: float, theme: Theme) -> dict[str, Part]:
    """Return the areas between polylines and a height: `positive`, filled, and `negative`, hatched."""
    above, below = areas(lines, zero)
    parts: dict[str, Part] = {}
    if above:
        parts["positive"] = _backdrop([filled(_closed(piece, zero), theme.slope_fill) for piece in above])
    hatches = [line for piece in below for line in _hatch(piece, zero)]
    if hatches:
        parts["negative"] = _backdrop([stroke(hatches, theme.slope, HATCH_WIDTH)])
        parts["negative"].grows = False
        parts["negative"].blocks = tuple(Region(_closed(piece, zero)) for piece in below)
    return parts


def _backdrop(parts: Sequence[Part]) -> Part:
    whole = Part.of(*parts)
    whole.backdrop = True
    return whole


def _closed(piece: Points, zero: float) -> Points:
    return np.vstack([[piece[0, 0], zero], piece, [piece[-1, 0], zero]])


def _heights(piece: Points, x: Points) -> Points:
    """Return the heights of a polyline from left to right at some places, shape `(n,)`."""
    return np.interp(x, piece[:, 0], piece[:, 1])


def _hatch(piece: Points, zero: float) -> Iterator[Points]:
    """Yield the lines of a hatch at 45° between a piece of the curve and the height above it."""
    left, right, low = float(piece[0, 0]), float(piece[-1, 0]), float(piece[:, 1].min())
    first = floor((left - zero) / HATCH)
    for number in range(first, ceil((right - low) / HATCH)):
        start = number * HATCH  # of the line y = x - start
        x = np.arange(max(left, low + start), min(right, zero + start), STEP)
        inside = (x - start > _heights(piece, x)) & (x - start < zero)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
        for begin, end in edges.reshape(-1, 2).tolist():
            if end - begin > 1:
                ends = x[[begin, end - 1]]
                yield np.column_stack([ends, ends - start])


def sign_part(lines: Sequence[Points], zero: float, theme: Theme) -> dict[str, Part]:
    """Return a large plus in each area above a height, and a large minus in each below, with room for it."""
    above, below = areas(lines, zero)
    bars = [bar for piece in above for bar in _sign(piece, zero, upright=True)]
    bars += [bar for piece in below for bar in _sign(piece, zero, upright=False)]
    if not bars:
        return {}
    halo = stroke(bars, theme.paper, SIGN_WIDTH + 2 * MEASURES.halo)
    part = Part.of(halo, stroke(bars, theme.slope, SIGN_WIDTH))
    part.grows = False
    return {"signs": part}


def _sign(piece: Points, zero: float, *, upright: bool) -> list[Points]:
    """Return the bars of a sign in the middle of an area, by its center of mass; none without room for it."""
    x = np.linspace(float(piece[0, 0]), float(piece[-1, 0]), 201)
    off = _heights(piece, x) - zero
    center = float((x * np.abs(off)).sum() / max(float(np.abs(off).sum()), 1e-9))
    height = float(_heights(piece, np.array([center]))[0]) - zero
    if piece[-1, 0] - piece[0, 0] < LEAST_ROOM[0] or abs(height) < LEAST_ROOM[1]:
        return []
    half, middle = SIGN / 2, zero + height / 2
    level = np.array([[center - half, middle], [center + half, middle]])
    steep = np.array([[center, middle - half], [center, middle + half]])
    return [level, steep] if upright else [level]


BETWEEN = 120.0
"""Space between the two planes, for the arrow and the name of the lower one, in layout pixels."""
WORDS = 58.0
"""Space above the planes for the words of the stretches, in layout pixels."""
BELOW = 50.0
"""Space below the planes for numerals, in layout pixels."""
MAX_ASPECT, MIN_ASPECT = 6.0, 0.8
"""Maximum and minimum aspect of a plane: width over height."""
LOWER = "slope-"
"""The beginning of the names of parts of the lower plane."""
BAR = 6.0
"""Width of the bar whose length is the slope, in layout pixels."""


def planes(views: Views, sheet: Sheet, theme: Theme) -> tuple[Plane, Plane]:
    """Return the planes of f and, below it on every sheet, of f′, with the same window of x."""
    above = curve_box(sheet)
    middle = _room(sheet).center[1]
    below = Box(above.left, 2 * middle - above.top, above.right, 2 * middle - above.bottom)
    return Plane(views.curve, above, theme), Plane(views.slope, below, theme)


def curve_box(sheet: Sheet) -> Box:
    """Return the box of f; that of f′ has the same size."""
    room = _room(sheet)
    half = inset(room, bottom=(room.height + BETWEEN) / 2)
    return within_aspect(half, MIN_ASPECT, MAX_ASPECT)


def _room(sheet: Sheet) -> Box:
    return inset(
        sheet.inside(MEASURES.margin), top=WORDS + MEASURES.axis_off, right=64, bottom=BELOW, left=64
    )


def curve_and_slope(above: Axes, below: Axes, facts: SlopeCurve, *, final: bool) -> dict[str, Part]:
    """Return the strokes of both planes, back to front.

    Args:
        above: the axes of f.
        below: the axes of f′.
        facts: the facts.
        final: whether the point is that of the still, which is named on the axis.
    """
    upper, lower = above.plane, below.plane
    traced = _traced(lower, facts)
    lines = [line for pieces in traced.values() for line in pieces]
    areas = area_parts(lines, zero_height(lower), lower.theme)
    through = Box(upper.box.left, lower.box.bottom, upper.box.right, upper.box.top)
    parts = {**bands(upper, facts.stretches, through), **areas}
    parts |= {**above.drawn(), **{LOWER + name: part for name, part in below.drawn().items()}}
    parts |= {
        f"guides-{number}": _guide(upper, lower, flat, "faint") for number, flat in enumerate(facts.flats, 1)
    }
    if facts.touch is not None:
        parts["guide"] = _guide(upper, lower, facts.touch, "slope")
    parts |= curve_parts(upper, facts.curve)
    parts |= {name: _trace(lower, pieces) for name, pieces in traced.items()}
    parts |= {
        f"jumps-{number}": open_dot(lower, point, "slope") for number, point in enumerate(facts.jumps, 1)
    }
    parts |= {f"flats-{number}": small_dot(upper, flat, "ink") for number, flat in enumerate(facts.flats, 1)}
    parts |= {f"zeros-{number}": small_dot(lower, zero, "ink") for number, zero in enumerate(facts.zeros, 1)}
    if facts.tangent is not None and facts.touch is not None:
        parts["tangent"] = upper.dashed(facts.tangent, "slope")
        parts["touch"] = upper.draw(facts.touch, "slope")
    if facts.value is not None and facts.height is not None:
        parts["height"] = stroke([lower.ends(facts.height)], lower.theme.slope, BAR)
        parts["height"].plane = lower
        parts["value"] = lower.draw(facts.value, "slope")
        parts |= {"at-tick": _tick(lower, facts.value.x)} if final else {}
    return {**parts, **_whole_signs(lower, facts)}


def zero_height(plane: Plane) -> float:
    """Return the y-coordinate on the sheet of slope 0, in layout pixels."""
    return float(plane.points([Point(plane.view.x.low, 0.0)])[0, 1])


def _tick(plane: Plane, x: float) -> Part:
    """Return the tick of a point on the axis of f′."""
    foot = plane.points([Point(x, 0.0)])[0]
    half = np.array([0.0, POINT_TICK / 2])
    part = stroke([np.array([foot - half, foot + half])], plane.theme.ink, MEASURES.legs)
    part.plane = plane
    return part


def _guide(above: Plane, below: Plane, point: Point, role: Role) -> Part:
    """Draw a dotted line from a point of f straight down to the axis of f′."""
    ends = np.vstack([above.points([point]), below.points([Point(point.x, 0.0)])])
    return dashed(ends, above.theme.color(role), DOT, 0.1, DOT_GAP)


def _traced(plane: Plane, facts: SlopeCurve) -> dict[str, list[Points]]:
    """Return the visible lines of the traced part of the graph of f′, as `traces-1` and so on.

    The whole graph is sampled once and cut off where the trace ends.
    """
    found: dict[str, list[Points]] = {}
    pieces = pieces_of(facts.curve.f, facts.curve.over)
    for number, (whole, graph) in enumerate(zip(pieces, facts.traces, strict=False), 1):
        end = float(plane.points([Point(graph.over.high, 0.0)])[0, 0])
        lines = [line for piece in plane.curve(whole) if len(line := _up_to(piece, end)) > 1]
        found |= {f"traces-{number}": lines} if lines else {}
    return found


def _trace(plane: Plane, lines: list[Points]) -> Part:
    part = stroke(lines, plane.theme.slope, MEASURES.curve)
    part.plane = plane
    return part


def _whole_signs(plane: Plane, facts: SlopeCurve) -> dict[str, Part]:
    """Return the signs of the whole of f′, which stay where they are while it is traced."""
    pieces = pieces_of(facts.curve.f, facts.curve.over)
    lines = [line for piece in pieces for line in plane.curve(piece)]
    return sign_part(lines, zero_height(plane), plane.theme)


def _up_to(line: Points, end: float) -> Points:
    """Return the part of a polyline from left to right that lies left of `end`.

    >>> _up_to(np.array([[0.0, 0.0], [4.0, 8.0]]), 1.0).tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """
    if line[-1, 0] <= end:
        return line
    kept = line[line[:, 0] < end]
    if not len(kept):
        return kept
    return np.vstack([kept, [end, np.interp(end, line[:, 0], line[:, 1])]])


def slope_curve_labels(
    facts: SlopeCurve, drawn: Mapping[str, Part], above: Plane, language: Language, *, final: bool
) -> dict[str, Beside]:
    """Return the names of both curves, the slope, and the kinds of stretches and critical points.

    Args:
        facts: the facts.
        drawn: the strokes.
        above: the plane of f.
        language: the language.
        final: whether the point is that of the still, where its slope stands beside it.
    """
    labels = {"curve-name": curve_label(language, facts.curve.f)}
    traces = [name for name in drawn if name.startswith("traces-")]
    if traces:
        longest = max(traces, key=lambda name: float(drawn[name].width))
        labels["trace-name"] = _trace_name(longest, facts, language)
    if "value" in drawn and final and facts.slope is not None:
        labels["value-name"] = _value_name(language.isolated(language.numeral(facts.slope)))
    for number, kind in enumerate(facts.kinds, 1):
        labels[f"flat-name-{number}"] = _flat_label(number, kind, language)
        labels[f"zero-name-{number}"] = _zero_label(number, language)
    return labels | _stretch_words(facts.stretches, above, language)


def _trace_name(trace: str, facts: SlopeCurve, language: Language) -> Beside:
    f = facts.curve.f
    whole = derivative_markup(derivative_expr(f, f.names[0]), language)
    short = formula(f"y = {markup_of('f', language)}'({markup_of('x', language)})")
    settings = (short,) if whole is None else (whole, short)
    return Beside(
        lettering=Lettering(settings=settings, size=MEASURES.label, role="slope"),
        by=trace,
        sides=("above right", "above left", "above", "right", "below"),
        gap=18.0,
        reach=90,
        plate=True,
        priority=4,
    )


def running_slope(facts: SlopeCurve, above: Plane, below: Plane, language: Language) -> dict[str, Instead]:
    """Return the slope while the tangent slides, where the name of the lower curve will stand."""
    if facts.touch is None or facts.slope is None or not facts.traces:
        return {}
    at = language.counting(facts.touch.x, above.view.x.width / 2)
    slope = language.counting(facts.slope, below.view.y.width / 2)
    words = display(f"{markup_of('f', language)}'({quoted(at)}) = {quoted(slope)}")
    lettering = Lettering(settings=(words,), size=MEASURES.label, role="slope")
    return {"running-slope": Instead(lettering=lettering, of="trace-name")}


def _value_name(value: str) -> Beside:
    """Return the slope beside the lower point."""
    words = Lettering(
        settings=(plain(value),),
        size=MEASURES.label,
        least=MEASURES.small,
        weight="semibold",
        role="slope",
    )
    return Beside(
        lettering=words,
        by="value",
        sides=("right", "left", "above right", "above left", "below right", "below left"),
        own=("height", "positive", "negative"),
        over=(*(f"guides-{number}" for number in range(1, MAX_MARKED + 1)), "guide"),
        gap=18.0,
        reach=70.0,
        plate=True,
        leader=True,
        priority=8,
    )


def _flat_label(number: int, kind: str, language: Language) -> Beside:
    """Return the label of a critical point, its kind: above a maximum and below a minimum if possible."""
    return Beside(
        lettering=Lettering(settings=(plain(level_word(kind, language)),), size=MEASURES.name),
        by=f"flats-{number}",
        sides=("above", "below")[:: -1 if kind == FeatureKind.MINIMUM.value else 1],
        gap=20.0,
        leader=True,
        priority=4,
    )


def _zero_label(number: int, language: Language) -> Beside:
    """Return f′ = 0 beside a zero, where there is room."""
    zero = display(f"{markup_of('f', language)}' = 0")
    return Beside(
        lettering=Lettering(settings=(zero,), size=MEASURES.small + 2.0),
        by=f"zeros-{number}",
        sides=("above right", "above left", "below right", "below left"),
        own=("slope-axes", "slope-ticks"),
        gap=22.0,
        reach=80.0,
        plate=True,
        strict=True,
        optional=True,
    )


def _stretch_words(stretches: tuple[Stretch, ...], plane: Plane, language: Language) -> dict[str, Beside]:
    """Return the words over the stretches: increasing, decreasing; an arrow over a narrow one."""
    found: dict[str, Beside] = {}
    top = plane.box.top + MEASURES.axis_off + 12.0
    for number, stretch in enumerate(stretches, 1):
        left, right = ends_of(plane, stretch.over)
        room = right - left
        settings = [
            Lettering(settings=(each,), size=MEASURES.name) for each in stretch_markup(stretch.sign, language)
        ]
        widths = [each.sizes(plane.theme.typeface)[0][0] for each in settings]
        fitting = [(each, width) for each, width in zip(settings, widths, strict=True) if width < room - 16.0]
        if fitting:
            words, width = fitting[0]
            found[f"trend-{number}"] = Beside(
                lettering=words,
                by=np.array([[(left + right) / 2 + aside, top] for aside in _asides(room, width)]),
                ranked=True,
                sides=("above",),
                gap=0.0,
                reach=0.0,
                strict=True,
                optional=True,
                priority=7,
            )
    return found


def _asides(room: float, width: float) -> list[float]:
    """Return distances from the middle of a stretch at which a word may stand over it, the best first."""
    most = max((room - width) / 2, 0.0)
    return [share * most for share in (0.0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9)]


def axis_names(
    above: Axes, below: Axes, point: Point | None, name: str, language: Language, *, final: bool
) -> dict[str, Beside]:
    """Return the names of the axes and their numerals, and the x of the point on the lower one.

    Args:
        above: the axes of f.
        below: the axes of f′.
        point: the point on the axis of f′, or None.
        name: its number as it is written.
        language: the language.
        final: whether it is named.
    """
    named = point if final else None
    lower = below.names(language, up=plain(language.say("slope")), point=named)
    # The curve is named y = f′(x) besides.
    lower["y-name"] = replace(lower["y-name"], optional=True)
    names = above.names(language) | {LOWER + each: _of_lower(label) for each, label in lower.items()}
    if named is not None:
        names["at-name"] = replace(
            below.point_name(named, plain(language.isolated(name))),
            own=("slope-axes", "slope-ticks", "at-tick", "guide", "height"),
        )
    return names


def _of_lower(label: Beside) -> Beside:
    return replace(label, own=tuple(LOWER + name for name in label.own))
