"""Words and formulas: the one place that knows the typesetter.

Typst sets every word with the fonts of one ``Typeface`` and nothing else: no LaTeX, no system font, no
download. What comes back is an outline in layout pixels with its baseline at ``y = 0``, so that labels line
up by their baselines and a number that changes keeps its place.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias, cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import svgelements  # pyright: ignore[reportMissingTypeStubs]
import typst
from numpy.typing import NDArray

from stage.errors import Failure, Refusal
from stage.typeface import FONT_FOLDER, TYPEFACE, FontFile, Typeface

UNASSIGNED = "\U0010fffd"
"""A code point for private use, which no font here has: it shows the box that stands for a missing glyph."""
POINTS = 0.75
"""Typographic points in one layout pixel, as in CSS; Typst's SVG counts in points."""

Matrix: TypeAlias = NDArray[np.float64]
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_IDENTITY: Matrix = np.eye(3)

_PREAMBLE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "{text}", size: {points}pt, weight: {weight}, number-width: "tabular",
  top-edge: "cap-height", bottom-edge: "baseline")
#show math.equation: set text(font: "{math}")
#set par(leading: 0.62em)
#set align({align})
"""


@dataclass(frozen=True, eq=False)
class Outline:
    """The outline of some set words, in layout pixels.

    The origin is the left end of the last baseline; y points up.

    Attributes:
        points: cubic Bézier curves end to end, four points a curve, shape ``(4n, 2)``.
        width: the width of the set line, with its side bearings.
        height: from the last baseline to the capital height of the first line.
        ink: left, bottom, right and top of the ink itself; descenders go below 0.
    """

    points: NDArray[np.float64]
    width: float
    height: float
    ink: tuple[float, float, float, float]


def plain(text: str) -> str:
    r"""Typst markup that sets ``text`` letter for letter, whatever is in it.

    >>> plain('50 % of "f"')
    '#text("50 % of \\"f\\"")'
    """
    return f"#text({quoted(text)})"


def formula(typst_math: str) -> str:
    """Typst markup for an inline formula; ``typst_math`` must come from ``Expr.typst()`` or our own code.

    >>> formula("y = f(x)")
    '$y = f(x)$'
    """
    return f"${typst_math}$"


def display(typst_math: str) -> str:
    """Typst markup for a formula with fractions at full size.

    >>> display("y / x")
    '$display(y / x)$'
    """
    return f"$display({typst_math})$"


def quoted(text: str) -> str:
    """Upright words or a number inside a formula.

    >>> formula(f"x = {quoted('1.5')}")
    '$x = "1.5"$'
    """
    return json.dumps(text, ensure_ascii=False)


def wrapped(text: str, lines: int) -> str:
    r"""Break ``text`` between words into ``lines`` lines of nearly equal length.

    >>> wrapped("Direction to decrease error", 2)
    'Direction to\ndecrease error'
    >>> wrapped("slope", 2)
    'slope'
    """
    words = text.split()
    if lines <= 1 or len(words) < lines:
        return text
    return "\n".join(min(_splits(words, lines), key=_raggedness))


def _splits(words: list[str], lines: int) -> list[list[str]]:
    if lines == 1:
        return [[" ".join(words)]]
    return [
        [" ".join(words[:cut]), *rest]
        for cut in range(1, len(words) - lines + 2)
        for rest in _splits(words[cut:], lines - 1)
    ]


def _raggedness(lines: list[str]) -> int:
    return max(len(line) for line in lines) - min(len(line) for line in lines)


@lru_cache(maxsize=4096)
def typeset(
    markup: str, size: float, weight: str = "medium", align: str = "left", typeface: Typeface = TYPEFACE
) -> Outline:
    """Set Typst markup at ``size`` layout pixels and return its outline.

    Raises:
        Failure: if Typst refuses the markup.
        Refusal: if the fonts have no glyph for one of its letters.

    >>> outline = typeset(plain("rise"), 40)
    >>> bool(25 < outline.height < 32 and outline.width > 60)
    True
    """
    drawing = _compiled(markup, size, weight, align, typeface)
    if _glyphs(drawing) & _glyphs(_compiled(plain(UNASSIGNED), size, weight, align, typeface)):
        raise Refusal(
            f"{markup} has a letter that the fonts here do not have; "
            "use letters of Latin, Greek or Cyrillic script and mathematical signs"
        )
    return _outline(drawing)


@lru_cache(maxsize=512)
def _compiled(markup: str, size: float, weight: str, align: str, typeface: Typeface) -> bytes:
    preamble = _PREAMBLE.format(
        text=typeface.text,
        math=typeface.math,
        points=size * POINTS,
        weight=typeface.weight(weight),
        align=align,
    )
    try:
        drawing, warnings = typst.compile_with_warnings(
            (preamble + markup).encode(),
            font_paths=loaded(typeface.files).fonts,
            ignore_system_fonts=True,
            format="svg",
        )
    except typst.TypstError as error:
        raise Failure(f"the typesetter refused {markup!r}: {error}") from error
    if warnings:
        raise Failure(f"the typesetter warned about {markup!r}: {warnings[0].message}")
    return drawing


def _glyphs(drawing: bytes) -> set[bytes]:
    """The names of the glyphs used: in Typst's SVG, a digest of font, size and outline."""
    return set(re.findall(rb'xlink:href="#(\w+)"', drawing))


