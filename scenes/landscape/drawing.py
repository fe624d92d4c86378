"""Drawing of a landscape: surface and map with the descent on both, axes, names of places, and weights."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from hillside.stage.axes import axes_of
from hillside.stage.drawing import Part, arrow, dashed, disk, dot, filled, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering, symbol
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement.items import Stroke
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box, Points
from hillside.stage.ticks import Tick
from mathcore import Point, Polyline
from scenes.landscape.block.camera import BASE
from scenes.landscape.block.surface import Surface3D, runs
from scenes.landscape.facts import Facts
from scenes.landscape.ground.network_slice import NETWORK
from scenes.landscape.surface_and_map import Layout
from scenes.landscape.words import place_word
from scenes.shared.axis_names import axis_name, sides_toward
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.level_values import color_bar, level_numerals, level_values
from scenes.shared.maps.scalar_field import Array, Flags

HEAD, FOOT = 52.0, 64.0
"""Height of the names above the bars, and of the brackets with their names below, in layout pixels."""
BAR = 0.66
"""Width of a bar, as a share of the distance of two."""
BRACKET = 12.0
"""Height of a bracket, in layout pixels."""
SAMPLE = 26.0
"""Length of the mark beside the word for it, and its distance, in layout pixels."""
BEGAN = 4.0
"""Thickness of the mark where a weight began, in layout pixels."""


def strip_parts(facts: Facts, box: Box, theme: Theme, language: Language) -> dict[str, Part]:
    """Return the bars, the marks where they began, the line of 0, and brackets under the layers.

    Args:
        facts: the facts of the landscape.
        box: the box of the strip.
        theme: the colors.
        language: the language of the names, beside one of which stands a mark.

    The largest weight at any time fills half of the height.
    """
    plot = _plot(box)
    step, middle = plot.width / len(facts.weights), plot.center[1]
    scale = plot.height / 2 / facts.largest_weight
    lefts = [plot.left + step * (number + (1 - BAR) / 2) for number in range(len(facts.weights))]
    bars = [
        filled(_rectangle(left, middle, left + BAR * step, middle + scale * weight), theme.curve)
        for left, weight in zip(lefts, facts.weights, strict=True)
        if abs(scale * weight) >= 0.5
    ]
    began = [
        np.array([[left, middle + scale * weight], [left + BAR * step, middle + scale * weight]])
        for left, weight in zip(lefts, facts.first_weights, strict=True)
    ]
    zero = stroke([np.array([[plot.left, middle], [plot.right, middle]])], theme.faint, MEASURES.axis)
    ends = [plot.left + step * edge for edge in (0, hidden_weights(), len(facts.weights))]
    brackets = [_bracket(left + 3, right - 3, plot.bottom - 8) for left, right in pairwise(ends)]
    return {
        "weights": Part.of(*bars, zero) if bars else zero,
        "began": stroke([*began, _sample(box, language, theme)], theme.faint, BEGAN),
        "layers": stroke(brackets, theme.faint, MEASURES.axis),
    }


def strip_names(facts: Facts, box: Box, language: Language) -> dict[str, Beside]:
    """Return the names: the number of weights, the marks where they began, and the layers."""
    plot, say = _plot(box), language.say
    step = plot.width / len(facts.weights)
    edge = plot.left + step * hidden_weights()
    below = plot.bottom - 8 - BRACKET
    rightward = language.direction == "ltr"
    corners = (box.left, box.right) if rightward else (box.right, box.left)
    sides = ("below right", "below left") if rightward else ("below left", "below right")
    count = say("{count} weights", count=str(len(facts.weights)))
    hidden, output = plain(say("hidden layer")), plain(say("output"))
    return {
        "weights-name": _name(_lettering(plain(count), "curve"), (corners[0], box.top), sides[0]),
        "began-name": _name(_began_lettering(language), (corners[1], box.top), sides[1]),
        "hidden-name": _name(_lettering(hidden, "faint"), ((plot.left + edge) / 2, below), "below"),
        "output-name": _name(_lettering(output, "faint"), ((edge + plot.right) / 2, below), "below"),
    }


def _sample(box: Box, language: Language, theme: Theme) -> Points:
    """Return the mark of a start beside its name."""
    (size,) = _began_lettering(language).sizes(theme.typeface)[:1]
    away = size[0] + SAMPLE
    left = box.right - away - SAMPLE if language.direction == "ltr" else box.left + away
    height = box.top - 0.55 * MEASURES.point_name
    return np.array([[left, height], [left + SAMPLE, height]])


def _began_lettering(language: Language) -> Lettering:
    return _lettering(plain(language.say("start")), "faint")


def hidden_weights() -> int:
    """Return the number of weights and biases of the hidden layer, which come first.

    >>> hidden_weights()
    24
    """
    first = list(NETWORK.shapes.values())[:2]
    return sum(int(np.prod(shape)) for shape in first)


def _lettering(markup: str, role: Role) -> Lettering:
    weight = "semibold" if role == "curve" else "medium"
    return Lettering(settings=(markup,), size=MEASURES.point_name, least=30.0, role=role, weight=weight)


def _name(lettering: Lettering, at: tuple[float, float], side: str) -> Beside:
    return Beside(
        lettering=lettering,
        by=np.array([at]),
        sides=(side,),
        own=("layers", "weights", "began"),
        gap=6.0,
        reach=30.0,
        strict=True,
        priority=3,
    )


def _plot(box: Box) -> Box:
    return Box(box.left + 2, box.bottom + FOOT, box.right - 2, box.top - HEAD)


def _bracket(left: float, right: float, top: float) -> Points:
    return np.array([[left, top], [left, top - BRACKET], [right, top - BRACKET], [right, top]])


def _rectangle(left: float, bottom: float, right: float, top: float) -> Points:
    return np.array([[left, bottom], [right, bottom], [right, top], [left, top]])


VALUES = 3
"""Maximum number of level lines of the map with their values."""
AXES_OFF, AXIS_END = 0.1, 1.1
"""Distance of the axes from the block, and where they end, in units of the block."""
TICK = 0.05
"""Length of a tick on an axis of the block, in units of the block."""
PATH_STEP = 0.01
"""Step in which the path over the surface is sampled, as a share of the window."""
CASING = 3.5
"""Width of the casing of bare paper on both sides of the path, in layout pixels."""
PATH = 6.0
"""Width of the path, in layout pixels."""
HIDDEN_DASH, HIDDEN_GAP = 3.0, 11.0
"""Dash and gap of the path where a hill hides it, in layout pixels."""
STOP, STOPS_APART = 7.5, 17.0
"""Radius of the dot of a step, and the distance below which the next has none, in layout pixels."""
PLACE = 8.0
"""Radius of the dot of a named place, in layout pixels."""


def landscape_parts(surface: Surface3D, facts: Facts, layout: Layout, language: Language) -> Parts:
    """Return the surface, the map, the path on both, and all names and numbers, back to front."""
    drawn = surface.mesh.map
    symbols = axis_symbols(language, sliced=facts.function is None)
    axes, arrows, ticks = _block_axes(surface, facts)
    on_map = axes_of(drawn.plane, facts.function, beside=True)
    return {
        "surface-axes": axes,
        "surface": surface.relief,
        "surface-contours": surface.lines,
        **_path_on_surface(surface, facts),
        **_place_dots(surface, facts),
        "relief": drawn.relief,
        "contours": drawn.lines,
        **on_map.drawn(),
        **_key(drawn, facts, layout, language),
        **_path_on_map(drawn.plane, facts),
        **_block_names(surface, arrows, symbols),
        **_block_numerals(surface, ticks, language),
        **_place_names(surface, facts, layout, language),
        **on_map.names(language, symbols["w_1"], symbols["w_2"]),
        **_key_names(drawn, facts, layout, language),
        **level_values(drawn, language, VALUES),
    }


def _key(drawn: ContourMap, facts: Facts, layout: Layout, language: Language) -> dict[str, Part]:
    """Return the key of the colors, or in its place the strip of a network's weights."""
    if facts.weights:
        return strip_parts(facts, layout.strip, drawn.plane.theme, language)
    return {"key": color_bar(drawn, layout.key)}


