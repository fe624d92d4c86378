"""The timing of a film on a slide: it starts with the slide, muted, and a click on it pauses it."""

from __future__ import annotations


def autoplay(shape: int, seconds: float, loop: bool) -> str:
    """Return the timing of a slide on which the film in `shape` starts without a click."""
    return f"<p:timing>{nodes(shape, seconds, loop)}</p:timing>"


def nodes(shape: int, seconds: float, loop: bool) -> str:
    """Return the time nodes of such a slide."""
    return (
        '<p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        f"<p:childTnLst>{sequence(shape, seconds, 2)}{film(shape, loop, 7)}{pause(shape, 8)}</p:childTnLst>"
        "</p:cTn></p:par></p:tnLst>"
    )


def sequence(shape: int, seconds: float, first: int) -> str:
    """Return a main sequence that starts the film; the ids of its five nodes count from `first`."""
    return (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{first}" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{step(shape, seconds, first + 1, sequence=first)}</p:childTnLst></p:cTn>"
        f'<p:prevCondLst><p:cond evt="onPrev" delay="0">{_SLIDE}</p:cond></p:prevCondLst>'
        f'<p:nextCondLst><p:cond evt="onNext" delay="0">{_SLIDE}</p:cond></p:nextCondLst></p:seq>'
    )


def step(shape: int, seconds: float, first: int, sequence: int) -> str:
    """Return the step of a main sequence that starts the film with the slide; it has four nodes.

    An effect that follows the previous one starts with the slide if there is none before it.
    """
    with_slide = (
        f'<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="{sequence}"/></p:cond>'
    )
    return (
        f'<p:par><p:cTn id="{first}" fill="hold"><p:stCondLst>{with_slide}</p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{first + 1}" fill="hold">{_AT_ONCE}<p:childTnLst>'
        f"{effect(shape, seconds, first + 2, 'afterEffect')}"
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def effect(shape: int, seconds: float, first: int, node: str, delay: int = 0) -> str:
    """Return the effect that plays the film, delayed by milliseconds.

    `node` is `afterEffect` or `withEffect`.
    """
    start = f'<p:stCondLst><p:cond delay="{delay}"/></p:stCondLst>'
    return (
        f'<p:par><p:cTn id="{first}" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"'
        f' nodeType="{node}">{start}<p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)">'
        f'<p:cBhvr><p:cTn id="{first + 1}" dur="{round(seconds * 1000)}" fill="hold"/>{_target(shape)}'
        "</p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>"
    )


def film(shape: int, loop: bool, first: int) -> str:
    """Return the media node of the film, which says that it is muted and whether it loops."""
    over = ' repeatCount="indefinite"' if loop else ""
    return (
        f'<p:video><p:cMediaNode vol="80000" mute="1"><p:cTn id="{first}"{over} fill="hold" display="0">'
        '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn>'
        f"{_target(shape)}</p:cMediaNode></p:video>"
    )


def pause(shape: int, first: int) -> str:
    """Return the sequence in which a click on the film pauses or resumes it; it has five nodes."""
    click = f'<p:cond evt="onClick" delay="0">{_target(shape)}</p:cond>'
    toggle = (
        f'<p:par><p:cTn id="{first + 3}" presetID="2" presetClass="mediacall" presetSubtype="0" fill="hold"'
        f' nodeType="clickEffect">{_AT_ONCE}<p:childTnLst><p:cmd type="call" cmd="togglePause">'
        f'<p:cBhvr><p:cTn id="{first + 4}" dur="1" fill="hold"/>{_target(shape)}</p:cBhvr></p:cmd>'
        "</p:childTnLst></p:cTn></p:par>"
    )
    return (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{first}" restart="whenNotActive" fill="hold"'
        f' evtFilter="cancelBubble" nodeType="interactiveSeq"><p:stCondLst>{click}</p:stCondLst>'
        '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst>'
        f'<p:par><p:cTn id="{first + 1}" fill="hold">{_AT_ONCE}<p:childTnLst>'
        f'<p:par><p:cTn id="{first + 2}" fill="hold">{_AT_ONCE}<p:childTnLst>{toggle}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>"
        f"<p:nextCondLst>{click}</p:nextCondLst></p:seq>"
    )


def _target(shape: int) -> str:
    return f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>'


_AT_ONCE = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_SLIDE = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
