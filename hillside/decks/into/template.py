"""A template: size, master, layouts, colors and fonts of a lecturer's own, from a `.potx` or `.pptx`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from hillside.decks.into.behind import Ground, ground_of
from hillside.decks.into.inherited import Extent, inherited_extent, placeholder, scheme_of
from hillside.decks.into.look_on_slide import look_on_slide
from hillside.decks.into.parts import (
    Archive,
    drawing,
    read_archive,
    relation_xml,
    relations_of,
    slide_tag,
)
from hillside.decks.into.parts import Link as PartLink
from hillside.decks.into.xml_edits import Node
from hillside.decks.powerpoint.masters import tree
from hillside.decks.powerpoint.package import PACKAGE, SPACES, R, xml
from hillside.decks.powerpoint.slide_plan import Plans, SlidePlan
from hillside.decks.powerpoint.slide_shapes import Box
from hillside.decks.slides import POINTS_WIDTH
from hillside.files.formats import Size
from hillside.stage.errors import Refusal
from hillside.stage.foreign_file import as_damaged
from hillside.stage.lettering.typeface import TYPEFACE
from hillside.stage.look.background import colored
from hillside.stage.look.theme import Role, Theme
from hillside.studio.installed_fonts import installed_typeface

LINES = 1080
"""The short side of its slides in pixels, for the sizes of figures."""
_NO_FONT = (
    "is not on this machine, or lacks signs of figures; their words are in Inter, unless --theme names a "
    "file with fonts"
)
SMALL = ("dt", "ftr", "sldNum")
"""The kinds of placeholders at the rim of a slide."""
ROLES: Mapping[Role, str] = MappingProxyType(
    {"ink": "tx1", "curve": "accent1", "slope": "accent2", "legs": "accent3"}
)
"""The roles that get a color of the template, and the names of these; turf and soil stay green and brown."""


@dataclass(frozen=True)
class Template:
    """A template.

    Attributes:
        archive: its parts.
        size: the size of its slides in pixels, the short side 1080.
        plans: which of its layouts the slides use, and where figures stand on them.
    """

    archive: Archive
    size: Size
    plans: Plans

    def figure_size(self, has_points: bool) -> Size:
        """Return the size of a figure on its slides in pixels; both sides are even."""
        width, height = self._slide
        box = self.plans["points" if has_points else "figure"].figure or Box(0, 0, width, height)
        unit = LINES / min(width, height)
        return Size(round(box.width * unit) // 2 * 2, round(box.height * unit) // 2 * 2)

    @property
    def notes_master(self) -> str | None:
        """The part of its notes master, or None."""
        return self.archive.follow(self.archive.main(), "notesMaster")

    @property
    def _slide(self) -> tuple[int, int]:
        return slide_extent(self.archive)

    def look(self, theme: Theme, background: str | None) -> tuple[Theme, tuple[str, ...]]:
        """Return a theme in the colors and the font of the template, and what the person should know of it.

        Colors that would be unreadable there, or too much like another, are replaced by those of `theme`, and
        so is a font that is not on this machine. A theme with fonts of its own keeps them.

        Raises:
            Refusal: No theme is readable on its background.
        """
        plan = self.plans["figure"]
        found = look_on_slide(theme, background, self._ground(plan), film=True)
        master = self.archive.follow(plan.layout, "slideMaster")
        scheme = scheme_of(plan.layout, None, master, self.archive)
        fitting, kept = found.theme, list[str]()
        for role, name in ROLES.items():
            changed = colored(fitting, role, scheme[name]) if name in scheme else None
            if changed is None:
                kept.append(name)
            else:
                fitting = changed
        remarks = [found.remark] if found.remark else []
        if kept:
            listed = ", ".join(kept)
            remarks.append(f"colors of the template that cannot be read or told apart are not used: {listed}")
        family = self._family(master)
        if family is None or theme.typeface != TYPEFACE:
            return fitting, tuple(remarks)
        typeface = installed_typeface(family)
        if typeface is None:
            remarks.append(f"{family}, the font of the template, {_NO_FONT}")
            return fitting, tuple(remarks)
        if typeface.text.lower() != family.lower():
            remarks.append(f"the words in the figures are in {typeface.text}, in place of {family}")
        return replace(fitting, typeface=typeface), tuple(remarks)

    def _family(self, master: str | None) -> str | None:
        """Return the font of text in the theme of a master; None if it names none."""
        theme = None if master is None else self.archive.follow(master, "theme")
        minor = ("themeElements", "fontScheme", "minorFont", "latin")
        found = None if theme is None else self.archive.root(theme).find(*map(drawing, minor))
        return None if found is None else found.attributes.get("typeface", "").strip() or None

    def _ground(self, plan: SlidePlan) -> Ground:
        """Return what lies behind a figure on a slide."""
        box = plan.figure or Box(0, 0, *self._slide)
        name = "ppt/slides/ground.xml"
        about = '<p:nvSpPr><p:cNvPr id="2" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        shape = f"<p:sp>{about}<p:spPr>{box.xfrm()}</p:spPr></p:sp>"
        page = f"<p:sld {SPACES}><p:cSld>{tree(shape)}</p:cSld></p:sld>"
        link = relation_xml("rId1", PartLink(f"{R}/slideLayout", plan.layout), name, "")
        links = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
        parts = {**self.archive.parts, name: xml(page), relations_of(name): xml(links)}
        whole = replace(self.archive, parts=parts)
        (node,) = (each for each in whole.root(name).walk() if each.tag == slide_tag("sp"))
        return ground_of(node, Extent(box.x, box.y, box.width, box.height), name, whole)


def read_template(file: Path) -> Template:
    """Return the template in a file.

    Raises:
        Failure: The file cannot be read or is damaged.
        Refusal: It is no presentation that can be read, or has no layout with a title.
    """
    archive = read_archive(file)
    with as_damaged(str(file)):
        width, height = slide_extent(archive)
        unit = LINES / min(width, height)
        layouts = [_Layout(name, archive) for name in layout_names(archive)]
        plans = _plans(layouts, width, height)
    if plans is None:
        raise Refusal(f"{file} has no layout with a title; add one in the view of the slide master")
    return Template(archive, Size(round(width * unit), round(height * unit)), plans)


def slide_extent(archive: Archive) -> tuple[int, int]:
    """Return width and height of the slides in EMU."""
    size = archive.root(archive.main()).find(slide_tag("sldSz"))
    return (0, 0) if size is None else (int(size.attributes["cx"]), int(size.attributes["cy"]))


def layout_names(archive: Archive) -> Iterator[str]:
    """Yield the parts of all layouts, in the order of the masters and of the layouts in them."""
    main = archive.main()
    for master in _listed(archive, main, "sldMasterIdLst"):
        yield from _listed(archive, master, "sldLayoutIdLst")


def _listed(archive: Archive, part: str, name: str) -> list[str]:
    links, found = archive.links(part), archive.root(part).find(slide_tag(name))
    return [] if found is None else [links[each.attributes[f"{{{R}}}id"]].target for each in found.children]


class _Layout:
    """A layout of the template, with its placeholders."""

    def __init__(self, name: str, archive: Archive) -> None:
        self.name, self._archive = name, archive
        root = archive.root(name)
        self.kind = root.attributes.get("type", "")
        self.shapes = [node for node in root.walk() if placeholder(node) is not None]

    def holder(self, *kinds: str) -> str:
        """Return the attributes of the first placeholder of one of these kinds; empty if there is none."""
        found = next((shape for shape in self.shapes if _kind(shape) in kinds), None)
        return "" if found is None else _attributes(found)

    @property
    def contents(self) -> list[tuple[str, Box]]:
        """The placeholders for content and their boxes, in reading order."""
        found = [shape for shape in self.shapes if _kind(shape) in ("", "obj", "body", "pic", "media")]
        boxes = [(_attributes(shape), self.box(shape)) for shape in found]
        placed = [(holder, box) for holder, box in boxes if box is not None]
        return sorted(placed, key=lambda each: (each[1].x, each[1].y))

    def box(self, shape: Node) -> Box | None:
        """Return the box of a placeholder, its own or that of the master."""
        extent = inherited_extent(shape, self.name, self._archive)
        return None if extent is None else Box(extent.x, extent.y, extent.width, extent.height)

    def plan(self, figure: Box, points: str = "", points_box: Box | None = None) -> SlidePlan:
        """Return the plan of slides with a figure."""
        return SlidePlan(
            layout=self.name,
            title=self.holder("title", "ctrTitle"),
            points=points,
            points_box=points_box,
            number=self.holder("sldNum"),
            footer=self.holder("ftr"),
            figure=figure,
        )


def _kind(shape: Node) -> str:
    holder = placeholder(shape)
    return "" if holder is None else holder.attributes.get("type", "")


def _attributes(shape: Node) -> str:
    """Return the attributes by which a placeholder on a slide refers to that of its layout.

    LibreOffice writes none for content, which is the kind where none is given.
    """
    holder = placeholder(shape)
    given = {} if holder is None else holder.attributes
    named = " ".join(f'{name}="{given[name]}"' for name in ("type", "sz", "idx") if name in given)
    return named or 'type="obj"'


def _plans(layouts: Sequence[_Layout], width: int, height: int) -> dict[str, SlidePlan] | None:
    titled = [each for each in layouts if each.holder("title", "ctrTitle")]
    if not titled:
        return None
    opening = _first(titled, "title") or titled[0]
    content = _first(titled, "obj") or next((each for each in titled if len(each.contents) == 1), None)
    plain = _first(titled, "titleOnly") or min(titled[1:] or titled, key=lambda each: len(each.contents))
    pair = _first(titled, "twoObj", "twoTxTwoObj", "txAndObj")
    area = _under_title(plain, width, height)
    if content is not None and content.contents:
        area = content.contents[0][1]
    area = _on_slide(area, width, height)
    plans = {
        "title": SlidePlan(
            layout=opening.name,
            title=opening.holder("ctrTitle", "title"),
            subtitle=opening.holder("subTitle"),
        ),
        "figure": plain.plan(area),
        "points": plain.plan(area),
    }
    if pair is not None and len(pair.contents) == 2:
        (points, beside), (other, figure) = pair.contents
        # Where both have the same name, the place of the first is given, too.
        place = beside if points == other else None
        plans["points"] = pair.plan(_on_slide(figure, width, height), points, place)
    elif content is not None and content.contents:
        share = round(POINTS_WIDTH * area.width)
        figure = Box(area.x + share, area.y, area.width - share, area.height)
        beside = Box(area.x, area.y, share - share // 20, area.height)
        plans["points"] = content.plan(figure, content.contents[0][0], beside)
    return plans


def _first(layouts: Sequence[_Layout], *kinds: str) -> _Layout | None:
    return next((each for each in layouts if each.kind in kinds), None)


def _on_slide(box: Box, width: int, height: int) -> Box:
    """Return the part of a box that lies on the slide; most of the slide where hardly any does.

    Layouts keep their places where a template is given another size without scaling.
    """
    left, top = max(box.x, 0), max(box.y, 0)
    right, bottom = min(box.x + box.width, width), min(box.y + box.height, height)
    if right - left < width // 8 or bottom - top < height // 8:
        return Box(width // 20, height // 6, width - width // 10, height - height // 4)
    return Box(left, top, right - left, bottom - top)


def _under_title(layout: _Layout, width: int, height: int) -> Box:
    """Return the box below the title, within the margins that the title has."""
    shape = next(shape for shape in layout.shapes if _kind(shape) in ("title", "ctrTitle"))
    title = layout.box(shape) or Box(width // 20, 0, width - width // 10, height // 8)
    top = min(title.y + title.height, height // 2)
    return Box(title.x, top, title.width, height - top - height // 20)
