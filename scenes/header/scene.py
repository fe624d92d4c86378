"""What is a derivative: the slope of the tangent line, and the direction to decrease error.

The header of the lecture: on the left what a derivative is, on the right what it is good for.
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
from hillside.stage.sheet import Sheet
from mathcore import Expr, Interval
from scenes.header.drawing import boxes, halves, hiker_height, hill_parts
from scenes.header.facts import Facts, Views, framed_hill, hill_before_walking
from scenes.header.words import asked_alts, curve_alt, hill_alt, underfoot_caption
from scenes.hiker.words import direction_words
from scenes.shared.slopes.graph import BACKDROP, LEGS_IN_TURN, curve_formula, curve_label, leg_labels
from scenes.shared.slopes.question import HIDE, without
from scenes.tangent.drawing import slope_callout, slope_parts
from scenes.tangent.facts import slope_at, slope_view
from scenes.tangent.words import question as steepness_question
from scenes.tangent.words import slope_caption, tangent_words


@parameters
class Params:
    """The parameters of the figure."""

    function: Expr = param(default="x^3/12 + x/4 + 1", help="the curve on the left, in x")
    at: float = param(default=1.5, help="where its tangent touches")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")
    hill: Expr = param(default="sin(x)", help="the hill on the right, in x")
    start: float = param(default=0.6, help="where the hiker stands")
    hill_window: Interval | None = param(default=None, help="range of x of the hill; chosen when not given")
    label: str | None = param(
        default=None, help="words that point at the tangent: Derivative = Slope of the Tangent Line"
    )
    direction: str | None = param(
        default=None, help="words beside the arrow downhill: Direction to decrease error"
    )
    hide: Literal["nothing", "slope"] = param(default="nothing", help=HIDE)


class Header(Figure[Params, Views, Facts]):
    """The lecture's header."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("What is a derivative")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of the curve and of the hill, each in its half."""
        left, right = boxes(sheet)
        curve = slope_view(params.function, params.at, params.window, left.width / left.height, left.width)
        hill = framed_hill(params.hill, params.start, params.hill_window, right, hiker_height(right))
        return curve, hill

    @staticmethod
    def larger_views(params: Params, view: Views) -> Iterator[Views]:
        """Yield views with more room around the curve, whose labels are the longer ones."""
        curve, hill = view
        return ((each, hill) for each in larger_views(curve, params.window))

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """Return the facts of both halves."""
        return Facts(
            slope=slope_at(params.function, params.at, view[0], numbers=False),
            hill=hill_before_walking(params.hill, params.start, view[1]),
        )

    @property
    def _direction(self) -> str:
        return direction_words(self.params.direction, self.language)

    def parts(self, facts: Facts) -> Parts:
        """Return both halves with their labels."""
        first, second = halves(self.sheet)
        views = zip(self.view, boxes(self.sheet), strict=True)
        plane, hill = (Plane(view, box, self.theme) for view, box in views)
        axes = Axes(plane)
        names = {
            **axes.names(self.language),
            **leg_labels(plane, facts.slope, self.language, numbers=False),
            "curve-name": curve_label(self.language),
        }
        parts: Parts = {
            **slope_parts(axes, facts.slope),
            **{name: replace(label, within=first) for name, label in names.items()},
            "callout": slope_callout(self._label, plane, facts.slope, self.language, within=first),
            **hill_parts(hill, facts.hill, self._direction, within=second),
        }
        return without(parts, LEGS_IN_TURN) if self._asks else parts

    @property
    def _label(self) -> str | None:
        """The words that point at the tangent: the lecturer's, or the question; None for the default."""
        given = self.params.label
        return (
            steepness_question(self.final_facts.slope, self.language) if self._asks and not given else given
        )

    @property
    def _asks(self) -> bool:
        """Whether the slope is left out and asked for."""
        return self.params.hide == "slope"

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that tell the slope, if it is asked for."""
        return ("slope",) if self._asks else ()

    def formula(self) -> str:
        """Return the formula of the handout."""
        return self.language.general("{f}'({x}) = (Delta {y}) / (Delta {x})")

    def alt(self, facts: Facts) -> str:
        """Return the description of both halves in two sentences."""
        left, right = curve_alt(facts.slope, self.language), hill_alt(facts.hill, self.language)
        if self._asks:
            return self.language.joined(*asked_alts(facts.slope, self.language), right)
        return self.language.joined(left, right)

    def story(self) -> Iterator[Beat]:
        """Yield the slope; then what it means for the hiker."""
        yield from self._slope_story()
        facts, language = self.final_facts.hill, self.language
        yield Beat(
            say=language.say("Now stand on a hill."),
            show=("ground", ("solid", "turf"), "hiker"),
            seconds=1.6,
            poster=True,
        )
        caption = underfoot_caption(facts, self._direction, language, asks=self._asks)
        arrow = ("arrow", "direction-name") if facts.downhill else ()
        yield Beat(say=caption, show=arrow, seconds=1.4, rest=3.0)

    def _slope_story(self) -> Iterator[Beat]:
        """Yield the point, its tangent, the triangle, and what they mean; nothing moves."""
        say, own = self.language.say, self._label
        yield Beat(
            say=say("A curve, {formula}, and a point on it.", formula=curve_formula(self.language)),
            show=(*BACKDROP, "curve-name", "touch"),
            seconds=2.4,
        )
        touches = say("The straight line that touches it there is the tangent.")
        yield Beat(say=touches, show=("tangent",))
        if self._asks:
            asked = steepness_question(self.final_facts.slope, self.language)
            yield Beat(say=asked, show=("callout",), rest=3.0)
            return
        if self.final_facts.slope.measurable:
            yield Beat(say=say("Its rise over its run is the slope."), show=LEGS_IN_TURN, seconds=2.0)
        else:
            yield Beat(say=slope_caption(self.final_facts.slope, self.language), seconds=2.0)
        meaning = say("{label}.", label=tangent_words(own, self.language))
        yield Beat(say=meaning, show=("callout",), rest=2.0)
