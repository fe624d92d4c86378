"""The recipe in a file: where each kind carries it, told by what is in the file and not by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

from hillside.files.truncation import is_whole
from hillside.stage.errors import Failure
from hillside.studio.recipe import Recipe

HEAD = 1024
"""Bytes that tell what kind of file it is."""
RECIPE_TAG = "{urn:hillside:recipe}recipe"
KEYWORDS_TAG = "{http://ns.adobe.com/pdf/1.3/}Keywords"


def recipe_in(file: Path) -> Recipe:
    """Return the recipe that a file carries.

    Raises:
        Failure: The file cannot be read, is damaged, or was not made by this program.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError as error:
        raise Failure(f"cannot read {file}: {error.strerror}") from error
    texts = _reader(head)
    if texts is None:
        raise Failure(f"{file} is not a file of a kind that is made here; a recipe is in {_KINDS}")
    try:
        found = next((recipe for text in texts(file) if (recipe := Recipe.read(text))), None)
    except Failure as error:
        raise Failure(f"{file}: {error}") from error
    # A damaged file can make a decoder raise anything; what matters here is that it is damaged.
    except Exception as error:
        raise Failure(f"{file} is damaged: {type(error).__name__}: {error}".splitlines()[0]) from error
    if found is None and not is_whole(file):
        raise Failure(f"{file} is damaged: it ends early, and what is left of it carries no recipe")
    if found is None:
        raise Failure(
            f"{file} carries no recipe: another program made it, or one that took the recipe out on saving"
        )
    return found


def _reader(head: bytes) -> Callable[[Path], Iterator[str]] | None:
    """Return what reads the texts that a file of this head carries about itself."""
    if head.startswith((b"\x89PNG\r\n", b"GIF8")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return _in_image
    if head[4:8] == b"ftyp" or head.startswith(b"\x1aE\xdf\xa3"):
        return _in_film
    if head.startswith(b"%PDF-"):
        return _in_pdf
    return _in_svg if b"<svg" in head else None


_KINDS = "PNG, SVG, PDF, WebP, GIF, MP4, WebM and MOV files"


def _in_image(file: Path) -> Iterator[str]:
    from PIL import Image

    with Image.open(file) as image:
        # The text of a PNG may stand behind its pixels.
        image.load()
        notes: dict[Any, Any] = {**image.info, **getattr(image, "text", {})}
    for key in ("hillside", "comment"):
        if key in notes:
            yield notes[key].decode() if isinstance(notes[key], bytes) else str(notes[key])
    if "xmp" in notes:
        yield from _in_xmp(notes["xmp"])


def _in_film(file: Path) -> Iterator[str]:
    import av

    with av.open(str(file)) as film:
        notes = {key.lower(): text for key, text in film.metadata.items()}
    yield from (notes[key] for key in ("comment",) if key in notes)


def _in_pdf(file: Path) -> Iterator[str]:
    # XMP packets are stored as they are, to be found without reading the rest of the file.
    for found in re.finditer(rb"<x:xmpmeta.*?</x:xmpmeta>", file.read_bytes(), re.DOTALL):
        yield from _in_xmp(found[0])


def _in_xmp(packet: bytes) -> Iterator[str]:
    start, end = packet.find(b"<x:xmpmeta"), packet.rfind(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    root = ElementTree.fromstring(packet[start:end])
    yield from (element.text or "" for element in root.iter(KEYWORDS_TAG))


def _in_svg(file: Path) -> Iterator[str]:
    for _, element in cast(Any, ElementTree.iterparse(file)):
        if element.tag == RECIPE_TAG:
            yield element.text or ""
