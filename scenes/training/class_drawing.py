"""Drawing of the training on two classes: field, network, error and loop, with headings over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from hillside.stage.axes import axes_of
from hillside.stage.drawing import Part, dashed, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Sheet, columns, inset
from scenes.shared.samples.line_fit import Views
from scenes.training.classes import ClassFacts, ClassRun
from scenes.training.drawing import named_axes
from scenes.training.field import field_parts, ring
from scenes.training.loop import STAGES as STAGES_OF_LOOP
from scenes.training.loop import Loop, Number, loop_in, loop_parts, present_part, rate_words, stage_labels
from scenes.training.neurons import network_parts

WIDE, TALL = 1.5, 0.8
"""Aspects: above the first, three drawings stand side by side; below the second, the field stands alone."""
HEADING, LEAST_HEADING = 40.0, 32.0
"""Type size of a heading, and its minimum, in layout pixels; and in the same unit:"""
HEAD = 74.0
"""height of a heading,"""
KEY = 64.0
"""height of the key of the weights,"""
ACROSS_HEIGHT, ROWS_HEIGHT, TALL_HEIGHT = 262.0, 420.0, 600.0
"""height of the loop on a wide, a square and a tall sheet,"""
GUTTER = 36.0
"""and space between the drawings and the loop."""


@dataclass(frozen=True)
class ClassLayout:
    """The boxes of the field, the network and the error, with their headings, and the layout of the loop."""

    field: Box
    network: Box
    error: Box
    loop: Loop

    @property
    def room(self) -> Box:
        """The room of field, network and error."""
        boxes = (self.field, self.network, self.error)
        return Box.around([side for box in boxes for side in ((box.left, box.bottom), (box.right, box.top))])


def class_layout(sheet: Sheet) -> ClassLayout:
    """Return the drawings above the loop, side by side, or the field above network and error."""
    room = sheet.inside(MEASURES.margin)
    aspect = room.width / room.height
    height = ACROSS_HEIGHT if aspect >= WIDE else ROWS_HEIGHT if aspect >= TALL else TALL_HEIGHT
    loop = loop_in(Box(room.left, room.bottom, room.right, room.bottom + height), across=aspect >= WIDE)
    over = inset(room, bottom=height + GUTTER)
    if aspect >= WIDE:
        field, network, error = columns(over, (1.5, 0.95, 0.95), 2 * GUTTER)
        return ClassLayout(field, network, error, loop)
    if aspect >= TALL:
        field, network, error = columns(over, (1.25, 0.85, 0.9), GUTTER)
        return ClassLayout(field, network, error, loop)
    middle = over.bottom + 0.4 * over.height
    network, error = columns(Box(over.left, over.bottom, over.right, middle - GUTTER), (1.0, 1.0), 2 * GUTTER)
    return ClassLayout(inset(over, bottom=middle - over.bottom), network, error, loop)


def plot_in(box: Box) -> Box:
    """Return the box of a plot, with space for its heading, its ticks and the names of its axes."""
    return inset(box, left=112, right=26, top=HEAD + 46, bottom=86)


def planes(layout: ClassLayout, views: Views, theme: Theme) -> tuple[Plane, Plane]:
    """Return the planes of the field and of the error."""
    return Plane(views.data, plot_in(layout.field), theme), Plane(views.error, plot_in(layout.error), theme)


def class_parts(
    layout: ClassLayout, views: Views, run: ClassRun, facts: ClassFacts, language: Language, theme: Theme
) -> Parts:
    """Return all parts of the picture, back to front."""
    field, error = planes(layout, views, theme)
    axes, error_axes = axes_of(field, beside=True), axes_of(error, beside=True)
    network = inset(layout.network, top=HEAD + 20, bottom=KEY + 16)
    return {
        **field_parts(field, run, facts),
        **axes.drawn(),
        **named_axes(axes, formula("x_1"), formula("x_2"), language, layout.room, over=False),
        **network_parts(network, facts, theme),
        **_key(layout.network, language, theme),
        **{f"error-{name}": part for name, part in error_axes.drawn().items()},
        **_error_curve(error, facts, language, layout.error),
        **{
            f"error-{name}": label
            for name, label in named_axes(
                error_axes, plain(language.say("step")), plain(language.say("error")), language, layout.room
            ).items()
        },
        **_headings(layout, run, facts, language, theme),
        **loop_parts(layout.loop, theme),
        "present": present_part(layout.loop, STAGES_OF_LOOP.index(facts.stage), theme),
        **stage_labels(
            layout.loop, list(class_numbers(run, facts, language)), facts.stage, language, theme.typeface
        ),
    }


def scale_of(layout: ClassLayout, views: Views, theme: Theme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of ticks and numerals of the field, and of the error."""
    field, error = (axes_of(plane, beside=True).scale() for plane in planes(layout, views, theme))
    return field, tuple(f"error-{name}" for name in error)


def _error_curve(plane: Plane, facts: ClassFacts, language: Language, within: Box) -> Parts:
    """Return the error since the start, dashed that to come, and the present one with its step."""
    parts: dict[str, Part | Beside] = {}
    if facts.future is not None:
        points = plane.points(facts.future.points)
        parts["future-guide"] = dashed(points, plane.theme.faint, MEASURES.axis, 12.0, 9.0)
    if facts.trace is not None:
        parts["trace"] = plane.draw(facts.trace, "legs")
        parts["trace"].grows = False
    parts["now"] = plane.draw(facts.now, "legs")
    step = language.say("step {number}", number=str(facts.iteration.number))
    parts["step-name"] = Beside(
        lettering=Lettering(settings=(plain(step),), size=MEASURES.name, least=MEASURES.small, role="legs"),
        by="now",
        sides=("above right", "right", "above", "above left", "below"),
        own=("trace", "future-guide"),
        reach=90,
        within=within,
        leader=True,
        priority=2,
        optional=True,
    )
    return parts


