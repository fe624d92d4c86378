"""Colors by meaning: a name in color has that of its thing, and what a key shows, the thing of its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from manim import VMobject

from hillside.check.finding import Finding, Kind
from hillside.check.hearing.pointing import NAME, gap_to_words, thing_named
from hillside.check.painted_picture import Picture, Words
from hillside.stage.drawing import Letters, Part, Tint
from hillside.stage.lettering.tints import tints_in
from hillside.stage.lettering.typst_markup import markup_text
from hillside.stage.look.color import Color
from hillside.stage.look.theme import Role

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
