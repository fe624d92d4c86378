"""Drawing of the rule for a parameter: at each of three points a tangent, and a step against its slope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part, arrow
from hillside.stage.labels import Beside
from hillside.stage.lettering.equations import Equation
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box, Sheet, inset
from mathcore import Point
from scenes.guide.facts import Guide
from scenes.guide.words import LETTER, derivative_sign, rule_words, step_sums, update_rule, with_letter
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.panel import Panel, foot_label, head_label, in_one_setting, panels_of
from scenes.shared.slopes.sign_chart import SIGNS, large_sign
from scenes.shared.slopes.tangency import tangency_parts

RULE, HEAD, FOOT = 80.0, 74.0, 196.0
"""Height for the rule, and for the words above and below each panel, in layout pixels."""
RULE_SIZE = 56.0
"""Type size of the rule, in layout pixels."""
WORDS = 41.0
"""Type size of the words above and below each panel, in layout pixels."""
LEAST_SIGN, LEAST_WORDS = 32.0, 30.0
"""Minimum type sizes above and below narrow panels, in layout pixels."""
AROUND = 86.0
"""Space around a plot in which its slope may stand, in layout pixels."""
OFF_TICK = 4.0
"""Space between the tick of the parameter and its arrow, in layout pixels."""


def panels_on(sheet: Sheet) -> dict[str, Panel]:
    """Return the panel of each sign, below the rule."""
    room = inset(sheet.inside(MEASURES.margin), top=RULE)
    return dict(zip(SIGNS, panels_of(room, len(SIGNS), HEAD, FOOT), strict=True))


def rule_label(sheet: Sheet, language: Language) -> Beside:
    """Return the rule, centered above the panels."""
    inside = sheet.inside(MEASURES.margin)
    middle = np.array([[inside.center[0], inside.top]] * 3)
    return Beside(
        lettering=Lettering(
            settings=(update_rule(language),), size=RULE_SIZE, least=MEASURES.least_label, weight="semibold"
        ),
        by=middle,
        sides=("below",),
        gap=0.0,
        reach=24.0,
        strict=True,
        priority=10,
    )


def panel_parts(
    axes: Axes, facts: Guide, name: str, language: Language, shown: tuple[str, str]
) -> dict[str, Part | Beside]:
    """Return the error on its axes and, if it has a point of this name, its tangent and its step.

    Args:
        axes: the axes of the panel.
        facts: the facts.
        name: the name of the point.
        language: the language.
        shown: the parameter and the slope as they are written.
    """
    plane, tangency = axes.plane, facts.chart.shown.get(name)
    drawn: dict[str, Part | Beside] = {f"{name}-{part}": each for part, each in axes.drawn().items()}
    drawn |= _axis_labels(axes, name, None if tangency is None else tangency.touch, language)
    drawn |= {f"{name}-{part}": each for part, each in curve_parts(plane, facts.chart.curve).items()}
    if tangency is None:
        return drawn
    drawn |= _step_arrow(axes, facts.steps[name], name)
    drawn |= {_own(part, name): each for part, each in axes.point_mark(tangency.touch).items()}
    drawn |= tangency_parts(plane, tangency, name)
    on_axis = axes.point_name(tangency.touch, plain(language.isolated(shown[0])))
    drawn[f"{name}-name"] = replace(
        on_axis, own=(*(_own(part, name) for part in on_axis.own), f"{name}-arrow")
    )
    words = language.say("slope {slope}", slope=language.isolated(shown[1]))
    drawn[f"{name}-slope"] = _slope_label(words, name, tangency.sign, plane.box.grown(AROUND))
    return drawn


def _own(part: str, name: str) -> str:
    """Return the name of a part of the axes in the panel of a point."""
    return f"{name}-{part.removeprefix('at-')}"


def _axis_labels(axes: Axes, name: str, point: Point | None, language: Language) -> dict[str, Beside]:
    error = plain(language.say("error"))
    labels = axes.names(language, up=error, point=point)
    sides = {"x-name": ("right", "above", "below"), "y-name": ("above", "above right")}
    return {
        f"{name}-{label}": replace(
            each,
            own=tuple(_own(part, name) for part in each.own),
            sides=sides.get(label, each.sides[:1]),
        )
        for label, each in labels.items()
    }


def _step_arrow(axes: Axes, step: Equation, name: str) -> dict[str, Part]:
    """Return the arrow on the axis from the parameter to its new value; none where the step is 0."""
    plane, height = axes.plane, float(axes.origin[1])
    old, new = float(step.terms[0]), float(step.result)
    ends = plane.to_sheet(np.array([[old, 0.0], [new, 0.0]]))[:, 0]
    way = float(ends[1] - ends[0])
    if way == 0:
        return {}
    off = np.copysign(min(OFF_TICK, abs(way) / 4), way)
    path = np.array([[ends[0] + off, height], [ends[1], height]])
    part = arrow(path, plane.theme.slope, MEASURES.arrow, MEASURES.arrow_head)
    part.plane = plane
    return {f"{name}-arrow": part}


def _slope_label(words: str, name: str, sign: int, within: Box) -> Beside:
    sides = {
        1: ("left", "above left", "right"),
        -1: ("right", "above right", "left"),
        0: ("above", "above right", "above left", "below"),
    }[sign]
    return Beside(
        lettering=Lettering(
            settings=(plain(words), plain(wrapped(words, 2))),
            size=MEASURES.name,
            least=MEASURES.small,
            weight="semibold",
            role="slope",
        ),
        by=f"{name}-tangent",
        sides=sides,
        own=(f"{name}-touch", f"{name}-curve"),
        within=within,
        gap=22.0,
        reach=90.0,
        leader=True,
        priority=8,
    )


def panel_labels(
    facts: Guide, panels: Mapping[str, Panel], language: Language, face: Typeface, *, asks: bool = False
) -> dict[str, Beside]:
    """Return the sign above each panel and the rule and the sum below it, in one setting for all panels.

    If the steps are asked for, only the sum stands below it, without its result.
    """
    first = next(iter(panels.values()))
    signs = in_one_setting([_sign_lettering(SIGNS[name], language) for name in panels], first.head, face)
    below = [_rule_lettering(name, facts, language, asks=asks) for name in panels]
    rules = in_one_setting(below, first.foot, face)
    heads = zip(panels.items(), signs, strict=True)
    feet = zip(panels.items(), rules, strict=True)
    return {
        **{f"{name}-sign": head_label(panel, words) for (name, panel), words in heads},
        **{f"{name}-rule": foot_label(panel, words) for (name, panel), words in feet},
    }


def _sign_lettering(sign: int, language: Language) -> Lettering:
    line = f"{large_sign(sign)}#h(0.35em){plain(derivative_sign(sign, language))}"
    return Lettering(settings=(line,), size=WORDS, least=LEAST_SIGN, role="slope", weight="semibold")


def _rule_lettering(name: str, facts: Guide, language: Language, *, asks: bool) -> Lettering:
    """Return what to do with the parameter, and below it the step in numbers; or the question for this."""
    if asks and name in facts.steps:
        settings = step_sums(facts.steps[name], language, asks=True)
        return Lettering(settings=settings, size=WORDS, least=LEAST_WORDS, weight="semibold")
    text = rule_words(name, facts, language)
    # A letter does not stand on a line of its own.
    texts = [text, text if LETTER in text else wrapped(text, 2)]
    sums = step_sums(facts.steps[name], language) if name in facts.steps else ("", "")
    settings = (
        "\n\n".join(filter(None, (with_letter(words, language), step))) for step in sums for words in texts
    )
    return Lettering(settings=tuple(settings), size=WORDS, least=LEAST_WORDS, weight="semibold")
