"""The slide master, the notes master, and the layouts: title; title and figure; title and text."""

from __future__ import annotations

from collections.abc import Sequence

from hillside.decks.ornament import REACH, ornament
from hillside.decks.powerpoint.office_theme import color_map
from hillside.decks.powerpoint.package import SPACES
from hillside.decks.powerpoint.slide_shapes import (
    POINT,
    ROOT,
    Box,
    Frame,
    page_number,
    paragraphs,
    placeholder,
)
from hillside.stage.look.theme import Theme
from mathcore import Point

LAYOUTS = ("Title", "Figure", "Text", "Points")
"""The names of the layouts, which are numbered from 1."""

POINTS = 'type="body" sz="half" idx="13"'
"""The placeholder of points beside a figure."""
TITLE, BODY, NUMBER = 'type="title"', 'type="body" idx="1"', 'type="sldNum" sz="quarter" idx="12"'
DATE, FOOTER = 'type="dt" sz="half" idx="2"', 'type="ftr" sz="quarter" idx="3"'
_FLUSH = '<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{}"><a:normAutofit/></a:bodyPr>'
MIDDLE, TOP, BOTTOM = (_FLUSH.format(anchor) for anchor in ("ctr", "t", "b"))


def master(frame: Frame, theme: Theme, relations: tuple[str, ...], logo: str | None = None) -> str:
    """Return the slide master.

    `relations` are the ids of its relations to the layouts, and `logo` is that to the picture of a logo.
    """
    shapes = (
        *(() if logo is None else (_logo(7, logo, frame.logo),)),
        placeholder(2, "Title", TITLE, _edit("Title"), frame.title, body=MIDDLE),
        placeholder(3, "Text", BODY, _edit("Text"), frame.text, body=TOP),
        placeholder(
            4,
            "Slide number",
            'type="sldNum" sz="quarter" idx="4"',
            page_number(),
            frame.number,
            _small(14, ends=True, frame=frame),
            MIDDLE,
        ),
        placeholder(5, "Date", DATE, _EMPTY, frame.date, _small(10, True, frame), MIDDLE),
        placeholder(
            6,
            "Footer",
            'type="ftr" sz="quarter" idx="3"',
            _EMPTY,
            frame.footer,
            _small(10, False, frame),
            MIDDLE,
        ),
    )
    listed = "".join(
        f'<p:sldLayoutId id="{2147483649 + number}" r:id="{each}"/>' for number, each in enumerate(relations)
    )
    return (
        f'<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>{tree(*shapes)}</p:cSld>{color_map(theme)}"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>{_styles(frame)}</p:sldMaster>"
    )


