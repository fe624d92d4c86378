"""Drawing of the training of a classifier: the field of its answers, the network, and the examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from hillside.stage.axes import axes_of
from hillside.stage.drawing import Part, dashed, dot, filled, patch, stroke
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, columns, inset
from scenes.shared.maps.contours import LevelSet, level_sets
from scenes.shared.maps.shades import PROBABILITIES, class_tint
from scenes.shared.samples.line_fit import Views
from scenes.training.classes.class_facts import Array, ClassFacts, ClassRun
from scenes.training.drawing import named_axes
from scenes.training.loop import STAGES as STAGES_OF_LOOP
from scenes.training.loop import Loop, Number, loop_in, loop_parts, present_part, rate_words, stage_labels

SAMPLE = 8.0
"""Radius of a point in layout pixels; and in the same unit:"""
HALO = 2.0
"""width of the paper around it,"""
RING, RING_WIDTH = 17.0, 4.0
"""radius and width of the ring around a point that is put into the wrong class,"""
BOUNDARY = 5.0
"""and width of the boundary."""
CELLS = (64, 48)
"""Number of cells in which the field is followed, across and up."""


def field_parts(plane: Plane, run: ClassRun, facts: ClassFacts) -> dict[str, Part]:
    """Return the field, its boundary, the points, and rings around those in the wrong class."""
    row = np.array(facts.parameters)

    def chance(x: Array, y: Array) -> Array:
        flat = np.column_stack([np.ravel(x), np.ravel(y)])
        return run.probability(row, flat).reshape(np.shape(x))

    levels = [step / PROBABILITIES for step in range(1, PROBABILITIES)]
    bands = level_sets(chance, plane.view.x, plane.view.y, (-np.inf, *levels), CELLS)
    middle = bands[PROBABILITIES // 2]
    parts = {
        "field": Part.of(*(_band(plane, band, step) for step, band in enumerate(bands) if band.rings)),
        "boundary": stroke([plane.to_sheet(line) for line in middle.lines], plane.theme.ink, BOUNDARY),
        "samples": samples_part(plane, facts),
    }
    if facts.wrong:
        parts["wrong"] = Part.of(
            *(ring(center, RING, plane.theme.slope, RING_WIDTH) for center in plane.points(facts.wrong))
        )
    return parts


def _band(plane: Plane, band: LevelSet, step: int) -> Part:
    return patch([plane.to_sheet(ring) for ring in band.rings], class_tint(plane.theme, step))


def samples_part(plane: Plane, facts: ClassFacts) -> Part:
    """Draw the points of class 0 as disks and those of class 1 as triangles, each with a halo of paper."""
    theme, radius = plane.theme, max(5.0, SAMPLE - facts.count / 100)
    disks = [dot(center, radius, theme.curve, theme.paper, HALO) for center in plane.points(facts.zeros)]
    triangles = [
        Part.of(
            filled(triangle(center, 1.25 * radius + 2 * HALO), theme.paper),
            filled(triangle(center, 1.25 * radius), theme.legs),
        )
        for center in plane.points(facts.ones)
    ]
    return Part.of(*disks, *triangles)


def triangle(center: Points, radius: float) -> Points:
    """Return the corners of a triangle that stands on a side, shape `(3, 2)`."""
    turns = np.pi / 2 + 2 * np.pi / 3 * np.arange(3)
    return center + radius * np.column_stack([np.cos(turns), np.sin(turns)])


def ring(center: Points, radius: float, color: str, width: float) -> Part:
    """Return a circle as a line."""
    turns = np.linspace(0.0, 2 * np.pi, 33)
    return stroke([center + radius * np.column_stack([np.cos(turns), np.sin(turns)])], color, width)


END, HIDDEN = 39.0, 16.0
"""Radii of an input or the output, and of a hidden neuron, in layout pixels; and in the same unit:"""
LEAST_WIDTH, MOST_WIDTH = 1.6, 9.0
"""widths of the edge of a weight of 0, and what is added for the largest weight,"""
CLEARANCE = 4.0
"""distance of an edge from a neuron,"""
DASH, DASH_GAP = 11.0, 8.0
"""and lengths of the dashes of a negative weight, and of the breaks between them."""


def neurons_in(box: Box, sizes: tuple[int, ...]) -> list[list[Points]]:
    """Return the centers of the neurons, layer by layer from left to right, each layer from the top."""
    inner = box.grown(-END - 3.0)
    xs = np.linspace(inner.left, inner.right, len(sizes))
    tallest = min(inner.height, 150.0) if max(sizes) <= 2 else inner.height
    layers: list[list[Points]] = []
    for x, size in zip(xs, sizes, strict=True):
        spread = tallest if size > 2 else min(tallest, 0.42 * inner.height + 40.0)
        ys = inner.center[1] + (np.linspace(spread / 2, -spread / 2, size) if size > 1 else np.zeros(1))
        layers.append([np.array([x, y]) for y in ys])
    return layers


def network_parts(box: Box, facts: ClassFacts, theme: Theme) -> Parts:
    """Return the edges, the steepest of them by itself, the neurons, and the names of inputs and output."""
    layers = neurons_in(box, facts.sizes)
    largest = max(abs(each.weight) for each in facts.connections) or 1.0
    edges: list[Part] = []
    steepest: Part | None = None
    for k, each in enumerate(facts.connections):
        start, end = layers[each.layer][each.source], layers[each.layer + 1][each.target]
        radii = _radius(each.layer, facts.sizes), _radius(each.layer + 1, facts.sizes)
        line = _between(start, end, *radii)
        width = LEAST_WIDTH + MOST_WIDTH * abs(each.weight) / largest
        if k == facts.iteration.steepest:
            steepest = stroke([line], theme.slope, max(width, 4.0))
        elif each.weight >= 0:
            edges.append(stroke([line], theme.curve, width))
        else:
            edges.append(dashed(line, theme.legs, width, DASH + width, DASH_GAP + width))
    rims = [
        ring(center, _radius(layer, facts.sizes), theme.ink, MEASURES.legs)
        for layer, centers in enumerate(layers)
        for center in centers
    ]
    names = [(center, f"x_{k}") for k, center in enumerate(layers[0], 1)] + [(layers[-1][0], "p")]
    parts: dict[str, Part | Beside] = {"weights": Part.of(*edges)} if edges else {}
    if steepest is not None:
        parts["steepest"] = steepest
    parts["neurons"] = Part.of(*rims)
    for center, name in names:
        parts[f"neuron-{name.replace('_', '')}"] = _named(center, name, theme)
    return parts


def _radius(layer: int, sizes: tuple[int, ...]) -> float:
    return END if layer in (0, len(sizes) - 1) else HIDDEN


def _between(start: Points, end: Points, radius: float, other: float) -> Points:
    along = (end - start) / float(np.hypot(*(end - start)))
    return np.array([start + (radius + CLEARANCE) * along, end - (other + CLEARANCE) * along])


def _named(center: Points, name: str, theme: Theme) -> Beside:
    words = Lettering(settings=(formula(name),), size=MEASURES.small)
    width, height = words.sizes(theme.typeface)[0]
    x, y = center.tolist()
    return Beside(
        lettering=words,
        by=np.array([[x, y - height / 2]]),
        sides=("above",),
        gap=0.0,
        reach=0.0,
        strict=True,
        within=Box(x - width / 2 - 1, y - height / 2 - 1, x + width / 2 + 1, y + height / 2 + 1),
        own=("neurons",),
        priority=9,
    )


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
