"""Pictures and films as WebP, lossless unless a budget requires less."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, cast
from xml.sax.saxutils import escape, quoteattr

import av

from hillside.files.budget import write_within
from hillside.files.film_failures import failures_of_writing
from hillside.files.footage import Description, Footage, Picture
from hillside.files.formats import Size
from hillside.files.png import as_image
from hillside.stage.drawing import Pixels

LEVELS: tuple[Mapping[str, str], ...] = (
    {"lossless": "1", "quality": "60", "compression_level": "3"},
    *(
        {"lossless": "0", "quality": str(quality), "compression_level": "4"}
        for quality in (85, 70, 50, 30, 10)
    ),
)
HAS_XMP, HAS_ALPHA = 0x04, 0x10
"""Flags in the extended header (VP8X) of a WebP file."""


def write_webp(picture: Picture, target: Path) -> None:
    """Write the picture as lossless WebP."""
    image, about = as_image(picture), xmp_packet(picture.about)
    image.save(target, format="WEBP", lossless=True, exact=True, quality=90, method=4, xmp=about)


def write_animated_webp(footage: Footage, target: Path) -> None:
    """Write the footage as animated WebP.

    Raises:
        Failure: The encoder or the file system refuses.
        Refusal: The budget cannot be met.
    """
    levels = [partial(_encode, footage, target, level) for level in LEVELS]
    write_within(footage.budget, target, levels)


@failures_of_writing()
def _encode(footage: Footage, target: Path, options: Mapping[str, str]) -> None:
    loop = {"loop": "0" if footage.loop else "1"}
    with cast(Any, av.open(str(target), "w", format="webp", options=loop)) as container:
        stream = container.add_stream("libwebp_anim", rate=footage.fps)
        codec = stream.codec_context
        codec.width, codec.height, codec.pix_fmt = footage.size.width, footage.size.height, "bgra"
        codec.time_base, codec.thread_count = Fraction(1, footage.fps), 1
        codec.options = dict(options)
        picture: Pixels | None = None
        number, shown = 0, -1
        for number, pixels in enumerate(footage.all_frames()):
            if pixels is not None:
                picture, shown = pixels, number
                container.mux(stream.encode(_frame(pixels, number)))
        if picture is not None and shown < number:
            # The last picture is repeated, since it would otherwise be shown for a single frame.
            container.mux(stream.encode(_frame(picture, number)))
        container.mux(stream.encode(None))
    target.write_bytes(with_xmp(target.read_bytes(), xmp_packet(footage.about), footage.size))


def _frame(pixels: Pixels, number: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format="bgra")
    frame.pts = number
    return frame


def with_xmp(film: bytes, xmp: bytes, size: Size) -> bytes:
    """Append an XMP packet to a WebP file and set its flag in the header (RFC 9649, 2024).

    The encoder writes a film without motion as a still without an extended header, which is then added.
    """
    head, rest = (film[12:30], film[30:]) if film[12:16] == b"VP8X" else (_head(size), film[12:])
    chunk = b"XMP " + struct.pack("<I", len(xmp)) + xmp + b"\0" * (len(xmp) % 2)
    body = b"WEBP" + head[:8] + bytes([head[8] | HAS_XMP]) + head[9:] + rest + chunk
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _head(size: Size) -> bytes:
    """Return an extended header for a size; the alpha flag does no harm to an opaque file."""
    sides = (size.width - 1).to_bytes(3, "little") + (size.height - 1).to_bytes(3, "little")
    return b"VP8X" + struct.pack("<II", 10, HAS_ALPHA) + sides


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:description><rdf:Alt><rdf:li xml:lang={language}>{alt}</rdf:li></rdf:Alt></dc:description>\
<pdf:Keywords>{recipe}</pdf:Keywords>\
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def xmp_packet(about: Description) -> bytes:
    """Return the XMP packet; the recipe is in the keywords, as in PDF."""
    return _PACKET.format(
        title=escape(about.title),
        language=quoteattr(about.language),
        alt=escape(about.alt),
        recipe=escape(about.recipe),
    ).encode()
