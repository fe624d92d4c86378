"""What is painted stands out from what it lies on, and differs from what means something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from manim import ManimColor, VMobject

from hillside.check.finding import Finding, Kind
from hillside.check.ink import window
from hillside.check.picture import Picture
from hillside.stage.camera import Pixels
from hillside.stage.drawing import Letters, Part
from hillside.stage.look.background import LEAST_APART
from hillside.stage.look.color import Color, contrast, mixed
from hillside.stage.look.contrast import MEANINGS, STROKE, TEXT
from hillside.stage.look.vision import Vision, difference

LEAST_IN_GREY = 4.0
"""The color difference (CIEDE2000) of two meanings in greyscale, where dashes and words tell them, too."""


def contrasts(picture: Picture) -> Iterator[Finding]:
    """Each text of a contrast under 4.5 with what is behind it, and each line under 3 with the paper."""
    bare = {name: _without_letters(part) for name, part in picture.painted.items()}
    behind = picture.figure.paint(bare)
    for words in picture.words:
        if words.whole:
            letters = next(each for each in picture.painted[words.name].shapes() if isinstance(each, Letters))
            ground = _usual(behind[window(words.box, picture.figure.sheet, behind.shape)])
            yield from _weak(words.name, _hex(letters.get_fill_color()), ground, TEXT)
    paper = picture.figure.theme.paper
    for name, part in picture.painted.items():
        if picture.shown.get(name, 0.0) >= 1:
            inks = {ink for shape in part.shapes() if (ink := _ink(shape, paper)) is not None}
            for ink in sorted(inks - {paper}):
                yield from _weak(name, ink, paper, STROKE)


def alike(picture: Picture) -> Iterator[Finding]:
    """Yield each two meanings in the picture whose colors one kind of vision can hardly tell apart."""
    theme, paper = picture.figure.theme, picture.figure.theme.paper
    used = {_ink(shape, paper) for part in picture.painted.values() for shape in part.shapes()}
    roles = [role for role in MEANINGS if theme.color(role) in used]
    for (one, other), vision in ((pair, vision) for pair in combinations(roles, 2) for vision in Vision):
        apart = difference(theme.color(one), theme.color(other), vision)
        least = LEAST_IN_GREY if vision is Vision.GREYSCALE else LEAST_APART
        if apart < least:
            what = f"and {other} differ by {apart:.1f} in {vision}, under {least:g}"
            yield Finding(kind=Kind.ALIKE, part=one, what=what, amount=apart)


def _without_letters(part: Part) -> Part:
    """Return what is painted of a part under its letters: of a label on a map, its plate."""
    return Part(*(shape for shape in part.shapes() if not isinstance(shape, Letters)))


def _weak(part: str, ink: Color, ground: Color, least: float) -> Iterator[Finding]:
    ratio = contrast(ink, ground)
    if ratio < least:
        what = f"has {ink} on {ground}, a contrast of {ratio:.2f} where {least:g} are needed"
        yield Finding(kind=Kind.CONTRAST, part=part, what=what, amount=ratio)


def _ink(shape: VMobject, paper: Color) -> Color | None:
    """Return the color of a line as it is seen on the paper, or None for what is no line."""
    color, opacity = shape.get_stroke_color(), float(shape.get_stroke_opacity())
    if color is None or opacity == 0 or float(shape.get_stroke_width()) == 0:
        return None
    return mixed(paper, _hex(color), opacity)


def _usual(pixels: Pixels) -> Color:
    """Return the color that most pixels have."""
    levels = pixels[..., :3].reshape(-1, 3).astype(np.uint32)
    colors, counts = np.unique(levels @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32), return_counts=True)
    return f"#{colors[counts.argmax()]:06x}"


def _hex(color: ManimColor) -> Color:
    return color.to_hex().lower()
