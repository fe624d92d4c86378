"""The axes of a landscape and their names, on the block and on the map."""

from __future__ import annotations

import numpy as np

from hillside.stage.drawing import Part, arrow
from hillside.stage.geometry import Points
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering, symbol
from hillside.stage.lettering.markup import formula, plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from scenes.landscape.ground import BASE
from scenes.landscape.surface import Surface3D
from scenes.shared.maps.scalar_field import Array

OFF = 0.1
"""The axes stand so far off the block, in units of it."""


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


def map_names(plane: Plane, symbols: dict[str, str], *, under: bool) -> dict[str, Beside]:
    """The names of the two axes of the map, by their tips; `under` a surface, clear of the names there."""
    right, top = plane.axis_tips
    up = ("left", "above left", "above") if under else ("above", "left", "above left")
    return {
        "map-w_1": _axis_name(symbols["w_1"], right[None], ("right", "below", "above right")),
        "map-w_2": _axis_name(symbols["w_2"], top[None], up),
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


def axis_symbols(language: Language, *, sliced: bool) -> dict[str, str]:
    """What the axes are called: two weights, or two directions through those of a network; and the error."""
    ground = {name: symbol(name, language) for name in ("w_1", "w_2")}
    if sliced:
        ground = {"w_1": formula("alpha"), "w_2": formula("beta")}
    return ground | {"error": plain(language.say("error"))}
