"""The slope of the tangent line: rise over run at a point of a curve.

The tangent slides along the curve to the point; the triangle under it gives rise and run, and their
quotient is the derivative. At a corner there is none: then the tangents from the left and from the right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Literal

from hillside.stage.axes import Axes
from hillside.stage.errors import ParamError
from hillside.stage.figure import Figure
from hillside.stage.film import UNCHANGED, Beat
from hillside.stage.labels import Parts
from hillside.stage.lettering.typst_markup import plain
from hillside.stage.look.theme import MEASURES
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View, larger_views
from hillside.stage.scales import Scales
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval, value_at
from scenes.shared.slopes.corner import (
    Corner,
    corner_alt,
    corner_at,
    corner_headline,
    corner_view,
    side_labels,
)
from scenes.shared.slopes.graph import LEGS_IN_TURN, curve_beat, curve_label, leg_labels
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.question import HIDE, question_story
from scenes.shared.slopes.tangency import Tangency, has_corner
from scenes.tangent.cases.several import (
    Several,
    derivative_headline,
    question_for_slopes,
    running_value,
    several_alt,
    several_at,
    several_parts,
    several_story,
    several_view,
    tangents_sentence,
)
from scenes.tangent.cases.vertical import (
    Vertical,
    is_vertical,
    vertical_alt,
    vertical_at,
    vertical_headline,
    vertical_parts,
    vertical_view,
)
from scenes.tangent.drawing import (
    asked_parts,
    corner_parts,
    own_callout,
    plot_box,
    question_headline,
    running_slope,
    slope_callout,
    slope_headline,
    slope_parts,
)
from scenes.tangent.facts import Facts, Slope, slide_start, slope_at, slope_view
from scenes.tangent.words import asked_alt, legs_caption, question, slope_alt, slope_caption, tangent_words


@parameters
class Params(Scales):
    """The parameters of the figure."""

    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    at: float = param(
        default=1.5, help="where the tangent touches; several times for several tangents", more="also_at"
    )
    also_at: tuple[float, ...] = param(default="none", help='where others touch, such as "-1; 0"')
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    label: str | None = param(
        default=None, help="words that point at the tangent: Derivative = Slope of the Tangent Line"
    )
    hide: Literal["nothing", "slope"] = param(default="nothing", help=HIDE)

    @property
    def places(self) -> tuple[float, ...]:
        """The places of all tangents, in the order in which they are drawn."""
        return (*self.also_at, self.at)

    def check(self) -> None:
        """Refuse words that point at the tangent, if there are several.

        Raises:
            ParamError: if there are such words.
        """
        if self.also_at and self.label is not None:
            raise ParamError(
                "label", "it points at one tangent, and there are several; leave one of the two out"
            )


class Tangent(Figure[Params, View, Facts | Several]):
    """The tangent of a curve with its triangle."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The slope of the tangent line")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> View:
        """Return the view of the curve around the point."""
        box = plot_box(sheet)
        f, at = params.function, params.at
        if params.also_at:
            view = several_view(f, params.places, params.window, box.width / box.height, params.height)
            return params.framed(view, *(value_at(f, x) for x in params.places))
        view_of = corner_view if has_corner(f, at) else vertical_view if is_vertical(f, at) else slope_view
        view = view_of(f, at, params.window, box.width / box.height, box.width, params.height)
        return params.framed(view, value_at(f, at))

    @staticmethod
    def larger_views(params: Params, view: View) -> Iterator[View]:
        """Yield views with more room around the curve."""
        return larger_views(view, params.window, params.height)

    @staticmethod
    def facts(params: Params, view: View) -> Facts | Several:
        """Return the curve, its tangent at the point, and the triangle under it; or its corner there."""
        f, at = params.function, params.at
        if params.also_at:
            return several_at(f, params.places, view)
        facts_at = corner_at if has_corner(f, at) else vertical_at if is_vertical(f, at) else slope_at
        return facts_at(f, at, view)

    def parts(self, facts: Facts | Several) -> Parts:
        """Return the drawing with its names and numbers."""
        if isinstance(facts, Several):
            return self._several_parts(facts)
        plane, sheet, language = self.plane, self.sheet, self.language
        axes = self._axes(facts)
        names = {
            **axes.names(language, point=facts.touch),
            "curve-name": curve_label(language, facts.curve.f),
            "at-name": axes.point_name(
                facts.touch,
                plain(language.isolated(self._at(facts))),
                counting=facts.touch.x != self.params.at,
            ),
        }
        behind = {**self.params.gridded(axes), **axes.point_mark(facts.touch)}
        if self._asks:
            return {
                **behind,
                **asked_parts(axes, facts),
                **names,
                "question": question_headline(facts, sheet, language),
            }
        if isinstance(facts, Corner):
            return {
                **behind,
                **corner_parts(axes, facts),
                **names,
                **side_labels(plane, facts, language),
                "no-slope": corner_headline(facts, sheet.inside(MEASURES.margin), language),
                **own_callout(self.params.label, plane, facts.touch, "after"),
            }
        if isinstance(facts, Vertical):
            return {
                **behind,
                **vertical_parts(axes, facts),
                **names,
                "no-slope": vertical_headline(facts, sheet, language),
                **own_callout(self.params.label, plane, facts.touch, "tangent"),
            }
        return {
            **behind,
            **slope_parts(axes, facts),
            **names,
            **leg_labels(plane, facts, language, numbers=True),
            "slope": slope_headline(facts, sheet, language),
            "running-slope": running_slope(facts, plane, language),
            "callout": slope_callout(self.params.label, plane, facts, language),
        }

    def _several_parts(self, facts: Several) -> Parts:
        """Return the curve with several tangents; without their slopes if they are asked for."""
        language, axes = self.language, self._axes(facts)
        numbers = [self._numbers(each) for each in facts.place]
        if self._asks:
            numbers = [(x, "?") for x, _ in numbers]
        parts = {
            **self.params.gridded(axes),
            **several_parts(axes, facts, numbers, language),
            "curve-name": curve_label(language, facts.curve.f),
        }
        if self._asks:
            return parts
        headline = derivative_headline(facts, self.sheet, language)
        return {**parts, "derivative": headline, "running-slope": running_value(*numbers[-1], language)}

    def _numbers(self, tangency: Tangency) -> tuple[str, str]:
        """Return x and the slope of a tangent, with as many decimals at all moments of a slide."""
        language, x = self.language, tangency.touch.x
        if x in self.params.places:
            return language.numeral(x), language.numeral(tangency.slope)
        view = self.view
        return language.counting(x, view.x.width / 2), language.counting(
            tangency.slope, view.y.width / view.x.width
        )

    @property
    def _asks(self) -> bool:
        """Whether the slope is left out and asked for."""
        return self.params.hide == "slope"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the slope, or that there is none, if it is asked for."""
        kept = ("curve", "touch")
        told = (each.name for each in fields(self.final_facts) if each.name not in kept)
        return tuple(told) if self._asks else ()

    def _axes(self, facts: Facts | Several) -> Axes:
        return self.params.axes(self.plane, facts.curve.f)

    def _at(self, facts: Facts) -> str:
        """Return the x of the point: as it was typed, or with as many decimals at all moments of a slide."""
        if facts.touch.x == self.params.at:
            return self.language.numeral(facts.touch.x)
        return self.language.counting(facts.touch.x, self.view.x.width / 2)

    def _named(self, facts: Facts) -> tuple[str, ...]:
        """Return the parts that name the point on its axis."""
        return (*self._axes(facts).point_mark(facts.touch), "at-name")

    @property
    def plane(self) -> Plane:
        """The plane of the drawing."""
        return Plane(self.view, plot_box(self.sheet), self.theme)

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{f}'({x}) = (Delta {y}) / (Delta {x})")

    def alt(self, facts: Facts | Several) -> str:
        """Return the description: the curve, the point and its slope; or the corner and its two slopes."""
        if isinstance(facts, Several):
            return several_alt(facts, self.language, asks=self._asks)
        if self._asks:
            return asked_alt(facts, self.language)
        if isinstance(facts, Vertical):
            return vertical_alt(facts, self.language)
        if isinstance(facts, Corner):
            return corner_alt(facts, self.language)
        return slope_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the story of the slope, or of the corner."""
        facts = self.final_facts
        if isinstance(facts, Several):
            return self._several_story(facts)
        if self._asks:
            return self._question_story(facts)
        if isinstance(facts, Vertical):
            return self._vertical_story(facts)
        return self._corner_story(facts) if isinstance(facts, Corner) else self._slope_story(facts)

    def _curve_beat(self, facts: Facts, at: Mapping[str, float] = UNCHANGED) -> Beat:
        axes, curve = self._axes(facts), curve_parts(self.plane, facts.curve)
        scale = (*self.params.gridded(axes), *axes.scale(facts.touch))
        return curve_beat(self.language, at, scale=scale, curve=tuple(curve))

    def _several_story(self, facts: Several) -> Iterator[Beat]:
        """Yield the tangent that slides from place to place; or all of them, and the question."""
        parts, language, axes = self.parts(facts), self.language, self._axes(facts)
        scale = (*self.params.gridded(axes), *(name for name in parts if "-tick-" in name))
        scale = (*scale, "ticks") if "ticks" in parts else scale
        marks = tuple(name for name in curve_parts(self.plane, facts.curve))
        curve = curve_beat(language, scale=scale, curve=marks)
        if self._asks:
            question = language.joined(*(question_for_slopes(each, language) for each in facts.place))
            return question_story(curve, parts, tangents_sentence(facts, language), question)
        return several_story(curve, facts, parts, self.view, language)

    def _slope_story(self, facts: Slope) -> Iterator[Beat]:
        """Yield the point that slides along the curve with its tangent; then the triangle and the slope."""
        language, say = self.language, self.language.say
        start = slide_start(facts.curve.f, facts.touch.x, self.view)
        place = language.equation("x", facts.touch.x)
        yield self._curve_beat(facts, {"at": start})
        yield Beat(
            say=say("Pick a point on it."), show=("touch", self._named(facts)), seconds=0.6, poster=True
        )
        yield Beat(
            say=say("One straight line touches the curve there and runs along with it: the tangent."),
            show=("tangent", "running-slope"),
            seconds=1.6,
        )
        yield Beat(
            say=say("Slide the point to {place}: the tangent turns as the curve does.", place=place),
            to={"at": facts.touch.x},
            seconds=3.0,
        )
        if facts.measurable:
            yield Beat(say=legs_caption(facts, language), show=LEGS_IN_TURN, seconds=2.4)
        yield Beat(
            say=slope_caption(facts, language),
            show=("slope",),
            hide=("running-slope",),
            seconds=0.8,
            rest=1.5,
        )
        meaning = say("{label}.", label=tangent_words(self.params.label, language))
        yield Beat(say=meaning, show=("callout",), seconds=0.8, rest=2.5)

    def _question_story(self, facts: Facts) -> Iterator[Beat]:
        """Yield the curve, the point and its tangent, if it has one, and the question."""
        say = self.language.say
        yield self._curve_beat(facts)
        yield Beat(say=say("Pick a point on it."), show=("touch", self._named(facts)), seconds=0.6)
        if isinstance(facts, Slope):
            line = say("One straight line touches the curve there and runs along with it: the tangent.")
            yield Beat(say=line, show=("tangent",), seconds=1.6)
        yield Beat(say=question(facts, self.language), show=("question",), seconds=0.8, rest=2.5)

    def _corner_story(self, facts: Corner) -> Iterator[Beat]:
        """Yield the corner, the tangent from each side, and that they differ, with the lecturer's words."""
        say, place = self.language.say, self.language.equation("x", facts.touch.x)
        yield self._curve_beat(facts)
        yield Beat(
            say=say("At {place} it has a corner.", place=place),
            show=("touch", self._named(facts)),
            seconds=0.6,
        )
        left = say(
            "Come from the left: the line that runs along with it has slope {slope}.", slope=facts.left
        )
        yield Beat(say=left, show=("before", "before-name"), seconds=1.8)
        right = say("Come from the right: there it has slope {slope}.", slope=facts.right)
        yield Beat(say=right, show=("after", "after-name"), seconds=1.8)
        yield Beat(
            say=say(
                "The two slopes differ: the curve has no tangent and no derivative at {place}.", place=place
            ),
            show=self._verdict,
            seconds=0.8,
            rest=2.5,
        )

    def _vertical_story(self, facts: Vertical) -> Iterator[Beat]:
        """Yield the curve that gets steeper and steeper, its vertical tangent, and what that means."""
        say, place = self.language.say, self.language.equation("x", facts.touch.x)
        yield self._curve_beat(facts)
        yield Beat(say=say("Pick a point on it."), show=("touch", self._named(facts)), seconds=0.6)
        steeper = say("The closer to the point, the steeper the curve: its tangent is vertical.")
        yield Beat(say=steeper, show=("tangent",), seconds=1.8)
        none = say("A vertical line has no slope: there is no derivative at {place}.", place=place)
        yield Beat(say=none, show=self._verdict, seconds=0.8, rest=2.5)

    @property
    def _verdict(self) -> tuple[str, ...]:
        """The names of the words that say there is no derivative, and of the lecturer's own."""
        return ("no-slope",) if self.params.label is None else ("no-slope", "callout")
