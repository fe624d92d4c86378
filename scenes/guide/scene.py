"""The slope as a guide: three panels, one rule for a parameter.

The error of a model over one parameter. Where the derivative is positive, decrease the parameter; where it
is negative, increase it; where it is zero the curve is flat, and this may be the minimum. In each panel the
rule `new w = w - rate * slope` is applied to its own numbers.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane
from hillside.stage.scales import Scales
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.guide.drawing import panel_labels, panel_parts, panels_on, rule_label
from scenes.guide.facts import Guide as Facts
from scenes.guide.facts import GuideView, guide_facts, guide_view
from scenes.guide.words import asked_alt, guide_alt, rule_caption, slope_sentence, step_question
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.panel import Panel
from scenes.shared.slopes.question import HIDE, without
from scenes.shared.slopes.sign_chart import SIGNS, missing_sentences, sign_view
from scenes.shared.slopes.sign_points import SignPoints
from scenes.shared.slopes.tangency import slide_to

ANSWER = tuple(f"{name}-arrow" for name in SIGNS)
"""The parts that tell the steps, besides the sums."""


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="w^2", help="the error over one parameter, in w")
    climbing: float | None = param(default=None, help="where its derivative is positive; found if not given")
    falling: float | None = param(default=None, help="where its derivative is negative; found if not given")
    flat: float | None = param(default=None, help="where its derivative is zero; found if not given")
    rate: float | None = param(default=None, help="the learning rate; chosen to fit when not given")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    hide: Literal["nothing", "step"] = param(default="nothing", help=HIDE)


class Guide(Figure[Params, GuideView, Facts]):
    """The rule for a parameter, in three panels."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The slope as a guide")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> GuideView:
        """Return the view of the error that shows its rise and fall, and a minimum if it has one."""
        plot = panels_on(sheet)["flat"].plot
        shown = sign_view(
            params.function,
            _points(params),
            params.window,
            plot.width / plot.height,
            valley=True,
            height=params.height,
        )
        found = guide_view(params.function, shown, params.rate, params.window)
        return replace(found, signs=replace(found.signs, view=params.framed(found.view)))

    @staticmethod
    def facts(params: Params, view: GuideView) -> Facts:
        """Return the error, its tangent at the point of each panel, and the step from there."""
        return guide_facts(params.function, view, _points(params))

    @cached_property
    def _panels(self) -> dict[str, Panel]:
        return panels_on(self.sheet)

    @property
    def _planes(self) -> dict[str, Plane]:
        return {name: Plane(self.view.view, panel.plot, self.theme) for name, panel in self._panels.items()}

    def parts(self, facts: Facts) -> Parts:
        """Return the rule, and a panel for each sign with its words above and below it."""
        drawn = [
            panel_parts(axes, facts, name, self.language, self._numbers(facts, name))
            for name, axes in self._axes.items()
        ]
        grids = {
            f"{name}-{part}": each
            for name, axes in self._axes.items()
            for part, each in self.params.gridded(axes).items()
        }
        words = panel_labels(facts, self._panels, self.language, self.theme.typeface, asks=self._asks)
        found = {name: part for parts in (grids, *drawn, words) for name, part in parts.items()}
        parts: Parts = {**found, "rule": rule_label(self.sheet, self.language)}
        return without(parts, ANSWER) if self._asks else parts

    @property
    def _asks(self) -> bool:
        """Whether the steps are left out and asked for."""
        return self.params.hide == "step"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the steps, if they are asked for."""
        return tuple(f"{name}_step" for name in SIGNS) if self._asks else ()

    @property
    def _axes(self) -> dict[str, Axes]:
        """The axes of each panel, which stand beside its plot."""
        f = self.params.function
        return {name: self.params.axes(plane, f, beside=True) for name, plane in self._planes.items()}

    def _numbers(self, facts: Facts, name: str) -> tuple[str, str]:
        """Return the parameter and the slope of a point, with as many decimals at all moments of a slide."""
        tangency, final = facts.chart.shown.get(name), self.final_facts.chart.shown.get(name)
        if tangency is None or final is None:
            return "", ""
        x, slope, language, view = tangency.touch.x, tangency.slope, self.language, self.view.view
        if x == final.touch.x:
            return language.numeral(x), language.numeral(slope)
        largest = max(abs(each.slope) for each in self.final_facts.chart.shown.values())
        counted = language.counting(slope, largest or view.y.width / view.x.width)
        return language.counting(x, view.x.width / 2), counted

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "w_(k+1) = w_k - eta E'(w_k)"

    def alt(self, facts: Facts) -> str:
        """Return the description: the error, and what to do in each panel."""
        return (asked_alt if self._asks else guide_alt)(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the error; then panel after panel; then the rule."""
        facts, say = self.final_facts, self.language.say
        chart, there = facts.chart, self.parts(facts)
        if self._asks:
            yield from self._question_story(facts, there)
            return
        yield Beat(
            say=say("Here is the error of a model over one of its parameters."),
            show=self._frames(facts),
            seconds=2.0,
        )
        back = dict[str, float | None]()
        for name, tangency in chart.shown.items():
            caption = rule_caption(tangency, self.language, valley=chart.valley)
            turns = (("tick", "name", "drop", "touch", "tangent", "slope"), ("sign",))
            shown = [tuple(f"{name}-{part}" for part in turn if f"{name}-{part}" in there) for turn in turns]
            x = tangency.touch.x
            start = slide_to(chart.curve.f, x, self.view.view)
            yield Beat(
                say=caption,
                at={**back, name: start},
                show=shown,
                to={name: x},
                seconds=3.0,
                rest=0.4,
                poster=name == list(chart.shown)[-1],
            )
            back |= {name: getattr(self.params, name)}
        steps = [tuple(f"{name}-{part}" for part in ("arrow", "rule")) for name in chart.shown]
        yield Beat(
            say=say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate),
            at=back,
            show=[tuple(part for part in turn if part in there) for turn in steps],
            seconds=2.4,
            rest=0.8,
        )
        if chart.missing:
            never = [f"{name}-{part}" for name in chart.missing for part in ("sign", "rule")]
            yield Beat(say=missing_sentences(chart, self.language), show=never, seconds=1.0)
        closing = say("One rule for all: step against the sign of the slope.")
        yield Beat(say=closing, show=("rule",), seconds=1.0, rest=2.5)

    def _question_story(self, facts: Facts, there: Parts) -> Iterator[Beat]:
        """Yield the error; the slope in each panel; the rule; and the question for what it gives."""
        say = self.language.say
        error = say("Here is the error of a model over one of its parameters.")
        yield Beat(say=error, show=self._frames(facts), seconds=2.0)
        sums = tuple(f"{name}-rule" for name in SIGNS)
        for name, tangency in facts.chart.shown.items():
            new = tuple(part for part in there if part.startswith(f"{name}-") and part not in sums)
            slope = slope_sentence(tangency, self.language)
            yield Beat(say=slope, show=(new,), seconds=1.6, rest=0.6)
        rate = say("Each step is the learning rate, {rate}, times the slope.", rate=facts.rate)
        yield Beat(say=rate, show=("rule",), seconds=0.8)
        missing = [f"{name}-sign" for name in facts.chart.missing]
        yield Beat(say=step_question(self.language), show=((*missing, *sums),), seconds=0.8, rest=3.0)

    def _frames(self, facts: Facts) -> list[tuple[str, ...]]:
        """Return the axes of all panels, and the error on them."""
        scales: list[str] = []
        for name, axes in self._axes.items():
            tangency = facts.chart.shown.get(name)
            scale = axes.scale(None if tangency is None else tangency.touch)
            frame = (*self.params.gridded(axes), "axes", "x-name", "y-name", *scale)
            scales += [f"{name}-{part}" for part in frame]
        curves = tuple(
            f"{name}-{part}"
            for name, plane in self._planes.items()
            for part in curve_parts(plane, facts.chart.curve)
        )
        return [tuple(scales), curves]


def _points(params: Params) -> SignPoints:
    return SignPoints(climbing=params.climbing, falling=params.falling, flat=params.flat)
