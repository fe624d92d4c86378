"""The fills of shapes and backgrounds: the color at a point of a plain color, a gradient or a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from hillside.decks.into.office_colors import Tone, share, tone_of
from hillside.decks.into.parts import Archive, drawing
from hillside.decks.into.xml_edits import Node
from hillside.decks.powerpoint.package import R
from hillside.files.foreign_picture import Grid, small_picture

Paint = Callable[[float, float], Tone | None]
"""The tone at a point, given as shares of the width and the height of the shape; None if it is unknown."""

FILLS = tuple(
    drawing(name) for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
)
FIRST_BACKGROUND = 1000
"""The index of a style after which the background styles of a theme are counted."""
SIDE = 48
"""The side in pixels of the picture that is read of a picture: finer than the points looked at."""
TILES = 5
"""How often a tiled picture is taken to repeat along a side; only that it varies matters."""


@dataclass(frozen=True)
class Palette:
    """What the fills on a slide refer to.

    Attributes:
        archive: the parts of the deck.
        scheme: the colors of the theme by the names that the slide uses.
        theme: the name of the part of the theme, or None.
    """

    archive: Archive
    scheme: Mapping[str, str]
    theme: str | None

    def paint(self, fill: Node, part: str, aspect: float, placeholder: Tone | None = None) -> Paint | None:
        """Return what a fill paints; None if it paints nothing.

        Args:
            fill: A fill such as `a:solidFill`.
            part: The part that it is in, to which its relations belong.
            aspect: The width of the shape over its height.
            placeholder: What `phClr` stands for.
        """
        kind = fill.tag.rpartition("}")[2]
        if kind == "noFill":
            return None
        if kind == "solidFill":
            return self._solid(fill, placeholder)
        if kind == "gradFill":
            return self._gradient(fill, aspect, placeholder)
        if kind == "blipFill":
            return self._picture(fill, part)
        return _unknown

    def styled(self, reference: Node, aspect: float) -> Paint | None:
        """Return what a reference to a style of the theme paints, such as `a:fillRef` or `p:bgRef`."""
        index = int(reference.attributes.get("idx", "0"))
        if index in (0, FIRST_BACKGROUND):
            return None
        listed = None
        if self.theme is not None:
            name = "bgFillStyleLst" if index > FIRST_BACKGROUND else "fillStyleLst"
            path = (drawing("themeElements"), drawing("fmtScheme"), drawing(name))
            listed = self.archive.root(self.theme).find(*path)
        place = index - (FIRST_BACKGROUND + 1 if index > FIRST_BACKGROUND else 1)
        if listed is None or self.theme is None or place >= len(listed.children):
            return _unknown
        color = tone_of(reference.children[0], self.scheme) if reference.children else None
        return self.paint(listed.children[place], self.theme, aspect, color)

    def _solid(self, fill: Node, placeholder: Tone | None) -> Paint:
        tone = tone_of(fill.children[0], self.scheme, placeholder) if fill.children else None
        return lambda across, down: tone

    def _gradient(self, fill: Node, aspect: float, placeholder: Tone | None) -> Paint:
        listed = fill.find(drawing("gsLst"))
        stops: list[tuple[float, Tone]] = []
        for stop in [] if listed is None else listed.children:
            tone = tone_of(stop.children[0], self.scheme, placeholder) if stop.children else None
            if tone is None:
                return _unknown
            stops.append((share(stop.attributes.get("pos", "0")), tone))
        if not stops:
            return _unknown
        stops.sort(key=lambda stop: stop[0])
        along = _along_path(fill) if fill.find(drawing("path")) is not None else _along_line(fill, aspect)
        return lambda across, down: _between(stops, along(across, down))

    def _picture(self, fill: Node, part: str) -> Paint:
        pixels = fill.find(drawing("blip"))
        link = None if pixels is None else self.archive.links(part).get(pixels.attributes.get(EMBED, ""))
        content = None if link is None else self.archive.parts.get(link.target)
        grid = None if content is None else small_picture(content, SIDE)
        if grid is None or pixels is None:
            return _unknown
        faded = pixels.find(drawing("alphaModFix"))
        opacity = 1.0 if faded is None else share(faded.attributes.get("amt", "100000"))
        crop = _insets(fill.find(drawing("srcRect")))
        if fill.find(drawing("tile")) is not None:
            return lambda across, down: _pixel(grid, across * TILES % 1, down * TILES % 1, opacity)
        place = _insets(fill.find(drawing("stretch"), drawing("fillRect")))

        def at(across: float, down: float) -> Tone | None:
            inside = _within(across, place[0], place[2]), _within(down, place[1], place[3])
            if not all(0 <= each <= 1 for each in inside):
                return CLEAR
            left, top, right, bottom = crop
            return _pixel(
                grid, left + inside[0] * (1 - left - right), top + inside[1] * (1 - top - bottom), opacity
            )

        return at


EMBED = f"{{{R}}}embed"
CLEAR = Tone(0, 0, 0, 0)


def _unknown(across: float, down: float) -> Tone | None:
    return None


def _between(stops: Sequence[tuple[float, Tone]], place: float) -> Tone:
    """Return the tone of a gradient at a place, 0 to 1."""
    before = [stop for stop in stops if stop[0] <= place][-1:] or stops[:1]
    after = [stop for stop in stops if stop[0] >= place][:1] or stops[-1:]
    (start, one), (end, other) = before[0], after[0]
    part = 0.0 if end <= start else (place - start) / (end - start)
    pairs = zip((*one.rgb, one.alpha), (*other.rgb, other.alpha), strict=True)
    return Tone(*(here + part * (there - here) for here, there in pairs))


def _along_line(fill: Node, aspect: float) -> Callable[[float, float], float]:
    """Return how far along a linear gradient a point is, 0 to 1 from corner to corner."""
    line = fill.find(drawing("lin"))
    turned = radians(0 if line is None else int(line.attributes.get("ang", "0")) / 60_000)
    x, y = cos(turned) * aspect, sin(turned)
    length = abs(x) + abs(y) or 1.0
    return lambda across, down: ((across - 0.5) * x + (down - 0.5) * y) / length + 0.5


def _along_path(fill: Node) -> Callable[[float, float], float]:
    """Return how far from the center of a gradient a point is, as a share of the way to the far corner."""
    path = fill.find(drawing("path"))
    left, top, right, bottom = _insets(None if path is None else path.find(drawing("fillToRect")))
    x, y = (left + 1 - right) / 2, (top + 1 - bottom) / 2
    round_ = path is not None and path.attributes.get("path") == "circle"
    wide, tall = max(x, 1 - x), max(y, 1 - y)

    def at(across: float, down: float) -> float:
        off = abs(across - x) / wide, abs(down - y) / tall
        return min(hypot(*off) / hypot(1, 1) if round_ else max(off), 1.0)

    return at


def _insets(rectangle: Node | None) -> tuple[float, float, float, float]:
    """Return how far a rectangle is from the left, top, right and bottom, as shares of the sides."""
    given = {} if rectangle is None else rectangle.attributes
    left, top, right, bottom = (share(given.get(side, "0")) for side in "ltrb")
    return left, top, right, bottom


def _within(place: float, before: float, after: float) -> float:
    """Return where a place is between two insets, 0 to 1; outside of them, less or more."""
    return (place - before) / max(1 - before - after, 1e-9)


def _pixel(grid: Grid, across: float, down: float, opacity: float) -> Tone:
    row, column = (min(max(int(each * SIDE), 0), SIDE - 1) for each in (down, across))
    red, green, blue, alpha = (each / 255 for each in grid[row][column])
    return Tone(red, green, blue, alpha * opacity)
