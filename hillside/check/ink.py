"""Foreign ink, found on the pixels: each label painted alone, and compared with the whole picture."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.picture import Picture
from hillside.stage.box import Box
from hillside.stage.camera import Pixels
from hillside.stage.labels import Beside
from hillside.stage.sheet import Sheet

ROUNDING = 3
"""Levels of 255 by which a pixel may differ from itself painted in other company."""


def foreign_ink(picture: Picture, pixels: Pixels) -> Iterator[Finding]:
    """Yield each label whose box holds ink in the whole picture that it does not hold when it is alone.

    A plate that is still coming on does not cover its map yet.
    """
    for words in picture.words:
        if not words.whole and isinstance(words.request, Beside) and words.request.plate:
            continue
        alone = picture.figure.paint({words.name: picture.painted[words.name]})
        there = window(words.box.grown(1.0), picture.figure.sheet, pixels.shape)
        off = np.abs(pixels[there].astype(int) - alone[there]).max(axis=2) > ROUNDING
        if off.any():
            count = int(off.sum())
            yield Finding(
                kind=Kind.INK, part=words.name, what=f"has {count} foreign pixels in its box", amount=count
            )


def window(box: Box, sheet: Sheet, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the rows and the columns of a box."""
    height, width = shape[:2]
    unit = width / sheet.width
    left, right = (round((x + sheet.width / 2) * unit) for x in (box.left, box.right))
    top, bottom = (round((sheet.height / 2 - y) * unit) for y in (box.top, box.bottom))
    return slice(max(top, 0), min(bottom, height)), slice(max(left, 0), min(right, width))
