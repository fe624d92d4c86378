"""Speaker notes: their master, and the page of a slide."""

from __future__ import annotations

from collections.abc import Sequence

from hillside.decks.powerpoint.frame import POINT, Box, Frame
from hillside.decks.powerpoint.layouts import tree
from hillside.decks.powerpoint.names import SPACES
from hillside.decks.powerpoint.shapes import paragraphs, place

PAGE = (6_858_000, 9_144_000)
"""The page of the notes, 7.5 by 10 inches."""

_IMAGE, _TEXT = 'type="sldImg"', 'type="body" idx="1"'


def notes_master(frame: Frame) -> str:
    """Return the master of the notes: the slide above, the text under it."""
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    width, height = PAGE
    inner, top = width - 2 * 54 * POINT, 54 * POINT
    tall = min(round(inner * frame.height / frame.width), round(0.45 * height))
    wide = round(tall * frame.width / frame.height)
    image = Box((width - wide) // 2, top, wide, tall)
    under = top + tall + 27 * POINT
    text = Box(54 * POINT, under, inner, height - under - top)
    return (
        f'<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>"
        f"{tree(_image(2, image), place(3, 'Notes', _TEXT, paragraphs(['Notes'], 'en'), text))}</p:cSld>"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {accents} hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{_STYLE}</p:notesStyle></p:notesMaster>"
    )


def notes_page(lines: Sequence[str], lang: str) -> str:
    """Return the notes of a slide, a paragraph for each line."""
    shapes = tree(_image(2, None), place(3, "Notes", _TEXT, paragraphs(lines, lang)))
    return (
        f"<p:notes {SPACES}><p:cSld>{shapes}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _image(number: int, box: Box | None) -> str:
    where = (
        "<p:spPr/>"
        if box is None
        else f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {_IMAGE}/></p:nvPr></p:nvSpPr>{where}</p:sp>"
    )


_STYLE = (
    '<a:lvl1pPr marL="0" algn="l"><a:spcAft><a:spcPts val="600"/></a:spcAft><a:defRPr sz="1200">'
    '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
)
