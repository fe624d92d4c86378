"""The head over a computation graph, a formula and the key of its signs; and the chain rule under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, patch, rim_of, stroke
from hillside.stage.labels import Beside, Parts, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain, wrapped
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.sheet import Box, Points, Sheet, inset
from scenes.backprop.facts import Computation
from scenes.backprop.layout.routes import box_at
from scenes.backprop.words import TIMES, bare_derivative, chain_markup, chain_title

KEY, LEAST_KEY = 36.0, 32.0
"""Type size of the key, and its minimum, in layout pixels; and in the same unit:"""
HEAD_SIZES = (50.0, KEY), (50.0, LEAST_KEY), (42.0, KEY), (38.0, LEAST_KEY)
"""type sizes of formula and key in one line, the best first,"""
LINE = 56.0
"""distance of two lines of the key,"""
ICON = 64.0
"""length of an arrow in it,"""
DISK = 17.0
"""radius of a disk in it,"""
PLATE = 54.0
"""width of a plate in it,"""
SPACE = 16.0
"""distance of a sign from its words,"""
COLUMN = 44.0
"""distance of two columns of the key, and of the key from the formula,"""
TITLE, LEAST_TITLE = 38.0, 32.0
"""type size of the words over the chain rule, and its minimum,"""
CHAIN, LEAST_CHAIN = 48.0, 34.0
"""that of the chain rule, and its minimum,"""
FOOT_GAP = 26.0
"""distance of the line over the chain rule from its words, and of these from the chain rule,"""
GRAPH_GAP = 22.0
"""and distance of the graph from what is above and below it."""


class Foot(Enum):
    """What stands under a graph, from all to nothing: what does not fit is left out."""

    WHOLE = "the chain rule with its words"
    RULE = "the chain rule alone"
    NONE = "nothing"


@dataclass(frozen=True)
class Key:
    """The arrangement of the key.

    Attributes:
        columns: its columns, each with the names of its entries, one below the other.
        widths: the widths of the columns.
        left: its left end.
        top: its upper edge.
        size: its type size.
        tallest: the height of its tallest words.
    """

    columns: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    left: float
    top: float
    size: float
    tallest: float

    @property
    def line(self) -> float:
        """The distance of two lines."""
        return max(LINE, self.tallest + 14.0)

    @property
    def first(self) -> float:
        """The middle of the first line."""
        return self.top - max(18.0, self.tallest / 2 + 1.0)

    @property
    def right(self) -> float:
        """Its right end."""
        return self.left + _length(self.widths)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.first - self.line * (max(map(len, self.columns)) - 1) - self.line / 2


@dataclass(frozen=True)
class Frame:
    """What surrounds a graph on the sheet.

    Attributes:
        room: the room of the graph.
        formula: the words of the formula.
        key: the key.
        title: the words over the chain rule, or None.
        bottom: the upper edge of the foot.
    """

    room: Box
    formula: Lettering
    key: Key
    title: Lettering | None
    bottom: float


def key_words(facts: Computation, language: Language, *, plates: bool) -> Mapping[str, str]:
    """Return the words of the key by the names of their labels."""
    say = language.say
    words = {"values": say("value, forward"), "derivatives": say("derivative, backward")}
    if plates:
        words["local-slope"] = say("local slope")
    if facts.parameters:
        words["learns"] = say("learns")
        if len(facts.parameters) < len(facts.variables):
            words["data"] = say("data")
    return words


def frame_on(
    sheet: Sheet, facts: Computation, language: Language, typeface: Typeface, foot: Foot, *, plates: bool
) -> Frame:
    """Return the arrangement of head and foot: the key beside the formula, or below it if both are long."""
    whole = sheet.inside(MEASURES.margin)
    line, key = _head(whole, facts, language, typeface, plates=plates)
    title = _title(facts, language, typeface, whole.width) if foot is Foot.WHOLE else None
    height = 0.0 if title is None else title.sizes(typeface)[0][1] + FOOT_GAP
    height += 0.0 if facts.chain is None or foot is Foot.NONE else CHAIN + FOOT_GAP
    low = min(key.bottom, whole.top - line.sizes(typeface)[0][1])
    room = inset(whole, top=whole.top - low + GRAPH_GAP, bottom=height + (GRAPH_GAP if height else 0.0))
    return Frame(room.grown(-MEASURES.legs / 2), line, key, title, whole.bottom + height)


def _head(
    whole: Box, facts: Computation, language: Language, typeface: Typeface, *, plates: bool
) -> tuple[Lettering, Key]:
    """Return the formula and the key, both as large as fits."""
    rightward = language.direction == "ltr"
    words = key_words(facts, language, plates=plates)
    tallest = max(_size(text, KEY, typeface)[1] for text in words.values())
    for size, key_size in HEAD_SIZES:
        line = formula_words(facts, language, size)
        columns = _columns(("values", "derivatives"), ("learns", "local-slope"), ("data",), among=words)
        widths = _widths(columns, words, key_size, typeface)
        if _length(widths) + COLUMN + line.sizes(typeface)[0][0] <= whole.width:
            left = whole.right - _length(widths) if rightward else whole.left
            return line, Key(columns, widths, left, whole.top, key_size, tallest)
    sizes = [formula_words(facts, language, size) for size in (MEASURES.formula, 42.0, MEASURES.small)]
    line = _fitting(sizes, whole.width, typeface)
    top = whole.top - max(line.sizes(typeface)[0][1], 46.0) - 30.0
    flat = _columns(("values",), ("derivatives",), ("learns",), ("data",), ("local-slope",), among=words)
    for columns in (
        flat,
        _columns(("values", "derivatives"), ("learns", "local-slope"), ("data",), among=words),
    ):
        for size in (KEY, LEAST_KEY):
            widths = _widths(columns, words, size, typeface)
            if _length(widths) <= whole.width:
                left = whole.left if rightward else whole.right - _length(widths)
                return line, Key(columns, widths, left, top, size, tallest)
    columns = _columns(("values", "derivatives"), ("learns", "data"), among=words)
    widths = _widths(columns, words, LEAST_KEY, typeface)
    left = whole.left if rightward else whole.right - _length(widths)
    return line, Key(columns, widths, left, top, LEAST_KEY, tallest)


def _columns(*columns: tuple[str, ...], among: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return columns of the key without the entries that it does not have."""
    kept = (tuple(name for name in column if name in among) for column in columns)
    return tuple(column for column in kept if column)