def _key_names(drawn: ContourMap, facts: Facts, layout: Layout, language: Language) -> dict[str, Beside]:
    if facts.weights:
        return strip_names(facts, layout.strip, language)
    rightward = language.direction == "ltr"
    corner = np.array([[layout.key.left if rightward else layout.key.right, layout.key.top]])
    side = "above right" if rightward else "above left"
    name = axis_name(plain(language.say("error")), corner, (side,), own=("key",), reach=24)
    return {**level_numerals(drawn, layout.key, language), "key-name": name}


def _path_on_map(plane: Plane, facts: Facts) -> dict[str, Part]:
    """Return the descent seen from above."""
    theme = plane.theme
    parts: dict[str, Part] = {}
    if facts.path is not None:
        parts["path"] = _cased([plane.points(facts.path.points)], theme)
        parts["path"].plane = plane
        parts["stops"] = _stop_dots(plane.points(facts.stops[1 : facts.taken + 1]), theme)
    ends = plane.points([facts.start, facts.place])
    if facts.path is None and facts.steps:
        parts |= {"path": _not_yet(ends[0]), "stops": Part()}
    parts["start"] = _ring(ends[0], theme)
    parts["place"] = dot(ends[1], MEASURES.dot, theme.slope, theme.paper, MEASURES.halo)
    for name in ("start", "place"):
        parts[name].plane = plane
    return parts


