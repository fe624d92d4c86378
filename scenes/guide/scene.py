"""The slope as a guide: three panels, one rule for a parameter.

The error of a model over one parameter. Where the derivative is positive, decrease the parameter; where it
is negative, increase it; where it is zero the curve is flat, and this may be the minimum.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.guide.drawing import rule_labels, rule_parts
from scenes.guide.words import guide_alt, rule_caption
from scenes.shared.slopes.panel import Panel, panels_of
from scenes.shared.slopes.sign_chart import (
    SIGNS,
    SignChart,
    SignView,
    missing_sentences,
    sign_chart,
    sign_view,
)
from scenes.shared.slopes.sign_points import SignPoints

HEAD, FOOT = 64.0, 128.0
"""Height for the words above and below each panel, in layout pixels."""
TANGENT_SHARE = 0.38
"""Length of each tangent to each side of its point, as a share of the panel's shorter side."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="(x - 1)^2/2 + 1/2", help="the error over one parameter, in x")
    climbing: float | None = param(default=None, help="where its derivative is positive; found if not given")
    falling: float | None = param(default=None, help="where its derivative is negative; found if not given")
    flat: float | None = param(default=None, help="where its derivative is zero; found if not given")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Guide(Figure[Params, SignView, SignChart]):
    """The rule for a parameter, in three panels."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The slope as a guide")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> SignView:
        """Return the view of the error that shows its rise and fall, and a minimum if it has one."""
        plot = panels_of(sheet, len(SIGNS), HEAD, FOOT)[0].plot
        given = SignPoints(climbing=params.climbing, falling=params.falling, flat=params.flat)
        return sign_view(params.function, given, params.window, plot.width / plot.height, valley=True)

    @staticmethod
    def facts(params: Params, view: SignView) -> SignChart:
        """Return the error, and its tangent at the point of each panel."""
        return sign_chart(params.function, view, TANGENT_SHARE)

    @cached_property
    def _panels(self) -> dict[str, Panel]:
        return dict(zip(SIGNS, panels_of(self.sheet, len(SIGNS), HEAD, FOOT), strict=True))

    def parts(self, facts: SignChart) -> Parts:
        """Return a panel for each sign, with its words above and below it."""
        planes = {name: Plane(self.view.view, each.plot, self.theme) for name, each in self._panels.items()}
        drawn = [rule_parts(plane, facts, name, self.language) for name, plane in planes.items()]
        words = rule_labels(facts, self._panels, self.language, self.theme.typeface)
        return {name: part for parts in (*drawn, words) for name, part in parts.items()}

    def alt(self, facts: SignChart) -> str:
        """Return the description: the error, and what to do in each panel."""
        return guide_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the error; then panel after panel; then the rule."""
        facts, say = self.final_facts, self.language.say
        frames = [f"{name}-{part}" for part in ("axes", "x", "y", "curve") for name in SIGNS]
        error = say("Here is the error of a model over one of its parameters.")
        yield Beat(say=error, show=frames, seconds=2.5)
        for name, tangency in facts.shown.items():
            caption = rule_caption(tangency, self.language, valley=facts.valley)
            order = (
                "drop",
                "value",
                "touch",
                "tangent",
                "sign",
                *(("arrow",) if tangency.sign else ()),
                "rule",
            )
            yield Beat(say=caption, show=[f"{name}-{part}" for part in order], seconds=3.5, rest=1.8)
        if facts.missing:
            never = [f"{name}-{part}" for name in facts.missing for part in ("sign", "rule")]
            yield Beat(say=missing_sentences(facts, self.language), show=never, seconds=1.0)
        yield Beat(say=say("One rule for all: step against the sign of the slope."), seconds=0.2, rest=3.0)
