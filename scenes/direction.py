"""The sign of the slope: where a curve climbs, where it falls and where it lies flat.

One curve, a tangent in each of the three places, and the sign of the derivative there: plus where the
function is increasing, minus where it is decreasing, zero where it is flat.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mathcore import Expr, Interval
from stage.drawing import Part
from stage.figure import Figure
from stage.geometry import Box
from stage.labels import Beside, Lettering, Parts, headline
from stage.lettering.words import plain
from stage.lettering.wrapping import wrapped
from stage.look.theme import MEASURES
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet, inset, within_aspect
from stage.slopes.course_words import sign_label, told_missing, told_place
from stage.slopes.spots import Spots
from stage.slopes.survey import Course, Survey, course_of, survey_of
from stage.slopes.touching import touching_parts
from stage.story import Beat

TANGENT_SHARE = 0.26
"""How far each tangent reaches to each side of its point, as a share of the paper's shorter side."""

NOTE = 0.86
"""The size of the line on what the curve never does, in sizes of the rule."""


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="x^3/3 - x", help="the curve, in x")
    climbing: float | None = param(default=None, help="where it climbs; found when not given")
    falling: float | None = param(default=None, help="where it falls; found when not given")
    flat: float | None = param(default=None, help="where it is flat; found when not given")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


@dataclass(frozen=True, kw_only=True)
class Facts(Course):
    """What the curve does in the window, and its function."""

    function: Expr


class Direction(Figure[Params, Survey, Facts]):
    """The sign of the derivative along a curve."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The sign of the slope")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Survey:
        """Frame the curve so that all that it does is seen."""
        box = plot_box(sheet)
        given = Spots(climbing=params.climbing, falling=params.falling, flat=params.flat)
        return survey_of(params.function, given, params.window, box.width / box.height)

    @staticmethod
    def facts(params: Params, view: Survey) -> Facts:
        """The curve, and its tangent in each place."""
        course = course_of(params.function, view, TANGENT_SHARE)
        return Facts(**vars(course), function=params.function)

    def parts(self, facts: Facts) -> Parts:
        """The curve, its tangents and their signs."""
        plane = Plane(self.view.view, plot_box(self.sheet), self.theme)
        drawn: dict[str, Part] = {"axes": plane.axes(), "curve": plane.draw(facts.curve, "curve")}
        signs: dict[str, Beside] = {}
        for name, place in facts.shown.items():
            drawn |= touching_parts(plane, place, name)
            signs[f"{name}-sign"] = sign_label(place, name, self.language)
        return {**drawn, **signs, **plane.axis_names(self.language), "rule": self._rule_line(facts)}

    @property
    def rule(self) -> str:
        """What the picture teaches."""
        return self.language.say("The sign of the slope says which way the curve goes")

    def _rule_line(self, facts: Facts) -> Beside:
        missing = told_missing(facts, self.language)
        ways = [
            plain(wrapped(self.rule, lines)) + (_note(wrapped(missing, more)) if missing else "")
            for lines, more in ((1, 1), (1, 2), (2, 2))
        ]
        line = Lettering(settings=tuple(dict.fromkeys(ways)), least=MEASURES.least_label)
        return headline(line, self.sheet.inside(MEASURES.margin), self.language)

    def alt(self, facts: Facts) -> str:
        """The curve, and what it does where."""
        curve = self.language.equation("y", facts.function)
        shown = self.language.say("The curve {curve}, and the sign of its slope.", curve=curve)
        told = [told_place(place, self.language) for place in facts.shown.values()]
        return self.language.joined(shown, *told, *self._told_missing(facts))

    def _told_missing(self, facts: Facts) -> list[str]:
        return [told_missing(facts, self.language)] if facts.missing else []

    def story(self) -> Iterator[Beat]:
        """The curve; one place after the other; then what they have in common."""
        facts, say = self.known, self.language.say
        yield Beat(
            say=say("Here is a curve: each x has its height, f of x."),
            show=("axes", "x-name", "y-name", "curve"),
            seconds=2.5,
        )
        for name, place in facts.shown.items():
            yield Beat(
                say=told_place(place, self.language),
                show=(f"{name}-touch", f"{name}-tangent", f"{name}-sign"),
                seconds=2.0,
                rest=1.6,
            )
        told = self.language.joined(*self._told_missing(facts), say("{label}.", label=self.rule))
        yield Beat(say=told, show=("rule",), seconds=0.8, rest=3.0)


def _note(text: str) -> str:
    """A smaller line under another, as markup."""
    return f"\\\n#text(size: {NOTE}em)[{plain(text)}]"


def plot_box(sheet: Sheet) -> Box:
    """Where the curve is drawn: under the rule, with room for the names of the axes."""
    return within_aspect(
        inset(sheet.inside(MEASURES.margin), top=190, right=80, bottom=36, left=40), 0.8, 2.2
    )
