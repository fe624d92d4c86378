"""The size of the slope: a gentle and a steep place of one curve, with a slope meter.

The scales are equal on both axes if possible, so that the angle of a tangent is that of its slope; each
needle of the meter is parallel to its tangent.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from math import isclose
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Parts
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, larger_views
from hillside.stage.scales import Scales
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.shared.slopes.graph import curve_beat
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.question import HIDE, question_story, without
from scenes.steepness.drawing import (
    Dial,
    boxes_on,
    dial_in,
    dial_labels,
    dial_part,
    needle_part,
    pair_headline,
    pair_labels,
    pair_parts,
    pair_question,
    reading_label,
)
from scenes.steepness.facts import NAMES, PairView, SlopePair, pair_view, slide_start_of, slope_pair
from scenes.steepness.words import (
    asked_alt,
    reading_lettering,
    steepness_alt,
    steepness_question,
    steepness_sentence,
    tangents_sentence,
)

ANSWER = ("formula", *(f"{name}-{part}" for name in NAMES for part in ("needle", "reading", "head", "angle")))
"""The parts that tell the numbers."""


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="x^2/2", help="the curve, in x")
    gentle: float | None = param(default=None, help="where it slopes gently; found when not given")
    steep: float | None = param(default=None, help="where it is steep; found when not given")
    window: Interval | None = param(default=None, help="range of x in which the places are looked for")
    hide: Literal["nothing", "numbers"] = param(default="nothing", help=HIDE)


class Steepness(Figure[Params, PairView, SlopePair]):
    """The steepness of a curve, measured."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The size of the slope")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> PairView:
        """Return a gentle and a steep point, and a view of both."""
        plot = boxes_on(sheet)[0]
        aspect = plot.width / plot.height
        return pair_view(params.function, params.gentle, params.steep, params.window, aspect, params.height)

    @staticmethod
    def larger_views(params: Params, view: PairView) -> Iterator[PairView]:
        """Yield views with more room around the curve and the same points on it, at the same scale."""
        found = larger_views(view.view, params.window, params.height)
        return (replace(view, view=each) for each in found if isclose(each.stretch, view.view.stretch))

    @staticmethod
    def facts(params: Params, view: PairView) -> SlopePair:
        """Return the slopes at the two points, and the angles at which they are drawn."""
        return slope_pair(params.function, params.gentle, params.steep, view)

    @property
    def plane(self) -> Plane:
        """The plane of the curve."""
        return Plane(self.view.view, boxes_on(self.sheet)[0], self.theme)

    @property
    def _axes(self) -> Axes:
        return self.params.axes(self.plane, self.params.function)

    @cached_property
    def _dial(self) -> Dial:
        signs = self.final_facts.gentle.sign, self.final_facts.steep.sign
        return dial_in(boxes_on(self.sheet)[1], signs)

    def parts(self, facts: SlopePair) -> Parts:
        """Return the curve with its two tangents, and the meter with a needle for each."""
        axes = self._axes
        parts: Parts = {
            **self.params.gridded(axes),
            **pair_parts(axes, facts),
            "dial": dial_part(self._dial, self.theme),
            **self._needles(facts),
            **pair_labels(axes, facts, self.language, {name: self._at(facts, name) for name in NAMES}),
            **dial_labels(self._dial, facts.rim, self.language),
            **self._readings(facts),
            **pair_headline(facts, self.sheet, self.language),
        }
        if self._asks:
            return {**without(parts, ANSWER), "question": pair_question(facts, self.sheet, self.language)}
        return parts

    @property
    def _asks(self) -> bool:
        """Whether the numbers are left out and asked for."""
        return self.params.hide == "numbers"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the numbers, if they are asked for."""
        return (*NAMES, "angles") if self._asks else ()

    def _needles(self, facts: SlopePair) -> dict[str, Part]:
        pairs = zip(NAMES, facts.angles, strict=True)
        return {f"{name}-needle": needle_part(self._dial, angle, self.theme) for name, angle in pairs}

    def _readings(self, facts: SlopePair) -> dict[str, Beside]:
        found: dict[str, Beside] = {}
        for name, angle in zip(NAMES, facts.angles, strict=True):
            words = reading_lettering(name, self._slope(facts, name), self.language)
            found[f"{name}-reading"] = reading_label(self._dial, name, angle, words)
        return found

    def _is_still(self, facts: SlopePair, name: str) -> bool:
        return facts.tangencies[name].touch.x == self.final_facts.tangencies[name].touch.x

    def _at(self, facts: SlopePair, name: str) -> str:
        """Return x of a point: as it was typed, or with as many decimals at all moments of a slide."""
        x, language = facts.tangencies[name].touch.x, self.language
        still = self._is_still(facts, name)
        return language.numeral(x) if still else language.counting(x, self.view.view.x.width / 2)

    def _slope(self, facts: SlopePair, name: str) -> str:
        """Return the slope at a point, with as many decimals at all moments of a slide."""
        slope, language = facts.tangencies[name].slope, self.language
        return (
            language.numeral(slope)
            if self._is_still(facts, name)
            else language.counting(
                slope, max(abs(each.slope) for each in self.final_facts.tangencies.values())
            )
        )

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{f}'({x}) = tan alpha")

    def alt(self, facts: SlopePair) -> str:
        """Return the description: the curve, and its steepness at both points."""
        return (asked_alt if self._asks else steepness_alt)(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the curve; the tangent that slides to the gentle place, then the steep one; then the rule."""
        say, facts = self.language.say, self.final_facts
        axes = self._axes
        scales = [axes.scale(tangency.touch) for tangency in facts.tangencies.values()]
        scale = tuple(name for name in scales[0] if name in scales[1])
        marks = tuple(curve_parts(self.plane, facts.curve))
        curve = curve_beat(self.language, scale=(*self.params.gridded(axes), *scale), curve=marks)
        curve = replace(curve, seconds=1.8, rest=0.6)
        if self._asks:
            shown, question = tangents_sentence(facts, self.language), steepness_question(self.language)
            yield from question_story(curve, self.parts(facts), shown, question)
            return
        yield curve
        yield from self._measuring(0, say("A slope meter lies as the tangent does, and reads its slope."))
        yield from self._measuring(1, say("The same meter at the other place."))
        rule = say("The size of the slope says how steep; its sign says only whether up or down.")
        closing = ("formula",) if "formula" in self.parts(facts) else ()
        yield Beat(say=rule, at={"steep": self.params.steep}, show=closing, seconds=0.8, rest=2.5)

    def _measuring(self, number: int, before: str) -> Iterator[Beat]:
        """Yield the tangent that appears near a point and slides to it, while the meter shows its slope."""
        name, facts, say = NAMES[number], self.final_facts, self.language.say
        tangency, curve = facts.tangencies[name], facts.curve
        start = slide_start_of(curve.f, name, self.view)
        meter = ("dial", "dial-name", *self._rim())
        tools = [*([meter] if number == 0 else []), (f"{name}-needle", f"{name}-reading")]
        back = {} if number == 0 else {NAMES[0]: self.params.gentle}
        show = [f"{name}-touch", f"{name}-tangent", *tools]
        x = tangency.touch.x
        if number == 0:
            yield Beat(say=before, at={name: start}, show=show, seconds=2.0, rest=0.2, poster=True)
            place = self.language.equation("x", x)
            slid = say("Slide the point to {place}: the tangent turns as the curve does.", place=place)
            yield Beat(say=slid, to={name: x}, seconds=2.4, rest=0.2)
        else:
            together = [(f"{name}-touch", f"{name}-tangent", f"{name}-needle", f"{name}-reading"), ()]
            yield Beat(
                say=before, at={**back, name: start}, show=together, to={name: x}, seconds=3.0, rest=0.2
            )
        caption = steepness_sentence(tangency, name, facts.stretch, self.language)
        there = self.parts(facts)
        marks = tuple(f"{name}-{part}" for part in ("drop", "tick", "name"))
        turns = (marks, (f"{name}-arc",), (f"{name}-wedge", f"{name}-angle"), (f"{name}-head",))
        kept = [tuple(part for part in turn if part in there) for turn in turns]
        yield Beat(say=caption, show=[turn for turn in kept if turn], seconds=1.6, rest=1.2)

    def _rim(self) -> tuple[str, ...]:
        names = dial_labels(self._dial, self.final_facts.rim, self.language)
        return tuple(name for name in names if name != "dial-name")
