"""The slope as a curve of its own: the tangent slides along f and traces the derivative below.

Both curves are drawn over the same x. Where f climbs, its derivative is positive; where f falls, negative;
and below each maximum and each minimum it is 0.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import larger_views
from hillside.stage.scales import Scales
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval, Point, as_typed
from scenes.derivative.drawing import (
    LOWER,
    axis_names,
    curve_and_slope,
    curve_box,
    planes,
    running_slope,
    slope_curve_labels,
)
from scenes.derivative.facts import SlopeCurve, Views, slope_curve_at, slope_curve_views
from scenes.derivative.words import (
    asked_alt,
    curve_question,
    curves_alt,
    level_caption,
    slide_caption,
    slope_caption,
)
from scenes.shared.slopes.graph import curve_beat
from scenes.shared.slopes.question import HIDE, question_line, question_story, without

VALUE = ("positive", "negative", "height", "value", "running-slope")
"""The parts that change with the slope while it is traced."""
ANSWER = (
    *VALUE,
    "bands",
    "signs",
    "trace-name",
    "value-name",
    *("traces-", "jumps-", "flats-", "flat-name-", "guides-", "zeros-", "zero-name-", "trend-"),
)
"""The parts that tell the derivative."""
SECONDS, LEAST_SECONDS = 5.2, 1.2
"""Seconds in which the tangent slides over the window, and minimum between two critical points."""


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="x^3/3 - x", help="the curve above, in x")
    at: float = param(default=1.5, help="where the tangent touches")
    traced: float = param(
        default=1.0, help="the share of the window over which the derivative is traced", low=0, high=1
    )
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    hide: Literal["nothing", "derivative"] = param(default="nothing", help=HIDE)


class Derivative(Figure[Params, Views, SlopeCurve]):
    """A function and its derivative, one above the other."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The slope as a curve of its own")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of both curves over one window."""
        box = curve_box(sheet)
        return slope_curve_views(
            params.function, params.at, params.window, box.width / box.height, params.height
        )

    @staticmethod
    def larger_views(params: Params, view: Views) -> Iterator[Views]:
        """Yield views with more room above and below f′, then above and below f too."""
        for slope in larger_views(view.slope, view.slope.x):
            yield replace(view, slope=slope)
        for curve in larger_views(view.curve, view.curve.x) if params.height is None else ():
            for slope in larger_views(view.slope, view.slope.x):
                yield Views(curve=curve, slope=slope)

    @staticmethod
    def facts(params: Params, view: Views) -> SlopeCurve:
        """Return both curves, the tangent, and where the slope is 0."""
        return slope_curve_at(params.function, params.at, params.traced, view)

    def parts(self, facts: SlopeCurve) -> Parts:
        """Return f with its tangent above, f′ below, and the guides between them."""
        above, below = self._axes()
        final = facts.touch is not None and facts.touch.x == self.params.at
        drawn = curve_and_slope(above, below, facts, final=final)
        foot = None if facts.value is None else Point(facts.value.x, 0.0)
        name = self.language.numeral(as_typed(self.params.at))
        parts: Parts = {
            **self.params.gridded(above),
            **{LOWER + each: part for each, part in self.params.gridded(below).items()},
            **drawn,
            **axis_names(above, below, foot, name, self.language, final=final),
            **slope_curve_labels(facts, drawn, above.plane, self.language, final=final),
            **running_slope(facts, above.plane, below.plane, self.language),
        }
        if self._asks:
            question = question_line(curve_question(self.language), self.sheet, self.language)
            return {**without(parts, ANSWER), "question": question}
        return parts

    @property
    def _asks(self) -> bool:
        """Whether the derivative is left out and asked for."""
        return self.params.hide == "derivative"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the derivative, if it is asked for."""
        if not self._asks:
            return ()
        return tuple(each.name for each in fields(SlopeCurve) if each.name not in ("curve", "touch"))

    def _axes(self) -> tuple[Axes, Axes]:
        """Return the axes of f and of f′."""
        above, below = planes(self.view, self.sheet, self.theme)
        f = self.params.function
        return self.params.axes(above, f), self.params.axes(below, f)

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{x} |-> {f}'({x})")

    def alt(self, facts: SlopeCurve) -> str:
        """Return the description: both curves, the tangent, its slope, and where the slope is 0."""
        return (asked_alt if self._asks else curves_alt)(facts, self.params.at, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the tangent that slides along f, while its slope traces the curve below."""
        facts, say = self.final_facts, self.language.say
        above, below = self._axes()
        parts = self.parts(facts)
        if self._asks:
            marks = tuple(name for name in ("asymptotes", "curve", "ends") if name in parts)
            curve = curve_beat(self.language, scale=above.scale(), curve=marks)
            shown = say("Draw its slope as the height of a second curve.")
            yield from question_story(curve, parts, shown, curve_question(self.language))
            return
        traced = tuple(name for name in parts if name.startswith("traces-"))
        jumps = tuple(name for name in parts if name.startswith("jumps-"))
        marks = tuple(name for name in ("asymptotes", "curve", "ends") if name in parts)
        yield replace(
            curve_beat(
                self.language,
                {"at": self.view.curve.x.low, "traced": 0.0},
                scale=above.scale(),
                curve=marks,
            ),
            seconds=1.8,
            rest=0.4,
        )
        scale = tuple(LOWER + name for name in ("axes", "x-name", "y-name", *below.scale()))
        yield Beat(
            say=say("Draw its slope as the height of a second curve."),
            show=(
                ("touch", "tangent"),
                scale,
                "guide",
                (*jumps, *traced, *self._there(parts, *VALUE)),
            ),
            seconds=2.4,
            rest=0.4,
            poster=not facts.flats,
        )
        yield from self._tracing(facts)
        words = tuple(name for name in parts if name.startswith("trend-"))
        yield Beat(
            say=say(
                "This second curve is the derivative of {f}: its slope at every {x}.",
                x=self.language.letter_text("x"),
                f=self.language.letter_text("f"),
            ),
            hide=("running-slope",),
            show=("trace-name", self._there(parts, "signs"), self._there(parts, "bands", *words)),
            seconds=1.8,
            rest=0.4,
        )
        yield Beat(
            say=slope_caption(facts, self.params.at, self.language),
            to={"at": self.params.at, "traced": self.params.traced},
            show=(self._there(parts, "at-tick", "at-name", "value-name"),),
            seconds=1.4,
            rest=1.8,
        )

    @staticmethod
    def _there(parts: Parts, *names: str) -> tuple[str, ...]:
        """Return those names that are parts of the picture."""
        return tuple(name for name in names if name in parts)

    def _tracing(self, facts: SlopeCurve) -> Iterator[Beat]:
        """Yield the tangent that slides over the window and traces f′, and each critical point on the way."""
        over, language = facts.curve.over, self.language
        ends = [*(level.x for level in facts.flats), over.high]
        parts = self.parts(facts)
        for number, (start, end) in enumerate(pairwise([over.low, *ends]), 1):
            yield Beat(
                say=slide_caption(facts.curve.f, start, end, language),
                to={"at": end, "traced": (end - over.low) / over.width},
                seconds=max(LEAST_SECONDS, SECONDS * (end - start) / over.width),
                rest=0.0,
                poster=bool(facts.flats) and number == 1,
            )
            if number <= len(facts.flats):
                yield Beat(
                    say=level_caption(facts.kinds[number - 1], language),
                    show=(
                        (f"flats-{number}", f"flat-name-{number}"),
                        f"guides-{number}",
                        self._there(parts, f"zeros-{number}", f"zero-name-{number}"),
                    ),
                    seconds=1.2,
                    rest=0.3,
                )
