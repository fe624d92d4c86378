"""The training loop as a diagram: five stages in boxes, arrows between them, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hillside.stage.drawing import Part, arrow, patch, rim_of
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.sheet import Box, Points, columns
from scenes.training.facts import Facts

STAGES = ("predict", "error", "derivative", "update", "repeat")
SHARES = (1.0, 1.0, 1.3, 1.55, 0.95)
"""Widths of the stages side by side, as shares."""
GUTTER = 44.0
"""Space between two boxes for the arrow between them, in layout pixels,"""
ROW_GUTTER = 30.0
"""and between two stacked ones."""
RETURN_DISTANCE = 40.0
"""Distance of the arrow back to the first box from the others, in layout pixels."""
PADDING = 20.0
"""Distance between the edge of a box and its words, in layout pixels."""
HEAD = 18.0
"""Length of an arrowhead in layout pixels."""
CORNER_RADIUS = 14.0
"""Radius of the corners of a box in layout pixels."""
FRAME_WIDTH = 8.0
"""What the box of the present stage is larger than the others, and the distance of arrows from boxes."""
TITLE, NUMBER, LEAST = 38.0, 36.0, 30.0
"""Type sizes of a title and of a number, and the minimum for both, in layout pixels."""
CAP_HEIGHT = 0.72
"""Height of a capital letter, as a share of the type size."""
LINE = 46.0
"""Distance between lines in a box, in layout pixels."""
UNDER_TITLE = 17.0
"""Distance of the first number from the title above it, in layout pixels."""
LEAST_LINE = 38.0
"""Minimum distance of lines in a box where the stages are rows, in layout pixels."""
TITLE_SHARE = 0.22
"""Share of a box's width for its title when the numbers stand beside it."""


@dataclass(frozen=True)
class Loop:
    """The layout of a loop.

    Attributes:
        cells: the boxes, in the order of the loop.
        across: whether it runs from left to right, rather than from top to bottom.
    """

    cells: tuple[Box, ...]
    across: bool


def loop_in(box: Box, *, across: bool) -> Loop:
    """Return a loop that fills a box, with space for the arrow back below it or right of it."""
    box = box.grown(-FRAME_WIDTH / 2)
    if across:
        room = Box(box.left, box.bottom + RETURN_DISTANCE, box.right, box.top)
        return Loop(columns(room, SHARES, GUTTER), across)
    count = len(SHARES)
    side = (box.height - (count - 1) * ROW_GUTTER) / count
    tops = [box.top - number * (side + ROW_GUTTER) for number in range(count)]
    return Loop(tuple(Box(box.left, top - side, box.right - RETURN_DISTANCE, top) for top in tops), across)


def loop_parts(loop: Loop, theme: Theme) -> dict[str, Part]:
    """Return the boxes, filled and quiet, and the arrows between them."""
    onward = [_onward(loop, number) for number in range(len(loop.cells) - 1)]
    return {
        "loop-boxes": Part.of(*(patch([rim_of(cell, CORNER_RADIUS)], theme.band) for cell in loop.cells)),
        "loop": Part.of(*(arrow(path, theme.faint, MEASURES.legs, HEAD) for path in [*onward, _back(loop)])),
    }


def present_part(loop: Loop, number: int, theme: Theme) -> Part:
    """Draw the box of the present stage, filled with the color of the slope."""
    return patch([rim_of(loop.cells[number].grown(FRAME_WIDTH / 2), CORNER_RADIUS)], theme.slope)


def _onward(loop: Loop, number: int) -> Points:
    """Return the path of the arrow from a box to the next, in layout pixels."""
    here, there = loop.cells[number], loop.cells[number + 1]
    gap = FRAME_WIDTH
    if loop.across:
        return np.array([[here.right + gap, here.center[1]], [there.left - gap, there.center[1]]])
    return np.array([[here.center[0], here.bottom - gap], [there.center[0], there.top + gap]])


def _back(loop: Loop) -> Points:
    """Return the path of the arrow from the last box around the others to the first, in layout pixels."""
    first, last = loop.cells[0], loop.cells[-1]
    if loop.across:
        low = first.bottom - RETURN_DISTANCE
        (start, _), (end, _) = last.center, first.center
        return np.array(
            [[start, last.bottom - FRAME_WIDTH], [start, low], [end, low], [end, first.bottom - FRAME_WIDTH]]
        )
    right = first.right + RETURN_DISTANCE
    (_, start), (_, end) = last.center, first.center
    return np.array(
        [[last.right + FRAME_WIDTH, start], [right, start], [right, end], [first.right + FRAME_WIDTH, end]]
    )


