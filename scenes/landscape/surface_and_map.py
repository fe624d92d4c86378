"""The layout of a landscape: the surface, its map with the key of the colors, and the lines above."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import LANDSCAPE, Box, Sheet, columns, inset, within_aspect

HEADLINE = 124.0
"""Height of the two lines above the map,"""
NUMERALS, NAME = 92.0, 56.0
"""space for the numerals of a map's axis and for the name at its tip,"""
UNDER_MAP = 74.0
"""space below a map for its numerals,"""
KEY, KEY_NAME, KEY_NUMERALS = 26.0, 56.0, 52.0
"""height of the key, of the name above it and of the numerals below,"""
STRIP = 330.0
"""and height of the strip of weights, in layout pixels."""
SURFACE_SHARES = ((1.3, 0.6), (1.85, 0.685))
"""Share of the width for a surface beside its map, at two ratios of width to height."""
AROUND = 54.0
"""Space around a block for its axes with their numerals, in layout pixels."""
STACKED_SHARE, STACKED_ASPECT = 0.58, 0.7
"""Share of the height for a surface above its map, and its greatest height for its width."""


@dataclass(frozen=True)
class Layout:
    """The boxes of the picture, in layout pixels.

    Attributes:
        surface: the block at every azimuth, without its axes.
        ground: what belongs to the block, names and axes included.
        map: the map, square.
        key: the key of the colors.
        head: the box whose corner the two lines about the error stand in.
        aside: the same for the lines about the directions of a slice.
        strip: the strip of weights, if there is one.
    """

    surface: Box
    ground: Box
    map: Box
    key: Box
    head: Box
    aside: Box
    strip: Box


def layout_on(sheet: Sheet, *, network: bool) -> Layout:
    """Return the layout: map right of the surface, or below it where the sheet is not wide.

    Args:
        sheet: the sheet.
        network: whether the weights of a network are shown below the map, in place of the key.
    """
    room = sheet.inside(MEASURES.margin)
    if room.width >= LANDSCAPE * room.height:
        return _side_by_side(room, network=network)
    return _stacked(room, network=network)


def _side_by_side(room: Box, *, network: bool) -> Layout:
    (low, small), (high, large) = SURFACE_SHARES
    share = float(np.interp(room.width / room.height, (low, high), (small, large)))
    left = inset(room, right=(1 - share) * room.width)
    right = inset(room, left=left.width)
    below = STRIP if network else KEY + KEY_NAME + KEY_NUMERALS
    plot = inset(right, left=NUMERALS, right=NAME, top=HEADLINE + NAME, bottom=below + UNDER_MAP)
    side = min(plot.width, plot.height)
    square = Box(plot.right - side, plot.top - side, plot.right, plot.top)
    under = square.bottom - UNDER_MAP - KEY_NAME
    key = Box(square.left, under - KEY, square.right, under)
    strip = Box(right.left + NUMERALS - 34, room.bottom, right.right, square.bottom - UNDER_MAP)
    beside_map = inset(right, left=square.left - right.left)
    return Layout(_block_in(left), left, square, key, left if network else beside_map, beside_map, strip)


def _stacked(room: Box, *, network: bool) -> Layout:
    high = min(STACKED_SHARE * (room.height - HEADLINE), STACKED_ASPECT * room.width)
    ground = inset(room, top=HEADLINE, bottom=room.height - HEADLINE - high)
    low = inset(room, top=room.height - (ground.bottom - room.bottom))
    square, key, strip = _tall(low, network=network) if low.height > 0.8 * low.width else _flat(low)
    left, right = columns(room, (1.0, 1.0), NAME)
    return Layout(_block_in(ground), ground, square, key, left if network else room, right, strip)


def _tall(low: Box, *, network: bool) -> tuple[Box, Box, Box]:
    """Return the boxes of map, key and strip in a tall box: the map over the others."""
    below = UNDER_MAP + (STRIP if network else KEY + KEY_NAME + KEY_NUMERALS)
    square = within_aspect(inset(low, left=NUMERALS, right=NAME, top=NAME, bottom=below), 1.0, 1.0)
    under = square.bottom - UNDER_MAP
    key = Box(square.left, under - KEY_NAME - KEY, square.right, under - KEY_NAME)
    return square, key, Box(square.left, under - STRIP, square.right, under)


def _flat(low: Box) -> tuple[Box, Box, Box]:
    """Return the boxes of map, key and strip in a low box: the map left of the others."""
    square = _at_left(inset(low, left=NUMERALS, top=NAME, bottom=UNDER_MAP, right=0.45 * low.width))
    beside = Box(square.right + 2 * NAME, square.bottom, low.right, square.top)
    middle = beside.center[1]
    return square, Box(beside.left, middle - KEY / 2, beside.right - 4, middle + KEY / 2), beside


def _at_left(box: Box) -> Box:
    side = min(box.width, box.height)
    return Box(box.left, box.top - side, box.left + side, box.top)


def _block_in(box: Box) -> Box:
    return inset(box, left=AROUND, right=AROUND, bottom=AROUND + 20, top=AROUND)
