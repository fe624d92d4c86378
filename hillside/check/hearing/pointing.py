"""Names belong to the things that they name: leaders are followed to a stroke, and colors are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from manim import VMobject

from hillside.check.finding import Finding, Kind
from hillside.check.hearing.sentences import read_back
from hillside.check.layout import tip_of
from hillside.check.marks import Mark, distances, gap_to_box
from hillside.check.painted_picture import Picture, Words
from hillside.stage.drawing import Letters, Part, Tint
from hillside.stage.labels import Beside, Pointing
from hillside.stage.lettering.tints import tints_in
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.look.color import Color
from hillside.stage.look.theme import Role

CLEAR = 5.0
"""The least distance by which the tip of a callout is closer to its thing than to any other stroke, in layout
pixels: less than the width of a curve would be taken for the curve."""
SURE = 2.0
"""The least distance by which a name stands closer to another thing of its kind if it is misplaced."""
NAMED: Mapping[str, str] = MappingProxyType(
    {
        "Derivative = Slope of the Tangent Line": "tangent",
        "rise": "rise",
        "run": "run",
        "slope {slope} from the left": "before",
        "slope {slope} from the right": "after",
        "uphill: {rate}": "uphill",
        "level: {rate}": "level",
        "gap": "gaps",
        "Direction to decrease error": "arrow",
    }
)
"""The parts that words are the name of."""
NAME = "-name"
"""The end of the labels that name a stroke; the same words may head a table or stand in an equation."""
KINDS = (("rise", "run"), ("before", "after"), ("uphill", "downhill", "level"))
"""Parts that a name may be mistaken for."""


def misplaced_names(picture: Picture) -> Iterator[Finding]:
    """Yield each callout whose tip is not clearly closest to its thing, and each name by another thing."""
    for words in picture.words:
        if words.whole:
            yield from _misplaced(words, picture)


def _misplaced(words: Words, picture: Picture) -> Iterator[Finding]:
    thing = thing_named(words, picture)
    if isinstance(words.request, Pointing):
        if words.arrow:
            yield from _aimed_elsewhere(words, thing or words.request.to, picture)
        return
    if not words.name.endswith(NAME):
        return
    for kind in KINDS:
        if thing is not None and thing in kind and thing in picture.marks:
            own = gap_to_words(words, picture.marks[thing])
            for other in kind:
                if other != thing and other in picture.marks:
                    nearer = own - gap_to_words(words, picture.marks[other])
                    if nearer > SURE:
                        what = f"names {thing}, and stands {nearer:.0f} px closer to {other}"
                        yield Finding(kind=Kind.AIM, part=words.name, what=what, amount=nearer)


def thing_named(words: Words, picture: Picture) -> str | None:
    """Return the part that words are the name of, or None."""
    for heard in read_back(words.text, picture.figure.language, label=True):
        for message in heard.messages:
            if message in NAMED:
                return NAMED[message]
    return None


def _aimed_elsewhere(words: Words, thing: str, picture: Picture) -> Iterator[Finding]:
    """Yield a callout whose tip is not clearly closer to its thing than to every other stroke."""
    tip = tip_of(words)[None]
    own = _reach(tip, picture.marks.get(thing, ()))
    where = np.vstack([np.empty((0, 2)), *(mark.points for mark in picture.marks.get(thing, ()))])
    for name, marks in picture.marks.items():
        lines = [mark for mark in marks if not mark.filled]
        if name == thing or not lines:
            continue
        apart = _reach(tip, lines) - own
        # A curve that is straight lies on its tangent everywhere.
        least = min(CLEAR, max((_reach(point[None], lines) for point in where), default=CLEAR) / 2)
        if apart < least:
            what = f"is {apart:.1f} px closer to {thing} than to {name}, under {least:.1f}"
            yield Finding(kind=Kind.AIM, part=words.name, what=what, amount=apart)


def _reach(tip: np.ndarray, marks: Sequence[Mark]) -> float:
    """Return the distance of a point from the nearest ink, 0 on it."""
    return min(
        (max(float(distances(tip, mark.points)[0]) - mark.reach, 0.0) for mark in marks), default=np.inf
    )


def gap_to_words(words: Words, marks: Sequence[Mark]) -> float:
    """Return the distance of a name from a thing: of the end of its leader, or of its box."""
    if isinstance(words.request, Beside) and words.arrow:
        return _reach(tip_of(words)[None], marks)
    return min((gap_to_box(mark, words.box) for mark in marks), default=np.inf)


NAMING: tuple[Role, ...] = ("curve", "slope", "legs", "ground")
"""The colors that say which thing is meant; ink and faint ones say nothing."""
SLOPES = re.compile(r"\s*\w+\s*['′]\s*\(")
"""How the derivative begins in a formula, which has the color of the tangent."""
KEYED = ("path", "error")
"""The lines that an entry of a key stands for, together with its number."""
_KEY = re.compile(r"key-(\d+)")


def untrue_colors(picture: Picture) -> Iterator[Finding]:
    """Yield each name in the color of another thing, and each entry of a key that shows another one."""
    for words in picture.words:
        if words.whole:
            yield from _untrue_name(words, picture)
            yield from _untrue_stretches(words, picture)
    yield from _untrue_keys(picture)


def _untrue_name(words: Words, picture: Picture) -> Iterator[Finding]:
    thing = thing_named(words, picture) or words.name.removesuffix(NAME)
    if not words.name.endswith(NAME) or thing not in picture.marks:
        return
    naming = {picture.figure.theme.color(role).lower() for role in NAMING}
    colors = {_color(shape) for shape in words.part.shapes() if isinstance(shape, Letters)} & naming
    if colors and not colors & colors_of(picture.painted[thing]):
        yield Finding(kind=Kind.COLOR, part=words.name, what=f"names {thing} in the color of another thing")


def _untrue_stretches(words: Words, picture: Picture) -> Iterator[Finding]:
    """Yield each stretch of a formula whose color is not that of the thing that it speaks of."""
    for shape in words.part.shapes():
        for role, markup in tints_in(shape.outline.markup) if isinstance(shape, Letters) else ():
            color = picture.figure.theme.color(role).lower()
            for thing in _things_in(markup_text(markup), picture):
                if color not in colors_of(picture.painted[thing]):
                    what = f'has "{markup_text(markup)}" in another color than {thing}'
                    yield Finding(kind=Kind.COLOR, part=words.name, what=what)


def _things_in(text: str, picture: Picture) -> Iterator[str]:
    say = picture.figure.language.say
    for thing in ("rise", "run"):
        if thing in picture.painted and re.search(rf"(?<!\w){re.escape(say(thing))}(?!\w)", text):
            yield thing
    if SLOPES.match(text) and "tangent" in picture.painted:
        yield "tangent"


def _untrue_keys(picture: Picture) -> Iterator[Finding]:
    """Yield each entry of a key that lacks the color of a thing of its number, or has another's name."""
    keys = {found[1]: name for name in picture.marks if (found := _KEY.fullmatch(name))}
    labels = {words.name: words for words in picture.words}
    for number, key in keys.items():
        colors = colors_of(picture.painted[key])
        for name in (f"{kind}-{number}" for kind in KEYED):
            shown = name in picture.marks and picture.is_on(name, key)
            if shown and not colors & colors_of(picture.painted[name]):
                yield Finding(kind=Kind.COLOR, part=key, what=f"has another color than {name}")
        words = labels.get(f"name-{number}")
        if words is not None and words.whole:
            yield from _exchanged(words, key, keys.values(), picture)


def _exchanged(words: Words, key: str, keys: Iterable[str], picture: Picture) -> Iterator[Finding]:
    nearest = min(keys, key=lambda other: gap_to_words(words, picture.marks.get(other, ())))
    if nearest != key:
        yield Finding(kind=Kind.COLOR, part=words.name, what=f"stands by {nearest} of the key")


def colors_of(part: Part) -> set[Color]:
    """Return the colors in which a part is painted."""
    return {_color(shape) for shape in part.shapes() if not isinstance(shape, Tint)}


def _color(shape: VMobject) -> Color:
    filled = float(shape.get_fill_opacity()) > 0
    color = shape.get_fill_color() if filled else shape.get_stroke_color()
    return "" if color is None else color.to_hex().lower()
