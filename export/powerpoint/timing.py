"""When a film on a slide plays: by itself when the slide comes, muted; a click on it pauses it."""

from __future__ import annotations


def plays_by_itself(shape: int, seconds: float, loop: bool) -> str:
    """Return the timing of a slide on which the film in `shape` starts without a click.

    The main sequence has one step, which begins with the slide itself (an effect after the previous one,
    with none before it). The film's own node says that it is muted and whether it is played over and over.
    """
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        f"<p:childTnLst>{_start(shape, seconds)}{_film(shape, loop)}{_pause(shape)}</p:childTnLst>"
        "</p:cTn></p:par></p:tnLst></p:timing>"
    )


def _start(shape: int, seconds: float) -> str:
    with_slide = '<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>'
    effect = (
        '<p:par><p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"'
        f' nodeType="afterEffect">{_AT_ONCE}<p:childTnLst>'
        f'<p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="{round(seconds * 1000)}"'
        f' fill="hold"/>{_target(shape)}</p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
    )
    return (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f'<p:par><p:cTn id="3" fill="hold"><p:stCondLst>{with_slide}</p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="4" fill="hold">{_AT_ONCE}<p:childTnLst>{effect}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>"
        f'<p:prevCondLst><p:cond evt="onPrev" delay="0">{_SLIDE}</p:cond></p:prevCondLst>'
        f'<p:nextCondLst><p:cond evt="onNext" delay="0">{_SLIDE}</p:cond></p:nextCondLst></p:seq>'
    )


def _film(shape: int, loop: bool) -> str:
    over = ' repeatCount="indefinite"' if loop else ""
    return (
        f'<p:video><p:cMediaNode vol="80000" mute="1"><p:cTn id="7"{over} fill="hold" display="0">'
        '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn>'
        f"{_target(shape)}</p:cMediaNode></p:video>"
    )


def _pause(shape: int) -> str:
    click = f'<p:cond evt="onClick" delay="0">{_target(shape)}</p:cond>'
    effect = (
        '<p:par><p:cTn id="11" presetID="2" presetClass="mediacall" presetSubtype="0" fill="hold"'
        f' nodeType="clickEffect">{_AT_ONCE}<p:childTnLst><p:cmd type="call" cmd="togglePause">'
        f'<p:cBhvr><p:cTn id="12" dur="1" fill="hold"/>{_target(shape)}</p:cBhvr></p:cmd>'
        "</p:childTnLst></p:cTn></p:par>"
    )
    return (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="8" restart="whenNotActive" fill="hold"'
        f' evtFilter="cancelBubble" nodeType="interactiveSeq"><p:stCondLst>{click}</p:stCondLst>'
        '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst>'
        f'<p:par><p:cTn id="9" fill="hold">{_AT_ONCE}<p:childTnLst>'
        f'<p:par><p:cTn id="10" fill="hold">{_AT_ONCE}<p:childTnLst>{effect}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>"
        f"<p:nextCondLst>{click}</p:nextCondLst></p:seq>"
    )


def _target(shape: int) -> str:
    return f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>'


_AT_ONCE = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_SLIDE = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
