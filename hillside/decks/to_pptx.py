"""Slides for PowerPoint: a title slide, and a slide per figure or per beat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from hillside.decks.kinds import Exporter, Needs
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
    MEDIA_RELATION,
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
from hillside.decks.powerpoint.slide_shapes import (
    Frame,
    SlidePicture,
    page_number,
    paragraphs,
    picture,
    placeholder,
)
from hillside.decks.powerpoint.timing import autoplay
from hillside.decks.slides import STRIP, Deck, Slide, Step
from hillside.files.atomic import atomic_write


@dataclass(frozen=True, kw_only=True)
class Page:
    """One slide with a picture.

    Attributes:
        name: the tag of its picture, by which `deck --into` finds it again.
        title: its title.
        alt: its alt text.
        lang: the code of the language of its text.
        notes: the paragraphs of the speaker's notes.
        png: the picture, or the poster of the film.
        svg: the same picture as SVG, or None.
        film: the film, or None.
        seconds: the duration of the film in seconds.
    """

    name: str
    title: str
    alt: str
    lang: str
    notes: tuple[str, ...]
    png: Path
    svg: Path | None
    film: Path | None
    seconds: float


def pages(deck: Deck) -> Iterator[Page]:
    """Yield the slides after the title slide."""
    for slide in deck.slides:
        if deck.per == "beat" and any(step.film is not None for step in slide.steps):
            yield from (_of_beat(slide, number, step) for number, step in enumerate(slide.steps, 1))
        else:
            yield _of_figure(slide)


def _of_figure(slide: Slide) -> Page:
    captions = tuple(f"{clock(step.start)}  {step.say}" for step in slide.steps if step.say)
    return Page(
        name=f"fig:{slide.id}",
        title=slide.title,
        alt=slide.alt,
        lang=slide.lang,
        notes=(*slide.notes.splitlines(), *(captions if slide.film else ())),
        png=slide.poster or slide.stills[".png"],
        svg=slide.stills[".svg"] if slide.film is None else None,
        film=slide.film,
        seconds=sum(step.seconds for step in slide.steps),
    )


def _of_beat(slide: Slide, number: int, step: Step) -> Page:
    spoken = slide.notes.splitlines() if number == 1 else []
    return Page(
        name=f"fig:{slide.id} --beat {number}",
        title=slide.title_of(number),
        alt=slide.alt_of(step),
        lang=slide.lang,
        notes=(*spoken, step.say),
        png=step.stills[".png"],
        svg=None,
        film=step.film,
        seconds=step.seconds,
    )


def clock(seconds: float) -> str:
    """Return a time as players show it, in minutes and seconds.

    >>> clock(4.5), clock(75)
    ('0:04', '1:15')
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


MASTER, NOTES_MASTER = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
PRESENTATION, CORE, APP = "ppt/presentation.xml", "docProps/core.xml", "docProps/app.xml"
SETTINGS = MappingProxyType(
    {
        "presProps": f"<p:presentationPr {SPACES}/>",
        "viewProps": f"<p:viewPr {SPACES}/>",
        "tableStyles": f'<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
    }
)
"""The parts with settings by their name; tables have PowerPoint's own default style, *Medium Style 2*."""
PICTURE = 3
"""The shape id of the picture on its slide."""


def presentation(deck: Deck) -> bytes:
    """Return the PowerPoint file of a deck."""
    frame, shown = Frame.of(deck.size, deck.lang), tuple(pages(deck))
    media = Media.of([file for page in shown for file in (page.png, page.svg, page.film) if file is not None])
    slides = [
        _title_slide(deck),
        *(_slide(page, number, deck, media) for number, page in enumerate(shown, 2)),
    ]
    said = [(deck.subtitle,), *(page.notes for page in shown)]
    numbered = enumerate(zip(slides, said, strict=True), 1)
    written = [
        part for number, (slide, lines) in numbered for part in _parts(number, slide, lines, deck.lang)
    ]
    settings = (_root(frame, len(slides), deck.lang), *_settings(), *_about(deck))
    return packed([*written, *media.parts, *_masters(deck, frame), *settings], _ROOTS)


@dataclass(frozen=True)
class _SlideContent:
    """A slide not yet numbered: its XML and its relations."""

    text: str
    relations: tuple[Relation, ...]


def _title_slide(deck: Deck) -> _SlideContent:
    shapes = [placeholder(2, "Title", 'type="ctrTitle"', paragraphs([deck.title], deck.lang))]
    if deck.subtitle:
        lines = [line for line in (deck.series, deck.numbering) if line]
        shapes.append(placeholder(3, "Subtitle", 'type="subTitle" idx="1"', paragraphs(lines, deck.lang)))
    return _SlideContent(_slide_xml(shapes), (_to_layout("Title"),))