@dataclass(frozen=True)
class LoadedFonts:
    """Fonts that the typesetter has read, and the folder made for them, from which it goes on reading."""

    fonts: typst.Fonts
    folder: TemporaryDirectory[str] | None


@lru_cache(maxsize=16)
def loaded(files: tuple[FontFile, ...]) -> LoadedFonts:
    """The typesetter's fonts from these files alone.

    It reads whole folders only. A lecturer's own fonts are copied into one made for them, since a neighbor of
    a font would lend its glyphs.
    """
    if files == TYPEFACE.files:
        return LoadedFonts(_fonts_in(FONT_FOLDER), None)
    folder = TemporaryDirectory(prefix="hillside-fonts-")
    for number, file in enumerate(files):
        shutil.copyfile(file.path, Path(folder.name) / f"{number}{file.path.suffix.lower()}")
    return LoadedFonts(_fonts_in(Path(folder.name)), folder)


def _fonts_in(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _outline(drawing: bytes) -> Outline:
    """Read Typst's SVG: groups with transforms, glyphs by reference, and straight bars."""
    root = ElementTree.fromstring(drawing)
    width, height = (float(side) for side in root.attrib["viewBox"].split()[2:])
    glyphs = {symbol.attrib["id"]: symbol[0].attrib["d"] for symbol in root.iter(f"{_SVG}symbol")}
    shapes = list(_painted(root, glyphs, _IDENTITY))
    points = np.vstack([np.empty((0, 2)), *shapes]) / POINTS
    points[:, 1] = height / POINTS - points[:, 1]
    low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2), np.zeros(2))
    points.flags.writeable = False
    return Outline(
        points,
        width / POINTS,
        height / POINTS,
        (float(low[0]), float(low[1]), float(high[0]), float(high[1])),
    )


def _painted(element: Element, glyphs: Mapping[str, str], outer: Matrix) -> Iterator[NDArray[np.float64]]:
    """The outlines of an element of the SVG and of those in it, shape ``(4n, 2)`` each, in points."""
    matrix = _matrix(element) @ outer
    if element.tag == f"{_SVG}use":
        shift = np.array([float(element.attrib.get(axis, 0)) for axis in "xy"])
        yield _placed(_path_points(glyphs[element.attrib[_HREF][1:]]) + shift, matrix)
    elif element.tag == f"{_SVG}path":
        points = _path_points(element.attrib["d"])
        if element.attrib.get("fill", "none") == "none":
            points = _bar(points, float(element.attrib["stroke-width"]))
        yield _placed(points, matrix)
    for child in element if element.tag != f"{_SVG}defs" else ():
        yield from _painted(child, glyphs, matrix)


def _matrix(element: Element) -> Matrix:
    """The transform of an element as a matrix that rows ``(x, y, 1)`` are multiplied by, from the left."""
    found = cast(Any, svgelements.Matrix(element.attrib.get("transform", "")))
    return np.array([[found.a, found.b, 0.0], [found.c, found.d, 0.0], [found.e, found.f, 1.0]])


def _placed(points: NDArray[np.float64], matrix: Matrix) -> NDArray[np.float64]:
    return points @ matrix[:2, :2] + matrix[2, :2]


@lru_cache(maxsize=1024)
def _path_points(path: str) -> NDArray[np.float64]:
    """The segments of an SVG path as cubic curves, shape ``(4n, 2)``; a glyph is parsed once."""
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
    """A straight stroke (the bar of a fraction or a root) as the rectangle that it covers."""
    start, end = line[0], line[-1]
    along = (end - start) / float(np.hypot(*(end - start)))
    across = np.array([-along[1], along[0]]) * width / 2
    corners = [start + across, end + across, end - across, start - across, start + across]
    thirds = np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
    return np.vstack([a + thirds * (b - a) for a, b in pairwise(corners)])