def _widths(
    columns: tuple[tuple[str, ...], ...], words: Mapping[str, str], size: float, typeface: Typeface
) -> tuple[float, ...]:
    return tuple(
        max(map(_icon, column)) + SPACE + max(_size(words[name], size, typeface)[0] for name in column)
        for column in columns
    )


def _length(widths: tuple[float, ...]) -> float:
    return sum(widths) + COLUMN * (len(widths) - 1)


def _icon(name: str) -> float:
    return {"values": ICON, "derivatives": ICON, "local-slope": PLATE}.get(name, 2 * DISK)


def _size(text: str, size: float, typeface: Typeface) -> tuple[float, float]:
    """Return the width and height of plain words."""
    return Lettering(settings=(plain(text),), size=size).sizes(typeface)[0]


def _title(facts: Computation, language: Language, typeface: Typeface, width: float) -> Lettering | None:
    """Return the words over the chain rule in the largest setting that is no wider than `width`."""
    if facts.chain is None:
        return None
    text = chain_title(facts, language)
    settings = [
        Lettering(settings=(plain(wrapped(text, lines)),), size=size, align="start")
        for lines, size in ((1, TITLE), (1, LEAST_TITLE), (2, LEAST_TITLE))
    ]
    return _fitting(settings, width, typeface)


def _fitting(candidates: Sequence[Lettering], width: float, typeface: Typeface) -> Lettering:
    """Return the first of some words that is no wider than `width`, or the last."""
    return next((each for each in candidates if each.sizes(typeface)[0][0] <= width), candidates[-1])


def formula_words(facts: Computation, language: Language, size: float) -> Lettering:
    """Return the formula of the result."""
    markup = f"{facts.result_name} = {language.formula_of(facts.function.typst())}"
    return Lettering(settings=(formula(markup),), size=size)


