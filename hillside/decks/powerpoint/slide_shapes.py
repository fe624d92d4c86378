"""The shapes on a slide and their boxes, in English Metric Units (EMU): 914400 per inch, 12700 per point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from hillside.decks.powerpoint.package import MEDIA_EXTENSION, P14, SVG, SVG_EXTENSION
from hillside.decks.slides import LOGO_HEIGHT, LOGO_WIDTH, STRIP, Area, picture_area, points_area
from hillside.files.formats import Size
from hillside.stage.lettering.language import LANGUAGES

POINT = 12700
"""The EMU in a typographic point."""
SHORT_SIDE = 6_858_000
"""The short side of a slide in EMU: 7.5 inches, as in PowerPoint's own 16:9 slides."""
MARGIN = 0.05
"""The margin as a share of the short side, the same as in figures."""


@dataclass(frozen=True)
class Box:
    """A rectangle in EMU: its upper left corner and its sides."""

    x: int
    y: int
    width: int
    height: int

    def xfrm(self, tag: str = "a") -> str:
        """Return its DrawingML element.

        >>> Box(1, 2, 3, 4).xfrm()
        '<a:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></a:xfrm>'
        """
        return (
            f'<{tag}:xfrm><a:off x="{self.x}" y="{self.y}"/>'
            f'<a:ext cx="{self.width}" cy="{self.height}"/></{tag}:xfrm>'
        )


