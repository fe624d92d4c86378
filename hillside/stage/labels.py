"""Labels and callouts: as a figure requests them, and as they are drawn in their positions.

A figure puts `Beside` and `Pointing` among its parts: by a thing, on a side, never at coordinates. Once all
strokes are known, `to_items` turns them into the placement solver's items, and `drawn` draws the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from hillside.stage.drawing import (
    PLATE,
    Letters,
    Part,
    arrow,
    first_share,
    halo,
    plate,
    rectangle,
    stroke,
    words,
)
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.typeface import TYPEFACE, Typeface
from hillside.stage.lettering.typesetting import Lettering, box_of
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.look.color import Color
from hillside.stage.look.theme import MEASURES, Role, Theme
from hillside.stage.placement import Callout, Label, Placed, Placement
from hillside.stage.placement.items import Obstacle, Region, Stroke
from hillside.stage.sheet import Box, Points, Sheet, bezier_polyline, resampled

ANCHORS = 25
"""Number of points along each stroke of a part that are tried as anchors of labels and targets of arrows."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Words beside a part.

    Attributes:
        lettering: the words.
        by: the part's name, or equally good anchor points, shape `(k, 2)` in layout pixels.
        sides: preferred sides, best first.
        own: names of further parts that may be near without crowding the words.
        over: names of the parts that a leader may cross.
        gap: clear distance from thing to words, in layout pixels.
        reach: maximum distance from the thing without a leader, in layout pixels.
        leader: whether the words may stand further off, joined by a leader.
        strict: whether no other side is allowed.
        ranked: whether the points come best first.
        within: the box that the words stay in, or None for anywhere.
        priority: which label keeps its position when room is short (larger is more important).
        plate: whether the words stand on a plate, so that they may lie on a map or on a filled shape.
        plate_role: the role of the plate's color: bare paper on a map, the color of the shape on a shape.
        plate_rim: the outline of the filled shape that is the plate, shape `(n, 2)` in layout pixels; None
            for a rectangle around the words.
        halo: the color of a rim around the letters, with which they may lie on a map, or None.
        halo_width: width of this rim, in layout pixels.
        optional: whether they are left out, at no loss, where there is no free position as asked.
        fixed: whether they have the same position throughout a film, and what moves passes under them.
    """

    lettering: Lettering
    by: str | Points
    ranked: bool = False
    within: Box | None = None
    sides: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    gap: float = 14.0
    reach: float = 70.0
    leader: bool = False
    strict: bool = False
    priority: int = 0
    plate: bool = False
    plate_role: Role = "paper"
    plate_rim: Points | None = None
    halo: Color | None = None
    halo_width: float = MEASURES.text_halo
    optional: bool = False
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class Pointing:
    """Words with an arrow whose tip touches a part.

    Attributes:
        lettering: the words.
        to: the part's name.
        also: names of further parts that the tip may touch.
        over: names of the parts that the arrow may cross.
        avoid: points of the part that the tip keeps away from, shape `(m, 2)` in layout pixels.
        within: the box that the words stay in, or None for anywhere.
        priority: which label keeps its position when room is short (larger is more important).
    """

    lettering: Lettering
    to: str
    also: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    avoid: Points = field(default_factory=lambda: np.empty((0, 2)))
    within: Box | None = None
    priority: int = 0


@dataclass(frozen=True, kw_only=True)
class Instead:
    """Words in the place of another label that is not there yet: a number that changes while a film runs.

    They stand in the upper corner of the place where reading begins, and keep it.

    Attributes:
        lettering: the words; the first setting that fits into the place is chosen, or else the last.
        of: the name of the other label.
    """

    lettering: Lettering
    of: str


Request: TypeAlias = Beside | Pointing
"""A label that needs a position of its own."""
Parts: TypeAlias = Mapping[str, Part | Request | Instead]
"""The named parts of a picture, back to front."""


def headline(words: Lettering, box: Box, language: Language) -> Beside:
    """Return a line fixed in the upper corner of `box` where reading begins."""
    rightward = language.direction == "ltr"
    corner = np.array([[box.left if rightward else box.right, box.top]])
    side = "below right" if rightward else "below left"
    return Beside(
        lettering=words, by=corner, sides=(side,), gap=0.0, reach=0.0, strict=True, priority=10, fixed=True
    )


def over_picture(
    *settings: str, sheet: Sheet, language: Language, role: Role = "ink", least: float = MEASURES.least_label
) -> Beside:
    """Return a line in the corner of the sheet where reading begins.

    Args:
        settings: the line as Typst markup, the best first.
        sheet: the sheet; its margin stays free.
        language: the language, whose direction determines the corner.
        role: the role of its color.
        least: the size at which it is set when there is no room for it, in layout pixels.
    """
    line = Lettering(settings=settings, least=least, role=role)
    return headline(line, sheet.inside(MEASURES.margin), language)


def obstacles(parts: Parts) -> list[Obstacle]:
    """Return the obstacles of the drawn parts, each stroke and region under the name of its part."""
    return [
        block if isinstance(block, Box) else replace(block, name=name)
        for name, part in parts.items()
        if isinstance(part, Part)
        for block in part.blocks
    ]


def to_items(parts: Parts, typeface: Typeface = TYPEFACE) -> list[Label | Callout]:
    """Return the requests among `parts` as items for the placement solver."""
    return [
        _item(name, request, parts, typeface)
        for name, request in parts.items()
        if isinstance(request, Beside | Pointing)
    ]


def _item(name: str, request: Request, parts: Parts, typeface: Typeface) -> Label | Callout:
    sizes = request.lettering.sizes(typeface)
    if isinstance(request, Pointing):
        return Callout(
            name=name,
            sizes=sizes,
            target=_points_of(parts, request.to),
            within=request.within,
            head=MEASURES.callout_head,
            avoid=request.avoid,
            own=(request.to, *request.also),
            over=request.over,
            priority=request.priority,
        )
    named = isinstance(request.by, str)
    return Label(
        name=name,
        sizes=sizes,
        by=_points_of(parts, request.by) if isinstance(request.by, str) else request.by,
        sides=request.sides,
        strict=request.strict,
        ranked=request.ranked,
        within=request.within,
        gap=request.gap,
        reach=request.reach,
        leader=request.leader,
        own=(str(request.by), *request.own) if named else request.own,
        over=request.over,
        priority=request.priority,
        optional=request.optional,
        fixed=request.fixed,
    )


def _points_of(parts: Parts, name: str) -> Points:
    part = parts[name]
    if not isinstance(part, Part):
        raise TypeError(f"{name!r} is a label; a label can only stand by a drawn part")
    lines = [resampled(block.points, ANCHORS) for block in part.blocks if isinstance(block, Stroke | Region)]
    return np.vstack([np.vstack([line, [[np.nan, np.nan]]]) for line in lines])[:-1]


def texts_of(part: Part) -> list[str]:
    """Return the texts that a drawn part consists of, as plain text; none for a drawing."""
    return [markup_text(shape.outline.markup) for shape in part.shapes() if isinstance(shape, Letters)]


def _set_label(request: Request, placed: Placed, theme: Theme) -> Part:
    """Draw a label or a callout in the position that the solver has found."""
    color = theme.color(request.lettering.role)
    outline = request.lettering.outline(placed.size_index, theme.typeface)
    box = box_of(outline)
    corner = (placed.box.left - box.left, placed.box.bottom - box.bottom)
    part = words(outline, corner, color, theme.color)
    if isinstance(request, Beside) and request.plate:
        color = theme.color(request.plate_role)
        rim = rectangle(placed.box.grown(PLATE)) if request.plate_rim is None else request.plate_rim
        part = Part.of(plate(rim, color), part)
    rim = theme.paper if placed.passed else request.halo if isinstance(request, Beside) else None
    if isinstance(request, Beside) and rim is not None:
        part = Part(*halo(part, rim, request.halo_width), *part, blocks=part.blocks)
    if placed.leader is not None:
        if isinstance(request, Pointing):
            path = placed.leader if placed.curve is None else bezier_polyline(placed.curve)
            part = Part.of(part, arrow(path, color, MEASURES.callout, MEASURES.callout_head))
        else:
            part = Part.of(part, stroke([placed.leader], theme.faint, MEASURES.axis))
    part.grows = False
    return first_share(part, placed.opacity)


def _set_instead(request: Instead, placed: Placed, theme: Theme) -> Part:
    """Draw words in the place that the solver has found for another label."""
    lettering, typeface, place = request.lettering, theme.typeface, placed.box
    fitting = (
        index
        for index, (width, height) in enumerate(lettering.sizes(typeface))
        if width <= place.width and height <= place.height
    )
    outline = lettering.outline(next(fitting, len(lettering.settings) - 1), typeface)
    box = box_of(outline)
    left = place.left - box.left if typeface.script.direction == "ltr" else place.right - box.right
    part = words(outline, (left, place.top - box.top), theme.color(lettering.role), theme.color)
    part.grows = False
    return first_share(part, placed.opacity)


def drawn(part: Part | Request | Instead, name: str, placement: Placement, theme: Theme) -> Part | None:
    """Return a part as it is, or a label drawn in its position; None for a label that was left out."""
    if isinstance(part, Part):
        return part
    if isinstance(part, Instead):
        other = placement.placed.get(part.of)
        return None if other is None else _set_instead(part, other, theme)
    placed = placement.placed.get(name)
    return None if placed is None else _set_label(part, placed, theme)
