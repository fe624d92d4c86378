"""The error of a model: the gaps between a line and the data, and the error over the weight.

Left the data, the model's line and how far it misses each point; right the mean squared error over one
weight. Sliding the weight turns the line, and the point runs along the curve through high, low and lowest
error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hillside.stage.drawing import Part
from hillside.stage.figure import Figure
from hillside.stage.film import Beat
from hillside.stage.labels import Parts
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Sheet
from scenes.error.error_curve import ErrorCurve, Slide, error_curve, slide_of
from scenes.error.error_labels import lowest_label, number_labels
from scenes.error.error_story import error_story
from scenes.error.error_view import error_views, graph_boxes, halves_of
from scenes.error.error_words import told_error
from scenes.shared.samples.line_fit import DataParams, LineFit, column_names, data_of, line_fit
from scenes.shared.samples.line_graphs import Graphs, Views, gap_label, ring


@parameters
class Params(DataParams):
    """What the lecturer chooses."""

    weight: float | None = param(default=None, help="the weight in the picture; chosen when not given")
    intercept: float | None = param(
        default=None, help="the height of the line at x = 0; the best one when not given"
    )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The line on the data, and its error among those of all weights."""

    fit: LineFit
    among: ErrorCurve


class Error(Figure[Params, Views, Facts]):
    """Data, a line, and the error over its weight."""

    def title(self) -> str:
        """Return what the figure is called."""
        return self.language.say("The error of a model")

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Views:
        """Frame the data with all lines of the film, and the error with all its weights."""
        return error_views(data_of(params), slide_for(params), sheet)

    @staticmethod
    def facts(params: Params, view: Views) -> Facts:
        """Return the line with its gaps, and its error on the curve."""
        data, slide = data_of(params), slide_for(params)
        return Facts(
            fit=line_fit(data, slide.weight, slide.intercept, view.data.x),
            among=error_curve(data, slide.weight, slide.intercept, view.error.x),
        )

    @cached_property
    def graphs(self) -> Graphs:
        """The graphs of the data and of the error."""
        return Graphs.of(self.view, graph_boxes(self.sheet), self.known.fit.samples, self.theme)

    @cached_property
    def backdrop(self) -> dict[str, Part]:
        """The curve with its lowest point, which do not move."""
        plane, among = self.graphs.error, self.known.among
        return {"curve": plane.draw(among.curve, "ground"), "lowest": ring(plane, among.lowest, "ink")}

    def parts(self, facts: Facts) -> Parts:
        """Return both halves, the weight over the one and its error over the other."""
        say = self.language.say
        return {
            **self.graphs.parts(facts.fit),
            **self.backdrop,
            "point": self.graphs.error.draw(facts.among.point, "legs"),
            **self.graphs.names(column_names(self.params), "weight-name", say("weight"), self.language),
            "gap-name": gap_label(self.graphs.data, facts.fit, say("gap")),
            "lowest-name": lowest_label(facts.among.lowest.y, self.language),
            **number_labels(facts.fit, halves_of(self.sheet), self.language),
        }

    def alt(self, facts: Facts) -> str:
        """Return the data and the line, then the error and where it is lowest."""
        return told_error(facts.fit, facts.among.lowest, self.language)

    def story(self) -> Iterator[Beat]:
        """Return the data, a line, its gaps, their mean square; then the weight slides."""
        return error_story(data_of(self.params), slide_for(self.params), self.params.weight, self.language)


def slide_for(params: Params) -> Slide:
    """Return the weights of the film of these parameters."""
    return slide_of(data_of(params), params.weight, params.intercept)
