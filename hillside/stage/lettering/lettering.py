"""Words and the ways to set them."""

from dataclasses import dataclass, replace

from hillside.stage.box import Box
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.outline import Outline
from hillside.stage.lettering.typeface import TYPEFACE, Typeface
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import formula, plain, wrapped
from hillside.stage.look.theme import MEASURES, Role


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How some words are set: each of `settings` is Typst markup, the best way first.

    When none of them finds a place at `size`, all are tried again at the `least` size, if there is one.
    """

    settings: tuple[str, ...]
    size: float = MEASURES.label
    least: float | None = None
    weight: str = "medium"
    role: Role = "ink"
    align: str = "start"

    def outline(self, index: int, typeface: Typeface = TYPEFACE) -> Outline:
        """Return the words set in the way of that number."""
        again, way = divmod(index, len(self.settings))
        size = self.least if again and self.least is not None else self.size
        return typeset(self.settings[way], size, self.weight, self.align, typeface)

    def sizes(self, typeface: Typeface = TYPEFACE) -> tuple[tuple[float, float], ...]:
        """Return the width and height in layout pixels of each way to set the words."""
        ways = len(self.settings) * (1 if self.least is None else 2)
        boxes = [box_of(self.outline(index, typeface)) for index in range(ways)]
        return tuple((box.width, box.height) for box in boxes)


def lettering(text: str, *, lines: tuple[int, ...] = (1, 2, 3), **style: object) -> Lettering:
    """Return plain words, wrapped on as many lines as `lines` says, the best number first.

    >>> lettering("rise").settings
    ('#text("rise")',)
    """
    ways = dict.fromkeys(plain(wrapped(text, count)) for count in lines)
    return replace(Lettering(settings=tuple(ways)), **style)  # pyright: ignore[reportArgumentType]


def symbol(name: str, language: Language) -> str:
    """Return Typst markup of a formula such as `x` that names a thing, or of the lecturer's words for it.

    >>> symbol("x", Language()), symbol("x", Language("en", (("x", "weight"),)))
    ('$x$', '#text("weight")')
    """
    own = language.own(name)
    return formula(name) if own is None else plain(own)


def box_of(outline: Outline) -> Box:
    """Return the box of the ink and the capitals' height, so that changing digits do not shift a label."""
    left, bottom, right, top = outline.ink
    return Box(min(left, 0.0), min(bottom, 0.0), max(right, outline.width), max(top, outline.height))
