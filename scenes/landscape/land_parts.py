"""A landscape drawn: the surface and its map, and the way over both."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, dashed, disk, dot, stroke
from hillside.stage.geometry import Points
from hillside.stage.labels import Parts
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.placement.obstacles import Stroke
from hillside.stage.plane import Plane
from mathcore import Polyline
from scenes.landscape.land_axes import axis_symbols, block_axes, block_names, map_names
from scenes.landscape.land_words import Scenery
from scenes.landscape.sight import stretches
from scenes.landscape.surface import Surface3D
from scenes.landscape.way import Way, draped
from scenes.shared.maps.contour_map import ContourMap

CASING = 3.0
"""Bare paper on both sides of the way sets it off from dark ground, in layout pixels."""
HIDDEN_DASH, HIDDEN_GAP = 3.0, 11.0
"""Where a hill hides the way, it is dotted, in layout pixels."""
HIDDEN_DOT = 7.0
"""The radius of a point behind a hill, in layout pixels."""


def land_parts(surface: Surface3D, scenery: Scenery, language: Language) -> Parts:
    """Return the surface, the map, the way over both, and the names of all axes, back to front."""
    drawn = surface.ground.map
    symbols = axis_symbols(language, sliced=scenery.function is None)
    axes, ways = block_axes(surface)
    return {
        "surface-axes": axes,
        "surface": surface.relief(),
        "surface-contours": surface.lines(),
        **way_on_surface(surface, scenery),
        **fenced_map(drawn),
        **way_on_map(drawn.plane, scenery),
        **block_names(ways, symbols),
        **map_names(drawn.plane, symbols, under=drawn.plane.box.top < surface.outlook.box.bottom),
    }


def way_on_map(plane: Plane, way: Way) -> dict[str, Part]:
    """Return the way seen from above."""
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
    """Return the way over the surface: dotted where a hill hides it."""
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


def fenced_map(drawn: ContourMap) -> dict[str, Part]:
    """Return the map, on which no label may stand."""
    relief = Part(*drawn.relief.shapes(), blocks=[drawn.plane.box])
    return {"relief": relief, "contours": drawn.lines, "axes": drawn.plane.axes()}
