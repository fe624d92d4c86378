"""The replacement of a shape by a picture or a film: what is kept of the shape, and what is new."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from hillside.decks.into.parts import drawing, slide_tag
from hillside.decks.into.tagged_shapes import TaggedShape, properties_of
from hillside.decks.into.xml_edits import Edit, Node, Prefixes, edited
from hillside.decks.powerpoint.package import MEDIA_EXTENSION, P14, SVG_EXTENSION, R
from hillside.decks.powerpoint.slide_shapes import SlidePicture, blip

PICTURE_PLACEHOLDERS = ("", "obj", "pic", "media", "clipArt")
"""The kinds of placeholder that can hold a picture; in others, such as a title, it becomes a free shape."""


GEOMETRIES = (drawing("prstGeom"), drawing("custGeom"))
AROUND = tuple(drawing(name) for name in ("ln", "effectLst", "effectDag", "scene3d", "sp3d"))
"""The properties of a shape that a picture in its place keeps: outline, shadow and other effects, depth."""


@dataclass(frozen=True)
class Replacement:
    """A picture or a film in place of a shape.

    Attributes:
        content: the XML of the slide.
        shape: the shape that is replaced.
        picture: the picture or the film.
        prefixes: the namespace prefixes in scope at the shape.
        transparent: whether the picture is; the shadow of a box would be that of each of its strokes.
    """

    content: bytes
    shape: TaggedShape
    picture: SlidePicture
    prefixes: Prefixes
    transparent: bool = False

    def xml(self) -> str:
        """Return the element of the picture."""
        element, xml = self.shape.element, self.prefixes.translated
        extensions = element.find(slide_tag("extLst")) if self._is_picture else None
        return (
            xml("<p:pic") + self._declarations() + xml("><p:nvPicPr>") + self._about() + self._lock()
            + self._kind() + xml("</p:nvPicPr>") + self._fill() + self._frame()
            + self._style() + ("" if extensions is None else self._raw(extensions)) + xml("</p:pic>")
        )  # fmt: skip

    @property
    def _is_picture(self) -> bool:
        return self.shape.element.tag == slide_tag("pic")

    def _declarations(self) -> str:
        """Return the namespace declarations of the shape, for what is kept of it, and those newly needed."""
        above = self.shape.element.parent.spaces if self.shape.element.parent else {}
        own = {prefix: uri for prefix, uri in self.shape.element.spaces.items() if above.get(prefix) != uri}
        kept = "".join(
            f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}" for prefix, uri in own.items()
        )
        return kept + self.prefixes.declared

    def _about(self) -> str:
        """Return id, name and alt text; the tag becomes the name, so that the next run finds it again."""
        about = properties_of(self.shape.element)
        if about is None:
            raise ValueError("a shape that has a tag has a name")
        tag = self.content[about.start : about.inner].decode().removesuffix("/>").removesuffix(">").rstrip()
        for name, value in (("name", self.picture.name), ("descr", self.picture.alt)):
            tag = _with(tag, name, value)
        children = "".join(self._raw(child) for child in about.children)
        if self.picture.film and about.find(drawing("hlinkClick")) is None:
            children = (
                self.prefixes.translated('<a:hlinkClick r:id="" action="ppaction://media"/>') + children
            )
        return f"{tag}>{children}" + self.prefixes.translated("</p:cNvPr>")

    def _lock(self) -> str:
        old = self.shape.element.find(slide_tag("nvPicPr"), slide_tag("cNvPicPr"))
        new = self.prefixes.translated('<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>')
        return new if old is None else self._raw(old)

    def _kind(self) -> str:
        """Return the element that says whether it is a placeholder and whether it is a film."""
        old = next(
            (found for head in self.shape.element.children if (found := head.find(slide_tag("nvPr")))), None
        )
        holder = None if old is None else old.find(slide_tag("ph"))
        if holder is not None and holder.attributes.get("type", "") not in PICTURE_PLACEHOLDERS:
            holder = None
        kept = "" if holder is None else self._raw(holder)
        more = old.find(slide_tag("custDataLst")) if old is not None and self._is_picture else None
        kept += (
            ""
            if self.picture.film is None
            else self.prefixes.translated(f'<a:videoFile r:link="{self.picture.film}"/>')
        )
        kept += ("" if more is None else self._raw(more)) + self._extensions(old)
        return self.prefixes.translated("<p:nvPr>") + kept + self.prefixes.translated("</p:nvPr>")

    def _extensions(self, old: Node | None) -> str:
        listed = old.find(slide_tag("extLst")) if old is not None and self._is_picture else None
        others = (
            [] if listed is None else [each for each in listed.children if not _is(each, MEDIA_EXTENSION)]
        )
        kept = "".join(self._raw(each) for each in others)
        if self.picture.media is not None:
            played = (
                None
                if listed is None
                else next((e for e in listed.children if _is(e, MEDIA_EXTENSION)), None)
            )
            kept = self._media(played) + kept
        return (
            self.prefixes.translated("<p:extLst>") + kept + self.prefixes.translated("</p:extLst>")
            if kept
            else ""
        )

    def _media(self, old: Node | None) -> str:
        """Return the embedded film, with the trimming and fading of the old one."""
        if old is not None:
            media = old.find(f"{{{P14}}}media")
            if media is not None and f"{{{R}}}embed" in media.attributes:
                pattern = rf'(\sr?[\w.-]*:embed=)(["\']){re.escape(media.attributes[f"{{{R}}}embed"])}\2'
                return re.sub(pattern, rf'\g<1>"{self.picture.media}"', self._raw(old), count=1)
        xml = self.prefixes.translated(
            f'<p:ext uri="{MEDIA_EXTENSION}"><p14:media r:embed="{self.picture.media}"/></p:ext>'
        )
        return xml.replace("<p14:media", f'<p14:media xmlns:p14="{P14}"')

    def _fill(self) -> str:
        """Return the fill with the picture, cropped and recolored as the old one."""
        xml = self.prefixes.translated
        old = self.shape.element.find(slide_tag("blipFill")) if self._is_picture else None
        if old is None:
            return xml(f"<p:blipFill>{blip(self.picture)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>")
        pixels = old.find(drawing("blip"))
        rest = "".join(self._raw(each) for each in old.children if each is not pixels)
        given = "".join(f" {name}={quoteattr(value)}" for name, value in old.attributes.items())
        return xml("<p:blipFill") + given + ">" + self._blip(pixels) + rest + xml("</p:blipFill>")

    def _blip(self, old: Node | None) -> str:
        new = self.prefixes.translated(blip(self.picture))
        listed = None if old is None else old.find(drawing("extLst"))
        effects = (
            "" if old is None else "".join(self._raw(each) for each in old.children if each is not listed)
        )
        others = [] if listed is None else [each for each in listed.children if not _is(each, SVG_EXTENSION)]
        kept = "".join(self._raw(each) for each in others)
        if not effects and not kept:
            return new
        begin, end, close = (
            self.prefixes.translated("<a:extLst>"),
            self.prefixes.translated("</a:extLst>"),
            self.prefixes.translated("</a:blip>"),
        )
        inner = new[new.index(">") + 1 :].removesuffix(close)
        vectors = inner.removeprefix(begin).removesuffix(end)
        extensions = f"{begin}{vectors}{kept}{end}" if vectors or kept else ""
        return new[: new.index(">")].removesuffix("/") + f">{effects}{extensions}{close}"

    def _frame(self) -> str:
        """Return position, size and formatting; of a shape that was no picture, all but its fill."""
        xml, old = self.prefixes.translated, self.shape.element.find(slide_tag("spPr"))
        if self._is_picture and old is not None:
            return self._raw(old)
        frame = None if old is None else old.find(drawing("xfrm"))
        turned = "" if frame is None or "rot" not in frame.attributes else f' rot="{frame.attributes["rot"]}"'
        shape = self._kept(old, GEOMETRIES) or xml('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')
        around = self._kept(old, AROUND[:1] if self.transparent else AROUND)
        x = self.shape.extent
        place = f'<a:off x="{x.x}" y="{x.y}"/><a:ext cx="{x.width}" cy="{x.height}"/>'
        begin, end = xml(f"<p:spPr><a:xfrm{turned}>{place}</a:xfrm>"), xml("</p:spPr>")
        return f"{begin}{shape}{xml('<a:noFill/>')}{around}{end}"

    def _kept(self, old: Node | None, tags: Collection[str]) -> str:
        """Return the children of the old properties that have one of these tags."""
        children = [] if old is None else old.children
        return "".join(self._raw(each) for each in children if each.tag in tags)

    def _style(self) -> str:
        """Return the style, from which outline and shadow may come, but without its fill."""
        old = self.shape.element.find(slide_tag("style"))
        if old is None:
            return ""
        if self._is_picture:
            return self._raw(old)
        gone = ("fillRef", "effectRef") if self.transparent else ("fillRef",)
        edits = [
            Edit(each.start - old.start, each.inner - old.start, self._without_style(each))
            for each in old.children
            if each.tag in map(drawing, gone)
        ]
        return edited(self._raw(old).encode(), edits).decode()

    def _without_style(self, reference: Node) -> bytes:
        """Return the start tag of a reference to a style of the theme, which refers to none."""
        return _with(self.content[reference.start : reference.inner].decode(), "idx", "0").encode()

    def _raw(self, node: Node) -> str:
        return self.content[node.start : node.end].decode()


def _is(extension: Node, uri: str) -> bool:
    return extension.attributes.get("uri", "").upper() == uri.upper()


def _with(tag: str, name: str, value: str) -> str:
    """Return a start tag with an attribute set to a value.

    >>> print(_with('<p:cNvPr id="2" name="A"', "name", "x > y"))
    <p:cNvPr id="2" name="x &gt; y"
    """
    written = f" {name}={quoteattr(value)}"
    replaced, count = re.subn(rf"\s{name}\s*=\s*(\"[^\"]*\"|'[^']*')", lambda _: written, tag, count=1)
    return replaced if count else tag + written