def _headings(
    layout: ClassLayout, run: ClassRun, facts: ClassFacts, language: Language, theme: Theme
) -> Parts:
    """Return a heading over each drawing: points in their class, parameters, and the error."""
    say = language.say
    right = say("{right} of {count} right", right=str(facts.right), count=str(facts.count))
    heading = _heading(layout.field, plain(right), language, theme)
    parts: dict[str, Part | Beside] = {
        "right": heading,
        "parameters": _heading(
            layout.network, plain(say("{count} parameters", count=str(run.count))), language, theme
        ),
        "error-now": _heading(
            layout.error,
            plain(say("error {error}", error=float(facts.iteration.error))),
            language,
            theme,
            "legs",
        ),
    }
    parts.update(_wrong_heading(layout.field, heading, facts, language, theme))
    return parts


def _wrong_heading(
    box: Box, before: Beside, facts: ClassFacts, language: Language, theme: Theme
) -> Mapping[str, Part | Beside]:
    """Return the number of points in the wrong class after the heading, with their ring, if there is room."""
    text = plain(language.say("{count} wrong", count=str(len(facts.wrong))))
    words = Lettering(settings=(text,), size=before.lettering.size - 2, role="slope")
    (width, height), taken = words.sizes(theme.typeface)[0], before.lettering.sizes(theme.typeface)[0][0]
    if not facts.wrong or taken + width + 96.0 > box.width:
        return {}
    rightward = language.direction == "ltr"
    sign = 1 if rightward else -1
    x = (box.left if rightward else box.right) + sign * (taken + 44.0)
    return {
        "wrong-key": ring(
            np.array([x + sign * 16.0, box.top - max(height / 2, 18.0)]), 14.0, theme.slope, 4.0
        ),
        "wrong-count": _fixed(words, (x + sign * 46.0, box.top), rightward=rightward),
    }


def _heading(box: Box, markup: str, language: Language, theme: Theme, role: Role = "ink") -> Beside:
    rightward = language.direction == "ltr"
    sizes = [
        Lettering(settings=(markup,), size=size, weight="semibold", role=role)
        for size in (HEADING, LEAST_HEADING)
    ]
    words = next((each for each in sizes if each.sizes(theme.typeface)[0][0] <= box.width), sizes[-1])
    return _fixed(words, (box.left if rightward else box.right, box.top), rightward=rightward)


def _fixed(words: Lettering, corner: tuple[float, float], *, rightward: bool) -> Beside:
    return Beside(
        lettering=words,
        by=np.array([corner]),
        sides=("below right",) if rightward else ("below left",),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=9,
    )


def _key(box: Box, language: Language, theme: Theme) -> Parts:
    """Return the key of the weights: a thick line for a positive one, a dashed one for a negative one."""
    word = language.say("weight")
    y = box.bottom + 18.0
    half = box.width / 2
    parts: dict[str, Part | Beside] = {}
    for number, (name, sign, role) in enumerate(
        (("plus", "+", "curve"), ("minus", "\N{MINUS SIGN}", "legs"))
    ):
        left = box.left + number * half + 4.0
        line = np.array([[left, y], [left + 46.0, y]])
        color = theme.color(role)
        parts[f"{name}-key"] = (
            stroke([line], color, 6.0) if number == 0 else dashed(line, color, 5.0, 13.0, 10.0)
        )
        words = Lettering(settings=(plain(f"{word} {sign}"), plain(sign)), size=MEASURES.small, role=role)
        fits = next(
            (
                setting
                for setting in words.settings
                if Lettering(settings=(setting,), size=words.size).sizes(theme.typeface)[0][0] <= half - 66.0
            ),
            words.settings[-1],
        )
        shown = Lettering(settings=(fits,), size=words.size, role=role)
        parts[f"{name}-name"] = Beside(
            lettering=shown,
            by=np.array([[left + 46.0, y]]),
            sides=("right",),
            strict=True,
            own=(f"{name}-key",),
            priority=9,
        )
    return parts


def class_numbers(run: ClassRun, facts: ClassFacts, language: Language) -> Iterator[Number]:
    """Yield the numbers of an iteration: of one prediction, of the error, and of one weight."""
    now, number, say = facts.iteration, language.numeral, language.say
    yield Number("predict", "p", (formula(f"p = {quoted(number(now.prediction))}"),), "ink")
    yield Number("predict", "truth", (plain(say("truth {label}", label=str(now.truth))),), "faint")
    yield Number("error", "E", (plain(number(now.error)),), "legs")
    yield Number("error", "mean", (plain(say("mean of {count}", count=str(facts.count))),), "faint")
    yield Number("derivative", "slope", (plain(say("slope {slope}", slope=now.slope)),), "ink")
    yield Number("derivative", "among", (plain(say("1 of {count}", count=str(run.count))),), "faint")
    old, new = (quoted(number(each)) for each in (now.weight, now.next_weight))
    yield Number("update", "new", (formula(f"{old} arrow.r {new}"),), "ink")
    yield Number("update", "rate", (rate_words(run.rate, language),), "faint")
    yield Number("repeat", "next", (plain(say("step {number}", number=str(now.number + 1))),), "ink")
    yield Number("repeat", "next-error", (plain(say("error {error}", error=now.next_error)),), "faint")
