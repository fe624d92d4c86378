"""What is said of a landscape of error: the way down with its errors, the names of places, the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from hillside.check.hearing import own_descents
from hillside.check.hearing.claim import Claim, all_of
from hillside.check.hearing.own_derivatives import Estimate, Values
from hillside.check.hearing.situation import Fields, Situation, insist, view_in
from hillside.check.hearing.stated_values import UnheardError, number, stripped
from hillside.stage.sheet import Flags


def way(here: Situation) -> tuple[Values, bool]:
    """Return the heights along our own descent as far as it is on the map, and whether it leaves it.

    Raises:
        UnheardError: if the error is that of a network.
    """
    p = here.params
    if p.model != "none":
        raise UnheardError("the error is that of a trained network")
    run = own_descents.run(
        here.f, (float(p.start), float(p.start_y)), "gradient descent", float(p.rate), p.steps, here.scale, 0
    )
    view = view_in(here.figure.view)
    x, y = run.points.T
    outside = (x < view.x.low) | (x > view.x.high) | (y < view.y.low) | (y > view.y.high)
    count = int(np.argmax(outside)) if outside.any() else len(x)
    return run.values[:count], bool(outside.any())


def _height(value: float) -> Estimate:
    return Estimate(value, 1e-6 * abs(value), 1e-12)


def first_error(said: Fields) -> None:
    """Check the error at the start."""
    said.holds("first", _height(float(way(said.here)[0][0])))


def leads_down(said: Fields) -> None:
    """Check the steps on the map, and the errors at both ends."""
    heights, _ = way(said.here)
    insist(said.count("steps") == len(heights) - 1, f"is said of a way of {len(heights) - 1} steps")
    said.holds("first", _height(float(heights[0])))
    said.holds("last", _height(float(heights[-1])))
    insist(heights[-1] < heights[0], "is said of a way that does not lead down")


def leads_off(said: Fields) -> None:
    """Check that the way leaves the map, and the errors at both ends."""
    heights, leaves = way(said.here)
    insist(leaves, "is said of a way that stays on the map")
    said.holds("first", _height(float(heights[0])))
    said.holds("last", _height(float(heights[-1])))


def no_further(said: Fields) -> None:
    """Check the error at the marked point, and that the way ends no lower than it began."""
    heights, _ = way(said.here)
    said.holds("error", _height(float(heights[-1])))
    insist(heights[-1] >= heights[0], "is said of a way that leads down")


def _holds_in_its_decimals(said: Fields, name: str, true: float) -> None:
    """Check a number that keeps its decimals while it changes: it claims no more than they do."""
    written = stripped(said.text(name))
    mantissa, _, power = written.partition(" ")
    decimals = len(re.split("[.,]", mantissa)[1]) if re.search("[.,]", mantissa) else 0
    half = 0.5 * 10.0**-decimals
    if power:
        said.holds(name, Estimate(true, 0.06 * abs(true)))
        return
    off = abs(number(written, said.here.language).value - true)
    insist(off <= half * (1 + 1e-6) + 1e-9 * abs(true), f'tells "{written}", but it is {true:.6g}')


def error_shown(said: Fields) -> None:
    """Check the error of a way without a step, or that is level."""
    heights, _ = way(said.here)
    said.holds("error", _height(float(heights[0])))
    insist(len(heights) == 1 or heights[0] == heights[-1], "is said of a way with two errors")


def errors_shown(said: Fields) -> None:
    """Check the error at the start, and at the end of the way or at its start."""
    heights, _ = way(said.here)
    _holds_in_its_decimals(said, "first", float(heights[0]))
    progress = float(said.here.params.progress)
    if progress in (0.0, 1.0):
        _holds_in_its_decimals(said, "last", float(heights[-1 if progress else 0]))


def steps_shown(*, down: bool = False, off: bool = False) -> Claim:
    """Return the claim that so many steps are taken, downhill, or off the map."""

    def claim(said: Fields) -> None:
        heights, leaves = way(said.here)
        if float(said.here.params.progress) == 1.0:
            insist(said.count("steps") == len(heights) - 1, f"is said of {len(heights) - 1} steps")
        insist(not down or heights[-1] < heights[0], "is said of a way that does not lead down")
        insist(not off or leaves, "is said of a way that stays on the map")

    return claim


GRID = 161
"""Number of samples across and up among which the place of a dot on the surface is sought."""
NEAR = 9.0
"""Distance from a dot within which a sample may be its place, in layout pixels."""


def place_is(word: str) -> Claim:
    """Return the claim that a dot on the surface is at a place that a word is true of."""

    def claim(said: Fields) -> None:
        here = said.here
        if here.name != "landscape":
            return
        kind = here.part.removeprefix("surface-").removesuffix("-name")
        near, x, y, values = _ground_at(here, kind)
        insist(bool(near.any()), f"is not where its dot is: {word}")
        known = values[np.isfinite(values)]
        margin = 0.004 * float(np.ptp(np.quantile(known, (0.02, 0.98))))
        if word == "lowest point":
            insist(float(values[near].min()) <= float(known.min()) + margin, "is said where it is not lowest")
        elif word == "plain":
            up, across = np.gradient(values, y[1] - y[0], x[1] - x[0])
            slope = np.hypot(up, across)
            steepest = float(np.nanquantile(slope, 0.99))
            insist(_is_level(slope, near, 0.1 * steepest), "is said of ground that is not level")
        else:
            sign = 1.0 if word == "hill" else -1.0
            insist(_has_turn(sign * values, near), f"is said where there is no {word}")

    return claim


def _ground_at(here: Situation, kind: str) -> tuple[Flags, Values, Values, Values]:
    """Return which samples may be under the dot of a place, the coordinates, and the values."""
    view = view_in(here.figure.view)
    x, y = (np.linspace(side.low, side.high, GRID) for side in (view.x, view.y))
    across, up = np.meshgrid(x, y)
    with np.errstate(all="ignore"):
        values = np.asarray(here.f(across, up), dtype=float) * np.ones_like(across)
    dot = here.drawn[f"surface-{kind}"]
    shapes = dot.shapes() or here.drawn["surface-place"].shapes()
    points = np.vstack([np.asarray(shape.points)[:, :2] for shape in shapes])
    center = (points.min(axis=0) + points.max(axis=0)) / 2
    figure: Any = here.figure
    seen: Values = figure.on_surface(np.column_stack([across.ravel(), up.ravel()]), here.params)
    near = np.hypot(*(seen - center).T).reshape(values.shape) < max(NEAR, 0.014 * np.ptp(seen[:, 0]))
    return near & np.isfinite(values), x, y, values


def _is_level(slope: Values, near: Flags, most: float) -> bool:
    """Return whether around one of some samples there is no steeper slope than `most`."""
    rows, columns = np.nonzero(near)
    return any(
        float(np.nanmax(slope[max(row - 8, 0) : row + 9, max(column - 8, 0) : column + 9])) <= most
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    )


def _has_turn(values: Values, near: Flags) -> bool:
    """Return whether one of some samples is a highest one among those around it."""
    rows, columns = np.nonzero(near)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        around = values[max(row - 3, 0) : row + 4, max(column - 3, 0) : column + 4]
        if values[row, column] >= np.nanmax(around):
            return True
    return False


def check_level(text: str, here: Situation) -> bool:
    """Check the number of a level line, in the key or on its line; return whether the label is one."""
    if not re.fullmatch(r"(level|value)-\d+|level-value", here.part) or "contours" not in here.drawn:
        return False
    if getattr(here.params, "model", "none") != "none":
        return True
    stated = number(text, here.language)
    lines = [shape for name in ("contours", "level-line") for shape in _shapes(here, name)]
    plane = here.plane_of("contours")
    if here.part.startswith("value-"):
        lines = lines and [min(lines, key=lambda line: _distance(line, here))]
    for shape in lines:
        x, y = plane.to_data(np.asarray(shape.points)[::4, :2]).T
        with np.errstate(all="ignore"):
            middle = float(np.nanmedian(np.asarray(here.f(x, y), dtype=float)))
        if stated.agrees(Estimate(middle, 1e-4 * abs(middle) + 1e-9)):
            return True
    insist(stated.value == 0 and bool(lines), f'tells "{text}", which is the level of no line')
    return True


def _distance(line: Any, here: Situation) -> float:
    """Return the distance in layout pixels of a line from the middle of the label."""
    points = np.asarray(line.points)[:, :2]
    return float(np.hypot(*(points - here.figure.layout.placed[here.part].box.center).T).min())


def _shapes(here: Situation, name: str) -> list[Any]:
    return here.drawn[name].shapes() if name in here.drawn else []


def model(*names: str) -> Claim:
    """Return the claim that the error is of one of these kinds."""
    return lambda said: insist(said.here.params.model in names, "is said of another kind of error")


def weights(said: Fields) -> None:
    """Check the number of weights: two inputs and a bias for each of 8 neurons, and their 8 and 1 more."""
    insist(said.count("count") == 8 * (2 + 1) + 8 + 1, "counts other weights than the network has")


LANDSCAPES: Mapping[str, Claim] = MappingProxyType(
    {
        "error {first} → {last}": errors_shown,
        "steps downhill: {steps}": steps_shown(down=True),
        "steps: {steps}": steps_shown(),
        "steps: {steps}, then off the map": steps_shown(off=True),
        "hill": place_is("hill"),
        "lowest point": place_is("lowest point"),
        "plain": place_is("plain"),
        "Training starts somewhere: here the error is {first}.": first_error,
        "In {steps} steps the way leads down from error {first} to {last}.": leads_down,
        "The way begins at error {first} and leads off the map at {last}.": leads_off,
        "At the marked point the error is {error}, and the way leads no further down.": no_further,
        "The error over two weights as a shaded surface, and beside it as a contour map.": model("none"),
        "A slice through the error of a trained network as a shaded surface, and as a contour map.": model(
            "path", "filters"
        ),
        "Give each pair of weights its error as a height: a landscape of hills, valleys and plains.": model(
            "none"
        ),
        "This is the error of a real network over two random directions through its weights.": model(
            "filters"
        ),
        "This is the error of a real network over the plane that holds {percent}% of its training.": model(
            "path"
        ),
        "The marked point is the trained network, with error {error}.": model("filters"),
        "Step by step it goes the steepest way down.": model("none"),
        "Training moves through {count} weights: this is the shadow of its path on the plane.": all_of(
            model("path"), weights
        ),
        (
            "The network has {count} weights, each a direction of its own: the map shows only 2 directions."
        ): all_of(model("path", "filters"), weights),
        "2 of {count} directions": all_of(model("path", "filters"), weights),
        "{count} weights": all_of(model("path", "filters"), weights),
        "hold {percent}% of the way": model("path"),
        "chosen at random": model("filters"),
    }
)
"""What each message about a landscape claims."""
