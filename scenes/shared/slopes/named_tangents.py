"""Several tangents on one plot, each with its slope, and its point named on its axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typst_markup import plain
from scenes.shared.slopes.tangency import Tangency, slope_label, tangency_parts


@dataclass(frozen=True, kw_only=True)
class NamedTangents:
    """The parts of several tangents, by name, and what of the axes' names goes with them.

    Attributes:
        marks: the marks of the points on their axes, to be drawn behind the curve.
        tangents: the dashed tangents and the dots on them.
        labels: the slopes, and the names of the points.
        axis_names: the names and numerals of the axes that no point takes the place of.
    """

    marks: Mapping[str, Part]
    tangents: Mapping[str, Part]
    labels: Mapping[str, Beside]
    axis_names: Mapping[str, Beside]


def named_tangents(
    axes: Axes, shown: Mapping[str, Tangency], numbers: Mapping[str, tuple[str, str]], language: Language
) -> NamedTangents:
    """Return the parts of tangents; the names of parts begin with that of their tangent.

    Args:
        axes: the axes.
        shown: the tangents by name.
        numbers: x and the slope of each, as they are written.
        language: the language.
    """
    marks, tangents, labels = dict[str, Part](), dict[str, Part](), dict[str, Beside]()
    kept = axes.names(language)
    for name, tangency in shown.items():
        there = axes.names(language, point=tangency.touch)
        kept = {each: label for each, label in kept.items() if each in there}
        marks |= {_own(part, name): drawn for part, drawn in axes.point_mark(tangency.touch).items()}
        tangents |= tangency_parts(axes.plane, tangency, name)
        x, slope = numbers[name]
        on_axis = axes.point_name(tangency.touch, plain(language.isolated(x)))
        own = tuple(_own(part, name) for part in on_axis.own)
        labels[f"{name}-name"] = replace(on_axis, own=own, leader=True)
        labels[f"{name}-slope"] = slope_label(tangency, name, (x, slope), language)
    return NamedTangents(marks=marks, tangents=tangents, labels=labels, axis_names=kept)


def _own(part: str, name: str) -> str:
    """Return the name of a part of the axes that belongs to a point."""
    return part.replace("at-", f"{name}-")
