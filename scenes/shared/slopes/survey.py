"""A curve as a whole: the view in which it is seen to climb, to fall and to lie flat, and where it does."""

from dataclasses import dataclass, fields

from hillside.stage.errors import ParamError
from hillside.stage.view import View, check_inside
from mathcore import Expr, Graph, Interval
from scenes.shared.slopes.course_view import course_view
from scenes.shared.slopes.spots import Spots, is_valley, spots_of
from scenes.shared.slopes.touching import Touching, slope_in, touching

SIGNS = {"climbing": 1, "falling": -1, "flat": 0}
"""The fields of `Spots`, and of `Course`, with the sign of the derivative that each asks for."""


@dataclass(frozen=True)
class Survey:
    """What is shown of a curve, the places at which to look, and whether the flat one is a valley."""

    view: View
    spots: Spots
    valley: bool


@dataclass(frozen=True, kw_only=True)
class Course:
    """What a curve does in a window.

    Attributes:
        curve: the graph.
        climbing: the tangent at a place where the derivative is positive, or None where there is none.
        falling: the same where it is negative.
        flat: the same where it is 0.
        valley: whether that place is a minimum, or part of a plateau with no lower ground beside it.
    """

    curve: Graph
    climbing: Touching | None
    falling: Touching | None
    flat: Touching | None
    valley: bool

    @property
    def shown(self) -> dict[str, Touching]:
        """The places that there are, by name, in the order of a lecture."""
        found = {name: getattr(self, name) for name in SIGNS}
        return {name: place for name, place in found.items() if place is not None}

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what the curve never does here."""
        return tuple(name for name in SIGNS if name not in self.shown)


def survey_of(
    f: Expr, given: Spots, window: Interval | None, aspect: float, *, valley: bool = False
) -> Survey:
    """Frame a curve and find where it climbs, falls and lies flat.

    Args:
        f: the function.
        given: the places that the lecturer has chosen; None lets the best be found.
        window: the window of x when the lecturer has chosen it.
        aspect: width over height of the paper.
        valley: whether a valley bottom should be seen, and be the flat place.

    Raises:
        ParamError: if a given place is outside the window or is not what it is given as, or if the function
            has no values, or no tangent, in the window.
    """
    points = {name: at for name, at in vars(given).items() if at is not None}
    for name, at in points.items():
        check_inside(at, window, name, "point")
        slope_in(f, at, View(Interval(at - 1, at + 1), Interval(-1, 1), aspect), name)
    view = course_view(f, list(points.values()), window, aspect, valley=valley and given.flat is None)
    for name, at in points.items():
        _check_sign(f, name, at, view)
    spots = spots_of(f, view, given, valley=valley)
    if all(getattr(spots, each.name) is None for each in fields(spots)):
        raise ParamError("function", f"{f} has no tangent that can be shown here; choose another window")
    return Survey(view, spots, spots.flat is not None and is_valley(f, spots.flat, view))


def _check_sign(f: Expr, name: str, at: float, view: View) -> None:
    slope = slope_in(f, at, view, name)
    if (slope > 0) - (slope < 0) != SIGNS[name]:
        raise ParamError(
            name,
            f"the slope of {f} at x = {at:g} is {slope:g}, so it is not {name} there; "
            "choose another point, or none and one is found",
        )


def course_of(f: Expr, survey: Survey, share: float) -> Course:
    """Return the facts of a survey; each tangent reaches over a `share` of the shorter side to each side."""

    def place(name: str) -> Touching | None:
        at = getattr(survey.spots, name)
        return None if at is None else touching(f, at, survey.view, share, name)

    return Course(
        curve=Graph(f, survey.view.x),
        climbing=place("climbing"),
        falling=place("falling"),
        flat=place("flat"),
        valley=survey.valley,
    )
