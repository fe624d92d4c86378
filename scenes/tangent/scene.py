"""The slope of the tangent line: rise over run at a point of a curve.

The tangent slides along the curve to the point; the triangle under it gives rise and run, and their
quotient is the derivative. At a corner there is none: then the tangents from the left and from the right.
"""

from collections.abc import Iterator
from typing import TypeAlias

from hillside.stage.box import Box
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet, plot_under
from hillside.stage.view import View, roomier
from mathcore import Expr, Interval
from scenes.shared.slopes.corner import (
    Corner,
    corner_at,
    corner_callout,
    corner_names,
    corner_parts,
    corner_view,
    has_corner,
)
from scenes.shared.slopes.corner_words import corner_line, corner_story, told_corner
from scenes.shared.slopes.curve import curve_names
from scenes.shared.slopes.legs import leg_labels
from scenes.shared.slopes.slope import Slope, slide_start, slope_at, slope_view
from scenes.shared.slopes.slope_words import slope_line, told_slope
from scenes.tangent.slope_parts import slope_callout, slope_parts
from scenes.tangent.slope_story import slope_story

Facts: TypeAlias = Slope | Corner


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    at: float = param(default=1.5, help="where the tangent touches")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    label: str | None = param(
        default=None, help="words that point at the tangent: Derivative = Slope of the Tangent Line"
    )


class Tangent(Figure[Params, View, Facts]):
    """The tangent-slope diagram."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("The slope of the tangent line")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Frame the curve around the point."""
        box = plot_box(sheet)
        view = corner_view if has_corner(params.function, params.at) else slope_view
        return view(params.function, params.at, params.window, box.width / box.height, box.width)

    @staticmethod
    def roomier(params: Params, view: View) -> Iterator[View]:
        """Return more room around the curve."""
        return roomier(view, params.window)

    @staticmethod
    def facts(params: Params, view: View) -> Facts:
        """Return the curve, its tangent at the point, and the triangle under it; or its corner there."""
        found = corner_at if has_corner(params.function, params.at) else slope_at
        return found(params.function, params.at, view)

    def parts(self, facts: Facts) -> Parts:
        """Return the diagram with its names and numbers."""
        plane, sheet, language = Plane(self.view, plot_box(self.sheet), self.theme), self.sheet, self.language
        if isinstance(facts, Corner):
            return {
                **corner_parts(plane, facts),
                **curve_names(plane, language),
                **corner_names(plane, facts, language),
                "no-slope": corner_line(facts, sheet, language),
                **corner_callout(self.params.label, plane, facts),
            }
        return {
            **slope_parts(plane, facts),
            **curve_names(plane, language),
            **leg_labels(plane, facts, language, numbers=True),
            "slope": slope_line(facts, sheet, language),
            "callout": slope_callout(self.params.label, plane, facts, language),
        }

    def alt(self, facts: Facts) -> str:
        """Return the curve, the point, the slope and its sign; or the corner and its two slopes."""
        if isinstance(facts, Corner):
            return told_corner(facts, self.language)
        return told_slope(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """A point slides along the curve, and its tangent with it; then the triangle measures the slope."""
        facts, language, own = self.known, self.language, self.params.label
        if isinstance(facts, Corner):
            return corner_story(facts, language, own)
        start = slide_start(facts.curve.f, facts.touch.x, self.view)
        return slope_story(facts, language, start, own)


def plot_box(sheet: Sheet) -> Box:
    """Return where the curve is drawn: under the line with the slope."""
    return plot_under(sheet, 225)
