"""Strokes, fills, arrows, words and surfaces as manim mobjects.

Each function makes one `Part`: the painted shapes, and the obstacles that they are for labels. One manim unit
is one layout pixel, and stroke widths are layout pixels too; `SheetCamera` makes manim agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import cairo
import numpy as np
from manim import DOWN, VMobject
from manim.constants import CapStyleType
from numpy.typing import NDArray

from hillside.stage.lettering.typesetting import Outline
from hillside.stage.look.color import Color
from hillside.stage.look.theme import Role
from hillside.stage.placement import Obstacle, Region, Stroke
from hillside.stage.shape import Group, Look, Shape, twin
from hillside.stage.sheet import Box, Points, dashes, first_length

Pixels: TypeAlias = NDArray[np.uint8]


class Coordinates(Protocol):
    """Data coordinates and their places on the sheet, such as a `hillside.stage.plane.Plane`."""

    def to_sheet(self, points: Points, /) -> Points:
        """Return points in data coordinates as layout pixels, shape `(n, 2)`."""
        ...

    def to_data(self, points: Points, /) -> Points:
        """Return points in layout pixels as data coordinates, shape `(n, 2)`."""
        ...


# Four cubic arcs make a circle to 0.03 % (Riskus 2006 gives the same constant, 4/3 (sqrt 2 - 1)).
_ARC = 4 / 3 * (2**0.5 - 1)
PLATE = 8.0
"""Margin of a plate around its words, in layout pixels."""


class Part(Group):
    """A named piece of a picture.

    Attributes:
        blocks: the obstacles that it is for labels and leaders.
        grows: whether it appears along its strokes, rather than by fading in.
        plane: the coordinates in which it was drawn, with which it can be read back, or None.
        turns: its parts, when they appear one after the other.
        backdrop: whether it is so faint that words may stand on it, as on a grid.
    """

    def __init__(self, *painted: VMobject, blocks: Sequence[Obstacle] = (), grows: bool = False) -> None:
        super().__init__(*painted)
        self.blocks: tuple[Obstacle, ...] = tuple(blocks)
        self.grows = grows
        self.plane: Coordinates | None = None
        self.turns: tuple[Part, ...] = ()
        self.backdrop = False

    def shapes(self) -> list[VMobject]:
        """Return the painted shapes, back to front."""
        return [shape for shape in self.family_members_with_points() if isinstance(shape, VMobject)]

    @classmethod
    def of(cls, *parts: Part) -> Part:
        """Return several parts as one, the first at the back; it grows if all of them do."""
        blocks = [block for part in parts for block in part.blocks]
        return cls(*parts, blocks=blocks, grows=all(part.grows for part in parts))

    @classmethod
    def in_turn(cls, *parts: Part) -> Part:
        """Return several parts as one that appear one after the other, as in a walk."""
        whole = cls.of(*parts)
        whole.turns = parts
        return whole


class Letters(Shape):
    """Typeset words as one filled shape that keeps their outline.

    Glyphs with a role of their own are kept in the outline, but painted apart: see `words`.

    Attributes:
        outline: the outline of the words.
        corner: the left end of their last baseline, in layout pixels.
    """

    def __init__(self, outline: Outline, corner: tuple[float, float], color: str) -> None:
        super().__init__(_glyph_points(outline, None) + np.array(corner), fill=color)
        self.outline = outline
        self.corner = corner


class Tint(Shape):
    """Glyphs of some words that have a color of their own, as one filled shape."""


def stroke(pieces: Sequence[Points], color: str, width: float) -> Part:
    """Return polylines of shape `(n, 2)` with round caps and joins."""
    blocks = [Stroke(piece, width) for piece in pieces]
    return Part(_line(pieces, color, width), blocks=blocks, grows=True)


def dashed(points: Points, color: str, width: float, dash: float, gap: float) -> Part:
    """Return a polyline in dashes of constant length, the first and the last whole.

    The gap is stretched or shrunk to fit, by less than half a period over the whole line.
    """
    pieces = dashes(points, dash, gap)
    return Part(_line(pieces, color, width), blocks=[Stroke(points, width)], grows=True)


def filled(points: Points, color: str) -> Part:
    """Return a closed polygon of shape `(n, 2)`."""
    return Part(Shape(_polygon(points), fill=color), blocks=[Region(points)])


FADE = (1.0, 0.95, 0.80, 0.45, 0.0)
"""How opaque a fading region is at equal steps from its top to its bottom."""


def fading(points: Points, color: str) -> Part:
    """Return a closed polygon of shape `(n, 2)` that fades downwards; it is no obstacle.

    >>> part = fading(np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]]), "#43906f")
    >>> part.shapes()[0].get_fill_rgbas()[:, 3].tolist()
    [1.0, 0.95, 0.8, 0.45, 0.0]
    """
    (shape,) = filled(points, color).shapes()
    (rgba,) = shape.get_fill_rgbas()
    shape.fill_rgbas = np.array([[*rgba[:3], share] for share in FADE])
    shape.set_sheen_direction(DOWN)
    return Part(shape)


def disk(center: Points, radius: float, color: str) -> Part:
    """Return a filled circle."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rim = center + radius * np.column_stack([np.cos(angles), np.sin(angles)])
    return Part(Shape(_circle(center, radius), fill=color), blocks=[Region(rim)])


