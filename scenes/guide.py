"""The slope as a guide: three panels, one rule for a parameter.

The error of a model over one parameter. Where the derivative is positive, decrease the parameter; where it
is negative, increase it; where it is zero the curve is flat, and this may be the minimum.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mathcore import Expr, Interval
from stage.drawing import Part
from stage.figure import Figure
from stage.labels import Beside, Lettering, Parts, lettering
from stage.look.theme import MEASURES
from stage.panel import Panel, alike, foot_words, head_words, panels_of
from stage.params import param, parameters
from stage.plane import Plane
from stage.sheet import Sheet
from stage.slopes.course_words import rule_words, sign_words, told_missing, told_rule
from stage.slopes.instruction import parameter_parts
from stage.slopes.spots import Spots
from stage.slopes.survey import SIGNS, Course, Survey, course_of, survey_of
from stage.slopes.touching import Touching, touching_parts
from stage.story import Beat

HEAD, FOOT = 64.0, 128.0
"""Layout pixels for the words over and under each panel."""
TANGENT_SHARE = 0.38
"""How far each tangent reaches to each side of its point, as a share of the panel's shorter side."""


@parameters
class Params:
    """What the lecturer chooses."""

    function: Expr = param(default="(x - 1)^2/2 + 1/2", help="the error over one parameter, in x")
    climbing: float | None = param(default=None, help="where its derivative is positive; found if not given")
    falling: float | None = param(default=None, help="where its derivative is negative; found if not given")
    flat: float | None = param(default=None, help="where its derivative is zero; found if not given")
    window: Interval | None = param(default=None, help="range of x shown; chosen to fit when not given")


@dataclass(frozen=True, kw_only=True)
class Facts(Course):
    """What the error does over the parameter, and its function."""

    function: Expr


class Guide(Figure[Params, Survey, Facts]):
    """The rule for a parameter, in three panels."""

    def title(self) -> str:
        """What the figure is called."""
        return self.language.say("The slope as a guide")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Survey:
        """Frame the error so that all that it does is seen."""
        plot = panels_of(sheet, len(SIGNS), HEAD, FOOT)[0].plot
        given = Spots(climbing=params.climbing, falling=params.falling, flat=params.flat)
        return survey_of(params.function, given, params.window, plot.width / plot.height)

    @staticmethod
    def facts(params: Params, view: Survey) -> Facts:
        """The error, and its tangent where each panel looks."""
        return Facts(**vars(course_of(params.function, view, TANGENT_SHARE)), function=params.function)

    def parts(self, facts: Facts) -> Parts:
        """A panel for each sign."""
        drawn = [self._panel(facts, name, panel) for name, panel in zip(SIGNS, self._panels, strict=True)]
        return {name: part for parts in (*drawn, self._words(facts)) for name, part in parts.items()}

    @cached_property
    def _panels(self) -> tuple[Panel, ...]:
        return panels_of(self.sheet, len(SIGNS), HEAD, FOOT)

    def _panel(self, facts: Facts, name: str, panel: Panel) -> dict[str, Part | Beside]:
        plane, place = Plane(self.view.view, panel.plot, self.theme), facts.shown.get(name)
        names = plane.axis_names(self.language)
        return {
            f"{name}-axes": plane.axes(),
            f"{name}-curve": plane.draw(facts.curve, "curve"),
            **({} if place is None else parameter_parts(plane, place, name)),
            **({} if place is None else touching_parts(plane, place, name)),
            f"{name}-x": names["x-name"],
            f"{name}-y": replace(names["y-name"], lettering=self._error),
        }

    def _words(self, facts: Facts) -> dict[str, Beside]:
        """The words of the three panels, all three set alike."""
        say, face, first = self.language, self.theme.typeface, self._panels[0]
        signs = alike([sign_words(sign, say) for sign in SIGNS.values()], first.head, face)
        rules = alike([rule_words(name, facts, say) for name in SIGNS], first.foot, face)
        heads = [head_words(panel, words) for panel, words in zip(self._panels, signs, strict=True)]
        feet = [foot_words(panel, words) for panel, words in zip(self._panels, rules, strict=True)]
        return {f"{name}-sign": head for name, head in zip(SIGNS, heads, strict=True)} | {
            f"{name}-rule": foot for name, foot in zip(SIGNS, feet, strict=True)
        }

    @property
    def _error(self) -> Lettering:
        return lettering(self.language.say("error"), size=MEASURES.name, role="faint")

    def alt(self, facts: Facts) -> str:
        """The error, and what to do in each panel."""
        curve = self.language.equation("y", facts.function)
        shown = self.language.say("The error {curve} over one parameter, in three panels.", curve=curve)
        told = [told_rule(place, self.language, valley=facts.valley) for place in facts.shown.values()]
        return self.language.joined(shown, *told, *self._told_missing(facts))

    def _told_missing(self, facts: Facts) -> list[str]:
        return [told_missing(facts, self.language)] if facts.missing else []

    def story(self) -> Iterator[Beat]:
        """The error; then panel after panel; then the rule."""
        facts, say = self.known, self.language.say
        frames = [f"{name}-{part}" for part in ("axes", "x", "y", "curve") for name in SIGNS]
        yield Beat(
            say=say("Here is the error of a model over one of its parameters."), show=frames, seconds=2.5
        )
        for name, place in facts.shown.items():
            yield Beat(
                say=told_rule(place, self.language, valley=facts.valley),
                show=[f"{name}-{part}" for part in self._order(place)],
                seconds=3.5,
                rest=1.8,
            )
        for name in facts.missing:
            yield Beat(
                say=told_missing(facts, self.language), show=(f"{name}-sign", f"{name}-rule"), seconds=1.0
            )
        yield Beat(say=say("One rule for all: step against the sign of the slope."), seconds=0.2, rest=3.0)

    @staticmethod
    def _order(place: Touching) -> tuple[str, ...]:
        drawn = ("drop", "value", "touch", "tangent", "sign")
        return (*drawn, "rule") if place.sign == 0 else (*drawn, "arrow", "rule")
