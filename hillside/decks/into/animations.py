"""The animations of a slide when a film is added or a text replaced; all others are kept."""

from __future__ import annotations

from hillside.decks.into.parts import drawing, slide_tag
from hillside.decks.into.xml_edits import Edit, Node, Prefixes, appended, edited, parsed
from hillside.decks.powerpoint import timing

COMMON_NODE = slide_tag("cTn")


def with_film(content: bytes, name: str, shape: int, seconds: float, loop: bool) -> bytes:
    """Return a slide on which the film in `shape` starts by itself; existing timing of the film is kept."""
    root = parsed(content, name)
    old = root.find(slide_tag("timing"))
    top = (
        None
        if old is None
        else next((n for n in old.walk() if n.attributes.get("nodeType") == "tmRoot"), None)
    )
    if old is None or top is None:
        text = Prefixes.within(root).translated(timing.autoplay(shape, seconds, loop))
        return edited(content, [_first_timing(root, old, text)])
    if any(_is_media_node(node, shape) for node in old.walk()):
        return content
    first = 1 + max(int(node.attributes["id"]) for node in old.walk() if node.tag == COMMON_NODE)
    xml = Prefixes.within(top).translated
    after = xml(timing.film(shape, loop, first + 5) + timing.pause(shape, first + 6))
    inside = top.find(slide_tag("childTnLst"))
    main = next((n for n in old.walk() if n.attributes.get("nodeType") == "mainSeq"), None)
    if inside is None:
        begin, end = xml("<p:childTnLst>"), xml("</p:childTnLst>")
        start = xml(timing.sequence(shape, seconds, first))
        return edited(content, [appended(content, top, f"{begin}{start}{after}{end}")])
    if main is None:
        start = Edit(inside.inner, inside.inner, xml(timing.sequence(shape, seconds, first)).encode())
    else:
        start = _start_in_sequence(main, content, shape, seconds, first)
    return edited(content, [start, appended(content, inside, after)])


def without_text(content: bytes, name: str, shape: int) -> bytes:
    """Return a slide without animations of the text of `shape`, which has become a picture."""
    old = parsed(content, name).find(slide_tag("timing"))
    if old is None:
        return content
    edits: list[Edit] = []
    for node in old.walk():
        if node.tag == slide_tag("spTgt") and node.attributes.get("spid") == str(shape):
            edits += [
                Edit(child.start, child.end, b"") for child in node.children if child.tag == slide_tag("txEl")
            ]
        if node.tag == slide_tag("bldLst"):
            gone = [c for c in node.children if c.attributes.get("spid") == str(shape)]
            if gone and len(gone) == len(node.children):
                edits.append(Edit(node.start, node.end, b""))
            else:
                edits += [Edit(child.start, child.end, b"") for child in gone]
    return edited(content, edits)


def is_film(shape: Node) -> bool:
    """Return whether a shape holds a film or a sound."""
    return any(node.tag in (drawing("videoFile"), drawing("audioFile")) for node in shape.walk())


def _first_timing(root: Node, old: Node | None, text: str) -> Edit:
    """Return the edit that gives a slide its first timing, at the position that the schema requires."""
    if old is not None:
        return Edit(old.start, old.end, text.encode())
    last = root.find(slide_tag("extLst"))
    place = root.close if last is None else last.start
    return Edit(place, place, text.encode())


def _start_in_sequence(main: Node, content: bytes, shape: int, seconds: float, first: int) -> Edit:
    """Return the edit that starts the film in a main sequence with other effects.

    Effects that start with the slide now start together with the film; effects that wait for a click still
    do, after the film has started.
    """
    xml = Prefixes.within(main).translated
    steps = main.find(slide_tag("childTnLst"))
    at_once = None if steps is None or not steps.children else _starting_with_slide(steps.children[0])
    if at_once is not None:
        beside = xml(timing.effect(shape, seconds, first, "withEffect"))
        return appended(content, at_once, beside)
    new = xml(timing.step(shape, seconds, first, sequence=int(main.attributes["id"])))
    if steps is None:
        return appended(content, main, f"{xml('<p:childTnLst>')}{new}{xml('</p:childTnLst>')}")
    return Edit(steps.inner, steps.inner, new.encode())


def _starting_with_slide(step: Node) -> Node | None:
    """Return the effects of a step that starts with the slide, or None if it waits for a click."""
    begin = step.find(COMMON_NODE, slide_tag("stCondLst"))
    if begin is None or not any(cond.attributes.get("evt") == "onBegin" for cond in begin.children):
        return None
    return step.find(
        COMMON_NODE, slide_tag("childTnLst"), slide_tag("par"), COMMON_NODE, slide_tag("childTnLst")
    )


def _is_media_node(node: Node, shape: int) -> bool:
    """Return whether a timing node is the media node of `shape`."""
    if node.tag != slide_tag("cMediaNode"):
        return False
    return any(each.attributes.get("spid") == str(shape) for each in node.walk())
