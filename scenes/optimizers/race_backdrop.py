"""What is the same at every moment of a race: the map, the axes of the chart, and the standings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hillside.stage.drawing import Part
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.markup import plain
from hillside.stage.look.theme import Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Sheet
from scenes.optimizers.race import Race
from scenes.optimizers.race_places import race_places
from scenes.optimizers.race_view import Views
from scenes.optimizers.standings import standings
from scenes.shared.axis_names import names_at_tips
from scenes.shared.maps.contour_map import ContourMap
from scenes.shared.maps.scalar_field import field_of


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """The planes of a race, and the parts that stay as they are.

    Attributes:
        map: the plane of the paths.
        chart: the plane of the errors.
        ground: the map with the bottom, if there is one, and the axes of both planes.
        standings: the rows with the key, the name and the finish of each runner.
    """

    map: Plane
    chart: Plane
    ground: Mapping[str, Part | Beside]
    standings: Mapping[str, Part | Beside]


def backdrop(facts: Race, views: Views, sheet: Sheet, language: Language, theme: Theme) -> Backdrop:
    """Return the backdrop of a race on a sheet."""
    places = race_places(sheet, len(facts.runners))
    plane, chart = Plane(views.map, places.map, theme), Plane(views.chart, places.chart, theme)
    return Backdrop(
        map=plane,
        chart=chart,
        ground=_ground(plane, chart, facts, language),
        standings=standings(places.rows, facts.runners, language, theme),
    )


def _ground(plane: Plane, chart: Plane, facts: Race, language: Language) -> dict[str, Part | Beside]:
    drawn = ContourMap.of(field_of(facts.function), plane, facts.levels)
    step, error = names_at_tips(chart, plain(language.say("step")), plain(language.say("error")))
    return {
        "relief": drawn.relief,
        "contours": drawn.lines,
        "axes": plane.axes(),
        **plane.axis_names(language),
        "chart-axes": chart.axes(),
        "step-name": step,
        "error-name": error,
        **({} if facts.bottom is None else {"bottom": plane.draw(facts.bottom, "ground")}),
    }
