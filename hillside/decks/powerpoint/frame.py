"""Where things stand on a slide, in English Metric Units: 914400 to the inch, 12700 to the point."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.files.size import Size

POINT = 12700
SHORT_SIDE = 6_858_000
"""7.5 inches, as PowerPoint's own 16:9 slides have it."""
STRIP = 0.12
"""The part of the height that the title takes; the figure has the rest, and is composed for it."""
MARGIN = 0.05
"""The margin, of the short side; figures keep the same."""


@dataclass(frozen=True)
class Box:
    """A rectangle: its left upper corner and its sides."""

    x: int
    y: int
    width: int
    height: int

    def xfrm(self, tag: str = "a") -> str:
        """Return it as DrawingML.

        >>> Box(1, 2, 3, 4).xfrm()
        '<a:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></a:xfrm>'
        """
        return (
            f'<{tag}:xfrm><a:off x="{self.x}" y="{self.y}"/>'
            f'<a:ext cx="{self.width}" cy="{self.height}"/></{tag}:xfrm>'
        )


@dataclass(frozen=True)
class Frame:
    """A slide of some shape, with the places of what stands on it."""

    width: int
    height: int

    @classmethod
    def of(cls, size: Size) -> Frame:
        """Return the slide with the shape of a picture.

        >>> Frame.of(Size(1920, 1080))
        Frame(width=12192000, height=6858000)
        """
        unit = SHORT_SIDE / min(size.width, size.height)
        # To a hundredth of an inch: 854x480, a draft of 16:9, is 16:9 all the same.
        width, height = (round(side * unit / 9144) * 9144 for side in (size.width, size.height))
        return cls(_snapped(width), _snapped(height))

    @property
    def margin(self) -> int:
        """The margin on all sides."""
        return round(MARGIN * min(self.width, self.height))

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def strip(self) -> int:
        """The height of the title's strip."""
        return round(STRIP * self.height)

    @property
    def title(self) -> Box:
        """The title, up to the slide number."""
        return Box(self.margin, 0, self.inner - self.number.width, self.strip)

    @property
    def number(self) -> Box:
        """The number of the slide, in the right upper corner."""
        width = 60 * POINT
        return Box(self.width - self.margin - width, 0, width, self.strip)

    @property
    def picture(self) -> Box:
        """The picture, from side to side."""
        return Box(0, self.strip, self.width, self.height - self.strip)

    @property
    def text(self) -> Box:
        """The text of a slide without a picture."""
        top = self.strip + self.margin // 2
        return Box(self.margin, top, self.inner, self.height - top - self.margin)


def _snapped(side: int) -> int:
    """Return the side of PowerPoint's own slides that is within a hundredth of this one, or this one."""
    known = (6_858_000, 12_192_000, 9_144_000)
    return next((each for each in known if abs(each - side) <= side // 100), side)