def head_parts(frame: Frame, sheet: Sheet, facts: Computation, language: Language, theme: Theme) -> Parts:
    """Return the formula, and the key: a sign for each kind of arrow, plate and box, with its words."""
    key, words = frame.key, key_words(facts, language, plates=True)
    rightward = language.direction == "ltr"
    parts: dict[str, Part | Beside] = {
        "formula": headline(frame.formula, sheet.inside(MEASURES.margin), language)
    }
    at = 0.0
    for column, width in zip(key.columns, key.widths, strict=True):
        icon = max(map(_icon, column))
        for row, name in enumerate(column):
            below = "local-slope" in column and len(column) == 1 and max(map(len, key.columns)) > 1
            y = key.first - key.line * (1 if below else row)
            x = key.left + at + icon / 2 if rightward else key.right - at - icon / 2
            parts.update(_sign(name, np.array([x, y]), theme))
            start = key.left + at + icon + SPACE if rightward else key.right - at - icon - SPACE
            role: Role = {"values": "curve", "derivatives": "slope", "local-slope": "faint"}.get(name, "ink")
            lettering = Lettering(settings=(plain(words[name]),), size=key.size, role=role)
            height = lettering.sizes(theme.typeface)[0][1]
            parts[name] = _line(lettering, (start, y + height / 2), rightward=rightward)
        at += width + COLUMN
    return parts


def _sign(name: str, at: Points, theme: Theme) -> Mapping[str, Part | Beside]:
    """Return the sign of an entry of the key, around a point."""
    along = np.array([[2.0 - ICON / 2, 0.0], [ICON / 2 - 2.0, 0.0]])
    if name == "values":
        return {"forward-key": arrow(at + along, theme.curve, 3.5, 18.0)}
    if name == "derivatives":
        return {"backward-key": arrow(at - along, theme.slope, 3.5, 18.0)}
    if name == "local-slope":
        plate = box_at(at, (PLATE, 40.0))
        sign = Lettering(settings=(plain(TIMES),), size=LEAST_KEY, weight="semibold", role="faint")
        half = sign.sizes(theme.typeface)[0][1] / 2
        return {
            "chip-key": stroke([rim_of(plate, 8.0)], theme.faint, MEASURES.axis),
            "slope-key": _line(sign, (plate.center[0], plate.center[1] - half), rightward=None),
        }
    ring = rim_of(box_at(at, (2 * DISK - 4, 2 * DISK - 4)), DISK)
    if name == "learns":
        return {"learns-key": patch([ring], theme.curve)}
    return {"data-key": dashed(ring, theme.ink, MEASURES.legs, 9.0, 7.0)}


def _line(words: Lettering, at: tuple[float, float], *, rightward: bool | None) -> Beside:
    """Return words that begin at a point and stand below it, or that stand above it."""
    side = "above" if rightward is None else "below right" if rightward else "below left"
    return Beside(
        lettering=words,
        by=np.array([at]),
        sides=(side,),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=9,
        own=("chip-key",) if rightward is None else (),
    )


def foot_parts(frame: Frame, sheet: Sheet, facts: Computation, language: Language, theme: Theme) -> Parts:
    """Return the chain rule for one variable under a line, with its words."""
    whole = sheet.inside(MEASURES.margin)
    if facts.chain is None or frame.bottom == whole.bottom:
        return {}
    rightward = language.direction == "ltr"
    x = whole.left if rightward else whole.right
    chain = _fitting(
        [
            Lettering(settings=(setting,), size=size)
            for size in (CHAIN, LEAST_CHAIN)
            for setting in chain_markup(facts, language)
        ]
        + [Lettering(settings=(bare_derivative(facts, language),), size=CHAIN)],
        whole.width,
        theme.typeface,
    )
    ends = np.array([[whole.left + 1.0, frame.bottom], [whole.right - 1.0, frame.bottom]])
    height = chain.sizes(theme.typeface)[0][1]
    return {
        "foot-guide": stroke([ends], theme.faint, 1.5),
        **(
            {}
            if frame.title is None
            else {"chain-title": _line(frame.title, (x, frame.bottom - FOOT_GAP), rightward=rightward)}
        ),
        "chain": _line(chain, (x, whole.bottom + height + 4.0), rightward=rightward),
    }
