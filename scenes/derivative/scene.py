"""The slope as a curve of its own: the tangent slides along f and traces the derivative below.

Both curves are drawn over the same x. Where f climbs, its derivative is positive; where f falls, negative;
and below each maximum and each minimum it is 0.
"""

from collections.abc import Iterator
from itertools import pairwise

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.derivative.drawing import (
    curve_and_slope,
    curve_box,
    planes,
    slope_axis_names,
    slope_curve_labels,
)
from scenes.derivative.facts import SlopeCurve, Views, slope_curve_at, slope_curve_views
from scenes.derivative.words import curves_alt, level_caption, slide_caption, slope_caption
from scenes.shared.slopes.graph import curve_beat

SECONDS, LEAST_SECONDS = 9.0, 1.5
"""Seconds in which the tangent slides over the window, and minimum between two critical points."""


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^3/3 - x", help="the curve above, in x")
    at: float = param(default=0.5, help="where the tangent touches")
    traced: float = param(
        default=1.0, help="the share of the window over which the derivative is traced", low=0, high=1
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


class Derivative(Figure[Params, Views, SlopeCurve]):
    """A function and its derivative, one above the other."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The slope as a curve of its own")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of both curves over one window."""
        box = curve_box(sheet)
        return slope_curve_views(params.function, params.at, params.window, box.width / box.height)

    @staticmethod
    def facts(params: Params, view: Views) -> SlopeCurve:
        """Return both curves, the tangent, and where the slope is 0."""
        return slope_curve_at(params.function, params.at, params.traced, view)

    def parts(self, facts: SlopeCurve) -> Parts:
        """Return f with its tangent above, f′ below, and the guides between them."""
        above, below = planes(self.view, self.sheet, self.theme)
        drawn = curve_and_slope(above, below, facts)
        return {
            **drawn,
            **above.axis_names(self.language),
            **slope_axis_names(below, self.language),
            **slope_curve_labels(facts, drawn, self.sheet, self.language),
        }

    def alt(self, facts: SlopeCurve) -> str:
        """Return the description: both curves, the tangent, its slope, and where the slope is 0."""
        return curves_alt(facts, self.params.at, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the tangent that slides along f, while its slope traces the curve below."""
        facts, say = self.final_facts, self.language.say
        traced = [name for name in self.parts(facts) if name.startswith("traces-")]
        yield curve_beat(self.language, {"at": self.view.curve.x.low, "traced": 0.0})
        tangent, axes = ("touch", "tangent", "slope"), ("slope-axes", "slope-x-name", "slope-y-name")
        yield Beat(
            say=say("Its tangent has a slope: draw that as the height of a second curve, below."),
            show=(*tangent, *axes, "zero-name", "guide", "height", *traced, "value"),
            seconds=3.0,
        )
        yield from self._tracing(facts)
        yield Beat(
            say=say(
                "This second curve is the derivative of {f}: its slope at every {x}.",
                x=self.language.letter_text("x"),
                f=self.language.letter_text("f"),
            ),
            show=("trace-name",),
            seconds=0.8,
        )
        yield Beat(
            say=slope_caption(facts, self.params.at, self.language),
            to={"at": self.params.at, "traced": self.params.traced},
            seconds=2.0,
            rest=2.5,
        )

    def _tracing(self, facts: SlopeCurve) -> Iterator[Beat]:
        """Yield the tangent that slides over the window and traces f′, and each critical point on the way."""
        over, language = facts.curve.over, self.language
        ends = [*(level.x for level in facts.flats), over.high]
        for number, (start, end) in enumerate(pairwise([over.low, *ends]), 1):
            yield Beat(
                say=slide_caption(facts.curve.f, start, end, language),
                to={"at": end, "traced": (end - over.low) / over.width},
                seconds=max(LEAST_SECONDS, SECONDS * (end - start) / over.width),
                rest=0.3,
            )
            if number <= len(facts.flats):
                yield Beat(
                    say=level_caption(facts.kinds[number - 1], end, language),
                    show=(f"flats-{number}", f"flat-name-{number}", f"guides-{number}", f"zeros-{number}"),
                    seconds=1.2,
                )
