"""The animation of a slide whose parts enter one after the other, with a click for each beat."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from hillside.decks.powerpoint.drawn_shapes import DrawnPart

SECONDS = 0.5
"""Duration of an entrance."""
FADE, WIPE = (10, 0, "fade"), (22, 8, "wipe(left)")
"""The number of an entrance effect among PowerPoint's presets, its subtype, and its filter."""


def entrances(clicks: Sequence[Sequence[DrawnPart]]) -> str:
    """Return the timing of a slide: the parts of each click enter together; strokes from the left.

    Empty if nothing enters.
    """
    clicks = [parts for parts in clicks if parts]
    if not clicks:
        return ""
    ids = count(3)
    steps = "".join(_click(parts, ids) for parts in clicks)
    built = "".join(
        f'<p:bldP spid="{part.id}" grpId="0"/>' for parts in clicks for part in parts if part.has_text
    )
    listed = f"<p:bldLst>{built}</p:bldLst>" if built else ""
    slide = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        '<p:childTnLst><p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{steps}</p:childTnLst></p:cTn>"
        f'<p:prevCondLst><p:cond evt="onPrev" delay="0">{slide}</p:cond></p:prevCondLst>'
        f'<p:nextCondLst><p:cond evt="onNext" delay="0">{slide}</p:cond></p:nextCondLst></p:seq>'
        f"</p:childTnLst></p:cTn></p:par></p:tnLst>{listed}</p:timing>"
    )


def _click(parts: Sequence[DrawnPart], ids: count[int]) -> str:
    outer, inner = next(ids), next(ids)
    effects = "".join(
        _effect(part, "clickEffect" if number == 0 else "withEffect", ids)
        for number, part in enumerate(parts)
    )
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{_AT_ONCE}<p:childTnLst>{effects}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _effect(part: DrawnPart, node: str, ids: count[int]) -> str:
    preset, subtype, look = WIPE if part.is_line else FADE
    first, second, third = next(ids), next(ids), next(ids)
    group = ' grpId="0"' if part.has_text else ""
    target = f'<p:tgtEl><p:spTgt spid="{part.id}"/></p:tgtEl>'
    return (
        f'<p:par><p:cTn id="{first}" presetID="{preset}" presetClass="entr" presetSubtype="{subtype}"'
        f' fill="hold"{group} nodeType="{node}">{_AT_ONCE}<p:childTnLst>'
        f'<p:set><p:cBhvr><p:cTn id="{second}" dur="1" fill="hold">{_AT_ONCE}</p:cTn>{target}'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set>'
        f'<p:animEffect transition="in" filter="{look}"><p:cBhvr>'
        f'<p:cTn id="{third}" dur="{round(1000 * SECONDS)}"/>{target}</p:cBhvr></p:animEffect>'
        "</p:childTnLst></p:cTn></p:par>"
    )


_AT_ONCE = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
