"""The layout, measured on what is painted: texts, arrows, margins and type sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from hillside.check.finding import Finding, Kind
from hillside.check.marks import Mark, Points, distances, gap_between, gap_to_box
from hillside.check.painted_picture import Picture, Words
from hillside.stage.labels import Beside, Pointing
from hillside.stage.lettering.typeface import Typeface
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Box


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of legibility in layout pixels, which equal file pixels at 1080 lines.

    Attributes:
        text_gap: the least gap between a text and other ink; closer, the two appear to touch.
        type_size: the least type size; smaller type cannot be read from the last row.
        type_rounding: the tolerance for a size computed from a measured box.
        callout_gap: the largest gap between the tip of a callout's arrow and what it points at.
        head_lengths: the length of an arrow's end that may be close to its target, in lengths of its head.
        margin: how far ink may reach into the margin: the antialiased rim of what ends there.
        label_slack: how much further than requested a label may be from its target: letters do not fill
            their box.
    """

    text_gap: float = 2.0
    type_size: float = 30.0
    type_rounding: float = 0.01
    callout_gap: float = 0.5
    head_lengths: float = 1.4
    margin: float = 0.5
    label_slack: float = 12.0


LIMITS = Limits()


def overlapping_texts(picture: Picture) -> Iterator[Finding]:
    """Yield each text that overlaps a stroke, a filled shape, an arrow or another text."""
    for number, words in enumerate(picture.words):
        others = [
            *picture.marks.items(),
            *((f"the arrow of {each.name}", each.arrow) for each in picture.words),
        ]
        for name, marks in others:
            if may_lie_on(picture, words, name):
                continue
            gap = min((gap_to_box(mark, words.box) for mark in marks), default=np.inf)
            own = name == f"the arrow of {words.name}"
            if gap < (0.0 if own else LIMITS.text_gap):
                yield _finding(Kind.OVERLAP, words.name, f"is {gap:.1f} px from {name}", gap)
        for other in picture.words[number + 1 :]:
            if words.box.grown(LIMITS.text_gap).overlaps(other.box):
                yield _finding(Kind.OVERLAP, words.name, f"is on the text of {other.name}")


def may_lie_on(picture: Picture, words: Words, name: str) -> bool:
    """Return whether words may lie on a part.

    It is a map, and they have a plate or a halo; or it passes under a numeral of an axis, which gets a halo
    for that while.
    """
    request = words.request
    if isinstance(request, Beside) and request.fixed and words.haloed:
        return True
    set_off = isinstance(request, Beside) and (request.plate or request.halo is not None)
    return set_off and name in picture.painted and not picture.painted[name].blocks


def crossing_arrows(picture: Picture) -> Iterator[Finding]:
    """Yield each arrow or leader that crosses something other than its target."""
    for words in picture.words:
        own = parts_labeled_by(words)
        for name, marks in picture.marks.items():
            if may_lie_on(picture, words, name) or name in words.request.over:
                continue
            gap = _gap(_without_end(words) if name in own else words.arrow, marks)
            if gap < 0.0:
                yield _finding(Kind.CROSSING, words.name, f"has an arrow across {name}", gap)
        for other in picture.words:
            if other.name > words.name and _gap(words.arrow, other.arrow) < 0.0:
                yield _finding(Kind.CROSSING, words.name, f"has an arrow across that of {other.name}")


def parts_labeled_by(words: Words) -> tuple[str, ...]:
    """Return the names of the parts that a label refers to."""
    request = words.request
    if isinstance(request, Pointing):
        return (request.to, *request.also)
    return (request.by, *request.own) if isinstance(request.by, str) else request.own


def _without_end(words: Words) -> tuple[Mark, ...]:
    """Return the arrow of a label without its end, which may be close to its target."""
    near = (
        LIMITS.head_lengths * MEASURES.callout_head
        if isinstance(words.request, Pointing)
        else words.request.gap
    )
    if not words.arrow:
        return ()
    tip = tip_of(words)
    kept = [mark.points[distances(mark.points, tip[None]) > near + mark.reach] for mark in words.arrow]
    return tuple(
        Mark(points, mark.reach) for points, mark in zip(kept, words.arrow, strict=True) if len(points)
    )


