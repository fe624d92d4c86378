"""From the labels that a figure asks for to the placement solver, and from its answer to the drawn label."""

from dataclasses import replace

import numpy as np

from hillside.stage.box import Box
from hillside.stage.coming_on import first_share
from hillside.stage.drawing import Part, arrow, stroke, words
from hillside.stage.labels import Beside, Parts, Pointing, Request
from hillside.stage.lettering.lettering import box_of
from hillside.stage.lettering.typeface import TYPEFACE, Typeface
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.obstacles import Obstacle, Region, Stroke
from hillside.stage.patches import plate
from hillside.stage.placement import Callout, Label, Placed, Placement
from hillside.stage.polylines import Points, bent, resampled

ANCHORS = 25
"""Places along each stroke of a part where a label may stand by or an arrow may touch."""


def obstacles(parts: Parts) -> list[Obstacle]:
    """Return what the drawn parts block, each stroke and region under the name of its part."""
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
        priority=request.priority,
    )


def _points_of(parts: Parts, name: str) -> Points:
    part = parts[name]
    if not isinstance(part, Part):
        raise TypeError(f"{name!r} is a label; a label can only stand by a drawn part")
    lines = [resampled(block.points, ANCHORS) for block in part.blocks if isinstance(block, Stroke | Region)]
    return np.vstack([np.vstack([line, [[np.nan, np.nan]]]) for line in lines])[:-1]


def _set_label(request: Request, placed: Placed, theme: Theme) -> Part:
    """Draw a label or a callout where the solver has put it."""
    color = theme.color(request.lettering.role)
    outline = request.lettering.outline(placed.size_index, theme.typeface)
    box = box_of(outline)
    corner = (placed.box.left - box.left, placed.box.bottom - box.bottom)
    part = words(outline, corner, color)
    if isinstance(request, Beside) and request.plate:
        part = Part.of(plate(placed.box, theme.paper), part)
    if placed.leader is not None:
        if isinstance(request, Pointing):
            path = placed.leader if placed.curve is None else bent(placed.curve)
            part = Part.of(part, arrow(path, color, MEASURES.callout, MEASURES.callout_head))
        else:
            part = Part.of(part, stroke([placed.leader], theme.faint, MEASURES.axis))
    part.grows = False
    return first_share(part, placed.opacity)


def drawn(part: Part | Request, name: str, placement: Placement, theme: Theme) -> Part | None:
    """Return a part as it is, or a label where it has its place; None where it has none."""
    if isinstance(part, Part):
        return part
    placed = placement.placed.get(name)
    return None if placed is None else _set_label(part, placed, theme)
