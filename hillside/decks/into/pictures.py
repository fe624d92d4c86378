"""A shape that has become a picture or a film: what of it stays, and what is new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from hillside.decks.into.archive import drawing, slide_tag
from hillside.decks.into.places import Spot, named
from hillside.decks.into.prefixes import Prefixes
from hillside.decks.into.spans import Node
from hillside.decks.powerpoint.names import MEDIA_EXTENSION, P14, SVG_EXTENSION, R
from hillside.decks.powerpoint.shapes import Seen, blip

HOLDERS_OF_PICTURES = ("", "obj", "pic", "media", "clipArt")
"""The kinds of placeholder that can hold a picture; one for a title lets go of it."""


@dataclass(frozen=True)
class Filling:
    """Builds the picture in place of the shape of `spot`, in the slide `content`."""

    content: bytes
    spot: Spot
    seen: Seen
    prefixes: Prefixes

    def xml(self) -> str:
        """Return the picture."""
        shape, said = self.spot.shape, self.prefixes.said
        tail = [
            self._raw(child)
            for child in shape.children
            if child.tag in (slide_tag("style"), slide_tag("extLst"))
        ]
        return (
            said("<p:pic") + self._declarations() + said("><p:nvPicPr>") + self._about() + self._lock()
            + self._kind() + said("</p:nvPicPr>") + self._fill() + self._frame()
            + ("".join(tail) if self._is_picture else "") + said("</p:pic>")
        )  # fmt: skip

    @property
    def _is_picture(self) -> bool:
        return self.spot.shape.tag == slide_tag("pic")

    def _declarations(self) -> str:
        """Return the namespaces that the shape itself declares, for what is kept of it, and those we need."""
        above = self.spot.shape.parent.spaces if self.spot.shape.parent else {}
        own = {prefix: uri for prefix, uri in self.spot.shape.spaces.items() if above.get(prefix) != uri}
        kept = "".join(
            f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}" for prefix, uri in own.items()
        )
        return kept + self.prefixes.declared

    def _about(self) -> str:
        """Return number, name and alt text; the tag stays as the name, where running again finds it."""
        about = named(self.spot.shape)
        if about is None:
            raise ValueError("a shape that has a tag has a name")
        tag = self.content[about.start : about.inner].decode().removesuffix("/>").removesuffix(">").rstrip()
        for name, value in (("name", self.seen.name), ("descr", self.seen.alt)):
            tag = _with(tag, name, value)
        children = "".join(self._raw(child) for child in about.children)
        if self.seen.film and about.find(drawing("hlinkClick")) is None:
            children = self.prefixes.said('<a:hlinkClick r:id="" action="ppaction://media"/>') + children
        return f"{tag}>{children}" + self.prefixes.said("</p:cNvPr>")

    def _lock(self) -> str:
        old = self.spot.shape.find(slide_tag("nvPicPr"), slide_tag("cNvPicPr"))
        new = self.prefixes.said('<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>')
        return new if old is None else self._raw(old)

    def _kind(self) -> str:
        """Return whether it is a placeholder and whether it plays."""
        old = next(
            (found for head in self.spot.shape.children if (found := head.find(slide_tag("nvPr")))), None
        )
        holder = None if old is None else old.find(slide_tag("ph"))
        if holder is not None and holder.attributes.get("type", "") not in HOLDERS_OF_PICTURES:
            holder = None
        kept = "" if holder is None else self._raw(holder)
        more = old.find(slide_tag("custDataLst")) if old is not None and self._is_picture else None
        kept += (
            "" if self.seen.film is None else self.prefixes.said(f'<a:videoFile r:link="{self.seen.film}"/>')
        )
        kept += ("" if more is None else self._raw(more)) + self._extensions(old)
        return self.prefixes.said("<p:nvPr>") + kept + self.prefixes.said("</p:nvPr>")

    def _extensions(self, old: Node | None) -> str:
        listed = old.find(slide_tag("extLst")) if old is not None and self._is_picture else None
        others = (
            [] if listed is None else [each for each in listed.children if not _is(each, MEDIA_EXTENSION)]
        )
        kept = "".join(self._raw(each) for each in others)
        if self.seen.media is not None:
            played = (
                None
                if listed is None
                else next((e for e in listed.children if _is(e, MEDIA_EXTENSION)), None)
            )
            kept = self._media(played) + kept
        return self.prefixes.said("<p:extLst>") + kept + self.prefixes.said("</p:extLst>") if kept else ""

    def _media(self, old: Node | None) -> str:
        """Return the embedded film; where the old one was trimmed or faded, the new one is too."""
        if old is not None:
            media = old.find(f"{{{P14}}}media")
            if media is not None and f"{{{R}}}embed" in media.attributes:
                pattern = rf'(\sr?[\w.-]*:embed=)(["\']){re.escape(media.attributes[f"{{{R}}}embed"])}\2'
                return re.sub(pattern, rf'\g<1>"{self.seen.media}"', self._raw(old), count=1)
        said = self.prefixes.said(
            f'<p:ext uri="{MEDIA_EXTENSION}"><p14:media r:embed="{self.seen.media}"/></p:ext>'
        )
        return said.replace("<p14:media", f'<p14:media xmlns:p14="{P14}"')

    def _fill(self) -> str:
        """Return the picture itself, cropped and recolored as the old one was."""
        said = self.prefixes.said
        old = self.spot.shape.find(slide_tag("blipFill")) if self._is_picture else None
        if old is None:
            return said(f"<p:blipFill>{blip(self.seen)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>")
        pixels = old.find(drawing("blip"))
        rest = "".join(self._raw(each) for each in old.children if each is not pixels)
        given = "".join(f" {name}={quoteattr(value)}" for name, value in old.attributes.items())
        return said("<p:blipFill") + given + ">" + self._blip(pixels) + rest + said("</p:blipFill>")

    def _blip(self, old: Node | None) -> str:
        new = self.prefixes.said(blip(self.seen))
        listed = None if old is None else old.find(drawing("extLst"))
        effects = (
            "" if old is None else "".join(self._raw(each) for each in old.children if each is not listed)
        )
        others = [] if listed is None else [each for each in listed.children if not _is(each, SVG_EXTENSION)]
        kept = "".join(self._raw(each) for each in others)
        if not effects and not kept:
            return new
        begin, end, close = (
            self.prefixes.said("<a:extLst>"),
            self.prefixes.said("</a:extLst>"),
            self.prefixes.said("</a:blip>"),
        )
        inner = new[new.index(">") + 1 :].removesuffix(close)
        vectors = inner.removeprefix(begin).removesuffix(end)
        extensions = f"{begin}{vectors}{kept}{end}" if vectors or kept else ""
        return new[: new.index(">")].removesuffix("/") + f">{effects}{extensions}{close}"

    def _frame(self) -> str:
        """Return place, size and outline; a picture keeps all of its looks, a stand-in its outline."""
        said, old = self.prefixes.said, self.spot.shape.find(slide_tag("spPr"))
        if self._is_picture and old is not None:
            return self._raw(old)
        frame = None if old is None else old.find(drawing("xfrm"))
        turned = "" if frame is None or "rot" not in frame.attributes else f' rot="{frame.attributes["rot"]}"'
        outline = next(
            (
                each
                for each in (old.children if old else [])
                if each.tag in (drawing("prstGeom"), drawing("custGeom"))
            ),
            None,
        )
        shape = (
            said('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>') if outline is None else self._raw(outline)
        )
        x = self.spot.extent
        place = f'<a:off x="{x.x}" y="{x.y}"/><a:ext cx="{x.width}" cy="{x.height}"/>'
        return said(f"<p:spPr><a:xfrm{turned}>{place}</a:xfrm>") + shape + said("</p:spPr>")

    def _raw(self, node: Node) -> str:
        return self.content[node.start : node.end].decode()


def _is(extension: Node, uri: str) -> bool:
    return extension.attributes.get("uri", "").upper() == uri.upper()


def _with(tag: str, name: str, value: str) -> str:
    """Return a start tag with an attribute set.

    >>> print(_with('<p:cNvPr id="2" name="A"', "name", "x > y"))
    <p:cNvPr id="2" name="x &gt; y"
    """
    written = f" {name}={quoteattr(value)}"
    replaced, count = re.subn(rf"\s{name}\s*=\s*(\"[^\"]*\"|'[^']*')", lambda _: written, tag, count=1)
    return replaced if count else tag + written