def tip_of(words: Words) -> Points:
    """Return the tip, shape `(2,)`: the first corner of an arrowhead, or the last point of a leader."""
    last = words.arrow[-1]
    return last.points[0] if last.filled else last.points[-1]


def _gap(some: Sequence[Mark], others: Sequence[Mark]) -> float:
    return min((gap_between(one, other) for one in some for other in others), default=np.inf)


def missed_callouts(picture: Picture) -> Iterator[Finding]:
    """Yield each callout that has no arrow, or whose arrow does not end on the ink of its target."""
    for words in picture.words:
        if not isinstance(words.request, Pointing) or not words.whole:
            continue
        if not words.arrow:
            yield _finding(Kind.CALLOUT, words.name, "has no arrow")
            continue
        target = picture.marks.get(words.request.to, ())
        off = min((float(distances(tip_of(words)[None], mark.points)[0]) for mark in target), default=np.inf)
        if off > LIMITS.callout_gap:
            yield _finding(Kind.CALLOUT, words.name, f"ends {off:.1f} px from {words.request.to}", off)


def outside_margins(picture: Picture) -> Iterator[Finding]:
    """Yield each part and each text that reaches into the margin of the sheet."""
    room = picture.figure.sheet.inside(MEASURES.margin)
    for name, marks in picture.marks.items():
        yield from _outside(name, [mark.box for mark in marks], room)
    for words in picture.words:
        yield from _outside(words.name, [words.box, *(mark.box for mark in words.arrow)], room)


def _outside(name: str, boxes: Sequence[Box], room: Box) -> Iterator[Finding]:
    sides = (
        max(room.left - box.left, room.bottom - box.bottom, box.right - room.right, box.top - room.top)
        for box in boxes
    )
    over = max(sides, default=0.0)
    if over > LIMITS.margin:
        yield _finding(Kind.OUTSIDE, name, f"goes {over:.1f} px into the margin", over)


def small_type(picture: Picture) -> Iterator[Finding]:
    """Yield each text below the least type size; exponents and indices, scaled by their font, are exempt."""
    for words in picture.words:
        size = _size(words, picture.figure.theme.typeface)
        if size < LIMITS.type_size - LIMITS.type_rounding:
            yield _finding(
                Kind.SMALL, words.name, f"is set at {size:.1f} px, under {LIMITS.type_size:g}", size
            )


def _size(words: Words, typeface: Typeface) -> float:
    """Return the type size of painted words: that of the text typeset alike, times their scale."""
    lettering = words.request.lettering
    inks = [lettering.outline(way, typeface).ink for way in range(len(lettering.settings))]
    boxes = [Box(*ink) for ink in inks]
    alike = min(boxes, key=lambda box: abs(log(box.width / box.height * words.box.height / words.box.width)))
    return lettering.size * words.box.width / alike.width


def distant_labels(picture: Picture) -> Iterator[Finding]:
    """Yield each label without a leader that is further from its target than requested."""
    for words in picture.words:
        request = words.request
        if not isinstance(request, Beside) or words.arrow:
            continue
        if isinstance(request.by, str):
            marks = picture.marks.get(request.by, ())
        else:
            marks = (Mark(request.by[np.isfinite(request.by).all(axis=1)], 0.0),)
        off = min((gap_to_box(mark, words.box) for mark in marks), default=0.0)
        if off > max(request.reach, request.gap) + LIMITS.label_slack:
            yield _finding(Kind.FAR, words.name, f"stands {off:.0f} px from its thing with no leader", off)


def compromises(picture: Picture) -> Iterator[Finding]:
    """Yield what the layout of the final picture left out, and its other compromises."""
    for fall in picture.figure.layout.shortfalls:
        kind = Kind.GAVE_WAY if fall.name in picture.figure.layout.placed else Kind.LEFT_OUT
        yield _finding(kind, fall.name, fall.what)


def _finding(kind: Kind, part: str, what: str, amount: float = 0.0) -> Finding:
    return Finding(kind=kind, part=part, what=what, amount=float(amount))