def dot(center: Points, radius: float, color: str, halo_color: str, halo: float) -> Part:
    """Return a disk with a ring of `halo_color`, `halo` pixels wide, which sets it off from the rest."""
    return Part.of(disk(center, radius + halo, halo_color), disk(center, radius, color))


def arrow(path: Points, color: str, width: float, head: float) -> Part:
    """Return an arrow along a polyline of shape `(n, 2)`, its tip at the last point exactly.

    `head` is the length of the head; an arrow shorter than twice that has a smaller head.
    """
    length = float(np.hypot(*np.diff(path, axis=0).T).sum())
    head = min(head, length / 2)
    shaft = first_length(path, length - head * 0.9)
    tip, base = path[-1], first_length(path, length - head)[-1]
    along = (tip - base) / max(float(np.hypot(*(tip - base))), 1e-9)
    across = np.array([-along[1], along[0]]) * head * 0.42
    triangle = np.array([tip, base + across, base - across])
    return Part(
        _line([shaft], color, width, cap=CapStyleType.BUTT),
        Shape(_polygon(triangle), fill=color),
        blocks=[Stroke(path, width), Region(triangle)],
        grows=True,
    )


def words(
    outline: Outline, corner: tuple[float, float], color: str, color_of: Callable[[Role], Color]
) -> Part:
    """Return typeset words with the left end of their baseline at `corner`.

    Args:
        outline: the words.
        corner: the position, in layout pixels.
        color: their color.
        color_of: the color of a role, for glyphs that have one of their own.
    """
    left, bottom, right, top = outline.ink
    box = Box(left + corner[0], bottom + corner[1], right + corner[0], top + corner[1])
    roles = dict.fromkeys(glyph.role for glyph in outline.glyphs if glyph.role is not None)
    tints = [Tint(_glyph_points(outline, role) + np.array(corner), fill=color_of(role)) for role in roles]
    return Part(Letters(outline, corner, color), *tints, blocks=[box])


def _glyph_points(outline: Outline, role: Role | None) -> Points:
    """Return the points of the glyphs that have a role, shape `(4n, 2)`; all if no glyphs are listed."""
    if not outline.glyphs:
        return outline.points
    kept = [outline.points[glyph.first : glyph.last] for glyph in outline.glyphs if glyph.role == role]
    return np.vstack([np.empty((0, 2)), *kept])


def _corners(points: Points) -> Points:
    """Return a polyline as cubic Bézier curves, four points a side: shape `(4 (n - 1), 2)`."""
    start, end = points[:-1], points[1:]
    return np.stack([start, start + (end - start) / 3, end - (end - start) / 3, end], axis=1).reshape(-1, 2)


def _circle(center: Points, radius: float) -> Points:
    quarter = np.array([[1, 0], [1, _ARC], [_ARC, 1], [0, 1]])
    turns = [np.array([[c, -s], [s, c]]) for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))]
    return center + radius * np.vstack([quarter @ turn.T for turn in turns])


def _line(
    pieces: Sequence[Points], color: str, width: float, cap: CapStyleType = CapStyleType.ROUND
) -> Shape:
    curves = np.vstack([np.empty((0, 2)), *(_corners(piece) for piece in pieces)])
    return Shape(curves, stroke=color, width=width, cap=cap)


def _polygon(points: Points) -> Points:
    """Return the sides of a polygon, which is closed, as cubic Bézier curves: shape `(4n, 2)`."""
    return _corners(np.vstack([points, points[:1]]))


class Plate(Shape):
    """The bare paper, or the color of the shape, behind a label."""


def patch(rings: Sequence[Points], color: str) -> Part:
    """Return a filled region with closed outlines, shape `(n, 2)` each; those of holes run the other way.

    It blocks nothing: labels that may lie on it have a plate or a halo.

    >>> square = np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]])
    >>> len(patch([square, square[::-1] / 3], "#43906f").shapes())
    1
    """
    return Part(Shape(np.vstack([_polygon(ring) for ring in rings]), fill=color))


def rectangle(box: Box) -> Points:
    """Return the four corners of a box, shape `(4, 2)`.

    >>> rectangle(Box(0.0, 0.0, 4.0, 2.0)).tolist()
    [[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [0.0, 2.0]]
    """
    left, bottom, right, top = box.row().tolist()
    return np.array([[left, bottom], [right, bottom], [right, top], [left, top]])


