"""The master of the slides and its layouts: a title, a figure under its title, text under its title."""

from __future__ import annotations

from hillside.decks.powerpoint.frame import POINT, Box, Frame
from hillside.decks.powerpoint.names import SPACES
from hillside.decks.powerpoint.ornament import ornament
from hillside.decks.powerpoint.shapes import ROOT, page_number, place
from hillside.decks.powerpoint.theme import color_map
from hillside.stage.look.theme import Theme

LAYOUTS = ("Title", "Figure", "Text")
"""The layouts by number, from 1."""

TITLE, BODY, NUMBER = 'type="title"', 'type="body" idx="1"', 'type="sldNum" sz="quarter" idx="12"'
_FLUSH = '<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{}"><a:normAutofit/></a:bodyPr>'
MIDDLE, TOP, BOTTOM = (_FLUSH.format(anchor) for anchor in ("ctr", "t", "b"))


def master(frame: Frame, theme: Theme, relations: tuple[str, ...]) -> str:
    """Return the slide master; `relations` are those to its layouts."""
    shapes = (
        place(2, "Title", TITLE, _edit("Title"), frame.title, body=MIDDLE),
        place(3, "Text", BODY, _edit("Text"), frame.text, body=TOP),
        place(
            4,
            "Slide number",
            'type="sldNum" sz="quarter" idx="4"',
            page_number(),
            frame.number,
            _number(),
            MIDDLE,
        ),
    )
    listed = "".join(
        f'<p:sldLayoutId id="{2147483649 + place}" r:id="{each}"/>' for place, each in enumerate(relations)
    )
    return (
        f'<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>{tree(*shapes)}</p:cSld>{color_map(theme)}"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>{_styles()}</p:sldMaster>"
    )


def layout(number: int, frame: Frame) -> str:
    """Return a layout by its number."""
    name = LAYOUTS[number - 1]
    kind, shapes = {
        "Title": ("title", _title_page(frame)),
        "Figure": ("titleOnly", (place(2, "Title", TITLE, _edit("Title")), _page_number(3))),
        "Text": (
            "obj",
            (
                place(2, "Title", TITLE, _edit("Title")),
                place(3, "Text", 'idx="1"', _edit("Text")),
                _page_number(4),
            ),
        ),
    }[name]
    return (
        f'<p:sldLayout {SPACES} type="{kind}" preserve="1"><p:cSld name="{name}">{tree(*shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def tree(*shapes: str) -> str:
    """Return a tree of shapes, back to front, which is also the order in which they are read."""
    return f"<p:spTree>{ROOT}{''.join(shapes)}</p:spTree>"


def _title_page(frame: Frame) -> tuple[str, ...]:
    wide = frame.width > frame.height
    left = frame.margin * 2
    width = round(0.55 * frame.width) if wide else frame.width - 2 * left
    middle = round((0.5 if wide else 0.42) * frame.height)
    title = Box(left, middle - 2 * frame.strip, width, 2 * frame.strip)
    under = Box(left, middle + frame.margin // 2, width, frame.strip)
    return (
        *ornament(frame, first=10),
        place(2, "Title", 'type="ctrTitle"', _edit("Title"), title, _level(40, "tx1", bold=True), BOTTOM),
        place(3, "Subtitle", 'type="subTitle" idx="1"', _edit("Subtitle"), under, _level(20, "tx2"), TOP),
    )


def _page_number(id: int) -> str:  # noqa: A002 - the word of the format
    return place(id, "Slide number", NUMBER, page_number())


def _number() -> str:
    return f'<a:lvl1pPr algn="r">{_run(14, "tx2")}</a:lvl1pPr>'


def _edit(what: str) -> str:
    return f'<a:p><a:r><a:rPr lang="en"/><a:t>{what}</a:t></a:r></a:p>'


def _level(points: int, color: str, bold: bool = False) -> str:
    """Return the style of a first level without a bullet."""
    return f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{_run(points, color, bold)}</a:lvl1pPr>'


def _run(points: int, color: str, bold: bool = False, font: str = "mn") -> str:
    weight = ' b="1"' if bold else ' b="0"'
    return (
        f'<a:defRPr sz="{points * 100}"{weight}><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
        f'<a:cs typeface="+{font}-cs"/></a:defRPr>'
    )


def _styles() -> str:
    title = (
        '<p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>'
        f"{_run(28, 'tx1', bold=True, font='mj')}</a:lvl1pPr></p:titleStyle>"
    )
    levels = "".join(_bullet(level, points) for level, points in enumerate((24, 20, 18, 18, 18), 1))
    other = f"<p:otherStyle><a:lvl1pPr>{_run(18, 'tx1')}</a:lvl1pPr></p:otherStyle>"
    return f"<p:txStyles>{title}<p:bodyStyle>{levels}</p:bodyStyle>{other}</p:txStyles>"


def _bullet(level: int, points: int) -> str:
    step = 18 * POINT
    return (
        f'<a:lvl{level}pPr marL="{level * step}" indent="-{step}" algn="l">'
        '<a:spcBef><a:spcPts val="900"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        f"{_run(points, 'tx1')}</a:lvl{level}pPr>"
    )
