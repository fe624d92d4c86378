"""Labels that are no sentences: names of axes and curves, numbers in tables, at ticks, and by boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

import numpy as np

from hillside.check.axis_numerals import is_numeral
from hillside.check.hearing.claims_of_classes import check_class_symbol
from hillside.check.hearing.claims_of_graphs import (
    boxes,
    check_box_name,
    check_chain,
    check_formula,
    check_product,
    check_result_name,
    derivative_by,
    edges,
    local_slope,
    result_names,
    value_of,
)
from hillside.check.hearing.claims_of_landscapes import check_level
from hillside.check.hearing.claims_of_learning import check_line_update, check_squares
from hillside.check.hearing.claims_of_maps import check_cell, check_gradient_name
from hillside.check.hearing.claims_of_races import racers
from hillside.check.hearing.claims_of_rates import TRIALS, on_line, rate_of_trial
from hillside.check.hearing.claims_of_secants import (
    asks_for_limit,
    check_far_point,
    check_quotient,
    first_run,
    limit_of_quotients,
    quotient,
)
from hillside.check.hearing.claims_of_signs import PANELS, check_step, is_above_a_stretch
from hillside.check.hearing.claims_of_slopes import angle_at, curve_names, rim_slope
from hillside.check.hearing.claims_of_walks import check_next_step
from hillside.check.hearing.formulas_read import check_arrow, check_rule
from hillside.check.hearing.own_derivatives import Estimate
from hillside.check.hearing.situation import (
    PLACE_TOLERANCE,
    Fields,
    Situation,
    UntrueError,
    insist,
    insist_sign,
    require,
    view_in,
)
from hillside.check.hearing.stated_values import number, stripped

SIGNS = MappingProxyType({"+": 1, "−": -1, "-": -1, "0": 0})
ROUGH = 1e-6
"""The relative error of a number that is read back from a drawing."""
STAGES = ("predict", "error", "derivative", "update", "repeat")
"""The stages of the training loop in their order."""
POINTS = MappingProxyType({"touch-name": "P", "far-point-name": "Q"})
"""The labels that name the two points of a secant, with their names."""


def check_symbol(text: str, here: Situation, *, certain: bool = True) -> bool:
    """Check a label that is no sentence; return whether it is one of the kinds that are known here.

    Raises:
        UntrueError: if it is false, or if it is of no known kind and `certain`.
    """
    plain = "".join(stripped(text).split())
    if is_numeral(here.part) or check_rule(text, here) or check_arrow(text, here) or check_step(text, here):
        return True
    if check_next_step(text, here):
        return True
    if check_class_symbol(text, here) or check_line_update(text, here) or _is_stage_number(plain, here):
        return True
    if check_squares(plain, here):
        return True
    for kind in (
        _map_number,
        _secant,
        _zero,
        _place,
        _number_by_name,
        _sign,
        _axis,
        _curve,
        _formula,
        _runner,
    ):
        if kind(plain, text, here):
            return True
    if certain:
        raise UntrueError(f'says "{text}", which no sentence of the catalog says')
    return False


def _secant(plain: str, text: str, here: Situation) -> bool:
    """Check what is written about secants alone: their points, the quotient, and the letter of the run."""
    if here.name != "secant":
        return False
    if here.part in POINTS:
        insist(plain == POINTS[here.part], f'names a point "{text}"')
        return True
    if here.part == "runs-head":
        insist(plain == "h", f'names the run "{text}"')
        return True
    return check_far_point(text, here) or check_quotient(text, here)


def _zero(plain: str, text: str, here: Situation) -> bool:
    """Check `f' = 0` beside a zero of the derivative."""
    found = re.fullmatch(r"zero-name-(\d+)", here.part)
    if found is None:
        return False
    name = here.f.applied.partition("(")[0]
    insist(plain.replace("′", "'") == f"{name}'=0", f'calls a zero "{text}"')
    for dot in here.dots(f"flats-{found[1]}"):
        insist_sign(here.slope(dot.x), 0)
    return True


def _map_number(plain: str, text: str, here: Situation) -> bool:
    """Check the level of a line, a cell of the table of rates, or a number at an axis of a surface."""
    if check_level(text, here) or check_cell(text, here):
        return True
    found = re.fullmatch(r"surface-w_([12])-tick-\d+", here.part)
    if found is None:
        return False
    view = view_in(here.figure.view)
    over, stated = view.y if found[1] == "2" else view.x, here.number(text)
    insist(stated.value in over, f'tells "{text}" at an axis from {over.low:g} to {over.high:g}')
    insist(_is_evenly_numbered(stated.value, here), f'tells "{text}" between numbers that it does not fit')
    return True


def _is_evenly_numbered(told: float, here: Situation) -> bool:
    """Return whether a numeral on the edge of a surface goes on the even steps of the others."""
    edge, _, own = here.part.rpartition("-")
    placed = (name.rpartition("-") for name in here.figure.layout.placed)
    others = sorted(int(place) for name, _, place in placed if name == edge and place != own)
    known = {place: here.number(here.written(f"{edge}-{place}")).value for place in others}
    known[int(own)] = told
    steps = np.diff([known[place] for place in sorted(known)]) / np.diff(sorted(known))
    return bool((steps > 0).all() and np.ptp(steps) <= 1e-6 * abs(steps).max()) if len(steps) else True


def _is_stage_number(plain: str, here: Situation) -> bool:
    """Return whether a text is the number of a stage of the training loop before its name."""
    if here.name != "training" or here.part not in STAGES:
        return False
    insist(plain == str(STAGES.index(here.part) + 1), "is not the number of the stage")
    return True


def _place(plain: str, text: str, here: Situation) -> bool:
    """Check a point of the curve over its panel, such as `x = 1.7`."""
    letter, sign, _ = plain.partition("=")
    if not sign or not here.part.endswith("-head") or letter not in here.letters:
        return False
    Fields({"place": text}, here).place("place", here.part.removesuffix("-head"))
    return True


def _number_by_name(plain: str, text: str, here: Situation) -> bool:
    """Check a number that stands alone, by the name of its label."""
    found = re.fullmatch(r"(.*?)-?(\d+)$", here.part)
    column, count = (found[1], int(found[2])) if found else (here.part, 0)
    if column in ("value", "derivative") and here.name == "backprop":
        true = (value_of if column == "value" else derivative_by)(here, boxes(here.f)[count - 1])
        require(here.number(text), true)
        return True
    if column == "slope" and found is not None and here.name == "backprop":
        insist(plain.startswith("×"), "is no factor")
        require(here.number(plain[1:]), local_slope(here, *edges(here.f)[count - 1]))
        return True
    if here.name == "learning_rate" and _is_on_line(column, text, here):
        return True
    if column == "arrival":
        here.hear(here.language.say("Arrives at step {number}", number=stripped(text)), f"finish-{count}")
        return True
    if column in ("runs", "quotients"):
        _check_cell(column, count, stripped(text).removeprefix("→").strip(), here)
        return True
    if column == "stop-number":
        insist(here.number(text).value == count, f"is no number of stop {count}")
        return True
    if column.endswith("-mark"):
        require(here.number(text), rim_slope(here, column.removesuffix("-mark"), count))
        return True
    if column.endswith("-reading"):
        require(here.number(text), here.slope(next(iter(here.places(column.removesuffix("-reading"))))))
        return True
    if column.endswith("-angle"):
        require(here.number(text.rstrip("°\u2069")), angle_at(here, column.removesuffix("-angle")))
        return True
    if here.part == "value-name":
        require(here.number(text), here.slope(float(here.params.at)))
        return True
    return _named_point(text, here)


def _is_on_line(column: str, text: str, here: Situation) -> bool:
    """Check a number at the line of rates: of a panel's rate, or a power of ten at a tick."""
    trial, _, kind = column.rpartition("-")
    if trial in TRIALS and kind == "number":
        require(here.number(text), rate_of_trial(here, trial))
        drawn = on_line(here, f"{trial}-on-line")
        require(here.number(text), Estimate(drawn, ROUGH * abs(drawn)))
        return True
    if column == "rates-decade":
        plane, ticks = here.plane_of("rates-ticks"), here.drawn["rates-ticks"]
        powers = [10.0 ** plane.to_data(tick.points[:1, :2])[0, 0] for tick in ticks.shapes()]
        stated = here.number(text).value
        insist(any(abs(stated / power - 1) < ROUGH for power in powers), "is at no tick")
        return True
    return False


