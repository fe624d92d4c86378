"""Drawing of descents side by side: a head, a plot with its hops and an outcome for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from hillside.stage.axes import axes_of
from hillside.stage.drawing import Part, arrow, dot, patch, stroke
from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.lettering.typesetting import Lettering
from hillside.stage.lettering.typst_markup import plain, wrapped
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.plane import Plane
from hillside.stage.sheet import Box, Points, Sheet, columns, inset, within_aspect
from mathcore import Polyline, Segment
from scenes.learning_rate.facts import NAMES, Trials
from scenes.learning_rate.trials.rate_line import Range
from scenes.learning_rate.trials.rates import Trial
from scenes.learning_rate.words import HEADS, head, rate_markup, verdict
from scenes.shared.slopes.graph import curve_label

UPRIGHT = 0.9
"""Ratio of width to height of the sheet above which the panels stand side by side."""
WIDE = 1500.0
"""Width of the sheet from which the sentence below the line of rates is one line, in layout pixels."""
NARROW = 340.0
"""Width of a panel from which its outcome takes fewer lines, in layout pixels."""
ONE_LINE = 500.0
"""Width of a panel from which its head is one line, in layout pixels."""
MAX_ASPECT, MIN_ASPECT = 1.6, 0.5
"""Maximum and minimum aspect of a plot, width over height."""


@dataclass(frozen=True)
class PanelLayout:
    """Space around the plot of a panel, in layout pixels.

    Attributes:
        gutter: between two panels side by side; half of it between two stacked ones.
        narrow_gutter: between two narrow panels side by side.
        head: for each line of the head.
        name: above the plot, for the name of its axis.
        left: left of the plot, for numerals of four digits.
        narrow_left: the same in a narrow panel, for three digits.
        below: below the plot, for numerals.
        right: right of the plot, for the name of the axis.
        outcome: below that, for the outcome of the descent.
        narrow_outcome: the same in a narrow panel, where it takes more lines.
        column: left of the plot on a tall sheet, for all words in one column.
        line: below all panels, for the line of rates.
        narrow_line: the same on a narrow sheet, where the sentence below it takes two lines.
        apart: between that and the panels.
    """

    gutter: float = 50.0
    narrow_gutter: float = 26.0
    head: float = 68.0
    name: float = 68.0
    left: float = 96.0
    narrow_left: float = 74.0
    below: float = 80.0
    right: float = 42.0
    outcome: float = 84.0
    narrow_outcome: float = 152.0
    column: float = 350.0
    line: float = 242.0
    narrow_line: float = 286.0
    apart: float = 16.0


LAYOUT = PanelLayout()


@dataclass(frozen=True)
class TrialPanel:
    """The boxes of one panel.

    Attributes:
        head: the box of what the rate is, and of its number.
        plot: the box of the curve; its axes are offset to the left and below.
        outcome: the box of what becomes of the descent.
        beside: whether the words stand beside the plot.
    """

    head: Box
    plot: Box
    outcome: Box
    beside: bool


def trial_panels(sheet: Sheet, count: int) -> tuple[TrialPanel, ...]:
    """Return the panels: side by side unless the sheet is tall."""
    line = line_box(sheet)
    room = inset(sheet.inside(MEASURES.margin), bottom=line.height + LAYOUT.apart)
    if room.width >= UPRIGHT * (room.height + line.height):
        gutter = LAYOUT.gutter if room.width > count * ONE_LINE else LAYOUT.narrow_gutter
        return tuple(_upright(box) for box in columns(room, (1,) * count, gutter))
    height = (room.height - (count - 1) * LAYOUT.gutter / 2) / count
    tops = [room.top - number * (height + LAYOUT.gutter / 2) for number in range(count)]
    return tuple(_level(Box(room.left, top - height, room.right, top)) for top in tops)


def _upright(box: Box) -> TrialPanel:
    off, wide = MEASURES.axis_off, box.width >= ONE_LINE
    head = LAYOUT.head * (1 if wide else 2)
    outcome = LAYOUT.outcome if wide else LAYOUT.narrow_outcome * min(1.0, NARROW / box.width)
    plot = inset(
        box,
        left=off + (LAYOUT.left if wide else LAYOUT.narrow_left),
        right=off + LAYOUT.right,
        top=head + LAYOUT.name,
        bottom=off + LAYOUT.below + outcome,
    )
    return TrialPanel(
        head=Box(box.left, box.top - head, box.right, box.top),
        plot=plot,
        outcome=Box(box.left, box.bottom, box.right, box.bottom + outcome),
        beside=False,
    )


def _level(box: Box) -> TrialPanel:
    off, words = MEASURES.axis_off, inset(box, right=box.width - LAYOUT.column)
    plot = inset(
        box,
        left=LAYOUT.column + off + LAYOUT.left,
        right=off + LAYOUT.right,
        top=LAYOUT.name,
        bottom=off + LAYOUT.below,
    )
    under = box.top - 2 * LAYOUT.head
    return TrialPanel(
        head=Box(words.left, under, words.right, box.top),
        plot=within_aspect(plot, MIN_ASPECT, MAX_ASPECT),
        outcome=Box(words.left, box.bottom, words.right, under),
        beside=True,
    )


def line_box(sheet: Sheet) -> Box:
    """Return the box of the line of rates, below all panels."""
    room = sheet.inside(MEASURES.margin)
    height = LAYOUT.line if sheet.width >= WIDE else LAYOUT.narrow_line
    return Box(room.left, room.bottom, room.right, room.bottom + height)


SIZES = (46.0, 44.0, 42.0, 40.0, 38.0, 36.0, 34.0, 32.0, 30.0)
"""Type sizes of the heads, in layout pixels: all are set in the largest in which each of them fits."""
ICON = 21.0
"""Radius of the sign before a head, in layout pixels."""
RIM = ICON + MEASURES.halo
"""The same with its halo."""
AFTER_ICON, APART = 18.0, 30.0
"""Space after this sign, and at least between a head and its rate, in layout pixels."""
OUTCOME_SIZES = (MEASURES.name, 36.0, 34.0, 32.0, 30.0)
"""Type sizes of the outcomes, in layout pixels, likewise."""
BESIDE_START = 56.0
"""Space for the number of the start on its axis, to both sides, which has no numerals, in layout pixels."""
LEAST_FOR_FORMULA = 200.0
"""Width of a plot below which the formula of the curve does not stand in it, in layout pixels."""
SPARE = 12.0
"""Width that an outcome leaves free in its panel, in layout pixels."""
START = 12.0
"""Radius of the dot at the start, in layout pixels."""

ROLES: Mapping[Range, Role] = MappingProxyType(
    {Range.SLOW: "faint", Range.ARRIVES: "right", Range.OVERSHOOTS: "slope"}
)
"""The color of what a rate is."""


def role_of(trial: Trial) -> Role:
    """Return the color of a descent, by what its rate is."""
    kind = HEADS.get(trial.verdict)
    return "ink" if kind is None else ROLES[kind]


def hop_parts(facts: Trials, number: int, plane: Plane) -> dict[str, Part]:
    """Return the steps of a descent that have been taken."""
    name, exit_hop, descent = NAMES[number], facts.exits[number], facts.hops[number]
    role = role_of(facts.trials[number])
    return {
        **({} if descent is None else {name: hops(plane, descent, role)}),
        **({} if exit_hop is None else {f"{name}-exit": exit_arrow(plane, exit_hop, role)}),
    }


def curve_parts(facts: Trials, name: str, plane: Plane, language: Language) -> dict[str, Part | Beside]:
    """Return the curve of a panel on its axes."""
    return {**_axes(facts, name, plane, language), f"{name}-curve": plane.draw(facts.curve, "curve")}


def outcome_parts(
    facts: Trials, planes: Sequence[Plane], panels: Sequence[TrialPanel], language: Language
) -> dict[str, Part | Beside]:
    """Return the start of each descent, and in words what becomes of it; all in one type size."""
    roles = [role_of(trial) for trial in facts.trials]
    words = [verdict(trial, language) for trial in facts.trials]
    texts = _in_one_size(words, roles, panels, planes[0].theme.typeface)
    found: dict[str, Part | Beside] = {}
    for name, plane, panel, text, role in zip(NAMES, planes, panels, texts, roles, strict=True):
        found[f"{name}-start"] = _start(plane, facts, role)
        found[f"{name}-fate"] = _outcome(text, panel, language)
    return found


def _axes(facts: Trials, name: str, plane: Plane, language: Language) -> dict[str, Part | Beside]:
    """Return the axes of a panel with their names, and the start on one of them."""
    axes = axes_of(plane, facts.curve.f, beside=True)
    mark = {part.replace("at-", "start-"): each for part, each in axes.point_mark(facts.touch).items()}
    at = axes.point_name(facts.touch, plain(language.isolated(language.numeral(facts.touch.x))))
    foot = plane.points([facts.touch])[0, 0]
    labels = axes.names(language, up=plain(language.say("error")), point=facts.touch)
    sides = {"x-name": ("right", "below"), "y-name": ("right",)}
    # Ticks may be so close here that a numeral which stands aside would be taken for another's.
    labels = {
        part: replace(each, sides=sides.get(part, each.sides[:1]), by=np.repeat(each.by[:1], 3, axis=0))
        for part, each in labels.items()
        if not part.startswith("x-tick") or abs(np.asarray(each.by, dtype=float)[0, 0] - foot) > BESIDE_START
    }
    labels |= {
        "start-name": replace(
            at, sides=("below",), own=tuple(part.replace("at-", "start-") for part in at.own)
        )
    }
    labels = {
        part: replace(each, own=tuple(f"{name}-{own}" for own in each.own)) for part, each in labels.items()
    }
    return {f"{name}-{part}": each for part, each in {**axes.drawn(), **mark, **labels}.items()}


def _start(plane: Plane, facts: Trials, role: Role) -> Part:
    theme = plane.theme
    part = dot(plane.points([facts.touch])[0], START, theme.color(role), theme.paper, MEASURES.halo)
    part.plane = plane
    return part


def hops(plane: Plane, descent: Polyline, role: Role) -> Part:
    """Draw a descent: a line segment for each hop and a dot where it lands, one after the other."""
    color, paper = plane.theme.color(role), plane.theme.paper
    drawn: list[Part] = []
    for ends in pairwise(plane.points(descent.points)):
        drawn.append(stroke([np.array(ends)], color, MEASURES.legs))
        drawn.append(dot(ends[1], MEASURES.mark + 1.0, color, paper, MEASURES.halo / 2))
    part = Part.in_turn(*drawn)
    part.plane = plane
    return part


def exit_arrow(plane: Plane, exit_hop: Segment, role: Role) -> Part:
    """Draw the hop that leaves the picture as an arrow up to its edge."""
    return arrow(plane.ends(exit_hop), plane.theme.color(role), MEASURES.legs, MEASURES.callout_head)


def formula_label(panel: TrialPanel, facts: Trials, language: Language) -> dict[str, Beside]:
    """Return the formula of the error beside its curve in a panel that is wide enough for it."""
    if panel.plot.width < LEAST_FOR_FORMULA:
        return {}
    label = curve_label(language, facts.curve.f)
    words = replace(label.lettering, size=MEASURES.name, least=MEASURES.small)
    within = inset(panel.plot, left=-20.0, right=-60.0, top=-40.0)
    return {"curve-name": replace(label, by=f"{NAMES[0]}-curve", within=within, lettering=words)}


def icon(center: Points, kind: Range | None, theme: Theme, radius: float = ICON) -> Part:
    """Draw a disk with three dots, a check mark or a cross: too slow, there, or astray."""
    role = "ink" if kind is None else ROLES[kind]
    color, paper, unit = theme.color(role), theme.paper, radius / ICON
    drawn = [dot(center, radius, color, paper, MEASURES.halo)]
    if kind is Range.SLOW:
        rims = [_ring(center + np.array([aside * unit, 0.0]), 3.4 * unit) for aside in (-9.5, 0.0, 9.5)]
        drawn += [patch([rim], paper) for rim in rims]
    signs = {
        Range.ARRIVES: [[(-9.0, 0.5), (-3.0, -6.0), (9.0, 7.0)]],
        Range.OVERSHOOTS: [[(-7.0, -7.0), (7.0, 7.0)], [(-7.0, 7.0), (7.0, -7.0)]],
    }
    lines = [] if kind is None else signs.get(kind, [])
    if lines:
        drawn.append(stroke([center + unit * np.array(line) for line in lines], paper, 4.5 * unit))
    part = Part.of(*drawn)
    part.grows = False
    return part


def _ring(center: Points, radius: float) -> Points:
    angles = np.linspace(0.0, 2 * np.pi, 17)
    return center + radius * np.column_stack([np.cos(angles), np.sin(angles)])


def head_parts(
    facts: Trials, panels: Sequence[TrialPanel], theme: Theme, language: Language
) -> dict[str, Part | Beside]:
    """Return what each rate is, with its sign, and its number; all in one type size."""
    words = [head(trial, language) for trial in facts.trials]
    rates = [rate_markup(trial.rate, language) for trial in facts.trials]
    size = _size(words, rates, panels[0], theme.typeface)
    found: dict[str, Part | Beside] = {}
    for name, trial, panel, word, rate in zip(NAMES, facts.trials, panels, words, rates, strict=True):
        number = _words(rate, max(size - 4.0, SIZES[-1]), "ink")
        # Letters may reach a little beyond their width.
        top = inset(panel.head, top=RIM - 0.36 * size, right=3.0)
        if word is None:
            found[f"{name}-rate"] = headline(number, top, language)
            continue
        rightward = language.direction == "ltr"
        center = np.array([top.left + RIM if rightward else top.right - RIM, panel.head.top - RIM])
        found[f"{name}-icon"] = icon(center, HEADS[trial.verdict], theme)
        beside = RIM + ICON + AFTER_ICON
        room = inset(top, left=beside) if rightward else inset(top, right=beside)
        found[f"{name}-word"] = headline(
            _words(plain(word), size, role_of(trial), "semibold"), room, language
        )
        found[f"{name}-rate"] = _rate(number, top, language)
    return found


def _words(markup: str, size: float, role: Role, weight: str = "medium") -> Lettering:
    return Lettering(settings=(markup,), size=size, role=role, weight=weight)


def _rate(number: Lettering, box: Box, language: Language) -> Beside:
    """Return the number of a rate: at the far end of the line of its head, or on a line of its own."""
    if _is_two_lines(box):
        return headline(number, inset(box, top=LAYOUT.head), language)
    at_right = language.direction == "ltr"
    return replace(
        headline(number, box, language),
        by=np.array([[box.right if at_right else box.left, box.top]]),
        sides=("below left" if at_right else "below right",),
    )


def _is_two_lines(box: Box) -> bool:
    return box.height > 1.5 * LAYOUT.head


def _size(words: Sequence[str | None], rates: Sequence[str], panel: TrialPanel, face: Typeface) -> float:
    """Return the largest type size in which each head fits its line."""

    def fits(size: float) -> bool:
        for word, rate in zip(words, rates, strict=True):
            wide = _words(rate, max(size - 4.0, SIZES[-1]), "ink").sizes(face)[0][0]
            named = 0.0
            if word is not None:
                own = _words(plain(word), size, "ink", "semibold").sizes(face)[0][0]
                named = own + RIM + ICON + AFTER_ICON
            needed = max(wide, named) if _is_two_lines(panel.head) else wide + named + APART
            if needed > panel.head.width:
                return False
        return True

    return next((size for size in SIZES if fits(size)), SIZES[-1])


def _in_one_size(
    words: Sequence[str], roles: Sequence[Role], panels: Sequence[TrialPanel], face: Typeface
) -> list[Lettering]:
    """Return words, each on as few lines as fit its panel, in the largest size in which all do."""
    found: list[Lettering] = []
    for size in OUTCOME_SIZES:
        each = zip(words, roles, panels, strict=True)
        found = [_fitting(text, size, role, panel.outcome, face) for text, role, panel in each]
        if all(_fits(text, panel.outcome, face) for text, panel in zip(found, panels, strict=True)):
            break
    return found


def _fitting(words: str, size: float, role: Role, box: Box, face: Typeface) -> Lettering:
    """Return words on as few lines as fit a box, or on four."""
    texts = [_words(plain(wrapped(words, lines)), size, role, "semibold") for lines in (1, 2, 3, 4)]
    return next((text for text in texts if _fits(text, box, face)), texts[-1])


def _fits(text: Lettering, box: Box, face: Typeface) -> bool:
    width, height = text.sizes(face)[0]
    return width <= box.width - SPARE and height <= box.height


def _outcome(text: Lettering, panel: TrialPanel, language: Language) -> Beside:
    """Return what becomes of a descent, centered below its plot or under its head."""
    box = panel.outcome
    if panel.beside:
        return replace(headline(text, inset(box, top=8.0), language), within=box)
    return Beside(
        lettering=replace(text, align="center"),
        by=np.array([[box.center[0], box.top]] * 3),  # with fewer anchors, it would be shifted along its side
        sides=("below",),
        gap=0.0,
        reach=24.0,
        strict=True,
        within=box.grown(8.0),
        priority=9,
    )
