"""The animations of a slide when a film is added or a text replaced; all others are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hillside.decks.into.parts import drawing, slide_tag
from hillside.decks.into.xml_edits import Edit, Node, Prefixes, appended, edited, parsed
from hillside.decks.powerpoint import timing

COMMON_NODE = slide_tag("cTn")
CHILDREN = slide_tag("childTnLst")
TARGET = slide_tag("spTgt")


def with_film(content: bytes, name: str, shape: int, seconds: float, loop: bool) -> bytes:
    """Return a slide on which the film in `shape` starts by itself; existing timing of the film is kept.

    It starts with the slide, or if the shape has an entrance, with that.
    """
    root = parsed(content, name)
    film = _Film(shape, seconds, loop, _with_groups(root, shape))
    timings = _timings(root)
    if not timings:
        text = Prefixes.within(root).translated(timing.autoplay(shape, seconds, loop))
        return edited(content, [_first_timing(root, text)])
    return edited(content, [edit for each in timings for edit in _added(each, content, film)])


def without_text(content: bytes, name: str, shape: int) -> bytes:
    """Return a slide without animations of the text of `shape`, which has become a picture.

    The picture enters with the first paragraph; later paragraphs have nothing left to animate.
    """
    edits: list[Edit] = []
    for old in _timings(parsed(content, name)):
        entrances = _entrances_of_text(old, shape)
        again = _emptied([each for each in entrances if not _same(each, entrances[0])])
        edits += [Edit(each.start, each.end, b"") for each in again]
        for node in old.walk():
            if any(node.start >= each.start and node.end <= each.end for each in again):
                continue
            if node.tag == TARGET and node.attributes.get("spid") == str(shape):
                edits += [
                    Edit(child.start, child.end, b"")
                    for child in node.children
                    if child.tag == slide_tag("txEl")
                ]
            if node.tag == slide_tag("bldLst"):
                edits += _unbuilt(node, shape)
    return edited(content, edits)


def is_film(shape: Node) -> bool:
    """Return whether a shape holds a film or a sound."""
    return any(node.tag in (drawing("videoFile"), drawing("audioFile")) for node in shape.walk())


@dataclass(frozen=True)
class _Film:
    """A film that is to start by itself.

    Attributes:
        shape: the id of its shape.
        seconds: its duration in seconds.
        loop: whether it plays in a loop.
        shown_with: the ids of the shapes with which it appears: its own, and those of the groups around it.
    """

    shape: int
    seconds: float
    loop: bool
    shown_with: frozenset[str]


def _with_groups(root: Node, shape: int) -> frozenset[str]:
    """Return the id of a shape and the ids of the groups around it."""
    about = [
        node for node in root.walk() if node.tag.endswith("cNvPr") and node.attributes.get("id") == str(shape)
    ]
    groups = [above for node in about for above in node.above() if above.tag == slide_tag("grpSp")]
    heads = (group.find(slide_tag("nvGrpSpPr"), slide_tag("cNvPr")) for group in groups)
    return frozenset({str(shape), *(head.attributes.get("id", "") for head in heads if head is not None)})


def _timings(root: Node) -> list[Node]:
    """Return the timings of a slide: one, or one in each alternative for newer and older programs."""
    return [node for node in root.unfolded() if node.tag == slide_tag("timing")]


def _first_timing(root: Node, text: str) -> Edit:
    """Return the edit that gives a slide its first timing, at the position that the schema requires."""
    last = root.find(slide_tag("extLst"))
    place = root.close if last is None else last.start
    return Edit(place, place, text.encode())


def _added(old: Node, content: bytes, film: _Film) -> list[Edit]:
    """Return the edits that add a film to a timing, unless it is in there already."""
    if any(_is_media_node(node, film.shape) for node in old.walk()):
        return []
    top = _top(old)
    if top is None:
        whole = timing.nodes(film.shape, film.seconds, film.loop)
        text = Prefixes.within(old).translated(whole)
        if old.close == old.end:
            return [appended(content, old, text)]
        return [Edit(old.inner, old.inner, text.encode())]
    first = 1 + max((_id(node) for node in old.walk() if node.tag == COMMON_NODE), default=0)
    xml = Prefixes.within(top).translated
    after = xml(timing.film(film.shape, film.loop, first + 5) + timing.pause(film.shape, first + 6))
    inside = top.find(CHILDREN)
    if inside is None or not inside.children:
        begin, end = xml("<p:childTnLst>"), xml("</p:childTnLst>")
        text = f"{begin}{xml(timing.sequence(film.shape, film.seconds, first))}{after}{end}"
        if inside is None:
            return [appended(content, top, text)]
        return [Edit(inside.start, inside.end, text.encode())]
    return [*_starts(top, inside, content, film, first), appended(content, inside, after)]


def _starts(top: Node, inside: Node, content: bytes, film: _Film, first: int) -> list[Edit]:
    """Return the edits that start the film: with its entrance, or else with the slide.

    Each alternative of the sequence of effects is edited.
    """
    entrances = _entrances(top, film.shown_with)
    if entrances:
        return [_start_beside(each, film, first) for each in entrances if _same(each, entrances[0])]
    mains = [node for node in top.walk() if node.attributes.get("nodeType") == "mainSeq"]
    if not mains:
        text = Prefixes.within(inside).translated(timing.sequence(film.shape, film.seconds, first))
        return [Edit(inside.inner, inside.inner, text.encode())]
    return [edit for main in mains for edit in _start_in_sequence(main, content, film, first)]


def _start_beside(entrance: Node, film: _Film, first: int) -> Edit:
    """Return the edit that starts the film together with an effect."""
    effect = timing.effect(film.shape, film.seconds, first, "withEffect", _delay(entrance))
    text = Prefixes.within(entrance).translated(effect)
    return Edit(entrance.end, entrance.end, text.encode())


def _start_in_sequence(main: Node, content: bytes, film: _Film, first: int) -> list[Edit]:
    """Return the edits that start the film in a main sequence with other effects.

    Effects that start with the slide now start together with the film; effects that wait for a click still
    do, after the film has started.
    """
    xml = Prefixes.within(main).translated
    steps = main.find(CHILDREN)
    begun = None if steps is None else next(steps.unfolded(), None)
    at_once = None if begun is None else _starting_with_slide(begun)
    if at_once is not None:
        beside = xml(timing.effect(film.shape, film.seconds, first, "withEffect"))
        return [appended(content, at_once, beside)]
    named = [] if "id" in main.attributes else [_given_id(main, content, first + 4)]
    number = first + 4 if named else _id(main)
    new = xml(timing.step(film.shape, film.seconds, first, sequence=number))
    if steps is None:
        return [*named, appended(content, main, f"{xml('<p:childTnLst>')}{new}{xml('</p:childTnLst>')}")]
    return [*named, Edit(steps.inner, steps.inner, new.encode())]


def _given_id(node: Node, content: bytes, number: int) -> Edit:
    """Return the edit that gives an id to a time node without one, to which the start of a step refers."""
    name = content[node.start : node.inner].split(maxsplit=1)[0].rstrip(b"/>")
    place = node.start + len(name)
    return Edit(place, place, f' id="{number}"'.encode())


def _top(old: Node) -> Node | None:
    """Return the root of the time nodes; None if there are none."""
    named = next((node for node in old.walk() if node.attributes.get("nodeType") == "tmRoot"), None)
    return named or old.find(slide_tag("tnLst"), slide_tag("par"), COMMON_NODE)


def _id(node: Node) -> int:
    """Return the id of a time node, or 0 if it has none; the format does not require one."""
    return int(node.attributes.get("id", "0"))


def _starting_with_slide(step: Node) -> Node | None:
    """Return the effects of a step that starts with the slide, or None if it waits for a click."""
    begin = step.find(COMMON_NODE, slide_tag("stCondLst"))
    if begin is None or not any(cond.attributes.get("evt") == "onBegin" for cond in begin.children):
        return None
    return step.find(COMMON_NODE, CHILDREN, slide_tag("par"), COMMON_NODE, CHILDREN)


def _entrances(old: Node, shapes: Collection[str]) -> list[Node]:
    """Return the effects with which shapes appear, each a `p:par` around behaviors, in document order."""
    found: dict[int, Node] = {}
    for node in old.walk():
        if node.tag != slide_tag("cBhvr") or not _targets(node, shapes):
            continue
        effect = next((above for above in node.above() if above.tag == slide_tag("par")), None)
        if effect is not None and _appears(effect):
            found.setdefault(effect.start, effect)
    return list(found.values())


def _targets(behavior: Node, shapes: Collection[str]) -> bool:
    target = behavior.find(slide_tag("tgtEl"), TARGET)
    return target is not None and target.attributes.get("spid") in shapes


def _same(effect: Node, other: Node) -> bool:
    """Return whether two effects are one, in alternatives for newer and older programs."""
    ids = [
        None if about is None else about.attributes.get("id")
        for about in (effect.find(COMMON_NODE), other.find(COMMON_NODE))
    ]
    return effect is other or (ids[0] is not None and ids[0] == ids[1])


def _appears(effect: Node) -> bool:
    about = effect.find(COMMON_NODE)
    if about is not None and "presetClass" in about.attributes:
        return about.attributes["presetClass"] == "entr"
    shown = [node.attributes.get("val") for node in effect.walk() if node.tag == slide_tag("strVal")]
    return "visible" in shown


def _delay(effect: Node) -> int:
    """Return the delay of an effect in milliseconds."""
    begin = effect.find(COMMON_NODE, slide_tag("stCondLst"), slide_tag("cond"))
    given = "" if begin is None else begin.attributes.get("delay", "")
    return int(given) if given.isdecimal() else 0


def _entrances_of_text(old: Node, shape: int) -> list[Node]:
    """Return the effects with which paragraphs of a shape appear."""
    entrances = _entrances(old, {str(shape)})
    return [each for each in entrances if any(node.tag == slide_tag("txEl") for node in each.walk())]


def _emptied(gone: list[Node]) -> list[Node]:
    """Return effects that are removed, or the steps that would be empty without them."""
    starts = {each.start for each in gone}
    for each in gone:
        around = _step_around(each)
        siblings = [] if each.parent is None else each.parent.children
        if around is not None and all(other.start in starts for other in siblings):
            return _emptied([other for other in gone if other.parent is not each.parent] + [around])
    return gone


def _step_around(effect: Node) -> Node | None:
    """Return the `p:par` directly around an effect; None for that of a whole sequence or slide."""
    listed = effect.parent
    common = None if listed is None else listed.parent
    around = None if common is None else common.parent
    if around is None or around.tag != slide_tag("par") or around.parent is None:
        return None
    return None if around.parent.tag == slide_tag("tnLst") else around


def _unbuilt(builds: Node, shape: int) -> Iterable[Edit]:
    """Return the edits that remove what says how the text of a shape is built up."""
    gone = [child for child in builds.children if child.attributes.get("spid") == str(shape)]
    if gone and len(gone) == len(builds.children):
        return [Edit(builds.start, builds.end, b"")]
    return [Edit(child.start, child.end, b"") for child in gone]


def _is_media_node(node: Node, shape: int) -> bool:
    """Return whether a timing node is the media node of `shape`."""
    if node.tag != slide_tag("cMediaNode"):
        return False
    return any(each.attributes.get("spid") == str(shape) for each in node.walk())
