"""The interface to the typesetter: Typst markup as outlines, and the alternative settings of a text."""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias, cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import svgelements  # pyright: ignore[reportMissingTypeStubs]
import typst
from numpy.typing import NDArray

from hillside.stage.errors import Failure, Refusal, shortened
from hillside.stage.lettering.font_collections import font_collection
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.stage.lettering.tints import role_of
from hillside.stage.lettering.typeface import TYPEFACE, Typeface
from hillside.stage.lettering.typst_markup import formula, plain, quoted, wrapped
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.sheet import Box
from mathcore.language.markup import typst_letter

POINTS = 0.75
"""Typographic points per layout pixel, as in CSS; the unit of Typst's SVG is the point."""

Matrix: TypeAlias = NDArray[np.float64]
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_IDENTITY: Matrix = np.eye(3)


@dataclass(frozen=True)
class Glyph:
    """One glyph of an outline: its points are `points[first:last]`, and its origin is at `x, y`.

    Its color is that of the words, or that of a `role`, if it has one of its own.
    """

    first: int
    last: int
    x: float
    y: float
    role: Role | None = None


@dataclass(frozen=True, eq=False)
class Outline:
    """The outline of typeset words, in layout pixels.

    The origin is the left end of the last baseline; y points up.

    Attributes:
        points: cubic Bézier curves, four points each, shape `(4n, 2)`.
        width: advance width of the line.
        height: from the last baseline to the capital height of the first line.
        ink: left, bottom, right and top of the glyphs themselves; descenders go below 0.
        glyphs: the glyphs and bars in it, in the order of `points`.
        markup: the Typst markup of the words.
        style: the Typst rules in force.
        size: the type size.
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
        """Return the outline itself, which is immutable; manim deep-copies all attributes of a mobject."""
        return self


def read_outline(drawing: bytes) -> Outline:
    """Read Typst's SVG: groups with transforms, glyphs by reference, and straight bars."""
    root = ElementTree.fromstring(drawing)
    width, height = (float(side) for side in root.attrib["viewBox"].split()[2:])
    glyphs = {symbol.attrib["id"]: symbol[0].attrib["d"] for symbol in root.iter(f"{_SVG}symbol")}
    painted = list(_painted(root, glyphs, _IDENTITY))
    points = np.vstack([np.empty((0, 2)), *(shape for shape, _, _ in painted)]) / POINTS
    points[:, 1] = height / POINTS - points[:, 1]
    ends = np.cumsum([0, *(len(shape) for shape, _, _ in painted)])
    letters = tuple(
        Glyph(int(first), int(last), float(pen[0]) / POINTS, (height - float(pen[1])) / POINTS, role)
        for first, last, (_, pen, role) in zip(ends, ends[1:], painted, strict=False)
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
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64], Role | None]]:
    """Yield the outlines of an element and its descendants, in points: shape `(4n, 2)` each.

    With each comes its origin, and the role of its color, if it is tinted.
    """
    matrix = _matrix(element) @ outer if "transform" in element.attrib else outer
    if element.tag == f"{_SVG}use":
        shift = np.array([float(element.attrib.get(axis, 0)) for axis in "xy"])
        outline = _placed(_path_points(glyphs[element.attrib[_HREF][1:]]) + shift, matrix)
        yield outline, _placed(shift, matrix), role_of(element.attrib.get("fill", ""))
    elif element.tag == f"{_SVG}path":
        points = _path_points(element.attrib["d"])
        stroked = element.attrib.get("fill", "none") == "none"
        if stroked:
            points = _bar(points, float(element.attrib["stroke-width"]))
        color = element.attrib.get("stroke", "none") if stroked else element.attrib.get("fill", "none")
        yield _placed(points, matrix), _placed(points[0], matrix), role_of(color)
    for child in element if element.tag != f"{_SVG}defs" else ():
        yield from _painted(child, glyphs, matrix)


def _matrix(element: Element) -> Matrix:
    """Return the transform of an element as a matrix to multiply row vectors `(x, y, 1)` with."""
    found = cast(Any, svgelements.Matrix(element.attrib["transform"]))
    return np.array([[found.a, found.b, 0.0], [found.c, found.d, 0.0], [found.e, found.f, 1.0]])


def _placed(points: NDArray[np.float64], matrix: Matrix) -> NDArray[np.float64]:
    return points @ matrix[:2, :2] + matrix[2, :2]


