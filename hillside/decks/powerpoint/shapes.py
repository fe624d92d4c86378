"""What stands on a slide: places for text, pictures, and pictures that play."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from hillside.decks.powerpoint.frame import Box
from hillside.decks.powerpoint.names import MEDIA_EXTENSION, P14, SVG, SVG_EXTENSION
from hillside.stage.lettering.locales import LANGUAGES

ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)
"""The head of every tree of shapes."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A picture on a slide.

    Attributes:
        id: its number on the slide.
        name: what it is called in the list of objects.
        alt: what screen readers say.
        png: the relation to its bitmap; of a film, the poster.
        svg: the relation to its vector twin.
        film: the relation to the film as a link, for readers that know no media extension.
        media: the relation to the film as embedded.
    """

    id: int
    name: str
    alt: str
    png: str
    svg: str | None = None
    film: str | None = None
    media: str | None = None


def picture(seen: Seen, box: Box) -> str:
    """Return a picture, or a film with its poster."""
    head = f'<p:cNvPr id="{seen.id}" name={quoteattr(seen.name)} descr={quoteattr(seen.alt)}'
    click = '<a:hlinkClick r:id="" action="ppaction://media"/>' if seen.film else ""
    return (
        f"<p:pic><p:nvPicPr>{head}>{click}</p:cNvPr>"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{_film(seen)}</p:nvPr></p:nvPicPr>"
        f"<p:blipFill>{blip(seen)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def blip(seen: Seen) -> str:
    """Return the pixels of a picture, with the vectors for readers that know them."""
    if seen.svg is None:
        return f'<a:blip r:embed="{seen.png}"/>'
    twin = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{seen.svg}"/>'
    extension = f'<a:extLst><a:ext uri="{SVG_EXTENSION}">{twin}</a:ext></a:extLst>'
    return f'<a:blip r:embed="{seen.png}">{extension}</a:blip>'


def _film(seen: Seen) -> str:
    if seen.film is None:
        return ""
    media = f'<p14:media xmlns:p14="{P14}" r:embed="{seen.media}"/>'
    return (
        f'<a:videoFile r:link="{seen.film}"/>'
        f'<p:extLst><p:ext uri="{MEDIA_EXTENSION}">{media}</p:ext></p:extLst>'
    )


def place(
    id: int,  # noqa: A002 - the word of the format
    name: str,
    kind: str,
    text: str,
    box: Box | None = None,
    style: str = "",
    body: str = "<a:bodyPr/>",
) -> str:
    """Return a placeholder of a `kind` such as `type="title"`; without a box it stands as in its layout."""
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


def page_number() -> str:
    """Return the field that shows the number of the slide."""
    field = "{7A1D1C3B-5F0E-4B7C-9A55-0C2D6E8F1A01}"
    return f'<a:p><a:fld id="{field}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld></a:p>'
