"""Drawing of the hiker on the hill: the sheet, the ground, a ghost at the start, and lines of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from hillside.stage.drawing import Part, fading, filled, stroke
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import MINUS, Language
from hillside.stage.lettering.tints import tinted
from hillside.stage.lettering.typesetting import Lettering, lettering, markup_of, typeset
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, inset, within_aspect
from mathcore import Expr, Graph, derivative
from scenes.hiker.body import Walk
from scenes.hiker.body.person import ghost
from scenes.hiker.facts import Hill

UNDER_AXIS = 56.0
"""Space under the axis of the parameter, for its numerals, in layout pixels."""
FLOOR = 168.0
"""Space between that axis and the lowest ground, for numbers, dotted lines and hops, in layout pixels."""
GHOST_APART = 0.75
"""Distance between the hiker and the start from which there is a ghost, in heights of the hiker."""


def ground_box(sheet: Sheet) -> Box:
    """Return the box of the ground, from the axis of the parameter up to the lines over the picture."""
    room = inset(sheet.inside(MEASURES.margin), top=lines_height(sheet), bottom=UNDER_AXIS)
    return within_aspect(room, 0.72, 2.6)


def walk_of(plane: Plane, facts: Hill, height: float) -> Walk:
    """Return the whole walk over the drawn ground of a hiker who is `height` layout pixels tall."""
    at = plane.points(facts.stops)[:, 0]
    branches = [_increasing(branch) for branch in plane.curve(facts.ground)]
    branch = next(branch for branch in branches if branch[0, 0] - 1 <= at[0] <= branch[-1, 0] + 1)
    inside = np.clip(at, branch[0, 0], branch[-1, 0])
    first = derivative(facts.ground.f, facts.stops[0].x)
    return Walk(branch, tuple(inside.tolist()), height, -1 if first > 0 else 1)


def _increasing(branch: Points) -> Points:
    """Return the points with strictly increasing x: a steep edge has several points with the same x."""
    keep = np.concatenate([[True], np.diff(branch[:, 0]) > 1e-6])
    return branch[keep]


def verdict_label(text: str) -> Beside:
    """Return the words on what becomes of the walk, beside the hiker at its end."""
    return Beside(
        lettering=lettering(text, lines=(1, 2, 3), least=MEASURES.least_label, weight="semibold"),
        by="hiker",
        sides=("right", "left", "above right", "above left", "above"),
        gap=30,
        reach=130,
        priority=7,
    )


def ghost_part(plane: Plane, facts: Hill, walk: Walk) -> Part | None:
    """Return the hiker as he stood at the start, faintly; None while he is still there."""
    start, foot = plane.points([facts.stops[0], facts.foot])
    if abs(float(foot[0] - start[0])) < GHOST_APART * walk.height:
        return None
    return ghost(walk.at(0.0), plane.theme)


TURF = 14.0
"""Thickness of the turf under the line of the ground, in layout pixels."""
TUFTS = (0.06, 0.16, 0.27, 0.73, 0.84, 0.94)
"""Places of the tufts of grass, as shares of the width."""
BLADES = ((-7.0, 10.0), (0.0, 15.0), (7.0, 10.0))
"""The tips of the blades of a tuft from its root, and the width of a blade, in layout pixels."""
BLADE = 3.0
APART = 110.0
"""Distance of a tuft from where the hiker walks, in layout pixels."""


def ground_parts(plane: Plane, ground: Graph, walked: Points) -> dict[str, Part]:
    """Draw the soil, the turf with its grass, and the surface.

    Args:
        plane: the plane of the drawing.
        ground: the graph.
        walked: x of the stops in layout pixels, near which no grass is drawn, shape `(n,)`.
    """
    branches, theme = plane.curve(ground), plane.theme
    bottom = plane.box.bottom
    soil = [np.vstack([branch, [[branch[-1, 0], bottom], [branch[0, 0], bottom]]]) for branch in branches]
    surface = list(_within(branches, plane.box.grown(-MEASURES.curve / 2)))
    turf = [filled(_band(branch, plane.box), theme.turf) for branch in branches]
    grass = [_tuft(root, theme.ground) for root in _roots(surface, plane.box, walked)]
    parts = {
        "solid": Part.of(*(fading(shape, theme.ground_fill) for shape in soil)),
        "turf": Part(*(shape for part in (*turf, *grass) for shape in part.shapes())),
        "ground": stroke(surface, theme.ground, MEASURES.curve),
    }
    parts["solid"].backdrop = parts["turf"].backdrop = True
    return parts


def _within(branches: list[Points], box: Box) -> Iterator[Points]:
    """Yield the parts of the branches inside a box, so that round caps stay within the ground."""
    for branch in branches:
        inner = branch[(branch[:, 0] > box.left) & (branch[:, 0] < box.right)]
        ends = np.clip(branch[[0, -1], 0], box.left, box.right)
        heights = np.interp(ends, branch[:, 0], branch[:, 1])
        line = np.vstack([[ends[0], heights[0]], inner, [ends[1], heights[1]]])
        yield np.column_stack([line[:, 0], np.clip(line[:, 1], box.bottom, box.top)])


def _band(branch: Points, box: Box) -> Points:
    """Return the outline of the turf: the surface, and the same surface deeper by its thickness."""
    along: Points = np.column_stack([np.gradient(branch[:, 0]), np.gradient(branch[:, 1])])
    length: Points = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    down = np.column_stack([along[:, 1], -along[:, 0]]) / length[:, None]
    low = branch + TURF * down
    low = np.column_stack([np.clip(low[:, 0], box.left, box.right), np.maximum(low[:, 1], box.bottom)])
    return np.vstack([branch, low[::-1]])


def _roots(surface: list[Points], box: Box, walked: Points) -> Iterator[Points]:
    """Yield where grass grows: at some places of the ground, away from the walk and from the edges."""
    low, high = float(walked.min()) - APART, float(walked.max()) + APART
    for x in (box.left + share * box.width for share in TUFTS):
        for branch in surface:
            if branch[0, 0] + APART / 4 < x < branch[-1, 0] - APART / 4 and not low < x < high:
                y = float(np.interp(x, branch[:, 0], branch[:, 1]))
                if box.bottom + TURF < y < box.top - 2 * TURF:
                    yield np.array([x, y])


def _tuft(root: Points, color: str) -> Part:
    return stroke([np.array([root, root + np.array(tip)]) for tip in BLADES], color, BLADE)


LINE = 82.0
"""Height of a line, in layout pixels."""
WIDE = 1.5
"""Ratio of width to height of a sheet from which a line has room for the numbers and the step."""
GAP = 4.0
"""Space between the lines and the picture, in layout pixels."""


def lines_height(sheet: Sheet) -> float:
    """Return the space that the lines take at the top of the sheet, in layout pixels."""
    return LINE * (2 if _is_wide(sheet) else 3) + GAP


def _is_wide(sheet: Sheet) -> bool:
    return sheet.width >= WIDE * sheet.height


def walk_lines(facts: Hill, sheet: Sheet, language: Language, *, asks: bool = False) -> dict[str, Beside]:
    """Return the lines as labels with fixed places.

    On a wide sheet the function and the numbers are on the side where reading begins, and the step is on the
    other side; else the step stands below them.

    Args:
        facts: the walk.
        sheet: the sheet.
        language: the language.
        asks: whether the next step is asked for.
    """
    box, wide = sheet.inside(MEASURES.margin), _is_wide(sheet)
    rows = (0, 1) if wide else (2, 2)
    large = MEASURES.formula if wide else MEASURES.label
    lines = {"slope": _line(values_settings(facts, language), box, 1, language, size=large)}
    named = formula_settings(facts.ground.f, box.width * (0.6 if wide else 1.0), language)
    if named:
        line = _line(named, box, 0, language, size=MEASURES.name)
        lines["ground-formula"] = replace(line, priority=4, optional=True)
    if asks:
        question = (question_sum(facts, language),)
        lines["question"] = _line(question, box, rows[1], language, far=True, size=MEASURES.label)
    elif facts.hop is not None:
        said = language.say("Step {number} of {total}", number=facts.number, total=facts.count)
        lines["step-number"] = _line(
            (plain(said),), box, rows[0], language, weight="semibold", far=wide, size=MEASURES.label
        )
        lines["step-size"] = _line(
            step_settings(facts, language), box, rows[1], language, far=True, size=MEASURES.label
        )
    return lines


def formula_settings(f: Expr, width: float, language: Language) -> tuple[str, ...]:
    """Return the function with its formula as Typst markup; nothing if it is too long for a line."""
    whole = formula(f"{markup_of('f(x)', language)} = {language.formula_of(f.typst())}")
    return (whole,) if typeset(whole, MEASURES.name).width <= width else ()


def values_settings(facts: Hill, language: Language) -> tuple[str, ...]:
    """Return x, f(x) and f′(x) under the hiker, with as many digits at every moment of a step."""
    rests = facts.step == facts.reached
    values = (facts.foot.x, facts.foot.y, facts.slope)
    x, y, slope = (
        quoted(language.numeral(value) if rests or value == 0 else language.counting(value, abs(value)))
        for value in values
    )
    letter, applied = markup_of("x", language), markup_of("f(x)", language)
    derived = f"{markup_of('f', language)}'({letter})"
    height = f"{applied} = {y}"
    slope = tinted("slope", f"{derived} = {slope}")
    return (
        formula(f"{letter} = {x} quad {height} quad {slope}"),
        formula(f"{letter} = {x} quad {slope}"),
        formula(slope),
    )


def step_settings(facts: Hill, language: Language) -> tuple[str, ...]:
    """Return the step as rate times slope, such as `step length = 0.25 · 0.536 = 0.134`, as Typst markup."""
    hop = facts.hop
    if hop is None:
        return ()
    rate, slope = (quoted(language.numeral(term)) for term in hop.terms)
    sign = "=" if hop.sign == "=" else "approx"
    length = quoted(language.numeral(hop.result))
    value = f"{rate} dot.c {tinted('slope', slope)} {sign} {length}"
    words = language.say("step length"), language.say("step")
    return tuple(formula(f"{quoted(word)} = {value}") for word in words)


def question_sum(facts: Hill, language: Language) -> str:
    """Return the next step without its result, such as `0.4 - 0.25 · (-0.536) = ?`, as Typst markup."""
    x, rate, slope = (language.numeral(each) for each in (facts.foot.x, facts.rate, facts.slope))
    factor = f"({slope})" if slope.startswith(MINUS) else slope
    product = f"{quoted(rate)} dot.c {tinted('slope', quoted(factor))}"
    return formula(f"{quoted(x)} {MINUS} {product} = {quoted('?')}")


def _line(
    settings: tuple[str, ...],
    box: Box,
    row: int,
    language: Language,
    *,
    far: bool = False,
    weight: str = "medium",
    size: float = MEASURES.formula,
) -> Beside:
    """Return a line at a fixed place: in a row from the top, where reading begins or on the `far` side."""
    at_left = (language.direction == "ltr") != far
    words = Lettering(settings=settings, size=size, least=MEASURES.least_label, weight=weight, role="ink")
    corner = np.array([[box.left if at_left else box.right, box.top - row * LINE]])
    side = "below right" if at_left else "below left"
    return Beside(lettering=words, by=corner, sides=(side,), gap=0.0, reach=0.0, strict=True, priority=10)
