"""The sheet a picture is composed on, in layout pixels.

The short side of every sheet is 1080 layout pixels, the origin is its center and y points up, so that type
and strokes keep the sizes of `look.theme.MEASURES` whatever the shape or the size of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hillside.stage.geometry import Box
from hillside.stage.look.theme import MEASURES

SHORT_SIDE = 1080.0
LANDSCAPE = 1.2
"""From this ratio of width to height on, two things stand side by side rather than one over the other."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of `width` by `height` layout pixels."""

    width: float
    height: float

    @classmethod
    def of_shape(cls, width: int, height: int) -> "Sheet":
        """Return the sheet for a file of `width` by `height` pixels.

        >>> Sheet.of_shape(3840, 2160)
        Sheet(width=1920.0, height=1080.0)
        """
        unit = SHORT_SIDE / min(width, height)
        return cls(width * unit, height * unit)

    @property
    def box(self) -> Box:
        """All of the sheet."""
        return Box(-self.width / 2, -self.height / 2, self.width / 2, self.height / 2)

    def inside(self, margin: float) -> Box:
        """Return the sheet without a margin that nothing enters."""
        return self.box.grown(-margin)


def panels(box: Box, count: int, gutter: float) -> tuple[Box, ...]:
    """Return `count` panels of one size: from left to right in a landscape box, else from the top down.

    >>> panels(Box(0, 0, 400, 100), 2, gutter=20)
    (Box(left=0.0, bottom=0, right=190.0, top=100), Box(left=210.0, bottom=0, right=400.0, top=100))
    >>> panels(Box(0, 0, 100, 130), 3, gutter=20)[0]
    Box(left=0, bottom=100.0, right=100, top=130.0)
    """
    if box.width >= LANDSCAPE * box.height:
        return columns(box, (1.0,) * count, gutter)
    side = (box.height - (count - 1) * gutter) / count
    tops = [box.top - number * (side + gutter) for number in range(count)]
    return tuple(Box(box.left, top - side, box.right, top) for top in tops)


def columns(box: Box, shares: Sequence[float], gutter: float) -> tuple[Box, ...]:
    """Return columns from left to right whose widths are as `shares` say.

    >>> columns(Box(0, 0, 320, 100), (2, 1), gutter=20)[1]
    Box(left=220.0, bottom=0, right=320.0, top=100)
    """
    unit = (box.width - (len(shares) - 1) * gutter) / sum(shares)
    lefts = [box.left + unit * sum(shares[:number]) + number * gutter for number in range(len(shares))]
    return tuple(
        Box(left, box.bottom, left + unit * share, box.top) for left, share in zip(lefts, shares, strict=True)
    )


def inset(box: Box, *, left: float = 0.0, bottom: float = 0.0, right: float = 0.0, top: float = 0.0) -> Box:
    """Return `box` with room kept free along its sides.

    >>> inset(Box(0, 0, 100, 50), left=10, top=5)
    Box(left=10, bottom=0.0, right=100.0, top=45)
    """
    return Box(box.left + left, box.bottom + bottom, box.right - right, box.top - top)


def within_aspect(box: Box, low: float, high: float) -> Box:
    """Return the largest box in the middle of `box` whose width over height is from `low` to `high`.

    >>> within_aspect(Box(0, 0, 100, 300), 0.5, 2)
    Box(left=0.0, bottom=50.0, right=100.0, top=250.0)
    """
    width, height = min(box.width, box.height * high), min(box.height, box.width / low)
    x, y = box.center
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def plot_under(sheet: Sheet, head: float) -> Box:
    """Return the box of one curve, `head` layout pixels under the top, with room for the axes' names."""
    room = inset(sheet.inside(MEASURES.margin), top=head, right=80, bottom=36, left=40)
    return within_aspect(room, 0.8, 2.2)