_SEGMENT = re.compile(r"([MLHVQCZ])([^MLHVQCZ]*)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _path_points(path: str) -> NDArray[np.float64]:
    """Return the segments of an SVG path as cubic curves, shape `(4n, 2)`; cached, one entry per glyph.

    Typst writes the letter of each segment and never an arc; small letters are relative to the last point.
    """
    curves = list[list[complex]]()
    first = here = 0j
    for letter, text in _SEGMENT.findall(path):
        numbers = [float(number) for number in text.split()]
        origin, kind = here if letter.islower() else 0j, letter.upper()
        match kind:
            case "Z":
                ends = [first]
            case "H":
                ends = [complex(origin.real + numbers[0], here.imag)]
            case "V":
                ends = [complex(here.real, origin.imag + numbers[0])]
            case _:
                ends = [origin + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind == "M":
            first = ends[0]
        elif len(ends) > 1 or ends[0] != here:
            curves.append(_cubic(here, ends))
        here = ends[-1]
    points = np.array([(z.real, z.imag) for curve in curves for z in curve]).reshape(-1, 2)
    points.flags.writeable = False
    return points


def _cubic(start: complex, ends: Sequence[complex]) -> list[complex]:
    """Return the four points of a segment as a cubic curve, given the points after its start: 1, 2 or 3."""
    end = ends[-1]
    if len(ends) == 3:
        return [start, *ends]
    if len(ends) == 2:
        return [start, start + (ends[0] - start) * 2 / 3, end + (ends[0] - end) * 2 / 3, end]
    return [start, start + (end - start) / 3, end - (end - start) / 3, end]


def _bar(line: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    """Return a straight stroke (a fraction bar, the bar of a root) as the rectangle that it covers."""
    start, end = line[0], line[-1]
    along = (end - start) / float(np.hypot(*(end - start)))
    across = np.array([-along[1], along[0]]) * width / 2
    corners = [start + across, end + across, end - across, start - across, start + across]
    thirds = np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
    return np.vstack([a + thirds * (b - a) for a, b in pairwise(corners)])


UNASSIGNED = "\U0010fffd"
"""A private-use code point that no font here has, so that it is set as the missing-glyph box."""

_PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
_PREAMBLE = """\
#set text(font: {text}, size: {points}pt, weight: {weight}, number-width: "tabular", fallback: false,
  lang: "{language}", region: {region}, dir: {direction}, top-edge: "cap-height", bottom-edge: "baseline")
#show math.equation: set text(font: {math}, dir: ltr)
#set par(leading: 0.62em)
#set align({align})
"""
_BOUNDS_RULE = '#show math.equation: set text(top-edge: "bounds", bottom-edge: "bounds")\n'
"""Edges of lines: other scripts have taller ascenders and descenders than Latin, and so do fractions."""


@lru_cache(maxsize=4096)
def typeset(
    markup: str, size: float, weight: str = "medium", align: str = "start", typeface: Typeface = TYPEFACE
) -> Outline:
    """Set Typst markup at `size` layout pixels, times the scale of the typeface, and return its outline.

    Raises:
        Failure: if Typst rejects the markup.
        Refusal: if the fonts lack a glyph for one of its characters.

    >>> outline = typeset(plain("rise"), 40)
    >>> bool(25 < outline.height < 32 and outline.width > 60)
    True
    """
    size *= typeface.scale
    drawing = _compiled(markup, size, weight, align, typeface)
    if _glyphs(drawing) & _missing_glyph(size, weight, align, typeface):
        style = (size, weight, align, typeface)
        letters = [letter for letter in dict.fromkeys(markup) if not letter.isascii()]
        lacking = [
            letter for letter in letters if _glyphs(_compiled(plain(letter), *style)) & _missing_glyph(*style)
        ]
        raise Refusal(
            f"the fonts here have no glyph for {' '.join(lacking) or markup}; "
            + (typeface.script.more or _available_letters())
        )
    return replace(
        read_outline(drawing), markup=markup, style=_preamble(size, weight, align, typeface), size=size
    )


def _available_letters() -> str:
    *others, last = sorted(code for code, locale in LANGUAGES.items() if locale.script.families)
    return (
        "use letters of Latin, Greek or Cyrillic script and mathematical signs; "
        f"the languages {', '.join(others)} and {last} bring the letters of their own"
    )


@contextmanager
def typesetter_failures(refused: str) -> Generator[None, None, None]:
    """Convert what the typesetter raises to a `Failure`; `refused` says what it has refused.

    Where it lacks memory or threads it panics, as programs in Rust do; that is no `Exception` in Python.
    """
    try:
        yield
    except typst.TypstError as error:
        raise Failure(f"{refused}: {error}") from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        why = shortened(str(error))
        raise Failure(f"the typesetter breaks down: {why}; close other programs, or use -j 1") from error


@lru_cache(maxsize=512)
def _compiled(markup: str, size: float, weight: str, align: str, typeface: Typeface) -> bytes:
    source = _PAGE + _preamble(size, weight, align, typeface) + markup
    with typesetter_failures(f"the typesetter refused {markup!r}"):
        drawing, warnings = typst.compile_with_warnings(
            source.encode(),
            font_paths=font_collection(typeface.files),
            ignore_system_fonts=True,
            format="svg",
        )
    if warnings:
        raise Failure(f"the typesetter warned about {markup!r}: {warnings[0].message}")
    return drawing


def _preamble(size: float, weight: str, align: str, typeface: Typeface) -> str:
    script = typeface.script
    preamble = _PREAMBLE.format(
        text=_array(typeface.text, *script.families, typeface.math),
        math=_array(typeface.math, typeface.text, *script.families),
        points=size * POINTS,
        weight=typeface.weight(weight),
        language=script.language,
        region="none" if script.region is None else quoted(script.region),
        direction=script.direction,
        align=align,
    )
    return preamble + _BOUNDS_RULE if script.families else preamble


def _array(*names: str) -> str:
    return f"({', '.join(map(quoted, names))})"


def _missing_glyph(size: float, weight: str, align: str, typeface: Typeface) -> set[bytes]:
    """Return the glyph names of the missing-glyph box."""
    return _glyphs(_compiled(plain(UNASSIGNED), size, weight, align, typeface))


def _glyphs(drawing: bytes) -> set[bytes]:
    """Return the names of the glyphs used: in Typst's SVG, a digest of font, size and outline."""
    return set(re.findall(rb'xlink:href="#(\w+)"', drawing))


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """Some words in alternative settings: each of `settings` is Typst markup, the best first.

    When none of them finds a position at `size`, all are tried again at the size `least`, if it is given. One
    that is `counting` changes while it is read, with as many decimals at every moment.
    """

    settings: tuple[str, ...]
    size: float = MEASURES.label
    least: float | None = None
    weight: str = "medium"
    role: Role = "ink"
    align: str = "start"
    counting: bool = False

    def outline(self, index: int, typeface: Typeface = TYPEFACE) -> Outline:
        """Return the outline of the setting `index`."""
        again, number = divmod(index, len(self.settings))
        size = self.least if again and self.least is not None else self.size
        return typeset(self.settings[number], size, self.weight, self.align, typeface)

    def sizes(self, typeface: Typeface = TYPEFACE) -> tuple[tuple[float, float], ...]:
        """Return the width and height of each setting, in layout pixels."""
        count = len(self.settings) * (1 if self.least is None else 2)
        boxes = [box_of(self.outline(index, typeface)) for index in range(count)]
        return tuple((box.width, box.height) for box in boxes)


def lettering(text: str, *, lines: tuple[int, ...] = (1, 2, 3), **style: object) -> Lettering:
    """Return plain words, wrapped to each number of lines in `lines`, the best first.

    >>> lettering("rise").settings
    ('#text("rise")',)
    """
    settings = dict.fromkeys(plain(wrapped(text, count)) for count in lines)
    return replace(Lettering(settings=tuple(settings)), **style)  # pyright: ignore[reportArgumentType]


_LETTER = re.compile(r"[A-Za-z](?:_[0-9])?")


def symbol(name: str, language: Language) -> str:
    """Return Typst markup of a symbol such as `x`, or of the lecturer's words that replace it.

    A letter is that of the figure's function, and so are those of `y = f(x)`.

    >>> symbol("x", Language()), symbol("x", Language("en", (("x", "weight"),)))
    ('$x$', '#text("weight")')
    """
    letter = language.letter(name)
    replacement = language.replacement(letter) or language.replacement(name)
    return formula(markup_of(name, language)) if replacement is None else plain(replacement)


def markup_of(name: str, language: Language) -> str:
    """Return a letter, or a formula such as `y = f(x)`, as Typst math with the letters of the function.

    >>> in_time = Language(letters=(("f", "h"), ("x", "t"), ("y", "h")))
    >>> markup_of("x", in_time), markup_of("y = f(x)", in_time), markup_of("w_1", Language())
    ('t', 'h(t)', 'w_1')
    """
    own = {usual: typst_letter(letter) for usual, letter in language.letters}
    shown = _LETTER.sub(lambda match: own.get(match[0], match[0]), name)
    value, _, rest = shown.partition(" = ")
    return rest if rest.startswith(f"{value}(") else shown


def box_of(outline: Outline) -> Box:
    """Return the bounding box of glyphs and capital height, so that changing digits do not shift a label."""
    left, bottom, right, top = outline.ink
    return Box(min(left, 0.0), min(bottom, 0.0), max(right, outline.width), max(top, outline.height))
