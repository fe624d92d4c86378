"""Where the pieces of the training figure go: the data, the error over the steps, and the loop."""

from __future__ import annotations

from dataclasses import dataclass

from hillside.stage.box import Box
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet, columns, inset
from hillside.stage.view import View
from mathcore import DataSet, Interval
from scenes.shared.samples.line_fit import fit_view
from scenes.shared.samples.line_graphs import Views
from scenes.training.loop import Loop, loop_in
from scenes.training.stages import SHARES
from scenes.training.training_run import Run

WIDE, TALL = 1.5, 0.8
"""Width over height from which on the stages stand side by side, and under which the graphs are stacked."""
ACROSS_HEIGHT, ROWS_HEIGHT, TALL_HEIGHT = 258.0, 508.0, 780.0
"""Layout pixels that the loop takes in a wide, a square and a tall sheet."""
GUTTER = 44.0
HEADROOM = 1.05


@dataclass(frozen=True)
class Layout:
    """The boxes of the two graphs, and the loop."""

    data: Box
    chart: Box
    loop: Loop


def layout_on(sheet: Sheet) -> Layout:
    """The graphs over the loop; the stages from left to right in a wide sheet, else one under the other."""
    room = sheet.inside(MEASURES.margin)
    aspect = room.width / room.height
    height = ACROSS_HEIGHT if aspect >= WIDE else ROWS_HEIGHT if aspect >= TALL else TALL_HEIGHT
    loop = loop_in(
        Box(room.left, room.bottom, room.right, room.bottom + height), SHARES, across=aspect >= WIDE
    )
    over = inset(room, bottom=height + GUTTER)
    if aspect >= TALL:
        data, chart = columns(over, (1.25, 1.0), 2 * GUTTER)
    else:
        middle = over.bottom + 0.42 * (over.height - GUTTER)
        chart = inset(over, top=over.top - middle)
        data = inset(over, bottom=middle + GUTTER - over.bottom)
    return Layout(_graph(data), _graph(chart), loop)


def _graph(box: Box) -> Box:
    """Return the box without the room for the axes and their names."""
    return inset(box, left=40, right=40, top=56, bottom=78)


def training_views(data: DataSet, run: Run, layout: Layout) -> Views:
    """Return the data with all lines of the run, and the error with all its steps."""
    lines = [(weight, intercept) for weight, intercept in run.history.points.tolist()]
    return Views(
        data=fit_view(data, lines, layout.data.width / layout.data.height),
        error=chart_view(run, layout.chart.width / layout.chart.height),
    )


def chart_view(run: Run, aspect: float) -> View:
    """Return the window of the error over the steps, from no error up."""
    highest = float(run.history.losses.max()) or 1.0
    return View(Interval(0.0, max(run.last, 1)), Interval(0.0, HEADROOM * highest), aspect)