def layout(number: int, frame: Frame) -> str:
    """Return a layout by its number."""
    name = LAYOUTS[number - 1]
    kind, shapes = {
        "Title": ("title", _title_page(frame)),
        "Figure": ("titleOnly", (placeholder(2, "Title", TITLE, _edit("Title")), *_foot(3, frame))),
        "Text": (
            "obj",
            (
                placeholder(2, "Title", TITLE, _edit("Title")),
                placeholder(3, "Text", 'idx="1"', _edit("Text")),
                *_foot(4, frame),
            ),
        ),
        "Points": (
            "cust",
            (
                placeholder(2, "Title", TITLE, _edit("Title")),
                placeholder(3, "Points", POINTS, _edit("Points"), frame.points, body=MIDDLE),
                *_foot(4, frame),
            ),
        ),
    }[name]
    return (
        f'<p:sldLayout {SPACES} type="{kind}" preserve="1"><p:cSld name="{name}">{tree(*shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def tree(*shapes: str) -> str:
    """Return a shape tree, back to front, which is also the reading order."""
    return f"<p:spTree>{ROOT}{''.join(shapes)}</p:spTree>"


def _logo(number: int, relation: str, box: Box) -> str:
    """Return the picture of a logo, which is no part of what a slide says."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr=""/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _title_page(frame: Frame) -> tuple[str, ...]:
    wide = frame.width > frame.height
    left = frame.margin * 2
    # The words end a margin before the ornament.
    right = frame.width - left
    if wide:
        right = _ornament_place(frame)[0] - _ornament_reach(frame) - frame.margin
    width = right - left
    middle = round((0.5 if wide else 0.42) * frame.height)
    # A long title grows upward, as far as the margin.
    title = frame.placed(Box(left, frame.margin, width, middle - frame.margin))
    under = frame.placed(Box(left, middle + frame.margin // 2, width, frame.strip))
    return (
        *_ornament(frame, first=10),
        placeholder(
            2, "Title", 'type="ctrTitle"', _edit("Title"), title, _level(40, "tx1", frame, True), BOTTOM
        ),
        placeholder(
            3, "Subtitle", 'type="subTitle" idx="1"', _edit("Subtitle"), under, _level(20, "tx2", frame), TOP
        ),
    )


def _foot(first: int, frame: Frame) -> tuple[str, ...]:
    """Return the placeholders of number, date and footer, with ids from `first`.

    They state their style again, since LibreOffice does not take it from the master.
    """
    ends, begins = _small(10, True, frame), _small(10, False, frame)
    return (
        placeholder(first, "Slide number", NUMBER, page_number()),
        placeholder(first + 1, "Date", 'type="dt" sz="half" idx="10"', _EMPTY, style=ends),
        placeholder(first + 2, "Footer", 'type="ftr" sz="quarter" idx="11"', _EMPTY, style=begins),
    )


def _small(points: int, ends: bool, frame: Frame) -> str:
    """Return the style of small text where lines begin, or with `ends` where they end."""
    side = "r" if ends is not frame.mirrored else "l"
    return f'<a:lvl1pPr algn="{side}"{_direction(frame)}>{_run(points, "tx2")}</a:lvl1pPr>'


def _direction(frame: Frame) -> str:
    return ' rtl="1"' if frame.mirrored else ""


def _begin(frame: Frame) -> str:
    """Return the attributes of paragraphs that begin where lines do."""
    return f'algn="{"r" if frame.mirrored else "l"}"{_direction(frame)}'


_EMPTY = '<a:p><a:endParaRPr lang="en"/></a:p>'


def _edit(what: str) -> str:
    return f'<a:p><a:r><a:rPr lang="en"/><a:t>{what}</a:t></a:r></a:p>'


def _level(points: int, color: str, frame: Frame, bold: bool = False) -> str:
    """Return the style of first-level paragraphs without a bullet; sizes are in points."""
    return (
        f'<a:lvl1pPr marL="0" indent="0" {_begin(frame)}><a:buNone/>{_run(points, color, bold)}</a:lvl1pPr>'
    )


def _run(points: int, color: str, bold: bool = False, font: str = "mn") -> str:
    weight = ' b="1"' if bold else ' b="0"'
    return (
        f'<a:defRPr sz="{points * 100}"{weight}><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
        f'<a:cs typeface="+{font}-cs"/></a:defRPr>'
    )


def _styles(frame: Frame) -> str:
    title = (
        f'<p:titleStyle><a:lvl1pPr {_begin(frame)}><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>'
        f"{_run(28, 'tx1', bold=True, font='mj')}</a:lvl1pPr></p:titleStyle>"
    )
    levels = "".join(_bullet(level, points, frame) for level, points in enumerate((24, 20, 18, 18, 18), 1))
    other = f"<p:otherStyle><a:lvl1pPr>{_run(18, 'tx1')}</a:lvl1pPr></p:otherStyle>"
    return f"<p:txStyles>{title}<p:bodyStyle>{levels}</p:bodyStyle>{other}</p:txStyles>"


def _bullet(level: int, points: int, frame: Frame) -> str:
    step = 18 * POINT
    return (
        f'<a:lvl{level}pPr marL="{level * step}" indent="-{step}" {_begin(frame)}>'
        '<a:spcBef><a:spcPts val="900"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        f"{_run(points, 'tx1')}</a:lvl{level}pPr>"
    )


def default_text(lang: str) -> str:
    """Return the style of text in further shapes, in all nine levels."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="{(level - 1) * 36 * POINT}" algn="l" defTabSz="{72 * POINT}">'
        f"{_run(18, 'tx1')}</a:lvl{level}pPr>"
        for level in range(1, 10)
    )
    return f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{lang}"/></a:defPPr>{levels}</p:defaultTextStyle>'


