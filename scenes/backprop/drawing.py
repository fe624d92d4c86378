"""Drawing of a computation: boxes, lanes of values and of derivatives, local slopes, numbers, and the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np

from hillside.stage.drawing import Part, arrow, dashed, patch, rim_of, stroke
from hillside.stage.errors import ParamError
from hillside.stage.labels import Beside, Parts
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.sheet import Box, Points, Sheet
from scenes.backprop.facts import Computation, Node
from scenes.backprop.layout.diagram import Diagram, diagram_in
from scenes.backprop.layout.plan import Spacing, WordSizes
from scenes.backprop.layout.routes import HEAD, box_at
from scenes.backprop.legend import Foot, Frame, frame_on
from scenes.backprop.words import operation, product_markup, slope_markup

CORNER_RADIUS = 12.0
"""Radius of the corners of boxes,"""
PLATE_RADIUS = 8.0
"""radius of the corners of plates, in layout pixels; and in the same unit:"""
LANE_WIDTH = 3.5
"""width of a lane,"""
RING = 5.5
"""distance of the two rims of the result,"""
DASH, DASH_GAP = 12.0, 9.0
"""and lengths of the dashes of data, and of the breaks between them."""


def number_words(value: float, language: Language, spacing: Spacing, *, derivative: bool) -> Lettering:
    """Return a number of a box: a value in the color of the curve, a derivative in that of the slope."""
    text = plain(language.isolated(language.numeral(value)))
    role: Role = "slope" if derivative else "curve"
    return Lettering(settings=(text,), size=spacing.number, weight="semibold", role=role)


def slope_words(value: float, language: Language, spacing: Spacing, *, told: bool) -> Lettering:
    """Return the words on the plate of a local slope; one whose multiplication is told has another color."""
    role: Role = "legs" if told else "faint"
    return Lettering(
        settings=(slope_markup(value, language),), size=spacing.slope, weight="semibold", role=role
    )


def framed_diagram(
    sheet: Sheet, facts: Computation, language: Language, typeface: Typeface
) -> tuple[Frame, Diagram]:
    """Return the layout of a computation, and of what surrounds it.

    Raises:
        ParamError: if the graph cannot be read on the sheet, not even without the chain rule under it and
            without the local slopes.
    """
    for plates, foot in product((True, False), Foot):
        frame = frame_on(sheet, facts, language, typeface, foot, plates=plates)
        diagram = diagram_in(frame.room, facts, _sizes(facts, language, typeface), plates=plates)
        if diagram is not None:
            return frame, diagram
    raise ParamError(
        "function",
        f"its graph of {len(facts.boxes)} boxes does not fit in this shape; "
        "choose a shorter expression, rounder values, or another size such as 16:9",
    )


def _sizes(facts: Computation, language: Language, typeface: Typeface) -> Callable[[Spacing], WordSizes]:
    """Return the sizes of the words of a computation, as a function of the spacing."""

    def widths(words: Iterator[Lettering]) -> tuple[float, ...]:
        return tuple(each.sizes(typeface)[0][0] for each in words)

    def sizes(spacing: Spacing) -> WordSizes:
        return WordSizes(
            names=widths(box_words(node, language, spacing) for node in facts.boxes),
            values=widths(number_words(each, language, spacing, derivative=False) for each in facts.value),
            derivatives=widths(
                number_words(each, language, spacing, derivative=True) for each in facts.derivative
            ),
            slopes=widths(slope_words(each.slope, language, spacing, told=False) for each in facts.edges),
            height=max(
                number_words(each, language, spacing, derivative=False).sizes(typeface)[0][1]
                for each in (0.5, *facts.value, *facts.derivative)
            ),
        )

    return sizes


def edge_parts(diagram: Diagram, facts: Computation, language: Language, theme: Theme) -> Parts:
    """Return the lanes of each edge, numbered from 1, with the plate of its local slope."""
    parts: dict[str, Part | Beside] = {}
    for k, route in enumerate(diagram.routes, 1):
        parts[f"forward-{k}"] = _lane(route.visible(route.forward), theme.curve)
        parts[f"backward-{k}"] = _lane(route.visible(route.backward), theme.slope)
    for k, (route, edge) in enumerate(zip(diagram.routes, facts.edges, strict=False), 1):
        if route.chip is not None:
            told, rim = k - 1 == facts.multiplied, rim_of(route.chip, PLATE_RADIUS)
            if told:
                parts["told-chip"] = patch([rim], theme.leg_fill)
            parts[f"chip-{k}"] = stroke([rim], theme.legs if told else theme.faint, MEASURES.axis)
            words = slope_words(edge.slope, language, diagram.spacing, told=told)
            parts[f"slope-{k}"] = _centered(
                route.chip, words, theme.typeface, f"chip-{k}", ("leg_fill", rim) if told else None
            )
    return parts


def _lane(pieces: Sequence[Points], color: str) -> Part:
    """Draw a lane, the last of its pieces as an arrow; they appear one after the other."""
    lines = [stroke([piece], color, LANE_WIDTH) for piece in pieces[:-1]]
    return Part.in_turn(*lines, arrow(pieces[-1], color, LANE_WIDTH, HEAD))


def box_parts(diagram: Diagram, facts: Computation, language: Language, theme: Theme) -> Parts:
    """Return the boxes, numbered from 1, with their words and the two numbers of each; then the result."""
    parts: dict[str, Part | Beside] = {}
    for k, (box, node) in enumerate(zip(diagram.boxes, facts.boxes, strict=True), 1):
        parameter = k - 1 in facts.parameters
        parts[f"box-{k}"] = box_part(box, node, theme, filled=parameter)
        words = box_words(node, language, diagram.spacing, "paper" if parameter else "ink")
        ground = ("curve", rim_of(box, box.height)) if parameter else None
        parts[f"name-{k}"] = _centered(box, words, theme.typeface, f"box-{k}", ground)
    parts["result"] = Part.of(
        *(
            stroke([rim_of(diagram.result.grown(-inner), diagram.result.height)], theme.ink, MEASURES.legs)
            for inner in (0.0, RING)
        )
    )
    name = Lettering(settings=(formula(facts.result_name),), size=diagram.spacing.name)
    parts["result-name"] = _centered(diagram.result, name, theme.typeface, "result")
    numbers = zip(diagram.values, diagram.derivatives, facts.value, facts.derivative, strict=True)
    for k, (value_box, derivative_box, value, derivative) in enumerate(numbers, 1):
        for name_of, box, number, back in (
            ("value", value_box, value, False),
            ("derivative", derivative_box, derivative, True),
        ):
            words = number_words(number, language, diagram.spacing, derivative=back)
            parts[f"{name_of}-{k}"] = _centered(box, words, theme.typeface)
    return parts


def product_label(diagram: Diagram, facts: Computation, language: Language) -> Beside | None:
    """Return the multiplication that is spelled out, near the plate of its local slope; None without one."""
    if facts.multiplied is None or (chip := diagram.routes[facts.multiplied].chip) is None:
        return None
    x, y = chip.center
    return Beside(
        lettering=Lettering(
            settings=(product_markup(facts, language),), size=MEASURES.point_name, align="center"
        ),
        by=np.array([[x, chip.bottom], [x, chip.top], [chip.left, y], [chip.right, y]]),
        sides=("below", "below right", "below left", "above", "above right", "above left"),
        own=(f"chip-{facts.multiplied + 1}",),
        over=tuple(
            f"{way}-{k}" for k in range(1, len(diagram.routes) + 1) for way in ("forward", "backward")
        ),
        gap=30.0,
        leader=True,
        optional=True,
        priority=2,
    )


def box_part(box: Box, node: Node, theme: Theme, *, filled: bool) -> Part:
    """Draw a box: a filled disk for a parameter, a dashed ring for data, rounded corners for an operation."""
    if node.op != "name":
        return stroke([rim_of(box, CORNER_RADIUS)], theme.ink, MEASURES.legs)
    rim = rim_of(box, box.height)
    return patch([rim], theme.curve) if filled else dashed(rim, theme.ink, MEASURES.legs, DASH, DASH_GAP)


def box_words(node: Node, language: Language, spacing: Spacing, role: Role = "ink") -> Lettering:
    """Return the words in a box."""
    return Lettering(settings=(operation(node, language),), size=spacing.name, role=role)


def _centered(
    box: Box, words: Lettering, typeface: Typeface, own: str = "", ground: tuple[Role, Points] | None = None
) -> Beside:
    """Return words in the middle of a box; `ground` is the role and the outline of a filled shape there."""
    (x, y), (width, height) = box.center, words.sizes(typeface)[0]
    return Beside(
        lettering=words,
        by=np.array([(x, y - height / 2)]),
        sides=("above",),
        gap=0.0,
        reach=0.0,
        strict=True,
        # The solver must not move them aside.
        within=box_at(np.array([x, y]), (width + 2.0, height + 2.0)),
        priority=9,
        own=(own,) if own else (),
        plate=ground is not None,
        plate_role="paper" if ground is None else ground[0],
        plate_rim=None if ground is None else ground[1],
    )
