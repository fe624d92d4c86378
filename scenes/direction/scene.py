"""The sign of the slope: where a curve climbs, where it falls and where it lies flat.

Above each stretch of the curve stands the sign of the derivative there: plus where the function is
increasing, minus where it is decreasing; a tangent is drawn on one of each, and where the curve is flat.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, larger_views
from hillside.stage.scales import Scales
from hillside.stage.sheet import Box, Sheet, plot_under
from mathcore import Expr, Interval
from scenes.direction.sign_labels import sign_labels
from scenes.direction.words import (
    asked_alt,
    chart_alt,
    rule_headline,
    sign_caption,
    sign_question,
    sign_rule,
    tangents_sentence,
)
from scenes.shared.slopes.graph import curve_beat, curve_label
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.named_tangents import named_tangents
from scenes.shared.slopes.question import HIDE, question_line, question_story, without
from scenes.shared.slopes.sign_chart import (
    SIGNS,
    SignChart,
    SignView,
    missing_sentences,
    moved,
    sign_chart,
    sign_view,
)
from scenes.shared.slopes.sign_points import SignPoints
from scenes.shared.slopes.stretches import Stretch, bands, stretches_of
from scenes.shared.slopes.tangency import slide_to

HEADROOM = 240
"""Space above the plot, for the derivative, the rule and the signs, in layout pixels."""
ANSWER = ("bands", "sign-", "rule", *(f"{name}-slope" for name in SIGNS))
"""The parts that tell the signs."""
TANGENT_SHARE = 0.26
"""Length of each tangent to each side of its point, as a share of the paper's shorter side."""


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    climbing: float | None = param(default=None, help="where it climbs; found when not given")
    falling: float | None = param(default=None, help="where it falls; found when not given")
    flat: float | None = param(default=None, help="where it is flat; found when not given")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    hide: Literal["nothing", "signs"] = param(default="nothing", help=HIDE)


class Direction(Figure[Params, SignView, SignChart]):
    """The sign of the derivative along a curve."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The sign of the slope")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> SignView:
        """Return the view of the curve that shows its rise and fall."""
        box = plot_box(sheet)
        return sign_view(
            params.function, _points(params), params.window, box.width / box.height, height=params.height
        )

    @staticmethod
    def larger_views(params: Params, view: SignView) -> Iterator[SignView]:
        """Yield views with more room around the curve and the same points on it."""
        found = larger_views(view.view, params.window, params.height)
        return (replace(view, view=each) for each in found)

    @staticmethod
    def facts(params: Params, view: SignView) -> SignChart:
        """Return the curve, and its tangent at each point."""
        return sign_chart(params.function, moved(view, _points(params)), TANGENT_SHARE)

    def parts(self, facts: SignChart) -> Parts:
        """Return the curve on its stretches with their signs, and a tangent on one stretch of each."""
        plane, language = self._plane, self.language
        axes, stretches = self._axes, self._stretches(facts)
        numbers = {name: self._numbers(facts, name) for name in facts.shown}
        named = named_tangents(axes, facts.shown, numbers, language)
        parts: Parts = {
            **bands(plane, stretches),
            **self.params.gridded(axes),
            **axes.drawn(),
            **named.marks,
            **curve_parts(plane, facts.curve),
            **named.tangents,
            **sign_labels(plane, stretches, language),
            **named.labels,
            **named.axis_names,
            "curve-name": curve_label(language, facts.curve.f),
            "rule": rule_headline(facts, self.sheet, language),
        }
        if self._asks:
            question = question_line(sign_question(language), self.sheet, language)
            return {**without(parts, ANSWER), "question": question}
        return parts

    @property
    def _asks(self) -> bool:
        """Whether the signs are left out and asked for."""
        return self.params.hide == "signs"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the signs, if they are asked for."""
        return (*SIGNS, "valley") if self._asks else ()

    @property
    def _plane(self) -> Plane:
        return Plane(self.view.view, plot_box(self.sheet), self.theme)

    @property
    def _axes(self) -> Axes:
        return self.params.axes(self._plane, self.params.function)

    def _stretches(self, facts: SignChart) -> tuple[Stretch, ...]:
        return stretches_of(facts.curve.f, self.view.view.x)

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{f}'({x}) > 0 quad arrow.tr \\ {f}'({x}) < 0 quad arrow.br")

    def alt(self, facts: SignChart) -> str:
        """Return the description: the curve, and what it does where."""
        return (asked_alt if self._asks else chart_alt)(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the curve; one point after the other, with all stretches of its sign; then the rule."""
        facts, language = self.final_facts, self.language
        parts = self.parts(facts)
        scale = tuple(name for name in parts if "-tick-" in name)
        scale = (*self.params.gridded(self._axes), "ticks", *scale) if "ticks" in parts else ()
        marks = tuple(name for name in ("asymptotes", "curve", "ends") if name in parts)
        curve = curve_beat(language, scale=scale, curve=marks)
        if self._asks:
            shown = tangents_sentence(facts, language)
            yield from question_story(curve, parts, shown, sign_question(language))
            return
        yield curve
        told, back = set[str](), dict[str, float | None]()
        for name, tangency in facts.shown.items():
            marks = ("touch", "tick", "drop", "name", "tangent", "slope")
            turns = (
                tuple(f"{name}-{part}" for part in marks),
                (*(("bands",) if name == "falling" else ()), *self._signs(facts, SIGNS[name])),
            )
            there = [tuple(part for part in turn if part in parts) for turn in turns]
            told.update(part for turn in there for part in turn)
            shown = [turn for turn in there if turn]
            x = tangency.touch.x
            start = slide_to(facts.curve.f, x, self.view.view)
            yield Beat(
                say=sign_caption(tangency, language),
                at={**back, name: start},
                show=shown,
                to={name: x},
                seconds=3.2,
                rest=0.6,
                poster=not back and len(facts.shown) > 1,
            )
            back |= {name: getattr(self.params, name)}
        rule = language.say("{label}.", label=sign_rule(language))
        closing = language.joined(missing_sentences(facts, language), rule)
        rest = tuple(part for part in parts if part.startswith(("sign-", "bands")) and part not in told)
        yield Beat(say=closing, at=back, show=((*rest, "rule"),), seconds=0.8, rest=2.5)

    def _numbers(self, facts: SignChart, name: str) -> tuple[str, str]:
        """Return x and the slope of a point, with as many decimals at all moments of a slide."""
        tangency, language, view = facts.shown[name], self.language, self.view.view
        if tangency.touch.x == self.final_facts.shown[name].touch.x:
            return language.numeral(tangency.touch.x), language.numeral(tangency.slope)
        largest = max(abs(each.slope) for each in self.final_facts.shown.values())
        x = language.counting(tangency.touch.x, view.x.width / 2)
        return x, language.counting(tangency.slope, largest or view.y.width / view.x.width)

    def _signs(self, facts: SignChart, sign: int) -> tuple[str, ...]:
        """Return the names of the signs above all stretches on which the slope has this sign."""
        stretches = self._stretches(facts)
        there = sign_labels(self._plane, stretches, self.language)
        names = [f"sign-{number}" for number, each in enumerate(stretches, 1) if each.sign == sign]
        return tuple(name for name in names if name in there)


def _points(params: Params) -> SignPoints:
    return SignPoints(climbing=params.climbing, falling=params.falling, flat=params.flat)


def plot_box(sheet: Sheet) -> Box:
    """Return the box of the curve: below the rule."""
    return plot_under(sheet, HEADROOM)
