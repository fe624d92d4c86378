"""Words and formulas: the one place that decides the typeface and knows the typesetter.

Typst sets every word with the two fonts in ``stage/fonts`` and nothing else: no LaTeX, no system font, no
download. What comes back is an outline in layout pixels with its baseline at ``y = 0``, so that labels line
up by their baselines and a number that changes keeps its place.
"""

import io
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import svgelements
import typst
from numpy.typing import NDArray

from stage.errors import Failure, Refusal

FONT_FOLDER = Path(__file__).parent / "fonts"
TEXT_FAMILY = "Inter"
MATH_FAMILY = "IBM Plex Math"
WEIGHTS = {"medium": 500, "semibold": 600}
UNASSIGNED = "\U0010fffd"
"""A code point for private use, which no font here has: it shows the box that stands for a missing glyph."""
POINTS = 0.75
"""Typographic points in one layout pixel, as in CSS."""

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
def typeset(markup: str, size: float, weight: str = "medium", align: str = "left") -> Outline:
    """Set Typst markup at ``size`` layout pixels and return its outline.

    Raises:
        Failure: if Typst refuses the markup.
        Refusal: if the fonts have no glyph for one of its letters.

    >>> outline = typeset(plain("rise"), 40)
    >>> bool(25 < outline.height < 32 and outline.width > 60)
    True
    """
    drawing = _compiled(markup, size, weight, align)
    if _glyphs(drawing) & _glyphs(_compiled(plain(UNASSIGNED), size, weight, align)):
        raise Refusal(
            f"{markup} has a letter that the fonts here do not have; "
            "use letters of Latin, Greek or Cyrillic script and mathematical signs"
        )
    return _outline(drawing)


@lru_cache(maxsize=512)
def _compiled(markup: str, size: float, weight: str, align: str) -> bytes:
    preamble = _PREAMBLE.format(
        text=TEXT_FAMILY, math=MATH_FAMILY, points=size * POINTS, weight=WEIGHTS[weight], align=align
    )
    try:
        drawing, warnings = typst.compile_with_warnings(
            (preamble + markup).encode(), font_paths=_fonts(), ignore_system_fonts=True, format="svg"
        )
    except typst.TypstError as error:
        raise Failure(f"the typesetter refused {markup!r}: {error}") from error
    if warnings:
        raise Failure(f"the typesetter warned about {markup!r}: {warnings[0].message}")
    return cast("bytes", drawing)


def _glyphs(drawing: bytes) -> set[bytes]:
    """The names of the glyphs used: in Typst's SVG, a digest of font, size and outline."""
    return set(re.findall(rb'xlink:href="#(\w+)"', drawing))


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER])


def _outline(svg: bytes) -> Outline:
    drawing = cast(Any, svgelements.SVG).parse(io.BytesIO(svg))
    height = float(drawing.height)
    shapes = [
        _shape_points(element) for element in drawing.elements() if isinstance(element, svgelements.Shape)
    ]
    points = np.vstack([np.empty((0, 2)), *shapes])
    points[:, 1] = height - points[:, 1]
    low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2), np.zeros(2))
    points.flags.writeable = False
    return Outline(points, float(drawing.width), height, (*map(float, low), *map(float, high)))


def _shape_points(shape: Any) -> NDArray[np.float64]:
    path = svgelements.Path(shape)
    if shape.stroke.value is not None and shape.fill.value is None:
        return _bar(path, float(shape.stroke_width))
    curves = [_cubic(segment) for segment in path if not isinstance(segment, svgelements.Move)]
    return np.array([curve for curve in curves if curve is not None]).reshape(-1, 2)


def _cubic(segment: Any) -> list[tuple[float, float]] | None:
    start, end = complex(segment.start), complex(segment.end)
    if isinstance(segment, svgelements.CubicBezier):
        inner = complex(segment.control1), complex(segment.control2)
    elif isinstance(segment, svgelements.QuadraticBezier):
        control = complex(segment.control)
        inner = start + (control - start) * 2 / 3, end + (control - end) * 2 / 3
    elif start == end:
        return None
    else:
        inner = start + (end - start) / 3, end - (end - start) / 3
    return [(z.real, z.imag) for z in (start, *inner, end)]


def _bar(path: Any, width: float) -> NDArray[np.float64]:
    """A straight stroke (the bar of a fraction or a root) as the rectangle that it covers."""
    ends = [complex(point) for point in path.as_points()]
    start, end = ends[0], ends[-1]
    across = 1j * (end - start) / abs(end - start) * width / 2
    corners = [start + across, end + across, end - across, start - across, start + across]
    return np.array(
        [
            [(a + (b - a) * share).real, (a + (b - a) * share).imag]
            for a, b in pairwise(corners)
            for share in (0, 1 / 3, 2 / 3, 1)
        ]
    )