def rim_of(box: Box, radius: float) -> Points:
    """Return the outline of a box with rounded corners, closed, shape `(n, 2)`.

    >>> bool(np.allclose(np.ptp(rim_of(Box(0, 0, 4, 2), 9.0), axis=0), [4, 2]))
    True
    """
    radius = min(radius, box.width / 2, box.height / 2)
    turns = np.linspace(0.0, np.pi / 2, 9)
    corners = [
        np.array([x - sign_x * radius, y - sign_y * radius])
        + radius * np.column_stack([np.cos(turns + start), np.sin(turns + start)])
        for x, y, sign_x, sign_y, start in (
            (box.right, box.top, 1, 1, 0.0),
            (box.left, box.top, -1, 1, np.pi / 2),
            (box.left, box.bottom, -1, -1, np.pi),
            (box.right, box.bottom, 1, -1, 1.5 * np.pi),
        )
    ]
    return np.vstack([*corners, corners[0][:1]])


def plate(rim: Points, color: str) -> Part:
    """Return a plate under some words, of the color of the paper or of a filled shape there.

    >>> part = plate(rectangle(Box(0.0, 0.0, 100.0, 30.0)), "#ffffff")
    >>> isinstance(part.shapes()[0], Plate)
    True
    """
    return Part(Plate(_polygon(rim), fill=color))


class Halo(Shape):
    """A rim around letters that sets them off from a map."""


def halo(letters: Part, color: str, width: float) -> Part:
    """Return a rim of `color` around typeset words, `width` layout pixels wide."""
    shapes = [shape for shape in letters.shapes() if isinstance(shape, Letters | Tint)]
    curves = np.vstack([np.empty((0, 2)), *(shape.points[:, :2] for shape in shapes)])
    return Part(Halo(curves, fill=color, stroke=color, width=2 * width))


class Painting(Shape):
    """A picture in pixels, such as a shaded surface; `points` is the outline of what it shows.

    Attributes:
        box: the box that the pixels fill, in layout pixels.
        paint_at: the pixels at a number of file pixels per layout pixel: shape `(height, width, 4)`, red,
            green, blue and alpha, premultiplied, the top row first.
    """

    def __init__(self, box: Box, paint_at: Callable[[float], Pixels], outline: Points, color: str) -> None:
        super().__init__(_polygon(outline), fill=color)
        self.box = box
        self.paint_at = paint_at

    def look(self) -> Look:
        """Return all that determines how it is painted; two functions that paint count as different."""
        return *super().look(), self.box, self.paint_at

    def paint(self, context: cairo.Context[cairo.ImageSurface]) -> None:
        """Paint the pixels, at the resolution of the context."""
        pixels = self.paint_at(abs(context.get_matrix().xx))
        height, width = pixels.shape[:2]
        # Manim reads red first where Cairo writes blue first; bytes that are copied stay as they are.
        surface = cairo.ImageSurface.create_for_data(
            bytearray(pixels.tobytes()), cairo.FORMAT_ARGB32, width, height
        )
        context.save()
        context.translate(self.box.left, self.box.top)
        context.scale(self.box.width / width, -self.box.height / height)
        context.new_path()
        context.rectangle(0, 0, width, height)
        context.clip()
        context.set_source_surface(surface)
        # Beyond the last pixels lies more of them, or the edge would fade.
        context.get_source().set_extend(cairo.EXTEND_PAD)
        context.paint_with_alpha(float(self.get_fill_opacity()))
        context.restore()


def first_share(part: Part, share: float) -> Part:
    """Return a part as it looks when a `share` of 0 to 1 of it has appeared: it grows, or it fades in."""
    if share >= 1:
        return part
    if part.turns:
        reached = share * len(part.turns)
        come_on = [first_share(turn, reached - k) for k, turn in enumerate(part.turns) if k < reached]
        return Part(*come_on, blocks=part.blocks)
    come = _partial if part.grows else _faded
    shown = Part(*(come(shape, share) for shape in part.shapes()), blocks=part.blocks, grows=part.grows)
    shown.backdrop = part.backdrop
    return shown


def _faded(shape: VMobject, share: float) -> VMobject:
    copied, fading = twin(shape), np.array([1.0, 1.0, 1.0, share])
    copied.fill_rgbas = np.asarray(shape.get_fill_rgbas()) * fading
    copied.stroke_rgbas = np.asarray(shape.get_stroke_rgbas()) * fading
    return copied


def _partial(shape: VMobject, share: float) -> VMobject:
    if shape.get_fill_opacity() > 0:
        return _faded(shape, share)
    points: Points = np.asarray(shape.points)
    starts, ends = points[0::4], points[3::4]
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*(ends - starts)[:, :2].T))])
    reached = share * float(lengths[-1])
    whole = int(np.searchsorted(lengths, reached, side="right")) - 1
    curves = points[: 4 * whole]
    if whole < len(starts) and lengths[whole] < reached:
        bit = (reached - lengths[whole]) / (lengths[whole + 1] - lengths[whole])
        thirds = np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
        curves = np.vstack([curves, starts[whole] + thirds * bit * (ends[whole] - starts[whole])])
    copied = twin(shape)
    copied.points = curves
    return copied