def _slide(page: Page, number: int, deck: Deck, media: Media) -> _SlideContent:
    frame = Frame.of(deck.size, deck.lang)
    relations = [_to_layout("Figure"), Relation("rId2", f"{R}/image", media.names[page.png])]
    seen = SlidePicture(id=PICTURE, name=page.name, alt=page.alt, png="rId2")
    timing = ""
    if page.film is not None:
        name = media.names[page.film]
        relations += [Relation("rId3", f"{R}/video", name), Relation("rId4", MEDIA_RELATION, name)]
        seen = SlidePicture(id=PICTURE, name=page.name, alt=page.alt, png="rId2", film="rId3", media="rId4")
        timing = autoplay(PICTURE, page.seconds, deck.loop)
    elif page.svg is not None:
        relations.append(Relation("rId3", f"{R}/image", media.names[page.svg]))
        seen = SlidePicture(id=PICTURE, name=page.name, alt=page.alt, png="rId2", svg="rId3")
    shapes = [
        placeholder(2, "Title", 'type="title"', paragraphs([page.title], page.lang)),
        picture(seen, frame.picture),
        placeholder(4, "Slide number", 'type="sldNum" sz="quarter" idx="12"', page_number(number)),
    ]
    return _SlideContent(_slide_xml(shapes, timing), tuple(relations))


def _slide_xml(shapes: Sequence[str], timing: str = "") -> str:
    return (
        f"<p:sld {SPACES}><p:cSld>{tree(*shapes)}</p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}</p:sld>"
    )


def _to_layout(name: str) -> Relation:
    number = LAYOUTS.index(name) + 1
    return Relation("rId1", f"{R}/slideLayout", f"ppt/slideLayouts/slideLayout{number}.xml")


def _parts(number: int, slide: _SlideContent, lines: Sequence[str], lang: str) -> tuple[Part, ...]:
    """Return a slide, and its notes if there are any, as parts."""
    name, notes = f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml"
    lines = [line for line in lines if line]
    if not lines:
        return (Part(name, xml(slide.text), content_type("slide"), slide.relations),)
    back = (Relation("rId1", f"{R}/notesMaster", NOTES_MASTER), Relation("rId2", f"{R}/slide", name))
    to_notes = Relation("rId9", f"{R}/notesSlide", notes)
    return (
        Part(name, xml(slide.text), content_type("slide"), (*slide.relations, to_notes)),
        Part(notes, xml(notes_page(lines, lang)), content_type("notesSlide"), back),
    )


def _masters(deck: Deck, frame: Frame) -> tuple[Part, ...]:
    """Return the slide master and the notes master, with layouts and themes."""
    ids = tuple(f"rId{number}" for number in range(1, len(LAYOUTS) + 1))
    names = tuple(f"ppt/slideLayouts/slideLayout{number}.xml" for number in range(1, len(LAYOUTS) + 1))
    to_layouts = tuple(
        Relation(each, f"{R}/slideLayout", name) for each, name in zip(ids, names, strict=True)
    )
    to_theme = Relation(f"rId{len(LAYOUTS) + 1}", f"{R}/theme", "ppt/theme/theme1.xml")
    to_master = (Relation("rId1", f"{R}/slideMaster", MASTER),)
    layouts = tuple(
        Part(name, xml(layout(number, frame)), content_type("slideLayout"), to_master)
        for number, name in enumerate(names, 1)
    )
    notes_theme = (Relation("rId1", f"{R}/theme", "ppt/theme/theme2.xml"),)
    return (
        Part(
            MASTER, xml(master(frame, deck.theme, ids)), content_type("slideMaster"), (*to_layouts, to_theme)
        ),
        *layouts,
        Part("ppt/theme/theme1.xml", xml(theme_xml(deck.theme)), THEME_TYPE),
        Part(NOTES_MASTER, xml(notes_master(frame)), content_type("notesMaster"), notes_theme),
        Part("ppt/theme/theme2.xml", xml(notes_theme_xml(deck.theme)), THEME_TYPE),
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


def export(deck: Deck, target: Path) -> tuple[Path, ...]:
    """Write the deck to `target`, and return its path.

    Raises:
        Failure: The file cannot be written.
    """
    content = presentation(deck)
    with atomic_write(target) as aside:
        aside.write_bytes(content)
    return (target,)


def needs(per: str) -> Needs:
    """Return what has to be drawn: stills as PNG and SVG, films as MP4, which every PowerPoint plays."""
    still = Needs(stills=(".png", ".svg"), film=".mp4", poster=True, height=1 - STRIP)
    if per == "figure":
        return still
    return Needs(
        stills=(".png", ".svg"), film=None, step_stills=(".png",), step_film=".mp4", height=1 - STRIP
    )


EXPORTER = Exporter(needs, export)