def _named_point(text: str, here: Situation) -> bool:
    """Check a point that its number names on an axis: the number, and where its tick is drawn."""
    name = here.part.removesuffix("-name")
    tick = f"{name}-tick"
    if name == here.part or tick not in here.drawn:
        return False
    # Where the point is not yet in its place, its number counts.
    stated = number(text, here.language, counting=here.params != here.figure.params)
    slack = PLACE_TOLERANCE * here.scale
    found = [Estimate(x, slack, slack) for x in here.places(_kind_of_point(name))]
    close = [x for x in found if stated.agrees(x)]
    insist(bool(close), f'names "{stated.text}", which is none of its points')
    drawn = here.drawn_x(tick)
    insist(any(abs(drawn - x.value) <= slack for x in close), f"is drawn at {drawn:.6g}")
    return True


def _kind_of_point(name: str) -> str:
    """Return what a point is, without its plot and its number: `at` of `small-at`, `place` of `place-2`."""
    return re.sub(r"-\d+$", "", name).rpartition("-")[2]


def _check_cell(column: str, count: int, text: str, here: Situation) -> None:
    """Check a cell of the table of secants; the last row has the limits."""
    last = count > here.params.runs
    run = first_run(here) / 2 ** (count - 1)
    if column == "runs":
        require(here.number(text), 0.0 if last else run)
    elif not (last and asks_for_limit(text, here)):
        require(here.number(text), limit_of_quotients(here) if last else quotient(here, run))


