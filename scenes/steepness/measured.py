"""What is true of a gentle and a steep place of one curve."""

from dataclasses import dataclass

from mathcore import Expr, Graph
from scenes.shared.slopes.touching import Touching, touching
from scenes.steepness.dial import rim_slopes
from scenes.steepness.steep_pair import Pair, paper_angle

NAMES = ("gentle", "steep")
TANGENT_SHARE = 0.42
"""How far each tangent reaches to each side of its point, as a share of the panel's shorter side."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Two places of a curve and their slopes.

    Attributes:
        gentle_curve: the graph around the gentle place.
        steep_curve: the graph around the steep place.
        gentle: the tangent at the gentle place.
        steep: the tangent at the steep place.
        stretch: the length of one unit of y on the paper over that of one unit of x.
        angles: the angles in degrees at which the tangents are drawn.
        rim: the slopes written at the rim of each meter.
    """

    gentle_curve: Graph
    steep_curve: Graph
    gentle: Touching
    steep: Touching
    stretch: float
    angles: tuple[float, float]
    rim: tuple[float, ...]

    @property
    def places(self) -> dict[str, Touching]:
        """Both places, by name."""
        return {"gentle": self.gentle, "steep": self.steep}


def measured(f: Expr, gentle: float | None, steep: float | None, pair: Pair) -> Measured:
    """Return the facts of a pair of places, or of others in the same views."""
    left, right = pair.views
    low = touching(f, pair.gentle if gentle is None else gentle, left, TANGENT_SHARE, "gentle")
    high = touching(f, pair.steep if steep is None else steep, right, TANGENT_SHARE, "steep")
    return Measured(
        gentle_curve=Graph(f, left.x),
        steep_curve=Graph(f, right.x),
        gentle=low,
        steep=high,
        stretch=pair.stretch,
        angles=(paper_angle(low.slope, pair.stretch), paper_angle(high.slope, pair.stretch)),
        rim=rim_slopes(pair.stretch),
    )
