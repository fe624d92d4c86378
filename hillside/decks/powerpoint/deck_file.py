"""A deck as a PowerPoint file: its slides with their notes, the masters, and the settings of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape

from hillside.decks.into.template import Template
from hillside.decks.into.template_package import in_template
from hillside.decks.powerpoint.masters import (
    LAYOUTS,
    PAGE,
    default_text,
    layout,
    master,
    notes_master,
    notes_page,
    tree,
)
from hillside.decks.powerpoint.office_theme import notes_theme_xml, theme_xml
from hillside.decks.powerpoint.package import (
    PACKAGE,
    SPACES,
    THEME_TYPE,
    A,
    Media,
    Part,
    R,
    Relation,
    content_type,
    packed,
    xml,
)
from hillside.decks.powerpoint.slide_plan import Plans, SlidePlan, layout_part, own_plans
from hillside.decks.powerpoint.slide_shapes import Box, Frame, page_number, paragraphs, placeholder
from hillside.decks.slides import Deck

MASTER = "ppt/slideMasters/slideMaster1.xml"
NOTES_MASTER, NOTES_THEME = "ppt/notesMasters/notesMaster1.xml", "ppt/theme/notesTheme1.xml"
PRESENTATION, CORE, APP = "ppt/presentation.xml", "docProps/core.xml", "docProps/app.xml"
SETTINGS = MappingProxyType(
    {
        "presProps": f"<p:presentationPr {SPACES}/>",
        "viewProps": f"<p:viewPr {SPACES}/>",
        "tableStyles": f'<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
    }
)
"""The parts with settings by their name; tables have PowerPoint's own default style, *Medium Style 2*."""
FIRST_FREE = 10
"""The first shape id on a slide that its figure may use."""


@dataclass(frozen=True, kw_only=True)
class SlideContent:
    """What one slide shows.

    Attributes:
        title: its title.
        lang: the code of the language of its text.
        notes: the paragraphs of the speaker's notes.
        points: what stands beside the figure, line by line.
        figure: the elements of the figure; their shape ids begin at `FIRST_FREE`.
        relations: what these refer to, with ids from `rId2` to `rId98`.
        timing: the element of its animations; may be empty.
    """

    title: str
    lang: str
    notes: tuple[str, ...]
    points: tuple[str, ...]
    figure: str
    relations: tuple[Relation, ...]
    timing: str = ""


Draw = Callable[[Box, Media], SlideContent]
"""A function that returns what a slide shows, given the box of its figure and the files of the deck."""


def presentation(
    deck: Deck, slides: Sequence[tuple[Draw, bool]], media: Media, template: Template | None = None
) -> bytes:
    """Return the PowerPoint file of a deck.

    Args:
        deck: The deck.
        slides: How each slide after the title is drawn, and whether it has points.
        media: Its pictures and films.
        template: The template; None for masters of our own.
    """
    frame = Frame.of(deck.size, deck.lang, deck.logo_ratio)
    plans = own_plans(frame) if template is None else template.plans
    notes = NOTES_MASTER if template is None else template.notes_master or NOTES_MASTER
    contents: list[tuple[SlideContent, SlidePlan]] = []
    for draw, has_points in slides:
        plan = plans["points" if has_points else "figure"]
        if plan.figure is None:
            raise TypeError("slides with a figure have a box for it")
        contents.append((draw(plan.figure, media), plan))
    written = _slides(deck, contents, plans, notes)
    if template is not None:
        own_notes = () if template.notes_master else _notes_masters(deck, frame)
        return in_template(template.archive, [*written, *media.parts, *own_notes], _about(deck), notes)
    settings = (_root(frame, len(slides) + 1, deck.lang), *_settings(), *_about(deck))
    return packed([*written, *media.parts, *_masters(deck, frame, media), *settings], _ROOTS)


def _slides(
    deck: Deck, contents: Sequence[tuple[SlideContent, SlidePlan]], plans: Plans, notes: str
) -> list[Part]:
    """Return the title slide and the others as parts, with their notes."""
    parts = [*_parts(1, _title_slide(deck, plans["title"]), [deck.subtitle], deck.lang, notes)]
    for number, (content, plan) in enumerate(contents, 2):
        slide = _slide(content, number, deck, plan)
        parts += _parts(number, slide, content.notes, deck.lang, notes)
    return parts


@dataclass(frozen=True)
class _Slide:
    """A slide not yet numbered: its XML and its relations."""

    text: str
    relations: tuple[Relation, ...]


def _title_slide(deck: Deck, plan: SlidePlan) -> _Slide:
    shapes = [placeholder(2, "Title", plan.title, paragraphs([deck.title], deck.lang))]
    if deck.subtitle and plan.subtitle:
        shapes.append(placeholder(3, "Subtitle", plan.subtitle, paragraphs(deck.subtitle_lines, deck.lang)))
    return _Slide(_slide_xml(shapes), (_to_layout(plan),))


def _slide(content: SlideContent, number: int, deck: Deck, plan: SlidePlan) -> _Slide:
    shapes = [placeholder(2, "Title", plan.title, paragraphs([content.title], content.lang))]
    if content.points and plan.points:
        lines = paragraphs(content.points, content.lang)
        shapes.append(placeholder(5, "Points", plan.points, lines, plan.points_box))
    shapes.append(content.figure)
    if plan.number:
        shapes.append(placeholder(4, "Slide number", plan.number, page_number(number)))
    if deck.footer and plan.footer:
        shapes.append(placeholder(6, "Footer", plan.footer, paragraphs([deck.footer], deck.lang)))
    return _Slide(_slide_xml(shapes, content.timing), (_to_layout(plan), *content.relations))


