"""Drawing of the line of all rates: what becomes of a descent at each, those of the panels, and the limit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from hillside.stage.axes import axes_of
from hillside.stage.drawing import Part, arrow, dashed, stroke
from hillside.stage.labels import Beside, Instead, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.plane import Plane, View
from hillside.stage.sheet import Box, Points, inset
from hillside.stage.ticks import Tick
from mathcore import Interval
from scenes.learning_rate.drawing import ICON, ROLES, icon, role_of
from scenes.learning_rate.facts import NAMES, Trials
from scenes.learning_rate.trials.rate_line import Range, RateRange
from scenes.learning_rate.words import HEADS, bottom_settings, limit_settings

BAR = 92.0
"""Distance of the line from the top of its box, in layout pixels."""
LONGEST_WORD = 0.15
"""Width of the word at the line, as a share of its box, from which it takes two lines."""
WORD_GAP, TIP = 40.0, 40.0
"""Space between the word at the line and its left end, and at its tip, in layout pixels."""
WIDTHS: Mapping[Range, float] = MappingProxyType(
    {Range.SLOW: 6.0, Range.ARRIVES: 14.0, Range.OVERSHOOTS: 6.0}
)
"""Widths of the line, in layout pixels: the rates that arrive are thick, and those too large are dashed."""
DASH = 14.0
"""Length of its dashes and of the gaps between them, in layout pixels."""
SHORTEST = 3.0
"""Length of a range, in layout pixels, below which it is not to be seen."""
LIMIT = 24.0
"""Height of the mark of the limit above and below the line, in layout pixels."""
BESIDE_LIMIT = 190.0
"""Space for its name on both sides of the limit, in which the line has no numerals, in layout pixels."""
NOTE_BELOW = 98.0
"""Distance of the sentence below the line from it,"""
NOTE = 36.0
"""and its type size, in layout pixels."""


def line_plane(facts: Trials, box: Box, theme: Theme, language: Language) -> Plane:
    """Return the plane of the line: a rate, or its decimal logarithm, across; it has no height."""
    word = _word(box, language, theme.typeface).sizes(theme.typeface)[0][0] + WORD_GAP
    line = facts.line
    along = inset(box, left=word + ICON, right=TIP)
    height = box.top - BAR
    view = View(
        Interval(line.at(line.low) if line.decades else 0.0, line.at(line.high)), Interval(-1, 1), 1.0
    )
    return Plane(view, Box(along.left, height - 1.0, along.right, height + 1.0), theme)


def line_parts(facts: Trials, plane: Plane, box: Box, language: Language) -> dict[str, Part | Beside]:
    """Return the line with its ranges and numerals, and each rate that is tried on it."""
    parts: dict[str, Part | Beside] = {
        "rates": _ranges(facts, plane),
        "rates-name": _name(plane, box, language),
        **_numerals(facts, plane, language),
        **_limit(facts, plane, language),
    }
    for name, trial in zip(NAMES, facts.trials, strict=True):
        center = _place(plane, facts.line.at(trial.rate))
        sign = icon(center, HEADS.get(trial.verdict), plane.theme, ICON - 2.0)
        sign.plane = plane
        parts[f"{name}-on-line"] = sign
        words = Lettering(
            settings=(plain(language.isolated(language.numeral(trial.rate))),),
            size=34.0,
            weight="semibold",
            role=role_of(trial),
        )
        parts[f"{name}-number"] = Beside(
            lettering=words,
            by=center + np.array([[0.0, 0.0], [26.0, 0.0], [-26.0, 0.0], [44.0, 0.0], [-44.0, 0.0]]),
            ranked=True,
            sides=("above",),
            own=(f"{name}-on-line", "rates", "limit-mark"),
            gap=ICON + 8.0,
            reach=ICON + 40.0,
            strict=True,
            optional=True,
        )
    return parts


def _place(plane: Plane, at: float) -> Points:
    return plane.to_sheet(np.array([[at, 0.0]]))[0]


def _ranges(facts: Trials, plane: Plane) -> Part:
    """Draw the line, which goes on beyond its end as an arrow."""
    line, theme = facts.line, plane.theme
    drawn = [_range(each, facts, plane) for each in line.ranges]
    last = line.ranges[-1].kind if line.ranges else None
    end = _place(plane, line.at(line.high))
    color = theme.faint if last is None else theme.color(ROLES[last])
    begin = _place(plane, line.at(line.low)) if last is None else end - np.array([2.0, 0.0])
    drawn.append(arrow(np.array([begin, end + np.array([TIP, 0.0])]), color, 6.0, MEASURES.arrow_head * 0.8))
    part = Part.of(*drawn)
    part.plane = plane
    return part


def _range(each: RateRange, facts: Trials, plane: Plane) -> Part:
    ends = np.array([_place(plane, facts.line.at(rate)) for rate in (each.low, each.high)])
    color, width = plane.theme.color(ROLES[each.kind]), WIDTHS[each.kind]
    if each.kind is Range.OVERSHOOTS and ends[1, 0] - ends[0, 0] > 3 * DASH:
        part = dashed(ends + np.array([[DASH / 2, 0.0], [0.0, 0.0]]), color, width, DASH, DASH)
    else:
        part = stroke([ends], color, width)
    if ends[1, 0] - ends[0, 0] < SHORTEST:
        part.blocks = ()
    return part


def _word(box: Box, language: Language, face: Typeface) -> Lettering:
    """Return the name of the line, on two lines where it would be long."""
    said = language.say("learning rate")
    lines = [
        Lettering(settings=(plain(each),), size=MEASURES.name, weight="semibold")
        for each in (said, wrapped(said, 2))
    ]
    return lines[0] if lines[0].sizes(face)[0][0] <= LONGEST_WORD * box.width else lines[1]


def _name(plane: Plane, box: Box, language: Language) -> Beside:
    word = _word(box, language, plane.theme.typeface)
    height = _place(plane, 0.0)[1] + word.sizes(plane.theme.typeface)[0][1] / 2
    corner = np.array([[box.left, height]])
    return Beside(
        lettering=word,
        by=corner,
        sides=("below right",),
        gap=0.0,
        reach=0.0,
        strict=True,
        priority=9,
    )


def _numerals(facts: Trials, plane: Plane, language: Language) -> dict[str, Part | Beside]:
    """Return ticks below the line with their numbers, or powers of ten."""
    if facts.line.decades:
        ticks = [Tick(facts.line.at(power)) for power in facts.line.powers]
        texts = [plain(language.isolated(language.numeral(power))) for power in facts.line.powers]
        kind = "decade"
    else:
        ticks = [Tick(0.0), *axes_of(plane).across]
        texts = [tick.markup(language) for tick in ticks]
        kind = "x-tick"
    places = [_place(plane, tick.at) for tick in ticks]
    limit = None if facts.bottom is None else facts.bottom.limit
    near = np.inf if limit is None else _place(plane, facts.line.at(limit))[0]
    marks = [place - np.array([[0.0, 8.0], [0.0, 20.0]]) for place in places]
    if not marks:
        return {}
    part = Part.of(*(stroke([mark], plane.theme.faint, MEASURES.axis) for mark in marks))
    part.plane = plane
    labels = {
        f"rates-{kind}-{number}": Beside(
            lettering=Lettering(settings=(text,), size=MEASURES.small, role="faint"),
            by=(place - np.array([0.0, 20.0]))[None],
            sides=("below",),
            own=("rates-ticks",),
            gap=14.0,
            reach=28.0,
            strict=True,
            optional=True,
            priority=-3,
        )
        for number, (place, text) in enumerate(zip(places, texts, strict=True), 1)
        if abs(place[0] - near) > BESIDE_LIMIT
    }
    return {"rates-ticks": part, **labels}


def _limit(facts: Trials, plane: Plane, language: Language) -> dict[str, Part | Beside]:
    """Return the mark of the largest rate that can settle at the bottom, if there is such a limit."""
    bottom = facts.bottom
    if bottom is None or bottom.limit is None:
        return {}
    place = _place(plane, facts.line.at(bottom.limit))
    part = stroke([place + np.array([[0.0, -LIMIT], [0.0, LIMIT]])], plane.theme.ink, MEASURES.legs)
    part.plane = plane
    label = Beside(
        lettering=Lettering(settings=limit_settings(bottom, language), size=38.0, weight="semibold"),
        by=place - np.array([[aside, LIMIT] for aside in (0.0, 60.0, -60.0, 140.0, -140.0)]),
        ranked=True,
        sides=("below",),
        own=("limit-mark", "rates", "rates-ticks"),
        gap=14.0,
        reach=40.0,
        strict=True,
        priority=7,
    )
    return {"limit-mark": part, "limit-name": label}


def note(facts: Trials, box: Box, language: Language, face: Typeface) -> Beside:
    """Return the sentence below the line: what L is, or why there is no limit."""
    settings = bottom_settings(facts.bottom, language)
    # Letters may reach a little beyond their width.
    foot = Box(box.left, box.bottom, box.right - 3.0, box.top - BAR - NOTE_BELOW)
    texts = [Lettering(settings=(each,), size=size) for each in settings for size in (NOTE, 34.0, 32.0, 30.0)]

    def fits(text: Lettering) -> bool:
        width, height = text.sizes(face)[0]
        return width <= foot.width and height <= foot.height

    return headline(next(filter(fits, texts), texts[-1]), foot, language)


def step_number(facts: Trials, language: Language) -> Instead:
    """Return the number of steps taken, in the place of that sentence."""
    said = language.say("Step {number} of {total}", number=str(facts.count), total=str(facts.steps))
    words = Lettering(settings=(plain(said),), size=NOTE + 2.0, weight="semibold", counting=True)
    return Instead(lettering=words, of="note")
