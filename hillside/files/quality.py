"""How much work goes into an output."""

from enum import StrEnum


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