@dataclass(frozen=True)
class Frame:
    """The size of a slide in EMU, and the boxes of its content.

    Attributes:
        width: its width.
        height: its height.
        mirrored: whether text runs from right to left, so that titles begin on the right.
        logo_ratio: the width of the logo over its height; 0 if there is none.
    """

    width: int
    height: int
    mirrored: bool = False
    logo_ratio: float = 0.0

    @classmethod
    def of(cls, size: Size, lang: str = "en", logo_ratio: float = 0.0) -> Frame:
        """Return the slide with the aspect ratio of a picture, for text in a language.

        >>> Frame.of(Size(1920, 1080))
        Frame(width=12192000, height=6858000, mirrored=False, logo_ratio=0.0)
        """
        unit = SHORT_SIDE / min(size.width, size.height)
        # Rounded to a hundredth of an inch, so that 854x480, the draft size of 16:9, gives a 16:9 slide.
        width, height = (round(side * unit / 9144) * 9144 for side in (size.width, size.height))
        mirrored = LANGUAGES[lang].script.direction == "rtl"
        return cls(_snapped(width), _snapped(height), mirrored, logo_ratio)

    @property
    def margin(self) -> int:
        """The margin on all sides."""
        return round(MARGIN * min(self.width, self.height))

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def strip(self) -> int:
        """The height of the title's strip."""
        return round(STRIP * self.height)

    @property
    def title(self) -> Box:
        """The box of the title, which ends at the logo, or else at the slide number."""
        width = self.inner - self.number.width
        if self.logo_ratio:
            width -= self.logo.width + self.margin // 2
        return self.placed(Box(self.margin, 0, width, self.strip))

    @property
    def logo(self) -> Box:
        """The box of the logo, before the slide number: so high or so wide as there is room."""
        height = round(LOGO_HEIGHT * self.strip)
        width = min(round(height * self.logo_ratio), round(LOGO_WIDTH * self.width))
        height = round(width / self.logo_ratio) if self.logo_ratio else 0
        right = self.width - self.margin - self.number.width
        return self.placed(Box(right - width, (self.strip - height) // 2, width, height))

    @property
    def number(self) -> Box:
        """The box of the slide number, in the upper corner where lines end."""
        width = 60 * POINT
        return self.placed(Box(self.width - self.margin - width, 0, width, self.strip))

    @property
    def footer(self) -> Box:
        """The box of a footer, in the margin that every figure leaves below itself."""
        height = self.margin * 3 // 4
        left, width = self.margin, round(0.6 * self.inner)
        return self.placed(Box(left, self.height - height, width, height))

    @property
    def date(self) -> Box:
        """The box of a date, beside the footer."""
        height, width = self.margin * 3 // 4, round(0.3 * self.inner)
        return self.placed(Box(self.width - self.margin - width, self.height - height, width, height))

    def placed(self, box: Box) -> Box:
        """Return a box, mirrored if the slide is."""
        return replace(box, x=self.width - box.x - box.width) if self.mirrored else box

    def picture(self, has_points: bool = False) -> Box:
        """Return the box of the picture: over the full width, or beside points."""
        return self.of_area(picture_area(self.height > self.width, has_points))

    @property
    def points(self) -> Box:
        """The box of the points beside a picture, within the margin."""
        box = self.of_area(points_area(self.height > self.width))
        return replace(box, height=box.height - self.margin)

    def of_area(self, area: Area) -> Box:
        """Return the box of an area of the slide."""
        sides = (area.left * self.width, area.top * self.height)
        return self.placed(Box(*map(round, (*sides, area.width * self.width, area.height * self.height))))

    @property
    def text(self) -> Box:
        """The box of the text on a slide without a picture."""
        top = self.strip + self.margin // 2
        return Box(self.margin, top, self.inner, self.height - top - self.margin)


def _snapped(side: int) -> int:
    """Return a side of the standard PowerPoint slides if it is within 1 % of `side`, else `side`."""
    known = (6_858_000, 12_192_000, 9_144_000)
    return next((each for each in known if abs(each - side) <= side // 100), side)


ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)
"""The first elements of every shape tree."""


@dataclass(frozen=True, kw_only=True)
class SlidePicture:
    """A picture or a film on a slide.

    Attributes:
        id: its shape id on the slide.
        name: its name in the selection pane.
        alt: its alt text.
        png: the id of the relation to its bitmap, which is the poster of a film.
        svg: the id of the relation to its SVG.
        film: the id of the relation to the film as a link, for readers without the media extension.
        media: the id of the relation to the film as embedded media.
    """

    id: int
    name: str
    alt: str
    png: str
    svg: str | None = None
    film: str | None = None
    media: str | None = None


def picture(seen: SlidePicture, box: Box) -> str:
    """Return the element of a picture, or of a film with its poster."""
    head = f'<p:cNvPr id="{seen.id}" name={quoteattr(seen.name)} descr={quoteattr(seen.alt)}'
    click = '<a:hlinkClick r:id="" action="ppaction://media"/>' if seen.film else ""
    return (
        f"<p:pic><p:nvPicPr>{head}>{click}</p:cNvPr>"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{_film(seen)}</p:nvPr></p:nvPicPr>"
        f"<p:blipFill>{blip(seen)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def blip(seen: SlidePicture) -> str:
    """Return the bitmap of a picture, with its SVG for readers that support it."""
    if seen.svg is None:
        return f'<a:blip r:embed="{seen.png}"/>'
    twin = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{seen.svg}"/>'
    extension = f'<a:extLst><a:ext uri="{SVG_EXTENSION}">{twin}</a:ext></a:extLst>'
    return f'<a:blip r:embed="{seen.png}">{extension}</a:blip>'


def _film(seen: SlidePicture) -> str:
    if seen.film is None:
        return ""
    media = f'<p14:media xmlns:p14="{P14}" r:embed="{seen.media}"/>'
    return (
        f'<a:videoFile r:link="{seen.film}"/>'
        f'<p:extLst><p:ext uri="{MEDIA_EXTENSION}">{media}</p:ext></p:extLst>'
    )


def placeholder(
    id: int,  # noqa: A002 - the word of the format
    name: str,
    kind: str,
    text: str,
    box: Box | None = None,
    style: str = "",
    body: str = "<a:bodyPr/>",
) -> str:
    """Return a placeholder of a kind such as `type="title"`; without `box`, it inherits one."""
    where = "<p:spPr/>" if box is None else f"<p:spPr>{box.xfrm()}{_RECTANGLE}</p:spPr>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={quoteattr(name)}/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>{where}"
        f"<p:txBody>{body}<a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def paragraphs(lines: Iterable[str], lang: str) -> str:
    """Return lines of text as paragraphs in a language.

    >>> paragraphs(["a < b"], "en")
    '<a:p><a:r><a:rPr lang="en"/><a:t>a &lt; b</a:t></a:r></a:p>'
    """
    side = '<a:pPr algn="r" rtl="1"/>' if LANGUAGES[lang].script.direction == "rtl" else ""
    said = "".join(
        f'<a:p>{side}<a:r><a:rPr lang="{lang}"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines
    )
    return said or f'<a:p><a:endParaRPr lang="{lang}"/></a:p>'


def page_number(number: int | None = None) -> str:
    """Return the field that shows the number of the slide; None stands for that of any slide."""
    shown = "‹#›" if number is None else number
    field = "{7A1D1C3B-5F0E-4B7C-9A55-0C2D6E8F1A01}"
    return f'<a:p><a:fld id="{field}" type="slidenum"><a:rPr/><a:t>{shown}</a:t></a:fld></a:p>'
