"""The five stages of the training loop with the numbers of one iteration."""

from __future__ import annotations

from collections.abc import Iterator

from hillside.stage.box import Box
from hillside.stage.labels import Beside
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import formula, plain, quoted
from hillside.stage.lettering.typeface import Typeface
from scenes.training.loop import PADDING, Loop, fitted, in_cell
from scenes.training.training_run import Iteration

STAGES = ("predict", "error", "derivative", "update", "repeat")
SHARES = (1.0, 1.0, 1.35, 1.65, 0.8)
"""How wide the stages are when they stand side by side."""
TITLE = 36.0
NUMBER = 34.0
LEAST = 30.0
LINE = 60.0
"""Layout pixels from one line in a stage to the next."""
TITLE_ROOM = 0.22
"""The share of a stage's width that its title takes when the numbers stand beside it."""

Row = tuple[str, str, tuple[str, ...], str]
"""A number: its stage, its name, ways to set it, and the role of its color."""


def stage_labels(
    loop: Loop, iteration: Iteration, rate: float, language: Language, typeface: Typeface
) -> dict[str, Beside]:
    """Return the title and the numbers of each stage; the numbers keep their places while they change."""
    found: dict[str, Beside] = {}
    rows = list(_rows(iteration, rate, language))
    for stage, cell in zip(STAGES, loop.cells, strict=True):
        title = Lettering(
            settings=(plain(_title(stage, language)),), size=TITLE, least=LEAST, weight="semibold"
        )
        numbers = [row for row in rows if row[0] == stage]
        room = _title_room(loop, cell)
        found[stage] = in_cell(cell, fitted(title, room, typeface), language, down=_title_down(loop, cell))
        for place, (_, name, ways, role) in enumerate(numbers):
            words = Lettering(settings=ways, size=NUMBER, least=LEAST, role=role)
            along, down, room = _place(loop, cell, place, len(numbers))
            found[name] = in_cell(cell, fitted(words, room, typeface), language, along=along, down=down)
    return found


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


def _rows(iteration: Iteration, rate: float, language: Language) -> Iterator[Row]:
    now, number = iteration, language.numeral
    yield "predict", "w", (_equation("w", number(now.weight)),), "curve"
    yield "predict", "b", (_equation("b", number(now.intercept)),), "curve"
    yield "error", "E", (_equation("E", number(now.error)),), "legs"
    yield "derivative", "dw", (_equation(_partial("w"), number(now.weight_derivative)),), "slope"
    yield "derivative", "db", (_equation(_partial("b"), number(now.intercept_derivative)),), "slope"
    for name, value in (("w", now.next_weight), ("b", now.next_intercept)):
        whole = _equation(f"{name} - {quoted(number(rate))} dot {_partial(name)}", number(value))
        yield "update", f"new-{name}", (whole, formula(f"{name} -> {quoted(number(value))}")), "curve"
    step = language.say("step {number}", number=str(now.number))
    yield "repeat", "step", (plain(step),), "ink"


def _equation(left: str, value: str) -> str:
    return formula(f"{left} = {quoted(value)}")


def _partial(name: str) -> str:
    return rf"partial E \/ partial {name}"


def _title_down(loop: Loop, cell: Box) -> float:
    return PADDING if loop.across else (cell.height - 0.72 * TITLE) / 2


def _title_room(loop: Loop, cell: Box) -> float:
    return cell.width - 2 * PADDING if loop.across else TITLE_ROOM * cell.width - PADDING


def _place(loop: Loop, cell: Box, place: int, count: int) -> tuple[float, float, float]:
    """How far along and down in its box a number stands, under the title or beside it, and its width."""
    if loop.across:
        return 0.0, PADDING + LINE * (place + 1), cell.width - 2 * PADDING
    along = TITLE_ROOM * cell.width
    room = cell.width - along - 2 * PADDING
    top = (cell.height - 0.72 * NUMBER) / 2
    if cell.height >= 2.1 * LINE:
        return along, top + LINE * (place - (count - 1) / 2), room
    half = (room - PADDING) / 2
    return along + place * (half + PADDING), top, half