@dataclass(frozen=True)
class Number:
    """A number in a stage: the name of its label, its settings as Typst markup, and the role of its color."""

    stage: str
    name: str
    settings: tuple[str, ...]
    role: Role


def stage_labels(
    loop: Loop, numbers: Sequence[Number], present: str, language: Language, typeface: Typeface
) -> dict[str, Beside]:
    """Return the title and the numbers of each stage; the numbers keep their positions while they change.

    Args:
        loop: the layout of the loop.
        numbers: the numbers; those of a stage have one size of type.
        present: the present stage, whose box is filled.
        language: the language.
        typeface: the fonts.
    """
    labels: dict[str, Beside] = {}
    for order, (stage, cell) in enumerate(zip(STAGES, loop.cells, strict=True), 1):
        title = Lettering(
            settings=(plain(f"{order} {_title(stage, language)}"), plain(_title(stage, language))),
            size=TITLE,
            least=LEAST,
            weight="semibold",
        )
        own = [number for number in numbers if number.stage == stage]
        letterings = [
            Lettering(settings=each.settings, size=NUMBER, least=LEAST, role=each.role) for each in own
        ]
        width, down = _title_room(loop, cell)
        heading = _fitted(title, width, typeface)
        rooms, fitted = _arranged(loop, cell, letterings, typeface, heading.sizes(typeface)[0][1])
        lines = [(stage, heading, 0.0, down)]
        lines += [
            (each.name, words, along, down)
            for each, words, (along, down, _) in zip(own, fitted, rooms, strict=True)
        ]
        for name, words, along, below in lines:
            at_present = stage == present
            shown = replace(words, role="paper") if at_present else words
            label = _label_in(cell, shown, language, along=along, down=below)
            ground: Role = "slope" if at_present else "band"
            labels[name] = replace(label, plate=True, plate_role=ground, optional=words.role == "faint")
    return labels


def _title(stage: str, language: Language) -> str:
    match stage:
        case "predict":
            return language.say("Predict")
        case "error":
            return language.say("Error")
        case "derivative":
            return language.say("Derivative")
        case "update":
            return language.say("Update")
        case _:
            return language.say("Repeat")


def line_numbers(facts: Facts, language: Language) -> Iterator[Number]:
    """Yield the numbers of an iteration of a line: weight and intercept, their derivatives and updates."""
    now, number = facts.iteration, language.numeral
    yield Number("predict", "w", (_equation("w", number(now.weight)),), "curve")
    yield Number("predict", "b", (_equation("b", number(now.intercept)),), "curve")
    yield Number("error", "E", (_equation("E", number(now.error)),), "legs")
    yield Number("error", "miss", (plain(language.say("typical miss {miss}", miss=facts.miss)),), "faint")
    yield Number("derivative", "dw", (_equation(_partial("w"), number(now.weight_derivative)),), "ink")
    yield Number("derivative", "db", (_equation(_partial("b"), number(now.intercept_derivative)),), "ink")
    for name, value in (("w", now.next_weight), ("b", now.next_intercept)):
        yield Number("update", f"new-{name}", (formula(f"{name} arrow.r {quoted(number(value))}"),), "curve")
    yield Number("update", "rate", (rate_words(facts.rate, language),), "faint")
    step = language.say("step {number}", number=str(now.number))
    yield Number("repeat", "step", (plain(step),), "ink")


def rate_words(rate: float, language: Language) -> str:
    """Return Typst markup of what each parameter takes off: the learning rate times its slope."""
    return plain(language.say("− {rate} · slope", rate=rate))


def _equation(left: str, value: str) -> str:
    return formula(f"{left} = {quoted(value)}")


def _partial(name: str) -> str:
    return rf"partial E \/ partial {name}"


def _title_room(loop: Loop, cell: Box) -> tuple[float, float]:
    """Return the width available to a title in its box, and its distance from the upper edge."""
    if loop.across:
        return cell.width - 2 * PADDING, PADDING
    return TITLE_SHARE * cell.width - PADDING, (cell.height - CAP_HEIGHT * TITLE) / 2


