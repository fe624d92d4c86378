"""Where the two halves of the figure of the error go on the sheet, and what each shows."""

from __future__ import annotations

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet, columns, inset, panels, within_aspect
from mathcore import DataSet
from scenes.error.error_curve import Slide, curve_view
from scenes.shared.samples.line_fit import fit_view
from scenes.shared.samples.line_graphs import Views

GUTTER = 70.0


def halves_of(sheet: Sheet) -> tuple[Box, ...]:
    """Return the data in one half, the error in the other: side by side unless the sheet is tall."""
    room = sheet.inside(MEASURES.margin)
    return columns(room, (1, 1), GUTTER) if room.width >= room.height else panels(room, 2, GUTTER)


def graph_boxes(sheet: Sheet) -> tuple[Box, Box]:
    """Return the boxes of both graphs, under the numbers and with room for the names of the axes."""
    left, right = (
        within_aspect(inset(half, left=40, right=40, top=150, bottom=90), 0.6, 2.0)
        for half in halves_of(sheet)
    )
    return left, right


def error_views(data: DataSet, slide: Slide, sheet: Sheet) -> Views:
    """Return the data with all lines of the film, and the error with all its weights."""
    left, right = graph_boxes(sheet)
    lines = [(weight, slide.intercept) for weight in (slide.weight, slide.best, slide.high)]
    return Views(
        data=fit_view(data, lines, left.width / left.height),
        error=curve_view(slide, data, right.width / right.height),
    )
