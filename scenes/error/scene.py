"""The error of a model: the gaps between a line and the data, and the error over the weight.

On the left are the data, the model's line and its residuals; on the right is the mean squared error over one
weight. As the weight changes, the line turns, and the point moves along the curve through high, low and
minimum error.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters, replace
from hillside.stage.samples import MAX_POINTS
from hillside.stage.sheet import Sheet
from mathcore import Point
from scenes.error.drawing import (
    axes_parts,
    gap_label,
    gaps_part,
    graph_boxes,
    halves_of,
    line_label,
    mark_labels,
    marks,
    number_labels,
    present_weight,
    scales_of,
    sum_label,
)
from scenes.error.facts import ErrorViews, Facts, Slide, error_views, facts_of, slide_of
from scenes.error.squares import (
    Sides,
    decimals_of,
    exact_decimals,
    sides_of,
    square_labels,
    square_parts,
)
from scenes.error.words import error_alt, minimum_caption
from scenes.shared.samples.line_fit import (
    DataParams,
    column_names,
    data_of,
    error_at,
    line_fit,
)
from scenes.shared.samples.line_graphs import Graphs


@parameters
class Params(DataParams):
    """The parameters of the figure."""

    points: int = param(
        default=5, help="how many points are made when no data are given", low=2, high=MAX_POINTS
    )
    seed: int = param(default=41, help="which of the possible scatters they have", low=0)
    weight: float | None = param(default=None, help="the weight in the picture; the best one when not given")
    intercept: float | None = param(
        default=None, help="the height of the line at x = 0; the best one when not given"
    )


class Error(Figure[Params, ErrorViews, Facts]):
    """Data, a line, and the error over its weight."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The error of a model")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> ErrorViews:
        """Return the views of the data with all lines of the film, and of the error at all its weights."""
        return error_views(data_of(params), slide_for(params), graph_boxes(sheet))

    @staticmethod
    def facts(params: Params, view: ErrorViews) -> Facts:
        """Return the line with its residuals, and its error on the curve."""
        return facts_of(data_of(params), slide_for(params), view)

    @cached_property
    def graphs(self) -> Graphs:
        """The graphs of the data and of the error."""
        return Graphs.of(self.view, graph_boxes(self.sheet), self.final_facts.fit.samples, self.theme)

    @cached_property
    def _sides(self) -> Sides:
        slide, data = slide_for(self.params), data_of(self.params)
        high = line_fit(data, slide.high, slide.intercept, self.view.data.x)
        return sides_of(self.graphs.data, [high.gaps, self.final_facts.fit.gaps])

    @cached_property
    def _backdrop(self) -> Parts:
        """The axes and the curve, which do not move."""
        facts, language = self.final_facts, self.language
        halves = halves_of(self.sheet)
        axes = axes_parts(self.graphs, column_names(self.params), halves, facts.among.point, language)
        return {**axes, "curve": self.graphs.error.draw(facts.among.curve, "curve")}

    @cached_property
    def _decimals(self) -> int:
        """The decimals of the squares, the largest of which are those of the high error."""
        slide, data = slide_for(self.params), data_of(self.params)
        high = line_fit(data, slide.high, slide.intercept, self.view.data.x)
        return decimals_of(max((gap.end.y - gap.start.y) ** 2 for gap in high.gaps))

    def parts(self, facts: Facts) -> Parts:
        """Return both halves, with the weight above one and its error above the other."""
        graphs, language, face = self.graphs, self.language, self.theme.typeface
        halves, counting = halves_of(self.sheet), facts.fit.weight not in self._rests
        drawn = graphs.parts(facts.fit)
        numbers = number_labels(facts, halves, self.view, language, counting=counting)
        decimals = self._exact_decimals(facts) if not counting else self._decimals
        longest = self._longest_gap
        return {
            **self._backdrop,
            **present_weight(graphs.error, facts.among.point, language, counting=counting),
            **square_parts(graphs.data, facts.fit.gaps, self._sides),
            "gaps": gaps_part(graphs.data, facts.fit.gaps),
            "line": drawn["line"],
            "samples": drawn["samples"],
            **marks(graphs.error, facts),
            "gap-name": gap_label(graphs.data, facts.fit.gaps, longest, self._sides, language.say("gap")),
            "line-name": line_label(halves[0], language),
            **mark_labels(facts, halves[1], language),
            **square_labels(graphs.data, facts.fit.gaps, self._sides, decimals, face, language),
            **numbers,
            "sum": sum_label(facts, halves[1], decimals, face, language),
        }

    @cached_property
    def _rests(self) -> tuple[float, ...]:
        """The weights at which the film pauses."""
        slide = slide_for(self.params)
        return slide.high, slide.low, slide.best, slide.weight

    @cached_property
    def _longest_gap(self) -> int:
        """The datum with the longest gap at the high error, whose gap is named."""
        slide, data = slide_for(self.params), data_of(self.params)
        gaps = line_fit(data, slide.high, slide.intercept, self.view.data.x).gaps
        return max(range(len(gaps)), key=lambda each: abs(gaps[each].end.y - gaps[each].start.y))

    def _exact_decimals(self, facts: Facts) -> int:
        error = facts.fit.error
        return exact_decimals(facts.squares, self._decimals, f"{error:.{decimals_of(error)}f}")

    def formula(self) -> str:
        """Return the formula of the handout."""
        return "E = 1/n sum_(i=1)^n (y_i - w x_i)^2"

    def alt(self, facts: Facts) -> str:
        """Return the description: the data and the line, then the error and its minimum."""
        return error_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the data, a line, its gaps, their mean square; then the weight slides to the lowest error."""
        slide, say = slide_for(self.params), self.language.say
        data_scale, error_scale = scales_of(self.graphs, self.final_facts.among.point)
        there = tuple(self.parts(self.final_facts))
        first = self.facts(replace(self.params, weight=slide.high), self.view)
        values = tuple(name for name in self.parts(first) if name.startswith("square-"))
        yield Beat(
            say=say("Here are {count} data points.", count=str(len(self.final_facts.fit.samples))),
            show=(("axes", "x-name", "y-name", *data_scale), "samples"),
            at={"weight": slide.high},
            seconds=1.4,
            rest=0.4,
        )
        yield Beat(
            say=say("The model is a straight line; its slope is the weight."),
            show=("line", ("weight", "line-name")),
            seconds=1.4,
        )
        yield Beat(
            say=say("At each point the prediction misses by a gap."),
            show=("gaps", "gap-name"),
            seconds=1.4,
            poster=True,
        )
        yield Beat(
            say=say(
                "Square the gaps and take their mean: the error. Here it is high, {error}.",
                error=error_at(data_of(self.params), slide.high, slide.intercept),
            ),
            hide=("gap-name",),
            show=(("square-fills", "squares"), values, ("error", "sum")),
            seconds=2.4,
            rest=1.0,
        )
        scale = tuple(name for name in error_scale if name in there)
        point = tuple(name for name in there if name in ("point", "point-drop", "point-tick", "point-name"))
        yield Beat(
            say=say("Each weight has its error: all of them make a curve."),
            show=(
                ("error-axes", "error-x-name", "error-y-name", *scale),
                ("high", "high-name", *point),
                "curve",
            ),
            seconds=2.4,
            rest=0.6,
        )
        yield from self._sliding(slide)
        yield Beat(
            say=say("To train the model is to look for the weight with the lowest error."),
            show=("gap-name",),
            at={"weight": self.params.weight},
            seconds=0.3,
            rest=2.5,
        )

    def _sliding(self, slide: Slide) -> Iterator[Beat]:
        """Yield the weights with a low error, with the minimum, and that of the still."""
        data, say = data_of(self.params), self.language.say
        low, here, lowest = (
            error_at(data, weight, slide.intercept) for weight in (slide.low, slide.weight, slide.best)
        )
        yield Beat(
            say=say("Slide the weight to {weight}: the error falls to {error}.", weight=slide.low, error=low),
            to={"weight": slide.low},
            seconds=2.5,
            rest=0.8,
        )
        yield Beat(
            say=minimum_caption(Point(slide.best, lowest), self.language),
            to={"weight": slide.best},
            show=(("low", "low-name"), ("lowest", "lowest-name")),
            seconds=2.0,
            rest=0.6,
        )
        if self.params.weight is None:
            return
        yield Beat(
            say=say("At weight {weight} the error is {error}.", weight=slide.weight, error=here),
            to={"weight": slide.weight},
            seconds=2.4,
        )


def slide_for(params: Params) -> Slide:
    """Return the weights of the film specified by the parameters."""
    return slide_of(data_of(params), params.weight, params.intercept)
