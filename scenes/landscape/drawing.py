"""Drawing of a landscape: the layout of surface and map, the descent on both, and the names of the axes."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, disk, dot, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import symbol
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.placement.items import Stroke
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import LANDSCAPE, Box, Points, Sheet, inset, within_aspect
from mathcore import Polyline
from scenes.landscape.facts import Facts
from scenes.landscape.surface import BASE, Surface3D, runs
from scenes.shared.axis_names import axis_name
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.scalar_field import Array

HEADLINE = 90.0
"""Height for the line with the error, in layout pixels,"""
LEFT_NAME = 84.0
"""space left of a surface, for the name of its vertical axis,"""
RIGHT_NAME = 80.0
"""space right of a map, for the name of its horizontal axis,"""
UNDER_MAP = 36.0
"""and space below a map that stands below its surface."""
BESIDE = 0.04
"""Space between a surface and the map beside it, as a share of the width."""
SURFACE_SHARE = 0.56
"""Share of the width for a surface beside its map."""
OVER_SURFACE, BETWEEN = 30.0, 36.0
"""Space above a surface that stands above its map, and between the two, in layout pixels; the headline fits
in the corner, where the block never is."""
MAP_SHARE = 0.49
"""Share of the height for a map below its surface."""
AXES_OFF = 0.1
"""Distance of the axes from the block, in units of the block."""
PATH_STEP = 0.01
"""Step in which the path over the surface is sampled, as a share of the window."""
CASING = 3.0
"""Width of the casing of bare paper on both sides of the path, in layout pixels."""
HIDDEN_DASH, HIDDEN_GAP = 3.0, 11.0
"""Dash and gap of the path where a hill hides it, in layout pixels."""
HIDDEN_DOT = 7.0
"""Radius of a point behind a hill, in layout pixels."""


def map_box(sheet: Sheet) -> Box:
    """Return the box of the map: right of the surface, or below it."""
    room = sheet.inside(MEASURES.margin)
    if _side_by_side(room):
        left = (SURFACE_SHARE + BESIDE) * room.width
        return within_aspect(inset(room, left=left, right=RIGHT_NAME, bottom=66, top=HEADLINE), 1.0, 1.0)
    return within_aspect(
        inset(room, left=40, right=RIGHT_NAME, bottom=UNDER_MAP, top=room.height - _stacked(room)), 1.0, 1.0
    )


def surface_box(sheet: Sheet) -> Box:
    """Return the box of the surface: left of the map, or above it."""
    room = sheet.inside(MEASURES.margin)
    if _side_by_side(room):
        right = (1 - SURFACE_SHARE) * room.width
        return inset(room, left=LEFT_NAME, right=right, bottom=60, top=HEADLINE + 40)
    return inset(room, left=60, right=60, bottom=_stacked(room) + BETWEEN, top=OVER_SURFACE)


def _side_by_side(room: Box) -> bool:
    return room.width >= LANDSCAPE * (room.height - HEADLINE)


def _stacked(room: Box) -> float:
    """Return the height of a map below its surface, with the space below it, in layout pixels."""
    return UNDER_MAP + MAP_SHARE * (room.height - OVER_SURFACE - BETWEEN - UNDER_MAP)


def landscape_parts(surface: Surface3D, facts: Facts, language: Language) -> Parts:
    """Return the surface, the map, the path on both, and the names of all axes, back to front."""
    drawn = surface.mesh.map
    symbols = _axis_symbols(language, sliced=facts.function is None)
    axes, arrows = _block_axes(surface)
    return {
        "surface-axes": axes,
        "surface": surface.relief(),
        "surface-contours": surface.lines(),
        **_path_on_surface(surface, facts),
        **_blocking_map(drawn),
        **_path_on_map(drawn.plane, facts),
        **_block_names(arrows, symbols),
        **_map_names(drawn.plane, symbols, under=drawn.plane.box.top < surface.projection.box.bottom),
    }


def _blocking_map(drawn: ContourMap) -> dict[str, Part]:
    """Return the map as an obstacle, on which no label may stand."""
    relief = Part(*drawn.relief.shapes(), blocks=[drawn.plane.box])
    return {"relief": relief, "contours": drawn.lines, "axes": drawn.plane.axes()}


def _path_on_map(plane: Plane, facts: Facts) -> dict[str, Part]:
    """Return the descent seen from above."""
    theme = plane.theme
    parts: dict[str, Part] = {}
    if facts.path is not None:
        parts["path"] = _cased([plane.points(facts.path.points)], theme)
        parts["path"].plane = plane
    ends = plane.points([facts.start, facts.place])
    parts["start"] = _ring(ends[0], theme)
    parts["place"] = dot(ends[1], MEASURES.dot, theme.slope, theme.paper, MEASURES.halo)
    for name in ("start", "place"):
        parts[name].plane = plane
    return parts


def _path_on_surface(surface: Surface3D, facts: Facts) -> dict[str, Part]:
    """Return the descent on the surface, dotted where a hill hides it."""
    theme = surface.mesh.theme
    parts: dict[str, Part] = {}
    if facts.path is not None:
        parts["surface-path"] = _over_ground(surface, facts.path)
    points = np.array([[each.x, each.y] for each in (facts.start, facts.place)])
    heights = surface.mesh.true_heights(points)
    ends, visible = surface.projection.to_sheet(points, heights), surface.visible(points, heights)
    sizes = [MEASURES.dot if each else HIDDEN_DOT for each in visible]
    parts["surface-start"] = _ring(ends[0], theme, sizes[0])
    parts["surface-place"] = dot(ends[1], sizes[1], theme.slope, theme.paper, MEASURES.halo)
    return parts


def _over_ground(surface: Surface3D, path: Polyline) -> Part:
    points = _densified(path, surface.mesh.map.plane.view)
    heights = surface.mesh.true_heights(points)
    drawn = surface.projection.to_sheet(points, heights)
    visible = surface.visible(points, heights)
    theme = surface.mesh.theme
    # Each run extends to the middle between a visible and a hidden point; both draw that gap.
    hidden = [drawn[max(a - 1, 0) : b + 1] for a, b in runs(~visible)]
    seen = [drawn[a:b] for a, b in runs(visible)]
    behind = [dashed(piece, theme.slope, MEASURES.legs, HIDDEN_DASH, HIDDEN_GAP) for piece in hidden]
    part = Part.of(*behind, *([_cased(seen, theme)] if seen else []))
    part.blocks = (Stroke(drawn, MEASURES.tangent),)
    return part


def _densified(path: Polyline, view: View) -> Array:
    """Return points along a path, close enough together to follow the surface: shape `(n, 2)`."""
    corners = np.array([[point.x, point.y] for point in path.points])
    lengths: Array = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    count = max(int(lengths[-1] / (PATH_STEP * min(view.x.width, view.y.width))), 1) + 2
    stations = np.sort(np.concatenate([np.linspace(0.0, float(lengths[-1]), count), lengths]))
    return np.column_stack([np.interp(stations, lengths, corners[:, axis]) for axis in (0, 1)])


def _cased(pieces: list[Points], theme: Theme) -> Part:
    wide = MEASURES.tangent + 2 * CASING
    return Part.of(stroke(pieces, theme.paper, wide), stroke(pieces, theme.slope, MEASURES.tangent))


def _ring(center: Points, theme: Theme, size: float = MEASURES.dot) -> Part:
    rim = dot(center, size, theme.slope, theme.paper, MEASURES.halo)
    return Part.of(rim, disk(center, size / 2, theme.paper))


def _block_axes(surface: Surface3D) -> tuple[Part, dict[str, Points]]:
    """Return arrows along the two near edges of the block and up its left one, as a part and by name."""
    theme, projection = surface.mesh.theme, surface.projection
    near = np.where(projection.toward >= 0, 1.0, -1.0)
    edges: dict[str, Array] = {
        "w_1": np.array([[-1.0, near[1] * (1 + AXES_OFF)], [1.0, near[1] * (1 + AXES_OFF)]]),
        "w_2": np.array([[near[0] * (1 + AXES_OFF), -1.0], [near[0] * (1 + AXES_OFF), 1.0]]),
    }
    arrows = {name: projection.of_block(edge, np.full(2, BASE)) for name, edge in edges.items()}
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    left = corners[np.argmin(projection.of_block(corners, np.zeros(4))[:, 0])] * (1 + AXES_OFF / 2)
    arrows["error"] = projection.of_block(np.array([left, left]), np.array([BASE, 1.06]))
    part = Part.of(*(arrow(path, theme.faint, MEASURES.axis, MEASURES.axis_head) for path in arrows.values()))
    return part, arrows


def _block_names(arrows: dict[str, Points], symbols: dict[str, str]) -> dict[str, Beside]:
    """Return the names of the axes of a block: by the middles of two, above the tip of the vertical one."""
    sides = {"w_1": ("below", "below left", "below right"), "w_2": ("below", "below right", "below left")}
    names = {
        f"surface-{name}": _axis_name(symbols[name], _along(arrows[name]), sides[name])
        for name in ("w_1", "w_2")
    }
    tip = arrows["error"][1:]
    return names | {
        "surface-error": _axis_name(symbols["error"], tip, ("above", "above right", "above left"))
    }


def _along(path: Points) -> Points:
    return path[0] + np.array([[0.5], [0.35], [0.65], [0.8], [1.0]]) * (path[1] - path[0])


def _map_names(plane: Plane, symbols: dict[str, str], *, under: bool) -> dict[str, Beside]:
    """Return the names of the axes of the map, by their tips; `under` a surface, clear of its names."""
    right, top = plane.axis_tips
    up = ("left", "above left", "above") if under else ("above", "left", "above left")
    return {
        "map-w_1": _axis_name(symbols["w_1"], right[None], ("right", "below", "above right")),
        "map-w_2": _axis_name(symbols["w_2"], top[None], up),
    }


def _axis_name(setting: str, by: Points, sides: tuple[str, ...]) -> Beside:
    return axis_name(setting, by, sides, own=("axes", "surface-axes"), reach=60, ranked=True)


def _axis_symbols(language: Language, *, sliced: bool) -> dict[str, str]:
    """Return the symbols of the axes: two weights, or two directions in weight space for a network; error."""
    weights = {name: symbol(name, language) for name in ("w_1", "w_2")}
    if sliced:
        weights = {"w_1": formula("alpha"), "w_2": formula("beta")}
    return weights | {"error": plain(language.say("error"))}
