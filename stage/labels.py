"""Labels and callouts as a figure asks for them: by a thing, on a side, never at coordinates.

A figure puts ``Beside`` and ``Pointing`` among its parts. Once all strokes are known, ``to_items`` turns them
into the placement solver's items, and ``set_label`` draws what the solver answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from stage.box import Box
from stage.coming_on import first_share
from stage.drawing import Part, arrow, stroke, words
from stage.lettering.language import Language
from stage.lettering.outline import Outline
from stage.lettering.typeface import TYPEFACE, Typeface
from stage.lettering.words import formula, plain, typeset
from stage.lettering.wrapping import wrapped
from stage.look.theme import MEASURES, Role, Theme
from stage.maps.patches import plate
from stage.obstacles import Obstacle, Region, Stroke
from stage.placement import Callout, Label, Placed
from stage.polylines import Points, bent, resampled


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How some words are set: each of ``settings`` is Typst markup, the best way first.

    When none of them finds a place at ``size``, all are tried again at the ``least`` size, if there is one.
    """

    settings: tuple[str, ...]
    size: float = MEASURES.label
    least: float | None = None
    weight: str = "medium"
    role: Role = "ink"
    align: str = "start"

    def outline(self, index: int, typeface: Typeface = TYPEFACE) -> Outline:
        """The words set in the way of that number."""
        again, way = divmod(index, len(self.settings))
        size = self.least if again and self.least is not None else self.size
        return typeset(self.settings[way], size, self.weight, self.align, typeface)

    def sizes(self, typeface: Typeface = TYPEFACE) -> tuple[tuple[float, float], ...]:
        """Width and height in layout pixels of each way to set the words."""
        ways = len(self.settings) * (1 if self.least is None else 2)
        boxes = [_box(self.outline(index, typeface)) for index in range(ways)]
        return tuple((box.width, box.height) for box in boxes)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Words beside a part.

    Attributes:
        lettering: the words.
        by: the part's name, or points to stand by, shape ``(k, 2)``, equally good.
        sides: the sides preferred, best first.
        own: further parts whose nearness is no crowding.
        gap: clear distance from thing to words.
        reach: how far from the thing the words may stand without a leader.
        leader: whether a leader may join them from further off.
        strict: whether no other side will do.
        ranked: whether the points come best first.
        within: the box that the words stay in.
        priority: which label keeps its place when room is short.
        plate: whether the words stand on a plate of bare paper, so that they may lie on a map.
    """

    lettering: Lettering
    by: str | Points
    ranked: bool = False
    within: Box | None = None
    sides: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    gap: float = 14.0
    reach: float = 70.0
    leader: bool = False
    strict: bool = False
    priority: int = 0
    plate: bool = False


@dataclass(frozen=True, kw_only=True)
class Pointing:
    """Words with an arrow whose tip touches a part.

    Attributes:
        lettering: the words.
        to: the part's name.
        also: further parts that the tip may touch.
        avoid: points of the part that the tip keeps away from, shape ``(m, 2)``.
        within: the box that the words stay in.
        priority: which label keeps its place when room is short.
    """

    lettering: Lettering
    to: str
    also: tuple[str, ...] = ()
    avoid: Points = field(default_factory=lambda: np.empty((0, 2)))
    within: Box | None = None
    priority: int = 0


ANCHORS = 25
"""Places along each stroke of a part where a label may stand by or an arrow may touch."""

Request: TypeAlias = Beside | Pointing
Parts: TypeAlias = Mapping[str, Part | Request]
"""The named pieces of a picture, back to front."""


def lettering(text: str, *, lines: tuple[int, ...] = (1, 2, 3), **style: object) -> Lettering:
    """Plain words, wrapped on as many lines as ``lines`` says, the best number first.

    >>> lettering("rise").settings
    ('#text("rise")',)
    """
    ways = dict.fromkeys(plain(wrapped(text, count)) for count in lines)
    return replace(Lettering(settings=tuple(ways)), **style)  # pyright: ignore[reportArgumentType]


def symbol(name: str, language: Language) -> str:
    """Typst markup of a formula such as ``x`` that names a thing, or of the words that the lecturer gives it.

    >>> symbol("x", Language()), symbol("x", Language("en", (("x", "weight"),)))
    ('$x$', '#text("weight")')
    """
    own = language.own(name)
    return formula(name) if own is None else plain(own)


def headline(words: Lettering, box: Box, language: Language) -> Beside:
    """A line in the upper corner of ``box`` where reading begins, and nowhere else."""
    rightward = language.direction == "ltr"
    corner = np.array([[box.left if rightward else box.right, box.top]])
    side = "below right" if rightward else "below left"
    return Beside(lettering=words, by=corner, sides=(side,), gap=0.0, reach=0.0, strict=True, priority=10)


def obstacles(parts: Parts) -> list[Obstacle]:
    """What the drawn parts block, each stroke and region under the name of its part."""
    return [
        block if isinstance(block, Box) else replace(block, name=name)
        for name, part in parts.items()
        if isinstance(part, Part)
        for block in part.blocks
    ]


def to_items(parts: Parts, typeface: Typeface = TYPEFACE) -> list[Label | Callout]:
    """The requests among ``parts`` as items for the placement solver."""
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


def set_label(request: Request, placed: Placed, theme: Theme) -> Part:
    """Draw a label or a callout where the solver has put it."""
    color = theme.color(request.lettering.role)
    outline = request.lettering.outline(placed.size_index, theme.typeface)
    box = _box(outline)
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


def _box(outline: Outline) -> Box:
    """The ink and the line from baseline to capital height, so that changing digits do not shift a label."""
    left, bottom, right, top = outline.ink
    return Box(min(left, 0.0), min(bottom, 0.0), max(right, outline.width), max(top, outline.height))