def _stop_dots(places: Points, theme: Theme) -> Part:
    """Return the dots of the steps, without those that would touch the one before."""
    kept: list[Points] = []
    for place in places:
        if not kept or float(np.hypot(*(place - kept[-1]))) >= STOPS_APART:
            kept.append(place)
    dots = Part.of(*(dot(place, STOP, theme.slope, theme.paper, 2.0) for place in kept))
    # Labels keep clear of the path, on which they lie; their number changes while a film runs.
    dots.blocks = ()
    return dots


def _not_yet(start: Points) -> Part:
    """Return a path before its first step: an obstacle in its place among the others, like its start."""
    return Part(blocks=(Stroke(np.array([start, start]), PATH),))


def _path_on_surface(surface: Surface3D, facts: Facts) -> dict[str, Part]:
    """Return the descent on the surface, dotted where a hill hides it."""
    theme = surface.mesh.theme
    parts: dict[str, Part] = {}
    if facts.path is not None:
        parts["surface-path"] = _over_ground(surface, facts.path)
        stops, seen = _on_surface(surface, facts.stops[1 : facts.taken + 1])
        parts["surface-stops"] = _stop_dots(stops[seen], theme)
    ends, visible = _on_surface(surface, (facts.start, facts.place))
    if facts.path is None and facts.steps:
        parts |= {"surface-path": _not_yet(ends[0]), "surface-stops": Part()}
    sizes = [MEASURES.dot if each else STOP for each in visible]
    parts["surface-start"] = _ring(ends[0], theme, sizes[0])
    parts["surface-place"] = dot(ends[1], sizes[1], theme.slope, theme.paper, MEASURES.halo)
    return parts


def _on_surface(surface: Surface3D, points: tuple[Point, ...]) -> tuple[Points, Flags]:
    """Return points on the surface in layout pixels, and whether each is visible."""
    at = np.array([[each.x, each.y] for each in points]).reshape(-1, 2)
    heights = surface.mesh.true_heights(at)
    return surface.camera.to_sheet(at, heights), surface.visible(at, heights)


def _over_ground(surface: Surface3D, path: Polyline) -> Part:
    points = _densified(path, surface.mesh.map.plane.view)
    heights = surface.mesh.true_heights(points)
    drawn = surface.camera.to_sheet(points, heights)
    visible = surface.visible(points, heights)
    theme = surface.mesh.theme
    # Each run extends to the middle between a visible and a hidden point; both draw that gap.
    hidden = [drawn[max(a - 1, 0) : b + 1] for a, b in runs(~visible)]
    seen = [drawn[a:b] for a, b in runs(visible)]
    behind = [dashed(piece, theme.slope, MEASURES.legs, HIDDEN_DASH, HIDDEN_GAP) for piece in hidden]
    part = Part.of(*behind, *([_cased(seen, theme)] if seen else []))
    part.blocks = (Stroke(drawn, PATH),)
    return part


def _densified(path: Polyline, view: View) -> Array:
    """Return points along a path, close enough together to follow the surface: shape `(n, 2)`."""
    corners = np.array([[point.x, point.y] for point in path.points])
    lengths: Array = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    count = max(int(lengths[-1] / (PATH_STEP * min(view.x.width, view.y.width))), 1) + 2
    stations = np.sort(np.concatenate([np.linspace(0.0, float(lengths[-1]), count), lengths]))
    return np.column_stack([np.interp(stations, lengths, corners[:, axis]) for axis in (0, 1)])


def _cased(pieces: list[Points], theme: Theme) -> Part:
    return Part.of(stroke(pieces, theme.paper, PATH + 2 * CASING), stroke(pieces, theme.slope, PATH))


def _ring(center: Points, theme: Theme, size: float = MEASURES.dot + 2) -> Part:
    rim = dot(center, size, theme.slope, theme.paper, MEASURES.halo)
    return Part.of(rim, disk(center, size / 2.2, theme.paper))


def _place_dots(surface: Surface3D, facts: Facts) -> dict[str, Part]:
    """Return a dot on each named place; the lowest point has none while the descent stands on it."""
    theme = surface.mesh.theme
    parts: dict[str, Part] = {}
    ((here,), _) = _on_surface(surface, (facts.place,))
    for place in facts.places:
        (at,), (seen,) = _on_surface(surface, (place.at,))
        if float(np.hypot(*(at - here))) < STOPS_APART:
            parts[f"surface-{place.kind}"] = Part()
            continue
        radius = PLACE if seen else PLACE / 2
        parts[f"surface-{place.kind}"] = dot(at, radius, theme.ink, theme.paper, 3.0)
    return parts