def _sign(plain: str, text: str, here: Situation) -> bool:
    """Check the large sign of a derivative at the point by which it stands."""
    if plain in SIGNS and is_above_a_stretch(here):
        insist_sign(here.slope(here.label_x), SIGNS[plain])
        return True
    if not here.part.endswith("-sign") or plain not in SIGNS:
        return False
    points = [dot.x for dot in here.dots(here.part.removesuffix("-sign"))]
    if points:
        insist_sign(here.slope(points[0]), SIGNS[plain])
    else:
        expected = PANELS.get(here.part.removesuffix("-sign"))
        insist(expected == SIGNS[plain], "stands over the panel of another sign")
    return True


def _axis(plain: str, text: str, here: Situation) -> bool:
    """Check the letter of an axis, by the end of the label's name."""
    allowed = dict(_letters(here))
    for ending, letters in allowed.items():
        if here.part == ending or here.part.endswith(f"-{ending}"):
            insist(plain in letters, f'names an axis "{plain}"')
            return True
    return False


def _letters(here: Situation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the endings of the names of axis labels, with the letters that may stand there."""
    own = here.language.replacement
    names = tuple(here.params.function.names) if hasattr(here.params, "function") else ("x",)
    first = tuple(filter(None, (names[0], own(names[0]), own("x"))))
    second = names[1:2] or ("y", "y'", _value_name(here))
    second = tuple(filter(None, (*second, own(second[0]), own("y"))))
    yield "x-name", (*first, *_on_map(first, "d_1", here))
    yield "y-name", (*second, *_on_map(second, "d_2", here))
    if here.part.count("-") and not here.part.endswith("-name"):
        yield "x", first
        yield "y", second
    for number_of_it, direction in (("1", "d_1"), ("2", "d_2")):
        weight = f"w_{number_of_it}"
        yield (
            weight,
            tuple(
                filter(
                    None,
                    (
                        weight,
                        direction,
                        own(weight),
                        names[int(number_of_it) - 1] if len(names) > 1 else None,
                    ),
                )
            ),
        )


def _on_map(names: tuple[str, ...], direction: str, here: Situation) -> tuple[str, ...]:
    """Return how the letters of weights are set, as `w_1` for w1; or a direction for those of a network."""
    if getattr(here.params, "model", "none") != "none":
        return (direction,)
    return tuple(re.sub(r"([A-Za-zα-ω])(\d)$", r"\1_\2", name) for name in names)


def _value_name(here: Situation) -> str:
    return str(getattr(getattr(here.params, "function", None), "value_name", "y"))


def _curve(plain: str, text: str, here: Situation) -> bool:
    """Check the name of a curve: f where it is drawn, f′ where its slope is."""
    f = getattr(here.params, "function", None)
    if here.part == "line-name":
        insist(plain == "y=wx+b", f'names the line "{text}"')
        return True
    if f is None or here.part not in ("curve-name", "trace-name"):
        return False
    applied = "".join(f.applied.split())
    slope = applied.replace("(", "'(", 1)
    slopes = {f"y={slope}", slope, f"{f.value_name}'={slope}"}
    known = curve_names(here) if here.part == "curve-name" else slopes
    insist(plain.replace("′", "'") in known, f'names a curve "{text}"')
    return True


def _formula(plain: str, text: str, here: Situation) -> bool:
    """Check a text of a computation graph, as a product or a formula, or of a surface."""
    if here.name == "optimizers" and here.part == "formula":
        check_formula(text, here.names, here)
        return True
    if here.name != "backprop":
        return False
    if here.part == "product":
        check_product(text, here)
    elif here.part == "chain":
        check_chain(text, here)
    elif here.part == "slope-key":
        insist(plain == "×", "is no sign of a factor")
    elif here.part == "formula":
        check_formula(text, result_names(here), here)
    elif here.part == "result-name":
        check_result_name(text, here)
    elif here.part.startswith("name-"):
        check_box_name(text, int(here.part.removeprefix("name-")), here)
    else:
        return False
    return True


def _runner(plain: str, text: str, here: Situation) -> bool:
    """Check the name of a runner, which is the same in every language; and the sign of the gradient."""
    if here.name == "optimizers" and here.part.startswith(("name-", "line-")):
        expected = racers(here)[int(here.part.rpartition("-")[2]) - 1]
        insist(plain == "".join(expected.split()), f'names the runner "{text}"')
        return True
    if not here.part.startswith(("steepest-name", "angles-head")) or "∇" not in plain:
        return False
    check_gradient_name(plain, here)
    return True
