"""What lies behind a shape: the background, panels and pictures, seen at a grid of points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from hillside.decks.into.fills import FILLS, Paint, Palette
from hillside.decks.into.inherited import Extent, inherited_shapes, own_extent, placeholder, scheme_of
from hillside.decks.into.office_colors import Tone
from hillside.decks.into.parts import Archive, drawing, slide_tag
from hillside.decks.into.xml_edits import FALLBACK, Node, is_alternative
from hillside.stage.look.color import luminance

ACROSS, DOWN = 16, 12
"""The points that are looked at along the width and the height of a shape."""
EVEN = 2.5 / 255
"""The largest difference of a red, green or blue at which a ground still counts as a single color."""
WHOLE_BOXES = ("rect", "flowChartProcess")
"""The geometries that fill their box."""


@dataclass(frozen=True)
class Ground:
    """What lies behind a shape.

    Attributes:
        color: its color `#rrggbb`, or the mean where it varies; None if nothing of it could be read.
        even: whether it is this color everywhere.
        extremes: the darkest and the lightest color of a ground that varies, as far as it could be read.
        unread: whether some of it could not be read.
    """

    color: str | None
    even: bool
    extremes: tuple[str, ...] = ()
    unread: bool = False


def ground_of(shape: Node, extent: Extent, slide: str, archive: Archive) -> Ground:
    """Return what lies behind a shape, as far as it can be read.

    Tables, charts, free forms and vector pictures are not looked into: where they lie, it is unknown.
    """
    layers = tuple(_layers(shape, slide, archive))
    box = _placed(shape, extent)
    seen = [_seen(layers, box.at(*point)) for point in _grid()]
    known = [tone for tone in seen if tone is not None]
    if not known:
        return Ground(None, even=False, unread=True)
    channels = list(zip(*(tone.rgb for tone in known), strict=True))
    means = [sum(channel) / len(channel) for channel in channels]
    even = len(known) == len(seen) and all(max(channel) - min(channel) <= EVEN for channel in channels)
    if even:
        return Ground(known[0].color, even)
    by_light = sorted({tone.color for tone in known}, key=luminance)
    return Ground(Tone(*means).color, even, (by_light[0], by_light[-1]), unread=len(known) < len(seen))


def _grid() -> Iterator[tuple[float, float]]:
    """Yield the middles of the fields of a grid, as shares of width and height."""
    for row in range(DOWN):
        for column in range(ACROSS):
            yield (column + 0.5) / ACROSS, (row + 0.5) / DOWN


@dataclass(frozen=True)
class _Box:
    """A parallelogram on the slide, in EMU: its upper left corner and the vectors along its sides."""

    corner: complex
    across: complex
    down: complex

    def at(self, across: float, down: float) -> complex:
        """Return the point at shares of its width and height."""
        return self.corner + across * self.across + down * self.down

    def shares(self, point: complex) -> tuple[float, float]:
        """Return the shares of width and height at which a point is; a flat box has none inside."""
        area = _cross(self.across, self.down)
        if area == 0:
            return -1.0, -1.0
        off = point - self.corner
        return _cross(off, self.down) / area, _cross(self.across, off) / area

    @property
    def aspect(self) -> float:
        """Its width over its height."""
        return abs(self.across) / max(abs(self.down), 1.0)


def _cross(one: complex, other: complex) -> float:
    return one.real * other.imag - one.imag * other.real


@dataclass(frozen=True)
class _Layer:
    """Something painted on a slide: where, its outline, and with what."""

    box: _Box
    covers: Callable[[float, float], bool | None]
    paint: Paint


def _seen(layers: Sequence[_Layer], point: complex) -> Tone | None:
    """Return the tone seen at a point of the slide, or None if it is unknown."""
    seen: Tone | None = Tone(1, 1, 1)
    for layer in layers:
        across, down = layer.box.shares(point)
        covers = layer.covers(across, down) if 0 <= across <= 1 and 0 <= down <= 1 else False
        if covers is None:
            seen = None
        elif covers:
            seen = _over(layer.paint(across, down), seen)
    return seen


def _over(top: Tone | None, below: Tone | None) -> Tone | None:
    """Return what is seen of one tone over another, either of which may be unknown."""
    if top is None or top.alpha >= 1:
        return top
    if top.alpha <= 0 or below is None:
        return below if top.alpha <= 0 else None
    rest = 1 - top.alpha
    pairs = zip(top.rgb, below.rgb, strict=True)
    return Tone(*(top.alpha * here + rest * there for here, there in pairs))


def _layers(shape: Node, slide: str, archive: Archive) -> Iterator[_Layer]:
    """Yield what is painted below a shape, back to front."""
    layout = archive.follow(slide, "slideLayout")
    master = None if layout is None else archive.follow(layout, "slideMaster")
    theme = None if master is None else archive.follow(master, "theme")
    palette = Palette(archive, scheme_of(slide, layout, master, archive), theme)
    yield from _background((slide, layout, master), palette)
    above = [layout] if _shows_master(slide, archive) else []
    above = [master, *above] if above and layout is not None and _shows_master(layout, archive) else above
    for part in above:
        if part is not None:
            root = archive.root(part)
            yield from _painted([each for each in _leaves(root) if placeholder(each) is None], part, palette)
    top = list(shape.above())
    below = [each for each in _leaves(top[-1] if top else shape, top) if each.start < shape.start]
    yield from _painted(below, slide, palette)


def _shows_master(part: str, archive: Archive) -> bool:
    return archive.root(part).attributes.get("showMasterSp", "1") not in ("0", "false")


def _background(parts: Sequence[str | None], palette: Palette) -> Iterator[_Layer]:
    """Yield the background of a slide: its own, or that of its layout or master."""
    archive = palette.archive
    size = archive.root(archive.main()).find(slide_tag("sldSz"))
    width, height = (0, 0) if size is None else (int(size.attributes["cx"]), int(size.attributes["cy"]))
    for part in parts:
        found = None if part is None else archive.root(part).find(slide_tag("cSld"), slide_tag("bg"))
        if part is None or found is None:
            continue
        reference, own = found.find(slide_tag("bgRef")), found.find(slide_tag("bgPr"))
        aspect = width / max(height, 1)
        paint = palette.styled(reference, aspect) if reference is not None else None
        for fill in () if own is None else own.unfolded():
            if fill.tag in FILLS:
                paint = palette.paint(fill, part, aspect)
                break
        if paint is not None:
            yield _Layer(_Box(0j, complex(width), complex(0, height)), _whole, paint)
        return


def _leaves(root: Node, inside: Sequence[Node] = ()) -> Iterator[Node]:
    """Yield the shapes that paint, in groups or not.

    Of alternatives, those of the one that is in `inside` are yielded, or else of the first.
    """
    for child in root.children:
        if is_alternative(child):
            chosen = [each for each in child.children if any(each is node for node in inside)]
            others = [each for each in child.children if each.tag != FALLBACK]
            for each in (chosen or others or child.children)[:1]:
                yield from _leaves(each, inside)
        elif child.tag in (slide_tag("sp"), slide_tag("pic"), slide_tag("graphicFrame")):
            yield child
        elif child.tag in (slide_tag("cSld"), slide_tag("spTree"), slide_tag("grpSp")):
            yield from _leaves(child, inside)


def _painted(shapes: Sequence[Node], part: str, palette: Palette) -> Iterator[_Layer]:
    for shape in shapes:
        about = next((node for node in shape.walk() if node.tag == slide_tag("cNvPr")), None)
        if about is not None and about.attributes.get("hidden") in ("1", "true"):
            continue
        kin = [shape, *inherited_shapes(shape, part, palette.archive)]
        extent = next((found for each in kin if (found := own_extent(each)) is not None), None)
        if extent is None:
            continue
        box = _placed(shape, extent)
        paint = _unread if shape.tag == slide_tag("graphicFrame") else _fill(kin, part, box.aspect, palette)
        if paint is not None:
            yield _Layer(box, _outline(shape, extent), paint)


def _unread(across: float, down: float) -> Tone | None:
    return None


def _fill(kin: Sequence[Node], part: str, aspect: float, palette: Palette) -> Paint | None:
    """Return what fills a shape: its own fill, that of its style, or that of the placeholders above it."""
    shape = kin[0]
    if shape.tag == slide_tag("pic"):
        pixels = shape.find(slide_tag("blipFill"))
        return _unread if pixels is None else palette.paint(pixels, part, aspect)
    if shape.attributes.get("useBgFill") in ("1", "true"):
        return _unread
    for each in kin:
        about = each.find(slide_tag("spPr"))
        for fill in () if about is None else about.unfolded():
            if fill.tag in FILLS:
                # The relations of an inherited picture belong to another part.
                return palette.paint(fill, part if each is shape else "", aspect)
        reference = each.find(slide_tag("style"), drawing("fillRef"))
        if reference is not None:
            return palette.styled(reference, aspect)
    return None


def _whole(across: float, down: float) -> bool | None:
    return True


def _outline(shape: Node, extent: Extent) -> Callable[[float, float], bool | None]:
    """Return whether an outline covers a point of its box; None if that is unknown."""
    about = shape.find(slide_tag("spPr"))
    preset = None if about is None else about.find(drawing("prstGeom"))
    if about is None or (preset is None and about.find(drawing("custGeom")) is None):
        return _whole
    name = "custGeom" if preset is None else preset.attributes.get("prst", "")
    if name in WHOLE_BOXES:
        return _whole
    if name == "ellipse":
        return lambda across, down: hypot(across - 0.5, down - 0.5) <= 0.5
    if name == "roundRect":
        radius = min(extent.width, extent.height) * _rounding(preset)
        return lambda across, down: _in_rounded(across, down, extent, radius)
    return lambda across, down: None


def _rounding(preset: Node | None) -> float:
    """Return the radius of rounded corners as a share of the shorter side; a sixth unless given."""
    given = None if preset is None else preset.find(drawing("avLst"), drawing("gd"))
    formula = "" if given is None else given.attributes.get("fmla", "")
    return min(int(formula.removeprefix("val ")) if formula.startswith("val ") else 16_667, 50_000) / 100_000


def _in_rounded(across: float, down: float, extent: Extent, radius: float) -> bool:
    x = min(across, 1 - across) * extent.width
    y = min(down, 1 - down) * extent.height
    return x >= radius or y >= radius or hypot(radius - x, radius - y) <= radius


def _placed(shape: Node, extent: Extent) -> _Box:
    """Return where a shape is on the slide, turned and mirrored as it is, and as the groups around it are."""
    frame = _frame(shape)
    box = _turned(_Box(complex(extent.x, extent.y), complex(extent.width), complex(0, extent.height)), frame)
    for group in shape.above():
        if group.tag != slide_tag("grpSp"):
            continue
        frame = group.find(slide_tag("grpSpPr"), drawing("xfrm"))
        if frame is not None:
            box = _in_group(box, frame)
    return box


def _frame(shape: Node) -> Node | None:
    about = shape.find(slide_tag("spPr"))
    return shape.find(slide_tag("xfrm")) if about is None else about.find(drawing("xfrm"))


def _in_group(box: _Box, frame: Node) -> _Box:
    """Return a box in the coordinates around a group, from those inside of it."""
    corner, size = _pair(frame, "off", "x", "y"), _pair(frame, "ext", "cx", "cy")
    start, extent = _pair(frame, "chOff", "x", "y"), _pair(frame, "chExt", "cx", "cy")
    if None in (corner, size, start, extent) or corner is None or size is None:
        return box
    origin, inner = start or 0j, extent or 1 + 1j
    across, up = size.real / max(inner.real, 1), size.imag / max(inner.imag, 1)

    def scaled(vector: complex) -> complex:
        return complex(vector.real * across, vector.imag * up)

    moved = _Box(corner + scaled(box.corner - origin), scaled(box.across), scaled(box.down))
    return _turned(moved, frame, corner + size / 2)


def _pair(frame: Node, tag: str, first: str, second: str) -> complex | None:
    found = frame.find(drawing(tag))
    return None if found is None else complex(int(found.attributes[first]), int(found.attributes[second]))


def _turned(box: _Box, frame: Node | None, middle: complex | None = None) -> _Box:
    """Return a box mirrored and turned about a point, by default its own middle."""
    given = {} if frame is None else frame.attributes
    center = box.at(0.5, 0.5) if middle is None else middle
    mirrored = [given.get(name) in ("1", "true") for name in ("flipH", "flipV")]
    angle = radians(int(given.get("rot", "0")) / 60_000)
    turn = complex(cos(angle), sin(angle))

    def moved(vector: complex) -> complex:
        x, y = (
            -each if flip else each for each, flip in zip((vector.real, vector.imag), mirrored, strict=True)
        )
        return complex(x, y) * turn

    return _Box(center + moved(box.corner - center), moved(box.across), moved(box.down))