def _place_names(surface: Surface3D, facts: Facts, layout: Layout, language: Language) -> dict[str, Beside]:
    """Return the names of hill, valley, lowest point and plain, above their dots where there is room."""
    return {
        f"surface-{place.kind}-name": Beside(
            lettering=Lettering(
                settings=(plain(place_word(place.kind, language)),),
                size=MEASURES.least_label + 2,
                least=MEASURES.small,
                weight="semibold",
            ),
            by=_on_surface(surface, (place.at,))[0],
            sides=("above", "above right", "above left", "right", "left", "below"),
            own=(f"surface-{place.kind}", "surface"),
            gap=22.0,
            reach=70.0,
            leader=True,
            over=("surface", "surface-contours"),
            within=layout.ground,
            halo=surface.mesh.theme.paper,
            priority=4 if place.kind == "lowest" else 2,
        )
        for place in facts.places
    }


def _outer_sides(direction: Points) -> tuple[str, ...]:
    """Return the sides for a name left or right of a block; above is the last resort.

    >>> _outer_sides(np.array([-5.0, 1.0]))
    ('left', 'above left', 'below left', 'above')
    """
    sides = sides_toward(np.array([direction[0], 0.3 * direction[1]]))
    return (*sides, *(side for side in ("above",) if side not in sides))


def _block_axes(
    surface: Surface3D, facts: Facts
) -> tuple[Part, dict[str, Points], dict[str, list[tuple[Tick, Points]]]]:
    """Return arrows with ticks along the two near edges of the block: as a part, and both by name."""
    theme, camera = surface.mesh.theme, surface.camera
    near = np.where(camera.toward >= 0, 1.0, -1.0)
    arrows: dict[str, Points] = {}
    ticks: dict[str, list[tuple[Tick, Points]]] = {}
    for axis, name in enumerate(("w_1", "w_2")):
        off = near[1 - axis] * (1 + AXES_OFF)

        def at(along: Array, aside: float, axis: int = axis) -> Points:
            block = np.column_stack([along, np.full(len(along), aside)])
            return camera.of_block(block if axis == 0 else block[:, ::-1], np.full(len(along), BASE))

        arrows[name] = at(np.array([-1.0, AXIS_END]), off)
        over = camera.x if axis == 0 else camera.y
        outward = near[1 - axis] * TICK
        ticks[name] = [
            (tick, np.vstack([at(place, off), at(place, off + outward)]))
            for tick in facts.block_ticks[axis]
            for place in [np.array([2 * (tick.at - over.low) / over.width - 1])]
        ]
    lines = [arrow(path, theme.faint, MEASURES.axis, MEASURES.axis_head) for path in arrows.values()]
    marks = [mark for each in ticks.values() for _, mark in each]
    return Part.of(*lines, stroke(marks, theme.faint, MEASURES.axis)), arrows, ticks


def _block_names(surface: Surface3D, arrows: dict[str, Points], symbols: dict[str, str]) -> dict[str, Beside]:
    """Return the names of the two axes of the block, at their tips, on the side away from the block."""
    middle = np.array(surface.camera.center)
    return {
        f"surface-{name}": Beside(
            lettering=Lettering(settings=(symbols[name],), size=MEASURES.name, role="faint"),
            by=path[1:],
            sides=_outer_sides(path[1] - middle),
            own=("surface-axes",),
            gap=10.0,
            reach=40.0,
            strict=True,
            priority=9,
        )
        for name, path in arrows.items()
    }


def _block_numerals(
    surface: Surface3D, ticks: dict[str, list[tuple[Tick, Points]]], language: Language
) -> dict[str, Beside]:
    """Return the numbers of the ticks, on the outer side of the axes."""
    return {
        f"surface-{name}-tick-{number}": Beside(
            lettering=Lettering(settings=(tick.markup(language),), size=MEASURES.small, role="faint"),
            by=mark[1:],
            sides=sides_toward(mark[1] - mark[0])[:2],
            own=("surface-axes",),
            gap=8.0,
            reach=30.0,
            strict=True,
            priority=-1,
            optional=True,
        )
        for name, each in ticks.items()
        for number, (tick, mark) in enumerate(each, 1)
    }


def axis_symbols(language: Language, *, sliced: bool) -> dict[str, str]:
    """Return the symbols of the axes: two weights, or two directions in weight space for a network."""
    if sliced:
        return {"w_1": formula("d_1"), "w_2": formula("d_2")}
    return {name: symbol(name, language) for name in ("w_1", "w_2")}
