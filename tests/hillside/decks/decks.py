"""Decks as different hands and programs make them, each with a shape that asks for `fig:tangent`."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

TAG = "fig:tangent"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SLIDE = "ppt/slides/slide1.xml"


def tagged(shape, **words: str) -> None:
    """Give a shape a name or an alt text."""
    about = next(node for node in shape._element.iter() if node.tag.endswith("}cNvPr"))
    for key, text in words.items():
        about.set(key, text)


def titled(layout: int = 5):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text = "Mine"
    return deck, slide


def saved(deck, file: Path) -> Path:
    deck.save(str(file))
    return file


def plain(file: Path) -> Path:
    """A turned rectangle between two others, with notes."""
    deck, slide = titled()
    slide.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, Inches(1), Inches(1))
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Inches(1), Inches(2), Inches(4), Inches(3))
    shape.rotation, shape.text_frame.text = 5, "the figure goes here"
    tagged(shape, name=TAG)
    slide.shapes.add_shape(MSO_SHAPE.OVAL, Inches(4), Inches(4), Inches(1), Inches(1))
    slide.notes_slide.notes_text_frame.text = "mine"
    return saved(deck, file)


def in_groups(file: Path) -> Path:
    """A rectangle in a group in a group, the inner one shown at half its height."""
    deck, slide = titled()
    inner = slide.shapes.add_group_shape().shapes.add_group_shape()
    tagged(inner.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(2), Inches(4)), descr=TAG)
    inner.height = inner.height // 2
    return saved(deck, file)


def in_placeholder(file: Path) -> Path:
    """The content of a slide that has its size from the layout."""
    deck, slide = titled(layout=1)
    tagged(slide.placeholders[1], descr=TAG)
    return saved(deck, file)


def in_master_placeholder(file: Path) -> Path:
    """The same, where the layout has it from the master."""
    deck, slide = titled(layout=1)
    tagged(slide.placeholders[1], name=TAG)
    for place in slide.slide_layout.placeholders:
        for frame in [node for node in place._element.iter() if node.tag.endswith("}xfrm")]:
            frame.getparent().remove(frame)
    return saved(deck, file)


def cropped(file: Path) -> Path:
    """A picture that is cropped and has a shadow and a link, twice on the slide."""
    deck, slide = titled()
    pixels = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(pixels, "PNG")
    shape = slide.shapes.add_picture(pixels, Inches(1), Inches(1), Inches(3), Inches(3))
    shape.crop_left, shape.crop_top = 0.25, 0.5
    shape.line.width = 12700
    shape.click_action.hyperlink.address = "https://example.org/"
    tagged(shape, descr=TAG)
    slide.shapes.add_picture(pixels, 0, 0, Inches(1), Inches(1))
    return saved(deck, file)


def animated(file: Path) -> Path:
    """A rectangle with a text that fades in at a click, paragraph by paragraph."""
    timing = """<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">
<p:childTnLst><p:seq concurrent="1" nextAc="seek">
<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
<p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="5" presetID="10" presetClass="entr" presetSubtype="0" fill="hold" grpId="0"
 nodeType="clickEffect">
<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold">
<p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="9">
<p:txEl><p:pRg st="0" end="0"/></p:txEl></p:spTgt></p:tgtEl>
<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>
<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>
</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>
<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>
</p:childTnLst></p:cTn></p:par></p:tnLst>
<p:bldLst><p:bldP spid="9" grpId="0" build="p"/></p:bldLst></p:timing>"""
    plain(file)

    def change(text: str) -> str:
        text = re.sub(rf'id="\d+" name="{TAG}"', f'id="9" name="{TAG}"', text)
        return text.replace("</p:sld>", f"{timing}</p:sld>")

    return rewritten(file, SLIDE, change)


def by_hand(file: Path) -> Path:
    """XML as a person writes it: other prefixes, single quotes, comments, and a default namespace."""
    plain(file)

    def change(text: str) -> str:
        text = text.replace("xmlns:p=", "xmlns=").replace("<p:", "<").replace("</p:", "</")
        text = text.replace("xmlns:a=", "xmlns:draw=").replace("<a:", "<draw:").replace("</a:", "</draw:")
        text = text.replace("xmlns:r=", "xmlns:rel=")
        text = text.replace("<cSld>", "<!-- a > b & <c> -->\r\n<cSld>\n\t")
        return text.replace(
            'name="fig:tangent"', "name = 'fig:tangent --function \"x^2 &lt; 3\"'\n  descr='old > new'"
        )

    def of_relations(text: str) -> str:
        return re.sub(r"(</?)(Relationship)", r"\1n:\2", text).replace("xmlns=", "xmlns:n=")

    rewritten(file, SLIDE, change)
    return rewritten(file, "ppt/slides/_rels/slide1.xml.rels", of_relations)


def with_choice(file: Path) -> Path:
    """A shape that newer programs see in one way and older ones in another."""
    plain(file)

    def change(text: str) -> str:
        found = re.search(r"<p:sp>(?:(?!<p:sp>).)*fig:tangent.*?</p:sp>", text, re.DOTALL)
        assert found is not None
        return text.replace(found[0], alternatives(found[0], found[0]))

    return rewritten(file, SLIDE, change)


def in_alternatives(file: Path) -> Path:
    """Animations of which newer programs see more than older ones, as PowerPoint writes them."""
    animated(file)

    def change(text: str) -> str:
        found = re.search(r"<p:timing>.*</p:timing>", text, re.DOTALL)
        assert found is not None
        return text.replace(found[0], alternatives(found[0], found[0]))

    return rewritten(file, SLIDE, change)


def in_utf_16(file: Path) -> Path:
    """Parts in UTF-16, which the format allows."""
    plain(file)
    names = [SLIDE, "ppt/slides/_rels/slide1.xml.rels", "[Content_Types].xml", "ppt/theme/theme1.xml"]
    with ZipFile(file) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with ZipFile(file, "w") as archive:
        for info, content in parts.items():
            if info.filename in names:
                text = re.sub(
                    r"encoding=(.)UTF-8\1", r"encoding=\1UTF-16\1", content.decode(), flags=re.IGNORECASE
                )
                content = text.encode("utf-16")
            archive.writestr(info, content)
    return file


def alternatives(newer: str, older: str) -> str:
    """Return what programs since PowerPoint 2010 and those before see."""
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<mc:AlternateContent xmlns:mc="{space}" xmlns:p14="{P14}">'
        f'<mc:Choice Requires="p14">{newer}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"
    )


def rewritten(file: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a file."""
    with ZipFile(file) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with ZipFile(file, "w") as archive:
        for info, content in parts.items():
            archive.writestr(info, change(content.decode()).encode() if info.filename == part else content)
    return file


DECKS: tuple[Callable[[Path], Path], ...] = (
    plain,
    in_groups,
    in_placeholder,
    in_master_placeholder,
    cropped,
    animated,
    by_hand,
    with_choice,
    in_alternatives,
    in_utf_16,
)