PAGE = (6_858_000, 9_144_000)
"""The size of a notes page in EMU: 7.5 by 10 inches."""

_IMAGE, _TEXT = 'type="sldImg"', 'type="body" idx="1"'


def notes_master(frame: Frame) -> str:
    """Return the notes master: the slide, with the text below it."""
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    width, height = PAGE
    inner, top = width - 2 * 54 * POINT, 54 * POINT
    tall = min(round(inner * frame.height / frame.width), round(0.45 * height))
    wide = round(tall * frame.width / frame.height)
    image = Box((width - wide) // 2, top, wide, tall)
    under = top + tall + 27 * POINT
    text = Box(54 * POINT, under, inner, height - under - top)
    notes = placeholder(3, "Notes", _TEXT, paragraphs(["Notes"], "en"), text)
    return (
        f'<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>"
        f"{tree(_image(2, image), notes)}</p:cSld>"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {accents} hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{_STYLE}</p:notesStyle></p:notesMaster>"
    )


def notes_page(lines: Sequence[str], lang: str) -> str:
    """Return the notes page of a slide, with a paragraph for each line."""
    shapes = tree(_image(2, None), placeholder(3, "Notes", _TEXT, paragraphs(lines, lang)))
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


def _ornament(frame: Frame, first: int) -> tuple[str, ...]:
    """Return the shapes of the ornament, with ids from `first`; on a layout, no slide can move them."""
    unit = _ornament_unit(frame)
    origin_x, origin_y = _ornament_place(frame)
    origin_x = frame.width - origin_x if frame.mirrored else origin_x

    def on_slide(point: Point) -> tuple[int, int]:
        return origin_x + round(point.x * unit), origin_y - round(point.y * unit)

    shape = ornament()
    height = round(shape.ends.end.y * unit)
    return (
        _parabola(first, on_slide(shape.ends.start), round(2 * REACH * unit), height),
        _line(first + 1, on_slide(shape.tangent.start), on_slide(shape.tangent.end)),
        _dot(first + 2, on_slide(shape.touch), 9 * POINT),
    )


def _ornament_unit(frame: Frame) -> int:
    """Return the EMU per unit of x and y of the ornament."""
    return round((0.14 if frame.width > frame.height else 0.2) * frame.width)


def _ornament_reach(frame: Frame) -> int:
    """Return how far the ornament reaches to both sides of its lowest point, in EMU."""
    return round(REACH * _ornament_unit(frame))


def _ornament_place(frame: Frame) -> tuple[int, int]:
    """Return the lowest point of the ornament on a slide that is not mirrored."""
    wide = frame.width > frame.height
    return round(frame.width * (0.78 if wide else 0.5)), round(frame.height * (0.72 if wide else 0.9))


def _parabola(number: int, corner: tuple[int, int], width: int, height: int) -> str:
    """Return the parabola as one quadratic Bézier curve; its control point mirrors the height of its ends."""
    path = (
        f'<a:path w="{width}" h="{height}" fill="none"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>'
        f'<a:quadBezTo><a:pt x="{width // 2}" y="{2 * height}"/><a:pt x="{width}" y="0"/></a:quadBezTo>'
        "</a:path>"
    )
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom><a:noFill/>'
    )
    return _shape(number, "Curve", Box(*corner, width, height), geometry + _stroke(4.5, "accent1"))


def _line(number: int, start: tuple[int, int], end: tuple[int, int]) -> str:
    box = Box(start[0], end[1], end[0] - start[0], start[1] - end[1])
    frame = box.xfrm().replace("<a:xfrm>", '<a:xfrm flipV="1">')
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Tangent"/><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{frame}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{_stroke(3.5, 'accent2', dashed=True)}</p:spPr></p:cxnSp>"
    )


def _dot(number: int, middle: tuple[int, int], radius: int) -> str:
    box = Box(middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius)
    fill = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    return _shape(number, "Point", box, f'<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{fill}')


def _shape(number: int, name: str, box: Box, rest: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xfrm()}{rest}</p:spPr></p:sp>'
    )


def _stroke(points: float, color: str, dashed: bool = False) -> str:
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return (
        f'<a:ln w="{round(points * POINT)}" cap="rnd"><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f"{dash}<a:round/></a:ln>"
    )
