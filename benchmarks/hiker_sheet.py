"""Contact sheets of the hiker for inspection: slopes, walks, corners.

python benchmarks/hiker_sheet.py DIRECTORY
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import cairo
import numpy as np
from numpy.typing import NDArray

from hillside.stage.look.theme import THEMES
from scenes.hiker.body import Body, Walk, extent, outlines, stand

Array = NDArray[np.float64]
EARTH, TURF = (0.87, 0.94, 0.89), (0.19, 0.49, 0.36)


def trace(context: cairo.Context[cairo.ImageSurface], points: Array) -> None:
    """Add the polyline through the points, shape (n, 2), to the current path."""
    for x, y in points:
        context.line_to(float(x), float(y))


def rgb(color: str) -> tuple[float, float, float]:
    """Return a color as shares of red, green and blue."""
    red, green, blue = (int(color[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return red, green, blue


def paint(context: cairo.Context[cairo.ImageSurface], body: Body) -> None:
    """Draw the hiker, back to front."""
    for each in outlines(body):
        context.set_source_rgb(*rgb(THEMES["light"].color(each.role)))
        trace(context, each.points)
        context.close_path()
        context.fill()


def sheet(path: Path, cells: list[tuple[Array, Body]], columns: int, size: int) -> None:
    """Draw each body with its ground in a square cell of the sheet."""
    rows = -(-len(cells) // columns)
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, columns * size, rows * size)
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.set_line_cap(cairo.LINE_CAP_ROUND)
    context.set_line_join(cairo.LINE_JOIN_ROUND)
    for k, (ground, body) in enumerate(cells):
        context.save()
        context.rectangle(k % columns * size, k // columns * size, size, size)
        context.clip()
        box = extent(body)
        context.translate((k % columns + 0.5) * size, (k // columns + 0.5) * size)
        context.scale(1, -1)
        context.translate(-(box.left + box.right) / 2, -(box.bottom + box.top) / 2)
        trace(context, np.vstack([ground, [ground[-1, 0], -9999.0], [ground[0, 0], -9999.0]]))
        context.set_source_rgb(*EARTH)
        context.fill()
        paint(context, body)
        context.set_source_rgb(*TURF)
        context.set_line_width(max(size / 200, 1.0))
        trace(context, ground)
        context.stroke()
        context.restore()
    surface.write_to_png(str(path))


def graph(f: Callable[[Array], Array], reach: float) -> Array:
    """Return points of the graph of f on [-reach, reach], shape (n, 2)."""
    x = np.linspace(-reach, reach, 801)
    return np.column_stack([x, f(x)])


def slopes(height: float) -> list[tuple[Array, Body]]:
    """Return the hiker standing on 24 slopes."""
    cells: list[tuple[Array, Body]] = []
    for angle in np.linspace(-80, 80, 24):
        ground = graph(lambda x, a=angle: np.tan(np.radians(a)) * x, 3 * height)
        cells.append((ground, stand(ground, 0.0, height, facing=1)))
    return cells


GROUNDS: Mapping[str, Callable[[Array], Array]] = MappingProxyType(
    {
        "level": lambda x: 0 * x,
        "uphill": lambda x: 0.5 * x,
        "downhill": lambda x: -0.5 * x,
        "steep": lambda x: 2.5 * x,
        "crest": lambda x: -0.6 * np.sqrt(x * x + 0.04),
        "valley": lambda x: 0.6 * x * x,
        "corner": lambda x: np.maximum(-0.2 * x, 1.2 * x),
    }
)


def walks(height: float, moments: int = 12) -> list[tuple[Array, Body]]:
    """Return two hikers, of different stature, walking over every kind of ground, a row each."""
    cells: list[tuple[Array, Body]] = []
    for f in GROUNDS.values():
        ground = graph(lambda x, f=f: height * f(x / height), 3 * height)
        walk = Walk(ground, (-0.7 * height, 0.7 * height), height)
        cells += [(ground, walk.at(float(t))) for t in np.linspace(0.1, 0.6, moments)]
    return cells


def descent(height: float, moments: int = 24) -> list[tuple[Array, Body]]:
    """Return the hiker overshooting a valley, turning, and coming to rest in it."""
    ground = graph(lambda x: height * 0.35 * (x / height) ** 2, 3 * height)
    walk = Walk(ground, (-1.2 * height, 0.7 * height, -0.3 * height, 0.1 * height, 0.0), height)
    return [(ground, walk.at(float(t))) for t in np.linspace(0.9, 2.1, moments)]


def main(folder: Path) -> None:
    """Draw every sheet into the folder."""
    sheet(folder / "slopes-300.png", slopes(300), 6, 380)
    sheet(folder / "walks-150.png", walks(150), 12, 200)
    sheet(folder / "descent-150.png", descent(150), 12, 200)
    sheet(folder / "slopes-60.png", slopes(60), 8, 90)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
