"""What the typesetter has drawn, as cubic curves in layout pixels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias, cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import svgelements  # pyright: ignore[reportMissingTypeStubs]
from numpy.typing import NDArray

POINTS = 0.75
"""Typographic points in one layout pixel, as in CSS; Typst's SVG counts in points."""

Matrix: TypeAlias = NDArray[np.float64]
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_IDENTITY: Matrix = np.eye(3)


@dataclass(frozen=True)
class Glyph:
    """One letter of an outline: its points are `points[first:last]`, and its pen stands at `x, y`."""

    first: int
    last: int
    x: float
    y: float


@dataclass(frozen=True, eq=False)
class Outline:
    """The outline of some set words, in layout pixels.

    The origin is the left end of the last baseline; y points up.

    Attributes:
        points: cubic Bézier curves end to end, four points a curve, shape `(4n, 2)`.
        width: the width of the set line, with its side bearings.
        height: from the last baseline to the capital height of the first line.
        ink: left, bottom, right and top of the ink itself; descenders go below 0.
        glyphs: the letters and bars in it, in the order of `points`.
        markup: the Typst markup of the words.
        style: the Typst rules that set the markup so.
        size: the size of the letters.
    """

    points: NDArray[np.float64]
    width: float
    height: float
    ink: tuple[float, float, float, float]
    glyphs: tuple[Glyph, ...] = ()
    markup: str = ""
    style: str = ""
    size: float = 0.0

    def __deepcopy__(self, memo: object) -> "Outline":
        """Return the outline itself, which cannot change; manim copies whatever a shape holds."""
        return self


def read_outline(drawing: bytes) -> Outline:
    """Read the SVG of Typst: groups with transforms, glyphs by reference, and straight bars."""
    root = ElementTree.fromstring(drawing)
    width, height = (float(side) for side in root.attrib["viewBox"].split()[2:])
    glyphs = {symbol.attrib["id"]: symbol[0].attrib["d"] for symbol in root.iter(f"{_SVG}symbol")}
    painted = list(_painted(root, glyphs, _IDENTITY))
    points = np.vstack([np.empty((0, 2)), *(shape for shape, _ in painted)]) / POINTS
    points[:, 1] = height / POINTS - points[:, 1]
    ends = np.cumsum([0, *(len(shape) for shape, _ in painted)])
    letters = tuple(
        Glyph(int(first), int(last), float(pen[0]) / POINTS, (height - float(pen[1])) / POINTS)
        for first, last, (_, pen) in zip(ends, ends[1:], painted, strict=False)
    )
    low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2), np.zeros(2))
    points.flags.writeable = False
    return Outline(
        points,
        width / POINTS,
        height / POINTS,
        (float(low[0]), float(low[1]), float(high[0]), float(high[1])),
        letters,
    )


def _painted(
    element: Element, glyphs: Mapping[str, str], outer: Matrix
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Yield the outlines of an element and of those in it, in points: shape `(4n, 2)` each, with the pen."""
    matrix = _matrix(element) @ outer
    if element.tag == f"{_SVG}use":
        shift = np.array([float(element.attrib.get(axis, 0)) for axis in "xy"])
        yield _placed(_path_points(glyphs[element.attrib[_HREF][1:]]) + shift, matrix), _placed(shift, matrix)
    elif element.tag == f"{_SVG}path":
        points = _path_points(element.attrib["d"])
        if element.attrib.get("fill", "none") == "none":
            points = _bar(points, float(element.attrib["stroke-width"]))
        yield _placed(points, matrix), _placed(points[0], matrix)
    for child in element if element.tag != f"{_SVG}defs" else ():
        yield from _painted(child, glyphs, matrix)


def _matrix(element: Element) -> Matrix:
    """Return the transform of an element as a matrix that rows `(x, y, 1)` are multiplied with."""
    found = cast(Any, svgelements.Matrix(element.attrib.get("transform", "")))
    return np.array([[found.a, found.b, 0.0], [found.c, found.d, 0.0], [found.e, found.f, 1.0]])


def _placed(points: NDArray[np.float64], matrix: Matrix) -> NDArray[np.float64]:
    return points @ matrix[:2, :2] + matrix[2, :2]


@lru_cache(maxsize=1024)
def _path_points(path: str) -> NDArray[np.float64]:
    """Return the segments of an SVG path as cubic curves, shape `(4n, 2)`; a glyph is parsed once."""
    segments = cast("list[Any]", list(svgelements.Path(path)))
    curves = [_cubic(segment) for segment in segments if not isinstance(segment, svgelements.Move)]
    points = np.array([curve for curve in curves if curve is not None]).reshape(-1, 2)
    points.flags.writeable = False
    return points


def _cubic(segment: Any) -> list[tuple[float, float]] | None:
    start, end = complex(segment.start), complex(segment.end)
    kind: object = type(cast(object, segment))
    if kind is svgelements.CubicBezier:
        inner = complex(segment.control1), complex(segment.control2)
    elif kind is svgelements.QuadraticBezier:
        control = complex(segment.control)
        inner = start + (control - start) * 2 / 3, end + (control - end) * 2 / 3
    elif start == end:
        return None
    else:
        inner = start + (end - start) / 3, end - (end - start) / 3
    return [(z.real, z.imag) for z in (start, *inner, end)]


def _bar(line: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    """Return a straight stroke (the bar of a fraction or a root) as the rectangle that it covers."""
    start, end = line[0], line[-1]
    along = (end - start) / float(np.hypot(*(end - start)))
    across = np.array([-along[1], along[0]]) * width / 2
    corners = [start + across, end + across, end - across, start - across, start + across]
    thirds = np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
    return np.vstack([a + thirds * (b - a) for a, b in pairwise(corners)])