def _number_room(loop: Loop, cell: Box, k: int, count: int, head: float) -> tuple[float, float, float]:
    """Return the position of number `k` of `count` along and down its box, and the width available to it.

    It stands below the title, which is `head` high, or beside it where the stages are rows.
    """
    if loop.across:
        return 0.0, PADDING + head + UNDER_TITLE + LINE * k, cell.width - 2 * PADDING
    along = TITLE_SHARE * cell.width
    room = cell.width - along - 2 * PADDING
    top = (cell.height - CAP_HEIGHT * NUMBER) / 2
    line = min(LINE, (cell.height - PADDING) / count)
    if line >= LEAST_LINE:
        return along, top + line * (k - (count - 1) / 2), room
    shares = (0.36, 0.36, 0.28) if count == 3 else (1 / count,) * count
    free = room - (count - 1) * PADDING
    return along + sum(shares[:k]) * free + k * PADDING, top, shares[k] * free


def _label_in(cell: Box, words: Lettering, language: Language, *, down: float, along: float = 0.0) -> Beside:
    """Return words in a box, `down` pixels below its upper edge and `along` from where reading begins."""
    rightward = language.direction == "ltr"
    x = cell.left + PADDING + along if rightward else cell.right - PADDING - along
    return Beside(
        lettering=words,
        by=np.array([[x, cell.top - down]]),
        sides=("below right",) if rightward else ("below left",),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=10,
    )


def _arranged(
    loop: Loop, cell: Box, several: Sequence[Lettering], typeface: Typeface, head: float
) -> tuple[list[tuple[float, float, float]], list[Lettering]]:
    """Return the rooms of the numbers of a stage, and the numbers as they are set there.

    Where not all fit, those that are not faint have the rooms that they would have without the faint ones.
    """
    rooms = [_number_room(loop, cell, k, len(several), head) for k in range(len(several))]
    fitted = _fitted_alike(several, [room for _, _, room in rooms], typeface)
    main = [each for each in several if each.role != "faint"]
    if len(main) < len(several) and not _fit(fitted, rooms, typeface):
        ample = [_number_room(loop, cell, k, len(main), head) for k in range(len(main))]
        alone = _fitted_alike(main, [room for _, _, room in ample], typeface)
        return [*ample, *rooms[len(main) :]], [*alone, *fitted[len(main) :]]
    return rooms, fitted


def _fit(
    several: Sequence[Lettering], rooms: Sequence[tuple[float, float, float]], typeface: Typeface
) -> bool:
    return all(
        words.outline(0, typeface).width <= room for words, (_, _, room) in zip(several, rooms, strict=True)
    )


def _fitted_alike(
    several: Sequence[Lettering], widths: Sequence[float], typeface: Typeface
) -> list[Lettering]:
    """Return words in the first size, and all in one setting, in which none is wider than its room."""
    candidates = [
        [
            replace(each, settings=(each.settings[min(k, len(each.settings) - 1)],), size=size, least=None)
            for each in several
        ]
        for k in range(max((len(each.settings) for each in several), default=1))
        for size in (NUMBER, LEAST)
    ]
    return next(
        (
            each
            for each in candidates
            if all(
                words.outline(0, typeface).width <= width for words, width in zip(each, widths, strict=True)
            )
        ),
        candidates[-1],
    )


def _fitted(words: Lettering, width: float, typeface: Typeface) -> Lettering:
    """Return words in the first setting and size that is no wider than `width`, or in the last.

    The solver would find it too, but only by trying all combinations of the settings of all labels.

    >>> from hillside.stage.lettering.typeface import TYPEFACE
    >>> from hillside.stage.lettering.typst_markup import plain
    >>> _fitted(Lettering(settings=(plain("a long one"), plain("short"))), 120.0, TYPEFACE).settings
    ('#text("short")',)
    """
    sizes = [words.size] if words.least is None else [words.size, words.least]
    candidates = [
        replace(words, settings=(setting,), size=size, least=None)
        for setting in words.settings
        for size in sizes
    ]
    return next((each for each in candidates if each.outline(0, typeface).width <= width), candidates[-1])
