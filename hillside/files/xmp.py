"""What a file says about itself as an XMP packet (ISO 16684-1, 2019), the way of WebP and PDF."""

from xml.sax.saxutils import escape, quoteattr

from hillside.files.content import Description

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:description><rdf:Alt><rdf:li xml:lang={language}>{alt}</rdf:li></rdf:Alt></dc:description>\
<pdf:Keywords>{recipe}</pdf:Keywords>\
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def packet(about: Description) -> bytes:
    """Return the packet; the recipe stands under the keywords, as the PDF writer puts it."""
    return _PACKET.format(
        title=escape(about.title),
        language=quoteattr(about.language),
        alt=escape(about.alt),
        recipe=escape(about.recipe),
    ).encode()
