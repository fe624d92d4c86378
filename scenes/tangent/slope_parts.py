"""The slope of a curve at a point, drawn: tangent, triangle, touch point, and words that point at them."""

from __future__ import annotations

from hillside.stage.box import Box
from hillside.stage.drawing import Part
from hillside.stage.labels import Pointing
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import lettering
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from mathcore import Point
from scenes.shared.slopes.legs import leg_fill, leg_lines
from scenes.shared.slopes.slope import Slope
from scenes.shared.slopes.slope_words import tangent_words

HUGGING = 22.0
"""Layout pixels: a curve this near to its tangent leaves no room for an arrow to touch the tangent alone."""


def slope_parts(plane: Plane, facts: Slope) -> dict[str, Part]:
    """Return the strokes of the picture: axes, curve, triangle, tangent, and the touch point on top."""
    return {
        "axes": plane.axes(),
        **leg_fill(plane, facts),
        "curve": plane.draw(facts.curve, "curve"),
        **leg_lines(plane, facts),
        "tangent": plane.dashed(facts.tangent, "slope"),
        "touch": plane.draw(facts.touch, "slope"),
    }


def slope_callout(
    own: str | None, plane: Plane, facts: Slope, language: Language, within: Box | None = None
) -> Pointing:
    """The lecturer's words, or the figure's, with an arrow to the tangent away from dot and triangle."""
    avoid = [facts.touch, facts.corners[2]] if facts.measurable else [facts.touch]
    return Pointing(
        lettering=lettering(tangent_words(own, language), lines=(1, 2, 3, 4, 5), least=MEASURES.least_label),
        to="tangent",
        also=("curve",) if _hugged(plane, facts) else (),
        avoid=plane.points(avoid),
        within=within,
        priority=8,
    )


def _hugged(plane: Plane, facts: Slope) -> bool:
    """Return whether the curve lies along most of the tangent, so that nothing can touch the one alone."""
    along = [facts.tangent.at(k / 40) for k in range(41)]
    on_curve = plane.points([Point(point.x, float(facts.curve.f(point.x))) for point in along])
    apart = abs(on_curve - plane.points(along))[:, 1]
    return bool((apart < HUGGING).mean() > 0.6)
