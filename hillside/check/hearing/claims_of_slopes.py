"""What the sentences about slopes claim: tangents, secants, signs of slopes, critical points."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan, degrees
from types import MappingProxyType

import numpy as np

from hillside.check.hearing import own_derivatives
from hillside.check.hearing.claim import Claim, all_of, names_the_function, names_the_letters, names_the_place
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.situation import Fields, Situation, insist, require, values_of
from hillside.check.hearing.stated_values import number

SAMPLES = 257
"""The number of points of the window at which the sign of a slope is looked for."""
PANELS: Mapping[str, int] = MappingProxyType({"climbing": 1, "falling": -1, "flat": 0})
"""The panels of a chart of signs by name, with the sign of the slope in each."""
TURN = 1e-3
"""The distance from a critical point at which the curve is compared with it, as a share of the view."""


def slope_of(name: str, *among: str) -> Claim:
    """Return the claim that a field is the slope at the place of the sentence."""

    def claim(said: Fields) -> None:
        said.holds(name, said.here.slope(said.place("place", *among)))

    return claim


def slope_here(said: Fields) -> None:
    """Check the slope at the point of the figure."""
    said.holds("slope", said.here.slope(float(said.here.params.at)))


def trend(sign: int) -> Claim:
    """Return the claim that the slope at the point of the figure has a sign."""

    def claim(said: Fields) -> None:
        _has_sign(said.here, float(said.here.params.at), sign)

    return claim


def sign_at(sign: int, *among: str) -> Claim:
    """Return the claim that the slope has a sign at the place of the sentence."""

    def claim(said: Fields) -> None:
        _has_sign(said.here, said.place("place", *among), sign)

    return claim


def sign_by_part(sign: int) -> Claim:
    """Return the claim that the slope has a sign at the point beside which a word stands.

    The word belongs to the point of the same name where there are several, and else to the only one; over a
    panel whose sign occurs nowhere it is that of the panel.
    """

    def claim(said: Fields) -> None:
        point = said.here.part.rpartition("-")[0]
        points = [dot.x for dot in said.here.dots(point)] if point else [float(said.here.params.at)]
        if not points and point in PANELS:
            insist(PANELS[point] == sign, "stands over the panel of another sign")
        else:
            insist(bool(points), f"stands by no point named {point}")
        for x in points:
            _has_sign(said.here, x, sign)

    return claim


def _has_sign(here: Situation, x: float, sign: int) -> None:
    found = here.slope(x)
    insist(found.sign == sign, f"is said where the slope is {found.value:.6g}")


def legs(up: str, sign: int) -> Claim:
    """Return the claim that the rise over the drawn run is `sign` times a field."""

    def claim(said: Fields) -> None:
        run = drawn_run(said.here)
        said.holds("across", run)
        said.holds(up, said.here.slope(float(said.here.params.at)).scaled(sign * run))

    return claim


def drawn_run(here: Situation) -> float:
    """Return the length of the drawn leg along x, in data coordinates."""
    plane = here.plane_of("run")
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in here.drawn["run"].shapes()])
    x = plane.to_data(points)[:, 0]
    # The figures show lengths that are round; the drawing keeps some twelve digits of them.
    return float(f"{x.max() - x.min():.10g}")


def _side(side: int) -> Claim:
    def claim(said: Fields) -> None:
        said.holds("slope", side_slope(said.here, side))

    return claim


def side_slope(here: Situation, side: int) -> Estimate:
    """Return the slope at the point of the figure from the right (1) or the left (-1)."""
    return own_derivatives.one_sided(here.curve, float(here.params.at), side, here.scale)


def has_corner(said: Fields) -> None:
    """Check that the slopes from both sides differ at the point of the figure."""
    left, right = side_slope(said.here, -1), side_slope(said.here, 1)
    apart = abs(left.value - right.value)
    insist(apart > left.uncertainty + right.uncertainty, "is said where the slopes from both sides are one")


def both_sides(said: Fields) -> None:
    """Check the slopes from both sides."""
    said.holds("left", side_slope(said.here, -1))
    said.holds("right", side_slope(said.here, 1))


def first_run(here: Situation) -> float:
    """Return the first run of the secants: as given, or as drawn."""
    if here.params.run is not None:
        return float(here.params.run)
    plane = here.plane_of("partners-1")
    shapes = here.drawn["partners-1"].shapes()
    x = plane.to_data(np.vstack([np.asarray(shape.points)[:, :2] for shape in shapes]))[:, 0]
    return float(f"{(x.min() + x.max()) / 2 - float(here.params.at):.10g}")


def quotient(here: Situation, run: float) -> Estimate:
    """Return the difference quotient over a run."""
    at = float(here.params.at)
    low, high = values_of(here.f)(np.array([at, at + run]))
    error = 4 * own_derivatives.EPSILON * max(abs(low), abs(high)) / abs(run)
    return Estimate(float((high - low) / ((at + run) - at)), error, error)


def present_quotient(said: Fields) -> None:
    """Check the run and the quotient of the secant of this moment."""
    here = said.here
    run = first_run(here) / 2 ** min(float(here.params.step), here.params.runs - 1)
    said.holds("run", run)
    said.holds("quotient", quotient(here, run))


def all_quotients(said: Fields) -> None:
    """Check the first and the last run, their quotients, and the slope that these go to."""
    first = first_run(said.here)
    last = first / 2 ** (said.here.params.runs - 1)
    said.holds("first", first)
    said.holds("last", last)
    said.holds("start", quotient(said.here, first))
    said.holds("end", quotient(said.here, last))
    limit_by_run(said)


def limit_by_run(said: Fields) -> None:
    """Check the limit of the quotients: the slope from the side of the runs."""
    said.holds("slope", limit_of_quotients(said.here))


def limit_of_quotients(here: Situation) -> Estimate:
    """Return the slope from the side of the runs; that from both sides where there is no corner."""
    left, right = side_slope(here, -1), side_slope(here, 1)
    both = here.slope(float(here.params.at))
    if abs(left.value - right.value) <= 1e-6 * max(abs(left.value), abs(right.value)) + 1e-9 * abs(
        both.value
    ):
        return both
    if abs(left.value - right.value) <= left.uncertainty + right.uncertainty:
        return both
    return right if first_run(here) > 0 else left


def far_side(side: int) -> Claim:
    """Return the claim about the slope from the side away from the runs."""

    def claim(said: Fields) -> None:
        insist((first_run(said.here) > 0) == (side < 0), "is said of the side on which the secants are")
        said.holds("slope", side_slope(said.here, side))

    return claim


def near_side(side: int) -> Claim:
    """Return the claim about the slope from the side of the runs."""

    def claim(said: Fields) -> None:
        insist((first_run(said.here) > 0) == (side > 0), "is said of the side on which there are no secants")
        said.holds("slope", side_slope(said.here, side))

    return claim


def nowhere(sign: int) -> Claim:
    """Return the claim that the slope has a sign nowhere in the window."""

    def claim(said: Fields) -> None:
        here = said.here
        window = here.window
        x = np.linspace(window.low, window.high, SAMPLES)[1:-1]
        if sign == 0:
            slopes = [here.slope(each) for each in x]
            signs = np.array([each.sign for each in slopes if np.isfinite(each.value)])
            crossing = len(signs) and (signs == 0).any()
            insist(not crossing, "is said, though the curve is flat somewhere")
            return
        y = here.curve(x)
        steps = np.diff(y) * sign
        size = np.nanmax(np.abs(y), initial=0.0)
        broken = ~np.isfinite(steps)
        steps[broken] = 0.0
        at = int(np.argmax(steps))
        # At a gap of the curve two neighbors are on different branches: the slope there decides.
        if steps[at] > 1e-9 * size:
            found = [here.slope(each).sign for each in x[:: max(1, len(x) // 64)]]
            insist(sign not in found, f"is said, though the slope at x = {x[at]:.4g} has that sign")

    return claim


def levels(said: Fields) -> None:
    """Check that the slope is 0 at each place of a list."""
    text = said.text("places")
    listed = [part for part in text.replace("\u060c", ";").replace("、", ";").split(";") if part.strip()]
    if len(listed) == 1:
        listed = [part for part in text.split(", ") if part.strip()]
    for place in listed:
        only = Fields({"place": place}, said.here)
        _has_sign(said.here, only.place("place", "flats"), 0)


def turn(*, kind: int) -> Claim:
    """Return the claim that a place is flat, and a hilltop (1), a valley (-1) or neither (0)."""

    def claim(said: Fields) -> None:
        here = said.here
        x = said.place("place", "at", "flats")
        _has_sign(here, x, 0)
        _turns(here, x, kind)

    return claim


def turn_by_part(kind: int) -> Claim:
    """Return the claim about the kind of the critical point beside which a word stands."""

    def claim(said: Fields) -> None:
        number_of_it = said.here.part.rpartition("-")[2]
        points = [dot.x for dot in said.here.dots(f"flats-{number_of_it}")]
        insist(len(points) == 1, "stands by no critical point")
        _has_sign(said.here, points[0], 0)
        _turns(said.here, points[0], kind)

    return claim


def _turns(here: Situation, x: float, kind: int) -> None:
    """Insist that the curve turns at x as said, by its heights on both sides at some distances."""
    for share in (1.0, 0.1, 0.01):
        reach = TURN * here.scale * share
        left, middle, right = here.curve(np.array([x - reach, x, x + reach]))
        noise = 8 * own_derivatives.EPSILON * max(abs(left), abs(middle), abs(right))
        sides = [_sign(float(middle - side), noise) for side in (left, right)]
        if 0 in sides:
            continue
        found = sides[0] if sides[0] == sides[1] else 0
        insist(found == kind, "is said of a point of another kind")
        return


def _sign(value: float, noise: float) -> int:
    return 0 if abs(value) <= noise else 1 if value > 0 else -1


def climbs_until_here(sign: int) -> Claim:
    """Return the claim that the slope has had one sign since the last critical point, or the left edge."""

    def claim(said: Fields) -> None:
        here = said.here
        end = float(here.params.at)
        before = [dot.x for dot in here.dots("flats") if dot.x < end - TURN * here.scale]
        start = max(before, default=here.window.low)
        for x in np.linspace(start, end, 9)[1:-1]:
            _has_sign(here, float(x), sign)

    return claim


def steepness(word: str, angled: bool) -> Claim:
    """Return the claim about the slope, its angle, and which of the two points is the steeper."""

    def claim(said: Fields) -> None:
        here = said.here
        x = said.place("place", word)
        found = here.slope(x)
        said.holds("slope", found)
        if angled:
            require(number(said.text("angle").rstrip("°\u2069"), here.language), degrees(atan(found.value)))
        is_the(word)(said)

    return claim


def is_the(word: str) -> Claim:
    """Return the claim that the point of this name is the gentler or the steeper of the two."""

    def claim(said: Fields) -> None:
        here = said.here
        insist(
            here.part == "" or here.part.startswith(word), f"stands over the other point than the {word} one"
        )
        sizes = {
            name: abs(here.slope(next(iter(here.final_places(name)))).value) for name in ("gentle", "steep")
        }
        insist(sizes["gentle"] < sizes["steep"], "is said of the other one")

    return claim


def reading(said: Fields) -> None:
    """Check the slope that a meter reads, at the point of its panel."""
    here = said.here
    word = here.part.partition("-")[0]
    said.holds("slope", here.slope(next(iter(here.places(word)))))


def reading_angle(said: Fields) -> None:
    """Check the angle that a meter reads, at the point of its panel."""
    here = said.here
    found = here.slope(next(iter(here.places(here.part.partition("-")[0]))))
    require(number(said.text("angle").rstrip("°\u2069"), here.language), degrees(atan(found.value)))


def scales(said: Fields) -> None:
    """Check how many times as tall a unit of y is drawn as one of x."""
    plane = said.here.plane_of("gentle-tangent")
    said.holds("times", float(f"{plane.scale[1] / plane.scale[0]:.6g}"))


def rule(sign: int) -> Claim:
    """Return the claim that the rule below a panel belongs to the sign of its slope."""

    def claim(said: Fields) -> None:
        here, name = said.here, said.here.part.partition("-")[0]
        if not here.part:
            return
        points = [dot.x for dot in here.dots(name)]
        insist(bool(points), "is the rule of a panel without a point")
        _has_sign(here, points[0], sign)

    return claim


def lowest(*, is_minimum: bool, among: str = "flat") -> Claim:
    """Return the claim that a flat point is, or is not, a minimum of the curve nearby."""

    def claim(said: Fields) -> None:
        here = said.here
        x = said.place("place", among) if "place" in said.written else next(iter(here.places(among)))
        _has_sign(here, x, 0)
        reach = np.array([1e-3, 1e-2, 3e-2]) * here.scale
        around = here.curve(np.concatenate([x - reach, x + reach]))
        here_y = float(here.curve(np.array([x]))[0])
        noise = 8 * own_derivatives.EPSILON * np.nanmax(np.abs(around), initial=abs(here_y))
        nearest = here.curve(np.array([x - reach[0], x + reach[0]]))
        is_lowest = bool((nearest >= here_y - noise).all())
        insist(is_lowest == is_minimum, "is said of a point of another kind")

    return claim


def not_here(said: Fields) -> None:
    """Check that a panel whose sign occurs nowhere has no point."""
    name = said.here.part.partition("-")[0]
    insist(not list(said.here.dots(name)), "is said of a panel that has a point")
    nowhere(PANELS[name])(said)


SLOPES: Mapping[str, Claim] = MappingProxyType(
    {
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}.": all_of(
            names_the_function("curve"), slope_of("slope", "at")
        ),
        "The slope at {place} is {slope}.": slope_of("slope", "at"),
        "So the derivative at {place} is {slope}.": slope_of("slope", "at"),
        "Slide the point to {place}: the tangent turns as the curve does.": names_the_place("place"),
        "How steep is it at {place}?": names_the_place("place", "at"),
        "The function is increasing there.": trend(1),
        "The function is decreasing there.": trend(-1),
        "The function is flat there.": trend(0),
        "increasing": sign_by_part(1),
        "decreasing": sign_by_part(-1),
        "Go {across} across, and the line climbs {up}: run and rise.": legs("up", 1),
        "Go {across} across, and the line falls {down}: run and rise.": legs("down", -1),
        "At {place} it has a corner.": all_of(names_the_place("place", "at"), has_corner),
        "Come from the left: the line that runs along with it has slope {slope}.": _side(-1),
        "Come from the right: there it has slope {slope}.": _side(1),
        "slope {slope} from the left": _side(-1),
        "slope {slope} from the right": _side(1),
        "The two slopes differ: the curve has no tangent and no derivative at {place}.": all_of(
            names_the_place("place", "at"), has_corner
        ),
        "No derivative at {place}: the slopes differ": all_of(names_the_place("place", "at"), has_corner),
        "It has no derivative there.": has_corner,
        (
            "The curve {curve} with a corner at {place}. Two dashed lines touch it there: one of slope "
            "{left} from the left, one of slope {right} from the right."
        ): all_of(names_the_function("curve"), names_the_place("place", "at"), both_sides, has_corner),
        "Over a run of {run} its slope, rise over run, is {quotient}.": present_quotient,
        "Halve the run: over {run} the slope is {quotient}.": present_quotient,
        "As the run goes to 0, the slope goes to {slope}: that of the tangent.": limit_by_run,
        "As the run goes to 0 from the right, the slope goes to {slope}.": near_side(1),
        "As the run goes to 0 from the left, the slope goes to {slope}.": near_side(-1),
        "Secants from the left go to another slope: {slope}.": far_side(-1),
        "Secants from the right go to another slope: {slope}.": far_side(1),
        (
            "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
            "from {start} to {end}, toward {slope}, the slope of the dashed tangent."
        ): all_of(names_the_function("curve"), names_the_place("place", "at"), all_quotients),
        (
            "The secants from there, over runs from {first} to {last}, have slopes from {start} to {end}, "
            "toward {slope}."
        ): all_quotients,
        (
            "Above, the curve {curve} with its tangent at {place}. Below, over the same {x}, its "
            "derivative: {slope} there."
        ): all_of(names_the_letters, names_the_function("curve"), slope_of("slope", "at")),
        "Here is a curve: each {x} has its height, {f} of {x}.": names_the_letters,
        "Slide along: the slope at each {x} draws the curve below.": names_the_letters,
        "This second curve is the derivative of {f}: its slope at every {x}.": names_the_letters,
        "It is 0 where the curve is level: {places}.": levels,
        "hilltop": turn_by_part(1),
        "valley": turn_by_part(-1),
        "On the hilltop, at {place}, the tangent is level: the slope is 0.": turn(kind=1),
        "In the valley, at {place}, the tangent is level: the slope is 0.": turn(kind=-1),
        "At {place} the curve is level but does not turn: the slope is 0.": turn(kind=0),
        "Where the curve climbs, its slope is above 0.": climbs_until_here(1),
        "Where the curve falls, its slope is below 0.": climbs_until_here(-1),
        "The curve {curve}, and the sign of its slope.": names_the_function("curve"),
        "At {place} the curve climbs: its slope is {slope}, positive.": all_of(
            slope_of("slope", "climbing"), sign_at(1, "climbing")
        ),
        "At {place} the curve falls: its slope is {slope}, negative.": all_of(
            slope_of("slope", "falling"), sign_at(-1, "falling")
        ),
        "At {place} the curve is flat: its slope is 0.": sign_at(0, "flat"),
        "This curve climbs nowhere in the window.": nowhere(1),
        "This curve falls nowhere in the window.": nowhere(-1),
        "This curve is nowhere flat in the window.": nowhere(0),
        "The error {curve} over one parameter, in three panels.": names_the_function("curve"),
        "At {place} the slope is {slope}: decrease the parameter.": all_of(
            slope_of("slope", "climbing"), sign_at(1, "climbing")
        ),
        "At {place} the slope is {slope}: increase the parameter.": all_of(
            slope_of("slope", "falling"), sign_at(-1, "falling")
        ),
        "At {place} the slope is 0: flat, perhaps the minimum.": lowest(is_minimum=True),
        "At {place} the slope is 0: flat, but no minimum.": lowest(is_minimum=False),
        "decrease the parameter": rule(1),
        "increase the parameter": rule(-1),
        "flat: perhaps the minimum": lowest(is_minimum=True),
        "flat, but no minimum": lowest(is_minimum=False),
        "nowhere in this window": not_here,
        "derivative positive": sign_by_part(1),
        "derivative negative": sign_by_part(-1),
        "derivative zero": sign_by_part(0),
        "Two places of the curve {curve}, each with a slope meter.": names_the_function("curve"),
        "At {place} the slope is {slope}, an angle of {angle}: gentle.": steepness("gentle", angled=True),
        "At {place} the slope is {slope}, an angle of {angle}: steep.": steepness("steep", angled=True),
        "At {place} the slope is {slope}: gentle.": steepness("gentle", angled=False),
        "At {place} the slope is {slope}: steep.": steepness("steep", angled=False),
        "gentle": is_the("gentle"),
        "steep": is_the("steep"),
        "slope {slope}": reading,
        "angle {angle}": reading_angle,
        "heights drawn {times} times as tall": scales,
        (
            "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}, over a triangle "
            "of rise and run."
        ): all_of(names_the_function("curve"), slope_of("slope", "at")),
        "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}.": all_of(
            names_the_function("curve"), slope_of("slope", "at")
        ),
    }
)
