"""Checks of the pixels: no foreign ink in labels, sufficient contrast, distinguishable colors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from manim import ManimColor, VMobject

from hillside.check.finding import Finding, Kind
from hillside.check.painted_picture import Picture
from hillside.files.pixels import rgb
from hillside.stage.drawing import Halo, Letters, Part, Pixels, Tint
from hillside.stage.labels import Beside
from hillside.stage.look.background import MIN_DIFFERENCE
from hillside.stage.look.color import Color, contrast, mixed
from hillside.stage.look.contrast import MEANINGS, STROKE, TEXT
from hillside.stage.look.vision import Vision, difference
from hillside.stage.sheet import Box, Flags, Sheet

ROUNDING = 3
"""The largest difference of a pixel when other parts are painted or not, in levels of 255: rounding."""


def foreign_ink(picture: Picture, pixels: Pixels) -> Iterator[Finding]:
    """Yield each label whose box looks different in the whole picture than when the label is painted alone.

    Labels whose plate or halo is still fading in are skipped: it does not cover its map yet. Of a label
    with a halo, only the letters and the halo are compared.
    """
    for words in picture.words:
        plated = isinstance(words.request, Beside) and words.request.plate
        if (plated or words.haloed) and not words.whole:
            continue
        backdrop = {name: part for name, part in picture.painted.items() if part.backdrop}
        alone = picture.figure.paint({**backdrop, words.name: picture.painted[words.name]})
        there = window(words.box.grown(1.0), picture.figure.sheet, pixels.shape)
        off = np.abs(pixels[there].astype(int) - alone[there]).max(axis=2) > ROUNDING
        if words.haloed:
            off &= covered(picture, words.name)[there]
        if off.any():
            count = int(off.sum())
            yield Finding(
                kind=Kind.INK, part=words.name, what=f"has {count} foreign pixels in its box", amount=count
            )


def covered(picture: Picture, name: str) -> Flags:
    """Return which pixels a label covers wholly, with its halo: shape `(height, width)`."""
    ink = picture.figure.theme.ink
    shapes = [shape.copy().set_color(ink) for shape in picture.painted[name].shapes()]
    painted = picture.figure.paint({name: Part(*shapes)})[..., :3]
    return np.all(painted == np.array(rgb(ink), dtype=np.uint8), axis=2)


def window(box: Box, sheet: Sheet, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the row and column slices of the pixels in a box given in layout pixels."""
    height, width = shape[:2]
    unit = width / sheet.width
    left, right = (round((x + sheet.width / 2) * unit) for x in (box.left, box.right))
    top, bottom = (round((sheet.height / 2 - y) * unit) for y in (box.top, box.bottom))
    return slice(max(top, 0), min(bottom, height)), slice(max(left, 0), min(right, width))


LEAST_IN_GREY = 4.0
"""The least CIEDE2000 difference between meanings in greyscale; low, since dashes and words also differ."""


def low_contrasts(picture: Picture) -> Iterator[Finding]:
    """Yield each text of a contrast below 4.5 to its background, and each line below 3 (WCAG 2.1, 2018)."""
    bare = {name: _without_letters(part) for name, part in picture.painted.items()}
    behind = picture.figure.paint(bare)
    for words in picture.words:
        if words.whole:
            shapes = picture.painted[words.name].shapes()
            texts = [each for each in shapes if isinstance(each, Letters | Tint) and len(each.points)]
            there = window(words.box, picture.figure.sheet, behind.shape)
            around = behind[there]
            if words.haloed:
                around = around[covered(picture, words.name)[there]]
            ground = _most_frequent(around)
            for ink in sorted({_hex(each.get_fill_color()) for each in texts}):
                yield from _low_contrast(words.name, ink, ground, TEXT)
    paper = picture.figure.theme.paper
    for name, part in picture.painted.items():
        if picture.shown.get(name, 0.0) >= 1 and not part.backdrop:
            inks = {ink for shape in part.shapes() if (ink := _ink(shape, paper)) is not None}
            for ink in sorted(inks - {paper}):
                yield from _low_contrast(name, ink, paper, STROKE)


def similar_colors(picture: Picture) -> Iterator[Finding]:
    """Yield each pair of meanings whose colors are too similar for one of the kinds of color vision."""
    theme, paper = picture.figure.theme, picture.figure.theme.paper
    used = {_ink(shape, paper) for part in picture.painted.values() for shape in part.shapes()}
    roles = [role for role in MEANINGS if theme.color(role) in used]
    for (one, other), vision in ((pair, vision) for pair in combinations(roles, 2) for vision in Vision):
        apart = difference(theme.color(one), theme.color(other), vision)
        least = LEAST_IN_GREY if vision is Vision.GREYSCALE else MIN_DIFFERENCE
        if apart < least:
            what = f"and {other} differ by {apart:.1f} in {vision}, under {least:g}"
            yield Finding(kind=Kind.ALIKE, part=one, what=what, amount=apart)


def _without_letters(part: Part) -> Part:
    """Return a part without its letters: of a label on a map, the plate or the halo remains."""
    return Part(*(shape for shape in part.shapes() if not isinstance(shape, Letters | Tint)))


def _low_contrast(part: str, ink: Color, ground: Color, least: float) -> Iterator[Finding]:
    ratio = contrast(ink, ground)
    if ratio < least:
        what = f"has {ink} on {ground}, a contrast of {ratio:.2f} where {least:g} are needed"
        yield Finding(kind=Kind.CONTRAST, part=part, what=what, amount=ratio)


def _ink(shape: VMobject, paper: Color) -> Color | None:
    """Return the color of a line blended with the paper, or None if the shape is not a line."""
    color, opacity = shape.get_stroke_color(), float(shape.get_stroke_opacity())
    if isinstance(shape, Halo) or color is None or opacity == 0 or float(shape.get_stroke_width()) == 0:
        return None
    return mixed(paper, _hex(color), opacity)


def _most_frequent(pixels: Pixels) -> Color:
    """Return the most frequent color of the pixels."""
    levels = pixels[..., :3].reshape(-1, 3).astype(np.uint32)
    colors, counts = np.unique(levels @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32), return_counts=True)
    return f"#{colors[counts.argmax()]:06x}"


def _hex(color: ManimColor) -> Color:
    return color.to_hex().lower()
