"""How large a picture is, and how much work goes into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from hillside.stage.errors import Refusal


class Quality(StrEnum):
    """How much work goes into an output when its size and frame rate are not given."""

    DRAFT = "draft"
    STANDARD = "standard"
    FINAL = "final"

    @property
    def lines(self) -> int:
        """The short side of the picture in pixels."""
        return 480 if self is Quality.DRAFT else 1080

    @property
    def fps(self) -> int:
        """The frames per second of a film."""
        return {Quality.DRAFT: 15, Quality.STANDARD: 30, Quality.FINAL: 60}[self]


SHAPES = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "9:16": (9, 16)}
SMALLEST, LARGEST = 64, 7680
"""Pixels allowed along a side; the upper end is 8K."""


@dataclass(frozen=True)
class Size:
    """A picture's width and height in pixels."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if not (SMALLEST <= self.width <= LARGEST and SMALLEST <= self.height <= LARGEST):
            raise Refusal(f"size {self} is out of range; each side must have {SMALLEST} to {LARGEST} pixels")

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"

    @classmethod
    def read(cls, text: str, lines: int = 1080) -> Size:
        """Return the size written as `1920x1080`, or as a shape whose short side has `lines` pixels.

        >>> Size.read("16:9")
        Size(width=1920, height=1080)
        >>> Size.read("16:9", lines=480)
        Size(width=854, height=480)

        Raises:
            Refusal: The text is neither, or a side is too short or too long.
        """
        if text.strip() in SHAPES:
            across, up = SHAPES[text.strip()]
            return cls(_even(lines * across / min(across, up)), _even(lines * up / min(across, up)))
        pixels = re.fullmatch(r"\s*([0-9]{1,5})\s*[xX×]\s*([0-9]{1,5})\s*", text)
        if pixels is None:
            raise Refusal(
                f'size "{text}" is not understood; write WIDTHxHEIGHT in pixels such as 1920x1080, '
                f"or one of {', '.join(SHAPES)}"
            )
        return cls(int(pixels[1]), int(pixels[2]))


def _even(length: float) -> int:
    """Return the nearest even number of pixels: H.264 stores color for blocks of two by two."""
    return 2 * round(length / 2)
