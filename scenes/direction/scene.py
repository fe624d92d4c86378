"""The sign of the slope: where a curve climbs, where it falls and where it lies flat.

One curve, a tangent at each of the three points, and the sign of the derivative there: plus where the
function is increasing, minus where it is decreasing, zero where it is flat.
"""

from collections.abc import Iterator
from dataclasses import replace

from hillside.stage.drawing import Part
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, larger_views
from hillside.stage.sheet import Box, Sheet, plot_under
from mathcore import Expr, Interval
from scenes.direction.words import chart_alt, rule_headline, sign_caption, sign_label, sign_rule
from scenes.shared.slopes.graph import curve_beat
from scenes.shared.slopes.sign_chart import SignChart, SignView, missing_sentences, sign_chart, sign_view
from scenes.shared.slopes.sign_points import SignPoints
from scenes.shared.slopes.tangency import tangency_parts

HEADROOM = 190
"""Space above the plot, for the rule, in layout pixels."""
TANGENT_SHARE = 0.26
"""Length of each tangent to each side of its point, as a share of the paper's shorter side."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    climbing: float | None = param(default=None, help="where it climbs; found when not given")
    falling: float | None = param(default=None, help="where it falls; found when not given")
    flat: float | None = param(default=None, help="where it is flat; found when not given")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Direction(Figure[Params, SignView, SignChart]):
    """The sign of the derivative along a curve."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The sign of the slope")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> SignView:
        """Return the view of the curve that shows its rise and fall."""
        box = plot_box(sheet)
        given = SignPoints(climbing=params.climbing, falling=params.falling, flat=params.flat)
        return sign_view(params.function, given, params.window, box.width / box.height)

    @staticmethod
    def larger_views(params: Params, view: SignView) -> Iterator[SignView]:
        """Yield views with more room around the curve and the same points on it."""
        return (replace(view, view=each) for each in larger_views(view.view, params.window))

    @staticmethod
    def facts(params: Params, view: SignView) -> SignChart:
        """Return the curve, and its tangent at each point."""
        return sign_chart(params.function, view, TANGENT_SHARE)

    def parts(self, facts: SignChart) -> Parts:
        """Return the curve, its tangents and their signs."""
        plane = Plane(self.view.view, plot_box(self.sheet), self.theme)
        drawn: dict[str, Part] = {"axes": plane.axes(), "curve": plane.draw(facts.curve, "curve")}
        signs: dict[str, Beside] = {}
        for name, tangency in facts.shown.items():
            drawn |= tangency_parts(plane, tangency, name)
            signs[f"{name}-sign"] = sign_label(tangency, name, self.language)
        line = rule_headline(facts, self.sheet, self.language)
        return {**drawn, **signs, **plane.axis_names(self.language), "rule": line}

    def alt(self, facts: SignChart) -> str:
        """Return the description: the curve, and what it does where."""
        return chart_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the curve; one point after the other; then what they have in common."""
        facts, language = self.final_facts, self.language
        yield curve_beat(language, more=())
        for name, tangency in facts.shown.items():
            yield Beat(
                say=sign_caption(tangency, language),
                show=(f"{name}-touch", f"{name}-tangent", f"{name}-sign"),
                seconds=2.0,
                rest=1.6,
            )
        rule = language.say("{label}.", label=sign_rule(language))
        closing = language.joined(missing_sentences(facts, language), rule)
        yield Beat(say=closing, show=("rule",), seconds=0.8, rest=3.0)


def plot_box(sheet: Sheet) -> Box:
    """Return the box of the curve: below the rule."""
    return plot_under(sheet, HEADROOM)
