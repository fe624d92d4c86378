"""A landscape drawn: its axes, the way over it, and the same way on the map."""

from __future__ import annotations

import numpy as np

from mathcore import Polyline
from stage.drawing import Part, Points, arrow, dashed, disk, dot, stroke
from stage.geometry import Stroke
from stage.labels import Beside, Lettering, symbol
from stage.lettering.language import Language
from stage.lettering.words import formula, plain
from stage.look.theme import MEASURES, Theme
from stage.maps.contour_map import ContourMap
from stage.maps.squares import Array
from stage.maps.surface import BASE, Surface3D, stretches
from stage.maps.way import Way, draped
from stage.plane import Plane

CASING = 3.0
"""Bare paper on both sides of the way sets it off from dark ground, in layout pixels."""
HIDDEN_DASH, HIDDEN_GAP = 3.0, 11.0
"""Where a hill hides the way, it is dotted, in layout pixels."""
HIDDEN_DOT = 7.0
"""The radius of a point behind a hill, in layout pixels."""
OFF = 0.1
"""The axes stand so far off the block, in units of it."""


def way_on_map(plane: Plane, way: Way) -> dict[str, Part]:
    """The way seen from above."""
    theme = plane.theme
    parts: dict[str, Part] = {}
    if way.path is not None:
        parts["path"] = _cased([plane.points(way.path.points)], theme)
        parts["path"].plane = plane
    ends = plane.points([way.start, way.place])
    parts["start"] = _ring(ends[0], theme)
    parts["place"] = dot(ends[1], MEASURES.dot, theme.slope, theme.paper, MEASURES.halo)
    for name in ("start", "place"):
        parts[name].plane = plane
    return parts


def way_on_surface(surface: Surface3D, way: Way) -> dict[str, Part]:
    """The way over the surface: dotted where a hill hides it."""
    theme = surface.ground.theme
    parts: dict[str, Part] = {}
    if way.path is not None:
        parts["surface-path"] = _over_ground(surface, way.path)
    places = np.array([[each.x, each.y] for each in (way.start, way.place)])
    shares = surface.ground.share_at(places)
    ends, seen = surface.outlook.to_sheet(places, shares), surface.seen(places, shares)
    sizes = [MEASURES.dot if each else HIDDEN_DOT for each in seen]
    parts["surface-start"] = _ring(ends[0], theme, sizes[0])
    parts["surface-place"] = dot(ends[1], sizes[1], theme.slope, theme.paper, MEASURES.halo)
    return parts


def _over_ground(surface: Surface3D, path: Polyline) -> Part:
    points = draped(path, surface.ground.map.plane.view)
    shares = surface.ground.share_at(points)
    drawn = surface.outlook.to_sheet(points, shares)
    seen = surface.seen(points, shares)
    theme = surface.ground.theme
    # A stretch reaches to the middle between a seen point and a hidden one; both draw that gap.
    hidden = [drawn[max(a - 1, 0) : b + 1] for a, b in stretches(~seen)]
    visible = [drawn[a:b] for a, b in stretches(seen)]
    behind = [dashed(piece, theme.slope, MEASURES.legs, HIDDEN_DASH, HIDDEN_GAP) for piece in hidden]
    part = Part.of(*behind, *([_cased(visible, theme)] if visible else []))
    part.blocks = (Stroke(drawn, MEASURES.tangent),)
    return part


def _cased(pieces: list[Points], theme: Theme) -> Part:
    wide = MEASURES.tangent + 2 * CASING
    return Part.of(stroke(pieces, theme.paper, wide), stroke(pieces, theme.slope, MEASURES.tangent))


def _ring(center: Points, theme: Theme, size: float = MEASURES.dot) -> Part:
    rim = dot(center, size, theme.slope, theme.paper, MEASURES.halo)
    return Part.of(rim, disk(center, size / 2, theme.paper))


def block_axes(surface: Surface3D) -> tuple[Part, dict[str, Points]]:
    """Arrows along the two near edges of the block and up its left one, and their tips by name."""
    theme, outlook = surface.ground.theme, surface.outlook
    toward = outlook.toward
    near = np.where(toward >= 0, 1.0, -1.0)
    ways: dict[str, Array] = {
        "w_1": np.array([[-1.0, near[1] * (1 + OFF)], [1.0, near[1] * (1 + OFF)]]),
        "w_2": np.array([[near[0] * (1 + OFF), -1.0], [near[0] * (1 + OFF), 1.0]]),
    }
    drawn = {name: outlook.of_block(way, np.full(2, BASE)) for name, way in ways.items()}
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    left = corners[np.argmin(outlook.of_block(corners, np.zeros(4))[:, 0])] * (1 + OFF / 2)
    drawn["error"] = outlook.of_block(np.array([left, left]), np.array([BASE, 1.06]))
    part = Part.of(*(arrow(way, theme.faint, MEASURES.axis, MEASURES.axis_head) for way in drawn.values()))
    return part, drawn


def block_names(ways: dict[str, Points], symbols: dict[str, str]) -> dict[str, Beside]:
    """The names of the three axes of a block: by the middles of two, over the tip of the one that rises."""
    sides = {"w_1": ("below", "below left", "below right"), "w_2": ("below", "below right", "below left")}
    names = {
        f"surface-{name}": _axis_name(symbols[name], _along(ways[name]), sides[name])
        for name in ("w_1", "w_2")
    }
    tip = ways["error"][1:]
    return names | {
        "surface-error": _axis_name(symbols["error"], tip, ("above", "above right", "above left"))
    }


def fenced_map(drawn: ContourMap) -> dict[str, Part]:
    """The map, on which no label may stand."""
    relief = Part(*drawn.relief.shapes(), blocks=[drawn.plane.box])
    return {"relief": relief, "contours": drawn.lines, "axes": drawn.plane.axes()}


def map_names(plane: Plane, symbols: dict[str, str]) -> dict[str, Beside]:
    """The names of the two axes of the map, by their tips."""
    right, top = plane.axis_tips
    return {
        "map-w_1": _axis_name(symbols["w_1"], right[None], ("right", "below", "above right")),
        "map-w_2": _axis_name(symbols["w_2"], top[None], ("above", "left", "above left")),
    }


def _along(way: Points) -> Points:
    return way[0] + np.array([[0.5], [0.35], [0.65], [0.8], [1.0]]) * (way[1] - way[0])


def _axis_name(setting: str, by: Points, sides: tuple[str, ...]) -> Beside:
    return Beside(
        lettering=Lettering(settings=(setting,), size=MEASURES.name, role="faint"),
        by=by,
        sides=sides,
        own=("axes", "surface-axes"),
        reach=60,
        ranked=True,
        priority=9,
    )


def axis_symbols(language: Language, sliced: bool) -> dict[str, str]:
    """What the axes are called: two weights, or two directions through those of a network; and the error."""
    ground = {name: symbol(name, language) for name in ("w_1", "w_2")}
    if sliced:
        ground = {"w_1": formula("alpha"), "w_2": formula("beta")}
    return ground | {"error": plain(language.say("error"))}
