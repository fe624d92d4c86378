"""The error of a model: the gaps between a line and the data, and the error over the weight.

On the left are the data, the model's line and its residuals; on the right is the mean squared error over one
weight. As the weight changes, the line turns, and the point moves along the curve through high, low and
minimum error.
"""

from collections.abc import Iterator
from functools import cached_property

from hillside.stage.drawing import Part
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from mathcore import Point
from scenes.error.drawing import (
    gap_label,
    graph_boxes,
    halves_of,
    minimum_label,
    minimum_mark,
    number_labels,
)
from scenes.error.facts import Facts, Slide, error_views, facts_of, slide_of
from scenes.error.words import error_alt, minimum_caption
from scenes.shared.samples.line_fit import DataParams, Views, column_names, data_of, error_at
from scenes.shared.samples.line_graphs import Graphs


@parameters
class Params(DataParams):
    """The parameters of the figure."""

    weight: float | None = param(default=None, help="the weight in the picture; chosen when not given")
    intercept: float | None = param(
        default=None, help="the height of the line at x = 0; the best one when not given"
    )


class Error(Figure[Params, Views, Facts]):
    """Data, a line, and the error over its weight."""

    def title(self) -> str:
        """Return the title of the figure."""
        return self.language.say("The error of a model")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Return the views of the data with all lines of the film, and of the error at all its weights."""
        return error_views(data_of(params), slide_for(params), graph_boxes(sheet))

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """Return the line with its residuals, and its error on the curve."""
        return facts_of(data_of(params), slide_for(params), view)

    @cached_property
    def graphs(self) -> Graphs:
        """The graphs of the data and of the error."""
        return Graphs.of(self.view, graph_boxes(self.sheet), self.final_facts.fit.samples, self.theme)

    @cached_property
    def backdrop(self) -> dict[str, Part]:
        """The curve with its minimum, which do not move."""
        plane, among = self.graphs.error, self.final_facts.among
        return {"curve": plane.draw(among.curve, "ground"), "lowest": minimum_mark(plane, among.lowest)}

    def parts(self, facts: Facts) -> Parts:
        """Return both halves, with the weight above one and its error above the other."""
        say = self.language.say
        return {
            **self.graphs.parts(facts.fit),
            **self.backdrop,
            "point": self.graphs.error.draw(facts.among.point, "legs"),
            **self.graphs.names(column_names(self.params), "weight-name", say("weight"), self.language),
            "gap-name": gap_label(self.graphs.data, facts.fit, say("gap")),
            "lowest-name": minimum_label(facts.among.lowest.y, self.language),
            **number_labels(facts.fit, halves_of(self.sheet), self.language),
        }

    def alt(self, facts: Facts) -> str:
        """Return the description: the data and the line, then the error and its minimum."""
        return error_alt(facts, self.language)

    def story(self) -> Iterator[Beat]:
        """Yield the data, a line, its residuals, their mean square; then the weight slides."""
        slide, say = slide_for(self.params), self.language.say
        yield Beat(
            say=say("Here are {count} data points.", count=str(len(self.final_facts.fit.samples))),
            show=("axes", "x-name", "y-name", "samples"),
            at={"weight": slide.high},
            seconds=1.8,
        )
        yield Beat(
            say=say("The model is a straight line that predicts y from x; its slope is the weight."),
            show=("line", "weight"),
            seconds=1.6,
            rest=1.6,
        )
        yield Beat(
            say=say("At each point the prediction misses by a gap."), show=("gaps", "gap-name"), seconds=1.6
        )
        yield Beat(
            say=say(
                "Square the gaps and take their mean: the error. Here it is high, {error}.",
                error=error_at(data_of(self.params), slide.high, slide.intercept),
            ),
            show=("error", "error-axes", "weight-name", "error-name", "point"),
            seconds=2.0,
            rest=2.0,
            poster=True,
        )
        yield Beat(
            say=say("Each weight has its error, and all of them make a curve."), show=("curve",), seconds=1.8
        )
        yield from self._sliding(slide)
        yield Beat(
            say=say("To train the model is to look for the weight with the lowest error."),
            at={"weight": self.params.weight},
            seconds=0.2,
            rest=3.0,
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
            seconds=3.0,
        )
        yield Beat(
            say=minimum_caption(Point(slide.best, lowest), self.language),
            to={"weight": slide.best},
            show=("lowest", "lowest-name"),
            seconds=2.4,
            rest=2.0,
        )
        yield Beat(
            say=say("At weight {weight} the error is {error}.", weight=slide.weight, error=here),
            to={"weight": slide.weight},
            seconds=2.4,
        )


def slide_for(params: Params) -> Slide:
    """Return the weights of the film specified by the parameters."""
    return slide_of(data_of(params), params.weight, params.intercept)