def _slide_xml(shapes: Sequence[str], timing: str = "") -> str:
    return (
        f"<p:sld {SPACES}><p:cSld>{tree(*shapes)}</p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}</p:sld>"
    )


def _to_layout(plan: SlidePlan) -> Relation:
    return Relation("rId1", f"{R}/slideLayout", plan.layout)


def _parts(
    number: int, slide: _Slide, lines: Sequence[str], lang: str, notes_master: str
) -> tuple[Part, ...]:
    """Return a slide, and its notes if there are any, as parts."""
    name, notes = f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml"
    lines = [line for line in lines if line]
    if not lines:
        return (Part(name, xml(slide.text), content_type("slide"), slide.relations),)
    back = (Relation("rId1", f"{R}/notesMaster", notes_master), Relation("rId2", f"{R}/slide", name))
    to_notes = Relation("rId99", f"{R}/notesSlide", notes)
    return (
        Part(name, xml(slide.text), content_type("slide"), (*slide.relations, to_notes)),
        Part(notes, xml(notes_page(lines, lang)), content_type("notesSlide"), back),
    )


def _masters(deck: Deck, frame: Frame, media: Media) -> tuple[Part, ...]:
    """Return the slide master and the notes master, with layouts and themes."""
    ids = tuple(f"rId{number}" for number in range(1, len(LAYOUTS) + 1))
    names = tuple(map(layout_part, LAYOUTS))
    to_layouts = tuple(
        Relation(each, f"{R}/slideLayout", name) for each, name in zip(ids, names, strict=True)
    )
    to_theme = Relation(f"rId{len(LAYOUTS) + 1}", f"{R}/theme", "ppt/theme/theme1.xml")
    to_master = (Relation("rId1", f"{R}/slideMaster", MASTER),)
    layouts = tuple(
        Part(name, xml(layout(number, frame)), content_type("slideLayout"), to_master)
        for number, name in enumerate(names, 1)
    )
    logo = () if deck.logo is None else (Relation("rId99", f"{R}/image", media.names[deck.logo]),)
    text = master(frame, deck.theme, ids, logo[0].id if logo else None)
    return (
        Part(MASTER, xml(text), content_type("slideMaster"), (*to_layouts, to_theme, *logo)),
        *layouts,
        Part("ppt/theme/theme1.xml", xml(theme_xml(deck.theme)), THEME_TYPE),
        *_notes_masters(deck, frame),
    )


def _notes_masters(deck: Deck, frame: Frame) -> tuple[Part, ...]:
    """Return the notes master with its theme."""
    to_theme = (Relation("rId1", f"{R}/theme", NOTES_THEME),)
    return (
        Part(NOTES_MASTER, xml(notes_master(frame)), content_type("notesMaster"), to_theme),
        Part(NOTES_THEME, xml(notes_theme_xml(deck.theme)), THEME_TYPE),
    )


def _root(frame: Frame, slides: int, lang: str) -> Part:
    """Return the part that lists the slides in order."""
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="rId{3 + n}"/>' for n in range(slides))
    text = (
        f'<p:presentation {SPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="{frame.width}" cy="{frame.height}"/>'
        f'<p:notesSz cx="{PAGE[0]}" cy="{PAGE[1]}"/>{default_text(lang)}</p:presentation>'
    )
    relations = (
        Relation("rId1", f"{R}/slideMaster", MASTER),
        Relation("rId2", f"{R}/notesMaster", NOTES_MASTER),
        *(Relation(f"rId{3 + n}", f"{R}/slide", f"ppt/slides/slide{n + 1}.xml") for n in range(slides)),
        Relation(f"rId{3 + slides}", f"{R}/theme", "ppt/theme/theme1.xml"),
        *(
            Relation(f"rId{4 + slides + n}", f"{R}/{kind}", f"ppt/{kind}.xml")
            for n, kind in enumerate(SETTINGS)
        ),
    )
    return Part(PRESENTATION, xml(text), content_type("presentation.main"), relations)


def _settings() -> tuple[Part, ...]:
    """Return the parts with settings of the show, the view and the tables, which PowerPoint also writes."""
    return tuple(Part(f"ppt/{kind}.xml", xml(text), content_type(kind)) for kind, text in SETTINGS.items())


def _about(deck: Deck) -> tuple[Part, ...]:
    """Return the properties of the file: title and program, but neither date nor author."""
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:language>{deck.lang}</dc:language><dc:title>{escape(deck.title)}</dc:title></cp:coreProperties>"
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Hillside</Application></Properties>"
    )
    return (
        Part(CORE, xml(core), "application/vnd.openxmlformats-package.core-properties+xml"),
        Part(APP, xml(app), "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )


_ROOTS = (
    Relation("rId1", f"{R}/officeDocument", PRESENTATION),
    Relation("rId2", f"{PACKAGE}/relationships/metadata/core-properties", CORE),
    Relation("rId3", f"{R}/extended-properties", APP),
)
