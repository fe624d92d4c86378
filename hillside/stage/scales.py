"""How the axes of a plot are drawn: the range of y, the ticks and the grid, as parameters of many figures."""

from __future__ import annotations

from dataclasses import replace

from hillside.stage.axes import Axes, axes_of
from hillside.stage.drawing import Part
from hillside.stage.errors import ParamError
from hillside.stage.params import param, parameters
from hillside.stage.plane import Plane, View
from hillside.stage.ticks import TickChoice
from mathcore import Expr, Interval


@parameters
class Scales:
    """The parameters of a plot with axes.

        class Params(Scales): ...

    >>> Scales(grid=True).grid, Scales().height
    (True, None)
    """

    height: Interval | None = param(default=None, help="range of y shown; chosen to fit when not given")
    ticks: TickChoice = param(
        default="auto", help="numbers on the axes, on that of x multiples of π, or none"
    )
    grid: bool = param(default=False, help="lines across the plot at the ticks")

    def axes(self, plane: Plane, f: Expr | None = None, *, beside: bool = False) -> Axes:
        """Return the axes of a plane that shows the graph of `f`, with these ticks."""
        return axes_of(plane, f, self.ticks, beside=beside)

    def gridded(self, axes: Axes, *, up: bool = True) -> dict[str, Part]:
        """Return the lines of the grid, to be drawn behind everything; none if they are not asked for.

        Args:
            axes: the axes.
            up: whether they have a vertical one.
        """
        return axes.grid(up=up) if self.grid else {}

    def framed(self, view: View, *heights: float) -> View:
        """Return the view with the range of y that is asked for.

        Args:
            view: the view.
            heights: the y of points of the curve that must be visible.

        Raises:
            ParamError: if one of them lies outside of the range.

        >>> Scales(height=Interval(0, 4)).framed(View(Interval(0, 1), Interval(0, 1), 1.0), 2.0).y
        Interval(low=0.0, high=4.0)
        """
        if self.height is None:
            return view
        low, high = self.height
        for y in heights:
            if y not in self.height:
                raise ParamError(
                    "height",
                    f"{low:g} to {high:g} leaves out the point, whose y is {y:g}; "
                    "choose a range that holds it",
                )
        return replace(view, y=self.height)
